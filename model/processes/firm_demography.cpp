#include "model/processes/firm_demography.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "model/base/math.hpp"
#include "model/zone/decision.hpp"

namespace changji::firm_demography {

namespace {

constexpr double largest_mean = 10000;

Condition condition(const World& world, std::size_t f) {
    const Firms& firms = world.firms;
    return {margin(firms.profit[f], firms.value_added[f], world.solved.tax_rate_full),
            static_cast<double>(firms.jobs[f]), world.year - firms.founded[f]};
}

Condition supported_condition(const World& world, std::size_t f,
                              const PerDistrict<Levers>& levers) {
    Condition now = condition(world, f);
    if (world.firms.origin[f] == FirmOrigin::startup)
        now.support = levers[world.firms.district[f]].survival;
    return now;
}

bool beyond_overdraft(const Firms& firms, std::size_t f, double months) {
    return firms.cash[f] < -scaled(firms.value_added[f], months / 12.0);
}

/// Decides for every firm, in parallel; 1 = closes.
std::vector<std::uint8_t> decide_exits(const World& world, const Settings& settings,
                                       const Draws& draws) {
    const Coefficients& c = settings.coefficients;
    const Firms& firms = world.firms;
    std::vector<std::uint8_t> closes(firms.size(), 0);
    firms::for_each_firm(firms, [&](std::size_t f) {
        if (!firms.open[f] || firms.origin[f] == FirmOrigin::anchor) return;
        const double chance = exit_probability(supported_condition(world, f, settings.levers),
                                               world.solved.exit_constant, c);
        closes[f] = draws.uniform(firms.key[f], world.year, draw_firm_exit) < chance ||
                    beyond_overdraft(firms, f, c.overdraft_months);
    });
    return closes;
}

/// Remaining cash goes to the owners; a debt is written off outside, a negative payment.
void close(World& world, std::size_t f) {
    Firms& firms = world.firms;
    const District district = firms.district[f];
    world.ledger.pay_out(Item::firm_closing, district, firms.cash[f]);
    firms.cash[f] = Money{};
    firms.profit[f] = Money{};
    firms.value_added[f] = Money{};
    firms.open[f] = 0;
    ++world.districts[district].exits[index(firms.sector[f])];
}

struct Models {
    std::array<std::vector<Row>, sector_count> by_sector;  ///< firms whose size entrants copy
};

/// Exiters by sector in the order of their keys, so that row order is irrelevant; where a sector
/// has none, its open firms.
Models find_models(const Firms& firms, const std::vector<std::uint8_t>& closes) {
    Models models, open;
    for (std::size_t f = 0; f < closes.size(); ++f) {
        const std::size_t s = index(firms.sector[f]);
        if (closes[f]) models.by_sector[s].push_back(static_cast<Row>(f));
        if (firms.open[f]) open.by_sector[s].push_back(static_cast<Row>(f));
    }
    for (std::size_t s = 0; s < sector_count; ++s) {
        auto& rows = models.by_sector[s];
        if (rows.empty()) rows = open.by_sector[s];
        std::sort(rows.begin(), rows.end(), [&](Row a, Row b) {
            return firms.key[static_cast<std::size_t>(a)] < firms.key[static_cast<std::size_t>(b)];
        });
    }
    return models;
}

struct Entrant {
    Key key;
    std::size_t district, sector;
    Row model;
    FirmOrigin origin = FirmOrigin::entrant;
};

/// Appends a firm of the model's size; its owners pay capital and a start in cash, and it buys
/// the capital outside.
void open_firm(World& world, const Entrant& entrant, double z, double cash_months) {
    Firms& firms = world.firms;
    const auto model = static_cast<std::size_t>(entrant.model);
    const District district = district_at(entrant.district);
    const Money price = scaled(firms.capital[model], world.zone.cpi);
    const Money working = scaled(firms.wage_bill[model], cash_months / 12.0);
    table::append_row(firms, firms, entrant.model);
    const std::size_t f = firms.size() - 1;
    firms.key[f] = entrant.key;
    firms.district[f] = district;
    firms.open[f] = 1;
    firms.origin[f] = entrant.origin;
    firms.founded[f] = static_cast<std::int16_t>(world.year);
    firms.productivity[f] = z;
    firms.jobs[f] = firms.sought[f] = firms.shed[f] = 0;
    firms.wage_bill[f] = firms.value_added[f] = firms.profit[f] = Money{};
    firms.cash[f] = working;
    world.ledger.receive(Item::firm_start_capital, district, price + working);
    world.ledger.pay_out(Item::firm_investment, district, price);
    if (entrant.origin == FirmOrigin::foreign)
        world.districts[district].foreign_investment += price + working;
    ++world.districts[district].entries[entrant.sector];
}

/// Firms of the opening year by district and sector: rows stay for ever, open or not.
firms::BySector<std::int64_t> firms_of_2019(const Firms& firms) {
    firms::BySector<std::int64_t> count;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (firms.founded[f] <= first_year) ++count[firms.district[f]][index(firms.sector[f])];
    }
    return count;
}

double demand_change(const DistrictState& district, std::size_t s, double trend, int years) {
    if (district.demand0[s] <= 0 || district.demand[s] <= 0) return 0;
    return math::log(district.demand[s] / district.demand0[s]) -
           std::max(0, years - 1) * math::log(1.0 + trend);
}

/// Expected entries of 2019 in a district: its share of the sector's firms of 2019.
double entries_2019(const World& world, const firms::BySector<std::int64_t>& start, std::size_t d,
                    std::size_t s) {
    std::int64_t all = 0;
    for (std::size_t k = 0; k < district_count; ++k) all += start[k][s];
    if (all == 0) return 0;
    return world.solved.entry_rate[s] * district_count * static_cast<double>(start[d][s]) /
           static_cast<double>(all);
}

/// Share of the entries of 2019 that were not start-ups of residents.
double other_entries(const World& world, const firms::BySector<std::int64_t>& start,
                     std::size_t d) {
    double all = 0;
    for (std::size_t s = 0; s < sector_count; ++s) all += entries_2019(world, start, d, s);
    return all > 0 ? std::max(0.0, 1.0 - world.districts[d].startup_firms_2019 / all) : 1.0;
}

/// Start-ups and foreign firms apart from other entrants: each keeps its key.
constexpr int first_startup_slot = 1 << 20, first_foreign_slot = 1 << 21;

/// Opens a number of firms whose sizes are copied from random members of `sizes`.
void open_firms(World& world, const firms::Coefficients& c, const Draws& draws,
                const std::vector<Row>& sizes, Entrant entrant, int first_slot, int count) {
    const Key list = list_key(entrant.district, entrant.sector);
    const double sd = std::sqrt(firms::stationary_variance(c));
    for (int slot = first_slot; slot < first_slot + count; ++slot) {
        entrant.key = derived_key(list, static_cast<std::uint32_t>(world.year),
                                  static_cast<std::uint32_t>(slot));
        const auto [pick, u] = draws.pair(entrant.key, world.year, draw_firm_size);
        entrant.model = sizes[static_cast<std::size_t>(pick * static_cast<double>(sizes.size()))];
        open_firm(world, entrant, sd * math::normal_quantile(u), c.cash_months);
    }
}

/// Foreign firms of the year: half of them make food, half other goods.
void open_foreign(World& world, const firms::Coefficients& c, const Draws& draws,
                  const Models& models, std::size_t d) {
    DistrictState& state = world.districts[d];
    state.foreign_investment = Money{};
    const double weight = world.weight[d][index(Stratum::urban)];
    const double mean = state.foreign_entries / (weight > 0 ? weight : 1.0);
    if (mean <= 0) return;
    const Key list = derived_key(list_key(d, 0), 0, 0x666F7265u);
    const int count = poisson(mean, list, world.year, draws);
    for (int i = 0; i < count; ++i) {
        const std::size_t s =
            i % 2 == 0 ? index(Sector::agrifood) : index(Sector::manufacturing);
        if (models.by_sector[s].empty()) continue;
        open_firms(world, c, draws, models.by_sector[s], {0, d, s, no_row, FirmOrigin::foreign},
                   first_foreign_slot + i, 1);
        ++state.foreign_firms[s];
    }
}

}  // namespace

