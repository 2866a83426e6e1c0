#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "model/processes/credit_queue.hpp"

namespace changji::credit {
namespace {

std::vector<Application> random_applications(std::uint32_t seed, std::size_t count) {
    const Draws draws{seed, 0};
    std::vector<Application> list(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto [u, v] = draws.pair(i, 2020, 1);
        const auto [x, y] = draws.pair(i, 2020, 2);
        Application& a = list[i];
        a.household = static_cast<Row>(i);
        a.rank = derived_key(i, seed, 7);
        a.product = static_cast<LoanProduct>(static_cast<int>(u * 6));
        a.purpose = static_cast<LoanPurpose>(static_cast<int>(v * 3));
        a.amount = yuan(1000 + 50000 * x);
        a.price = {0.08 + 0.04 * y, static_cast<int>(10 * y - 3) * 0.001};  // many ties
        a.price_guaranteed = {a.price.rate - 0.01, a.price.value + 0.004};
        a.wants_guarantee = v < 0.4;
    }
    return list;
}

struct Answer {
    std::set<Row> granted, guaranteed, policy;
    bool operator==(const Answer&) const = default;
};

Answer run(std::vector<Application> list, const Capacity& capacity, Money guarantees) {
    std::vector<Application*> rows;
    for (Application& a : list) rows.push_back(&a);
    grant_guarantees(rows, guarantees, 0.8);
    approve(rows, capacity, 0.5, -0.01);
    Answer answer;
    for (const Application& a : list) {
        if (a.guaranteed) answer.guaranteed.insert(a.household);
        if (a.granted) answer.granted.insert(a.household);
        if (a.granted && a.policy) answer.policy.insert(a.household);
    }
    return answer;
}

TEST(CreditQueue, DoesNotDependOnTheOrderOfRows) {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        std::vector<Application> list = random_applications(seed, 300);
        const Capacity capacity{yuan(2e6), yuan(5e5)};
        const Answer expected = run(list, capacity, yuan(1e6));
        EXPECT_FALSE(expected.granted.empty());
        EXPECT_FALSE(expected.guaranteed.empty());
        EXPECT_FALSE(expected.policy.empty());
        for (std::uint32_t shuffle = 1; shuffle <= 5; ++shuffle) {
            std::sort(list.begin(), list.end(), [&](const auto& a, const auto& b) {
                return derived_key(a.rank, shuffle, 9) < derived_key(b.rank, shuffle, 9);
            });
            EXPECT_EQ(run(list, capacity, yuan(1e6)), expected);
        }
    }
}

TEST(CreditQueue, AgreesWithAWalkOverTheBestThatIsLeft) {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        const std::vector<Application> list = random_applications(seed, 120);
        const Capacity capacity{yuan(9e5), yuan(2e5)};
        const Answer answer = run(list, capacity, Money{});
        std::vector<Application> left = list;
        Money own = capacity.own, policy = capacity.policy;
        std::map<LoanProduct, Money> quota;
        std::set<Row> expected;
        while (!left.empty()) {
            std::size_t best = 0;
            for (std::size_t i = 1; i < left.size(); ++i)
                if (comes_before(left[i], left[best])) best = i;
            const Application a = left[best];
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(best));
            const bool farm = a.purpose == LoanPurpose::farm || a.purpose == LoanPurpose::business;
            Money& source = farm && a.amount <= policy ? policy : own;
            const Money most = scaled(capacity.own + capacity.policy, 0.5);
            if (a.price.value < 0 || a.amount > source || quota[a.product] + a.amount > most)
                continue;
            source -= a.amount;
            quota[a.product] += a.amount;
            expected.insert(a.household);
        }
        EXPECT_EQ(answer.granted, expected);
    }
}

TEST(CreditQueue, StaysWithinCapacity) {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        std::vector<Application> list = random_applications(seed, 300);
        std::vector<Application*> rows;
        for (Application& a : list) rows.push_back(&a);
        approve(rows, {yuan(1e6), Money{}}, 1, 0);
        Money lent;
        for (const Application& a : list) {
            if (!a.granted) continue;
            lent += a.amount;
            EXPECT_GE(a.price.value, 0);
        }
        EXPECT_LE(lent, yuan(1e6));
    }
}

TEST(CreditQueue, ANewBankWinsClientsAndMovesNoOthers) {
    const std::array<double, bank_count> before{0.4, 0.2, 0.2, 0.2, 0};
    std::array<double, bank_count> after = before;
    after[integration_bank] = 0.25;
    std::array<int, bank_count> clients{};
    int won = 0;
    for (Key client = 1; client <= 4000; ++client) {
        const std::uint8_t old = bank_of(client, before), now = bank_of(client, after);
        ++clients[old];
        if (now == old) continue;
        EXPECT_EQ(now, integration_bank);
        ++won;
    }
    // Binomial(4000, .2) and (4000, .4): six standard deviations.
    EXPECT_NEAR(won, 800, 152);
    EXPECT_NEAR(clients[0], 1600, 186);
}

}  // namespace
}  // namespace changji::credit
