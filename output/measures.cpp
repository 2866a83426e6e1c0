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

const std::vector<Topic>& topics() {
    static const std::vector<Topic> all{
        {"income", "收入与差距", "Incomes and gaps", income_measures},
        {"people", "人口与城镇化", "People and urbanisation", people_measures},
        {"work", "就业", "Work", work_measures},
        {"farmland", "农地与农业", "Farmland and farming", farmland_measures},
        {"rights", "农村权益", "Rural rights", rights_measures},
        {"land", "建设用地入市", "Construction land", land_measures},
        {"insurance", "农业保险", "Agricultural insurance", insurance_measures},
        {"economy", "产业、财政与服务", "Economy, budgets and services", economy_measures},
        {"government", "政府与乡村建设", "Government and works", government_measures},
        {"industry", "园区、小镇与企业效应", "Parks, towns and effects on firms", industry_measures},
        {"countryside", "旅游、电商与利益联结", "Tourism, trade and contracts", countryside_measures},
        {"patterns", "典型事实的统计量", "Statistics of the stylised facts", pattern_measures},
    };
    return all;
}

const std::vector<Measure>& measures() {
    static const std::vector<Measure> all = [] {
        std::vector<Measure> list;
        for (const Topic& topic : topics()) {
            std::vector<Measure> more = topic.list();
            list.insert(list.end(), std::make_move_iterator(more.begin()),
                        std::make_move_iterator(more.end()));
        }
        return list;
    }();
    return all;
}

}  // namespace changji::output