Key list_key(std::size_t district, std::size_t sector) {
    return derived_key(0x6669726Du, static_cast<std::uint32_t>(district),
                       static_cast<std::uint32_t>(sector));
}

double exit_probability(const Condition& condition, double constant, const Coefficients& c) {
    const double size = math::log(std::max(1.0, condition.jobs) / 5.0);
    const double logit = constant + c.exit_profit * condition.margin + c.exit_size * size +
                         (condition.age < 3 ? c.exit_young : 0.0);
    const double chance = math::logistic(std::clamp(logit, -30.0, 30.0));
    return condition.age < 3 ? std::max(0.0, chance - condition.support) : chance;
}

double margin(Money profit, Money value_added, double tax_rate) {
    if (value_added.count <= 0) return 0;
    const double ratio =
        static_cast<double>(profit.count) / static_cast<double>(value_added.count) + tax_rate;
    return std::clamp(ratio, -1.0, 1.0);
}

double entry_mean(double mean0, double demand_change, double others, double support,
                  const Coefficients& c) {
    const double exponent =
        std::clamp(c.entry_demand * demand_change + others, -c.entry_clip, c.entry_clip);
    return std::min(largest_mean, mean0 * math::exp(exponent + support));
}

int poisson(double mean, Key key, int year, const Draws& draws) {
    int total = 0;
    std::uint32_t part = 0;
    for (double left = mean; left > 0; left -= 50.0, ++part) {
        const double m = std::min(left, 50.0);
        const double u = draws.uniform(key, year, draw_firm_entry, part);
        double term = math::exp(-m), sum = term;
        int n = 0;
        while (u > sum && n < 400) {
            ++n;
            term *= m / n;
            sum += term;
        }
        total += n;
    }
    return total;
}

