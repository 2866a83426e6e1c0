#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "model/base/table.hpp"
#include "model/zone/zone.hpp"

namespace changji {

/// What a government may do by the rules of adjustment. Append only: numbers stand in results.
enum class Rule : std::uint8_t { raise_target, pause_exits, pause_conversion };
constexpr std::size_t rule_count = 3;
constexpr std::array<Name, rule_count> rule_names{{
    {"raise_target", "提高推进目标", "Rollout target raised"},
    {"pause_exits", "暂停权益退出", "Exits from rights paused"},
    {"pause_conversion", "暂停占用耕地", "Conversion of farmland paused"},
}};

/// A rule in force in a district during the next year, as a bit.
constexpr std::uint8_t brake(Rule rule) {
    return static_cast<std::uint8_t>(1u << static_cast<unsigned>(rule));
}

/// Every adjustment since 2019, in the order of years, districts and rules.
struct Actions {
    Column<std::int16_t> year;
    Column<std::uint8_t> district;
    Column<Rule> rule;
    Column<std::int16_t> item;  ///< plan item, −1 for brakes
    Column<double> trigger;     ///< what was observed
    Column<double> limit;       ///< what it was held against
    Column<double> amount;      ///< added to the target; 1 brake on, 0 brake off

    template <class Visit>
    static constexpr void describe(Visit&& column) {
        column(&Actions::year, "year", "year", "year at whose end it was decided");
        column(&Actions::district, "district", "code", "district, in the order of the plan");
        column(&Actions::rule, "rule", "code", "rule, see the attribute of the table");
        column(&Actions::item, "item", "code", "plan item, -1 for a brake");
        column(&Actions::trigger, "trigger", "1", "what was observed");
        column(&Actions::limit, "limit", "1", "what it was held against");
        column(&Actions::amount, "amount", "1", "added to the target; 1 brake on, 0 brake off");
    }
    std::size_t size() const { return year.size(); }
};
static_assert(table::described_count<Actions>() == table::member_count<Actions>);

}  // namespace changji
