#include "model/scenario/reader.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "model/scenario/file_text.hpp"
#include "model/scenario/ini_text.hpp"
#include "model/scenario/overlay.hpp"
#include "model/scenario/settings.hpp"
#include "model/scenario/suggestion.hpp"
#include "model/scenario/text_scan.hpp"

namespace changji {
namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(path, error);
}

bool plain_name(const std::string& text) {
    return !text.empty() && text.find('/') == std::string::npos;
}

/// The file that a name or path means: a shipped name first, then a path relative to `folder`.
/// The text comes from a user: it may be too long for a file name, then it names nothing.
std::optional<fs::path> find_file(const std::string& text, const fs::path& folder,
                                  const std::vector<fs::path>& shipped) {
    std::vector<fs::path> candidates;
    const bool with_ending = fs::path(text).extension() == ".ini";
    if (plain_name(text) && !with_ending)
        for (const fs::path& place : shipped) candidates.push_back(place / (text + ".ini"));
    candidates.push_back(folder / text);
    if (!with_ending) candidates.push_back(folder / (text + ".ini"));
    if (plain_name(text) && with_ending)
        for (const fs::path& place : shipped) candidates.push_back(place / text);
    for (const fs::path& candidate : candidates)
        if (is_file(candidate)) return candidate;
    return std::nullopt;
}

void tell_no_scenario(const std::string& text, const std::string& where,
                      const std::vector<fs::path>& folders, Problems& problems) {
    const auto names = shipped_scenarios(folders);
    const Bilingual near = suggestion(text, names);
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : " ") + name;
    problems.add(where, {"找不到情景 " + quoted_input(text) + near.zh + "（自带情景：" + list +
                             "；或写文件路径）",
                         "no scenario " + quoted_input(text) + near.en + " (shipped: " + list +
                             "; or give the path of a file)"});
}

/// The named file and all it extends, the named one first.
std::vector<IniText> read_chain(const ScenarioRequest& request, const fs::path& first,
                                Problems& problems) {
    std::vector<IniText> chain;
    std::set<fs::path> seen;
    for (fs::path path = first;;) {
        std::error_code error;
        const fs::path same = fs::weakly_canonical(path, error);
        if (!seen.insert(error ? path : same).second) {
            const IniText& child = chain.back();
            problems.add(child.extends_where, {"extends 循环：" + quoted_input(child.extends) +
                                                   " 又回到自身；请断开循环",
                                               "cyclic extends: " + quoted_input(child.extends) +
                                                   " leads back to itself; break the circle"});
            return chain;
        }
        const auto text = file_text(path, problems);
        if (!text) return chain;
        chain.push_back(read_ini(*text, path.string(), path.filename().string(), problems));
        const IniText& ini = chain.back();
        if (ini.extends.empty()) return chain;
        const auto parent = find_file(ini.extends, path.parent_path(), request.folders);
        if (!parent) {
            tell_no_scenario(ini.extends, ini.extends_where, request.folders, problems);
            return chain;
        }
        path = *parent;
    }
}

/// The names in "full_reform+drought".
std::vector<std::string> names_in(const std::string& text) {
    std::vector<std::string> names;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t plus = std::min(text.find('+', from), text.size());
        names.push_back(text.substr(from, plus - from));
        from = plus + 1;
    }
    return names;
}

/// Files in the order in which they are applied: the first name with all it extends, then each
/// further name's own file, without what it extends.
std::vector<IniText> read_files(const ScenarioRequest& request, std::string& name,
                                Problems& problems) {
    const bool one_file = find_file(request.scenario, "", request.folders).has_value();
    const auto names = one_file ? std::vector<std::string>{request.scenario}
                                : names_in(request.scenario);
    std::vector<IniText> files;
    for (const std::string& each : names) {
        const auto file = find_file(each, "", request.folders);
        if (!file) {
            tell_no_scenario(each, quoted_input(request.scenario), request.folders, problems);
            continue;
        }
        std::vector<IniText> chain = read_chain(request, *file, problems);
        const bool whole = &each == &names.front();
        name += (whole ? "" : "+") + file->stem().string();
        if (chain.empty()) continue;
        if (whole) {
            files.assign(chain.rbegin(), chain.rend());
        } else {
            files.push_back(std::move(chain.front()));
        }
    }
    return files;
}

std::vector<Entry> command_line_entries(const std::vector<std::string>& settings,
                                        Problems& problems) {
    std::vector<Entry> entries;
    for (const std::string& text : settings) {
        std::string_view rest = text;
        while (!rest.empty() && utf8_length(rest) > 0) rest.remove_prefix(utf8_length(rest));
        const std::size_t equals = text.find('=');
        const std::string_view view = text;
        const bool incomplete = equals == std::string::npos ||
                                trimmed(view.substr(0, equals)).empty() ||
                                trimmed(view.substr(equals + 1)).empty();
        if (!rest.empty()) {
            problems.add("--set", {quoted_input(text) + " 不是 UTF-8 文字",
                                   quoted_input(text) + " is not UTF-8"});
        } else if (incomplete) {
            problems.add("--set",
                         {quoted_input(text) + " 应写成 键=值，例如 t1.tc_land=450",
                          quoted_input(text) + " must be key=value, such as t1.tc_land=450"});
        } else {
            entries.push_back(
                make_entry(view.substr(0, equals), view.substr(equals + 1), "--set", "--set"));
        }
    }
    return entries;
}

}  // namespace

std::vector<std::string> shipped_scenarios(const std::vector<fs::path>& folders) {
    std::set<std::string> names;
    for (const fs::path& folder : folders) {
        std::error_code error;
        for (const auto& file : fs::directory_iterator(folder, error))
            if (file.path().extension() == ".ini" && is_file(file.path()))
                names.insert(file.path().stem().string());
    }
    return {names.begin(), names.end()};
}

Scenario read_scenario(const ScenarioRequest& request, const std::vector<Parameter>& parameters) {
    Problems problems;
    Scenario scenario = default_scenario(parameters);
    std::string name;
    const std::vector<IniText> files = read_files(request, name, problems);
    if (!name.empty()) scenario.name = name;
    for (const IniText& ini : files)
        apply_entries(ini.entries, parameters, scenario, problems);
    if (!request.overlay.empty())
        if (const auto text = file_text(request.overlay, problems))
            apply_entries(read_overlay(*text, request.overlay, problems), parameters, scenario,
                          problems);
    apply_entries(command_line_entries(request.set, problems), parameters, scenario, problems);
    problems.throw_if_any();
    return scenario;
}

}  // namespace changji
