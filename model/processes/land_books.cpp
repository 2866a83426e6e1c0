#include "model/processes/land_books.hpp"

#include <algorithm>

#include "model/base/math.hpp"
#include "model/processes/land_revenue.hpp"
#include "model/zone/decision.hpp"

namespace changji::collective_land {
namespace {

constexpr double dividend_spread = 0.5;  // sd of dividends over their mean, assumption

Money times_area(double yuan_per_ha, Area area) {
    return yuan(yuan_per_ha * in_hectares(area));
}

}  // namespace

bool Books::take_up(std::size_t p) {
    Parcels& parcels = world_.parcels;
    Cell& origin = cell(parcels.origin[p]);
    const Area area = parcels.area[p];
    DistrictState& district = world_.districts[origin.district];
    const LandUse field = LandUse::other_cultivated, built = LandUse::collective_commercial;
    if (parcels.offsite[p]) {
        Cell& host = cell(parcels.site[p]);
        const double line = land::red_line(world_.year, settings_.land[origin.district]);
        if (host.land[index(field)] < area) return false;
        if (land::convert(origin, district, {built, field}, area, line) != land::Verdict::done)
            return false;
        if (land::convert(host, district, {field, built}, area, line) != land::Verdict::done) {
            // put back: the origin's land has just earned what this needs
            land::convert(origin, district, {field, built}, area, 0.0);
            return false;
        }
    } else {
        origin.entered += area;
    }
    origin.idle_commercial -= area;
    origin.waiting -= area;
    ++district.land_flows.parcels;
    ++district.land_record.parcels;
    if (parcels.offsite[p]) district.land_record.offsite += area;
    return true;
}

LandMode Books::mode_of(std::size_t p, double price, bool by_instalments) const {
    const Parcels& parcels = world_.parcels;
    const Cell& origin = cell(parcels.origin[p]);
    const Levers& l = settings_.levers[origin.district];
    if (village_draw(origin, village_items().modes) >= l.modes) return LandMode::transfer;
    const Coefficients& c = settings_.coefficients;
    const double households = std::max<double>(1.0, static_cast<double>(origin.households.size()));
    const double each = price * in_hectares(parcels.area[p]) / households;
    ModeValues values{l.term, c.discount, c.lease_rate, c.equity_premium, 0};
    const double sd = dividend_spread * mode_values(values)[index(LandMode::equity)];
    values.risk = 0.5 * c.risk_aversion * sd * sd * each;
    auto worth = mode_values(values);
    if (by_instalments) worth[index(LandMode::transfer)] = -100;
    const double u = draws_.uniform(parcels.key[p], world_.year, draw_land_mode);
    return choose_mode(worth, c.mode_scale, u);
}

void Books::owners_pay(std::size_t f, Money amount) {
    world_.firms.cash[f] += amount;
    world_.ledger.receive(Item::owner_land_capital, world_.firms.district[f], amount);
}

void Books::enter(std::size_t p, std::size_t f, double price, LandMode mode) {
    Parcels& parcels = world_.parcels;
    const District d = cell(parcels.origin[p]).district;
    const Coefficients& c = settings_.coefficients;
    const Levers& l = settings_.levers[d];
    const Area area = parcels.area[p];
    const double cost = entry_cost(c, world_.zone.cpi, parcels.offsite[p] != 0);
    const Money value = times_area(price, area);
    parcels.mode[p] = mode;
    parcels.year_entered[p] = static_cast<std::int16_t>(world_.year);
    parcels.end_year[p] =
        static_cast<std::int16_t>(world_.year + static_cast<int>(round_half_away(l.term)));
    parcels.in_force[p] = 1;
    parcels.holder[p] = static_cast<Row>(f);
    parcels.price[p] = yuan(price);
    parcels.annual[p] = mode == LandMode::lease ? scaled(value, c.lease_rate) : Money{};
    parcels.levy_share[p] = levy_share(price, cost * (1 + c.margin), l.levy);
    parcels.cost_share[p] = price > cost ? cost / price : 1.0;
    parcels.units[p] = std::max(std::int32_t{1}, parcels.units[p]);
    world_.firms.land[f] += area;
    DistrictState& district = world_.districts[d];
    district.land_flows.area += area;
    district.land_flows.value += value;
    district.land_flows.equivalent += scaled(value, 1.0 / tenure_factor(l));
    LandRecord& record = district.land_record;
    record.area += area;
    record.held += area;
    record.value += value;
    record.by_mode[index(mode)] += area;
    if (mode != LandMode::transfer) return;
    owners_pay(f, value);
    receive(p, value, true);
}

void Books::receive(std::size_t p, Money payment, bool oneoff) {
    const Parcels& parcels = world_.parcels;
    const District d = cell(parcels.origin[p]).district;
    const Levers& l = settings_.levers[d];
    DistrictState& district = world_.districts[d];
    Ledger& ledger = world_.ledger;
    const Shares s = split(payment, {parcels.cost_share[p], parcels.levy_share[p], l.leak,
                                     l.town_share, l.member_share});
    world_.firms.cash[static_cast<std::size_t>(parcels.holder[p])] -= payment;
    ledger.post(oneoff ? Item::land_price : Item::land_annuity, d, d, payment);
    ledger.pay_out(Item::land_cost, d, s.cost);
    ledger.pay_out(Item::land_leak, d, s.leak);
    ledger.post(Item::land_levy, d, d, s.levy);
    ledger.post(Item::land_town_share, d, d, s.town);
    district.cash += s.levy + s.town;
    district.land_fund += s.levy + s.town;
    LandFlows& flows = district.land_flows;
    flows.proceeds += payment;
    flows.cost += s.cost;
    flows.levy += s.levy;
    flows.leak += s.leak;
    flows.town += s.town;
    flows.village += s.village;
    flows.members += s.members;
    const double kept = parcels.offsite[p] ? l.offsite_share : 1.0;
    const Money village = scaled(s.village, kept), members = scaled(s.members, kept);
    credit(static_cast<std::size_t>(parcels.origin[p]), village, members, oneoff);
    if (parcels.offsite[p])
        credit(static_cast<std::size_t>(parcels.site[p]), s.village - village, s.members - members,
               oneoff);
}

void Books::credit(std::size_t i, Money village, Money members, bool oneoff) {
    world_.cells[i].collective_cash += village + members;
    if (oneoff) {
        world_.cells[i].land_fund += village;
        pending_[i].oneoff += members;
    } else {
        pending_[i].village_annual += village;
        pending_[i].annual += members;
    }
}

bool Books::sell_state_land(std::size_t i, Area area, std::size_t f, double price) {
    Cell& site = world_.cells[i];
    const District d = site.district;
    DistrictState& district = world_.districts[d];
    const Coefficients& c = settings_.coefficients;
    if (site.state_for_sale >= area) {
        site.state_for_sale -= area;
    } else {
        if (settings_.conversion_paused[d]) return false;
        const double line = land::red_line(world_.year, settings_.land[d]);
        const land::Transition change{LandUse::other_cultivated, LandUse::state_construction};
        if (land::usable_quota(district, settings_.land[d]) < area) return false;
        if (land::convert(site, district, change, area, line) != land::Verdict::done) return false;
    }
    const Money value = times_area(price, area);
    const Money cost = std::min(value, times_area(entry_cost(c, world_.zone.cpi, false), area));
    owners_pay(f, value);
    world_.firms.cash[f] -= value;
    world_.firms.land[f] += area;
    world_.ledger.post(Item::state_land_price, d, d, value);
    world_.ledger.pay_out(Item::state_land_cost, d, cost);
    district.cash += value - cost;
    district.land_fund += value - cost;
    district.land_flows.state_area += area;
    district.land_flows.state_value += value;
    district.land_record.state_area += area;
    record_state_lot(i, area, f, price);
    return true;
}

void Books::record_state_lot(std::size_t i, Area area, std::size_t f, double price) {
    Parcels& parcels = world_.parcels;
    table::resize(parcels, parcels.size() + 1);
    const Cell& site = world_.cells[i];
    const std::size_t p = parcels.size() - 1;
    const auto year = static_cast<std::int16_t>(world_.year);
    const auto term = round_half_away(settings_.levers[site.district].term);
    parcels.key[p] =
        derived_key(world_.firms.key[f], static_cast<std::uint32_t>(year), draw_land_rank);
    parcels.origin[p] = parcels.site[p] = static_cast<std::int32_t>(i);
    parcels.grade[p] = static_cast<std::uint8_t>(grade_of(site));
    parcels.area[p] = area;
    parcels.mode[p] = LandMode::state;
    parcels.year_offered[p] = parcels.year_ready[p] = parcels.year_entered[p] = year;
    parcels.end_year[p] = static_cast<std::int16_t>(world_.year + term);
    parcels.in_force[p] = 1;
    parcels.holder[p] = static_cast<Row>(f);
    parcels.price[p] = yuan(price);
    parcels.units[p] = 1;
}

void Books::resell(std::size_t p, std::size_t buyer, double price) {
    Parcels& parcels = world_.parcels;
    Firms& firms = world_.firms;
    const auto seller = static_cast<std::size_t>(parcels.holder[p]);
    const District d = firms.district[buyer];
    const Money value = times_area(price, parcels.area[p]);
    owners_pay(buyer, value);
    firms.cash[buyer] -= value;
    firms.cash[seller] += value;
    world_.ledger.post(Item::land_resale, d, firms.district[seller], value);
    if (!firms.open[seller]) {
        world_.ledger.pay_out(Item::firm_closing, firms.district[seller], value);
        firms.cash[seller] -= value;
    }
    firms.land[seller] -= parcels.area[p];
    firms.land[buyer] += parcels.area[p];
    parcels.holder[p] = static_cast<Row>(buyer);
    if (parcels.mode[p] != LandMode::state)
        world_.districts[d].land_flows.resold += parcels.area[p];
}

void Books::revert(std::size_t p) {
    Parcels& parcels = world_.parcels;
    Cell& site = cell(parcels.site[p]);
    const Area area = parcels.area[p];
    world_.firms.land[static_cast<std::size_t>(parcels.holder[p])] -= area;
    parcels.holder[p] = no_row;
    parcels.in_force[p] = 0;
    if (parcels.mode[p] == LandMode::state) {
        site.state_for_sale += area;
        return;
    }
    site.idle_commercial += area;
    if (!parcels.offsite[p]) site.entered -= area;
    world_.districts[site.district].land_record.held -= area;
}

}  // namespace changji::collective_land
