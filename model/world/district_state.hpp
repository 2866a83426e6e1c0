#pragma once

#include <array>
#include <vector>

#include "model/base/quantity.hpp"
#include "model/world/contributor.hpp"
#include "model/world/insurance.hpp"
#include "model/world/evaluation.hpp"
#include "model/world/parcels.hpp"
#include "model/zone/zone.hpp"

namespace changji {

/// Budget of one district and year, current fen.
struct Budget {
    Money local_revenue, shared_revenue;  ///< own revenue; revenue passed to centre and province
    Money transfers, earmark, borrowing;
    Money reward;          ///< for last year's rank
    Money land_fund_used;  ///< of the land fund, for rural works
    Money administration, services, capital_works, reform, interest;
    Money rural_services, urban_services; ///< split of services by stratum
};

/// State of one district.
struct DistrictState {
    // labour markets by skill
    std::array<double, skill_count> log_wage{};     ///< ω, log yuan per year, nominal
    std::array<double, skill_count> job_chance{};   ///< p̂: employed share of those who sought, smoothed
    std::array<double, skill_count> expected_wage{};///< ŵ: mean employee pay, yuan/y, smoothed
    std::array<double, skill_count> tightness0{};   ///< θ̄: V/U of the start solution
    std::array<double, skill_count> skill_mix{};    ///< shares of skills in a firm's positions
    std::array<double, skill_count> skill_mix0{}, log_wage0{};  ///< of 2019; 0 until known
    std::array<std::int64_t, skill_count> seekers{}, vacancies{}, matches{};
    // prices
    double house_price = 1;                          ///< R, real, 2019 = 1
    double house_stock = 0;                          ///< urban dwellings, persons housed at 2019 = 1
    std::array<double, sector_count> relative_price{1, 1, 1, 1, 1, 1, 1};  ///< eq. 37
    // production, this year
    std::array<Money, sector_count> value_added{};   ///< firms by sector, current fen
    std::array<std::int64_t, sector_count> jobs{}, firms{}, entries{}, exits{};
    /// Firms that founders of the last year open, and the like of 2019, which λ₀ contains.
    std::array<std::int64_t, sector_count> startup_firms{};
    double startup_firms_2019 = 0;
    Money agriculture_value_added;                   ///< crops, satellite, household own account
    Money own_account_value_added;                   ///< self-employed and remaining sectors outside firms
    Money gdp;
    std::array<double, sector_count> output0{};     ///< real value added of firms, 2019, yuan
    double density0 = 0;                             ///< employment density of 2019, for ε_a
    std::array<double, sector_count> demand{}, demand0{};  ///< real local demand, lagged, and 2019
    // reform effects on firms, this year
    /// Log effects on productivity by contributor and sector, as they come; and their sum under
    /// the cap, which is what firms have.
    std::array<std::array<double, sector_count>, contributor_count> effects{};
    std::array<double, sector_count> effect{};
    std::array<double, sector_count> entry_push{};    ///< log deviation of firm entry from 2019
    std::array<double, sector_count> entries_added{}; ///< entries a year besides, full population
    double foreign_entries = 0;                       ///< the same of foreign firms
    double land_on_offer_2019 = 0;                    ///< full population, 100 ha
    std::array<double, sector_count> park_jobs{}, town_jobs{};  ///< inside, full population
    std::array<std::int64_t, sector_count> foreign_firms{};     ///< entered since 2019
    Money foreign_investment, anchor_investment;      ///< of this year
    // markets for what the countryside sells
    double grain_premium = 1;                         ///< factor on the farm-gate price of grain
    double price_floor = 0;                           ///< yuan/t, by the mean up to last year
    double specialty_factor = 1, satellite_factor = 1;///< on their values of 2019
    double online_share = 0;                          ///< of village households; follows its target
    double contract_share = 0;                        ///< of farms offered contracts this year
    Money contract_deliveries;                        ///< of the last harvest
    Money town_services;                              ///< wanted for towns this year, nominal
    double cost_of_living_gain = 0;                   ///< of online households, share of prices
    Money cold_storage;                               ///< public stock, 2019 prices, zone total
    Area facilities_planned;                          ///< L2 → L3 under the specialty plan so far
    // tourism
    double visits = 0, visits_2019 = 0;               ///< a year, full population
    Money tourism_value_added;                        ///< of households, full population
    Money eco_payments;                               ///< of this year
    // public services and infrastructure by stratum
    /// The stock that works would have built without earmark and rural tilt: reference of the
    /// infrastructure effect.
    std::array<double, stratum_count> infrastructure_plain{1, 1};
    std::array<double, stratum_count> service{}, infrastructure{1, 1};
    std::array<double, stratum_count> service_norm{};///< S̄: spending per head that holds 2019
    std::array<double, stratum_count> infrastructure_norm{};
    Budget budget, budget0;
    Money cash, debt;
    double weather = 0;                              ///< Z_d
    // farmland
    std::array<double, skill_count> job_chance0{};   ///< p̂ of 2019; 0 until known
    double technology = 0;                           ///< cumulative log yield growth, with lever A2
    double cooperative_share = 0;                    ///< of farm households, follows its target
    Area cultivated_credit, construction_quota;      ///< land ledgers, both ≥ 0
    Area cultivated_2019;                            ///< reference of the red line
    Area cultivated_now;                             ///< L1 + L2
    Area converted_to_facilities;                    ///< L2 → L3 since 2019, counts for the line
    double house_certified = 0;                      ///< share of houses with a certificate
    // construction land
    Area construction_2019;                          ///< L5–L9, reference of the ceiling
    std::array<double, grade_count> land_price{};    ///< state land at the centre, yuan/ha, last trade
    LandFlows land_flows;
    LandRecord land_record;
    Money land_fund;                                 ///< levies, town shares, state land; in cash
    Money reform_advanced;                           ///< land works paid ahead from the reform line
    InsuranceTerms insurance;
    Insurer insurer;
    // works in villages, evaluation and adjustment
    Money village_works, private_works, water_works; ///< of this year
    double water_cover = 0;                          ///< share of villages, follows its target
    Evaluation evaluation;
    std::int32_t adjusting_years = 0;                ///< years in a row that adjustment was on
    std::uint8_t brakes = 0;                         ///< in force next year, see brake()
    /// Rollout ρ of each plan item, in the order of the scenario's items, eq. (1).
    std::vector<double> rollout;
    /// By plan item: part of the distance from the scenario's target to full rollout that the
    /// government has added.
    std::vector<double> raised;
    // opening levels solved from the facts, per head of 2019 (yuan/y)
    std::array<double, stratum_count> other_transfers{}, other_property{};
};

/// State shared by the zone.
struct ZoneState {
    double cpi = 1;               ///< 2019 = 1
    double wage_index = 1;        ///< real national wage index, 2019 = 1
    double corn_price = 0;        ///< yuan/t, this year, nominal
    double corn_price_before = 0; ///< last year
    double insured_price = 0;     ///< yuan/t, agreed with insurers at planting
    double corn_price_mean = 0;   ///< recent mean, the reference of floors and expectations
    double price_deviation = 0;   ///< AR(1) state, log
    double weather = 0;           ///< Z₀
    std::array<double, 2> city_weather{};
    double birth_scale = 1;       ///< n_t of eq. (3)
    double technology = 0;        ///< g_tech, cumulative log yield growth
    double nominal_growth = 0.05; ///< g_w + π applied to wages next
};

}  // namespace changji
