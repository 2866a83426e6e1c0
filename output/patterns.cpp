#include "output/patterns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/base/math.hpp"
#include "model/base/parallel.hpp"

namespace changji::output {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr double large_hectares = 3.33, least_jobs = 10, near_minutes = 30;
constexpr double smallest_farm = 1.0 / 16;

std::size_t size_class(double ha) {
    if (ha <= smallest_farm) return 0;
    const double step = 8 * math::log(ha / smallest_farm) / math::log(2.0);
    return std::min(static_cast<std::size_t>(step), farm_class_count - 1);
}

bool off_farm(Work work) {
    return work == Work::wage || work == Work::self_employed || work == Work::away;
}

/// Works through one village.
class VillagePatterns {
  public:
    VillagePatterns(const Cell& cell, int year, double weight, PatternSums& sums)
        : cell_(cell), households_(cell.households), year_(year), weight_(weight), sums_(sums) {}

    void add() {
        for (std::size_t h = 0; h < households_.size(); ++h) add_household(h);
        add_people();
        add_village();
    }

  private:
    std::size_t head(std::size_t h) const {
        return static_cast<std::size_t>(households_.first_member[h]);
    }

    void add_household(std::size_t h) {
        const Area out = households_.leased_out[h], in = households_.leased_in[h];
        leased_ += static_cast<double>(out.count);
        contracted_ += static_cast<double>(households_.contracted[h].count);
        if (out.count > 0 || in.count > 0) add_leaseholder(h, out.count > 0);
        const double ha = in_hectares(households_.operated(static_cast<Row>(h)));
        if (ha > 0) add_farm(h, ha);
        const std::uint8_t rights = households_.rights[h];
        if (!(rights & (contract_right | qualification | house_use | gave_up_rights))) return;
        const bool town_home = (households_.traits[h] & urban_home) != 0;
        sums_.holders += weight_;
        sums_.holders_with_home += weight_ * town_home;
        houses_ += (rights & house_use) != 0;
        idle_ += households_.house[h] == House::idle;
        if (!(rights & gave_up_rights)) return;
        sums_.quitters += weight_;
        sums_.quitters_with_home += weight_ * town_home;
    }

    void add_leaseholder(std::size_t h, bool lets) {
        const double age = year_ - cell_.people.birth_year[head(h)];
        const bool off = off_farm(cell_.people.work[head(h)]);
        (lets ? sums_.lessors : sums_.lessees) += weight_;
        (lets ? sums_.lessor_age : sums_.lessee_age) += weight_ * age;
        (lets ? sums_.lessor_off_farm : sums_.lessee_off_farm) += weight_ * off;
    }

    void add_farm(std::size_t h, double ha) {
        const std::size_t k = size_class(ha);
        sums_.farms_by_size[k] += weight_;
        sums_.hectares_by_size[k] += weight_ * ha;
        const bool large = ha >= large_hectares;
        const double ability = static_cast<double>(households_.ability[h]);
        (large ? sums_.large_farms : sums_.small_farms) += weight_;
        (large ? sums_.large_ability : sums_.small_ability) += weight_ * ability;
    }

    void add_people() {
        const People& people = cell_.people;
        for (std::size_t p = 0; p < people.size(); ++p) {
            const Work work = people.work[p];
            farm_ += work == Work::farm;
            off_ += off_farm(work);
            const Place place = people.place[p];
            away_ += outside_zone(place);
            if (place == home_place || outside_zone(place)) continue;
            if (!(people.traits[p] & cohort_2019)) continue;
            const auto h = static_cast<std::size_t>(people.household[p]);
            const bool land = households_.contracted[h].count > 0;
            const bool settled = people.hukou[p] == Hukou::urban;
            (land ? sums_.movers_with_land : sums_.movers_without) += weight_;
            (land ? sums_.settled_with_land : sums_.settled_without) += weight_ * settled;
        }
    }

