#include "model/scenario/resolved_text.hpp"

#include <algorithm>
#include <utility>

#include "model/base/check.hpp"
#include "model/scenario/text_table.hpp"
#include "model/scenario/value_text.hpp"

namespace changji {
namespace {

PerDistrict<std::string> same_everywhere(const std::string& text) {
    PerDistrict<std::string> all;
    for (std::string& one : all) one = text;
    return all;
}

bool uniform(const PerDistrict<std::string>& texts) {
    return std::all_of(texts.begin(), texts.end(),
                       [&](const std::string& text) { return text == texts[0]; });
}

/// The district whose value most districts share; the first of equals.
std::size_t common_district(const ResolvedValue& resolved) {
    std::size_t best = 0;
    std::ptrdiff_t most = 0;
    for (std::size_t d = 0; d < district_count; ++d) {
        std::ptrdiff_t count = 0;
        for (std::size_t other = 0; other < district_count; ++other)
            count += resolved.value[other] == resolved.value[d] &&
                     resolved.origin[other] == resolved.origin[d];
        if (count > most) {
            most = count;
            best = d;
        }
    }
    return best;
}

ResolvedValue target_of(const Scenario& scenario, std::size_t item) {
    ResolvedValue resolved;
    resolved.key = "roll." + std::string(plan_items()[item].id) + ".target";
    resolved.unit = "share";
    resolved.origin = scenario.origins.rollout_target[item];
    for (std::size_t d = 0; d < district_count; ++d)
        resolved.value[d] = path_text(scenario.rollout[item][d].target);
    return resolved;
}

ResolvedValue start_of(const Scenario& scenario, std::size_t item) {
    ResolvedValue resolved;
    resolved.key = "roll." + std::string(plan_items()[item].id) + ".t0";
    resolved.unit = "year";
    resolved.origin = scenario.origins.start_year[item];
    for (std::size_t d = 0; d < district_count; ++d) {
        const double year = scenario.rollout[item][d].start_year;
        // without an entry the target holds from the opening year on
        resolved.value[d] = number_text(std::max(year, static_cast<double>(first_year)));
    }
    return resolved;
}

bool anyone_set(const ResolvedValue& resolved) {
    return !uniform(resolved.origin) || resolved.origin[0] != "default";
}

bool worth_showing(const ResolvedValue& resolved) {
    return resolved.key.substr(0, 5) != "roll." || anyone_set(resolved) ||
           !uniform(resolved.value) || resolved.value[0] != "0";
}

/// ".target" or ".t0" of a rollout key.
std::string_view field_of(std::string_view key) {
    return key.substr(key.rfind('.'));
}

/// Whether two differences are one line of a listing: the same, or rollouts that differ alike.
bool alike_items(const Difference& a, const Difference& b) {
    if (a.key == b.key && a.district == b.district) return true;
    const bool rollouts = a.unit == b.unit && a.key.substr(0, 5) == "roll." &&
                          b.key.substr(0, 5) == "roll." && field_of(a.key) == field_of(b.key) &&
                          (field_of(a.key) == ".target" || field_of(a.key) == ".t0");
    return rollouts && a.district == b.district && a.first == b.first && a.second == b.second;
}

/// How many differences one line at `i` stands for; 0 if an earlier line already does.
std::size_t items_alike(const std::vector<Difference>& found, std::size_t i) {
    std::size_t count = 0;
    for (std::size_t j = 0; j < found.size(); ++j) {
        if (!alike_items(found[i], found[j])) continue;
        if (j < i) return 0;
        ++count;
    }
    return count;
}

std::string listed_key(const Difference& difference, std::size_t count, Language language) {
    if (count == 1) return difference.key;
    const std::string number = std::to_string(count);
    return "roll.*" + std::string(field_of(difference.key)) +
           (language == Language::zh ? "（" + number + " 个条目）" : " (" + number + " items)");
}

std::string show_line(const ResolvedValue& resolved, std::size_t d, bool name_district) {
    std::string line = resolved.key;
    if (name_district) line += "@" + std::string(district_names[d].key);
    line += " = " + resolved.value[d];
    if (resolved.unit != "1") line += " " + resolved.unit;
    const std::size_t column = 52;
    const std::size_t width = display_width(line);
    line += std::string(width < column ? column - width : 1, ' ');
    return line + "# " + resolved.origin[d] + "\n";
}

}  // namespace

std::vector<ResolvedValue> resolved_values(const Scenario& scenario,
                                           const std::vector<Parameter>& parameters) {
    ensure(parameters.size() == scenario.values.size(), "scenario and register belong together");
    std::vector<ResolvedValue> all;
    all.push_back({"run.end", "year", same_everywhere(std::to_string(scenario.last_year)),
                   same_everywhere(scenario.origins.last_year)});
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        ResolvedValue resolved{std::string(parameters[i].key),
                               std::string(parameters[i].unit),
                               {},
                               scenario.origins.values[i]};
        for (std::size_t d = 0; d < district_count; ++d)
            resolved.value[d] = path_text(scenario.values[i][d]);
        all.push_back(std::move(resolved));
    }
    for (std::size_t item = 0; item < plan_items().size(); ++item) {
        all.push_back(target_of(scenario, item));
        ResolvedValue start = start_of(scenario, item);
        if (anyone_set(start)) all.push_back(std::move(start));
    }
    return all;
}

