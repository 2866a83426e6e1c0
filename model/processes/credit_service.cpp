#include <algorithm>

#include "model/base/parallel.hpp"
#include "model/processes/credit.hpp"
#include "model/processes/credit_books.hpp"
#include "model/world/pledges.hpp"

namespace changji::credit {
namespace {

constexpr double bad_harvest = 0.8;        // of a normal one: one instalment is put off, assumption
constexpr double cash_to_creditors = 0.5;  // of a defaulter's cash in a year, assumption
constexpr double hectare_inputs = 5200;    // yuan of 2019, as farm.c0: what renews a loan

bool is_production(LoanPurpose purpose) {
    return purpose == LoanPurpose::farm || purpose == LoanPurpose::business;
}

/// Principal of one cell's loans at the end of the year.
class Collector {
  public:
    Collector(World& world, std::size_t i, const Settings& settings, BranchFlows& flows,
              Ledger& ledger)
        : world_(world),
          cell_(world.cells[i]),
          events_(world.events[i]),
          settings_(settings),
          terms_(village_terms(cell_, settings)),
          flows_(flows),
          ledger_(ledger) {}

    void run() {
        Loans& loans = cell_.loans;
        std::vector<Row> kept;
        for (std::size_t k = 0; k < loans.size(); ++k) {
            if (loans.status[k] == LoanStatus::sold) {
                run_off(k);
            } else if (loans.status[k] == LoanStatus::bad) {
                recover(k);
            } else {
                fall_due(k);
            }
            if (loans.balance[k].count > 0) kept.push_back(static_cast<Row>(k));
        }
        Loans spare;
        if (kept.size() != loans.size()) table::take_rows(loans, kept, spare);
    }

  private:
    std::size_t borrower(std::size_t k) const {
        return static_cast<std::size_t>(cell_.loans.borrower[k]);
    }
    BranchFlow& flow(std::size_t k) { return flows_.of(cell_.loans.lender[k], cell_.district); }

    void pay(std::size_t k, Money amount) {
        cell_.households.cash[borrower(k)] -= amount;
        cell_.loans.balance[k] -= amount;
        if (cell_.loans.lender[k] == informal_lender) {
            ledger_.pay_out(Item::informal_repayment, cell_.district, amount);
        } else {
            ledger_.post(Item::loan_repayment, cell_.district, cell_.district, amount);
            flow(k).repaid += amount;
        }
    }

    void write_off(std::size_t k, Money amount) {
        cell_.loans.balance[k] -= amount;
        if (cell_.loans.lender[k] == informal_lender) return;
        events_.written_off += amount;
        flow(k).written_off += amount;
    }

    void fall_due(std::size_t k) {
        Loans& loans = cell_.loans;
        const Money due = instalment(loans, k, world_.year);
        if (cell_.households.cash[borrower(k)] >= due) {
            pay(k, due);
            if (loans.balance[k].count == 0) renew(k, due);
        } else if (loans.status[k] == LoanStatus::performing && cell_.is_village() &&
                   cell_.yield_factor < bad_harvest) {
            loans.status[k] = LoanStatus::rolled;
            ++loans.last_year[k];
        } else {
            fail(k);
        }
    }

    /// Who has borrowed for the farm and whose cash does not cover its inputs borrows again.
    void renew(std::size_t k, Money last) {
        const Loans& loans = cell_.loans;
        const std::size_t h = borrower(k);
        if (loans.purpose[k] != LoanPurpose::farm || loans.product[k] == LoanProduct::working)
            return;
        const Area operated = cell_.households.operated(static_cast<Row>(h));
        const Money inputs = yuan(hectare_inputs * world_.zone.cpi * in_hectares(operated));
        const int years = loans.last_year[k] - loans.first_year[k] + 1;
        const Money capital = std::min(inputs, Money{last.count * years});
        if (cell_.households.cash[h] >= capital) return;
        Wishes& wishes = cell_.wishes;
        table::resize(wishes, wishes.size() + 1);
        wishes.household.back() = loans.borrower[k];
        wishes.purpose.back() = LoanPurpose::farm;
        wishes.capital.back() = wishes.machinery.back() = capital;
        wishes.gain.back() = static_cast<float>(settings_.coefficients.informal_rate);
    }

