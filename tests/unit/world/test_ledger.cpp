#include <set>

#include <gtest/gtest.h>

#include "model/world/ledger.hpp"

namespace changji {
namespace {

TEST(Ledger, EveryItemIsDescribedOnceInBothLanguages) {
    std::set<std::string_view> keys, chinese;
    for (std::size_t i = 0; i < item_count; ++i) {
        const ItemInfo& info = items()[i];
        EXPECT_EQ(static_cast<std::size_t>(info.item), i);
        EXPECT_TRUE(keys.insert(info.key).second) << info.key;
        EXPECT_TRUE(chinese.insert(info.zh).second) << info.key;
        EXPECT_TRUE(info.payer != Holder::world || info.payee != Holder::world ||
                    info.item == Item::private_village_works) << info.key;
    }
}

TEST(Ledger, PostingsAddUpByPayerAndPayee) {
    Ledger ledger;
    ledger.post(Item::wages, District::jiutai, District::yongji, yuan(10));
    ledger.post(Item::wages, District::jiutai, District::yongji, Money{1});
    ledger.post(Item::wages, District::yongji, District::yongji, yuan(5));
    EXPECT_EQ(ledger.total(Item::wages), yuan(15) + Money{1});
    EXPECT_EQ(ledger.net(Holder::household, District::yongji), yuan(15) + Money{1});
    EXPECT_EQ(ledger.net(Holder::firm, District::jiutai), -yuan(10) - Money{1});
    EXPECT_EQ(ledger.net(Holder::firm, District::yongji), -yuan(5));
    EXPECT_EQ(ledger.net(Holder::household, District::jiutai), Money{});
}

TEST(Ledger, TheRestOfTheWorldClosesWhatEntersAndLeaves) {
    Ledger ledger;
    ledger.receive(Item::rural_pension, District::changyi, yuan(1300));
    ledger.pay_out(Item::consumption, District::changyi, yuan(900));
    EXPECT_EQ(ledger.net(Holder::household, District::changyi), yuan(400));
    EXPECT_EQ(ledger.total(Item::rural_pension), yuan(1300));
}

TEST(Ledger, ARentBetweenHouseholdsOfOneDistrictNetsToZero) {
    Ledger ledger;
    ledger.post(Item::rent, District::jiutai, District::jiutai, yuan(77));
    EXPECT_EQ(ledger.net(Holder::household, District::jiutai), Money{});
    EXPECT_EQ(ledger.total(Item::rent), yuan(77));
}

TEST(Ledger, AddingLedgersIsTheSameInAnyOrder) {
    Ledger a, b, sum_ab, sum_ba;
    for (std::size_t i = 0; i < item_count; ++i) {
        a.post(static_cast<Item>(i), i % 9, i % 10, Money{static_cast<std::int64_t>(i * 31)});
        b.post(static_cast<Item>(i), i % 9, i % 7, Money{-static_cast<std::int64_t>(i * 17)});
    }
    sum_ab += a, sum_ab += b, sum_ba += b, sum_ba += a;
    EXPECT_EQ(sum_ab.flow, sum_ba.flow);
    for (std::size_t i = 0; i < item_count; ++i)
        EXPECT_EQ(sum_ab.total(static_cast<Item>(i)).count, static_cast<std::int64_t>(i * 14));
}

}  // namespace
}  // namespace changji
