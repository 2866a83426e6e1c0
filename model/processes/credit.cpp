#include "model/processes/credit.hpp"

#include <algorithm>

#include "model/base/parallel.hpp"
#include "model/processes/credit_books.hpp"
#include "model/processes/credit_demand.hpp"
#include "model/scenario/plan_items.hpp"

namespace changji::credit {
namespace {

using Lists = std::vector<std::vector<Application>>;

void begin_year(Lenders& lenders) {
    lenders.loans_before = lenders.loans;
    for (auto* flow :
         {&lenders.lent, &lenders.repaid, &lenders.written_off, &lenders.sold, &lenders.income})
        std::fill(flow->begin(), flow->end(), Money{});
}

/// What came of loans of households that ended this year.
void close_estates(World& world) {
    BranchFlows flows;
    for (Cell& cell : world.cells) {
        for (std::size_t lender = 0; lender < lender_count; ++lender) {
            BranchFlow& flow = flows.of(lender, cell.district);
            flow.repaid += cell.estate_repaid[lender];
            (lender == manager_lender ? flow.returned : flow.written_off) +=
                cell.estate_lost[lender];
        }
        cell.estate_repaid = cell.estate_lost = {};
    }
    enter(world.lenders, flows);
}

Lists collect_applications(World& world, const Settings& settings, const Draws& draws,
                           PerDistrict<Money>& guaranteed) {
    Market market{world, settings, draws, {}};
    for (std::size_t d = 0; d < district_count; ++d)
        market.banks[d] = bank_weights(world, district_at(d));
    Lists lists(world.cells.size());
    std::vector<Money> covered(world.cells.size());
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        for (std::size_t k = 0; k < cell.loans.size(); ++k)
            if (cell.loans.guaranteed[k] && is_owed(cell.loans.status[k]))
                covered[i] += scaled(cell.loans.balance[k], settings.coefficients.guarantee_share);
        apply(cell, i, market, lists[i]);
    });
    for (std::size_t i = 0; i < covered.size(); ++i)
        guaranteed[world.cells[i].district] += covered[i];
    return lists;
}

/// Policy credit is split by district on registered population and by bank on clients.
Capacity capacity_of(const World& world, const Settings& settings, std::size_t bank, District d,
                     double district_share) {
    const Levers& l = settings.levers[d];
    const auto weights = bank_weights(world, d);
    double all = 0;
    for (const double w : weights) all += w;
    return {room_of_branch(world, settings, branch(bank, d)),
            yuan(l.policy_credit * district_share * sample_scale(world, d) * weights[bank] / all)};
}

/// Guarantees district by district, then each branch on its own: no queue crosses branches.
void decide(const World& world, const Settings& settings, const PerDistrict<Money>& guaranteed,
            Lists& lists) {
    PerDistrict<std::vector<Application*>> by_district;
    std::array<std::vector<Application*>, bank_count * district_count> by_branch;
    for (auto& list : lists) {
        for (Application& a : list) {
            by_district[a.district].push_back(&a);
            by_branch[branch(a.bank, a.district)].push_back(&a);
        }
    }
    const Coefficients& c = settings.coefficients;
    parallel_for(district_count, [&](std::size_t d) {
        const Money capital = world.lenders.equity[branch(guarantee_lender, district_at(d))];
        const Money most = scaled(capital, settings.levers[d].guarantee_leverage) - guaranteed[d];
        grant_guarantees(by_district[d], std::max(Money{}, most), c.guarantee_share);
    });
    const PerDistrict<double> shares = district_shares(world);
    parallel_for(by_branch.size(), [&](std::size_t b) {
        const District d = district_at(b % district_count);
        const Capacity capacity = capacity_of(world, settings, b / district_count, d, shares[d]);
        approve(by_branch[b], capacity, c.product_quota, settings.levers[d].policy_spread);
    });
}

void add_loan(Cell& cell, const Application& a, int year) {
    Loans& loans = cell.loans;
    table::resize(loans, loans.size() + 1);
    const auto h = static_cast<std::size_t>(a.household);
    loans.borrower.back() = a.household;
    loans.lender.back() = a.bank;
    loans.product.back() = a.product;
    loans.purpose.back() = a.purpose;
    loans.status.back() = LoanStatus::performing;
    loans.guaranteed.back() = a.guaranteed ? 1 : 0;
    loans.held.back() =
        static_cast<std::uint8_t>(cell.households.rights[h] & (contract_right | qualification));
    loans.first_year.back() = static_cast<std::int16_t>(year);
    loans.last_year.back() = static_cast<std::int16_t>(a.years == 0 ? year : year + a.years - 1);
    loans.bad_since.back() = 0;
    loans.rate.back() = static_cast<float>(a.rate);
    loans.balance.back() = a.amount;
    loans.pledged.back() = a.pledged;
}

/// One cell's loans are paid out, projects that need their money whole are carried out.
class Payout {
  public:
    Payout(World& world, std::size_t i, const Settings& settings, BranchFlows& flows,
           Ledger& ledger)
        : world_(world),
          cell_(world.cells[i]),
          events_(world.events[i]),
          settings_(settings),
          flows_(flows),
          ledger_(ledger) {}

