#include "model/processes/harvest.hpp"

#include <algorithm>

#include "model/base/parallel.hpp"
#include "model/processes/harvest_village.hpp"

namespace changji::harvest {

double farm_gate_price(const ZoneState& zone, const farm_technology::Coefficients& c) {
    return (1 - c.lag_weight) * zone.corn_price + c.lag_weight * zone.corn_price_before;
}

Area cultivated(const Cell& cell) {
    return cell.land[index(LandUse::permanent_basic_farmland)] +
           cell.land[index(LandUse::other_cultivated)];
}

namespace {

double weight_of(const World& world, const Cell& cell) {
    return world.weight[index(cell.district)][index(cell.stratum)];
}

Settings calm() {
    Settings settings{};
    settings.coefficients = base_values<Coefficients>();
    settings.coefficients.plot_sd = 0;
    return settings;
}

}  // namespace

namespace {

/// Weighted totals of the villages at normal weather.
struct Normal {
    double grain = 0, sales = 0, specialty_ha = 0, cultivated_ha = 0, yield_ha = 0;
};

Normal normal_year(const World& world, const Terms& terms) {
    std::vector<VillageGrain> grain(world.cells.size());
    PerThread<Scratch> scratches;
    parallel_for(world.cells.size(), [&](std::size_t c) {
        const Cell& cell = world.cells[c];
        if (cell.is_village())
            grain[c] = village_grain(cell, terms, world.organisations, scratches.mine());
    });
    Normal sum;
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        const Cell& cell = world.cells[c];
        if (!cell.is_village()) continue;
        const double cap = terms.technology.levers[cell.district].nongrain_max;
        const double land = weight_of(world, cell) * in_hectares(cultivated(cell));
        sum.grain += weight_of(world, cell) * grain[c].tonnes;
        sum.sales += weight_of(world, cell) * grain[c].sales;
        sum.specialty_ha += land * (1 - farm_technology::grain_share(cell, cap));
        sum.cultivated_ha += land;
        sum.yield_ha += land * cell.base_yield;
    }
    return sum;
}

}  // namespace

double open(World& world, const farm_technology::Settings& technology, const Targets& targets) {
    const double price = farm_gate_price(world.zone, technology.coefficients);
    const auto season = farm_technology::season_of(world, technology.coefficients, price);
    const Settings settings = calm();
    const Terms terms{season, technology, settings, Draws{}, world.year, price};
    double factor = 1;
    for (Cell& cell : world.cells) cell.yield_factor = 1;
    Normal sum = normal_year(world, terms);
    // A better yield may bring idle fields back into use, so that one division can miss.
    for (int round = 0; round < 8 && sum.grain > 0; ++round) {
        const double step = targets.grain_t / sum.grain;
        if (step > 1 - 1e-9 && step < 1 + 1e-9) break;
        for (Cell& cell : world.cells) cell.base_yield *= step;
        factor *= step;
        sum = normal_year(world, terms);
    }
    if (sum.cultivated_ha > 0) world.solved.base_yield = sum.yield_ha / sum.cultivated_ha;
    const double rest = targets.agricultural_value - sum.sales;
    world.solved.specialty_value_per_ha = sum.specialty_ha > 0 ? rest / sum.specialty_ha : 0;
    return factor;
}

Money specialty_value(const Cell& cell, const World& world, double nongrain_max,
                      double real_growth) {
    const double share = 1 - farm_technology::grain_share(cell, nongrain_max);
    const double growth = math::power(1 + real_growth, world.year - first_year);
    const Area sown = cultivated(cell) + cell.facility_crops;
    return yuan(in_hectares(sown) * share * world.solved.specialty_value_per_ha * growth *
                world.zone.cpi * world.districts[cell.district].specialty_factor);
}

