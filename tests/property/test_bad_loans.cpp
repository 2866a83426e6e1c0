#include <gtest/gtest.h>

#include "model/processes/credit.hpp"
#include "model/processes/credit_books.hpp"
#include "model/simulation/credit_audit.hpp"
#include "tests/support/farm_year.hpp"

/// Default, guarantee, sale to the asset manager and the lease of pledged land; firms' loans.
namespace changji {
namespace {

credit::Settings credit_rules() {
    credit::Settings rules = test::base_settings<credit::Settings>();
    for (double& share : rules.resale_recovery) share = 0.35;
    return rules;
}

/// A countryside with the loans of 2019, in which some farms have pledged their land.
struct Village {
    World world = test::opened({12, 60, 21});
    test::Rules farms;
    credit::Settings rules = credit_rules();
    std::size_t cell = 0, borrower = 0;

    Village() {
        for (auto& district : world.totals) district[0].registered = 1000;
        for (Cell& c : world.cells)
            for (std::uint8_t& rights : c.households.rights)
                rights = contract_right | qualification;
        credit::open_loans(world, rules, farms.draws);
        pledge();
        credit::open_lenders(world, rules);
        ++world.year;
    }
    /// The first loan of a farm that only works its own land is on that land; all others can pay.
    void pledge() {
        for (Cell& c : world.cells)
            for (Money& cash : c.households.cash) cash += yuan(1'000'000);
        for (cell = 0; cell < world.cells.size(); ++cell) {
            Cell& c = world.cells[cell];
            for (std::size_t k = 0; k < c.loans.size(); ++k) {
                borrower = static_cast<std::size_t>(c.loans.borrower[k]);
                const Households& h = c.households;
                if (h.leased_out[borrower].count > 0 || h.leased_in[borrower].count > 0) continue;
                c.loans.product[k] = LoanProduct::contracted_land;
                c.loans.pledged[k] = scaled(h.contracted[borrower], 0.667);
                c.loans.balance[k] = yuan(6000);
                c.loans.first_year[k] = first_year;
                c.loans.last_year[k] = first_year + 4;
                c.households.cash[borrower] = Money{};
                return;
            }
        }
        FAIL() << "nobody has pledged land";
    }
    void collect() {
        world.events.assign(world.cells.size(), {});
        credit::lend(world, rules, farms.draws);
        world.cells[cell].households.cash[borrower] = Money{};
        credit::collect(world, rules);
        credit_audit::close(world);
    }
    /// The pledged loan, or the size of the table.
    std::size_t loan() const {
        const Loans& loans = world.cells[cell].loans;
        std::size_t k = 0;
        while (k < loans.size() &&
               (loans.borrower[k] != static_cast<Row>(borrower) || loans.pledged[k].count == 0))
            ++k;
        return k;
    }
};

TEST(BadLoans, WithoutCashTheLoanIsBadAndIsCollectedLater) {
    Village v;
    v.collect();
    Loans& loans = v.world.cells[v.cell].loans;
    ASSERT_LT(v.loan(), loans.size());
    EXPECT_EQ(loans.status[v.loan()], LoanStatus::bad);
    EXPECT_EQ(loans.balance[v.loan()], yuan(6000));
    EXPECT_EQ(v.world.events[v.cell].defaulted, yuan(6000));
    ++v.world.year;
    v.world.events.assign(v.world.cells.size(), {});
    credit::lend(v.world, v.rules, v.farms.draws);
    v.world.cells[v.cell].households.cash[v.borrower] = yuan(1000);
    credit::collect(v.world, v.rules);
    credit_audit::close(v.world);
    // 65 % are written off, half of the debtor's cash is taken.
    EXPECT_EQ(v.world.cells[v.cell].loans.balance[v.loan()], yuan(6000 * 0.35 - 500));
    EXPECT_EQ(v.world.cells[v.cell].households.cash[v.borrower], yuan(500));
}

TEST(BadLoans, AfterABadHarvestAnInstalmentIsPutOffOnce) {
    Village v;
    v.world.cells[v.cell].yield_factor = 0.5;
    v.collect();
    EXPECT_EQ(v.world.cells[v.cell].loans.status[v.loan()], LoanStatus::rolled);
    ++v.world.year;
    v.collect();
    EXPECT_EQ(v.world.cells[v.cell].loans.status[v.loan()], LoanStatus::bad);
}

TEST(BadLoans, TheGuaranteeCompanyPaysItsShare) {
    Village v;
    v.world.cells[v.cell].loans.guaranteed[v.loan()] = 1;
    const District d = v.world.cells[v.cell].district;
    const Money before = v.world.lenders.equity[branch(guarantee_lender, d)];
    for (auto& l : v.rules.levers) l.reguarantee = 0.25;
    v.collect();
    EXPECT_EQ(v.world.cells[v.cell].loans.balance[v.loan()], yuan(1200));
    EXPECT_EQ(v.world.lenders.equity[branch(guarantee_lender, d)],
              before - yuan(4800) + yuan(1200) + v.world.ledger.total(Item::guarantee_fee));
}

TEST(BadLoans, TheAssetManagerBuysAndLetsTheUseOfTheLandOnly) {
    Village plain, v;
    for (auto& l : v.rules.levers) l.manager_capital = 3e8;
    plain.collect();
    v.collect();
    Cell& cell = v.world.cells[v.cell];
    const std::size_t k = v.loan();
    ASSERT_EQ(cell.loans.status[k], LoanStatus::sold);
    EXPECT_EQ(cell.loans.lender[k], manager_lender);
    EXPECT_EQ(cell.loans.balance[k], yuan(6000 * 0.7));
    EXPECT_EQ(v.world.ledger.total(Item::bad_loan_purchase), yuan(4200));
    EXPECT_EQ(plain.world.cells[plain.cell].loans.status[plain.loan()], LoanStatus::bad);
    const Area contracted = cell.households.contracted[v.borrower];
    test::one_year(v.world, v.farms);
    Area let;
    for (std::size_t n = 0; n < cell.leases.size(); ++n) {
        if (!cell.leases.assigned[n]) continue;
        let += cell.leases.area[n];
        EXPECT_EQ(cell.leases.lessor[n], static_cast<Row>(v.borrower));
        EXPECT_LE(cell.leases.last_year[n], cell.loans.last_year[k]);
    }
    EXPECT_GT(let.count, 0);
    EXPECT_LE(let, cell.loans.pledged[k]);
    EXPECT_EQ(cell.households.contracted[v.borrower], contracted);
    const Money rents = v.world.ledger.total(Item::assigned_rent) +
                        v.world.ledger.total(Item::organisation_assigned_rent);
    EXPECT_GT(rents.count, 0);
    EXPECT_EQ(v.world.ledger.net(Holder::asset_manager, cell.district), rents);
}

struct LandBuyer {
    World world;
    credit::Settings rules = credit_rules();
    LandBuyer() {
        world.year = 2022;
        for (auto& weight : world.weight) weight = {1, 1};
        table::resize(world.firms, 1);
        Firms& firms = world.firms;
        firms.key[0] = 77;
        firms.open[0] = 1;
        firms.value_added[0] = yuan(2e6);
        firms.wage_bill[0] = yuan(5e5);
        firms.cash[0] = yuan(1e5);
        table::resize(world.parcels, 1);
        Parcels& parcels = world.parcels;
        parcels.year_entered[0] = 2022;
        parcels.in_force[0] = 1;
        parcels.area[0] = hectares(0.5);
        parcels.price[0] = yuan(2e6);
        credit::found_lenders(world);
        for (std::size_t bank = 0; bank < listed_banks; ++bank) {
            const std::size_t b = branch(bank, District::jiutai);
            world.lenders.cash[b] = world.lenders.equity[b] = yuan(1e6);
        }
        for (auto& l : rules.levers) {
            l.land_entered_eligible = 1;
            l.land_entered_ltv = 0.6;
        }
        for (double& discount : rules.tenure_discount) discount = 0.05;
    }
};

TEST(LandLoans, AFirmBorrowsOnWhatItHasBoughtAndServesTheLoan) {
    LandBuyer b;
    credit::lend_for_land(b.world, b.rules);
    ASSERT_EQ(b.world.loans.size(), 1u);
    const Money lent = yuan(0.6 * 0.95 * 1e6);
    EXPECT_EQ(b.world.loans.balance[0], lent);
    EXPECT_EQ(b.world.firms.cash[0], yuan(1e5));  // the owners have theirs back
    EXPECT_EQ(b.world.ledger.total(Item::owner_land_repaid), lent);
    credit_audit::close(b.world);
    credit::serve_firm_loans(b.world, b.rules);
    EXPECT_EQ(b.world.loans.balance[0], lent - Money{lent.count / 10});
    EXPECT_EQ(b.world.firms.cash[0] - yuan(1e5),
              b.world.ledger.net(Holder::firm, District::jiutai));
    credit_audit::close(b.world);
}

TEST(LandLoans, EqualTenureAndLoanToValueRaiseTheLoan) {
    const auto lent = [](double discount, double ltv) {
        LandBuyer b;
        for (double& x : b.rules.tenure_discount) x = discount;
        for (auto& l : b.rules.levers) l.land_entered_ltv = ltv;
        credit::lend_for_land(b.world, b.rules);
        return b.world.ledger.total(Item::firm_loan);
    };
    EXPECT_GT(lent(0.05, 0.6), lent(0.3, 0.6));
    EXPECT_GT(lent(0.3, 0.6), lent(0.3, 0.3));
    EXPECT_EQ(lent(0.3, 0), Money{});
}

TEST(LandLoans, TheLandOfAClosedFirmBringsWhatIsRecovered) {
    LandBuyer b;
    credit::lend_for_land(b.world, b.rules);
    const Money lent = b.world.loans.balance[0];
    b.world.firms.open[0] = 0;
    credit::serve_firm_loans(b.world, b.rules);
    EXPECT_EQ(b.world.loans.size(), 0u);
    EXPECT_EQ(b.world.ledger.total(Item::pledge_sale), scaled(lent, 0.35));
    credit_audit::close(b.world);
}

}  // namespace
}  // namespace changji
