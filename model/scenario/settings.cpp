#include "model/scenario/settings.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "model/scenario/suggestion.hpp"
#include "model/scenario/value_text.hpp"

namespace changji {
namespace {

enum class Subject { parameter, safeguards, rollout_target, rollout_start, last_year };

/// What a key stands for.
struct Meaning {
    Subject subject;
    std::vector<std::size_t> indices;  ///< parameters or plan items
    bool group;                        ///< yields to an entry that names one of them
    bool whole_zone;                   ///< no value by district
    Limits limits;
};

/// An entry that was understood.
struct Setting {
    Meaning meaning;
    std::vector<std::size_t> districts;
    Path path;
    const std::string* origin;
};

constexpr std::string_view rollout_prefix = "roll.";

std::vector<std::string> known_keys(const std::vector<Parameter>& parameters) {
    std::vector<std::string> keys{"run.end", "safeguards.all", "roll.all.target", "roll.all.t0",
                                  "extends"};
    for (const Parameter& parameter : parameters) keys.emplace_back(parameter.key);
    return keys;
}

void tell_unknown_key(const Entry& entry, const std::vector<Parameter>& parameters,
                      Problems& problems) {
    const std::string& key = entry.key;
    const std::string_view extends = ".extends";
    if (key == "extends" ||
        (key.size() > extends.size() && key.substr(key.size() - extends.size()) == extends)) {
        problems.add(entry.where, {"extends 只能写在情景文件第一个节之前",
                                   "extends stands before the first section of a scenario file"});
        return;
    }
    const Bilingual near = suggestion(key, known_keys(parameters));
    problems.add(
        entry.where,
        {"未知的键 " + quoted_input(key) + near.zh + "（changji parameters 列出全部键）",
         "unknown key " + quoted_input(key) + near.en + " (changji parameters lists all keys)"});
}

/// Items by id or group; a plain hyphen stands for the dash in ids such as P2.1–9.
std::vector<std::size_t> items_named(std::string name, bool& group) {
    if (const auto hyphen = name.find('-'); hyphen != std::string::npos)
        name.replace(hyphen, 1, "–");
    const std::size_t item = plan_item_index(name);
    group = item == plan_items().size();
    return group ? plan_group(name) : std::vector<std::size_t>{item};
}

void tell_unknown_rollout(const Entry& entry, const std::string& item, bool known_item,
                          Problems& problems) {
    if (known_item) {
        problems.add(entry.where, {quoted_input(entry.key) + " 不可识别；写作 roll." + item +
                                       ".target 或 roll." + item + ".t0",
                                   quoted_input(entry.key) + " is not known; write roll." + item +
                                       ".target or roll." + item + ".t0"});
        return;
    }
    std::vector<std::string> ids{"all"};
    for (const PlanItem& plan_item : plan_items()) ids.emplace_back(plan_item.id);
    const Bilingual near = suggestion(item, ids);
    problems.add(entry.where,
                 {quoted_input(entry.key) + "：方案中没有条目 " + quoted_input(item) + near.zh +
                      "（changji clauses 列出全部条目）",
                  quoted_input(entry.key) + ": the plan has no item " + quoted_input(item) +
                      near.en + " (changji clauses lists all items)"});
}

std::optional<Meaning> rollout_meaning(const Entry& entry, Problems& problems) {
    const std::string rest = entry.key.substr(rollout_prefix.size());
    const std::size_t dot = rest.rfind('.');
    const std::string field = dot == std::string::npos ? "" : rest.substr(dot + 1);
    const std::string item = rest.substr(0, dot);
    bool group = false;
    const auto indices = items_named(item, group);
    if (field == "target" && !indices.empty())
        return Meaning{Subject::rollout_target, indices, group, false, {"share", 0, 1, 0, 1}};
    if (field == "t0" && !indices.empty())
        return Meaning{Subject::rollout_start,
                       indices,
                       group,
                       false,
                       {"year", first_year, 9999, first_year, 2020, true, true}};
    if (items_named(rest, group).empty()) {
        tell_unknown_rollout(entry, item, !indices.empty(), problems);
    } else {
        tell_unknown_rollout(entry, rest, true, problems);
    }
    return std::nullopt;
}

std::vector<std::size_t> safeguards_of(const std::vector<Parameter>& parameters) {
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (parameters[i].role == Role::safeguard) indices.push_back(i);
    return indices;
}

std::optional<Meaning> meaning_of(const Entry& entry, const std::vector<Parameter>& parameters,
                                  Problems& problems) {
    if (entry.key == "run.end")
        return Meaning{Subject::last_year,
                       {},
                       false,
                       true,
                       {"year", 2025, last_settable_year, 2035, 2035, true, true}};
    if (entry.key == "safeguards.all")
        return Meaning{
            Subject::safeguards, safeguards_of(parameters), true, false, {"share", 0, 1, 0, 1}};
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const Parameter& p = parameters[i];
        if (p.key == entry.key)
            return Meaning{Subject::parameter,
                           {i},
                           false,
                           p.role == Role::coefficient,
                           {p.unit, p.low, p.high, p.base, p.reform}};
    }
    // after the register, which holds coefficients such as roll.kappa0
    if (entry.key.substr(0, rollout_prefix.size()) == rollout_prefix)
        return rollout_meaning(entry, problems);
    tell_unknown_key(entry, parameters, problems);
    return std::nullopt;
}

void tell_unknown_district(const Entry& entry, Problems& problems) {
    std::vector<std::string> keys;
    std::string list;
    Bilingual near;
    for (const Name& name : district_names) {
        keys.emplace_back(name.key);
        list += (list.empty() ? "" : " ") + std::string(name.key);
        if (entry.district == name.zh)
            near = {"；是否想写 " + keys.back() + "？", "; did you mean " + keys.back() + "?"};
    }
    keys.emplace_back(zone_name.key);
    if (near.en.empty()) near = suggestion(entry.district, keys);
    const std::string shown = quoted_input(entry.district == "@" ? "" : entry.district);
    problems.add(entry.where, {quoted_input(entry.key) + "：未知的区县 " + shown + near.zh +
                                   "（可用：" + list + " zone）",
                               quoted_input(entry.key) + ": unknown district " + shown + near.en +
                                   " (known: " + list + " zone)"});
}

/// All districts for the zone; none after telling that the name is unknown or not wanted.
std::vector<std::size_t> districts_of(const Entry& entry, const Meaning& meaning,
                                      Problems& problems) {
    std::vector<std::size_t> all;
    for (std::size_t d = 0; d < district_count; ++d) all.push_back(d);
    if (entry.district.empty() || entry.district == zone_name.key) return all;
    const std::size_t d = district_index(entry.district);
    if (d == district_count) {
        tell_unknown_district(entry, problems);
        return {};
    }
    if (!meaning.whole_zone) return {d};
    problems.add(entry.where,
                 {quoted_input(entry.key) + " 全区只有一个值；请去掉 @" + entry.district,
                  quoted_input(entry.key) + " has one value for the zone; leave @" +
                      entry.district + " out"});
    return {};
}

void assign(const Setting& setting, const std::vector<Parameter>& parameters, Scenario& scenario) {
    const Meaning& meaning = setting.meaning;
    if (meaning.subject == Subject::last_year) {
        scenario.last_year = static_cast<int>(setting.path.knots.front().value);
        scenario.origins.last_year = *setting.origin;
        return;
    }
    for (const std::size_t i : meaning.indices) {
        for (const std::size_t d : setting.districts) {
            if (meaning.subject == Subject::rollout_start) {
                scenario.rollout[i][d].start_year = setting.path.knots.front().value;
                scenario.origins.start_year[i][d] = *setting.origin;
            } else if (meaning.subject == Subject::rollout_target) {
                scenario.rollout[i][d].target = setting.path;
                scenario.origins.rollout_target[i][d] = *setting.origin;
            } else {
                Path path = setting.path;
                const double base = parameters[i].base, reform = parameters[i].reform;
                if (meaning.subject == Subject::safeguards)
                    for (Path::Knot& knot : path.knots)
                        knot.value = knot.value == 1 ? reform : base + knot.value * (reform - base);
                scenario.values[i][d] = path;
                scenario.origins.values[i][d] = *setting.origin;
            }
        }
    }
}

/// Tells a key given twice in one source; the zone by name is the zone without name.
void check_repeated(const Entry& entry, std::map<std::string, std::string>& seen,
                    Problems& problems) {
    const std::string district = entry.district == zone_name.key ? "" : entry.district;
    const auto [place, fresh] = seen.emplace(entry.key + "@" + district, entry.where);
    if (fresh) return;
    const std::string key = quoted_input(entry.key + (district.empty() ? "" : "@" + district));
    problems.add(entry.where,
                 {"重复的键 " + key + "；已在 " + place->second + " 给出，请删去一处",
                  "repeated key " + key + "; it is given at " + place->second + ", remove one"});
}

}  // namespace

std::size_t district_index(std::string_view key) {
    std::size_t d = 0;
    while (d < district_count && district_names[d].key != key) ++d;
    return d;
}

void apply_entries(const std::vector<Entry>& entries, const std::vector<Parameter>& parameters,
                   Scenario& scenario, Problems& problems) {
    std::vector<Setting> settings;
    std::map<std::string, std::string> seen;
    for (const Entry& entry : entries) {
        check_repeated(entry, seen, problems);
        const auto meaning = meaning_of(entry, parameters, problems);
        if (!meaning) continue;
        const auto districts = districts_of(entry, *meaning, problems);
        const auto path = read_path(entry, meaning->limits, problems);
        if (path) settings.push_back({*meaning, districts, *path, &entry.origin});
    }
    // districts stay empty only after a problem, and then the scenario is never used
    const auto rank = [](const Setting& s) {
        return (s.meaning.group ? 0 : 2) + (s.districts.size() == 1 ? 1 : 0);
    };
    std::stable_sort(settings.begin(), settings.end(),
                     [&](const Setting& a, const Setting& b) { return rank(a) < rank(b); });
    for (const Setting& setting : settings) assign(setting, parameters, scenario);
}

}  // namespace changji
