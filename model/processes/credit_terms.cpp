#include "model/processes/credit_terms.hpp"

#include <algorithm>
#include <cmath>

#include "model/base/math.hpp"
#include "model/scenario/plan_items.hpp"
#include "model/world/household_rights.hpp"

namespace changji::credit {
namespace {

constexpr double online_saving = 0.3;                  // of operating cost, z3.online_cov
constexpr double lowest_pd = 0.001, highest_pd = 0.9;  // edge rules, 4.0d
constexpr double largest_size_factor = 2;              // of operating cost passed on to small loans

struct Items {
    std::size_t resale, information, bundle, online;
};
const Items& items() {
    static const Items list{plan_item_index("T3.4"), plan_item_index("T3.5"),
                            plan_item_index("P6b"), plan_item_index("Z3b")};
    return list;
}

Money value_of_house(const Cell& cell, std::size_t h, const Settings& settings, double cpi) {
    const double m2 = std::min(static_cast<double>(cell.households.homestead[h].count),
                               settings.pay_area_cap[cell.district]);
    const double worth = settings.pay_per_m2[cell.district] * m2 + settings.house_value;
    return yuan(cpi * worth * (1 - settings.legal_risk[cell.district]));
}

bool may_pledge_house(const Households& households, std::size_t h) {
    constexpr unsigned needed = house_use | house_certified;
    const House house = households.house[h];
    return (households.rights[h] & needed) == needed &&
           (house == House::occupied || house == House::idle);
}

Money& room_by_product(Room& room, LoanProduct product) {
    switch (product) {
        case LoanProduct::contracted_land:
            return room.land;
        case LoanProduct::house:
            return room.house;
        case LoanProduct::share:
            return room.share;
        default:
            return room.unsecured;
    }
}

/// A pooled loan uses up its collaterals in turn.
void take_pooled(Room& room, Money balance) {
    for (Money* part : {&room.land, &room.house, &room.share}) {
        const Money taken = std::min(*part, balance);
        *part -= taken;
        balance -= taken;
    }
}

void take_existing(const Cell& cell, std::size_t h, Room& room) {
    const Loans& loans = cell.loans;
    for (std::size_t k = 0; k < loans.size(); ++k) {
        if (loans.borrower[k] != static_cast<Row>(h) || loans.lender[k] == informal_lender)
            continue;
        if (loans.product[k] == LoanProduct::pooled) {
            take_pooled(room, loans.balance[k]);
        } else {
            room_by_product(room, loans.product[k]) -= loans.balance[k];
        }
        room.pledge -= loans.pledged[k];
    }
}

}  // namespace

VillageTerms village_terms(const Cell& cell, const Settings& settings) {
    const Levers& l = settings.levers[cell.district];
    const auto has = [&](std::size_t item, double share) {
        return village_draw(cell, item) < share;
    };
    VillageTerms terms;
    const bool online = has(items().online, l.online);
    terms.information = has(items().information, l.information);
    terms.bundle = has(items().bundle, l.bundle);
    terms.file = cell.finance_station || online;
    const bool traded = cell.on_exchange && has(items().resale, l.resale);
    const double base = base_values<Levers>().recovery;
    terms.recovery = traded ? settings.resale_recovery[cell.district] : base;
    terms.operating_cost = l.operating_cost * (online ? 1 - online_saving : 1);
    return terms;
}

double default_probability(const Borrower& b, const Coefficients& c) {
    const double x = c.pd_constant + c.pd_service * b.service + (b.exposed ? c.pd_shock : 0) +
                     (b.member ? c.pd_cooperative : 0) + (b.thin ? c.pd_thin : 0);
    return math::logistic(std::clamp(x, -30.0, 30.0));
}

Price price_of(const Quote& q, const Coefficients& c) {
    const double factor = std::sqrt(c.size_reference / std::max(1.0, q.size));
    const double open = q.guaranteed ? 1 - c.guarantee_share : 1;
    const double loss = std::clamp(q.estimate, lowest_pd, highest_pd) * q.loss * open;
    Price price;
    price.rate =
        c.funding_rate + c.margin + loss + q.operating_cost * std::min(largest_size_factor, factor);
    price.value =
        price.rate - c.funding_rate - q.operating_cost * factor - (1 + c.risk_charge) * loss;
    return price;
}

Room room_of(const Cell& cell, std::size_t h, const Settings& settings, double cpi) {
    const Households& households = cell.households;
    const Levers& l = settings.levers[cell.district];
    Room room;
    const bool family_farm = households.farm_class[h] == FarmClass::family_farm;
    room.unsecured = yuan(settings.unsecured * cpi * (family_farm ? 2 : 1));
    const bool certified =
        (households.traits[h] & land_certified) && (households.rights[h] & contract_right);
    if (certified && cell.is_village()) {
        const Area free = households.contracted[h] - households.leased_out[h];
        room.pledge = scaled(std::max(Area{}, free), l.most_land);
        const double worth = in_yuan(cell.rent_per_ha) * l.income_years * in_hectares(room.pledge);
        room.land = yuan(l.land_eligible * l.land_ltv * worth);
    }
    if (may_pledge_house(households, h))
        room.house = scaled(value_of_house(cell, h, settings, cpi), l.house_eligible * l.house_ltv);
    if (households.rights[h] & member_share)
        room.share = scaled(worth_of_shares(cell, h), l.share_eligible * l.share_ltv);
    if (cell.loans.size() > 0) take_existing(cell, h, room);
    for (Money* part : {&room.unsecured, &room.land, &room.house, &room.share})
        *part = std::max(Money{}, *part);
    room.pledge = std::max(Area{}, room.pledge);
    return room;
}

}  // namespace changji::credit
