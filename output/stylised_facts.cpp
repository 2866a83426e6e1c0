#include "output/stylised_facts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/base/math.hpp"
#include "model/baseline/csv.hpp"
#include "output/csv.hpp"
#include "output/patterns.hpp"

namespace changji::output {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Values of one scenario, mean of its runs.
class Reader {
  public:
    Reader(const Results& results, const std::string& scenario)
        : results_(results), scenario_(scenario) {}

    double at(const char* measure, int year, std::size_t row = zone_row) const {
        const Series* series = results_.find(measure);
        if (series == nullptr || results_.year_index(year) == results_.years.size()) return nothing;
        return mean_value(results_, *series, scenario_, year, row);
    }
    double last(const char* measure) const { return at(measure, results_.years.back()); }
    double rise(const char* measure) const { return last(measure) - at(measure, first_year); }
    int last_year() const { return results_.years.back(); }
    const std::vector<int>& years() const { return results_.years; }

  private:
    const Results& results_;
    const std::string& scenario_;
};

/// Correlation of the yearly change of rents with the change of the corn price the year before.
double rent_price_correlation(const Reader& r) {
    PairSums sums;
    for (const int year : r.years()) {
        const double now = r.at("rent_yuan_per_mu", year), before = r.at("rent_yuan_per_mu", year - 1);
        const double price = r.at("corn_price", year - 1), earlier = r.at("corn_price", year - 2);
        if (now > 0 && before > 0 && price > 0 && earlier > 0)
            sums.add(math::log(price / earlier), math::log(now / before), 1);
    }
    return sums.n >= 4 ? sums.correlation() : nothing;
}

double entry_rate(const Reader& r) {
    double entries = 0, firms = 0;
    for (const int year : r.years()) {
        if (year == first_year) continue;
        entries += r.at("firm_entries", year);
        firms += r.at("firms", year);
    }
    return firms > 0 ? entries / firms : nothing;
}

double largest(const Reader& r, const char* part, const char* whole) {
    double most = nothing;
    for (const int year : r.years()) {
        const double share = r.at(part, year) / r.at(whole, year);
        if (!(share <= most)) most = share;
    }
    return most;
}

double largest_ratio(const Reader& r) {
    double most = nothing;
    for (const int year : r.years())
        if (!(r.at("income_ratio", year) <= most)) most = r.at("income_ratio", year);
    return most / r.at("income_ratio", first_year);
}

struct Spread {
    double low = nothing, high = nothing;
};
Spread rollout_spread(const Reader& r, int year, std::size_t without = district_count) {
    Spread spread;
    for (std::size_t d = 0; d < district_count; ++d) {
        if (d == without) continue;
        const double rollout = r.at("rollout_mean", year, d);
        if (!(rollout >= spread.low)) spread.low = rollout;
        if (!(rollout <= spread.high)) spread.high = rollout;
    }
    return spread;
}

struct Statistic {
    const char* name;
    double (*value)(const Reader& r);
};

const std::vector<Statistic>& statistics() {
    using R = const Reader&;
    static const std::vector<Statistic> all{
        {"lessor_age_gap", [](R r) { return r.last("lessor_head_age") - r.last("lessee_head_age"); }},
        {"lessor_off_farm_gap",
         [](R r) { return r.last("lessor_off_farm_share") - r.last("lessee_off_farm_share"); }},
        {"farm_size_skew", [](R r) { return r.last("farm_size_skew"); }},
        {"farm_gini_rise", [](R r) { return r.rise("farm_size_gini"); }},
        {"transfer_off_farm_correlation",
         [](R r) { return r.last("transfer_off_farm_correlation"); }},
        {"rent_price_correlation", rent_price_correlation},
        {"large_farm_ability_gap", [](R r) { return r.last("large_farm_ability_gap"); }},
        {"landless_settle_more",
         [](R r) {
             return r.last("settled_share_without_land") - r.last("settled_share_with_land");
         }},
        {"exits_of_home_owners",
         [](R r) {
             return r.last("urban_home_share_of_exits") / r.last("urban_home_share_of_holders");
         }},
        {"entered_near_the_centre",
         [](R r) { return r.last("ccl_mean_minutes") / r.last("village_mean_minutes"); }},
        {"firm_tail_exponent", [](R r) { return r.last("firm_tail_exponent"); }},
        {"firm_entry_rate", entry_rate},
        {"loan_size_area_correlation", [](R r) { return r.last("loan_size_area_correlation"); }},
        {"largest_rural_property_share",
         [](R r) { return largest(r, "rural_property_income", "rural_income"); }},
        {"near_commuting",
         [](R r) { return r.last("near_commuter_share") / r.last("near_job_share"); }},
        {"rural_ageing_lead",
         [](R r) { return r.rise("elderly_share_rural") - r.rise("elderly_share_urban"); }},
        {"away_idle_correlation", [](R r) { return r.last("away_idle_correlation"); }},
        {"income_ratio_2025",
         [](R r) { return r.at("income_ratio", 2025) / r.at("income_ratio", first_year); }},
        {"largest_income_ratio", largest_ratio},
        {"jiutai_rollout_lead",
         [](R r) {
             constexpr std::size_t jiutai = index(District::jiutai);
             return r.at("rollout_mean", 2021, jiutai) - rollout_spread(r, 2021, jiutai).high;
         }},
        {"rollout_spread_fall",
         [](R r) {
             const Spread then = rollout_spread(r, 2025), now = rollout_spread(r, r.last_year());
             return then.high - then.low - (now.high - now.low);
         }},
    };
    return all;
}

const Statistic* find_statistic(const std::string& name) {
    for (const Statistic& s : statistics())
        if (s.name == name) return &s;
    return nullptr;
}

StylisedFact fact_of(const CsvRow& row, FactProblems& problems) {
    const auto& f = row.fields;
    const auto check = [&](bool good, std::size_t field) {
        if (!good)
            problems.add(row.place, {"“" + f[field] + "”不是允许的取值",
                                     "'" + f[field] + "' is not one of the words allowed here"});
    };
    check(find_statistic(f[1]) != nullptr, 1);
    check(f[2] == "at_least" || f[2] == "at_most", 2);
    check(f[4] == "any" || f[4] == "baseline" || f[4] == "reform", 4);
    return {f[0], f[1], f[4], f[5], f[6], f[7], f[2] == "at_least",
            read_number(row, 3, "threshold", problems)};
}

}  // namespace

