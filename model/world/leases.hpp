#pragma once

#include "model/base/quantity.hpp"
#include "model/base/table.hpp"

namespace changji {

/// Farmland leases of one village, whoever operates. Lessor and lessee are household rows of the
/// same village, the village reserve, or an organisation.
struct Leases {
    Column<Row> lessor;              ///< household row, or `reserve_lessor` for the collective
    Column<Row> lessee;              ///< household row, or organisation_lessee(row)
    Column<Area> area;
    Column<Money> rent_per_ha;       ///< yuan per hectare and year, in fen
    Column<std::int16_t> last_year;  ///< last harvest under the contract
    Column<std::uint8_t> kin;        ///< lent to kin free of rent
    Column<std::int16_t> disputed_in;///< last year in dispute, whose rent is frozen; 0 if never

    template <class Visit>
    static constexpr void describe(Visit&& column) {
        column(&Leases::lessor, "lessor", "row", "household, or the village reserve");
        column(&Leases::lessee, "lessee", "row", "household, or an organisation");
        column(&Leases::area, "area", "m2", "leased area");
        column(&Leases::rent_per_ha, "rent_per_ha", "fen/ha/y", "rent");
        column(&Leases::last_year, "last_year", "year", "last harvest under the contract");
        column(&Leases::kin, "kin", "bool", "lent to kin free of rent");
        column(&Leases::disputed_in, "disputed_in", "year", "last year in dispute, 0 if never");
    }
    std::size_t size() const { return area.size(); }
};
static_assert(table::described_count<Leases>() == table::member_count<Leases>);

constexpr Row reserve_lessor = -2;
constexpr Row organisation_lessee(Row organisation) { return -10 - organisation; }
constexpr bool is_organisation(Row lessee) { return lessee <= -10; }
constexpr Row organisation_of(Row lessee) { return -10 - lessee; }

}  // namespace changji
