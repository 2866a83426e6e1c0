#pragma once

#include "model/base/quantity.hpp"
#include "model/base/random.hpp"
#include "model/base/table.hpp"
#include "model/zone/zone.hpp"

namespace changji {

/// How a firm came about.
enum class FirmOrigin : std::uint8_t { before_2019, entrant, startup, foreign, anchor };

/// Firms of the zone. Rows are appended and never move; a closed firm keeps its row with
/// `open` = 0, so that an employer row stays valid.
struct Firms {
    Column<Key> key;
    Column<Sector> sector;
    Column<District> district;
    Column<std::uint8_t> open;
    Column<std::int16_t> founded;
    Column<FirmOrigin> origin;
    Column<Money> capital;
    Column<Area> land;
    Column<double> productivity;   ///< z, log deviation, AR(1)
    Column<double> level;          ///< ln Ā of the firm's start size
    Column<std::int32_t> jobs;     ///< persons employed at the end of the labour market
    Column<std::int32_t> sought;   ///< positions wanted this year
    Column<std::int32_t> shed;     ///< positions given up this year
    Column<Money> wage_bill;       ///< paid this year, without employer contributions
    Column<Money> value_added;     ///< this year
    Column<Money> profit;          ///< this year, after wages, contributions, user cost and tax
    Column<Money> cash;

    template <class Visit>
    static constexpr void describe(Visit&& column) {
        column(&Firms::key, "key", "1", "identity for ever");
        column(&Firms::sector, "sector", "code", "one of seven sectors");
        column(&Firms::district, "district", "code", "district of the firm");
        column(&Firms::open, "open", "bool", "in business");
        column(&Firms::founded, "founded", "year", "year of entry");
        column(&Firms::origin, "origin", "code", "before 2019, entrant, start-up, foreign, anchor");
        column(&Firms::capital, "capital", "fen", "capital stock");
        column(&Firms::land, "land", "m2", "land in use");
        column(&Firms::productivity, "productivity", "log", "transitory productivity");
        column(&Firms::level, "level", "log", "size level of productivity");
        column(&Firms::jobs, "jobs", "persons", "employed");
        column(&Firms::sought, "sought", "persons", "positions wanted");
        column(&Firms::shed, "shed", "persons", "positions given up");
        column(&Firms::wage_bill, "wage_bill", "fen/y", "wages paid");
        column(&Firms::value_added, "value_added", "fen/y", "value added");
        column(&Firms::profit, "profit", "fen/y", "profit");
        column(&Firms::cash, "cash", "fen", "cash");
    }
    std::size_t size() const { return key.size(); }
};
static_assert(table::described_count<Firms>() == table::member_count<Firms>);

}  // namespace changji
