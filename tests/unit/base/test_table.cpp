#include <string>

#include <gtest/gtest.h>

#include "model/base/table.hpp"

namespace changji {
namespace {

struct Trees {
    Column<std::int32_t> height;
    Column<double> girth;
    Column<std::uint8_t> alive;

    template <class Visit>
    static constexpr void describe(Visit&& column) {
        column(&Trees::height, "height", "cm", "height above ground");
        column(&Trees::girth, "girth", "m", "girth at breast height");
        column(&Trees::alive, "alive", "bool", "stands");
    }
};
static_assert(table::described_count<Trees>() == table::member_count<Trees>);

struct Undescribed {
    Column<int> named;
    Column<int> forgotten;
    template <class Visit>
    static constexpr void describe(Visit&& column) {
        column(&Undescribed::named, "named", "1", "");
    }
};

Trees grove() {
    return {{10, 20, 30}, {0.1, 0.2, 0.3}, {1, 0, 1}};
}

TEST(Table, CountsMembersAndDescriptions) {
    EXPECT_EQ(table::member_count<Trees>, 3u);
    EXPECT_EQ(table::described_count<Trees>(), 3u);
}

TEST(Table, NoticesAColumnWithoutDescription) {
    EXPECT_NE(table::described_count<Undescribed>(), table::member_count<Undescribed>);
}

TEST(Table, VisitsColumnsInTheirOrderWithNameAndUnit) {
    Trees trees = grove();
    std::string seen;
    table::for_each_column(trees, [&](auto& column, auto name, auto unit, auto) {
        seen.append(name).append(" ").append(unit).append(" ");
        EXPECT_EQ(column.size(), 3u);
    });
    EXPECT_EQ(seen, "height cm girth m alive bool ");
}

TEST(Table, ResizesEveryColumn) {
    Trees trees = grove();
    table::resize(trees, 5);
    EXPECT_EQ(trees.height.size(), 5u);
    EXPECT_EQ(trees.girth.size(), 5u);
    EXPECT_EQ(trees.alive.size(), 5u);
    EXPECT_EQ(trees.height[2], 30);
    EXPECT_EQ(trees.height[4], 0);
}

TEST(Table, AppendsACopyOfARow) {
    Trees trees = grove();
    table::append_row(trees, grove(), 1);
    EXPECT_EQ(trees.height.back(), 20);
    EXPECT_EQ(trees.girth.back(), 0.2);
    EXPECT_EQ(trees.alive.back(), 0);
}

TEST(Table, AppendsARowOfItselfEvenWhenMemoryMoves) {
    Trees trees = grove();
    for (int i = 0; i < 100; ++i) table::append_row(trees, trees, 0);
    EXPECT_EQ(trees.height.size(), 103u);
    EXPECT_EQ(trees.height.back(), 10);
}

TEST(Table, TakesRowsInTheGivenOrderDroppingAndRepeating) {
    Trees trees = grove(), spare;
    table::take_rows(trees, {2, 0, 2}, spare);
    EXPECT_EQ(trees.height, (Column<std::int32_t>{30, 10, 30}));
    EXPECT_EQ(trees.girth, (Column<double>{0.3, 0.1, 0.3}));
    EXPECT_EQ(trees.alive, (Column<std::uint8_t>{1, 1, 1}));
    table::take_rows(trees, {}, spare);
    EXPECT_TRUE(trees.height.empty());
}

TEST(Table, HashSeesValuesOrderAndLength) {
    const Trees trees = grove();
    Trees changed = grove();
    EXPECT_EQ(table::hash(trees), table::hash(changed));
    changed.girth[1] = 0.2000000001;
    EXPECT_NE(table::hash(trees), table::hash(changed));
    Trees swapped = grove(), spare;
    table::take_rows(swapped, {1, 0, 2}, spare);
    EXPECT_NE(table::hash(trees), table::hash(swapped));
    table::resize(swapped, 2);
    EXPECT_NE(table::hash(trees), table::hash(swapped));
    EXPECT_NE(table::hash(trees), table::hash(trees, 7));
}

}  // namespace
}  // namespace changji
