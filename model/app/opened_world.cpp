#include "model/app/opened_world.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/population/synthesis.hpp"
#include "model/scenario/resolved_text.hpp"
#include "model/simulation/registers.hpp"
#include "output/content_hash.hpp"
#include "output/snapshot.hpp"

namespace changji::app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// Opened populations kept at most; a full one takes about a third of a gigabyte.
constexpr std::uintmax_t cache_bytes = std::uintmax_t{3} << 30;

std::string cache_key(const Baseline& baseline, const Scenario& opening,
                      const OpeningChoice& choice) {
    output::ContentHash hash;
    hash.add(program_identity());
    hash.add(baseline.checksum);
    hash.add(fmt::format("{} {} {}", choice.sample, choice.population_seed,
                         static_cast<int>(choice.basis)));
    for (const ResolvedValue& value : resolved_values(opening, all_parameters()))
        for (std::size_t d = 0; d < district_count; ++d) hash.add(value.key + value.value[d]);
    return hash.hex();
}

Json fit_json(const std::vector<population::FitRow>& rows) {
    Json all = Json::array();
    for (const population::FitRow& r : rows)
        all.push_back({r.margin, r.item, r.district, r.unit, r.target, r.achieved,
                       r.total_absolute_error, r.held_back, r.source_kind});
    return all;
}

/// What is told about a world, as kept beside it in the cache.
std::string note_of(const OpenedWorld& opened) {
    Json note;
    note["fit"] = fit_json(opened.fit);
    note["factors"] = Json::array();
    for (const ClosingFactor& f : opened.factors)
        note["factors"].push_back({f.name, f.target, f.before});
    note["lines"] = Json::array();
    for (const OpeningLine& line : opened.lines)
        note["lines"].push_back({line.name, line.unit, line.aim, line.reached});
    return note.dump();
}

void read_note(const std::string& text, OpenedWorld& opened) {
    const Json note = Json::parse(text);
    for (const Json& r : note.at("fit"))
        opened.fit.push_back(
            {r.at(0), r.at(1), r.at(2), r.at(3), r.at(4), r.at(5), r.at(6), r.at(7), r.at(8)});
    for (const Json& f : note.at("factors")) opened.factors.push_back({f.at(0), f.at(1), f.at(2)});
    for (const Json& line : note.at("lines"))
        opened.lines.push_back({line.at(0), line.at(1), line.at(2), line.at(3)});
}

OpenedWorld build(const Baseline& baseline, const Scenario& opening, const OpeningChoice& choice) {
    OpenedWorld result;
    World synthetic =
        population::synthesise(baseline, {choice.sample, choice.population_seed, choice.basis});
    result.fit = population::fit(synthetic, baseline, choice.basis);
    Opened opened = open_world(baseline, std::move(synthetic), opening, choice.population_seed);
    result.world = std::move(opened.world);
    result.factors = std::move(opened.factors);
    result.lines = std::move(opened.lines);
    return result;
}

/// Removes the oldest files until the rest fits; another process may do the same.
void prune(const fs::path& folder) {
    std::vector<std::pair<fs::file_time_type, fs::path>> files;
    std::uintmax_t bytes = 0;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        files.emplace_back(fs::last_write_time(entry, ignored), entry.path());
        bytes += fs::file_size(entry, ignored);
    }
    std::sort(files.begin(), files.end());
    for (const auto& [time, path] : files) {
        if (bytes <= cache_bytes) return;
        bytes -= std::min(bytes, fs::file_size(path, ignored));
        fs::remove(path, ignored);
    }
}

void store(const OpenedWorld& opened, const std::string& key, const fs::path& file) {
    try {
        output::save_snapshot(opened.world, note_of(opened), key, file);
        prune(file.parent_path());
    } catch (const std::exception& error) {
        std::fprintf(stderr,
                     "缓存无法写入，不影响结果 / cache not written, results unaffected: %s\n",
                     error.what());
    }
}

}  // namespace

const std::string& program_identity() {
    static const std::string identity = [] {
        std::ifstream file("/proc/self/exe", std::ios::binary);
        output::ContentHash hash;
        std::vector<char> block(std::size_t{1} << 20);
        while (file.read(block.data(), static_cast<std::streamsize>(block.size())) ||
               file.gcount() > 0)
            hash.add(block.data(), static_cast<std::size_t>(file.gcount()));
        return hash.hex();
    }();
    return identity;
}

Scenario opening_scenario(const Scenario& scenario, const std::vector<Parameter>& parameters) {
    Scenario opening = default_scenario(parameters);
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (parameters[i].role == Role::coefficient) opening.values[i] = scenario.values[i];
    return opening;
}

OpenedWorld opened_world(const Baseline& baseline, const Scenario& scenario,
                         const OpeningChoice& choice, const fs::path& cache) {
    const Scenario opening = opening_scenario(scenario, all_parameters());
    if (cache.empty()) return build(baseline, opening, choice);
    const std::string key = cache_key(baseline, opening, choice);
    const fs::path file = cache / ("opened-" + key + ".h5");
    try {
        OpenedWorld result;
        output::Snapshot snapshot = output::load_snapshot(key, file);
        read_note(snapshot.note, result);
        result.world = std::move(snapshot.world);
        result.from_cache = true;
        return result;
    } catch (const output::SnapshotError&) {
    } catch (const Json::exception&) {
    }
    OpenedWorld result = build(baseline, opening, choice);
    store(result, key, file);
    return result;
}

}  // namespace changji::app
