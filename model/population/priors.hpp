#pragma once

#include <array>

/// Priors of the synthetic population. No microdata of the zone is published: every figure of this
/// file is an assumption unless a source is named, and each is overruled by a fitted margin where
/// one exists. \source assumption; keys of the parameter list (init.…, demo.…) in the comments
namespace changji::population {

constexpr int age_groups = 18;  ///< five-year groups 0–4 … 80–84, 85 and over
constexpr int age_group(int age) {
    return age < 85 ? age / 5 : age_groups - 1;
}

/// Shape of the age pyramid before it is closed on the published broad groups, share of persons.
/// Assumption, after the form of the 2020 census of the province (large cohorts of 1965–1974 and
/// 1984–1990).
constexpr std::array<double, age_groups> pyramid_shape{0.033, 0.043, 0.042, 0.042, 0.046, 0.057,
                                                       0.080, 0.076, 0.075, 0.090, 0.098, 0.090,
                                                       0.075, 0.066, 0.039, 0.023, 0.015, 0.010};
/// Men per person by age group. Assumption.
constexpr std::array<double, age_groups> male_share{0.517, 0.520, 0.522, 0.520, 0.512, 0.506,
                                                    0.502, 0.501, 0.502, 0.503, 0.500, 0.496,
                                                    0.490, 0.483, 0.473, 0.462, 0.445, 0.420};

/// Rural residents, end of 2019; the urban shares follow from the published provincial ones.
constexpr double rural_share_0_14 = 0.105;
constexpr double rural_share_60_up = 0.272;
constexpr double rural_share_65_up = 0.185;
/// Months from the end of 2019 to the census ÷ months from the census to the end of 2021: takes
/// the published age shares of 2020 and 2021 back to 2019.
constexpr double months_back = 10.0 / 14.0;

/// Women of 30–39 in union, at home in villages and in families of towns. With dormitories and
/// movers the zone comes near the 0.89 of the prototype.
constexpr double union_share_rural = 0.90, union_share_urban = 0.92;

/// Share of residents in collective households: 1,970,072 of 24,073,453, census 2020, province.
/// They are students, workers in dormitories and old people in care; ages are an assumption.
constexpr double collective_persons_per_household = 1970072.0 / 534833.0;
constexpr double collective_newcomer_share = 0.6;  ///< of newcomers at most, the others urban hukou
constexpr std::array<double, age_groups> collective_ages{0,    0,    0,    0.27, 0.37, 0.14,
                                                         0.04, 0.02, 0.02, 0.02, 0.01, 0.01,
                                                         0.01, 0.01, 0.02, 0.02, 0.02, 0.02};
/// Relative frequency of newcomer families by age group against all urban residents.
constexpr std::array<double, age_groups> newcomer_tilt{1.2, 1.2, 1.0, 1.0, 1.4, 1.6, 1.6, 1.4, 1.2,
                                                       1.0, 0.9, 0.8, 0.6, 0.5, 0.4, 0.4, 0.4, 0.4};

// Where absent villagers live.
constexpr double own_town_share = 0.60;  ///< of those in towns of the zone: own district's
constexpr double outside_city_cores = 0.45, outside_province = 0.20;  ///< the rest: the nation
constexpr double outside_children_share = 0.10, outside_old_share = 0.08;
constexpr double town_old_share = 0.10;
constexpr double town_women_share = 0.13;  ///< women of 30–39 among town movers
constexpr double town_union_share = 0.86;  ///< of them in union
constexpr double years_away_mean = 5;      ///< init.years_away, geometric
constexpr double years_newcomer_mean = 8;  ///< geometric
/// Town movers of a village per rural resident in the basis `resident`.
constexpr double resident_basis_movers = 0.12;

// Sizes of places.
constexpr double village_size_sd = 0.45;       ///< log
constexpr double neighbourhood_size_sd = 0.5;  ///< log

// Village economy.
constexpr double minutes_median = 35, minutes_sd = 0.5;  ///< §5.3
constexpr double urban_minutes_median = 8, urban_minutes_sd = 0.3;
constexpr double river_share = 0.15;
constexpr double yield_sd = 0.12;       ///< log, between villages
constexpr double specialty_sd = 0.6;    ///< log, between villages
constexpr double specialty_most = 0.5;  ///< of cultivated land
constexpr double reserve_share = 0.03;  ///< contracted land reverted to the village
constexpr double contract_sd = 0.4;     ///< log, between households of a size
constexpr double contract_size_elasticity = 0.7;
constexpr double land_per_head_sd = 0.25;  ///< log, between villages
constexpr double machinery_factor = 1.2;   ///< ha of capacity per ha contracted
constexpr double certified_share = 0.95;   ///< init.cert_C
constexpr double farm_ability_sd = 0.055;  ///< log yield
constexpr double attachment_age_correlation = 0.4;

// Land by class.
constexpr double basic_farmland_share = 0.80;  ///< init.L1_share
constexpr std::array<double, 5> construction_shares{0.45, 0.02, 0.05, 0.38, 0.10};  ///< L5…L9
constexpr double facility_share = 0.02;        ///< L3, of land neither cultivated nor built on
constexpr double ecological_share = 0.80;      ///< L4, likewise; L10 is the residual
constexpr double urban_transport_share = 0.5;  ///< of L9

// Work (§5.5 and init.… ).
constexpr double wage_sd = 0.35;  ///< wage.eps_sd
constexpr double rural_wage = 0.21, rural_commute = 0.08, rural_self_employed = 0.08;
constexpr double rural_farm_of_rest = 0.80;
constexpr double elder_farm_share = 0.55;  ///< rural, 65–74
constexpr int elder_farm_last_age = 74;
constexpr double participation = 0.70;        ///< init.participation, of 16–64 in towns
constexpr double unemployment = 0.045;        ///< init.unemployment
constexpr double urban_self_employed = 0.12;  ///< of the active
constexpr double urban_commute = 0.04;        ///< of employees
constexpr double commute_limit_minutes = 60;
constexpr double employee_pension_share = 0.85;  ///< of retired persons with urban hukou
constexpr double insured_rural = 0.20, insured_urban = 0.60;  ///< employees, by hukou
constexpr double trained_share = 0.10;                        ///< of rural-hukou adults 16–59
constexpr int retirement_men = 60, retirement_women = 55;

// Dwellings in town.
constexpr double urban_home_movers = 0.35;  ///< init.urban_home
constexpr double urban_home_urban = 0.85, urban_home_newcomers = 0.40;

}  // namespace changji::population
