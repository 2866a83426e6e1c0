#include "model/processes/accounts_cell.hpp"

#include "model/world/outside.hpp"

namespace changji::accounts {
namespace {

/// Part of the year a newly unemployed person draws benefit, assumption.
constexpr double mean_search = 0.5;

Residence residence_of_year(const DistrictState& state, Stratum stratum, const ZoneState& zone,
                            const Coefficients& c, const Levers& levers) {
    const double nominal = zone.cpi * zone.wage_index;
    Residence r;
    for (unsigned k = 0; k < pension_cases; ++k) {
        if (k & employee_class) {
            if (k & retired_person) r.employee_pension[k] = yuan(c.employee_pension * nominal);
        } else if (k & over_sixty) {
            r.rural_pension[k] = yuan(levers.rural_pension * nominal);
        }
    }
    r.self_employed = yuan(c.self_employed_pay * state.expected_wage[index(Skill::middle)]);
    r.other_transfers = yuan(state.other_transfers[index(stratum)] * nominal);
    r.other_property = yuan(state.other_property[index(stratum)] * zone.cpi);
    for (std::size_t k = 0; k < skill_count; ++k) {
        r.unemployment_benefit[k] =
            yuan(c.unemployment_replacement * mean_search * state.expected_wage[k]);
    }
    return r;
}

}  // namespace

Rates rates_of_year(const World& world, const Settings& settings) {
    const double nominal = world.zone.cpi * world.zone.wage_index;
    Rates rates;
    for (std::size_t d = 0; d < district_count; ++d) {
        for (const Stratum s : {Stratum::rural, Stratum::urban}) {
            rates.at[d][index(s)] = residence_of_year(world.districts[d], s, world.zone,
                                                      settings.coefficients, settings.levers[d]);
        }
    }
    for (std::size_t skill = 0; skill < skill_count; ++skill) {
        for (std::size_t k = 0; k < outside_places.size(); ++k) {
            const auto& place = outside_places[k];
            rates.remittance[skill][k] = yuan(settings.remit_share * place.pay * place.chance *
                                              world.solved.outside_pay[skill] * nominal);
        }
    }
    return rates;
}

void Payments::receive(const Residence& here,
                       const std::array<std::int64_t, pension_cases>& persons) {
    for (std::size_t k = 0; k < pension_cases; ++k) {
        employee_pension.count += persons[k] * here.employee_pension[k].count;
        rural_pension.count += persons[k] * here.rural_pension[k].count;
        other_transfers.count += persons[k] * here.other_transfers.count;
        other_property.count += persons[k] * here.other_property.count;
    }
}

void Payments::post(District home, Ledger& ledger) const {
    for (std::size_t d = 0; d < district_count; ++d) {
        ledger.post(Item::wages, district_at(d), home, wages[d]);
    }
    ledger.receive(Item::own_business, home, own_business);
    ledger.receive(Item::employee_pension, home, employee_pension);
    ledger.receive(Item::rural_pension, home, rural_pension);
    ledger.receive(Item::unemployment_benefit, home, unemployment_benefit);
    ledger.receive(Item::other_transfers, home, other_transfers);
    ledger.receive(Item::other_property, home, other_property);
    ledger.receive(Item::remittances, home, remittances);
    ledger.pay_out(Item::consumption, home, consumption);
}

}  // namespace changji::accounts
