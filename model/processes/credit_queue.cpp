#include "model/processes/credit_queue.hpp"

#include <algorithm>

#include "model/base/math.hpp"
#include "model/zone/decision.hpp"

namespace changji::credit {
namespace {

double value_of(const Application& a) {
    return a.guaranteed ? a.price_guaranteed.value : a.price.value;
}

bool for_production(LoanPurpose purpose) {
    return purpose == LoanPurpose::farm || purpose == LoanPurpose::business;
}

void sort(std::vector<Application*>& applications) {
    std::sort(applications.begin(), applications.end(),
              [](const Application* a, const Application* b) { return comes_before(*a, *b); });
}

}  // namespace

bool comes_before(const Application& a, const Application& b) {
    const double x = value_of(a), y = value_of(b);
    if (x != y) return x > y;
    if (a.rank != b.rank) return a.rank < b.rank;
    if (a.product != b.product) return a.product < b.product;
    return a.amount < b.amount;
}

void grant_guarantees(std::vector<Application*>& applications, Money capacity, double covered) {
    sort(applications);
    for (Application* a : applications) {
        const Money cover = scaled(a->amount, covered);
        a->guaranteed = a->wants_guarantee && cover <= capacity;
        if (a->guaranteed) capacity -= cover;
    }
}

void approve(std::vector<Application*>& applications, const Capacity& capacity, double quota,
             double policy_spread) {
    sort(applications);
    Money own = std::max(Money{}, capacity.own), policy = capacity.policy;
    std::array<Money, loan_product_count> left;
    left.fill(scaled(own + policy, quota));
    for (Application* a : applications) {
        Money& room = left[index(a->product)];
        if (value_of(*a) < 0) break;
        if (a->amount > room) continue;
        a->policy = for_production(a->purpose) && a->amount <= policy;
        Money& source = a->policy ? policy : own;
        if (a->amount > source) continue;
        source -= a->amount;
        room -= a->amount;
        a->granted = true;
        a->rate =
            (a->guaranteed ? a->price_guaranteed : a->price).rate + (a->policy ? policy_spread : 0);
    }
}

std::uint8_t bank_of(Key client, const std::array<double, bank_count>& weights) {
    std::uint8_t best = 0;
    double least = 0;
    for (std::uint8_t b = 0; b < bank_count; ++b) {
        if (weights[b] <= 0) continue;
        const Key mixed = derived_key(client, b, draw_credit_bank);
        const double u =
            open_unit(static_cast<std::uint32_t>(mixed >> 32), static_cast<std::uint32_t>(mixed));
        const double distance = -math::log(u) / weights[b];
        if (least == 0 || distance < least) {
            least = distance;
            best = b;
        }
    }
    return best;
}

}  // namespace changji::credit
