#include "model/processes/effects.hpp"

#include <algorithm>

#include "model/base/math.hpp"

namespace changji::effects {
namespace {

constexpr std::size_t agrifood = index(Sector::agrifood), trade = index(Sector::trade),
                      tourism = index(Sector::tourism);
constexpr std::size_t public_sector = index(Sector::public_utilities);
constexpr double processed_2019 = 0.15;  // share of grain processed locally, base of p1.local_process

double urban_weight(const World& world, std::size_t d) {
    return world.weight[d][index(Stratum::urban)];
}

/// Jobs of the full population at the end of last year.
BySector jobs_of(const World& world) {
    BySector jobs;
    for (std::size_t d = 0; d < district_count; ++d) {
        for (std::size_t s = 0; s < sector_count; ++s) {
            jobs[d][s] = urban_weight(world, d) * static_cast<double>(world.districts[d].jobs[s]);
        }
    }
    return jobs;
}

bool belongs(std::uint8_t sector, std::size_t s) {
    return sector == s || (sector == sector_count && s != public_sector);
}

/// Jobs of one project by district and sector: where it lies, or over all districts by jobs; a
/// project of no one sector takes the sectors as they are.
void place_jobs(const Projects& projects, std::size_t p, double jobs, const BySector& all,
                BySector& placed) {
    double base = 0;
    const auto here = [&](std::size_t d) {
        return projects.spread[p] || index(projects.district[p]) == d;
    };
    for (std::size_t d = 0; d < district_count; ++d) {
        if (!here(d)) continue;
        for (std::size_t s = 0; s < sector_count; ++s)
            if (belongs(projects.sector[p], s)) base += all[d][s];
    }
    if (base <= 0) return;
    for (std::size_t d = 0; d < district_count; ++d) {
        if (!here(d)) continue;
        for (std::size_t s = 0; s < sector_count; ++s)
            if (belongs(projects.sector[p], s)) placed[d][s] += jobs * all[d][s] / base;
    }
}

double residents(const World& world, std::size_t d, Stratum s) {
    return world.totals[d][index(s)].residents;
}

/// Log of infrastructure over what plain works would have built, mean of residents.
double infrastructure_gain(const World& world, std::size_t d) {
    double gain = 0, people = 0;
    for (const Stratum s : {Stratum::rural, Stratum::urban}) {
        const DistrictState& state = world.districts[d];
        const double heads = residents(world, d, s);
        gain += heads * math::log(state.infrastructure[index(s)] /
                                  state.infrastructure_plain[index(s)]);
        people += heads;
    }
    return people > 0 ? gain / people : 0.0;
}

using Pool = decltype(DistrictState::effects);

double& of(Pool& pool, Contributor c, std::size_t s) { return pool[index(c)][s]; }

/// Everything but the spill-over.
Pool own_effects(const World& world, std::size_t d, const Settings& settings, const Inside& parks,
                 const Inside& towns) {
    const Levers& l = settings.levers[d];
    const District district = district_at(d);
    Pool pool{};
    if (district == District::jiutai) {
        for (const std::size_t s : {agrifood, trade, tourism})
            of(pool, Contributor::jiutai_zone, s) = l.jiutai_zone;
    }
    if (district == District::food_zone) of(pool, Contributor::food_zone, agrifood) = l.food_zone;
    const double way = world.minutes[d][index(District::food_zone)];
    const bool linked =
        district == District::food_zone || way <= settings.coefficients.link_minutes;
    if (linked) of(pool, Contributor::food_link, agrifood) = l.food_link;
    of(pool, Contributor::export_brand, agrifood) = l.export_brand * l.local_processing;
    of(pool, Contributor::exhibitions, agrifood) = l.exhibition_buyers;
    const double works = settings.coefficients.infrastructure * infrastructure_gain(world, d);
    for (std::size_t s = 0; s < sector_count; ++s) {
        of(pool, Contributor::parks, s) = l.park * parks.gain[d][s];
        of(pool, Contributor::towns, s) = l.town * towns.share[d][s];
        if (s != public_sector) of(pool, Contributor::infrastructure, s) = works;
    }
    return pool;
}

double sum_of(const Pool& pool, std::size_t s) {
    double sum = 0;
    for (const auto& contributor : pool) sum += contributor[s];
    return sum;
}

double grain_value(const World& world, std::size_t d) {
    const Totals& villages = world.totals[d][index(Stratum::rural)];
    return (villages.crop_value - villages.specialty_value) / 100.0;
}

/// Demand for food firms from grain that stays to be processed, log over that of 2019.
double processing_push(const World& world, std::size_t d, const Settings& settings) {
    const double more = settings.levers[d].local_processing - processed_2019;
    const double value = urban_weight(world, d) * in_yuan(world.districts[d].value_added[agrifood]);
    if (value <= 0) return 0;
    const double added =
        more * grain_value(world, d) * settings.coefficients.processing_margin / value;
    return settings.entry_demand * math::log(std::max(0.1, 1.0 + added));
}

double land_push(const World& world, std::size_t d, double offered, const Settings& settings) {
    const double then = world.districts[d].land_on_offer_2019;
    return settings.coefficients.entry_land * math::log((1.0 + offered) / (1.0 + then));
}

/// Lots that wait for a buyer, full population, 100 ha.
PerDistrict<double> land_on_offer(const World& world) {
    PerDistrict<double> offered{};
    for (const Cell& cell : world.cells) {
        if (!cell.is_village()) continue;
        offered[cell.district] += in_hectares(cell.waiting) / 100.0;
    }
    for (std::size_t d = 0; d < district_count; ++d)
        offered[d] *= world.weight[d][index(Stratum::rural)];
    return offered;
}

void push_entry(World& world, const Settings& settings, const Inside& towns) {
    const PerDistrict<double> offered = land_on_offer(world);
    for (std::size_t d = 0; d < district_count; ++d) {
        DistrictState& state = world.districts[d];
        if (world.year == first_year + 1) state.land_on_offer_2019 = offered[d];
        const double land = land_push(world, d, offered[d], settings);
        const double hub = settings.coefficients.entry_hub * settings.levers[d].hub;
        for (std::size_t s = 0; s < sector_count; ++s) {
            state.entry_push[s] =
                settings.coefficients.entry_park * state.effects[index(Contributor::parks)][s] +
                hub * towns.share[d][s] + (s == public_sector ? 0.0 : land);
        }
        state.entry_push[agrifood] += processing_push(world, d, settings);
        if (state.visits > 0 && state.visits_2019 > 0)
            state.entry_push[tourism] +=
                settings.entry_demand * math::log(state.visits / state.visits_2019);
    }
}

}  // namespace

PerDistrict<PerDistrict<double>> spill_weights(const TravelMinutes& minutes, double scale,
                                               double link) {
    constexpr std::size_t a = index(District::jiutai), b = index(District::changchun_new_area);
    PerDistrict<PerDistrict<double>> weights{};
    for (std::size_t d = 0; d < district_count; ++d) {
        double sum = 0;
        for (std::size_t e = 0; e < district_count; ++e) {
            if (d == e) continue;
            weights[d][e] = math::exp(-minutes[d][e] / scale);
            if ((d == a && e == b) || (d == b && e == a)) weights[d][e] *= 1.0 + link;
            sum += weights[d][e];
        }
        for (double& weight : weights[d]) weight /= sum;
    }
    return weights;
}

double filled(int start, int year, double years) {
    if (start <= first_year) return 1.0;
    return std::clamp((year - start + 1) / years, 0.0, 1.0);
}

Inside inside(const World& world, bool towns, const Settings& settings) {
    const Projects& projects = world.projects;
    const BySector all = jobs_of(world);
    BySector gain{};
    Inside result;
    for (std::size_t p = 0; p < projects.size(); ++p) {
        const ProjectKind kind = projects.kind[p];
        if (towns ? kind != ProjectKind::town : !is_park(kind)) continue;
        if (!projects.at_work(p, world.year)) continue;
        const double jobs = in_hectares(projects.area[p]) * settings.jobs_per_hectare *
                            filled(projects.start[p], world.year,
                                   settings.coefficients.filling_years);
        const double grade = 1.0 + settings.coefficients.grade_gain * projects.grade[p];
        place_jobs(projects, p, jobs, all, result.jobs);
        place_jobs(projects, p, jobs * grade, all, gain);
    }
    for (std::size_t d = 0; d < district_count; ++d) {
        for (std::size_t s = 0; s < sector_count; ++s) {
            double& jobs = result.jobs[d][s];
            if (jobs <= 0) continue;
            const double fit = jobs > all[d][s] ? all[d][s] / jobs : 1.0;
            jobs *= fit;
            result.share[d][s] = jobs / all[d][s];
            result.gain[d][s] = fit * gain[d][s] / all[d][s];
        }
    }
    return result;
}

void step(World& world, const Settings& settings) {
    const Inside parks = inside(world, false, settings), towns = inside(world, true, settings);
    PerDistrict<Pool> pools;
    BySector own{};
    for (std::size_t d = 0; d < district_count; ++d) {
        pools[d] = own_effects(world, d, settings, parks, towns);
        for (std::size_t s = 0; s < sector_count; ++s) own[d][s] = sum_of(pools[d], s);
    }
    for (std::size_t d = 0; d < district_count; ++d) {
        const Levers& l = settings.levers[d];
        const auto weights =
            spill_weights(world.minutes, settings.coefficients.spill_minutes, l.link_new_area);
        DistrictState& state = world.districts[d];
        for (std::size_t s = 0; s < sector_count; ++s) {
            double around = 0;
            for (std::size_t e = 0; e < district_count; ++e) around += weights[d][e] * own[e][s];
            of(pools[d], Contributor::spillover, s) = l.spill * around;
            state.effect[s] = std::min(sum_of(pools[d], s), settings.cap);
        }
        state.effects = pools[d];
        state.park_jobs = parks.jobs[d];
        state.town_jobs = towns.jobs[d];
    }
    push_entry(world, settings, towns);
}

BySector in_force(const World& world) {
    BySector effects;
    for (std::size_t d = 0; d < district_count; ++d) effects[d] = world.districts[d].effect;
    return effects;
}

}  // namespace changji::effects
