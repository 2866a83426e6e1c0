#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "model/base/parallel.hpp"
#include "model/processes/stocktaking.hpp"
#include "tests/support/opened_world.hpp"

/// Whole years of small worlds drawn at random from the shipped facts.
namespace changji {
namespace {

using test::after_years;
using test::hash_of;
using test::opened_sample;
using test::shipped_scenario;

constexpr int years = 3;
const Draws draws{1, 0};

const World& baseline_after_years() {
    static const World world =
        after_years(opened_sample().world, shipped_scenario("baseline"), years, draws);
    return world;
}

std::int64_t registered(const World& world) {
    std::int64_t sum = 0;
    for (const auto& district : world.tallies)
        for (const Tally& tally : district) sum += tally.registered;
    return sum;
}

/// What the audit does not see: one residence and one income for everybody.
void expect_whole(const World& world) {
    std::int64_t residents = 0, inside = 0, persons = 0, outsiders = 0, by_age = 0;
    Money income, paid;
    for (const Cell& cell : world.cells) {
        for (std::size_t p = 0; p < cell.people.size(); ++p) {
            const Place place = cell.people.place[p];
            inside += !outside_zone(place);
            outsiders += cell.people.hukou[p] == Hukou::outside;
            const Work work = cell.people.work[p];
            if (work == Work::away) {
                EXPECT_TRUE(outside_zone(place));
            }
            if (work == Work::wage) {
                EXPECT_GE(cell.people.employer[p], 0);
            }
            EXPECT_LT(cell.people.age(static_cast<Row>(p), world.year), 111);
        }
        persons += static_cast<std::int64_t>(cell.people.size());
        const Households& h = cell.households;
        for (std::size_t k = 0; k < h.size(); ++k)
            paid += h.wage[k] + h.business[k] + h.property[k] + h.transfer[k];
    }
    for (const auto& district : world.tallies)
        for (const Tally& t : district) {
            residents += t.residents;
            by_age += t.age_0_14 + t.age_15_64 + t.age_65_up;
            income += t.wage + t.business + t.property + t.transfer;
        }
    EXPECT_EQ(residents, inside);
    EXPECT_EQ(by_age, inside);
    EXPECT_EQ(registered(world), persons - outsiders);
    EXPECT_LE(income, paid);  // what households without residents book is nobody's income
}

/// Keys are unique in the zone; jobs of firms are the persons employed there; closed firms employ
/// nobody; areas booked with households are those of their leases.
void expect_consistent(const World& world) {
    std::vector<Key> persons, households;
    std::vector<std::int32_t> employed(world.firms.size(), 0);
    for (const Cell& cell : world.cells) {
        persons.insert(persons.end(), cell.people.key.begin(), cell.people.key.end());
        households.insert(households.end(), cell.households.key.begin(), cell.households.key.end());
        for (const Row firm : cell.people.employer)
            if (firm >= 0) ++employed[static_cast<std::size_t>(firm)];
        std::vector<Area> out(cell.households.size()), in(cell.households.size());
        for (std::size_t k = 0; k < cell.leases.size(); ++k) {
            const Row lessor = cell.leases.lessor[k], lessee = cell.leases.lessee[k];
            if (lessor >= 0) out[static_cast<std::size_t>(lessor)] += cell.leases.area[k];
            if (lessee >= 0) in[static_cast<std::size_t>(lessee)] += cell.leases.area[k];
        }
        EXPECT_EQ(out, cell.households.leased_out);
        EXPECT_EQ(in, cell.households.leased_in);
    }
    for (std::vector<Key>* keys : {&persons, &households}) {
        std::sort(keys->begin(), keys->end());
        EXPECT_EQ(std::adjacent_find(keys->begin(), keys->end()), keys->end());
    }
    std::size_t wrong = 0;
    for (std::size_t f = 0; f < world.firms.size(); ++f) {
        wrong += employed[f] != world.firms.jobs[f];
        wrong += employed[f] > 0 && !world.firms.open[f];
    }
    EXPECT_EQ(wrong, 0u) << "firms whose jobs are not their employees";
}

TEST(Year, IdentitiesHoldInSeveralRandomWorlds) {
    for (const std::uint32_t seed : {1u, 2u, 3u}) {
        for (const char* name : {"baseline", "full_reform"}) {
            SCOPED_TRACE(name);
            World world = opened_sample(seed).world;
            const Scenario scenario = shipped_scenario(name);
            for (int i = 0; i < years; ++i) {
                ASSERT_NO_THROW(world = after_years(std::move(world), scenario, 1, Draws{seed, 0}));
                expect_whole(world);
                expect_consistent(world);
            }
        }
    }
}

TEST(Year, RegistrationsChangeByBirthsDeathsAndSettlementsAlone) {
    World world = opened_sample().world;
    stocktaking::count(world);  // on top of what the opening counted: differences only
    world = after_years(opened_sample().world, shipped_scenario("baseline"), 1, draws);
    std::int64_t expected = registered(opened_sample().world);
    for (const CellEvents& e : world.events) expected += e.births - e.deaths;
    std::int64_t from_outside = 0;  // born to, died or settled of those without registration
    for (std::size_t i = 0; i < world.cells.size(); ++i) {
        const auto outsiders = [](const Cell& cell) {
            return std::count(cell.people.hukou.begin(), cell.people.hukou.end(), Hukou::outside);
        };
        from_outside += outsiders(opened_sample().world.cells[i]) + world.events[i].arrived -
                        outsiders(world.cells[i]);
    }
    EXPECT_EQ(registered(world), expected + from_outside);
}

TEST(Year, BytesAreTheSameForAnyNumberOfThreads) {
    const int usual = thread_count();
    const std::uint64_t expected = hash_of(baseline_after_years());
    for (const int threads : {1, 2, 3, 7}) {
        set_thread_count(threads);
        EXPECT_EQ(
            hash_of(after_years(opened_sample().world, shipped_scenario("baseline"), years, draws)),
            expected)
            << threads;
    }
    set_thread_count(usual);
}

TEST(Year, OpeningIsTheSameForAnyNumberOfThreads) {
    const int usual = thread_count();
    population::SynthesisOptions options;
    options.sample = 0.01;
    const Baseline& facts = test::published_facts();
    const std::uint64_t expected = hash_of(opened_sample().world);
    for (const int threads : {1, 3}) {
        set_thread_count(threads);
        const Opened opened = open_world(facts, population::synthesise(facts, options),
                                         default_scenario(all_parameters()), 1);
        EXPECT_EQ(hash_of(opened.world), expected) << threads;
    }
    set_thread_count(usual);
}

TEST(Year, AnotherSeedOrReplicateDiffers) {
    const Scenario scenario = shipped_scenario("baseline");
    const std::uint64_t one = hash_of(after_years(opened_sample().world, scenario, 1, draws));
    EXPECT_NE(hash_of(after_years(opened_sample().world, scenario, 1, Draws{2, 0})), one);
    EXPECT_NE(hash_of(after_years(opened_sample().world, scenario, 1, Draws{1, 1})), one);
}

/// full_reform with every rollout target at its 2019 value, safeguards and shocks as without
/// reform, and reform values anywhere in their range.
Scenario reform_at_zero_strength(std::uint32_t seed) {
    Scenario scenario = shipped_scenario("full_reform");
    const Scenario none = default_scenario(all_parameters());
    scenario.rollout = none.rollout;
    for (std::size_t i = 0; i < all_parameters().size(); ++i) {
        const Parameter& parameter = all_parameters()[i];
        if (parameter.role != Role::lever && parameter.role != Role::village) {
            scenario.values[i] = none.values[i];
            continue;
        }
        for (std::size_t d = 0; d < district_count; ++d) {
            const double u = Draws{seed, 0}.uniform(i, 2020, static_cast<std::uint32_t>(d));
            const double x_ref = parameter.low + u * (parameter.high - parameter.low);
            scenario.values[i][d] = Path{{{2020, x_ref}}};
        }
    }
    return scenario;
}

TEST(Year, AReformOfZeroStrengthChangesNoByte) {
    for (const std::uint32_t seed : {1u, 2u}) {
        const World world =
            after_years(opened_sample().world, reform_at_zero_strength(seed), years, draws);
        EXPECT_EQ(hash_of(world), hash_of(baseline_after_years()));
    }
}

TEST(Year, TheFullReformChangesMuch) {
    const World world =
        after_years(opened_sample().world, shipped_scenario("full_reform"), years, draws);
    EXPECT_NE(hash_of(world), hash_of(baseline_after_years()));
}

/// The same world with its cells in another order.
World reordered(const World& world, const std::vector<std::size_t>& order) {
    World result = world;
    std::vector<std::int32_t> after(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        result.cells[i] = world.cells[order[i]];
        result.events[i] = world.events[order[i]];
        after[order[i]] = static_cast<std::int32_t>(i);
    }
    for (std::int32_t& home : result.organisations.home_cell)
        home = after[static_cast<std::size_t>(home)];
    return result;
}

/// Runs the year up to and including a process.
World up_to(World world, std::string_view last) {
    static const Scenario scenario = shipped_scenario("baseline");
    const auto forcing = forcing_of(test::published_facts());
    ++world.year;
    Year year{scenario, forcing, draws, bind_settings(scenario, world.year, world.districts)};
    for (const Process& process : processes()) {
        process.run(world, year);
        if (process.info.key == last) break;
    }
    return world;
}

TEST(Year, TheOrderOfCellsDoesNotMatterToPeopleAndLand) {
    // Demography with its marriage market, inflow, training and the farmland market claim it.
    const World& world = opened_sample().world;
    std::vector<std::size_t> order(world.cells.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::reverse(order.begin(), order.end());
    const World plain = up_to(world, "farmland");
    const World turned = up_to(reordered(world, order), "farmland");
    std::size_t different = 0;
    for (std::size_t i = 0; i < order.size(); ++i)
        different += hash_of(plain.cells[order[i]]) != hash_of(turned.cells[i]);
    EXPECT_EQ(different, 0u) << "of " << order.size() << " cells";
}

}  // namespace
}  // namespace changji
