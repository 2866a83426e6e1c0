#include <gtest/gtest.h>

#include "model/base/parallel.hpp"
#include "model/simulation/audit.hpp"
#include "model/simulation/land_audit.hpp"
#include "model/zone/decision.hpp"
#include "tests/support/opened_world.hpp"

/// Laws of the land market under random levers, and the signs of its responses.
namespace changji {
namespace {

using test::shipped_scenario;

/// full_reform with every lever and coefficient of land anywhere in its range, mostly not far from
/// the reform, so that something is sold.
Scenario random_land_levers(std::uint32_t seed) {
    Scenario scenario = shipped_scenario("full_reform");
    for (std::size_t i = 0; i < all_parameters().size(); ++i) {
        const Parameter& p = all_parameters()[i];
        const std::string_view section = p.key.substr(0, p.key.find('.'));
        const bool of_land = section == "t2" || section == "z1" || section == "a3" ||
                             section == "land" || section == "grain" || section == "ccl" ||
                             p.key == "t3.tenure_disc" || p.key == "shock.land_bid";
        if (!of_land) continue;
        const auto [u, far] = Draws{seed, 0}.pair(i, 2020, 1);
        double value = p.low + u * (p.high - p.low);
        if (p.unit == "0/1") {
            value = u < 0.7 ? 1 : 0;
        } else if (far > 0.1) {
            value = p.reform + far * far * far * (value - p.reform);
        }
        for (std::size_t d = 0; d < district_count; ++d)
            scenario.values[i][d] = Path{{{2020, value}}};
    }
    return scenario;
}

/// One village or neighbourhood in twenty, at the end of 2019.
const World& larger_sample() {
    static const World world = [] {
        population::SynthesisOptions options;
        options.sample = 0.05;
        const Baseline& facts = test::published_facts();
        return open_world(facts, population::synthesise(facts, options),
                          default_scenario(all_parameters()), 1)
            .world;
    }();
    return world;
}

/// The land part of a year, with its own audit and that of money, people and contracts.
void land_year(World& world, const ModelSettings& settings, std::uint32_t seed) {
    const audit::Opening opening = audit::open(world);
    const land_audit::Opening land_opening = land_audit::open(world);
    land_policy::step(world, settings.land_policy);
    collective_land::enter_market(world, settings.collective_land, Draws{seed, 0});
    audit::close(world, opening);
    land_audit::close(world, land_opening, settings.land.levers);
}

World rolled_out() {
    World world = larger_sample();
    world.events.assign(world.cells.size(), {});
    for (DistrictState& state : world.districts) state.rollout.assign(state.rollout.size(), 1.0);
    return world;
}

/// The land market alone, several years in a fixed economy of 2019, all reforms rolled out.
template <class Change>
World market_with(const Change& change, int years = 6) {
    World world = rolled_out();
    const Scenario scenario = shipped_scenario("full_reform");
    for (int y = 0; y < years; ++y) {
        ++world.year;
        world.ledger = {};
        ModelSettings settings = bind_settings(scenario, world.year, world.districts);
        change(settings);
        land_year(world, settings, 1);
    }
    return world;
}

/// Homesteads given back and firms closed at random, so that every rule is used.
void disturb(World& world, std::uint32_t seed) {
    const Draws draws{seed, 1};
    for (Cell& cell : world.cells) {
        if (!cell.is_village()) continue;
        Households& households = cell.households;
        for (std::size_t h = 0; h < households.size(); ++h) {
            if (draws.uniform(households.key[h], world.year, draw_synthesis) > 0.02) continue;
            cell.returned_homestead += households.homestead[h];
            households.homestead[h] = Area{};
        }
    }
    Firms& firms = world.firms;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (draws.uniform(firms.key[f], world.year, draw_synthesis) < 0.1) {
            firms.open[f] = 0;
            firms.cash[f] = firms.value_added[f] = firms.profit[f] = Money{};
        }
    }
}

TEST(LandMarket, BooksHoldUnderRandomLeversAndCoefficients) {
    std::int64_t parcels = 0;
    Area state, resold, redeveloped, sold, offsite;
    Money proceeds;
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE(seed);
        World world = rolled_out();
        const Scenario scenario = random_land_levers(seed);
        for (int y = 0; y < 8; ++y) {
            ++world.year;
            world.ledger = {};
            disturb(world, seed);  // before the books are opened
            const ModelSettings settings = bind_settings(scenario, world.year, world.districts);
            ASSERT_NO_THROW(land_year(world, settings, seed));
            for (const DistrictState& d : world.districts) {
                resold += d.land_flows.resold;
                proceeds += d.land_flows.proceeds;
            }
        }
        for (const DistrictState& d : world.districts) {
            parcels += d.land_record.parcels;
            state += d.land_record.state_area;
            redeveloped += d.land_record.redeveloped;
            sold += d.land_record.quota_sold;
            offsite += d.land_record.offsite;
        }
    }
    EXPECT_GT(parcels, 500);  // the laws were put to the test by every rule
    for (const Area used : {state, resold, redeveloped, sold, offsite}) EXPECT_GT(used.count, 0);
    EXPECT_GT(proceeds.count, 0);
}

