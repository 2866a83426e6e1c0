#include "model/processes/land_supply.hpp"

#include <algorithm>
#include <cmath>

#include "model/base/math.hpp"
#include "model/zone/decision.hpp"

namespace changji::collective_land {
namespace {

constexpr double lot_sd = 0.5;  // log sd of lots around the mean, assumption
constexpr std::uint32_t lot_key = 0x63636C31u;

struct Offers {
    World& world;
    const Settings& settings;
    const Draws& draws;
    PerDistrict<std::vector<std::size_t>> hosts;
    std::vector<std::size_t> direct;

    bool has(const Cell& cell, std::size_t item, double share) const {
        return village_draw(cell, item) < share;
    }

    void prepare_land(Cell& cell, const Levers& l, double open) {
        DistrictState& district = world.districts[cell.district];
        const double line = land::red_line(world.year, settings.land[cell.district]);
        const auto turn = [&](LandUse from, Area area) {
            const land::Transition change{from, LandUse::collective_commercial};
            const bool done =
                land::convert(cell, district, change, area, line) == land::Verdict::done;
            if (done) cell.idle_commercial += area;
            return done;
        };
        const Area stock = cell.land[index(LandUse::collective_public)] + cell.public_stock_offered;
        const Area more = scaled(stock, l.public_share * open) - cell.public_stock_offered;
        if (more.count > 0 && turn(LandUse::collective_public, more))
            cell.public_stock_offered += more;
        if (cell.returned_homestead.count > 0 &&
            has(cell, village_items().reclaim, l.reclaim_use) &&
            turn(LandUse::homestead, cell.returned_homestead))
            cell.returned_homestead = Area{};
    }

    double expected_price(const Cell& site, const Levers& l) const {
        return world.districts[site.district].land_price[grade_of(site)] *
               site_factor(site, settings.coefficients) * tenure_factor(l);
    }

    /// Where the lot is built: the village itself, or a host if its share of that is worth more.
    std::size_t site_of(std::size_t i, Area area, Key key, const Levers& l) const {
        const Cell& cell = world.cells[i];
        const auto& list = hosts[cell.district];
        if (grade_of(cell) < 2 || list.empty() || !has(cell, village_items().offsite, l.offsite_on))
            return i;
        const double u = draws.uniform(key, world.year, draw_land_host);
        const std::size_t host =
            list[static_cast<std::size_t>(u * static_cast<double>(list.size()))];
        if (world.cells[host].land[index(LandUse::other_cultivated)] < area) return i;
        const Coefficients& c = settings.coefficients;
        const double cpi = world.zone.cpi;
        const double here = net_of_price(expected_price(cell, l), entry_cost(c, cpi, false), l);
        const double there =
            net_of_price(expected_price(world.cells[host], l), entry_cost(c, cpi, true), l);
        return l.offsite_share * there > std::max(here, 0.0) ? host : i;
    }

    void offer(std::size_t i) {
        Cell& cell = world.cells[i];
        const Levers& l = settings.levers[cell.district];
        const Coefficients& c = settings.coefficients;
        if (!has(cell, village_items().on, l.on)) return;
        const double open = open_share(cell, settings.planning[cell.district], l, c);
        prepare_land(cell, l, open);
        const Area available =
            scaled(cell.idle_commercial + cell.entered, open) - cell.entered - cell.waiting;
        if (available < hectares(l.min_lot)) return;
        const Key key = derived_key(cell.key, static_cast<std::uint32_t>(world.year), lot_key);
        if (draws.uniform(key, world.year, draw_land_offer) >= c.offer_chance) return;
        const Area area =
            lot_area(available, l.min_lot, c.lot, draws.uniform(key, world.year, draw_land_size));
        const std::size_t site = site_of(i, area, key, l);
        const double cost = entry_cost(c, world.zone.cpi, site != i);
        const double price = expected_price(world.cells[site], l);
        if (!worth_offering(price, cost, c.margin, l)) return;
        append(i, site, area, key, l);
        const bool used_here =
            site == i && draws.uniform(key, world.year, draw_land_direct) < l.direct_share;
        if (used_here) direct.push_back(world.parcels.size() - 1);
    }

    void append(std::size_t i, std::size_t site, Area area, Key key, const Levers& l) {
        Parcels& p = world.parcels;
        table::resize(p, p.size() + 1);
        const std::size_t row = p.size() - 1;
        p.key[row] = key;
        p.origin[row] = static_cast<std::int32_t>(i);
        p.site[row] = static_cast<std::int32_t>(site);
        p.grade[row] = static_cast<std::uint8_t>(grade_of(world.cells[site]));
        p.area[row] = area;
        p.offsite[row] = site != i;
        p.year_offered[row] = static_cast<std::int16_t>(world.year);
        const double u = draws.uniform(key, world.year, draw_land_delay);
        p.year_ready[row] = static_cast<std::int16_t>(ready_year(world.year, l.delay, u));
        p.holder[row] = no_row;
        world.cells[i].waiting += area;
    }
};

}  // namespace

double net_of_price(double price, double cost, const Levers& l) {
    const double levy = price > cost ? l.levy * (price - cost) : 0.0;
    const double rest = price - cost - levy;
    return rest > 0 ? rest * (1 - l.leak) * (1 - l.town_share) : rest;
}

bool worth_offering(double price, double cost, double margin, const Levers& l) {
    return net_of_price(price, cost, l) >= margin * cost;
}

int ready_year(int year, double delay, double u) {
    const double whole = std::floor(delay);
    return year + static_cast<int>(whole) + (u < delay - whole ? 1 : 0);
}

Area lot_area(Area available, double smallest_ha, double mean_ha, double u) {
    const Area smallest = hectares(smallest_ha);
    if (available < smallest || available.count <= 0) return {};
    const double z = math::normal_quantile(u);
    const Area drawn = hectares(mean_ha * math::exp(lot_sd * z - 0.5 * lot_sd * lot_sd));
    const Area area = std::min(available, std::max(smallest, drawn));
    return available - area < smallest ? available : area;
}

PerDistrict<std::vector<std::size_t>> hosts_of(const World& world) {
    PerDistrict<std::vector<std::size_t>> hosts;
    for (std::size_t i = 0; i < world.cells.size(); ++i) {
        const Cell& cell = world.cells[i];
        if (cell.is_village() && grade_of(cell) < 2) hosts[cell.district].push_back(i);
    }
    return hosts;
}

std::vector<std::size_t> offer_lots(World& world, const Settings& settings, const Draws& draws) {
    Offers offers{world, settings, draws, hosts_of(world), {}};
    for (std::size_t i = 0; i < world.cells.size(); ++i) {
        if (world.cells[i].is_village()) offers.offer(i);
    }
    return std::move(offers.direct);
}

void reuse_stock(World& world, const Settings& settings) {
    for (Cell& cell : world.cells) {
        if (!cell.is_village()) continue;
        const double share = settings.levers[cell.district].stock_reuse;
        const Area area = scaled(cell.idle_commercial - cell.waiting, share);
        cell.idle_commercial -= area;
        cell.reused_commercial += area;
        world.districts[cell.district].land_record.reused += area;
    }
}

}  // namespace changji::collective_land
