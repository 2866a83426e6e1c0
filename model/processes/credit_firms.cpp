#include <algorithm>

#include "model/base/parallel.hpp"
#include "model/processes/credit.hpp"
#include "model/processes/credit_books.hpp"
#include "model/processes/credit_queue.hpp"
#include "model/zone/decision.hpp"

namespace changji::credit {
namespace {

constexpr double term_land = 10;  // years, assumption

/// Purchases of this year that a bank may refinance.
std::vector<Application> purchases(const World& world, const Settings& settings) {
    const Coefficients& c = settings.coefficients;
    const Parcels& parcels = world.parcels;
    const Firms& firms = world.firms;
    std::vector<Application> list;
    for (std::size_t p = 0; p < parcels.size(); ++p) {
        if (parcels.year_entered[p] != world.year || parcels.mode[p] != LandMode::transfer ||
            parcels.holder[p] < 0)
            continue;
        const auto f = static_cast<std::size_t>(parcels.holder[p]);
        const District d = firms.district[f];
        const double value = in_yuan(parcels.price[p]) * in_hectares(parcels.area[p]);
        const double surplus = in_yuan(firms.value_added[f] - firms.wage_bill[f]);
        const double burden = c.funding_rate + c.margin + 1 / term_land;
        const double most = std::max(0.0, c.service_cap * surplus / burden);
        const double amount = std::min(land_loan_share(settings, d) * value, most);
        if (amount < c.smallest * world.zone.cpi) continue;
        Application a;
        a.household = static_cast<Row>(f);
        a.district = d;
        a.product = LoanProduct::construction_land;
        a.purpose = LoanPurpose::business;
        a.years = static_cast<std::int16_t>(term_land);
        a.amount = yuan(amount);
        a.bank = bank_of(firms.key[f], bank_weights(world, d));
        a.rank =
            derived_key(parcels.key[p], static_cast<std::uint32_t>(world.year), draw_credit_rank);
        const Quote quote{amount / world.zone.cpi,
                          default_probability({burden * amount / std::max(1.0, surplus)}, c),
                          1 - settings.resale_recovery[d], settings.levers[d].operating_cost,
                          false};
        a.price = price_of(quote, c);
        a.price.rate += settings.levers[d].spread_shock;
        list.push_back(a);
    }
    return list;
}

/// The bank pays the firm, which gives its owners back what they had put in for the land.
void pay_out(World& world, const Application& a, BranchFlows& flows) {
    const std::size_t d = index(a.district);
    world.ledger.post(Item::firm_loan, d, d, a.amount);
    world.ledger.pay_out(Item::owner_land_repaid, a.district, a.amount);
    flows.of(a.bank, a.district).lent += a.amount;
    Loans& loans = world.loans;
    table::resize(loans, loans.size() + 1);
    loans.borrower.back() = a.household;
    loans.lender.back() = a.bank;
    loans.product.back() = a.product;
    loans.purpose.back() = a.purpose;
    loans.first_year.back() = static_cast<std::int16_t>(world.year);
    loans.last_year.back() = static_cast<std::int16_t>(world.year + a.years - 1);
    loans.rate.back() = static_cast<float>(a.rate);
    loans.balance.back() = a.amount;
}

/// A firm that has closed: what its land brings goes to the bank, the rest is lost.
void close_loan(World& world, std::size_t k, const Settings& settings, BranchFlows& flows) {
    Loans& loans = world.loans;
    const District d = world.firms.district[static_cast<std::size_t>(loans.borrower[k])];
    const Money got = scaled(loans.balance[k], settings.resale_recovery[d]);
    BranchFlow& flow = flows.of(loans.lender[k], d);
    world.ledger.receive(Item::pledge_sale, d, got);
    flow.repaid += got;
    flow.written_off += loans.balance[k] - got;
    loans.balance[k] = Money{};
}

}  // namespace

double land_loan_share(const Settings& settings, District d) {
    const Levers& l = settings.levers[d];
    return l.land_entered_eligible * l.land_entered_ltv * (1 - settings.tenure_discount[d]);
}

void lend_for_land(World& world, const Settings& settings) {
    std::vector<Application> list = purchases(world, settings);
    if (list.empty()) return;
    std::array<std::vector<Application*>, bank_count * district_count> by_branch;
    for (Application& a : list) by_branch[branch(a.bank, a.district)].push_back(&a);
    for (std::size_t b = 0; b < by_branch.size(); ++b) {
        // Policy credit of the year has gone to farms and start-ups in spring.
        approve(by_branch[b], {room_of_branch(world, settings, b), Money{}}, 1, 0);
    }
    BranchFlows flows;
    for (const Application& a : list)
        if (a.granted) pay_out(world, a, flows);
    enter(world.lenders, flows);
}

void serve_firm_loans(World& world, const Settings& settings) {
    Loans& loans = world.loans;
    if (loans.size() == 0) return;
    Firms& firms = world.firms;
    BranchFlows flows;
    std::vector<Row> kept;
    for (std::size_t k = 0; k < loans.size(); ++k) {
        const auto f = static_cast<std::size_t>(loans.borrower[k]);
        const District d = firms.district[f];
        if (!firms.open[f]) {
            close_loan(world, k, settings, flows);
            continue;
        }
        const Money interest = scaled(loans.balance[k], static_cast<double>(loans.rate[k]));
        const Money due = instalment(loans, k, world.year);
        firms.cash[f] -= interest + due;
        loans.balance[k] -= due;
        world.ledger.post(Item::firm_loan_interest, d, d, interest);
        world.ledger.post(Item::firm_loan_repayment, d, d, due);
        flows.of(loans.lender[k], d).interest += interest;
        flows.of(loans.lender[k], d).repaid += due;
        if (loans.balance[k].count > 0) kept.push_back(static_cast<Row>(k));
    }
    Loans spare;
    if (kept.size() != loans.size()) table::take_rows(loans, kept, spare);
    enter(world.lenders, flows);
}

}  // namespace changji::credit
