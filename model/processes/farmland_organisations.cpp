#include "model/processes/farmland_organisations.hpp"

#include <algorithm>
#include <cmath>

#include "model/base/parallel.hpp"
#include "model/zone/decision.hpp"

namespace changji::farmland {

namespace {

constexpr std::uint32_t cooperative_key = 0x636F6F70u, enterprise_key = 0x656E7470u;
constexpr double distance_decay = 0.03;  // per minute; \source assumption
constexpr double ability_sd = 0.055;     // farm.ability_sd; \source assumption
constexpr int outside_villages = 4;      // an organisation bids in at most so many others a year

double unit_of(Key key) {
    return open_unit(static_cast<std::uint32_t>(key >> 32), static_cast<std::uint32_t>(key));
}

void found(World& world, std::size_t cell, OrganisationKind kind, Key key, Money capital) {
    Organisations& o = world.organisations;
    o.key.push_back(key);
    o.kind.push_back(kind);
    o.home_cell.push_back(static_cast<std::int32_t>(cell));
    o.operated.push_back(Area{});
    o.machinery_ha.push_back(0);
    const double trait = ability_sd * math::normal_quantile(unit_of(derived_key(key, 1, 0)));
    o.ability.push_back(static_cast<float>(trait));
    o.grain_kg.push_back(0);
    o.normal_kg.push_back(0);
    o.insured.push_back(0);
    o.profit.push_back(Money{});
    o.cash.push_back(capital);
}

}  // namespace

void found_organisations(World& world, const Coefficients& c) {
    world.organisations = {};
    for (std::size_t i = 0; i < world.cells.size(); ++i) {
        const Cell& cell = world.cells[i];
        if (!cell.is_village()) continue;
        found(world, i, OrganisationKind::cooperative, derived_key(cell.key, 0, cooperative_key),
              yuan(c.cooperative_capital));
        const Key key = derived_key(cell.key, 0, enterprise_key);
        if (unit_of(key) >= c.enterprise_share) continue;
        found(world, i, OrganisationKind::agri_enterprise, key, yuan(c.enterprise_capital));
    }
}

std::vector<Row> cooperatives_by_cell(const World& world) {
    std::vector<Row> rows(world.cells.size(), no_row);
    const Organisations& o = world.organisations;
    for (std::size_t i = 0; i < o.size(); ++i)
        if (o.kind[i] == OrganisationKind::cooperative)
            rows[static_cast<std::size_t>(o.home_cell[i])] = static_cast<Row>(i);
    return rows;
}

double minutes_between(const World& world, std::size_t cell, std::size_t other) {
    if (cell == other) return 0;
    const Cell& a = world.cells[cell];
    const Cell& b = world.cells[other];
    const double both = a.minutes_to_centre + b.minutes_to_centre;
    // Villages of one district need not go by way of its centre.
    return a.district == b.district ? both / 2 : both + world.minutes[a.district][b.district];
}

namespace {

/// Cumulative weights of the villages of each district. Weights e^{−.03 min} are a product of a
/// factor of the bidder's village and one of the target, so one list serves all bidders.
class Targets {
  public:
    explicit Targets(const World& world) : world_(world) {
        for (std::size_t i = 0; i < world.cells.size(); ++i) {
            const Cell& cell = world.cells[i];
            if (!cell.is_village()) continue;
            lists_[cell.district].add(i, cell.minutes_to_centre);
        }
    }
    /// A village for a uniform draw, seen from cell `home`.
    std::size_t pick(std::size_t home, double u) const {
        const Cell& from = world_.cells[home];
        PerDistrict<double> weight{};
        double total = 0;
        for (std::size_t d = 0; d < district_count; ++d) {
            const bool own = district_at(d) == from.district;
            const double minutes =
                own ? from.minutes_to_centre / 2
                    : from.minutes_to_centre + world_.minutes[from.district][district_at(d)];
            weight[d] = math::exp(-distance_decay * minutes) * lists_[d].total(own);
            total += weight[d];
        }
        double left = u * total;
        std::size_t d = 0;
        while (d + 1 < district_count && left >= weight[d]) left -= weight[d++];
        if (lists_[d].cells.empty()) return home;
        const bool own = district_at(d) == from.district;
        return lists_[d].at(own, std::min(1.0, left / weight[d]));
    }

