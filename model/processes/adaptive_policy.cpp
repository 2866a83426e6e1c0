#include "model/processes/adaptive_policy.hpp"

#include <string_view>

namespace changji::adaptive_policy {
namespace {

constexpr int middle_year = 2025, goal_year = 2035;

/// Plan items that a government turns to when a criterion lags: ids, or the group before a dot.
/// Assumption: those whose mechanism moves the criterion. Rollout itself turns to every item.
struct Remedy {
    Criterion criterion;
    std::vector<std::string_view> items;
};
const std::vector<Remedy>& remedies() {
    static const std::vector<Remedy> list{
        {Criterion::rollout, {"all"}},
        {Criterion::income_ratio, {"T5"}},
        {Criterion::settlements, {"T1.1", "T1.6", "T5.3", "A1", "Z5a"}},
        {Criterion::grain, {"A2", "P8a", "P7b"}},
        {Criterion::services, {"A6", "P10d"}},
        {Criterion::beautiful, {"P3a", "P3b"}},
    };
    return list;
}

std::vector<std::size_t> items_of(Criterion criterion) {
    std::vector<std::size_t> items;
    for (const Remedy& remedy : remedies()) {
        if (remedy.criterion != criterion) continue;
        for (const std::string_view id : remedy.items) {
            const std::size_t item = plan_item_index(id);
            if (item < plan_items().size()) {
                items.push_back(item);
            } else {
                for (const std::size_t member : plan_group(id)) items.push_back(member);
            }
        }
    }
    return items;
}

/// One district at the end of a year.
class Government {
  public:
    Government(World& world, const Scenario& scenario, const Settings& settings, std::size_t d)
        : world_(world),
          scenario_(scenario),
          settings_(settings),
          district_(district_at(d)),
          state_(world.districts[d]) {}

    void raise_targets() {
        const Levers& l = settings_.levers[district_];
        for (const Goal& goal : goals()) {
            const Evaluation& e = state_.evaluation;
            const double wanted = path(goal, e.level_2019[index(goal.criterion)], world_.year);
            const double level = e.level[index(goal.criterion)];
            if (!(shortfall(level, wanted) > l.tolerance)) continue;
            for (const std::size_t item : items_of(goal.criterion))
                if (may_rise(item)) raise(item, l.step, level, wanted);
        }
    }

    void brake_if(Rule rule, bool condition, double observed, double limit) {
        const std::uint8_t bit = brake(rule);
        const bool was = (state_.brakes & bit) != 0;
        if (condition) next_brakes_ = static_cast<std::uint8_t>(next_brakes_ | bit);
        if (condition || was) log(rule, -1, {observed, limit, condition ? 1.0 : 0.0});
    }

    void decide_brakes() {
        const Tally& village = world_.tallies[index(district_)][index(Stratum::rural)];
        const double contracts = static_cast<double>(village.contracts);
        const double disputes =
            contracts > 0 ? static_cast<double>(village.disputes) / contracts : 0.0;
        const double limit = settings_.coefficients.dispute_limit;
        brake_if(Rule::pause_exits, disputes > limit || village.rights_violations > 0, disputes,
                 limit);
        brake_if(Rule::pause_conversion, state_.cultivated_credit.count <= 0,
                 in_hectares(state_.cultivated_credit), 0);
    }

    void close() { state_.brakes = next_brakes_; }

private:
    struct Amounts {
        double trigger, limit, amount;
    };

    /// Only what the scenario reforms at all, and not yet in full.
    bool may_rise(std::size_t item) const {
        if (plan_items()[item].safeguard) return false;
        const double in_the_end = scenario_.target(item, scenario_.last_year, district_);
        return in_the_end > rollout_2019(item, district_) &&
               scenario_.target(item, world_.year + 1, district_) < 1 && state_.raised[item] < 1;
    }

    void raise(std::size_t item, double step, double level, double wanted) {
        const double more = step * (1 - state_.raised[item]);
        if (!(more > 0)) return;
        state_.raised[item] += more;
        log(Rule::raise_target, static_cast<std::int16_t>(item), {level, wanted, more});
    }

    void log(Rule rule, std::int16_t item, const Amounts& amounts) {
        Actions& actions = world_.actions;
        table::resize(actions, actions.size() + 1);
        actions.year.back() = static_cast<std::int16_t>(world_.year);
        actions.district.back() = static_cast<std::uint8_t>(index(district_));
        actions.rule.back() = rule;
        actions.item.back() = item;
        actions.trigger.back() = amounts.trigger;
        actions.limit.back() = amounts.limit;
        actions.amount.back() = amounts.amount;
    }

    World& world_;
    const Scenario& scenario_;
    const Settings& settings_;
    District district_;
    DistrictState& state_;
    std::uint8_t next_brakes_ = 0;
};

}  // namespace

const std::vector<Goal>& goals() {
    // The thresholds of output/targets.csv; income ratio is rural over urban here.
    static const std::vector<Goal> list{
        {Criterion::rollout, 0.50, 0.95, false},
        {Criterion::income_ratio, 1 / 0.95, 1 / 0.80, true},
        {Criterion::settlements, 1.5, 1.5, true},
        {Criterion::grain, 1, 1, true},
        {Criterion::services, 0.75, 0.95, false},
        {Criterion::beautiful, 0.30, 1.00, false},
    };
    return list;
}

double path(const Goal& goal, double level_2019, int year) {
    const double scale = goal.times_2019 ? level_2019 : 1.0;
    const double middle = scale * goal.in_2025, end = scale * goal.in_2035;
    if (year <= middle_year)
        return level_2019 + (middle - level_2019) * (year - first_year) / (middle_year - first_year);
    if (year >= goal_year) return end;
    return middle + (end - middle) * (year - middle_year) / (goal_year - middle_year);
}

double shortfall(double level, double path) {
    return path > 0 && level < path ? (path - level) / path : 0.0;
}

void adjust(World& world, const Scenario& scenario, const Settings& settings) {
    for (std::size_t d = 0; d < district_count; ++d) {
        DistrictState& state = world.districts[d];
        const Levers& l = settings.levers[d];
        state.adjusting_years = l.on >= 0.5 ? state.adjusting_years + 1 : 0;
        Government government(world, scenario, settings, d);
        if (l.on >= 0.5 && state.adjusting_years > static_cast<int>(l.lag)) {
            government.raise_targets();
            government.decide_brakes();
        }
        government.close();
    }
}

}  // namespace changji::adaptive_policy
