#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

#include "model/world/world.hpp"

/// The parts of the world that are not tables, for snapshots. A visitor has
///     void block(void* data, std::size_t bytes)   // plain members, with their padding
///     void list(std::vector<T>& values)           // a list of plain values
/// Plain members need no mention here; what a block of bytes cannot hold does not compile.
namespace changji::output {

/// Stands for a member of any type, or of any plain type, when members are counted.
struct AnyMember {
    template <class T>
    operator T() const;
};
struct PlainMember {
    template <class T>
    requires std::is_trivially_copyable_v<T>
    operator T() const;
};

/// How many members of a struct, from the first, `Member` can stand for.
template <class Struct, class Member, class... Members>
constexpr std::size_t count_members(Members... members) {
    if constexpr (requires { Struct{members..., Member{}}; }) {
        return count_members<Struct, Member>(members..., Member{});
    } else {
        return sizeof...(Members);
    }
}

template <class Struct, class... Lists, std::size_t... before, std::size_t... after>
constexpr bool is_plain_around(std::index_sequence<before...>, std::index_sequence<after...>) {
    return requires {
        Struct{((void)before, PlainMember{})..., std::declval<Lists>()...,
               ((void)after, PlainMember{})...};
    };
}

/// Whether all members are plain but one run of neighbours of the given types.
template <class Struct, class... Lists>
constexpr bool plain_but_for() {
    constexpr std::size_t all = count_members<Struct, AnyMember>();
    constexpr std::size_t before = count_members<Struct, PlainMember>();
    return is_plain_around<Struct, Lists...>(
        std::make_index_sequence<before>{},
        std::make_index_sequence<all - before - sizeof...(Lists)>{});
}

/// Visits the bytes of `object` outside the members from `first` to `last`.
template <class Struct, class First, class Last, class Visitor>
void visit_around(Struct& object, First& first, Last& last, Visitor& visitor) {
    auto* begin = reinterpret_cast<unsigned char*>(&object);
    auto* gap_begin = reinterpret_cast<unsigned char*>(&first);
    auto* gap_end = reinterpret_cast<unsigned char*>(&last) + sizeof(Last);
    visitor.block(begin, static_cast<std::size_t>(gap_begin - begin));
    visitor.block(gap_end, static_cast<std::size_t>(begin + sizeof(Struct) - gap_end));
}

/// Everything of a cell but its tables people, households, leases and exits.
template <class Visitor>
void visit_fields(Cell& cell, Visitor& visitor) {
    static_assert(plain_but_for<Cell, People, Households, Leases, Exits>());
    visit_around(cell, cell.people, cell.exits, visitor);
}

template <class Visitor>
void visit_fields(DistrictState& district, Visitor& visitor) {
    static_assert(plain_but_for<DistrictState, std::vector<double>, std::vector<double>>());
    visit_around(district, district.rollout, district.raised, visitor);
    visitor.list(district.rollout);
    visitor.list(district.raised);
}

/// Everything of a world but its tables.
template <class Visitor>
void visit_fields(World& w, Visitor& visitor) {
    static_assert(plain_but_for<World, std::vector<Cell>, std::vector<CellEvents>, Firms,
                                Organisations, Parcels, Projects, Roads, Actions,
                                PerDistrict<DistrictState>>());
    visit_around(w, w.cells, w.districts, visitor);
    visitor.list(w.events);
    for (DistrictState& district : w.districts) visit_fields(district, visitor);
}

}  // namespace changji::output
