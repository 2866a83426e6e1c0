#include "model/app/batch/stop_rule.hpp"

#include <algorithm>

#include "model/scenario/problems.hpp"
#include "model/scenario/suggestion.hpp"
#include "model/scenario/value_text.hpp"
#include "output/measures.hpp"

namespace changji::app {

StopRule read_stop_rule(const std::string& text, const std::vector<std::string>& kept_measures) {
    const std::size_t less = text.find('<');
    const double limit =
        less == std::string::npos ? 0 : read_number(text.substr(less + 1)).value_or(0);
    if (!text.starts_with("se:") || !(limit > 0))
        throw InputError({"选项 --stop-when 的取值 " + quoted_input(text) +
                              " 应写成 se:指标<数，例如 se:income_ratio<0.005。",
                          "Option --stop-when: " + quoted_input(text) +
                              " is not se:MEASURE<NUMBER, such as se:income_ratio<0.005."});
    const std::string measure = text.substr(3, less - 3);
    std::vector<std::string> known = kept_measures;
    if (known.empty())
        for (const output::Measure& one : output::measures()) known.emplace_back(one.name);
    if (std::find(known.begin(), known.end(), measure) != known.end()) return {measure, limit};
    const Bilingual near = suggestion(measure, known);
    throw InputError({"选项 --stop-when：批次不保存指标 " + quoted_input(measure) + near.zh + "。",
                      "Option --stop-when: the batch keeps no measure " + quoted_input(measure) +
                          near.en + "."});
}

void Precision::add(const output::Results& results) {
    for (std::size_t run = 0; run < results.runs.size(); ++run)
        by_scenario_[results.runs[run].scenario].add(
            results.value(rule_.measure, run, results.years.back(), output::zone_row));
}

bool Precision::reached() const {
    return by_scenario_.size() == scenarios_ &&
           std::all_of(by_scenario_.begin(), by_scenario_.end(), [&](const auto& entry) {
               return entry.second.count() >= least_runs &&
                      entry.second.standard_error() < rule_.limit;
           });
}

}  // namespace changji::app