    /// Default, (31): the guarantee company pays its share at once.
    void fail(std::size_t k) {
        Loans& loans = cell_.loans;
        loans.status[k] = LoanStatus::bad;
        loans.bad_since[k] = static_cast<std::int16_t>(world_.year);
        if (loans.lender[k] == informal_lender) return;
        events_.defaulted += loans.balance[k];
        if (!loans.guaranteed[k]) return;
        const Money covered = scaled(loans.balance[k], settings_.coefficients.guarantee_share);
        const Money outside = scaled(covered, settings_.levers[cell_.district].reguarantee);
        loans.balance[k] -= covered;
        loans.guaranteed[k] = 0;
        const std::size_t d = index(cell_.district);
        ledger_.post(Item::guarantee_payment, d, d, covered);
        ledger_.receive(Item::reguarantee, cell_.district, outside);
        flow(k).covered += covered;
        flows_.of(guarantee_lender, cell_.district).paid += covered;
        flows_.of(guarantee_lender, cell_.district).reguaranteed += outside;
    }

    /// In the year after default what cannot be enforced is written off; the rest is collected.
    void recover(std::size_t k) {
        Loans& loans = cell_.loans;
        const int age = world_.year - loans.bad_since[k];
        if (age == 1) write_off(k, scaled(loans.balance[k], 1 - terms_.recovery));
        const Money cash = std::max(Money{}, cell_.households.cash[borrower(k)]);
        const Money got = std::min(loans.balance[k], scaled(cash, cash_to_creditors));
        pay(k, got);
        if (loans.lender[k] != informal_lender) events_.recovered += got;
        if (age >= settings_.coefficients.recovery_years) write_off(k, loans.balance[k]);
    }

    /// What the asset manager paid for a claim runs off evenly; its rents are booked as they come.
    void run_off(std::size_t k) {
        Loans& loans = cell_.loans;
        const int left = loans.last_year[k] - world_.year + 1;
        const Money part = left <= 1 ? loans.balance[k] : Money{loans.balance[k].count / left};
        loans.balance[k] -= part;
        flow(k).returned += part;
    }

