#pragma once

#include "model/base/quantity.hpp"
#include "model/base/random.hpp"
#include "model/base/table.hpp"
#include "model/zone/project_kind.hpp"

namespace changji {

/// Towns, parks, zones, sites and other records of the plan at work. Rows never move; a town that
/// is not founded yet has `start` 0.
struct Projects {
    Column<Key> key;
    Column<ProjectKind> kind;
    Column<District> district;
    Column<std::uint8_t> spread;      ///< lies nowhere in particular: over all districts by jobs
    Column<std::int32_t> cell;        ///< village it lies in, or −1
    Column<std::uint8_t> sector;      ///< index of the sector; sector_count: all but the public one
    Column<std::int16_t> start;       ///< first year at work; 0 while it is only possible
    Column<Area> area;                ///< built land
    Column<Money> investment;         ///< planned, 2019 prices
    Column<std::uint8_t> grade;       ///< above that of 2019, at most 3; of an anchor: shares paid in
    Column<Row> record;               ///< row in the records, or no_row
    Column<Row> firm;                 ///< its firm in World::firms, or no_row

    template <class Visit>
    static constexpr void describe(Visit&& column) {
        column(&Projects::key, "key", "1", "identity for ever");
        column(&Projects::kind, "kind", "code", "town, park, zone, site …");
        column(&Projects::district, "district", "code", "district");
        column(&Projects::spread, "spread", "bool", "over all districts by jobs");
        column(&Projects::cell, "cell", "cell", "village it lies in");
        column(&Projects::sector, "sector", "code", "sector, or all");
        column(&Projects::start, "start", "year", "first year at work, 0 if only possible");
        column(&Projects::area, "area", "m2", "built land");
        column(&Projects::investment, "investment", "fen", "planned investment, 2019 prices");
        column(&Projects::grade, "grade", "1", "above that of 2019; of an anchor shares paid in");
        column(&Projects::record, "record", "row", "row in the records");
        column(&Projects::firm, "firm", "row", "its firm");
    }
    std::size_t size() const { return key.size(); }
    bool at_work(std::size_t p, int year) const { return start[p] > 0 && start[p] <= year; }
};
static_assert(table::described_count<Projects>() == table::member_count<Projects>);

/// Roads of the plan: minutes they take off the way between two districts.
struct Roads {
    Column<Key> key;
    Column<District> from, to;
    Column<std::int16_t> opens;
    Column<double> minutes;  ///< saved, either way

    template <class Visit>
    static constexpr void describe(Visit&& column) {
        column(&Roads::key, "key", "1", "identity for ever");
        column(&Roads::from, "from", "code", "district");
        column(&Roads::to, "to", "code", "district");
        column(&Roads::opens, "opens", "year", "first year open");
        column(&Roads::minutes, "minutes", "min", "minutes saved");
    }
    std::size_t size() const { return key.size(); }
};
static_assert(table::described_count<Roads>() == table::member_count<Roads>);

/// Minutes that the roads open in a year save between two districts, added over roads.
inline PerDistrict<PerDistrict<double>> minutes_saved(const Roads& roads, int year) {
    PerDistrict<PerDistrict<double>> saved{};
    for (std::size_t r = 0; r < roads.size(); ++r) {
        if (roads.opens[r] > year) continue;
        saved[roads.from[r]][roads.to[r]] += roads.minutes[r];
        if (roads.from[r] != roads.to[r]) saved[roads.to[r]][roads.from[r]] += roads.minutes[r];
    }
    return saved;
}

}  // namespace changji
