// Stands in for model/scenario/ini_text.cpp where Boost is not available: reads correct files only.
#include <string>

#include "model/scenario/ini_text.hpp"
#include "model/scenario/text_scan.hpp"

namespace changji {

IniText read_ini(std::string_view text, const std::string& file, const std::string& label,
                 Problems&) {
    IniText ini;
    std::string section;
    std::size_t number = 0;
    for (const auto& whole : lines_of(text)) {
        ++number;
        const std::string_view line = trimmed(whole.substr(0, whole.find('#')));
        if (line.empty() || line.front() == ';') continue;
        if (line.front() == '[') {
            section = std::string(trimmed(line.substr(1, line.size() - 2)));
            continue;
        }
        const std::size_t equals = line.find('=');
        const std::string key(trimmed(line.substr(0, equals)));
        const std::string_view value = trimmed(line.substr(equals + 1));
        const std::string where = std::to_string(number);
        if (section.empty() && key == "extends") {
            ini.extends = std::string(value);
            continue;
        }
        const bool full = section.empty() || key.rfind(section + ".", 0) == 0;
        ini.entries.push_back(make_entry(full ? key : section + "." + key, value,
                                         file + ":" + where, label + ":" + where));
    }
    return ini;
}

}  // namespace changji