void renew(World& world, const Settings& settings, const firms::Settings& firm_settings,
           const Draws& draws, double trend, const Roles& roles) {
    const Coefficients& c = settings.coefficients;
    Firms& firms = world.firms;
    for (DistrictState& district : world.districts) district.entries = district.exits = {};
    const std::vector<std::uint8_t> closes = decide_exits(world, settings, draws);
    const Models models = find_models(firms, closes);
    const firms::BySector<std::int64_t> start = firms_of_2019(firms);
    for (std::size_t d = 0; d < district_count; ++d) {
        const double others = other_entries(world, start, d);
        const double weight = world.weight[d][index(Stratum::urban)];
        for (std::size_t s = 0; s < sector_count; ++s) {
            if (models.by_sector[s].empty()) continue;
            const double change =
                demand_change(world.districts[d], s, trend, world.year - first_year);
            const double added =
                world.districts[d].entries_added[s] / (weight > 0 ? weight : 1.0);
            const double mean =
                roles[d][s] * entry_mean(others * entries_2019(world, start, d, s), change,
                                         world.districts[d].entry_push[s],
                                         settings.levers[d].entry_support, c) +
                added;
            const int entrants = poisson(mean, list_key(d, s), world.year, draws);
            open_firms(world, firm_settings.coefficients, draws, models.by_sector[s],
                       {0, d, s, no_row}, 0, entrants);
            open_firms(world, firm_settings.coefficients, draws, models.by_sector[s],
                       {0, d, s, no_row, FirmOrigin::startup}, first_startup_slot,
                       static_cast<int>(world.districts[d].startup_firms[s]));
        }
        open_foreign(world, firm_settings.coefficients, draws, models, d);
    }
    for (std::size_t f = 0; f < closes.size(); ++f) {
        if (closes[f]) close(world, f);
    }
}

void solve_start(World& world, const Settings& settings) {
    const Coefficients& c = settings.coefficients;
    const Firms& firms = world.firms;
    double low = -12, high = 12;
    for (int step = 0; step < 50; ++step) {
        const double middle = 0.5 * (low + high);
        double sum = 0;
        std::int64_t open = 0;
        for (std::size_t f = 0; f < firms.size(); ++f) {
            if (!firms.open[f]) continue;
            sum += exit_probability(condition(world, f), middle, c);
            ++open;
        }
        (sum < c.exit_rate * static_cast<double>(open) ? low : high) = middle;
    }
    world.solved.exit_constant = 0.5 * (low + high);
    std::array<double, sector_count> exits{};
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.open[f]) continue;
        exits[index(firms.sector[f])] +=
            exit_probability(condition(world, f), world.solved.exit_constant, c);
    }
    for (std::size_t s = 0; s < sector_count; ++s) {
        world.solved.entry_rate[s] = exits[s] / district_count;
    }
}

}  // namespace changji::firm_demography
