#include "output/report_runs.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "model/base/check.hpp"

namespace changji::output {
namespace {

using Json = nlohmann::ordered_json;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// The scenario with all its values; a batch keeps one text for each.
std::string scenario_text_of(const Json& provenance, const std::string& scenario) {
    const Json texts = provenance.value("scenarios", Json::object());
    return texts.contains(scenario) ? texts.at(scenario).get<std::string>()
                                    : provenance.value("scenario_text", std::string());
}

std::string origin_of(const Json& provenance) {
    const Json run = provenance.value("run", Json::object());
    std::string origin;
    for (const char* key : {"seed", "population_seed", "population_basis", "sample"})
        origin += (origin.empty() ? "" : "/") + run.value(key, Json()).dump();
    return origin;
}

[[noreturn]] void refuse_twin(const RunLabel& run, const std::string& first,
                              const std::string& second) {
    throw InputError(
        {fmt::format("同一次运行给了两遍：情景 {} 重复 {} 抽样 {}，见“{}”和“{}”。请去掉其中一个。",
                     run.scenario, run.replicate, run.draw, first, second),
         fmt::format("The same run is given twice: scenario {}, replicate {}, draw {}, in '{}' and "
                     "'{}'. Leave one of them out.",
                     run.scenario, run.replicate, run.draw, first, second)});
}

/// Copies the years wanted of one measure of one run; both sides are [year][row].
void copy_years(const Results& from, std::size_t from_run, const Series& source, Results& into,
                std::size_t into_run, Series& target) {
    for (std::size_t y = 0; y < into.years.size(); ++y) {
        const std::size_t at = from.year_index(into.years[y]);
        for (std::size_t row = 0; row < row_count; ++row)
            target.values[into.cell(into_run, y, row)] =
                source.values[from.cell(from_run, at, row)];
    }
}

}  // namespace

ReportRuns::Source::Source(const std::filesystem::path& place)
    : results(place), provenance(Json::parse(read_provenance(results.files().front()))) {}

ReportRuns::ReportRuns(const std::vector<std::filesystem::path>& places) {
    for (const auto& place : places) add(place);
    if (years_.empty())
        throw InputError({"这些结果没有共同的年份，无法放进一份报告。",
                          "These results have no year in common and cannot stand in one report."});
}

void ReportRuns::add(const std::filesystem::path& place) {
    sources_.emplace_back(place);
    const Results& outline = sources_.back().results.outline();
    if (sources_.size() == 1) years_ = outline.years;
    std::erase_if(years_, [&](int year) {
        return outline.year_index(year) == outline.years.size();
    });
    add_measures(outline);
    add_runs(sources_.size() - 1, outline);
}

void ReportRuns::add_measures(const Results& outline) {
    for (const Series& measure : outline.series) {
        const bool is_known =
            std::any_of(measures_.begin(), measures_.end(),
                        [&](const Series& known) { return known.name == measure.name; });
        if (is_known) continue;
        measures_.push_back(measure);
        measures_.back().values.clear();
    }
}

RunGroup& ReportRuns::group_of(std::size_t source, const RunLabel& label) {
    const Json& provenance = sources_[source].provenance;
    const std::string origin = origin_of(provenance);
    std::string text = scenario_text_of(provenance, label.scenario);
    const std::string key = label.scenario + '\n' + origin + '\n' + text;
    const auto at = std::find(keys_.begin(), keys_.end(), key);
    if (at != keys_.end()) return groups_[static_cast<std::size_t>(at - keys_.begin())];
    keys_.push_back(key);
    RunGroup& group = groups_.emplace_back();
    group.scenario = label.scenario;
    group.origin = origin;
    group.scenario_text = std::move(text);
    group.sample = provenance.value("run", Json::object()).value("sample", 1.0);
    return group;
}

void ReportRuns::add_runs(std::size_t source, const Results& outline) {
    for (std::size_t run = 0; run < outline.runs.size(); ++run) {
        const RunLabel& label = outline.runs[run];
        RunGroup& group = group_of(source, label);
        const auto same = std::find_if(
            group.labels.begin(), group.labels.end(), [&](const RunLabel& known) {
                return known.replicate == label.replicate && known.draw == label.draw;
            });
        if (same != group.labels.end()) {
            const auto at = static_cast<std::size_t>(same - group.labels.begin());
            refuse_twin(label, sources_[group.places[at].source].results.files().front().string(),
                        sources_[source].results.files().front().string());
        }
        sources_[source].positions.emplace_back(
            static_cast<std::size_t>(&group - groups_.data()), group.labels.size());
        group.labels.push_back(label);
        group.places.push_back({source, run});
    }
}

std::vector<Results> ReportRuns::empty(const std::vector<std::string>& names) const {
    std::vector<Results> all;
    for (const RunGroup& group : groups_) {
        Results& results = all.emplace_back();
        results.runs = group.labels;
        results.years = years_;
        for (const std::string& name : names) {
            results.series.push_back(*std::find_if(
                measures_.begin(), measures_.end(),
                [&](const Series& measure) { return measure.name == name; }));
            results.series.back().values.assign(
                group.labels.size() * years_.size() * row_count, nothing);
        }
    }
    return all;
}

std::vector<Results> ReportRuns::read(const std::vector<std::string>& names) const {
    std::vector<Results> all = empty(names);
    for (std::size_t s = 0; s < sources_.size(); ++s) {
        const BatchResults& source = sources_[s].results;
        std::vector<std::string> known = names;
        std::erase_if(known, [&](const std::string& name) {
            return source.outline().find(name) == nullptr;
        });
        if (known.empty()) continue;
        source.for_each_run(known, [&](const Results& slice, std::size_t i, std::size_t run) {
            const auto [g, position] = sources_[s].positions[run];
            for (const std::string& name : known)
                copy_years(slice, i, *slice.find(name), all[g], position,
                           all[g].series[static_cast<std::size_t>(
                               std::find(names.begin(), names.end(), name) - names.begin())]);
        });
    }
    return all;
}

}  // namespace changji::output
