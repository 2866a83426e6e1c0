#include "model/simulation/registers.hpp"

#include <algorithm>
#include <cmath>

#include "model/scenario/bind.hpp"
#include "model/simulation/settings.hpp"

namespace changji {
namespace {

/// Calls visit(values) for each struct of parameters, process by process in the order of the year.
/// The only list of them: register and binding follow from it.
template <class Visit>
void for_each_group(ModelSettings& s, Visit&& visit) {
    visit(s.rollout.coefficients), visit(s.rollout.levers);
    visit(s.projects.coefficients), visit(s.projects.levers);
    visit(s.effects.coefficients), visit(s.effects.levers);
    visit(s.weather_and_prices.coefficients), visit(s.weather_and_prices.levers);
    visit(s.demography.coefficients), visit(s.demography.levers);
    visit(s.training.coefficients), visit(s.training.levers);
    visit(s.markets.coefficients), visit(s.markets.levers);
    visit(s.commerce.coefficients), visit(s.commerce.levers);
    visit(s.adoption.coefficients), visit(s.adoption.levers);
    visit(s.rights.coefficients), visit(s.rights.levers);
    visit(s.farm_technology.coefficients), visit(s.farm_technology.levers);
    visit(s.farmland.coefficients), visit(s.farmland.levers);
    visit(s.wages.coefficients), visit(s.wages.levers);
    visit(s.firm_demography.coefficients), visit(s.firm_demography.levers);
    visit(s.firm_anchor.levers);
    visit(s.land.levers);
    visit(s.land_policy.coefficients), visit(s.land_policy.levers);
    visit(s.collective_land.coefficients), visit(s.collective_land.levers);
    visit(s.firms.coefficients);
    visit(s.firms_opening);
    visit(s.job_market.coefficients), visit(s.job_market.levers);
    visit(s.migration.coefficients), visit(s.migration.levers);
    visit(s.startups.coefficients), visit(s.startups.levers);
    visit(s.settlement.coefficients), visit(s.settlement.levers);
    visit(s.contracts.coefficients), visit(s.contracts.levers);
    visit(s.harvest.coefficients), visit(s.harvest.levers);
    visit(s.satellite.coefficients);
    visit(s.tourism.coefficients), visit(s.tourism.levers);
    visit(s.village_income.coefficients), visit(s.village_income.levers);
    visit(s.insurance.coefficients), visit(s.insurance.levers);
    visit(s.production.coefficients);
    visit(s.accounts.coefficients), visit(s.accounts.levers);
    visit(s.public_works.coefficients), visit(s.public_works.levers);
    visit(s.public_finance.coefficients), visit(s.public_finance.levers);
    visit(s.evaluation.levers);
    visit(s.adaptive_policy.coefficients), visit(s.adaptive_policy.levers);
}

struct Append {
    std::vector<Parameter>& parameters;
    template <class Coefficients>
    void operator()(Coefficients&) const {
        append_parameters<Coefficients>(parameters);
    }
    template <class Levers>
    void operator()(PerDistrict<Levers>&) const {
        append_parameters<Levers>(parameters);
    }
};

struct Bind {
    const Scenario& scenario;
    int year;
    const PerDistrict<DistrictState>& districts;
    std::size_t next = 0;