struct Outcome {
    double area = 0, paid = 0;  // since the start; value and equivalent are of the last year
    double value = 0, equivalent = 0, levy = 0, resold = 0;
    double origin_crops = 0, offsite = 0, reused = 0, direct = 0;
    std::int64_t offered = 0, parcels = 0;
};

template <class Change>
Outcome outcome_with(const Change& change) {
    const World world = market_with(change);
    Outcome outcome;
    for (const DistrictState& d : world.districts) {
        outcome.area += in_hectares(d.land_record.area);
        outcome.paid += in_yuan(d.land_record.value);
        outcome.value += in_yuan(d.land_flows.value);
        outcome.equivalent += in_yuan(d.land_flows.equivalent);
        outcome.levy += in_yuan(d.land_flows.levy);
        outcome.resold += in_hectares(d.land_flows.resold);
        outcome.offsite += in_hectares(d.land_record.offsite);
        outcome.reused += in_hectares(d.land_record.reused);
        outcome.direct += in_hectares(d.land_record.direct);
        outcome.parcels += d.land_record.parcels;
    }
    outcome.offered = static_cast<std::int64_t>(world.parcels.size());
    for (std::size_t i = 0; i < world.cells.size(); ++i) {
        const Cell& cell = world.cells[i];
        if (cell.is_village() && collective_land::grade_of(cell) == 2)
            outcome.origin_crops += in_hectares(cell.land[index(LandUse::other_cultivated)]);
    }
    return outcome;
}

template <double collective_land::Levers::*lever>
auto set(double value) {
    return [=](ModelSettings& settings) {
        for (auto& levers : settings.collective_land.levers) levers.*lever = value;
    };
}
using L = collective_land::Levers;

const Outcome& reformed() {
    static const Outcome outcome = outcome_with([](ModelSettings&) {});
    return outcome;
}

TEST(LandMarketSigns, ALongerNegativeListLowersTheAreaEntered) {
    const double barred = outcome_with(set<&L::negative_list>(1)).area;
    const double free = outcome_with(set<&L::negative_list>(0)).area;
    EXPECT_LT(barred, 0.9 * free);
}

TEST(LandMarketSigns, EqualTenureClosesTheGapToStateLand) {
    const Outcome equal = reformed(), unequal = outcome_with(set<&L::tenure_discount>(0.3));
    EXPECT_LT(1 - equal.value / equal.equivalent,
              1 - unequal.value / unequal.equivalent - 0.1);
    EXPECT_GE(equal.area, unequal.area);
}

TEST(LandMarketSigns, OffSiteEntryReturnsLandOfTheOriginToCrops) {
    const Outcome without = outcome_with(set<&L::offsite_on>(0));
    EXPECT_EQ(without.offsite, 0);
    EXPECT_GT(reformed().offsite, 0);
    EXPECT_GT(reformed().origin_crops, without.origin_crops);
}

TEST(LandMarketSigns, AHigherLevyDoesNotRaiseTheLotsOffered) {
    EXPECT_LE(outcome_with(set<&L::levy>(0.5)).offered, outcome_with(set<&L::levy>(0.2)).offered);
}

TEST(LandMarketSigns, NothingEntersWhereVillagesMayNotOffer) {
    const Outcome closed = outcome_with(set<&L::on>(0));
    EXPECT_EQ(closed.parcels, 0);
    EXPECT_EQ(closed.area, 0);
    EXPECT_GT(reformed().parcels, 10);
}

TEST(LandMarketSigns, EveryOtherLeverMovesTheMarket) {
    EXPECT_LT(outcome_with(set<&L::delay>(4)).area, reformed().area);
    EXPECT_LT(outcome_with(set<&L::public_share>(0)).area, reformed().area);
    EXPECT_LT(outcome_with(set<&L::min_lot>(2)).parcels, reformed().parcels);
    EXPECT_EQ(outcome_with(set<&L::stock_reuse>(0)).reused, 0);
    EXPECT_EQ(outcome_with(set<&L::direct_share>(0)).direct, 0);
    EXPECT_GT(reformed().reused, 0);
    EXPECT_GT(reformed().direct, 0);
    const auto slump = outcome_with(set<&L::bid_shock>(-0.4));
    EXPECT_LT(slump.paid / slump.area, reformed().paid / reformed().area);
    double mixed_value = 0;
    const World plain = market_with(set<&L::modes>(0));
    for (std::size_t p = 0; p < plain.parcels.size(); ++p)
        mixed_value += plain.parcels.mode[p] == LandMode::equity;
    EXPECT_EQ(mixed_value, 0);
}

TEST(LandMarket, BytesAreTheSameForAnyNumberOfThreads) {
    const int usual = thread_count();
    const auto keep = [](ModelSettings&) {};
    set_thread_count(1);
    const std::uint64_t expected = test::hash_of(market_with(keep, 3));
    set_thread_count(3);
    EXPECT_EQ(test::hash_of(market_with(keep, 3)), expected);
    set_thread_count(usual);
}

}  // namespace
}  // namespace changji
