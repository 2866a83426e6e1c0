#include "model/scenario/register_text.hpp"

#include <set>

#include "model/scenario/bind.hpp"
#include "model/scenario/value_text.hpp"

namespace changji {
namespace {

struct RoleName {
    std::string_view key, zh, en;
};

RoleName name_of(Role role) {
    switch (role) {
        case Role::lever:
            return {"lever", "改革", "reform"};
        case Role::village:
            return {"village", "改革（按村）", "reform, by village"};
        case Role::safeguard:
            return {"safeguard", "保障", "safeguard"};
        case Role::stress:
            return {"stress", "冲击", "stress"};
        case Role::coefficient:
            return {"coefficient", "系数", "coefficient"};
    }
    return {};
}

std::string range_of(const Parameter& p) {
    return "[" + number_text(p.low) + ", " + number_text(p.high) + "]";
}

/// Whether a list of ids such as "T1.1 T1.8" holds an id.
bool names_item(std::string_view clause, std::string_view id) {
    const std::string list = " " + std::string(clause) + " ";
    return list.find(" " + std::string(id) + " ") != std::string::npos;
}

bool inside(double value, const Parameter& p) {
    return value >= p.low && value <= p.high;
}

}  // namespace

std::string_view role_key(Role role) {
    return name_of(role).key;
}

std::string_view role_name(Role role, Language language) {
    return language == Language::zh ? name_of(role).zh : name_of(role).en;
}

TextTable register_table(const std::vector<Parameter>& parameters, Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header = zh ? std::vector<std::string>{"键",   "单位", "基准", "改革", "范围",
                                                 "类别", "条目", "公式", "含义", "来源"}
                      : std::vector<std::string>{"key",  "unit", "base",     "reform",  "range",
                                                 "role", "item", "equation", "meaning", "source"};
    for (const Parameter& p : parameters) {
        table.rows.push_back(
            {std::string(p.key), std::string(p.unit), number_text(p.base), number_text(p.reform),
             range_of(p), std::string(role_name(p.role, language)), std::string(p.clause),
             std::string(p.equation), std::string(zh ? p.zh : p.en), std::string(p.source)});
    }
    return table;
}

TextTable register_columns(const std::vector<Parameter>& parameters) {
    TextTable table;
    table.header = {"key",  "unit",   "base",     "reform", "low", "high",
                    "role", "clause", "equation", "zh",     "en",  "source"};
    for (const Parameter& p : parameters) {
        table.rows.push_back({std::string(p.key), std::string(p.unit), number_text(p.base),
                              number_text(p.reform), number_text(p.low), number_text(p.high),
                              std::string(role_key(p.role)), std::string(p.clause),
                              std::string(p.equation), std::string(p.zh), std::string(p.en),
                              std::string(p.source)});
    }
    return table;
}

TextTable clause_table(const std::vector<Parameter>& parameters, Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header = {"id", zh ? "条目" : "item (Chinese text)", zh ? "杠杆" : "levers"};
    for (const PlanItem& item : plan_items()) {
        std::string levers;
        for (const Parameter& p : parameters)
            if (names_item(p.clause, item.id))
                levers += (levers.empty() ? "" : " ") + std::string(p.key);
        table.rows.push_back({std::string(item.id), std::string(item.zh), levers});
    }
    return table;
}

std::vector<std::string> register_faults(const std::vector<Parameter>& parameters) {
    std::vector<std::string> faults;
    std::set<std::string_view> keys;
    for (const Parameter& p : parameters) {
        const std::string key(p.key);
        const bool lever = p.role == Role::lever || p.role == Role::village;
        if (!keys.insert(p.key).second) faults.push_back(key + " is described twice");
        if (p.key.find('.') == std::string_view::npos) faults.push_back(key + " has no section");
        if (!inside(p.base, p) || !inside(p.reform, p))
            faults.push_back(key + " has a base or reform value outside its range");
        if (lever && plan_item_index(first_clause(p)) == plan_items().size())
            faults.push_back(key + " is a lever without an item of the plan");
        if (p.role == Role::coefficient && p.base != p.reform)
            faults.push_back(key + " is a coefficient with a reform value of its own");
        if (p.unit.empty() || p.zh.empty() || p.en.empty() || p.source.empty())
            faults.push_back(key + " lacks unit, meaning or source");
    }
    return faults;
}

}  // namespace changji
