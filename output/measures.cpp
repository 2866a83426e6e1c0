#include "output/measures.hpp"

#include <iterator>

#include "model/base/math.hpp"

namespace changji::output {
namespace {

struct Sums {
    double heads = 0;
    double income = 0;
};

Sums class_sums(const Totals& totals) {
    Sums sums;
    for (std::size_t c = 0; c < income_class_count; ++c) {
        sums.heads += totals.heads_by_income[c];
        sums.income += totals.income_by_income[c];
    }
    return sums;
}

void append(std::vector<Measure>& all, std::vector<Measure> more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

}  // namespace

double disposable_income(const Totals& totals) {
    return totals.wage + totals.business + totals.property + totals.transfer;
}

double gini(const Totals& totals) {
    const Sums sums = class_sums(totals);
    if (!(sums.heads > 0) || !(sums.income > 0)) return std::numeric_limits<double>::quiet_NaN();
    double area = 0, share_before = 0, income = 0;
    for (std::size_t c = 0; c < income_class_count; ++c) {
        income += totals.income_by_income[c];
        const double share = income / sums.income;
        area += totals.heads_by_income[c] / sums.heads * (share + share_before);
        share_before = share;
    }
    return 1 - area;
}

double theil(const Totals& totals) {
    const Sums sums = class_sums(totals);
    if (!(sums.heads > 0) || !(sums.income > 0)) return std::numeric_limits<double>::quiet_NaN();
    double index = 0;
    for (std::size_t c = 0; c < income_class_count; ++c) {
        const double heads = totals.heads_by_income[c], income = totals.income_by_income[c];
        if (!(heads > 0) || !(income > 0)) continue;
        const double share = income / sums.income;
        index += share * math::log(share / (heads / sums.heads));
    }
    return index;
}

double income_quantile(const Totals& totals, double share) {
    const Sums sums = class_sums(totals);
    if (!(sums.heads > 0)) return std::numeric_limits<double>::quiet_NaN();
    double below = 0;
    for (std::size_t c = 0; c + 1 < income_class_count; ++c) {
        const double heads = totals.heads_by_income[c];
        if (heads > 0 && below + heads >= share * sums.heads) {
            const double low = income_class_floor(c), high = income_class_floor(c + 1);
            return low + (high - low) * (share * sums.heads - below) / heads;
        }
        below += heads;
    }
    return income_class_floor(income_class_count - 1);
}

const std::vector<Measure>& measures() {
    static const std::vector<Measure> all = [] {
        std::vector<Measure> list;
        append(list, income_measures());
        append(list, people_measures());
        append(list, work_measures());
        append(list, farmland_measures());
        append(list, rights_measures());
        append(list, land_measures());
        append(list, credit_measures());
        append(list, economy_measures());
        return list;
    }();
    return all;
}

}  // namespace changji::output