std::string show_text(const Scenario& scenario, const std::vector<Parameter>& parameters,
                      Language language) {
    std::string text =
        language == Language::zh
            ? "# 情景 " + scenario.name + "：全部取值及来源；未列出的条目保持 2019 年状态\n"
            : "# Scenario " + scenario.name +
                  ": all values with origin; items not listed stay as in 2019\n";
    for (const ResolvedValue& resolved : resolved_values(scenario, parameters)) {
        if (!worth_showing(resolved)) continue;
        const std::size_t common = common_district(resolved);
        text += show_line(resolved, common, false);
        for (std::size_t d = 0; d < district_count; ++d)
            if (resolved.value[d] != resolved.value[common] ||
                resolved.origin[d] != resolved.origin[common])
                text += show_line(resolved, d, true);
    }
    return text;
}

std::vector<Difference> differences(const Scenario& first, const Scenario& second,
                                    const std::vector<Parameter>& parameters) {
    // a start year that only one scenario sets is missing in the other's list: pair by item
    const auto values_of = [&](const Scenario& scenario) {
        auto all = resolved_values(scenario, parameters);
        std::erase_if(all, [](const ResolvedValue& value) { return value.key.ends_with(".t0"); });
        for (std::size_t item = 0; item < plan_items().size(); ++item)
            all.push_back(start_of(scenario, item));
        return all;
    };
    const auto a = values_of(first), b = values_of(second);
    std::vector<Difference> found;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto& x = a[i].value;
        const auto& y = b[i].value;
        if (uniform(x) && uniform(y)) {
            if (x[0] != y[0]) found.push_back({a[i].key, "zone", a[i].unit, x[0], y[0]});
            continue;
        }
        for (std::size_t d = 0; d < district_count; ++d)
            if (x[d] != y[d])
                found.push_back(
                    {a[i].key, std::string(district_names[d].key), a[i].unit, x[d], y[d]});
    }
    return found;
}

std::string diff_text(const Scenario& first, const Scenario& second,
                      const std::vector<Parameter>& parameters, Language language) {
    const bool zh = language == Language::zh;
    const auto found = differences(first, second, parameters);
    if (found.empty()) return zh ? "两个情景没有差别\n" : "the two scenarios do not differ\n";
    TextTable table;
    table.header = {zh ? "键" : "key", zh ? "区县" : "district", first.name, second.name,
                    zh ? "单位" : "unit"};
    for (std::size_t i = 0; i < found.size(); ++i)
        if (const std::size_t count = items_alike(found, i); count > 0)
            table.rows.push_back({listed_key(found[i], count, language), found[i].district,
                                  found[i].first, found[i].second, found[i].unit});
    return aligned_text(table);
}

}  // namespace changji
