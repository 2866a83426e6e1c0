#include "model/base/math.hpp"
#include "model/processes/rights.hpp"
#include "model/zone/decision.hpp"

/// Who may leave rights, what a village offers, and what each household chooses.
namespace changji::rights {
namespace {

constexpr std::uint8_t years_settled = 3;

/// What the village of the household has: switches by its fixed draws.
Menu menu_of(const Cell& cell, const Settings& settings, const Items& items) {
    const Levers& l = settings.levers[cell.district];
    const MenuRollout& rollout = settings.menu[cell.district];
    const double exit_draw = village_draw(cell, items.exit);
    const double keep_draw = village_draw(cell, items.keep);
    const bool has_menu = village_draw(cell, items.menu) < rollout.share;
    std::uint8_t legal = house_use;
    if (exit_draw < l.exit_contract) legal |= contract_right;
    if (exit_draw < l.exit_qualification) legal |= qualification;
    if (exit_draw < l.exit_share) legal |= member_share;
    Menu menu;
    for (std::size_t b = 2; b < bundle_count; ++b) {
        const bool offered = has_menu && (rollout.mask >> (b - 1) & 1u);
        const bool lawful = b == 2 ? keep_draw < l.keep_qualification
                                   : (bundle_rights[b] & legal) == bundle_rights[b];
        if (offered && lawful) menu.bundles |= 1u << b;
    }
    // The homestead pilot has paid for returned land since 2015, before any menu.
    if (village_draw(cell, items.pilot) < settings.pilot[cell.district]) menu.bundles |= 1u << 2;
    menu.may_rebuild = keep_draw < l.may_rebuild;
    menu.bonus = l.combination_bonus;
    menu.floor = l.pay_floor;
    return menu;
}

/// Families of whom nobody lives in the village, every adult with urban hukou or settled for three
/// years in a town, a city core or beyond, and with a dwelling there.
bool settled_elsewhere(const Cell& cell, std::size_t h, int year, double outside_home) {
    const People& people = cell.people;
    const Households& households = cell.households;
    const auto begin = static_cast<std::size_t>(households.first_member[h]);
    const std::size_t end = begin + static_cast<std::size_t>(households.members[h]);
    bool in_town = false;
    for (std::size_t p = begin; p < end; ++p) {
        const Place place = people.place[p];
        if (place == home_place) return false;
        const bool outside = outside_zone(place);
        if (!outside && residence_stratum(cell, place) == Stratum::rural) return false;
        in_town |= !outside;
        if (people.age(static_cast<Row>(p), year) >= 18 && people.hukou[p] != Hukou::urban &&
            people.years_in_place[p] < years_settled) {
            return false;
        }
    }
    if (households.traits[h] & urban_home) return true;
    return !in_town && fixed_trait(households.key[h], draw_outside_home) < outside_home;
}

bool elder_without_pension(const Cell& cell, std::size_t h, int year) {
    const People& people = cell.people;
    const auto begin = static_cast<std::size_t>(cell.households.first_member[h]);
    const std::size_t end = begin + static_cast<std::size_t>(cell.households.members[h]);
    for (std::size_t p = begin; p < end; ++p) {
        if (people.age(static_cast<Row>(p), year) >= 60 && !(people.traits[p] & employee_pension))
            return true;
    }
    return false;
}

/// Y_h: last year's income in the zone's accounts and, for members outside the zone, who are
/// nobody's income here, the pay or the pension there; floored, where all live outside and other
/// incomes are unseen at the village's mean per head (assumption).
double income_of(const Cell& cell, std::size_t h, const World& world, const Settings& settings) {
    const People& people = cell.people;
    const Households& households = cell.households;
    const double nominal = world.zone.cpi * world.zone.wage_index;
    double income = in_yuan(households.income_before[h]);
    const auto begin = static_cast<std::size_t>(households.first_member[h]);
    const std::size_t end = begin + static_cast<std::size_t>(households.members[h]);
    bool unseen = true;
    for (std::size_t p = begin; p < end; ++p) {
        unseen &= outside_zone(people.place[p]);
        if (people.work[p] == Work::away)
            income += nominal * world.solved.outside_pay[index(people.skill[p])];
        if (outside_zone(people.place[p]) && (people.traits[p] & employee_pension) != 0 &&
            people.work[p] == Work::retired)
            income += nominal * settings.employee_pension;
    }
    const double least = settings.income_floor * world.zone.cpi;
    const double per_head = unseen && cell.income_per_head > least ? cell.income_per_head : least;
    const double floor = per_head * households.members[h];
    return income > floor ? income : floor;
}

Household household_of(const Cell& cell, std::size_t h, const World& world,
                       const Settings& settings) {
    const Coefficients& c = settings.coefficients;
    const Levers& l = settings.levers[cell.district];
    const Households& households = cell.households;
    const double cpi = world.zone.cpi;
    Household result;
    result.rights = households.rights[h];
    if (households.house[h] == House::leased)  // the tenant stays until the lease ends
        result.rights = static_cast<std::uint8_t>(result.rights & ~unsigned{house_use});
    result.elder_without_pension = elder_without_pension(cell, h, world.year);
    result.income = income_of(cell, h, world, settings);
    result.attachment = static_cast<double>(households.attachment[h]);
    result.worth.contract = worth_of_contract(cell, h, settings.owner_subsidy[cell.district],
                                              settings.discount_rate);
    result.worth.house = in_yuan(cell.house_rent) / settings.discount_rate;
    result.worth.qualification = settings.qualification_value * cpi;
    result.worth.share = in_yuan(worth_of_shares(cell, h));
    result.house_pay = cpi * house_compensation(static_cast<double>(households.homestead[h].count),
                                                l.pay_per_m2, l.pay_area_cap, c);
    return result;
}

/// The best alternative with this year's noise; an offer without payer keeps that of its signing.
bool choose(const Household& household, const Menu& menu, const Coefficients& c, Key key, int year,
            const Draws& draws, Offer& offer) {
    const std::uint32_t available = available_bundles(household, menu, c);
    if (available == 0) return false;
    const auto luck = [&](std::size_t b) {
        return draws.uniform(key, year, draw_exit_bundle, static_cast<std::uint32_t>(b));
    };
    offer.keep = bundle_value(0, household, menu, c) + gumbel(luck(0));
    offer.value = offer.keep;
    offer.bundle = 0;
    for (std::size_t b = 2; b < bundle_count; ++b) {
        if (!(available >> b & 1u)) continue;
        const double certain = bundle_value(b, household, menu, c), u = luck(b);
        // Most luck is small and decides without logarithms: gumbel(.9) < 2.3.
        if (u < 0.9 && certain + 2.3 < offer.value) continue;
        const double value = certain + gumbel(u);
        if (value <= offer.value) continue;
        offer.value = value;
        offer.bundle = static_cast<std::uint8_t>(b);
    }
    if (offer.bundle == 0) return false;
    offer.pay = yuan(compensation(offer.bundle, household, menu, c));
    offer.floor = yuan(menu.floor * present_value(offer.bundle, household.worth));
    return true;
}

}  // namespace

void collect_offers(const Cell& cell, const World& world, const Settings& settings,
                    const Draws& draws, const Items& items, std::vector<Offer>& offers) {
    const Menu menu = menu_of(cell, settings, items);
    if (menu.bundles == 0 || settings.paused[cell.district]) return;
    const Households& households = cell.households;
    const People& people = cell.people;
    for (std::size_t h = 0; h < households.size(); ++h) {
        if (!(households.rights[h] & (contract_right | house_use | member_share))) continue;
        const auto first = static_cast<std::size_t>(households.first_member[h]);
        if (people.place[first] == home_place) continue;
        if (!settled_elsewhere(cell, h, world.year, settings.coefficients.outside_home)) continue;
        Offer offer;
        offer.household = static_cast<Row>(h);
        const std::int16_t waiting = households.exit_signed[h];
        offer.signed_in = waiting > 0 ? waiting : static_cast<std::int16_t>(world.year);
        const Household household = household_of(cell, h, world, settings);
        const Key key = households.key[h];
        if (!choose(household, menu, settings.coefficients, key, offer.signed_in, draws, offer))
            continue;
        offer.rank = derived_key(key, static_cast<std::uint32_t>(offer.signed_in), draw_exit_order);
        offers.push_back(offer);
    }
}

void carry_out(Cell& cell, CellEvents& events, const Offer& offer) {
    Households& households = cell.households;
    const auto h = static_cast<std::size_t>(offer.household);
    const unsigned given_up = bundle_rights[offer.bundle];
    Area moved;
    if (given_up & contract_right) {
        moved += households.contracted[h];
        cell.reserve += households.contracted[h];
        cell.reserve_leased += households.leased_out[h];
        households.contracted[h] = households.leased_out[h] = Area{};
        for (Row& lessor : cell.leases.lessor)
            if (lessor == offer.household) lessor = reserve_lessor;
    }
    if (given_up & house_use) {
        moved += households.homestead[h];
        cell.exited_homestead += households.homestead[h];
        cell.returned_homestead += households.homestead[h];
        households.homestead[h] = Area{};
        households.house[h] = House::returned;
    }
    if (given_up & member_share) {
        cell.collective_shares += households.shares[h];
        households.shares[h] = 0;
    }
    const unsigned gone = given_up | (given_up & house_use ? unsigned{house_certified} : 0u);
    households.rights[h] =
        static_cast<std::uint8_t>((households.rights[h] & ~gone) | gave_up_rights);
    ++events.exits[offer.bundle];
    ++cell.exits_so_far[offer.bundle];
    if (cell.on_exchange) events.exchange_area += moved;
    Exits& exits = cell.exits;
    table::resize(exits, exits.size() + 1);
    exits.household.back() = households.key[h];
    exits.bundle.back() = offer.bundle;
    exits.value.back() = offer.value;
    exits.keep.back() = offer.keep;
    exits.paid.back() = offer.pay;
    exits.floor.back() = offer.floor;
}

}  // namespace changji::rights
