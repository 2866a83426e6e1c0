#pragma once

#include "model/base/quantity.hpp"
#include "model/base/random.hpp"
#include "model/base/table.hpp"
#include "model/zone/zone.hpp"

namespace changji {

enum class OrganisationKind : std::uint8_t { cooperative, agri_enterprise };

/// Farm organisations: cooperatives and agricultural enterprises. Rows never move.
struct Organisations {
    Column<Key> key;
    Column<OrganisationKind> kind;
    Column<std::int32_t> home_cell;  ///< cell index of its village
    Column<Area> operated;
    Column<float> machinery_ha;
    Column<float> ability;           ///< log yield trait
    Column<std::int64_t> grain_kg;   ///< harvested this year
    Column<std::int64_t> normal_kg;  ///< the same at the villages' normal yields
    Column<std::uint8_t> insured;    ///< has signed an insurance contract this year
    Column<Money> profit;            ///< of this harvest
    Column<Money> cash;

    template <class Visit>
    static constexpr void describe(Visit&& column) {
        column(&Organisations::key, "key", "1", "identity for ever");
        column(&Organisations::kind, "kind", "code", "cooperative, agri-enterprise");
        column(&Organisations::home_cell, "home_cell", "cell", "village it comes from");
        column(&Organisations::operated, "operated", "m2", "land it operates");
        column(&Organisations::machinery_ha, "machinery", "ha", "machinery capacity");
        column(&Organisations::ability, "ability", "log", "yield trait");
        column(&Organisations::grain_kg, "grain_kg", "kg/y", "grain harvested this year");
        column(&Organisations::normal_kg, "normal_kg", "kg/y", "the same at normal yields");
        column(&Organisations::insured, "insured", "bool", "insured this year");
        column(&Organisations::profit, "profit", "fen/y", "profit of the year");
        column(&Organisations::cash, "cash", "fen", "cash");
    }
    std::size_t size() const { return key.size(); }
};
static_assert(table::described_count<Organisations>() == table::member_count<Organisations>);

}  // namespace changji
