#include "model/processes/projects.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "model/zone/decision.hpp"

namespace changji::projects {
namespace {

constexpr int highest_grade = 3;
constexpr Key key_of_records = 0x7265636F726473ULL, key_of_towns = 0x746F776E73ULL;
constexpr std::size_t agrifood = index(Sector::agrifood), tourism = index(Sector::tourism);

void append(Projects& projects, Key key, ProjectKind kind, District district) {
    table::resize(projects, projects.size() + 1);
    projects.key.back() = key;
    projects.kind.back() = kind;
    projects.district.back() = district;
    projects.cell.back() = -1;
    projects.sector.back() = static_cast<std::uint8_t>(sector_count);
    projects.record.back() = projects.firm.back() = no_row;
}

/// Cell of each row of the register of places that is in memory.
std::map<int, std::size_t> cells_by_place(const World& world) {
    std::map<int, std::size_t> cells;
    for (std::size_t i = 0; i < world.cells.size(); ++i)
        cells[world.cells[i].register_row] = i;
    return cells;
}

void add_records(World& world, const Baseline& baseline, const std::map<int, std::size_t>& cells) {
    Projects& projects = world.projects;
    for (std::size_t r = 0; r < baseline.projects.size(); ++r) {
        const ProjectRecord& record = baseline.projects[r];
        append(projects, derived_key(key_of_records, static_cast<std::uint32_t>(r), 0), record.kind,
               record.district);
        projects.spread.back() = record.spread;
        if (const auto at = cells.find(record.village); at != cells.end())
            projects.cell.back() = static_cast<std::int32_t>(at->second);
        projects.sector.back() = static_cast<std::uint8_t>(record.sector);
        projects.start.back() = static_cast<std::int16_t>(record.start);
        projects.area.back() = hectares(record.area_ha);
        projects.investment.back() = yuan(record.investment);
        projects.record.back() = static_cast<Row>(r);
    }
    for (std::size_t r = 0; r < baseline.roads.size(); ++r) {
        const RoadRecord& record = baseline.roads[r];
        Roads& roads = world.roads;
        roads.key.push_back(derived_key(key_of_records, static_cast<std::uint32_t>(r), 1));
        roads.from.push_back(record.from);
        roads.to.push_back(record.to);
        roads.opens.push_back(static_cast<std::int16_t>(record.opens));
        roads.minutes.push_back(record.minutes_saved);
    }
}

/// One possible town for every township with villages and without a named town.
void add_possible_towns(World& world, const Baseline& baseline,
                        const std::map<int, std::size_t>& cells) {
    const auto& places = baseline.places;
    std::set<std::string> seen;
    for (const ProjectRecord& record : baseline.projects) {
        if (record.kind == ProjectKind::town && record.village >= 0)
            seen.insert(places[static_cast<std::size_t>(record.village)].township_code);
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto cell = cells.find(static_cast<int>(i));
        if (places[i].stratum != Stratum::rural || cell == cells.end()) continue;
        if (!seen.insert(places[i].township_code).second) continue;
        const Key key = derived_key(key_of_towns, static_cast<std::uint32_t>(i), 0);
        append(world.projects, key, ProjectKind::town, places[i].district);
        world.projects.cell.back() = static_cast<std::int32_t>(cell->second);
    }
}

bool possible(const Projects& projects, std::size_t p) {
    return projects.kind[p] == ProjectKind::town && projects.start[p] == 0;
}

/// Share of values that lie below each one, ties half.
std::vector<double> percentiles(const std::vector<double>& values) {
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    std::vector<double> result;
    for (const double value : values) {
        const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), value);
        const double rank = 0.5 * static_cast<double>((low - sorted.begin()) +
                                                      (high - sorted.begin()) - 1);
        result.push_back(values.size() > 1 ? rank / static_cast<double>(values.size() - 1) : 1.0);
    }
    return result;
}

double firm_density(const World& world, std::size_t d) {
    double heads = 0;
    for (const Tally& tally : world.tallies[d]) heads += static_cast<double>(tally.residents);
    const auto& jobs = world.districts[d].jobs;
    return heads > 0 ? static_cast<double>(jobs[agrifood] + jobs[tourism]) / heads : 0.0;
}

double mean_lever(const Settings& settings, double Levers::*lever) {
    double sum = 0;
    for (const Levers& levers : settings.levers) sum += levers.*lever;
    return sum / static_cast<double>(district_count);
}

