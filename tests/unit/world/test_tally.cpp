#include <gtest/gtest.h>

#include "model/world/tally_sheet.hpp"

namespace changji {
namespace {

template <class T>
constexpr bool is_array = requires(T& t) {
    t[0];
};

/// A different number in every field, so that a field left out of the description shows.
Tally numbered(std::int64_t first) {
    Tally tally;
    std::int64_t next = first;
    const auto fill = [&](auto& field) {
        if constexpr (requires { field.count; }) {
            field.count = next++;
        } else {
            field = next++;
        }
    };
    Tally::zip(tally, tally, [&](auto& a, const auto&) {
        if constexpr (is_array<decltype(a)>) {
            for (auto& element : a) fill(element);
        } else {
            fill(a);
        }
    });
    return tally;
}

TEST(Tally, EveryFieldIsDescribed) {
    std::size_t words = 0;
    Tally tally;
    Tally::zip(tally, tally, [&](auto& a, const auto&) { words += sizeof(a) / 8; });
    EXPECT_EQ(words * 8, sizeof(Tally));
}

TEST(Tally, AddingAddsEveryField) {
    Tally sum = numbered(1);
    sum += numbered(5000);
    std::int64_t expected = 5001;
    Tally::zip(sum, sum, [&](auto& a, const auto&) {
        const auto check = [&](const auto& value) {
            if constexpr (requires { value.count; }) {
                EXPECT_EQ(value.count, expected);
            } else {
                EXPECT_EQ(value, expected);
            }
            expected += 2;
        };
        if constexpr (is_array<decltype(a)>) {
            for (const auto& element : a) check(element);
        } else {
            check(a);
        }
    });
}

TEST(Tally, WeightsMultiplyEveryField) {
    Totals totals;
    add_weighted(totals, numbered(1), 2.5);
    add_weighted(totals, numbered(1), 0.5);
    double expected = 3;
    Totals::zip(totals, totals, [&](auto& a, const auto&) {
        const auto check = [&](double value) {
            EXPECT_EQ(value, expected);
            expected += 3;
        };
        if constexpr (is_array<decltype(a)>) {
            for (const double element : a) check(element);
        } else {
            check(a);
        }
    });
}

TEST(Tally, IncomeClassesAre64PerFactorEFrom500Yuan) {
    EXPECT_EQ(income_class(-3000), 0u);
    EXPECT_EQ(income_class(500), 0u);
    EXPECT_EQ(income_class(1e12), income_class_count - 1);
    EXPECT_NEAR(income_class_floor(64), 500 * 2.718281828459045, 1e-9);
    for (std::size_t k = 0; k < income_class_count; ++k) {
        const double floor = income_class_floor(k);
        EXPECT_EQ(income_class(floor * 1.0001), k);
        EXPECT_EQ(income_class(floor * 1.0150), k);  // a class is 1.6 % wide
    }
}

TEST(Tally, IncomeClassesNeverFallAsIncomeRises) {
    std::size_t before = 0;
    for (double income = 100; income < 3e6; income *= 1.0007) {
        const std::size_t k = income_class(income);
        EXPECT_GE(k, before);
        EXPECT_LE(k, before + 1);
        before = k;
    }
}

TEST(TallySheet, CellsAddToTalliesAndByTheirWeightToTotals) {
    World world;
    for (int i = 0; i < 30; ++i) {
        Cell cell;
        cell.district = i % 2 == 0 ? District::jiutai : District::yongji;
        cell.stratum = i % 3 == 0 ? Stratum::urban : Stratum::rural;
        world.cells.push_back(cell);
    }
    world.weight[index(District::jiutai)] = {4, 2};
    world.weight[index(District::yongji)] = {3, 1};
    count_cells(world, [&](std::size_t i, TallySheet& sheet) {
        // everybody lives in one place, whatever their home cell
        sheet.at(District::fengman, Stratum::urban).residents += static_cast<std::int64_t>(i + 1);
    });
    const auto d = index(District::fengman), s = index(Stratum::urban);
    EXPECT_EQ(world.tallies[d][s].residents, 30 * 31 / 2);
    double expected = 0;
    for (std::size_t i = 0; i < 30; ++i)
        expected += static_cast<double>(i + 1) *
                    world.weight[index(world.cells[i].district)][index(world.cells[i].stratum)];
    EXPECT_EQ(world.totals[d][s].residents, expected);
}

}  // namespace
}  // namespace changji