    void add_village() {
        if (farm_ + off_ > 0 && contracted_ > 0)
            sums_.transfer_off_farm.add(off_ / (farm_ + off_), leased_ / contracted_, weight_);
        const auto members = static_cast<double>(cell_.people.size());
        if (members > 0 && houses_ > 0)
            sums_.away_idle.add(away_ / members, idle_ / houses_, weight_);
        sums_.villages += weight_;
        sums_.village_minutes += weight_ * static_cast<double>(cell_.minutes_to_centre);
    }

    const Cell& cell_;
    const Households& households_;
    int year_;
    double weight_;
    PatternSums& sums_;
    double leased_ = 0, contracted_ = 0, houses_ = 0, idle_ = 0, farm_ = 0, off_ = 0, away_ = 0;
};

using Flows = PerDistrict<PerDistrict<double>>;

/// Employees by district of residence and of work.
void add_commuters(const Cell& cell, double weight, Flows& flows) {
    const People& people = cell.people;
    for (std::size_t p = 0; p < people.size(); ++p) {
        if (people.work[p] != Work::wage || outside_zone(people.place[p])) continue;
        flows[residence_district(cell, people.place[p])][people.work_district[p]] += weight;
    }
}

/// Commuters to districts within half an hour, and as many as jobs alone would draw there.
void add_flows(const World& world, const Flows& flows, PerDistrict<PatternSums>& sums) {
    PerDistrict<double> jobs{};
    for (std::size_t d = 0; d < district_count; ++d)
        for (const std::int64_t n : world.districts[d].jobs)
            jobs[d] += world.weight[d][index(Stratum::urban)] * static_cast<double>(n);
    for (std::size_t d = 0; d < district_count; ++d) {
        double all = 0, near = 0, jobs_all = 0, jobs_near = 0;
        for (std::size_t e = 0; e < district_count; ++e) {
            if (d == e) continue;
            const bool close = world.minutes[d][e] <= near_minutes;
            all += flows[d][e];
            jobs_all += jobs[e];
            near += close ? flows[d][e] : 0.0;
            jobs_near += close ? jobs[e] : 0.0;
        }
        sums[d].commuters += all;
        sums[d].commuters_near += near;
        if (jobs_all > 0) sums[d].expected_near += all * jobs_near / jobs_all;
    }
}

void add_parcels(const World& world, PerDistrict<PatternSums>& sums) {
    const Parcels& parcels = world.parcels;
    for (std::size_t p = 0; p < parcels.size(); ++p) {
        if (parcels.year_entered[p] == 0 || parcels.mode[p] == LandMode::state) continue;
        const Cell& cell = world.cells[static_cast<std::size_t>(parcels.site[p])];
        const double weight = world.weight[index(cell.district)][index(Stratum::rural)];
        PatternSums& sum = sums[cell.district];
        sum.entered += weight;
        sum.entered_minutes += weight * static_cast<double>(cell.minutes_to_centre);
    }
}

void add_firms(const World& world, PerDistrict<PatternSums>& sums) {
    const Firms& firms = world.firms;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.open[f] || firms.jobs[f] < least_jobs) continue;
        const std::size_t d = index(firms.district[f]);
        const double weight = world.weight[d][index(Stratum::urban)];
        sums[d].large_firms += weight;
        sums[d].log_size += weight * math::log(firms.jobs[f] / (least_jobs - 0.5));
    }
}

void add_pairs(PairSums& sum, const PairSums& other) {
    sum.n += other.n, sum.x += other.x, sum.y += other.y;
    sum.xx += other.xx, sum.yy += other.yy, sum.xy += other.xy;
}

}  // namespace

double PairSums::correlation() const {
    const double vx = n * xx - x * x, vy = n * yy - y * y;
    return vx > 1e-12 && vy > 1e-12 ? (n * xy - x * y) / std::sqrt(vx * vy) : nothing;
}