/// The towns of the best scores, above the threshold, every third year from 2021.
void name_towns(World& world, const Settings& settings, const Draws& draws) {
    if ((world.year - first_year) % 3 != 2) return;
    const double wanted = mean_lever(settings, &Levers::new_towns);
    if (wanted <= 0) return;
    const double u = draws.uniform(key_of_towns, world.year, draw_new_town);
    Projects& projects = world.projects;
    for (auto left = static_cast<int>(wanted + u); left > 0; --left) {
        const std::vector<double> score = town_scores(world);
        std::size_t best = projects.size();
        for (std::size_t p = 0; p < projects.size(); ++p) {
            if (!possible(projects, p)) continue;
            const double least = settings.levers[projects.district[p]].town_score;
            if (score[p] < least) continue;
            if (best == projects.size() || score[p] > score[best] ||
                (score[p] == score[best] && projects.key[p] < projects.key[best]))
                best = p;
        }
        if (best == projects.size()) return;
        const DistrictState& state = world.districts[projects.district[best]];
        const bool food = state.jobs[agrifood] >= state.jobs[tourism];
        projects.start[best] = static_cast<std::int16_t>(world.year);
        projects.sector[best] = static_cast<std::uint8_t>(food ? agrifood : tourism);
        projects.area[best] = hectares(settings.coefficients.town_ha);
    }
}

void raise_grades(World& world, const Settings& settings, const Draws& draws) {
    Projects& projects = world.projects;
    for (std::size_t p = 0; p < projects.size(); ++p) {
        if (projects.kind[p] != ProjectKind::park || !projects.at_work(p, world.year)) continue;
        if (projects.grade[p] >= highest_grade) continue;
        const double chance = settings.levers[projects.district[p]].park_up;
        if (draws.uniform(projects.key[p], world.year, draw_park_grade) < chance)
            ++projects.grade[p];
    }
}

/// Foreign firms go to the foreign parks at work, in equal parts.
void ask_for_firms(World& world, const Settings& settings) {
    const Projects& projects = world.projects;
    PerDistrict<double> parks{};
    double all = 0;
    for (std::size_t p = 0; p < projects.size(); ++p) {
        if (projects.kind[p] != ProjectKind::foreign_park || !projects.at_work(p, world.year))
            continue;
        parks[projects.district[p]] += 1;
        all += 1;
    }
    for (std::size_t d = 0; d < district_count; ++d) {
        DistrictState& state = world.districts[d];
        state.foreign_entries =
            all > 0 ? settings.levers[d].foreign_entry * parks[d] / all : 0.0;
        state.entries_added = {};
        state.entries_added[agrifood] = settings.levers[d].kitchen_entry;
    }
}

/// Services that the towns at work ask for; a sample asks for its part.
void ask_for_services(World& world, const Settings& settings) {
    const Projects& projects = world.projects;
    PerDistrict<int> towns{};
    for (std::size_t p = 0; p < projects.size(); ++p)
        towns[projects.district[p]] +=
            projects.kind[p] == ProjectKind::town && projects.at_work(p, world.year);
    for (std::size_t d = 0; d < district_count; ++d) {
        const double weight = world.weight[d][index(Stratum::urban)];
        world.districts[d].town_services =
            yuan(settings.levers[d].town_service * towns[d] * world.zone.cpi /
                 (weight > 0 ? weight : 1.0));
    }
}

}  // namespace

void open(World& world, const Baseline& baseline) {
    world.projects = {};
    world.roads = {};
    const auto cells = cells_by_place(world);
    add_records(world, baseline, cells);
    add_possible_towns(world, baseline, cells);
}

std::vector<double> town_scores(const World& world) {
    const Projects& projects = world.projects;
    std::vector<double> access, density, services, scores(projects.size(), -1.0);
    for (std::size_t p = 0; p < projects.size(); ++p) {
        if (!possible(projects, p)) continue;
        const std::size_t d = index(projects.district[p]);
        const Cell& cell = world.cells[static_cast<std::size_t>(projects.cell[p])];
        access.push_back(-static_cast<double>(cell.minutes_to_centre));
        density.push_back(firm_density(world, d));
        services.push_back(world.districts[d].service[index(Stratum::rural)]);
    }
    const auto a = percentiles(access), b = percentiles(density), c = percentiles(services);
    std::size_t next = 0;
    for (std::size_t p = 0; p < projects.size(); ++p) {
        if (!possible(projects, p)) continue;
        scores[p] = (a[next] + b[next] + c[next]) / 3.0;
        ++next;
    }
    return scores;
}

void step(World& world, const Settings& settings, const Draws& draws) {
    raise_grades(world, settings, draws);
    name_towns(world, settings, draws);
    ask_for_firms(world, settings);
    ask_for_services(world, settings);
}

}  // namespace changji::projects
