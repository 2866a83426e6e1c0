#include "calibration/ensemble.hpp"

#include <algorithm>
#include <set>

#include "model/base/check.hpp"
#include "model/scenario/problems.hpp"
#include "output/run_file.hpp"

namespace changji::calibration {

namespace fs = std::filesystem;

void Ensemble::add(output::Results results, double weight,
                   const std::function<bool(const output::RunLabel&)>& wanted) {
    storage_.push_back(std::move(results));
    const output::Results& kept = storage_.back();
    for (std::size_t run = 0; run < kept.runs.size(); ++run)
        if (wanted(kept.runs[run])) members_.push_back({&kept, run, weight});
}

void Ensemble::normalise() {
    double total = 0;
    for (const Member& member : members_) total += member.weight;
    for (Member& member : members_) member.weight /= total;
}

int Ensemble::first_year() const {
    int year = 0;
    for (const Member& member : members_) year = std::max(year, member.results->years.front());
    return year;
}

int Ensemble::last_year() const {
    int year = 9999;
    for (const Member& member : members_) year = std::min(year, member.results->years.back());
    return year;
}

double Ensemble::value(const Member& member, const Expression& expression, int year,
                       std::size_t row) {
    return expression.value([&](const std::string& measure) {
        return member.results->value(measure, member.run, year, row);
    });
}

Ensemble read_ensemble(const fs::path& folder, const std::string& scenario) {
    std::error_code error;
    const std::string name = quoted_input(folder.string());
    if (!fs::is_directory(folder, error))
        throw InputError({name + " 不是结果文件夹。", name + " is not a folder of results."});
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder, error))
        if (entry.path().extension() == ".h5") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    Ensemble ensemble;
    std::set<std::string> scenarios;
    // A merged batch holds the runs of its shards again: one label counts once in a batch.
    std::set<std::string> seen;
    for (const fs::path& file : files) {
        const fs::path parent = file.parent_path();
        const fs::path batch = parent.filename() == "shards" ? parent.parent_path() : parent;
        ensemble.add(output::read_run_file(file), 1, [&](const output::RunLabel& run) {
            scenarios.insert(run.scenario);
            const std::string label = batch.string() + "\n" + std::to_string(run.replicate) + " " +
                                      std::to_string(run.draw);
            return run.scenario == scenario && seen.insert(label).second;
        });
    }
    if (ensemble.members().empty()) {
        std::string known;
        for (const std::string& one : scenarios) known += (known.empty() ? "" : ", ") + one;
        throw InputError({name + " 中没有情景 " + quoted_input(scenario) + " 的结果；已有：" +
                              known + "。可用 --scenario 指定。",
                          name + " holds no results of the scenario " + quoted_input(scenario) +
                              "; it has: " + known + ". Name one by --scenario."});
    }
    ensemble.normalise();
    return ensemble;
}

}  // namespace changji::calibration
