#include <gtest/gtest.h>

#include "model/processes/stocktaking_people.hpp"

namespace changji {
namespace {

/// Persons of every kind, thrown together by draws.
Cell mixed_cell(Stratum stratum) {
    const Draws draws{11};
    Cell cell;
    cell.district = District::jiutai;
    cell.stratum = stratum;
    People& people = cell.people;
    table::resize(people, 3000);
    for (std::size_t p = 0; p < people.size(); ++p) {
        const auto drawn = [&](std::uint32_t i, std::size_t of) {
            return draws.bits(static_cast<Key>(p), 2020, 1, i)[0] % of;
        };
        people.birth_year[p] = static_cast<std::int16_t>(2030 - static_cast<int>(drawn(0, 100)));
        people.place[p].code = static_cast<std::uint8_t>(drawn(1, place_count));
        people.hukou[p] = static_cast<Hukou>(drawn(2, 3));
        people.hukou_district[p] = district_at(drawn(3, district_count));
        people.work[p] = static_cast<Work>(drawn(4, work_count));
        people.work_district[p] = district_at(drawn(5, district_count));
        people.wage[p].count = static_cast<std::int64_t>(drawn(6, 9000000));
        people.traits[p] = static_cast<std::uint8_t>(drawn(7, 64));
    }
    return cell;
}

void count_employee(const People& people, std::size_t p, District here, Tally& tally) {
    const bool rural = people.hukou[p] == Hukou::rural;
    ++tally.employees;
    tally.commuters += people.work_district[p] != here;
    tally.employee_wages += people.wage[p];
    ++(rural ? tally.employees_rural_hukou : tally.employees_urban_hukou);
    (rural ? tally.wages_rural_hukou : tally.wages_urban_hukou) += people.wage[p];
    tally.insured += (people.traits[p] & unemployment_insured) != 0;
}

/// Slow twin of stocktaking::count_people: one person after the other.
void count_one(const Cell& cell, std::size_t p, int year, TallySheet& sheet) {
    const People& people = cell.people;
    const Place place = people.place[p];
    const Hukou hukou = people.hukou[p];
    if (hukou != Hukou::outside) {
        Tally& registered = sheet.at(people.hukou_district[p],
                                     hukou == Hukou::rural ? Stratum::rural : Stratum::urban);
        ++registered.registered;
        registered.registered_away += outside_zone(place);
    }
    if (outside_zone(place)) return;
    const District here = residence_district(cell, place);
    Tally& tally = sheet.at(here, residence_stratum(cell, place));
    const int age = year - people.birth_year[p];
    ++(age < 15 ? tally.age_0_14 : age < 65 ? tally.age_15_64 : tally.age_65_up);
    tally.urban_hukou += hukou == Hukou::urban;
    ++tally.by_work[static_cast<std::size_t>(people.work[p])];
    if (people.work[p] == Work::wage) count_employee(people, p, here, tally);
    tally.trained += (people.traits[p] & trained) != 0;
    tally.offfarm_rural_hukou +=
        hukou == Hukou::rural &&
        (people.work[p] == Work::wage || people.work[p] == Work::self_employed);
}

void expect_equal(Tally& fast, Tally& slow) {
    Tally::zip(fast, slow, [](const auto& a, const auto& b) { EXPECT_EQ(a, b); });
}

TEST(CountingPeople, EqualsTheSlowTwin) {
    constexpr int year = 2031;
    for (const Stratum stratum : {Stratum::rural, Stratum::urban}) {
        const Cell cell = mixed_cell(stratum);
        TallySheet fast, slow;
        stocktaking::count_people(cell, year, fast);
        for (std::size_t p = 0; p < cell.people.size(); ++p) count_one(cell, p, year, slow);
        for (std::size_t d = 0; d < district_count; ++d) {
            for (const Stratum s : {Stratum::rural, Stratum::urban})
                expect_equal(fast.at(district_at(d), s), slow.at(district_at(d), s));
        }
    }
}

TEST(CountingPeople, MeetsOnlyWhereSomebodyIsCounted) {
    Cell cell;
    cell.district = District::yongji;
    table::resize(cell.people, 1);
    cell.people.hukou[0] = Hukou::rural;
    cell.people.hukou_district[0] = District::yongji;
    cell.people.birth_year[0] = 2000;
    TallySheet sheet;
    stocktaking::count_people(cell, 2020, sheet);
    int met = 0;
    for (std::size_t d = 0; d < district_count; ++d) {
        for (std::size_t s = 0; s < stratum_count; ++s) met += sheet.met(d, s) != nullptr;
    }
    EXPECT_EQ(met, 1);
}

}  // namespace
}  // namespace changji