PatternSums& PatternSums::operator+=(const PatternSums& other) {
    constexpr std::array fields{
        &PatternSums::lessors,          &PatternSums::lessor_age,
        &PatternSums::lessor_off_farm,  &PatternSums::lessees,
        &PatternSums::lessee_age,       &PatternSums::lessee_off_farm,
        &PatternSums::large_farms,      &PatternSums::large_ability,
        &PatternSums::small_farms,      &PatternSums::small_ability,
        &PatternSums::movers_with_land, &PatternSums::settled_with_land,
        &PatternSums::movers_without,   &PatternSums::settled_without,
        &PatternSums::holders,          &PatternSums::holders_with_home,
        &PatternSums::quitters,         &PatternSums::quitters_with_home,
        &PatternSums::entered,          &PatternSums::entered_minutes,
        &PatternSums::villages,         &PatternSums::village_minutes,
        &PatternSums::large_firms,      &PatternSums::log_size,
        &PatternSums::commuters,        &PatternSums::commuters_near,
        &PatternSums::expected_near};
    static_assert(sizeof(PatternSums) ==
                  fields.size() * sizeof(double) + 2 * sizeof(PairSums) +
                      2 * farm_class_count * sizeof(double));
    for (const auto field : fields) this->*field += other.*field;
    for (std::size_t k = 0; k < farm_class_count; ++k) {
        farms_by_size[k] += other.farms_by_size[k];
        hectares_by_size[k] += other.hectares_by_size[k];
    }
    add_pairs(transfer_off_farm, other.transfer_off_farm);
    add_pairs(away_idle, other.away_idle);
    return *this;
}

PerDistrict<PatternSums> pattern_sums(const World& world) {
    PerDistrict<PatternSums> sums;
    PerDistrict<Flows> flows{};
    std::array<std::vector<const Cell*>, district_count> cells;
    for (const Cell& cell : world.cells) cells[index(cell.district)].push_back(&cell);
    // a district is one piece of work, so that sums are added in the order of its cells
    parallel_for(district_count, [&](std::size_t d) {
        for (const Cell* cell : cells[d]) {
            const double weight = world.weight[d][index(cell->stratum)];
            if (cell->is_village()) VillagePatterns(*cell, world.year, weight, sums[d]).add();
            add_commuters(*cell, weight, flows[d]);
        }
    });
    Flows all{};
    for (const Flows& part : flows)
        for (std::size_t d = 0; d < district_count; ++d)
            for (std::size_t e = 0; e < district_count; ++e) all[d][e] += part[d][e];
    add_flows(world, all, sums);
    add_parcels(world, sums);
    add_firms(world, sums);
    return sums;
}

double farm_gini(const PatternSums& sums) {
    double farms = 0, area = 0;
    for (std::size_t k = 0; k < farm_class_count; ++k) {
        farms += sums.farms_by_size[k];
        area += sums.hectares_by_size[k];
    }
    if (!(farms > 0) || !(area > 0)) return nothing;
    double lorenz = 0, reached = 0;
    for (std::size_t k = 0; k < farm_class_count; ++k) {
        const double next = reached + sums.hectares_by_size[k] / area;
        lorenz += sums.farms_by_size[k] / farms * (reached + next);
        reached = next;
    }
    return 1 - lorenz;
}

double farm_skew(const PatternSums& sums) {
    double farms = 0, area = 0, seen = 0;
    for (std::size_t k = 0; k < farm_class_count; ++k) {
        farms += sums.farms_by_size[k];
        area += sums.hectares_by_size[k];
    }
    if (!(farms > 0)) return nothing;
    for (std::size_t k = 0; k < farm_class_count; ++k) {
        seen += sums.farms_by_size[k];
        if (2 * seen < farms) continue;
        return area / farms / (sums.hectares_by_size[k] / sums.farms_by_size[k]);
    }
    return nothing;
}

}  // namespace changji::output
