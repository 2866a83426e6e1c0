#include "model/processes/public_works.hpp"

#include <algorithm>

#include "model/base/math.hpp"
#include "model/base/random.hpp"
#include "model/scenario/plan_items.hpp"
#include "model/zone/decision.hpp"

namespace changji::public_works {
namespace {

enum Order { finest_first = 1, by_lot = 2 };  // 0: the plainest first

std::vector<std::size_t> villages_of(const World& world, std::size_t d) {
    std::vector<std::size_t> villages;
    for (std::size_t i = 0; i < world.cells.size(); ++i)
        if (world.cells[i].is_village() && index(world.cells[i].district) == d)
            villages.push_back(i);
    return villages;
}

/// Part of a zone total, by villages, that falls to each village in memory.
double villages_in_zone(const World& world) {
    double sum = 0;
    for (const Cell& cell : world.cells)
        if (cell.is_village()) sum += world.weight[index(cell.district)][index(Stratum::rural)];
    return sum;
}

std::vector<std::size_t> in_turn(const std::vector<Site>& sites) {
    std::vector<std::size_t> turn(sites.size());
    for (std::size_t v = 0; v < turn.size(); ++v) turn[v] = v;
    std::stable_sort(turn.begin(), turn.end(), [&](std::size_t a, std::size_t b) {
        return sites[a].turn < sites[b].turn;
    });
    return turn;
}

/// State of 2019, by the village's fixed draw: the quantile of Beta(1, b) with mean 1/(1 + b).
double beauty_2019(const Cell& cell, const Coefficients& c) {
    const double shape = c.beauty_2019 / (1 - c.beauty_2019);
    return 1 - math::power(1 - fixed_trait(cell.key, draw_village_beauty), shape);
}

/// A village keeps its place in the queue by its state of 2019: what is begun is finished.
double turn_of(const Cell& cell, int order, const Coefficients& c) {
    if (order == by_lot) return fixed_trait(cell.key, draw_village_turn);
    return order == finest_first ? -beauty_2019(cell, c) : beauty_2019(cell, c);
}

/// Spends on villages what money there is.
class Builder {
  public:
    Builder(const std::vector<Site>& sites, const Means& means, Works& works)
        : sites_(sites), means_(means), works_(works) {}

    void bring_to(std::size_t v, double level) {
        const double missing = level - works_.beauty[v];
        if (missing <= 0 || means_.cost <= 0) return;
        const double added = sites_[v].attracts_capital ? means_.private_share : 0.0;
        const double needed = missing * means_.cost / (1 + added);
        const double left = means_.money - works_.spent;
        const double spent = needed < left ? needed : left;
        if (spent <= 0) return;
        works_.spent += spent;
        works_.privately += spent * added;
        works_.beauty[v] += spent * (1 + added) / means_.cost;
    }

  private:
    const std::vector<Site>& sites_;
    const Means& means_;
    Works& works_;
};

/// What the district could pay last year beyond its fixed tasks; more waits for another year.
Money most_for_works(const DistrictState& state) {
    return std::max(Money{}, state.budget.reform + state.budget.earmark);
}

void pay(World& world, std::size_t d, Item item, Money amount) {
    world.districts[d].cash -= amount;
    world.ledger.pay_out(item, district_at(d), amount);
}

void set_beauty(Cell& cell, double beauty, const Coefficients& c) {
    cell.beauty = static_cast<float>(beauty);
    cell.beautiful = beauty >= c.threshold;
}

void beautify(World& world, const Settings& settings, std::size_t d, double zone_villages) {
    const std::vector<std::size_t> villages = villages_of(world, d);
    DistrictState& state = world.districts[d];
    const Levers& l = settings.levers[d];
    const int order = static_cast<int>(round_half_away(l.order));
    std::vector<Site> sites;
    for (const std::size_t i : villages) {
        const Cell& cell = world.cells[i];
        const bool business = cell.entered.count > 0 || cell.reused_commercial.count > 0;
        sites.push_back({static_cast<double>(cell.beauty),
                         turn_of(cell, order, settings.coefficients), business});
    }
    const double wanted = l.budget * world.zone.cpi * static_cast<double>(villages.size()) /
                          (zone_villages > 0 ? zone_villages : 1.0);
    const double money = std::min(wanted, in_yuan(most_for_works(state)));
    const Means means{money, l.cost * world.zone.cpi, l.private_share};
    const Works works = improve(sites, means, settings.coefficients);
    for (std::size_t v = 0; v < villages.size(); ++v)
        set_beauty(world.cells[villages[v]], works.beauty[v], settings.coefficients);
    state.village_works = yuan(works.spent);
    state.private_works = yuan(works.privately);
    pay(world, d, Item::village_works, state.village_works);
    // Private capital comes from outside and is built at once: it stays in nobody's cash.
    world.ledger.post(Item::private_village_works, Ledger::outside, Ledger::outside,
                      state.private_works);
}

/// Coverage moves towards its target; villages below it by their fixed draw are connected.
void connect_water(World& world, const Settings& settings, std::size_t d) {
    DistrictState& state = world.districts[d];
    const Coefficients& c = settings.coefficients;
    const double gap = settings.levers[d].water - state.water_cover;
    state.water_works = Money{};
    if (gap <= 0) return;
    state.water_cover += gap < c.water_step ? gap : c.water_step;
    const std::size_t item = plan_item_index("P10a");
    std::int64_t connected = 0;
    for (const std::size_t i : villages_of(world, d)) {
        Cell& cell = world.cells[i];
        if (cell.has_water || village_draw(cell, item) >= state.water_cover) continue;
        cell.has_water = 1;
        ++connected;
    }
    const Money each = yuan(c.water_cost * world.zone.cpi);
    state.water_works = Money{each.count * connected};
    pay(world, d, Item::water_works, state.water_works);
}

}  // namespace

Works improve(const std::vector<Site>& sites, const Means& means, const Coefficients& c) {
    Works works;
    for (const Site& site : sites) works.beauty.push_back((1 - c.wear) * site.beauty);
    Builder builder(sites, means, works);
    for (std::size_t v = 0; v < sites.size(); ++v)
        if (sites[v].beauty >= c.threshold) builder.bring_to(v, sites[v].beauty);
    for (const std::size_t v : in_turn(sites)) builder.bring_to(v, c.finished);
    for (double& beauty : works.beauty) beauty = beauty < 1 ? beauty : 1.0;
    return works;
}

void open(World& world, const Settings& settings) {
    const std::size_t item = plan_item_index("P10a");
    for (Cell& cell : world.cells) {
        if (!cell.is_village()) continue;
        set_beauty(cell, beauty_2019(cell, settings.coefficients), settings.coefficients);
        cell.has_water = village_draw(cell, item) < settings.levers[cell.district].water;
    }
    for (std::size_t d = 0; d < district_count; ++d)
        world.districts[d].water_cover = settings.levers[d].water;
}

void step(World& world, const Settings& settings) {
    const double zone_villages = villages_in_zone(world);
    for (std::size_t d = 0; d < district_count; ++d) {
        beautify(world, settings, d, zone_villages);
        connect_water(world, settings, d);
    }
}

}  // namespace changji::public_works
