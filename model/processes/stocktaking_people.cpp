#include "model/processes/stocktaking_people.hpp"

#include "model/world/chosen_rows.hpp"

namespace changji::stocktaking {
namespace {

constexpr std::size_t hukou_count = 3;

/// Registrations of one cell by kind of hukou, whether the person lives outside, and district.
using Registered = std::array<std::array<PerDistrict<std::int64_t>, 2>, hukou_count>;

/// The people of a cell who live in one place, counted without branches: neighbours differ without
/// pattern.
struct Residents {
    std::array<std::array<std::int32_t, hukou_count>, work_count> by_work{};
    std::array<std::int32_t, 3> by_age{};  ///< under 15, under 65, older
    std::int32_t trained = 0, insured = 0, commuters = 0;
    std::array<Money, hukou_count> wages{};  ///< of employees
};
using ByPlace = std::array<Residents, place_count>;

void count_by_place(const People& people, int year, Registered& registered, ByPlace& at) {
    for (std::size_t p = 0; p < people.size(); ++p) {
        const Place place = people.place[p];
        const auto hukou = static_cast<std::size_t>(people.hukou[p]);
        const Work work = people.work[p];
        const std::uint8_t traits = people.traits[p];
        const int age = year - people.birth_year[p];
        ++registered[hukou][outside_zone(place)][people.hukou_district[p]];
        Residents& here = at[place.code];
        ++here.by_work[static_cast<std::size_t>(work)][hukou];
        ++here.by_age[static_cast<std::size_t>((age >= 15) + (age >= 65))];
        here.trained += (traits & trained) != 0;
        here.insured += block::all(work == Work::wage, (traits & unemployment_insured) != 0);
    }
}

void count_employees(const Cell& cell, ByPlace& at) {
    const People& people = cell.people;
    for_each_in_work(people, Work::wage, [&](const ChosenRows& rows) {
        for (std::size_t i = 0; i < rows.count; ++i) {
            const std::size_t p = rows.person[i];
            const Place place = people.place[p];
            Residents& here = at[place.code];
            here.commuters += people.work_district[p] != residence_district(cell, place);
            here.wages[static_cast<std::size_t>(people.hukou[p])] += people.wage[p];
        }
    });
}

std::int64_t heads(const Residents& here, Work work, Hukou hukou) {
    return here.by_work[static_cast<std::size_t>(work)][static_cast<std::size_t>(hukou)];
}

void add_employees(const Residents& here, Tally& tally) {
    for (const Hukou hukou : {Hukou::outside, Hukou::rural, Hukou::urban}) {
        const bool rural = hukou == Hukou::rural;
        const std::int64_t employees = heads(here, Work::wage, hukou);
        const Money wages = here.wages[static_cast<std::size_t>(hukou)];
        tally.employees += employees;
        tally.employee_wages += wages;
        (rural ? tally.employees_rural_hukou : tally.employees_urban_hukou) += employees;
        (rural ? tally.wages_rural_hukou : tally.wages_urban_hukou) += wages;
    }
    tally.commuters += here.commuters;
    tally.insured += here.insured;
}

void add_residents(const Residents& here, Tally& tally) {
    tally.age_0_14 += here.by_age[0];
    tally.age_15_64 += here.by_age[1];
    tally.age_65_up += here.by_age[2];
    for (std::size_t w = 0; w < work_count; ++w) {
        const auto work = static_cast<Work>(w);
        for (const std::int32_t count : here.by_work[w]) tally.by_work[w] += count;
        tally.urban_hukou += heads(here, work, Hukou::urban);
    }
    tally.trained += here.trained;
    tally.offfarm_rural_hukou += heads(here, Work::wage, Hukou::rural) +
                                 heads(here, Work::self_employed, Hukou::rural);
    add_employees(here, tally);
}

void add_registered(const Registered& registered, TallySheet& sheet) {
    for (const Hukou hukou : {Hukou::rural, Hukou::urban}) {
        const Stratum s = hukou == Hukou::rural ? Stratum::rural : Stratum::urban;
        const auto& [in_zone, away] = registered[static_cast<std::size_t>(hukou)];
        for (std::size_t d = 0; d < district_count; ++d) {
            if (in_zone[d] + away[d] == 0) continue;
            Tally& tally = sheet.at(district_at(d), s);
            tally.registered += in_zone[d] + away[d];
            tally.registered_away += away[d];
        }
    }
}

}  // namespace

void count_people(const Cell& cell, int year, TallySheet& sheet) {
    Registered registered{};
    ByPlace at{};
    count_by_place(cell.people, year, registered, at);
    count_employees(cell, at);
    add_registered(registered, sheet);
    for (std::uint8_t code = 0; code < city_cores.code; ++code) {
        const Place place{code};
        if (at[code].by_age == std::array<std::int32_t, 3>{}) continue;
        add_residents(at[code], sheet.at(residence_district(cell, place),
                                         residence_stratum(cell, place)));
    }
}

}  // namespace changji::stocktaking
