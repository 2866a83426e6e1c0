#include "model/scenario/ini_text.hpp"

#include <optional>
#include <sstream>

#include <boost/program_options.hpp>

#include "model/scenario/text_scan.hpp"

namespace changji {
namespace {

/// The scan's result: clean "key = value" lines, and the number of the line each came from.
struct CleanLines {
    std::string text;
    std::vector<std::size_t> numbers;
};

/// The name in "[name]", or nothing after telling what is wrong.
std::optional<std::string> section_name(std::string_view line, const std::string& where,
                                        Problems& problems) {
    const std::string_view name =
        line.back() == ']' ? trimmed(line.substr(1, line.size() - 2)) : std::string_view();
    if (!name.empty() && name.find_first_of("[]=") == std::string_view::npos)
        return std::string(name);
    problems.add(where, {"节名写法不对：" + quoted_input(line) + "；应写成 [t1]",
                         "malformed section " + quoted_input(line) + "; write it as [t1]"});
    return std::nullopt;
}

void tell_no_setting(std::string_view line, const std::string& where, Problems& problems) {
    if (line.find("＝") != std::string_view::npos) {
        problems.add(where, {"用了全角等号：" + quoted_input(line) + "；请改用半角 =",
                             "full-width equals sign in " + quoted_input(line) + "; write ="});
        return;
    }
    problems.add(where, {"不是“键 = 值”：" + quoted_input(line) + "；可能漏写等号或文件被截断",
                         "no `key = value` in " + quoted_input(line) +
                             "; the equals sign is missing or the file was cut off"});
}

/// The key with its section: inside [t1] both "tc_land" and "t1.tc_land" mean t1.tc_land.
std::string full_key(const std::string& section, std::string_view key) {
    if (section.empty() || key.substr(0, section.size() + 1) == section + ".")
        return std::string(key);
    return section + "." + std::string(key);
}

class Scanner {
  public:
    Scanner(const std::string& file, Problems& problems) : file_(file), problems_(problems) {}

    CleanLines scan(std::string_view text) {
        const auto lines = lines_of(text);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const std::string_view line = trimmed(lines[i].substr(0, lines[i].find('#')));
            if (line.empty() || line.front() == ';') continue;
            if (line.front() == '[') {
                open_section(line, i + 1);
            } else if (!skipping_) {
                setting(line, i + 1);
            }
        }
        return std::move(clean_);
    }

  private:
    void open_section(std::string_view line, std::size_t number) {
        const auto name = section_name(line, position(file_, number), problems_);
        skipping_ = !name;  // the keys below a malformed section cannot be judged
        if (name) section_ = *name;
    }

    void setting(std::string_view line, std::size_t number) {
        const std::size_t equals = line.find('=');
        const std::string where = position(file_, number);
        if (equals == std::string_view::npos) return tell_no_setting(line, where, problems_);
        const std::string_view key = trimmed(line.substr(0, equals));
        const std::string_view value = trimmed(line.substr(equals + 1));
        if (key.empty()) return tell_no_setting(line, where, problems_);
        if (value.empty()) {
            problems_.add(where, {quoted_input(key) + " 没有值；在等号后写数值",
                                  quoted_input(key) + " has no value; write a number after ="});
            return;
        }
        clean_.text += full_key(section_, key) + " = " + std::string(value) + "\n";
        clean_.numbers.push_back(number);
    }

    const std::string& file_;
    Problems& problems_;
    std::string section_;
    bool skipping_ = false;
    CleanLines clean_;
};

void take_extends(IniText& ini, const std::string& value, const std::string& where,
                  Problems& problems) {
    if (!ini.extends.empty()) {
        problems.add(where, {"重复的 extends；已在 " + ini.extends_where + " 给出",
                             "extends is repeated; it is given at " + ini.extends_where});
        return;
    }
    ini.extends = value;
    ini.extends_where = where;
}

}  // namespace

IniText read_ini(std::string_view text, const std::string& file, const std::string& label,
                 Problems& problems) {
    namespace options = boost::program_options;
    const CleanLines clean = Scanner(file, problems).scan(text);
    std::istringstream stream(clean.text);
    const auto parsed =
        options::parse_config_file(stream, options::options_description(), true).options;
    ensure(parsed.size() == clean.numbers.size(), "one option per clean line");
    IniText ini;
    for (std::size_t i = 0; i < parsed.size(); ++i) {
        const std::string where = position(file, clean.numbers[i]);
        const std::string& value = parsed[i].value.front();
        if (parsed[i].string_key == "extends") {
            take_extends(ini, value, where, problems);
        } else {
            ini.entries.push_back(
                make_entry(parsed[i].string_key, value, where, position(label, clean.numbers[i])));
        }
    }
    return ini;
}

}  // namespace changji
