#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "model/zone/zone.hpp"

namespace changji::population {

/// Kinds of households that are composed and raked apart.
enum class Group : std::uint8_t {
    village,           ///< rural hukou, stored in a village
    urban_hukou,       ///< urban hukou, stored in a neighbourhood
    newcomers,         ///< residents of towns registered outside the zone
    collective_urban,  ///< single persons in collective households, urban hukou
    collective_newcomers
};
constexpr std::size_t group_count = 5;
constexpr std::size_t index(Group g) {
    return static_cast<std::size_t>(g);
}

enum class Where : std::uint8_t { home, town, outside };

/// One member of a household type.
struct Member {
    std::uint8_t age = 0;
    Sex sex{};
    std::int8_t partner = -1;  ///< member number, or −1
    Where where{};
    std::uint8_t children = 0;  ///< own children among the members, for mothers
};

/// Household types with all their members, flat: type t owns members [first[t], first[t + 1]).
struct Types {
    std::vector<std::uint32_t> first{0};
    std::vector<Member> members;

    std::size_t size() const { return first.size() - 1; }
    const Member* begin(std::size_t t) const { return members.data() + first[t]; }
    const Member* end(std::size_t t) const { return members.data() + first[t + 1]; }
    std::uint32_t count(std::size_t t) const { return first[t + 1] - first[t]; }
    /// Members of type t who live at one kind of place.
    int at(std::size_t t, Where where) const;
};

/// A varied sample of household types of one group by a parametric model of composition: single,
/// couple, couple or lone parent with children, three generations, parents with a grown child;
/// ages, age gaps and who lives away. Raking, not this sample, decides how frequent each is.
/// No more than six members live at one place. \source assumption
Types compose(Group group, std::size_t count, std::uint32_t seed);

}  // namespace changji::population
