#include "model/processes/rollout.hpp"

#include <algorithm>

#include "model/base/math.hpp"
#include "model/zone/decision.hpp"

namespace changji::rollout {
namespace {

double held(double x) { return x < 0 ? 0 : x > 1 ? 1 : x; }

/// κ of a district and item: help of government terms, and a slip with mean one.
double speed(const Settings& settings, District d, std::size_t item, int year,
             const Draws& draws) {
    const Coefficients& c = settings.coefficients;
    const Levers& l = settings.levers[d];
    const double reward = settings.reward[d] / c.reward_reference;
    const Key key = (static_cast<Key>(index(d)) << 32) | static_cast<Key>(item);
    const double z = math::normal_quantile(draws.uniform(key, year, draw_rollout_slip));
    const double slip = math::exp(l.slippage * z - 0.5 * l.slippage * l.slippage);
    return c.speed * (1.0 + c.coordination * l.coordination) *
           (1.0 + c.promotion * l.promotion) *
           (1.0 + c.reward * (reward < 1.0 ? reward : 1.0)) * l.planning * slip;
}

/// Items that wait for national authorisation: T1.4, T3.1, and T3.2 in the homestead pilot, which
/// is the district that had T3.2 in 2019.
bool awaits_authorisation(std::size_t item, District district) {
    const std::string_view id = plan_items()[item].id;
    return id == "T1.4" || id == "T3.1" || (id == "T3.2" && rollout_2019(item, district) > 0);
}

}  // namespace

double next_rollout(double now, double target, const Push& push, double reversal) {
    const double ahead = target > now ? target - now : 0.0;
    const double behind = now > target ? now - target : 0.0;
    const double leader = push.leader > now ? push.leader - now : 0.0;
    const double step = (push.speed < 1.0 ? push.speed : 1.0) * ahead +
                        (target > now ? push.replication * leader : 0.0);
    const double limit = target > now ? target : now;
    const double risen = now + step < limit ? now + step : limit;
    return held(risen - reversal * behind);
}

void open(World& world) {
    for (std::size_t d = 0; d < district_count; ++d) {
        auto& rollout = world.districts[d].rollout;
        rollout.resize(plan_items().size());
        world.districts[d].raised.assign(plan_items().size(), 0.0);
        for (std::size_t item = 0; item < rollout.size(); ++item) {
            rollout[item] = rollout_2019(item, district_at(d));
        }
    }
}

void advance(World& world, const Scenario& scenario, const Settings& settings,
             const Draws& draws) {
    for (std::size_t item = 0; item < plan_items().size(); ++item) {
        double leader = 0;
        for (const DistrictState& state : world.districts) {
            leader = std::max(leader, state.rollout[item]);
        }
        for (std::size_t d = 0; d < district_count; ++d) {
            const District district = district_at(d);
            const Levers& levers = settings.levers[district];
            double& rho = world.districts[d].rollout[item];
            double target = scenario.target(item, world.year, district);
            if (plan_items()[item].safeguard) {
                rho = target;
                continue;
            }
            target += world.districts[d].raised[item] * (1.0 - target);
            if (awaits_authorisation(item, district) &&
                world.year < levers.authorised_from) {
                target = rollout_2019(item, district);
            }
            const Push push{speed(settings, district, item, world.year, draws),
                            settings.coefficients.replication * levers.replication, leader};
            rho = next_rollout(rho, target, push, settings.coefficients.reversal);
        }
    }
}

}  // namespace changji::rollout