    template <class Coefficients>
    void operator()(Coefficients& values) {
        values = bind_coefficients<Coefficients>(scenario, next, year);
        next += Coefficients::parameters().size();
    }
    template <class Levers>
    void operator()(PerDistrict<Levers>& levers) {
        for (std::size_t d = 0; d < district_count; ++d) {
            levers[d] = bind_levers<Levers>(scenario, next, year, district_at(d),
                                            districts[d].rollout);
        }
        next += Levers::parameters().size();
    }
};

/// keep_h of eq. (9): certainty that rural rights survive settlement.
double rights_kept(const DistrictState& state) {
    double sum = 0;
    for (const std::string_view id : {"T1.1", "T1.2", "T1.6", "T1.7"}) {
        sum += state.rollout[plan_item_index(id)];
    }
    return 0.5 + 0.5 * sum / 4.0;
}

/// The mask of bundles that villages with the menu have: the bound value is mask × share, as of
/// every village-wise parameter.
rights::MenuRollout menu_rollout(const DistrictState& state, District district, double bound) {
    const std::size_t item = plan_item_index("T1.7");
    const double share = rollout_share("t1.menu", item, district, state.rollout[item]).now;
    if (!(share > 0)) return {};
    return {share, static_cast<std::uint32_t>(bound / share + 0.5)};
}

/// The contract that villages reached by the reform sign: the bound value is code × share.
insurance::ContractRollout contract_rollout(const DistrictState& state, District district,
                                            double bound) {
    const std::size_t item = plan_item_index("T3.7");
    const double share = rollout_share("t3.ins_type", item, district, state.rollout[item]).now;
    if (!(share > 0)) return {};
    return {share, static_cast<Contract>(static_cast<int>(bound / share + 0.5))};
}

/// Villages that had the homestead pilot in 2019 and still have it.
double homestead_pilot(const DistrictState& state, District district) {
    const std::size_t item = plan_item_index("T1.3");
    return std::min(state.rollout[item], rollout_2019(item, district));
}

bool braked(const DistrictState& state, Rule rule) {
    return (state.brakes & brake(rule)) != 0;
}

void share_with_rights(ModelSettings& s, const PerDistrict<DistrictState>& districts) {
    s.rights.employee_pension = s.accounts.coefficients.employee_pension;
    s.rights.discount_rate = s.settlement.coefficients.discount_rate;
    s.rights.qualification_value = s.settlement.coefficients.homestead_value;
    s.rights.income_floor = s.settlement.coefficients.income_floor;
    for (std::size_t d = 0; d < district_count; ++d) {
        s.rights.menu[d] = menu_rollout(districts[d], district_at(d), s.rights.levers[d].menu);
        s.rights.paused[d] = braked(districts[d], Rule::pause_exits);
        s.rights.pilot[d] = homestead_pilot(districts[d], district_at(d));
        s.rights.exchange[d] = s.farmland.levers[d].exchange_coverage;
        s.rights.owner_subsidy[d] = s.harvest.levers[d].owner_subsidy;
    }
}

void share_with_insurance(ModelSettings& s, const PerDistrict<DistrictState>& districts) {
    const auto& weather = s.weather_and_prices.coefficients;
    s.insurance.risk = {weather.yield_sd, weather.skew, s.harvest.coefficients.plot_sd,
                        weather.price_sd,
                        weather.price_yield_correlation * std::sqrt(weather.zone_share)};
    for (std::size_t d = 0; d < district_count; ++d)
        s.insurance.rollout[d] = contract_rollout(districts[d], district_at(d),
                                                  s.insurance.levers[d].contract);
}

/// Values that one process declares and another reads too.
void share_values(ModelSettings& s, const PerDistrict<DistrictState>& districts) {
    share_with_rights(s, districts);
    share_with_insurance(s, districts);
    s.migration.unemployment_replacement = s.accounts.coefficients.unemployment_replacement;
    s.settlement.house_price_2019 = s.migration.coefficients.house_price_2019;
    s.weather_and_prices.real_wage_growth = s.wages.coefficients.growth;
    s.accounts.remit_share = s.migration.coefficients.remit_share;
    s.migration.travel_elasticity = s.public_works.coefficients.travel;
    s.land_policy.house_price_2019 = s.migration.coefficients.house_price_2019;
    s.effects.cap = s.firms.coefficients.effect_cap;
    s.effects.jobs_per_hectare = s.firms.coefficients.jobs_per_hectare;
    s.effects.entry_demand = s.firm_demography.coefficients.entry_demand;
    s.land_policy.land = s.collective_land.land = s.land.levers;
    for (std::size_t d = 0; d < district_count; ++d) {
        s.markets.nongrain_max[d] = s.farm_technology.levers[d].nongrain_max;
        // Half of a reward is spent on reform, section 4.10.
        s.rollout.reward[d] = 0.5 * districts[d].evaluation.reward;
        s.collective_land.planning[d] = s.rollout.levers[d].planning;
        s.collective_land.conversion_paused[d] = braked(districts[d], Rule::pause_conversion);
        s.migration.unemployment_cover[d] = s.accounts.levers[d].unemployment_cover;
        s.migration.startups[d] = s.startups.levers[d].hazard;
        s.migration.wage_discrimination[d] = s.wages.levers[d].discrimination;
        s.settlement.rights_kept[d] = rights_kept(districts[d]);
        s.settlement.owner_subsidy[d] = s.harvest.levers[d].owner_subsidy;
    }
}

}  // namespace

const std::vector<Parameter>& all_parameters() {
    static const std::vector<Parameter> parameters = [] {
        std::vector<Parameter> list;
        ModelSettings settings;
        for_each_group(settings, Append{list});
        return list;
    }();
    return parameters;
}

ModelSettings bind_settings(const Scenario& scenario, int year,
                            const PerDistrict<DistrictState>& districts) {
    ModelSettings settings;
    for_each_group(settings, Bind{scenario, year, districts});
    share_values(settings, districts);
    return settings;
}

}  // namespace changji