    void run(const std::vector<Application>& list) {
        std::size_t a = 0;
        Wishes& wishes = cell_.wishes;
        for (std::size_t w = 0; w < wishes.size(); ++w) {
            const std::size_t first = a;
            Money granted, asked;
            for (; a < list.size() && list[a].wish == static_cast<std::int32_t>(w); ++a) {
                asked += list[a].amount;
                if (list[a].granted) granted += list[a].amount;
            }
            if (wishes.household[w] < 0) continue;
            answer(w, {list.data() + first, list.data() + a}, asked, granted);
        }
        keep_granted(wishes);
    }

  private:
    struct Range {
        const Application *begin, *end;
    };

    void answer(std::size_t w, Range pieces, Money asked, Money granted) {
        Wishes& wishes = cell_.wishes;
        const Money need = need_of(cell_, w);
        const bool whole = all_or_nothing(wishes.purpose[w]);
        if (asked.count > 0) {
            ++events_.applicants;
            events_.applied += asked;
        }
        if (whole ? granted < need : granted.count == 0) {
            if (!whole) borrow_informally(w, asked);
            return;
        }
        if (asked.count > 0) ++events_.borrowers_served;  // others have saved it meanwhile
        events_.granted += granted;
        for (const Application* a = pieces.begin; a != pieces.end; ++a)
            if (a->granted) pay_out(*a);
        if (wishes.purpose[w] == LoanPurpose::home) buy_home(w);
        if (wishes.purpose[w] == LoanPurpose::business) wishes.granted[w] = 1;
    }

    void pay_out(const Application& a) {
        const Levers& l = settings_.levers[cell_.district];
        const auto h = static_cast<std::size_t>(a.household);
        const bool secured =
            a.product != LoanProduct::unsecured && a.product != LoanProduct::working;
        const Money registration = secured ? scaled(a.amount, l.registration) : Money{};
        const Money fee = a.guaranteed ? scaled(a.amount, l.guarantee_fee) : Money{};
        Households& households = cell_.households;
        households.cash[h] += a.amount - registration - fee;
        (a.purpose == LoanPurpose::home ? households.property : households.business)[h] -=
            registration + fee;
        const std::size_t d = index(cell_.district);
        ledger_.post(Item::loan_paid_out, d, d, a.amount);
        ledger_.pay_out(Item::loan_registration, cell_.district, registration);
        ledger_.post(Item::guarantee_fee, d, d, fee);
        flows_.of(a.bank, cell_.district).lent += a.amount;
        flows_.of(guarantee_lender, cell_.district).fees += fee;
        add_loan(cell_, a, world_.year);
        events_.lent[index(a.product)] += a.amount;
        ++events_.loans_made[index(a.product)];
        events_.rate_times_lent += scaled(a.amount, a.rate);
        if (!a.guaranteed) return;
        events_.guaranteed_lent += a.amount;
        events_.rate_times_guaranteed += scaled(a.amount, a.rate);
    }

    /// Moneylenders meet a part of what banks did not, if the project bears their rate.
    void borrow_informally(std::size_t w, Money refused) {
        const Coefficients& c = settings_.coefficients;
        if (static_cast<double>(cell_.wishes.gain[w]) < c.informal_rate) return;
        Application a;
        a.household = cell_.wishes.household[w];
        a.bank = informal_lender;
        a.product = LoanProduct::informal;
        a.purpose = cell_.wishes.purpose[w];
        a.amount = scaled(refused, c.informal_share);
        a.rate = c.informal_rate;
        if (a.amount < yuan(c.smallest * world_.zone.cpi)) return;
        cell_.households.cash[static_cast<std::size_t>(a.household)] += a.amount;
        ledger_.receive(Item::informal_loan, cell_.district, a.amount);
        add_loan(cell_, a, world_.year);
        events_.lent[index(a.product)] += a.amount;
        ++events_.loans_made[index(a.product)];
    }

    void buy_home(std::size_t w) {
        const auto h = static_cast<std::size_t>(cell_.wishes.household[w]);
        const Money due = cell_.wishes.capital[w];
        cell_.households.cash[h] -= due;
        cell_.households.traits[h] |= urban_home;
        ledger_.pay_out(Item::home_purchase, cell_.district, due);
    }

    /// Businesses that can start this year; all other wishes have been heard.
    static void keep_granted(Wishes& wishes) {
        std::vector<Row> kept;
        for (std::size_t w = 0; w < wishes.size(); ++w)
            if (wishes.granted[w]) kept.push_back(static_cast<Row>(w));
        Wishes spare;
        table::take_rows(wishes, kept, spare);
    }

    World& world_;
    Cell& cell_;
    CellEvents& events_;
    const Settings& settings_;
    BranchFlows& flows_;
    Ledger& ledger_;
};

}  // namespace

void lend(World& world, const Settings& settings, const Draws& draws) {
    begin_year(world.lenders);
    close_estates(world);
    pay_in_capital(world, settings);
    PerDistrict<Money> guaranteed;
    Lists lists = collect_applications(world, settings, draws, guaranteed);
    decide(world, settings, guaranteed, lists);
    PerThread<BranchFlows> flows;
    PerThread<Ledger> ledgers;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        if (world.cells[i].wishes.size() == 0) return;
        Payout(world, i, settings, flows.mine(), ledgers.mine()).run(lists[i]);
    });
    enter(world.lenders, flows.total());
    world.ledger += ledgers.total();
}

}  // namespace changji::credit