namespace {

void post_households(Ledger& ledger, District d, const Sums& sums) {
    ledger.receive(Item::crop_sales, d, sums.farms.sales);
    ledger.pay_out(Item::crop_inputs, d, sums.farms.inputs);
    ledger.pay_out(Item::custody_fees, d, sums.farms.custody);
    ledger.post(Item::farm_hired_pay, d, d, sums.farms.hired);
    ledger.receive(Item::operator_subsidy, d, sums.farms.subsidy);
    ledger.receive(Item::owner_subsidy, d, sums.owner_subsidy);
    ledger.post(Item::rent, d, d, sums.rent);
    ledger.post(Item::reserve_rent, d, d, sums.reserve_rent);
}

/// An organisation pays and is paid where its home village lies, its land where that lies.
void book_organisation(World& world, District land, const OrganisationYear& year) {
    Organisations& o = world.organisations;
    const auto i = static_cast<std::size_t>(year.organisation);
    const District home = world.cells[static_cast<std::size_t>(o.home_cell[i])].district;
    Ledger& ledger = world.ledger;
    ledger.receive(Item::organisation_crop_sales, home, year.farm.sales);
    ledger.pay_out(Item::organisation_crop_inputs, home, year.farm.inputs);
    ledger.receive(Item::organisation_operator_subsidy, home, year.farm.subsidy);
    ledger.post(Item::organisation_hired_pay, home, land, year.farm.hired);
    ledger.post(Item::organisation_rent, home, land, year.rent);
    ledger.post(Item::organisation_reserve_rent, home, land, year.reserve_rent);
    const Money profit = year.farm.sales + year.farm.subsidy - year.farm.inputs - year.farm.hired -
                         year.rent - year.reserve_rent;
    o.profit[i] += profit;
    o.cash[i] += profit;
    o.grain_kg[i] += year.farm.grain_kg;
    o.normal_kg[i] += year.normal_kg;
}

/// Cooperatives return the legal least of a surplus to their members: business income.
/// \source 农民专业合作社法 art. 44 (60 %); equal shares are an assumption
void return_surplus(World& world) {
    Organisations& o = world.organisations;
    std::vector<Money> paid(o.size());
    PerThread<Scratch> scratches;
    parallel_for(o.size(), [&](std::size_t i) {
        if (o.kind[i] != OrganisationKind::cooperative || o.profit[i].count <= 0) return;
        Cell& home = world.cells[static_cast<std::size_t>(o.home_cell[i])];
        paid[i] =
            pay_members(home, static_cast<Row>(i), scaled(o.profit[i], 0.6), scratches.mine());
    });
    for (std::size_t i = 0; i < o.size(); ++i) {
        const District d = world.cells[static_cast<std::size_t>(o.home_cell[i])].district;
        o.cash[i] -= paid[i];
        world.ledger.post(Item::cooperative_dividend, d, d, paid[i]);
    }
}

/// Specialty crops enter the value of crops; their net value is paid by the satellite account.
void add_specialty(World& world, const farm_technology::Settings& technology,
                   const Settings& settings, double growth) {
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        const Cell& cell = world.cells[c];
        if (!cell.is_village()) continue;
        CellEvents& events = world.events[c];
        const double cap = technology.levers[cell.district].nongrain_max;
        events.specialty_value = specialty_value(cell, world, cap, growth);
        events.crop_value += events.specialty_value;
        events.crop_value_added +=
            scaled(events.specialty_value, 1 - settings.coefficients.specialty_cost_share);
    }
}

}  // namespace

void gather(World& world, const Settings& settings, const farm_technology::Settings& technology,
            double specialty_growth, const Draws& draws) {
    const double price = farm_gate_price(world.zone, technology.coefficients);
    const auto season = farm_technology::season_of(world, technology.coefficients, price);
    const Terms terms{season, technology, settings,
                      draws,  world.year, world.zone.corn_price_before};
    std::vector<Result> results(world.cells.size());
    PerThread<Scratch> scratches;
    parallel_for(world.cells.size(), [&](std::size_t c) {
        Cell& cell = world.cells[c];
        if (!cell.is_village()) return;
        results[c] =
            gather_village(cell, world.events[c], terms, world.organisations, scratches.mine());
    });
    Organisations& o = world.organisations;
    std::fill(o.profit.begin(), o.profit.end(), Money{});
    for (auto* grain : {&o.grain_kg, &o.normal_kg}) std::fill(grain->begin(), grain->end(), 0);
    for (std::size_t c = 0; c < results.size(); ++c) {
        const District d = world.cells[c].district;
        post_households(world.ledger, d, results[c].sums);
        for (const OrganisationYear& year : results[c].organisations)
            book_organisation(world, d, year);
    }
    return_surplus(world);
    add_specialty(world, technology, settings, specialty_growth);
}

}  // namespace changji::harvest
