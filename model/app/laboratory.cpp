#include "model/app/laboratory.hpp"

#include <cmath>
#include <limits>

#include "model/app/interrupt.hpp"
#include "model/base/parallel.hpp"
#include "model/scenario/resolved_text.hpp"
#include "model/simulation/registers.hpp"
#include "model/simulation/simulation.hpp"

namespace changji::app {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Coefficients decide the opening; two scenarios with equal ones share a world.
bool same_values(const Scenario& a, const Scenario& b) {
    const auto first = resolved_values(a, all_parameters());
    const auto second = resolved_values(b, all_parameters());
    for (std::size_t i = 0; i < first.size(); ++i)
        for (std::size_t d = 0; d < district_count; ++d)
            if (first[i].value[d] != second[i].value[d]) return false;
    return first.size() == second.size();
}

}  // namespace

double PairedChange::t() const {
    if (change == 0) return 0;
    if (std::isnan(standard_error)) return nothing;
    if (standard_error == 0) return std::copysign(std::numeric_limits<double>::infinity(), change);
    return change / standard_error;
}

PairedChange paired_change(const std::vector<double>& without, const std::vector<double>& with) {
    std::vector<double> changes;
    PairedChange result;
    for (std::size_t i = 0; i < without.size() && i < with.size(); ++i) {
        if (std::isnan(without[i]) || std::isnan(with[i])) continue;
        changes.push_back(with[i] - without[i]);
        result.without += without[i];
    }
    result.pairs = static_cast<int>(changes.size());
    const auto n = static_cast<double>(changes.size());
    if (changes.empty()) return {nothing, nothing, nothing, 0};
    result.without /= n;
    for (const double change : changes) result.change += change / n;
    double squares = 0;
    for (const double change : changes) {
        const double deviation = change - result.change;
        squares += deviation * deviation;
    }
    result.standard_error = changes.size() < 2 ? nothing : std::sqrt(squares / (n - 1) / n);
    return result;
}

double read(const output::Results& results, const Reading& reading) {
    if (!reading.mean_of_years)
        return results.value(reading.measure, 0, results.years.back(), reading.row);
    double sum = 0, years = 0;
    for (const int year : results.years) {
        const double value = results.value(reading.measure, 0, year, reading.row);
        if (year == first_year || std::isnan(value)) continue;
        sum += value;
        ++years;
    }
    return years > 0 ? sum / years : nothing;
}

const std::vector<OptionText>& bench_options() {
    static const std::vector<OptionText> options{
        {"replicates", "N", "随机重复次数，默认 5", "replicates, default 5"},
        {"seed", "N", "逐年随机种子，默认 1", "seed of the years, default 1"},
        {"until", "YEAR", "最后一年，默认 2025", "last year, default 2025"},
        {"threads", "N", "线程数，默认 1，小样本不因更多线程而快；结果与之无关",
         "threads, default 1: small samples gain nothing from more; results do not depend on them"},
    };
    return options;
}

Bench requested_bench(const Arguments& arguments, double usual_sample) {
    Bench bench;
    bench.opening = opening_choice(arguments);
    if (!arguments.has("sample")) bench.opening.sample = usual_sample;
    bench.seed = static_cast<std::uint32_t>(arguments.integer("seed", 1, 0, 4294967295));
    bench.replicates = static_cast<int>(arguments.integer("replicates", 5, 1, 1000));
    bench.last_year =
        static_cast<int>(arguments.integer("until", 2025, first_year + 1, 2050));
    set_thread_count(static_cast<int>(arguments.integer("threads", 1, 1, 1024)));
    watch_for_interrupts();
    return bench;
}

const World& Laboratory::opened(const Scenario& scenario) {
    const Scenario opening = opening_scenario(scenario, all_parameters());
    if (!open_ || !same_values(opening, opening_)) {
        world_ = opened_world(baseline_, scenario, bench_.opening, places_.cache).world;
        opening_ = opening;
        open_ = true;
    }
    return world_;
}

std::vector<std::vector<double>> Laboratory::run(Scenario scenario,
                                                 const std::vector<Reading>& readings) {
    scenario.last_year = bench_.last_year;
    std::vector<std::vector<double>> values(readings.size());
    for (int r = 0; r < bench_.replicates; ++r) {
        World world = opened(scenario);
        output::Recorder recorder({scenario.name, r, 0});
        Watcher watcher;
        watcher.record = [&](const World& now) { recorder.record(now); };
        watcher.after = [](std::string_view) { stop_if_interrupted(); };
        simulate(world, scenario, forcing_of(baseline_),
                 Draws{bench_.seed, static_cast<std::uint32_t>(r)}, watcher);
        const output::Results results = recorder.take();
        for (std::size_t i = 0; i < readings.size(); ++i)
            values[i].push_back(read(results, readings[i]));
    }
    return values;
}

}  // namespace changji::app
