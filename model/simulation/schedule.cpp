#include "model/simulation/schedule.hpp"

#include "model/processes/national_accounts.hpp"
#include "model/processes/stocktaking.hpp"

namespace changji {
namespace {

PerDistrict<double> urban_residents(const World& world) {
    PerDistrict<double> residents;
    for (std::size_t d = 0; d < district_count; ++d) {
        residents[d] =
            static_cast<double>(world.tallies[d][index(Stratum::urban)].residents);
    }
    return residents;
}

void take_stock(World& world, Year& year) {
    const PerDistrict<double> before = world.urban_residents_before;
    stocktaking::count(world);
    migration::move_house_prices(world, year.settings.migration, before);
    world.urban_residents_before = urban_residents(world);
}

// clang-format off

/// From the opening of the books to the firms' plans.
std::vector<Process> plans() {
    return {
        {{"open_year", "开账", "books are opened", "", "household income parts, events, ledger, budgets"},
         [](World& w, Year&) { accounts::open_year(w); }},
        {{"rollout", "改革推进", "rollout of reforms", "scenario targets, government terms", "districts.rollout"},
         [](World& w, Year& y) { rollout::advance(w, y.scenario, y.settings.rollout, y.draws);
                                 y.settings = bind_settings(y.scenario, w.year, w.districts); }},
        {{"projects", "方案项目", "records of the plan", "records, last year's state", "projects, districts' entries of firms"},
         [](World& w, Year& y) { projects::step(w, y.settings.projects, y.draws); }},
        {{"effects", "生产率效应", "pool of productivity effects", "levers, projects, last year's jobs and infrastructure", "districts.effects, entry of firms"},
         [](World& w, Year& y) { effects::step(w, y.settings.effects); }},
        {{"demography", "人口变动", "demography", "people, households", "people, households, leases, reserve"},
         [](World& w, Year& y) { demography::renew(w, y.settings.demography, y.draws); }},
        {{"inflow", "区外迁入", "inflow", "last year's wages, services, house prices", "people, households"},
         [](World& w, Year& y) { migration::receive_inflow(w, y.settings.migration, y.draws); }},
        {{"training", "技能培训", "training", "people", "people.traits, districts.cash"},
         [](World& w, Year& y) { training::train(w, y.settings.training, y.draws); }},
        {{"wage_levels", "工资水平", "wage levels", "last year's tightness", "districts.log_wage"},
         [](World& w, Year& y) { wages::adjust(w, y.settings.wages); }},
        {{"markets", "农产品市场", "farm markets", "levers, land", "districts' premiums, land, specialty crops"},
         [](World& w, Year& y) { markets::step(w, y.settings.markets); }},
        {{"commerce", "农村电商", "rural e-commerce", "households", "households.traits, logistics"},
         [](World& w, Year& y) { commerce::step(w, y.settings.commerce, y.draws); }},
        {{"adoption", "智慧农业", "smart farming", "households, village shares", "households.traits, yields"},
         [](World& w, Year& y) { adoption::step(w, y.settings.adoption, y.settings.farm_technology, y.draws); }},
        {{"rights", "权益退出与农房利用", "rights, exits and idle houses", "households, people, last year's incomes", "rights, homesteads, reserve, leases of houses"},
         [](World& w, Year& y) { rights::transfer(w, y.settings.rights, y.draws); }},
        {{"farmland", "承包地流转", "farmland market", "households, people, last year's prices", "leases, rents, organisations"},
         [](World& w, Year& y) { farmland::transfer(w, y.settings.farmland, y.settings.farm_technology, y.draws); }},
        {{"insurance_offer", "农业保险签约", "insurance contracts", "farms, last year's incomes", "households.traits, organisations.insured, districts.insurance"},
         [](World& w, Year& y) { insurance::offer(w, y.settings.insurance, y.settings.farm_technology, y.draws); }},
        {{"firm_demography", "企业进入退出", "entry and exit of firms", "last year's profit and demand", "firms"},
         [](World& w, Year& y) { firm_demography::renew(w, y.settings.firm_demography, y.settings.firms, y.draws,
                                                       y.settings.wages.coefficients.growth); }},
        {{"anchors", "引领企业", "anchor firms", "projects, prices", "firms"},
         [](World& w, Year& y) { firm_anchor::grow(w, y.settings.firm_anchor, y.settings.firms, effects::in_force(w)); }},
        {{"land_policy", "土地政策", "land policy", "budgets, gdp, land", "land, districts' land ledgers, cash"},
         [](World& w, Year& y) { land_policy::step(w, y.settings.land_policy); }},
        {{"collective_land", "集体建设用地入市", "collective land market", "land, last year's value added of firms", "parcels, land, cash of firms, collectives, households, districts"},
         [](World& w, Year& y) { collective_land::enter_market(w, y.settings.collective_land, y.draws); }},
        {{"firm_plans", "企业计划", "firms plan", "expected wages and prices", "firms.sought, shed"},
         [](World& w, Year& y) { firms::plan(w, y.settings.firms, effects::in_force(w), y.draws); }},
    };
}

/// Work, homes, harvest, pay, production and the accounts.
std::vector<Process> work_and_accounts() {
    return {
        {{"separation", "离职", "separations", "firms", "people.work, employer"},
         [](World& w, Year& y) { job_market::separate(w, y.settings.job_market, y.draws); }},
        {{"migration", "就业与迁移选择", "work and migration choices", "last year's incomes, services, prices", "people.place, work"},
         [](World& w, Year& y) { migration::choose(w, y.settings.migration, y.draws); }},
        {{"startups", "创业", "start-ups", "people", "people.work, districts.startup_firms"},
         [](World& w, Year& y) { startups::start(w, y.settings.startups, y.draws); }},
        {{"matching", "就业匹配", "job matching", "seekers, vacancies", "people.work, employer, firms.jobs"},
         [](World& w, Year& y) { job_market::match(w, y.settings.job_market, y.draws); }},
        {{"settlement", "落户与购房", "settlement and homes", "incomes, rights, services", "people.hukou, households"},
         [](World& w, Year& y) { settlement::settle(w, y.settings.settlement, y.draws); }},
        {{"weather_and_prices", "天气与价格", "weather and prices", "exogenous paths", "zone, yield factors"},
         [](World& w, Year& y) { weather_and_prices::step(w, y.settings.weather_and_prices, y.forcing, y.draws); }},
        {{"contracts", "订单签约", "contracts offered", "farms, last year's deliveries", "households.traits"},
         [](World& w, Year& y) { contracts::offer(w, y.settings.contracts); }},
        {{"harvest", "收获", "harvest", "leases, yields, prices", "households, organisations, collectives"},
         [](World& w, Year& y) { harvest::gather(w, y.settings.harvest, y.settings.farm_technology,
                                                 y.settings.satellite.coefficients.growth, y.draws); }},
        {{"contract_payments", "订单结算", "contracts settled", "deliveries, profit of food firms", "firms.cash, households"},
         [](World& w, Year& y) { contracts::settle(w, y.settings.contracts); }},
        {{"satellite", "畜牧林渔与特色农业", "livestock, forestry, fishery, specialties", "villages", "households, districts"},
         [](World& w, Year& y) { satellite::step(w, y.settings.satellite, y.settings.harvest.coefficients.specialty_cost_share); }},
        {{"insurance_settlement", "农业保险理赔", "premiums and claims", "harvests, the corn price", "households, organisations, insurers, districts"},
         [](World& w, Year& y) { insurance::settle(w, y.settings.insurance, y.settings.farm_technology); }},
        {{"tourism", "乡村旅游", "rural tourism", "townspeople, projects, travel times", "households, districts"},
         [](World& w, Year& y) { tourism::step(w, y.settings.tourism); }},
        {{"village_income", "生态付费与村集体股金", "payments to villages", "land, last year's budget", "collectives, households, districts.cash"},
         [](World& w, Year& y) { village_income::step(w, y.settings.village_income); }},
        {{"pay", "发放工资", "pay", "people, firms, wage levels", "people.wage, firms.wage_bill"},
         [](World& w, Year& y) { wages::pay(w, y.settings.wages); }},
        {{"production", "企业生产", "production", "firms, demand", "firms, districts"},
         [](World& w, Year& y) { production::produce(w, y.settings.production, y.settings.firms, effects::in_force(w),
                                                     y.settings.wages.coefficients.growth); }},
        {{"accounts", "住户收支", "household accounts", "people, rates", "households, tallies"},
         [](World& w, Year& y) { accounts::settle(w, y.settings.accounts); }},
        {{"stocktaking", "年末统计", "year-end counts", "everything", "tallies, house prices"}, take_stock},
        {{"public_works", "乡村建设与供水", "works in villages", "last year's budget, land entered", "villages, districts.cash"},
         [](World& w, Year& y) { public_works::step(w, y.settings.public_works); }},
        {{"public_finance", "地方财政", "public finance", "taxes, residents", "districts"},
         [](World& w, Year& y) { public_finance::spend(w, y.settings.public_finance); }},
        {{"national_accounts", "地区核算", "regional accounts", "value added, consumption, budgets", "districts.gdp, demand"},
         [](World& w, Year&) { national_accounts::close(w); }},
        {{"evaluation", "年度评价", "yearly evaluation", "rollout, incomes, land, services", "districts.evaluation"},
         [](World& w, Year& y) { evaluation::evaluate(w, y.settings.evaluation, y.draws); }},
        {{"adaptive_policy", "政策动态调整", "adjustment of policy", "districts.evaluation, disputes, land ledgers", "districts.raised, brakes, actions"},
         [](World& w, Year& y) { adaptive_policy::adjust(w, y.scenario, y.settings.adaptive_policy); }},
        {{"expectations", "预期更新", "expectations", "this year's local values", "cells"},
         [](World& w, Year& y) { stocktaking::learn(w, y.settings.wages.coefficients.expectation_gain); }},
    };
}

// clang-format on

}  // namespace

const std::vector<Process>& processes() {
    static const std::vector<Process> order = [] {
        std::vector<Process> all = plans();
        const std::vector<Process> rest = work_and_accounts();
        all.insert(all.end(), rest.begin(), rest.end());
        return all;
    }();
    return order;
}

const std::vector<ProcessInfo>& schedule() {
    static const std::vector<ProcessInfo> list = [] {
        std::vector<ProcessInfo> infos;
        for (const Process& process : processes()) infos.push_back(process.info);
        return infos;
    }();
    return list;
}

}  // namespace changji