    World& world_;
    Cell& cell_;
    CellEvents& events_;
    const Settings& settings_;
    VillageTerms terms_;
    BranchFlows& flows_;
    Ledger& ledger_;
};

/// A household is not left with less than nothing: relatives and moneylenders help.
void cover_shortfalls(Cell& cell, CellEvents& events, int year, const Coefficients& c,
                      Ledger& ledger) {
    Households& households = cell.households;
    for (std::size_t h = 0; h < households.size(); ++h) {
        if (households.cash[h].count >= 0) continue;
        const Money amount = -households.cash[h];
        households.cash[h] = Money{};
        ledger.receive(Item::informal_loan, cell.district, amount);
        Loans& loans = cell.loans;
        table::resize(loans, loans.size() + 1);
        loans.borrower.back() = static_cast<Row>(h);
        loans.lender.back() = informal_lender;
        loans.product.back() = LoanProduct::informal;
        loans.purpose.back() = LoanPurpose::shortfall;
        loans.first_year.back() = static_cast<std::int16_t>(year);
        loans.last_year.back() = static_cast<std::int16_t>(year + 1);
        loans.rate.back() = static_cast<float>(c.informal_rate);
        loans.balance.back() = amount;
        events.lent[index(LoanProduct::informal)] += amount;
        ++events.loans_made[index(LoanProduct::informal)];
    }
}

/// A bad loan with pledged land that the asset manager may buy.
struct Offer {
    std::size_t cell = 0, loan = 0;
    Key rank = 0;
    Money price;
};

std::vector<Offer> offers_of(const World& world, const Settings& settings) {
    std::vector<Offer> offers;
    for (std::size_t i = 0; i < world.cells.size(); ++i) {
        const Cell& cell = world.cells[i];
        const Loans& loans = cell.loans;
        const Levers& l = settings.levers[cell.district];
        for (std::size_t k = 0; k < loans.size(); ++k) {
            if (loans.status[k] != LoanStatus::bad || loans.bad_since[k] != world.year ||
                loans.pledged[k].count == 0 || loans.balance[k].count == 0)
                continue;
            const int term = loans.last_year[k] - loans.first_year[k] + 1;
            const double years = std::min<double>(term, l.income_years);
            const Money worth =
                yuan(in_yuan(cell.rent_per_ha) * years * in_hectares(loans.pledged[k]));
            const auto h = static_cast<std::size_t>(loans.borrower[k]);
            offers.push_back({i, k, cell.households.key[h],
                              scaled(std::min(worth, loans.balance[k]), 1 - l.manager_discount)});
        }
    }
    std::sort(offers.begin(), offers.end(), [](const Offer& a, const Offer& b) {
        return a.rank != b.rank ? a.rank < b.rank : a.loan < b.loan;
    });
    return offers;
}

/// The asset manager buys while its cash lasts, district by district. Only the use of the land
/// passes, for no longer than the loan was made for.
void sell_bad_loans(World& world, const Settings& settings) {
    BranchFlows flows;
    PerDistrict<Money> cash;
    for (std::size_t d = 0; d < district_count; ++d)
        cash[d] = world.lenders.cash[branch(manager_lender, district_at(d))];
    for (const Offer& offer : offers_of(world, settings)) {
        Cell& cell = world.cells[offer.cell];
        if (offer.price.count <= 0 || offer.price > cash[cell.district]) continue;
        cash[cell.district] -= offer.price;
        Loans& loans = cell.loans;
        BranchFlow& bank = flows.of(loans.lender[offer.loan], cell.district);
        bank.sold += loans.balance[offer.loan];
        bank.sold_for += offer.price;
        flows.of(manager_lender, cell.district).bought += offer.price;
        world.events[offer.cell].sold_to_manager += loans.balance[offer.loan];
        world.ledger.post(Item::bad_loan_purchase, cell.district, cell.district, offer.price);
        const int term = loans.last_year[offer.loan] - loans.first_year[offer.loan] + 1;
        loans.status[offer.loan] = LoanStatus::sold;
        loans.lender[offer.loan] = manager_lender;
        loans.balance[offer.loan] = offer.price;
        loans.last_year[offer.loan] = static_cast<std::int16_t>(world.year + term);
    }
    enter(world.lenders, flows);
}

}  // namespace

void charge_interest(World& world, const Settings& settings) {
    PerThread<BranchFlows> flows;
    PerThread<Ledger> ledgers;
    const double season = settings.coefficients.working_months / 12;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        const Loans& loans = cell.loans;
        for (std::size_t k = 0; k < loans.size(); ++k) {
            if (!is_owed(loans.status[k])) continue;
            const bool seasonal =
                loans.product[k] == LoanProduct::working && loans.first_year[k] == world.year;
            const Money interest = scaled(
                loans.balance[k], static_cast<double>(loans.rate[k]) * (seasonal ? season : 1));
            const auto h = static_cast<std::size_t>(loans.borrower[k]);
            Households& households = cell.households;
            households.cash[h] -= interest;
            (is_production(loans.purpose[k]) ? households.business : households.property)[h] -=
                interest;
            world.events[i].interest_paid += interest;
            if (loans.lender[k] == informal_lender) {
                ledgers.mine().pay_out(Item::informal_interest, cell.district, interest);
            } else {
                ledgers.mine().post(Item::loan_interest, cell.district, cell.district, interest);
                flows.mine().of(loans.lender[k], cell.district).interest += interest;
            }
        }
    });
    if (world.lenders.size() > 0) enter(world.lenders, flows.total());
    world.ledger += ledgers.total();
}

void collect(World& world, const Settings& settings) {
    PerThread<BranchFlows> flows;
    PerThread<Ledger> ledgers;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        if (cell.loans.size() > 0)
            Collector(world, i, settings, flows.mine(), ledgers.mine()).run();
        cover_shortfalls(cell, world.events[i], world.year, settings.coefficients, ledgers.mine());
        world.events[i].rights_held_by_lenders = rights_held_by_lenders(cell);
    });
    enter(world.lenders, flows.total());
    world.ledger += ledgers.total();
    sell_bad_loans(world, settings);
    close_year(world, settings);
}

}  // namespace changji::credit
