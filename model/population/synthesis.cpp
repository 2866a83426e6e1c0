#include "model/population/synthesis.hpp"

#include "model/base/check.hpp"
#include "model/base/parallel.hpp"
#include "model/population/building.hpp"
#include "model/population/sampling.hpp"

namespace changji::population {

namespace {

/// Number of each register row among the places of its district and stratum.
std::vector<std::size_t> numbers_within(const Baseline& baseline) {
    std::vector<std::size_t> numbers;
    PerDistrict<std::array<std::size_t, stratum_count>> seen{};
    for (const PlaceRecord& place : baseline.places)
        numbers.push_back(seen[place.district][index(place.stratum)]++);
    return numbers;
}

void check_places(const Baseline& baseline) {
    PerDistrict<std::array<bool, stratum_count>> seen{};
    for (const PlaceRecord& place : baseline.places)
        seen[place.district][index(place.stratum)] = true;
    for (std::size_t d = 0; d < district_count; ++d)
        if (!seen[d][0] || !seen[d][1])
            throw InputError{{std::string{district_names[d].zh} + "：至少需要一个村和一个社区",
                              std::string{district_names[d].en} +
                                  ": at least one village and one neighbourhood are needed"}};
}

/// Full persons per sampled person.
ByStratum<double> weights(const Baseline& baseline, const std::vector<std::int64_t>& persons,
                          const std::vector<std::size_t>& kept) {
    ByStratum<std::int64_t> all{}, sampled{};
    const auto add = [&](ByStratum<std::int64_t>& sum, std::size_t row) {
        const PlaceRecord& place = baseline.places[row];
        sum[index(place.district)][index(place.stratum)] += persons[row];
    };
    for (std::size_t row = 0; row < persons.size(); ++row) add(all, row);
    for (const std::size_t row : kept) add(sampled, row);
    ByStratum<double> weight{};
    for (std::size_t d = 0; d < district_count; ++d)
        for (std::size_t s = 0; s < stratum_count; ++s)
            weight[d][s] = sampled[d][s] > 0
                               ? static_cast<double>(all[d][s]) / static_cast<double>(sampled[d][s])
                               : 0.0;
    return weight;
}

}  // namespace

World synthesise(const Baseline& baseline, const SynthesisOptions& options) {
    if (!(options.sample >= 0.01 && options.sample <= 1))
        throw InputError{{"抽样比例须在 [0.01, 1] 之间", "the sample must lie in [0.01, 1]"}};
    check_places(baseline);
    const Dealing dealing = deal(baseline, options);
    const auto persons = stored_persons(baseline, dealing);
    const auto sites = make_sites(baseline, persons, dealing.heads, options.seed);
    const auto kept = sample_cells(baseline, persons, options.sample, options.seed);
    const auto numbers = numbers_within(baseline);
    const Tables tables = make_tables(baseline, dealing.heads);
    World world;
    world.minutes = baseline.travel_minutes;
    world.weight = weights(baseline, persons, kept);
    world.cells.resize(kept.size());
    world.events.resize(kept.size());
    parallel_for(kept.size(), [&](std::size_t i) {
        const std::size_t row = kept[i];
        world.cells[i] = build_cell(baseline.places[row], numbers[row], dealing, sites[row], tables,
                                    options.seed);
        world.cells[i].register_row = static_cast<std::int32_t>(row);
    });
    return world;
}

}  // namespace changji::population