std::vector<StylisedFact> read_stylised_facts(const std::filesystem::path& file) {
    FactProblems problems;
    std::string text;
    std::vector<StylisedFact> facts;
    for (const CsvRow& row : read_csv(
             file, {"id", "statistic", "rule", "threshold", "scenario", "zh", "en", "source"},
             problems, text))
        facts.push_back(fact_of(row, problems));
    problems.throw_if_any();
    return facts;
}

double statistic_value(const std::string& name, const Results& results,
                       const std::string& scenario) {
    const Statistic* statistic = find_statistic(name);
    return statistic == nullptr ? nothing : statistic->value(Reader(results, scenario));
}

bool is_baseline(const Results& results, const std::string& scenario) {
    const Reader reader(results, scenario);
    return !(reader.rise("rollout_mean") > 1e-9);
}

std::vector<JudgedFact> judge(const std::vector<StylisedFact>& facts, const Results& results,
                              const std::string& scenario) {
    const char* kind = is_baseline(results, scenario) ? "baseline" : "reform";
    std::vector<JudgedFact> judged;
    for (const StylisedFact& fact : facts) {
        JudgedFact j{fact, statistic_value(fact.statistic, results, scenario), nothing, {}};
        j.margin = fact.at_least ? j.value - fact.threshold : fact.threshold - j.value;
        if (fact.scenario != "any" && fact.scenario != kind) {
            j.judgement = Judgement::not_this_scenario;
        } else if (std::isnan(j.value)) {
            j.judgement = Judgement::not_in_results;
        } else {
            j.judgement = j.margin >= 0 ? Judgement::holds : Judgement::fails;
        }
        judged.push_back(std::move(j));
    }
    return judged;
}

}  // namespace changji::output
