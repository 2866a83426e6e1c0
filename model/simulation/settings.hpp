#pragma once

#include "model/processes/accounts.hpp"
#include "model/processes/adaptive_policy.hpp"
#include "model/processes/adoption.hpp"
#include "model/processes/collective_land.hpp"
#include "model/processes/commerce.hpp"
#include "model/processes/contracts.hpp"
#include "model/processes/demography.hpp"
#include "model/processes/effects.hpp"
#include "model/processes/evaluation.hpp"
#include "model/processes/farm_technology.hpp"
#include "model/processes/farmland.hpp"
#include "model/processes/firm_anchor.hpp"
#include "model/processes/firm_demography.hpp"
#include "model/processes/firms.hpp"
#include "model/processes/firms_opening.hpp"
#include "model/processes/harvest.hpp"
#include "model/processes/insurance.hpp"
#include "model/processes/job_market.hpp"
#include "model/processes/land_policy.hpp"
#include "model/processes/markets.hpp"
#include "model/processes/migration.hpp"
#include "model/processes/production.hpp"
#include "model/processes/projects.hpp"
#include "model/processes/public_finance.hpp"
#include "model/processes/public_works.hpp"
#include "model/processes/rights.hpp"
#include "model/processes/rollout.hpp"
#include "model/processes/satellite.hpp"
#include "model/processes/settlement.hpp"
#include "model/processes/startups.hpp"
#include "model/processes/tourism.hpp"
#include "model/processes/training.hpp"
#include "model/processes/village_income.hpp"
#include "model/processes/wages.hpp"
#include "model/processes/weather_and_prices.hpp"
#include "model/scenario/scenario.hpp"
#include "model/world/land.hpp"
#include "model/world/world.hpp"

namespace changji {

/// What all processes need in one year: the scenario's values, already effective in each district.
struct ModelSettings {
    rollout::Settings rollout;
    projects::Settings projects;
    effects::Settings effects;
    weather_and_prices::Settings weather_and_prices;
    demography::Settings demography;
    training::Settings training;
    markets::Settings markets;
    commerce::Settings commerce;
    adoption::Settings adoption;
    rights::Settings rights;
    farm_technology::Settings farm_technology;
    farmland::Settings farmland;
    wages::Settings wages;
    firm_demography::Settings firm_demography;
    firm_anchor::Settings firm_anchor;
    land::Settings land;
    land_policy::Settings land_policy;
    collective_land::Settings collective_land;
    firms::Settings firms;
    firms::OpeningCoefficients firms_opening;
    job_market::Settings job_market;
    migration::Settings migration;
    startups::Settings startups;
    settlement::Settings settlement;
    contracts::Settings contracts;
    harvest::Settings harvest;
    insurance::Settings insurance;
    satellite::Settings satellite;
    tourism::Settings tourism;
    village_income::Settings village_income;
    production::Settings production;
    accounts::Settings accounts;
    public_works::Settings public_works;
    public_finance::Settings public_finance;
    evaluation::Settings evaluation;
    adaptive_policy::Settings adaptive_policy;
};

/// Binds every parameter of the model to its scenario value of a year, levers through the rollout
/// reached in each district.
ModelSettings bind_settings(const Scenario& scenario, int year,
                            const PerDistrict<DistrictState>& districts);

}  // namespace changji
