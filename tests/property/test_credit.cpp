#include <gtest/gtest.h>

#include "model/base/check.hpp"
#include "model/scenario/plan_items.hpp"
#include "model/simulation/credit_audit.hpp"
#include "tests/support/opened_world.hpp"

/// Credit over whole years of sampled worlds; the audit closes every balance sheet every year.
namespace changji {
namespace {

using test::after_years;
using test::opened_sample;
using test::shipped_scenario;

constexpr int years = 3;

Scenario with(Scenario scenario, std::string_view key, double value) {
    for (std::size_t i = 0; i < all_parameters().size(); ++i) {
        if (all_parameters()[i].key != key) continue;
        for (Path& path : scenario.values[i]) path = Path{{{first_year, value}}};
    }
    return scenario;
}

/// Sums of some years of a scenario.
struct Sums {
    double lent = 0, rate_times_lent = 0, secured = 0, stock = 0, defaulted = 0, bad = 0, sold = 0;
    double informal = 0, guaranteed = 0, largest_ha = 0, applied = 0, policy = 0;
    std::int64_t rights = 0, served = 0, applicants = 0;
    double rate() const { return rate_times_lent / lent; }
};

Sums run(const Scenario& scenario, int count = years) {
    World world = opened_sample().world;
    Sums sums;
    for (int y = 0; y < count; ++y) {
        world = after_years(std::move(world), scenario, 1, Draws{1, 0});
        sums.bad = sums.stock = 0;
        for (const CellEvents& e : world.events) {
            for (std::size_t p = 0; p < loan_product_count; ++p) {
                const double lent = in_yuan(e.lent[p]);
                const auto product = static_cast<LoanProduct>(p);
                (product == LoanProduct::informal ? sums.informal : sums.lent) += lent;
                if (product == LoanProduct::contracted_land || product == LoanProduct::house ||
                    product == LoanProduct::share || product == LoanProduct::pooled)
                    sums.secured += lent;
            }
            sums.rate_times_lent += in_yuan(e.rate_times_lent);
            sums.defaulted += in_yuan(e.defaulted);
            sums.sold += in_yuan(e.sold_to_manager);
            sums.guaranteed += in_yuan(e.guaranteed_lent);
            sums.applied += in_yuan(e.applied);
            sums.rights += e.rights_held_by_lenders;
            sums.served += e.borrowers_served, sums.applicants += e.applicants;
        }
        for (const Cell& cell : world.cells) {
            for (std::size_t k = 0; k < cell.loans.size(); ++k) {
                if (cell.loans.lender[k] == informal_lender ||
                    cell.loans.status[k] == LoanStatus::sold)
                    continue;
                sums.stock += in_yuan(cell.loans.balance[k]);
                if (cell.loans.status[k] == LoanStatus::bad)
                    sums.bad += in_yuan(cell.loans.balance[k]);
            }
            for (std::size_t h = 0; h < cell.households.size(); ++h)
                sums.largest_ha = std::max(
                    sums.largest_ha, in_hectares(cell.households.operated(static_cast<Row>(h))));
        }
    }
    return sums;
}

const Sums& baseline() {
    static const Sums sums = run(shipped_scenario("baseline"));
    return sums;
}
const Sums& reform() {
    static const Sums sums = run(shipped_scenario("finance_only"));
    return sums;
}

TEST(CreditInAYear, TheReformLendsMoreAtLowerRatesAndLendersHoldNoRights) {
    EXPECT_GT(baseline().lent, 0);
    EXPECT_GT(reform().lent, baseline().lent);
    EXPECT_GT(reform().secured, baseline().secured);
    EXPECT_LT(reform().rate(), baseline().rate());
    EXPECT_EQ(baseline().rights + reform().rights, 0);
}

TEST(CreditInAYear, EligibilityBringsLoansOnRights) {
    const Scenario finance = shipped_scenario("finance_only");
    EXPECT_LT(run(with(finance, "t3.elig_CM", 0)).secured, reform().secured);
    EXPECT_LT(run(with(finance, "t3.elig_HU", 0)).secured, reform().secured);
}

// Banks that know little refuse more; those they do serve are not dearer than those they would
// serve knowing all, so that only the volume has a sign.
TEST(CreditInAYear, InformationBringsLoans) {
    EXPECT_LT(run(with(shipped_scenario("finance_only"), "t3.info_cov", 0)).lent, reform().lent);
}

TEST(CreditInAYear, OperatingCostRaisesRatesAndLowersLending) {
    const Sums dear = run(with(shipped_scenario("finance_only"), "t3.opcost", 0.05));
    EXPECT_GT(dear.rate(), reform().rate());
    EXPECT_LT(dear.lent, reform().lent);
}

TEST(CreditInAYear, ResaleOnTheExchangeLowersRates) {
    Scenario exchange = with(shipped_scenario("finance_only"), "t1.exch_cov", 1);
    for (auto& rollout : exchange.rollout[plan_item_index("T1.8")])
        rollout = {Path{{{2021, 1}}}, 2021};
    const Sums traded = run(exchange), not_traded = run(with(exchange, "t3.resale_on", 0));
    EXPECT_LT(traded.rate(), not_traded.rate());
    EXPECT_GT(traded.lent, 0.99 * not_traded.lent);  // demand hardly feels these rates
}

TEST(CreditInAYear, PolicyCreditAndStationsLowerRatesAndGuaranteesAreUsed) {
    const Scenario finance = shipped_scenario("finance_only");
    EXPECT_GT(run(with(finance, "z3.policy_spread", 0)).rate(), reform().rate());
    EXPECT_GT(run(with(finance, "z3.station_cov", 0)).rate(), reform().rate());
    EXPECT_LT(run(with(finance, "z3.guar_cap", 0)).guaranteed, reform().guaranteed);
}

TEST(CreditInAYear, CertificatesBringLoans) {
    World bare = opened_sample().world;
    for (Cell& cell : bare.cells)
        for (std::uint8_t& traits : cell.households.traits)
            traits = static_cast<std::uint8_t>(traits & ~land_certified);
    const auto on_land = [](const World& world) {
        Money lent;
        for (const CellEvents& e : world.events)
            lent +=
                e.lent[index(LoanProduct::contracted_land)] + e.lent[index(LoanProduct::pooled)];
        return lent;
    };
    const Scenario finance = shipped_scenario("finance_only");
    // Few farms want more than their cash: it takes years to see one that pledges land.
    constexpr int enough = 6;
    EXPECT_LT(on_land(after_years(bare, finance, enough, Draws{1, 0})),
              on_land(after_years(opened_sample().world, finance, enough, Draws{1, 0})));
}

TEST(CreditInAYear, AnAuditSeesARightThatPassedToALender) {
    World world = after_years(opened_sample().world, shipped_scenario("baseline"), 1, Draws{1, 0});
    EXPECT_NO_THROW(credit_audit::close(world));
    for (Cell& cell : world.cells) {
        if (cell.loans.size() == 0) continue;
        const auto h = static_cast<std::size_t>(cell.loans.borrower[0]);
        if (!(cell.loans.held[0] & contract_right)) continue;
        cell.households.rights[h] =
            static_cast<std::uint8_t>(cell.households.rights[h] & ~contract_right);
        EXPECT_THROW(credit_audit::close(world), BalanceError);
        return;
    }
    FAIL() << "no borrower with a contract right";
}

TEST(CreditInAYear, AnAuditSeesAFenMissing) {
    World world = after_years(opened_sample().world, shipped_scenario("baseline"), 1, Draws{1, 0});
    ++world.lenders.cash[0].count;
    EXPECT_THROW(credit_audit::close(world), BalanceError);
    --world.lenders.cash[0].count;
    EXPECT_NO_THROW(credit_audit::close(world));
    for (Cell& cell : world.cells) {
        if (cell.loans.size() == 0) continue;
        ++cell.loans.balance[0].count;
        EXPECT_THROW(credit_audit::close(world), BalanceError);
        return;
    }
}

TEST(CreditInAYear, ACrunchLendsLess) {
    Scenario crunch = with(shipped_scenario("baseline"), "shock.bank_equity", -0.4);
    crunch = with(crunch, "shock.spread", 0.03);
    const Sums tight = run(crunch);
    EXPECT_LT(tight.lent, 0.8 * baseline().lent);
    EXPECT_GT(tight.rate(), baseline().rate());
    EXPECT_LE(tight.largest_ha, baseline().largest_ha);
}

TEST(CreditInAYear, BooksCloseUnderRandomLevers) {
    for (std::uint32_t seed = 1; seed <= 4; ++seed) {
        Scenario scenario = shipped_scenario("full_reform");
        for (std::size_t i = 0; i < all_parameters().size(); ++i) {
            const Parameter& p = all_parameters()[i];
            const std::string_view section = p.key.substr(0, 3);
            if (section != "t3." && section != "z3." && section != "j3." && section != "p6." &&
                section != "cre")
                continue;
            if (p.equation < "28" || p.equation > "31") continue;
            const double u = Draws{seed, 0}.uniform(i, 2020, 3);
            for (Path& path : scenario.values[i])
                path = Path{{{first_year, p.low + u * (p.high - p.low)}}};
        }
        SCOPED_TRACE(seed);
        EXPECT_NO_THROW(after_years(opened_sample().world, scenario, years, Draws{seed, 0}));
    }
}

}  // namespace
}  // namespace changji
