#include "model/processes/land_policy.hpp"

#include <algorithm>
#include <vector>

#include "model/baseline/apportion.hpp"

namespace changji::land_policy {
namespace {

constexpr LandUse unused = LandUse::other, crops = LandUse::other_cultivated;

bool in_town(const Cell& cell) {
    return cell.is_village() && cell.minutes_to_centre <= in_town_minutes;
}

/// One district's year.
class Policy {
  public:
    Policy(World& world, const Settings& settings, std::size_t d)
        : world_(world),
          settings_(settings),
          district_(district_at(d)),
          state_(world.districts[d]),
          levers_(settings.levers[d]),
          line_(land::red_line(world.year, settings.land[d])) {
        for (std::size_t i = 0; i < world.cells.size(); ++i) {
            const Cell& cell = world.cells[i];
            if (cell.is_village() && cell.district == district_) villages_.push_back(i);
        }
    }

    void grant_quota(double hectares_of_zone) {
        const Area area = hectares(hectares_of_zone);
        state_.construction_quota += area;
        state_.land_record.quota_granted += area;
    }

    /// Returned homesteads first, which earn quota, then unused land.
    void consolidate(double hectares_of_zone) {
        const Money from_reform = scaled(state_.budget.reform, settings_.coefficients.reform_share);
        Area left = hectares(hectares_of_zone);
        Money money = std::max(Money{}, state_.land_fund) + from_reform;
        left -=
            put_under_crops(LandUse::homestead, left, settings_.coefficients.reclaim_cost, money);
        put_under_crops(unused, left, settings_.coefficients.consolidation_cost, money);
    }

    void sell_quota() {
        const Area area = std::min(state_.construction_quota,
                                   scaled(state_.land_flows.quota_earned, levers_.quota_sold));
        if (area.count <= 0) return;
        const Money income = yuan(levers_.quota_price * world_.zone.cpi * in_hectares(area));
        state_.construction_quota -= area;
        state_.land_record.quota_sold += area;
        state_.cash += income;
        state_.land_fund += income;
        world_.ledger.receive(Item::quota_sale, district_, income);
    }

    void redevelop() {
        const Coefficients& c = settings_.coefficients;
        const double dwelling = settings_.house_price_2019 * state_.house_price * world_.zone.cpi;
        const double per_hectare = levers_.compensation * dwelling / c.homestead_m2 * 1e4;
        for (const std::size_t i : villages_) {
            Cell& cell = world_.cells[i];
            if (!in_town(cell) || levers_.redevelopment <= 0) continue;
            // Only what no household uses: homes people live in need their consent.
            const Area area = affordable(scaled(cell.returned_homestead, levers_.redevelopment),
                                         per_hectare, state_.land_fund);
            redevelop(cell, area, per_hectare);
        }
    }

private:
    Area available(const Cell& cell, LandUse from) const {
        return from == unused ? cell.land[index(unused)] : cell.returned_homestead;
    }

    void pay(Item item, Money cost) {
        const Money from_fund = std::min(cost, std::max(Money{}, state_.land_fund));
        state_.cash -= cost;
        state_.land_fund -= from_fund;
        state_.reform_advanced += cost - from_fund;
        world_.ledger.pay_out(item, district_, cost);
    }

    /// As much as money allows, over villages in proportion to what they have; less what is spent.
    Area put_under_crops(LandUse from, Area wanted, double cost, Money& money) {
        std::vector<double> weight;
        Area all;
        for (const std::size_t i : villages_) {
            const Area area = available(world_.cells[i], from);
            weight.push_back(static_cast<double>(area.count));
            all += area;
        }
        const double per_hectare = cost * world_.zone.cpi;
        const Area total = affordable(std::min(wanted, all), per_hectare, money);
        if (total.count <= 0) return {};
        const auto parts = apportion(weight, total.count);
        Area done;
        for (std::size_t k = 0; k < villages_.size(); ++k) {
            Cell& cell = world_.cells[villages_[k]];
            const Area area = std::min(Area{parts[k]}, available(cell, from));
            if (area.count <= 0) continue;
            if (land::convert(cell, state_, {from, crops}, area, line_) != land::Verdict::done)
                continue;
            if (from == LandUse::homestead) {
                cell.returned_homestead -= area;
                state_.land_flows.quota_earned += area;
            }
            done += area;
        }
        const Money paid = std::min(money, yuan(per_hectare * in_hectares(done)));
        money -= paid;
        pay(Item::consolidation_cost, paid);
        state_.land_record.consolidated += done;
        return done;
    }

    void redevelop(Cell& cell, Area area, double per_hectare) {
        if (area.count <= 0) return;
        const land::Transition change{LandUse::homestead, LandUse::state_construction};
        if (land::convert(cell, state_, change, area, line_) != land::Verdict::done) return;
        const Money paid = std::min(state_.land_fund, yuan(per_hectare * in_hectares(area)));
        state_.cash -= paid;
        state_.land_fund -= paid;
        cell.collective_cash += paid;
        world_.ledger.post(Item::redevelopment_compensation, district_, district_, paid);
        cell.returned_homestead -= area;
        cell.state_for_sale += area;
        state_.land_record.redeveloped += area;
    }

    World& world_;
    const Settings& settings_;
    District district_;
    DistrictState& state_;
    const Levers& levers_;
    double line_;
    std::vector<std::size_t> villages_;
};

PerDistrict<double> gdp_of(const World& world) {
    PerDistrict<double> gdp;
    for (std::size_t d = 0; d < district_count; ++d) gdp[d] = in_yuan(world.districts[d].gdp);
    return gdp;
}

/// Unused land of the full population, by district.
PerDistrict<double> headroom_of(const World& world) {
    PerDistrict<double> area;
    for (const Cell& cell : world.cells) {
        if (cell.is_village()) area[cell.district] += in_hectares(cell.land[index(unused)]);
    }
    for (std::size_t d = 0; d < district_count; ++d)
        area[d] *= world.weight[d][index(Stratum::rural)];
    return area;
}

}  // namespace

PerDistrict<double> district_parts(const World& world, const PerDistrict<double>& weight) {
    double all = 0;
    for (const double w : weight) all += w > 0 ? w : 0.0;
    PerDistrict<double> parts;
    for (std::size_t d = 0; d < district_count; ++d) {
        const double people = world.weight[d][index(Stratum::rural)];
        if (all > 0 && people > 0 && weight[d] > 0) parts[d] = weight[d] / all / people;
    }
    return parts;
}

Area affordable(Area wanted, double cost_per_ha, Money money) {
    if (money.count <= 0 || wanted.count <= 0) return {};
    if (cost_per_ha <= 0) return wanted;
    const double square_metres = in_yuan(money) / cost_per_ha * 1e4;
    if (square_metres >= static_cast<double>(wanted.count)) return wanted;
    return {static_cast<std::int64_t>(square_metres)};
}

void step(World& world, const Settings& settings) {
    const PerDistrict<double> by_gdp = district_parts(world, gdp_of(world));
    const PerDistrict<double> by_headroom = district_parts(world, headroom_of(world));
    for (std::size_t d = 0; d < district_count; ++d) {
        world.districts[d].land_flows = {};
        world.districts[d].reform_advanced = Money{};
        Policy policy(world, settings, d);
        policy.grant_quota(settings.levers[d].new_quota * by_gdp[d]);
        policy.consolidate(settings.levers[d].consolidation * by_headroom[d]);
        policy.sell_quota();
        policy.redevelop();
    }
}

}  // namespace changji::land_policy