  private:
    struct List {
        std::vector<std::size_t> cells;
        std::vector<double> near, far;  // cumulative, half and full minutes to the centre
        void add(std::size_t cell, double minutes) {
            cells.push_back(cell);
            near.push_back(total(true) + math::exp(-distance_decay * minutes / 2));
            far.push_back(total(false) + math::exp(-distance_decay * minutes));
        }
        double total(bool own) const {
            const auto& sums = own ? near : far;
            return sums.empty() ? 0 : sums.back();
        }
        std::size_t at(bool own, double part) const {
            const auto& sums = own ? near : far;
            const auto found = std::lower_bound(sums.begin(), sums.end(), part * sums.back());
            return cells[std::min(static_cast<std::size_t>(found - sums.begin()),
                                  cells.size() - 1)];
        }
    };
    const World& world_;
    PerDistrict<List> lists_;
};

}  // namespace

std::vector<OrganisationLot> split_capacity(const World& world, const Settings& settings,
                                            const farm_technology::Settings& technology,
                                            const Draws& draws, int year) {
    const Organisations& o = world.organisations;
    const Targets targets(world);
    std::vector<OrganisationLot> lots;
    for (std::size_t i = 0; i < o.size(); ++i) {
        const auto home = static_cast<std::size_t>(o.home_cell[i]);
        const Cell& cell = world.cells[home];
        const double cost =
            technology.coefficients.cost * world.zone.cpi + in_yuan(cell.rent_per_ha);
        const double capacity = std::floor(std::max(0.0, in_yuan(o.cash[i])) / cost);
        const double share = settings.levers[cell.district].cross_village;
        const auto row = static_cast<Row>(i);
        const double rounding = draws.uniform(o.key[i], year, draw_lease_rank);
        double outside = std::min(capacity, std::floor(share * capacity + rounding));
        lots.push_back({home, row, capacity - outside, 0});
        for (std::uint32_t k = 1; k <= outside_villages && outside > 0; ++k) {
            const double part = std::ceil(outside / (outside_villages + 1 - k));
            outside -= part;
            const std::size_t target =
                targets.pick(home, draws.uniform(o.key[i], year, draw_lease_rank, k));
            lots.push_back({target, row, part, minutes_between(world, home, target)});
        }
    }
    std::stable_sort(lots.begin(), lots.end(),
                     [](const auto& a, const auto& b) { return a.cell < b.cell; });
    return lots;
}

std::span<const OrganisationLot> lots_of(std::span<const OrganisationLot> lots, std::size_t cell) {
    const auto before = [](const OrganisationLot& lot, std::size_t c) { return lot.cell < c; };
    const auto first = std::lower_bound(lots.begin(), lots.end(), cell, before);
    const auto end = std::lower_bound(first, lots.end(), cell + 1, before);
    return {first, end};
}

void settle_organisations(World& world) {
    Organisations& o = world.organisations;
    std::vector<std::vector<OrganisationArea>> areas(world.cells.size());
    parallel_for(world.cells.size(),
                 [&](std::size_t c) { areas[c] = organisation_areas(world.cells[c].leases); });
    std::fill(o.operated.begin(), o.operated.end(), Area{});
    for (const auto& list : areas)
        for (const auto& [row, area] : list) o.operated[static_cast<std::size_t>(row)] += area;
    for (std::size_t i = 0; i < o.size(); ++i) {
        const Cell& home = world.cells[static_cast<std::size_t>(o.home_cell[i])];
        const double ha = in_hectares(o.operated[i]) * (1 - home.specialty_share);
        const double next = farm_technology::machinery_next(o.machinery_ha[i], ha);
        o.machinery_ha[i] = static_cast<float>(next);
    }
}

}  // namespace changji::farmland
