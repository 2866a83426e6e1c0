#include "model/processes/rights.hpp"

#include <algorithm>

#include "model/base/parallel.hpp"
#include "model/scenario/plan_items.hpp"
#include "model/zone/decision.hpp"

namespace changji::rights {
namespace {

/// Costs that organisations owe; paid after the parallel part.
struct OrganisationCost {
    Row organisation;
    Money amount;
};

/// Everything one village needs besides its own state.
struct Case {
    const World& world;
    const Settings& settings;
    const Draws& draws;
    Items items;
    double townspeople;
};

/// Certificates go to the households whose fixed draw lies below the district's share.
void certify(Cell& cell, double share) {
    Households& households = cell.households;
    for (std::size_t h = 0; h < households.size(); ++h) {
        std::uint8_t& held = households.rights[h];
        if (!(held & house_use) || (held & house_certified)) continue;
        if (fixed_trait(households.key[h], draw_house_certificate) < share)
            held = static_cast<std::uint8_t>(held | house_certified);
    }
}

/// Shares of houses with a certificate move towards their target; true where one has moved.
PerDistrict<bool> advance_certificates(World& world, const Settings& settings) {
    PerDistrict<bool> moved;
    for (std::size_t d = 0; d < district_count; ++d) {
        const Levers& l = settings.levers[d];
        double& share = world.districts[d].house_certified;
        moved[d] = l.certified > share && l.certificate_speed > 0;
        if (moved[d]) share += l.certificate_speed * (l.certified - share);
    }
    return moved;
}

/// Pays from the village's cash, else from what the district's reform line left last year.
bool fund(World& world, Cell& cell, const Offer& offer, Money& district_left) {
    Money& purse = cell.households.cash[static_cast<std::size_t>(offer.household)];
    if (cell.collective_cash >= offer.pay) {
        cell.collective_cash -= offer.pay;
        world.ledger.post(Item::exit_compensation_village, cell.district, cell.district, offer.pay);
    } else if (district_left >= offer.pay) {
        district_left -= offer.pay;
        world.districts[cell.district].cash -= offer.pay;
        world.ledger.post(Item::exit_compensation_district, cell.district, cell.district,
                          offer.pay);
    } else {
        return false;
    }
    purse += offer.pay;  // the price of a right is cash, not income
    return true;
}

/// Offers are paid by district in the order of signing.
void pay_offers(World& world, std::vector<Offer>& offers) {
    std::sort(offers.begin(), offers.end(), [](const Offer& a, const Offer& b) {
        return a.signed_in != b.signed_in ? a.signed_in < b.signed_in : a.rank < b.rank;
    });
    PerDistrict<Money> left;
    for (std::size_t d = 0; d < district_count; ++d) left[d] = world.districts[d].budget.reform;
    for (const Offer& offer : offers) {
        const auto i = static_cast<std::size_t>(offer.cell);
        Cell& cell = world.cells[i];
        std::int16_t& waiting =
            cell.households.exit_signed[static_cast<std::size_t>(offer.household)];
        if (fund(world, cell, offer, left[cell.district])) {
            waiting = 0;
            carry_out(cell, world.events[i], offer);
        } else {
            waiting = offer.signed_in;
            ++world.events[i].unfunded_offers;
        }
    }
}

double dispute_rate(const Cell& cell, const Case& given) {
    // The exchange's handling of complaints is what the reform of disputes consists of.
    const double without = base_values<Levers>().dispute;
    return cell.on_exchange ? given.settings.levers[cell.district].dispute : without;
}

void pay_dispute(Cell& cell, std::size_t k, Money cost, Ledger& ledger,
                 std::vector<OrganisationCost>& organisations) {
    Households& households = cell.households;
    const Row lessor = cell.leases.lessor[k], lessee = cell.leases.lessee[k];
    if (lessor == reserve_lessor) {
        cell.collective_cash -= cost;
        ledger.pay_out(Item::collective_dispute_cost, cell.district, cost);
    } else {
        households.cash[static_cast<std::size_t>(lessor)] -= cost;
        households.property[static_cast<std::size_t>(lessor)] -= cost;
        ledger.pay_out(Item::dispute_cost, cell.district, cost);
    }
    if (is_organisation(lessee)) {
        organisations.push_back({organisation_of(lessee), cost});
    } else {
        households.cash[static_cast<std::size_t>(lessee)] -= cost;
        households.business[static_cast<std::size_t>(lessee)] -= cost;
        ledger.pay_out(Item::dispute_cost, cell.district, cost);
    }
}

/// Each contract in force is in dispute with a small probability; that costs both sides, and the
/// rent of the year is frozen.
void dispute(Cell& cell, CellEvents& events, const Case& given, Ledger& ledger,
             std::vector<OrganisationCost>& organisations) {
    const double rate = dispute_rate(cell, given);
    const Money cost = yuan(given.settings.coefficients.dispute_cost * given.world.zone.cpi);
    Leases& leases = cell.leases;
    // One draw a village and year; each contract's luck is mixed from it, at a fifth of the cost.
    const auto words = given.draws.bits(cell.key, given.world.year, draw_contract_dispute);
    const Key luck = (std::uint64_t{words[0]} << 32) | words[1];
    for (std::size_t k = 0; k < leases.size(); ++k) {
        if (leases.last_year[k] < given.world.year) continue;
        const Row lessor = leases.lessor[k];
        const Key key = lessor == reserve_lessor
                            ? cell.key
                            : cell.households.key[static_cast<std::size_t>(lessor)];
        // Rows move; area and end identify a contract of a lessor.
        const auto contract = static_cast<std::uint32_t>(leases.area[k].count) ^
                              (static_cast<std::uint32_t>(leases.last_year[k]) << 20);
        if (fixed_trait(key ^ luck, contract) >= rate) continue;
        ++events.disputes;
        leases.disputed_in[k] = static_cast<std::int16_t>(given.world.year);
        pay_dispute(cell, k, cost, ledger, organisations);
    }
}

/// A member who may buy the seller's shares: four addressed tries.
Row buyer_of(const Cell& cell, std::size_t seller, Money price, const Case& given) {
    const Households& households = cell.households;
    for (std::uint32_t attempt = 0; attempt < 4; ++attempt) {
        const double u = given.draws.uniform(households.key[seller], given.world.year,
                                             draw_share_buyer, attempt);
        const auto h = static_cast<std::size_t>(u * static_cast<double>(households.size()));
        const bool member = h != seller && (households.rights[h] & member_share);
        if (member && households.cash[h] >= price && households.shares[h] < 100)
            return static_cast<Row>(h);
    }
    return no_row;
}

/// Sales of shares among members at eight dividends; without dividends there is no price.
void trade_shares(Cell& cell, CellEvents& events, const Case& given, Ledger& ledger) {
    const double open = given.settings.levers[cell.district].share_trade;
    if (cell.share_dividend.count <= 0 || village_draw(cell, given.items.transfer) >= open) return;
    Households& households = cell.households;
    for (std::size_t h = 0; h < households.size(); ++h) {
        if (!(households.rights[h] & member_share)) continue;
        const double u = given.draws.uniform(households.key[h], given.world.year, draw_share_sale);
        if (u >= given.settings.coefficients.share_sales) continue;
        const Money price = worth_of_shares(cell, h);
        const Row buyer = buyer_of(cell, h, price, given);
        if (buyer == no_row) continue;
        const auto b = static_cast<std::size_t>(buyer);
        households.cash[h] += price;
        households.cash[b] -= price;
        ledger.post(Item::share_sale, cell.district, cell.district, price);
        households.shares[b] =
            static_cast<std::uint8_t>(households.shares[b] + households.shares[h]);
        households.shares[h] = 0;
        households.rights[h] =
            static_cast<std::uint8_t>(households.rights[h] & ~unsigned{member_share});
        ++events.share_sales;
    }
}

void offer_in_all(const World& world, const Settings& settings, const Draws& draws,
                  const Items& items, std::vector<Offer>& all) {
    std::vector<std::vector<Offer>> offers(world.cells.size());
    parallel_for(world.cells.size(), [&](std::size_t i) {
        if (world.cells[i].is_village())
            collect_offers(world.cells[i], world, settings, draws, items, offers[i]);
    });
    for (std::size_t i = 0; i < offers.size(); ++i) {
        for (Offer& offer : offers[i]) {
            offer.cell = static_cast<std::int32_t>(i);
            all.push_back(offer);
        }
    }
}

void pay_organisations(World& world,
                       const std::vector<std::vector<OrganisationCost>>& costs_by_cell) {
    Organisations& organisations = world.organisations;
    for (const auto& costs : costs_by_cell) {
        for (const OrganisationCost& cost : costs) {
            const auto o = static_cast<std::size_t>(cost.organisation);
            organisations.cash[o] -= cost.amount;
            const auto home = static_cast<std::size_t>(organisations.home_cell[o]);
            world.ledger.pay_out(Item::organisation_dispute_cost, world.cells[home].district,
                                 cost.amount);
        }
    }
}

}  // namespace

Items items_of_plan() {
    return {plan_item_index("T1.1"), plan_item_index("T1.2"), plan_item_index("T1.3"),
            plan_item_index("T1.6"), plan_item_index("T1.7"), plan_item_index("T1.8")};
}

std::int64_t violations(const Cell& cell, const Holdings& before) {
    const Holdings now = holdings_of(cell);
    std::int64_t wrong = 0, contract = 0, qualifications = 0, use = 0, share = 0;
    for (std::size_t k = 0; k < cell.exits.size(); ++k) {
        const unsigned given_up = bundle_rights[cell.exits.bundle[k]];
        wrong += !(cell.exits.value[k] >= cell.exits.keep[k]) ||
                 cell.exits.paid[k] < cell.exits.floor[k];
        contract += (given_up & contract_right) != 0;
        qualifications += (given_up & qualification) != 0;
        use += (given_up & house_use) != 0;
        share += (given_up & member_share) != 0;
    }
    const auto unexplained = [](std::int64_t was, std::int64_t is, std::int64_t chosen) {
        const std::int64_t off = was - is - chosen;
        return off < 0 ? -off : off;
    };
    return wrong + unexplained(before.contract, now.contract, contract) +
           unexplained(before.qualification, now.qualification, qualifications) +
           unexplained(before.use, now.use, use) + unexplained(before.share, now.share, share);
}

void transfer(World& world, const Settings& settings, const Draws& draws) {
    const Case given{world, settings, draws, items_of_plan(), townspeople_of(world)};
    const PerDistrict<bool> certifying = advance_certificates(world, settings);
    std::vector<Holdings> before(world.cells.size());
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        if (!cell.is_village()) return;
        table::resize(cell.exits, 0);
        before[i] = holdings_of(cell);
        cell.on_exchange =
            village_draw(cell, given.items.exchange) < settings.exchange[cell.district];
    });
    std::vector<Offer> offers;
    offer_in_all(world, settings, draws, given.items, offers);
    pay_offers(world, offers);
    PerThread<Ledger> ledgers;
    std::vector<std::vector<OrganisationCost>> costs(world.cells.size());
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        if (!cell.is_village()) return;
        CellEvents& events = world.events[i];
        events.rights_violations += violations(cell, before[i]);
        Ledger& ledger = ledgers.mine();
        if (certifying[cell.district])
            certify(cell, given.world.districts[cell.district].house_certified);
        use_houses(cell, events, given.world, settings, ledger, given.townspeople);
        dispute(cell, events, given, ledger, costs[i]);
        trade_shares(cell, events, given, ledger);
    });
    world.ledger += ledgers.total();
    pay_organisations(world, costs);
}

}  // namespace changji::rights
