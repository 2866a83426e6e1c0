#include "model/simulation/audit.hpp"

#include <string>

#include "model/base/check.hpp"
#include "model/base/parallel.hpp"
#include "model/world/household_rights.hpp"

namespace changji::audit {
namespace {

constexpr std::array<const char*, holder_count> holder_names{
    "households", "firms", "organisations", "collectives", "districts", "insurers",
    "rest of the world"};

using Cash = std::array<PerDistrict<Money>, holder_count>;

Money& of(Cash& cash, Holder holder, District d) {
    return cash[static_cast<std::size_t>(holder)][d];
}

Cash count_cash(const World& world) {
    std::vector<Money> households(world.cells.size());
    parallel_for(world.cells.size(), [&](std::size_t i) {
        for (const Money cash : world.cells[i].households.cash) households[i] += cash;
    });
    Cash cash{};
    for (std::size_t i = 0; i < world.cells.size(); ++i) {
        const Cell& cell = world.cells[i];
        of(cash, Holder::household, cell.district) += households[i];
        of(cash, Holder::collective, cell.district) += cell.collective_cash;
    }
    for (std::size_t f = 0; f < world.firms.size(); ++f) {
        of(cash, Holder::firm, world.firms.district[f]) += world.firms.cash[f];
    }
    for (std::size_t o = 0; o < world.organisations.size(); ++o) {
        const auto home = static_cast<std::size_t>(world.organisations.home_cell[o]);
        of(cash, Holder::organisation, world.cells[home].district) += world.organisations.cash[o];
    }
    for (std::size_t d = 0; d < district_count; ++d) {
        of(cash, Holder::district, district_at(d)) += world.districts[d].cash;
        of(cash, Holder::insurer, district_at(d)) += world.districts[d].insurer.cash;
    }
    return cash;
}

Area total_land(const Cell& cell) {
    Area sum;
    for (const Area area : cell.land) sum += area;
    return sum;
}

Area total_contracted(const Cell& cell) {
    Area sum = cell.reserve;
    for (const Area area : cell.households.contracted) sum += area;
    return sum;
}

[[noreturn]] void fail(const std::string& account, const std::string& place, std::int64_t off,
                       const char* unit) {
    throw BalanceError("the books do not balance: " + account + " in " + place + " is off by " +
                       std::to_string(off) + " " + unit);
}

void check_money(const World& world, const Opening& opening) {
    const Cash now = count_cash(world);
    for (std::size_t k = 0; k + 1 < holder_count; ++k) {
        for (std::size_t d = 0; d < district_count; ++d) {
            const Money change = now[k][d] - opening.cash[k][d];
            const Money booked = world.ledger.net(static_cast<Holder>(k), district_at(d));
            if (change != booked) {
                fail(std::string("cash of ") + holder_names[k],
                     std::string(district_names[d].key), (change - booked).count, "fen");
            }
        }
    }
}

/// What an insurer owns is its equity: it owes nothing at the end of a year.
void check_balance_sheets(const World& world) {
    for (std::size_t d = 0; d < district_count; ++d) {
        const Insurer& insurer = world.districts[d].insurer;
        const std::string place(district_names[d].key);
        const Money gap = insurer.cash - insurer.equity;
        if (gap.count != 0) fail("balance sheet of insurers", place, gap.count, "fen");
        if (insurer.equity.count < 0)
            fail("solvency of insurers", place, insurer.equity.count, "fen");
    }
}

void check_people(const World& world, const Opening& opening) {
    std::int64_t expected = opening.persons, persons = 0;
    for (const CellEvents& events : world.events) {
        expected += events.births - events.deaths + events.arrived;
    }
    for (const Cell& cell : world.cells) persons += static_cast<std::int64_t>(cell.people.size());
    if (persons != expected) fail("people", "the zone", persons - expected, "persons");
}

void check_land(const World& world, const Opening& opening, std::size_t i) {
    const Cell& cell = world.cells[i];
    const std::string place = "cell " + std::to_string(i);
    const Area land = total_land(cell) - opening.land[i];
    if (land.count != 0) fail("land", place, land.count, "m2");
    const Area contracted = total_contracted(cell) - opening.contracted[i];
    if (contracted.count != 0) fail("contracted land", place, contracted.count, "m2");
    Area let, rented, contracts, to_organisations;
    for (std::size_t h = 0; h < cell.households.size(); ++h) {
        let += cell.households.leased_out[h];
        rented += cell.households.leased_in[h];
    }
    for (std::size_t k = 0; k < cell.leases.size(); ++k) {
        contracts += cell.leases.area[k];
        if (is_organisation(cell.leases.lessee[k])) to_organisations += cell.leases.area[k];
    }
    const Area out = let + cell.reserve_leased - contracts;
    if (out.count != 0) fail("land leased out", place, out.count, "m2");
    const Area in = rented + to_organisations - contracts;
    if (in.count != 0) fail("land rented", place, in.count, "m2");
}

/// Homestead land is used by a household or nobody's; shares are held or the village's; bits
/// match what they stand for.
void check_rights(const World& world, const Opening& opening, std::size_t i) {
    const Cell& cell = world.cells[i];
    if (!cell.is_village()) return;
    const std::string place = "cell " + std::to_string(i);
    const Estate held = estate_of(cell);
    const Area homestead =
        held.homestead + cell.returned_homestead - cell.land[index(LandUse::homestead)];
    if (homestead.count != 0) fail("homestead land", place, homestead.count, "m2");
    if (held.shares != opening.shares[i])
        fail("shares", place, held.shares - opening.shares[i], "shares");
    std::int64_t wrong = 0;
    for (std::size_t h = 0; h < cell.households.size(); ++h) {
        const std::uint8_t bits = cell.households.rights[h];
        wrong += ((bits & member_share) != 0) != (cell.households.shares[h] > 0);
        wrong += !(bits & contract_right) && cell.households.contracted[h].count > 0;
        wrong += !(bits & house_use) && cell.households.homestead[h].count > 0;
    }
    if (wrong != 0) fail("rights", place, wrong, "households");
}

/// Persons whose row is not among those their household names as its own. Where there is none and
/// the households name as many rows as there are persons, each row belongs to one household.
std::int64_t outside_their_household(const Cell& cell) {
    const Households& households = cell.households;
    const auto count = static_cast<std::uint32_t>(households.size());
    if (count == 0) return static_cast<std::int64_t>(cell.people.size());
    std::int64_t outside = 0;
    for (std::size_t p = 0; p < cell.people.size(); ++p) {
        const auto h = static_cast<std::uint32_t>(cell.people.household[p]);
        const std::uint32_t held = h < count ? h : 0;
        const auto place = static_cast<std::uint32_t>(p) -
                           static_cast<std::uint32_t>(households.first_member[held]);
        outside += (h != held) | (place >= static_cast<std::uint32_t>(households.members[held]));
    }
    return outside;
}

/// Persons whose partner names somebody else.
std::int64_t one_sided_unions(const People& people) {
    std::int64_t one_sided = 0;
    for (std::size_t p = 0; p < people.size(); ++p) {
        const Row partner = people.partner[p];
        const auto other = static_cast<std::size_t>(partner < 0 ? 0 : partner);
        one_sided += (partner >= 0) & (people.partner[other] != static_cast<Row>(p));
    }
    return one_sided;
}

void check_households(const Cell& cell, std::size_t i) {
    std::int64_t members = 0;
    for (const std::int32_t count : cell.households.members) members += count;
    const std::int64_t off = members - static_cast<std::int64_t>(cell.people.size());
    if (off != 0) fail("household membership", "cell " + std::to_string(i), off, "persons");
    const std::int64_t lost = outside_their_household(cell);
    if (lost != 0) fail("household membership", "cell " + std::to_string(i), lost, "persons");
    const std::int64_t one_sided = one_sided_unions(cell.people);
    if (one_sided != 0) fail("unions", "cell " + std::to_string(i), one_sided, "persons");
}

}  // namespace

Opening open(const World& world) {
    Opening opening;
    opening.cash = count_cash(world);
    opening.land.resize(world.cells.size());
    opening.contracted.resize(world.cells.size());
    opening.shares.resize(world.cells.size());
    parallel_for(world.cells.size(), [&](std::size_t i) {
        opening.land[i] = total_land(world.cells[i]);
        opening.contracted[i] = total_contracted(world.cells[i]);
        opening.shares[i] = estate_of(world.cells[i]).shares;
    });
    for (const Cell& cell : world.cells) {
        opening.persons += static_cast<std::int64_t>(cell.people.size());
    }
    return opening;
}

void close(const World& world, const Opening& opening) {
    check_people(world, opening);
    parallel_for(world.cells.size(), [&](std::size_t i) {
        check_households(world.cells[i], i);
        check_land(world, opening, i);
        check_rights(world, opening, i);
    });
    check_money(world, opening);
    check_balance_sheets(world);
}

}  // namespace changji::audit
