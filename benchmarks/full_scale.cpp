// Time and memory of whole runs, by the functions that `changji run` calls (docs/benchmarks.md).
// Prints figures and judges none: a time depends on the machine and on what else runs on it.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include "benchmarks/year_times.hpp"
#include "model/app/arguments.hpp"
#include "model/app/opened_world.hpp"
#include "model/app/places.hpp"
#include "model/app/requests.hpp"
#include "model/base/check.hpp"
#include "model/base/parallel.hpp"
#include "model/baseline/reader.hpp"
#include "model/population/synthesis.hpp"
#include "model/simulation/registers.hpp"
#include "model/simulation/simulation.hpp"

namespace {

using namespace changji;
using namespace changji::benchmarks;
namespace fs = std::filesystem;

/// What one run is measured by; plain, because it crosses a pipe from the process that ran it.
struct Figures {
    Span population, opening, first_start, cached_start, year;  ///< `year`: medians
    double agent_years_per_cpu_second = 0, person_nanoseconds = 0;
    double persons = 0, households = 0, bytes_per_person = 0, bytes_per_household = 0;
    double peak = 0;
    bool complete = false;
};

/// What is measured: one sample on a number of threads.
struct Case {
    double sample;
    int threads;
};

struct Request {
    Scenario scenario;
    Baseline baseline;
    fs::path cache;
    bool shares = true;
    bool years_only = false;  ///< with opened worlds that are kept
};

/// From nothing to the opened world, part by part.
void time_parts(const Request& request, const app::OpeningChoice& choice, Figures& figures) {
    const Scenario opening = app::opening_scenario(request.scenario, all_parameters());
    const Clock clock;
    World synthetic = population::synthesise(request.baseline,
                                             {choice.sample, choice.population_seed, choice.basis});
    figures.population = clock.now();
    const Opened opened =
        open_world(request.baseline, std::move(synthetic), opening, choice.population_seed);
    figures.opening = clock.now() - figures.population;
}

app::OpenedWorld timed_start(const Request& request, const app::OpeningChoice& choice, Span& span) {
    const Clock clock;
    app::OpenedWorld opened =
        app::opened_world(request.baseline, request.scenario, choice, request.cache);
    span = clock.now();
    return opened;
}

void time_years(const Request& request, World& world, Figures& figures) {
    output::Recorder recorder({request.scenario.name, 0, 0});
    YearTimes times(recorder);
    simulate(world, request.scenario, forcing_of(request.baseline), Draws{1, 0}, times.watcher());
    figures.year = times.median_year();
    figures.agent_years_per_cpu_second = times.agent_years_per_cpu_second();
    figures.person_nanoseconds = times.nanoseconds_per_person_year();
    const Agents agents = agents_of(world);
    figures.persons = agents.persons;
    figures.households = agents.households;
    figures.bytes_per_person = bytes_per_row(world, &Cell::people);
    figures.bytes_per_household = bytes_per_row(world, &Cell::households);
    if (request.shares) times.print_shares();
}

Figures measure(const Request& request, const Case& wanted) {
    set_thread_count(wanted.threads);
    Figures figures;
    app::OpeningChoice choice;
    choice.sample = wanted.sample;
    if (!request.years_only) time_parts(request, choice, figures);
    timed_start(request, choice, figures.first_start);
    app::OpenedWorld opened = timed_start(request, choice, figures.cached_start);
    if (!opened.from_cache) throw std::runtime_error("the opened world did not reach the cache");
    fmt::print("sample {}, {} thread(s)\n", wanted.sample, wanted.threads);
    time_years(request, opened.world, figures);
    figures.peak = peak_bytes();
    figures.complete = true;
    return figures;
}

/// A process of its own per case: peak memory is a property of a process, and a warm heap of an
/// earlier case would flatter a later one.
Figures measure_apart(const Request& request, const Case& wanted) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("no process");
    if (child == 0) {
        Figures figures;
        try {
            figures = measure(request, wanted);
        } catch (const std::exception& error) {
            fmt::print(stderr, "{}\n", error.what());
        }
        std::fflush(nullptr);
        _exit(write(ends[1], &figures, sizeof figures) == sizeof figures ? 0 : 1);
    }
    close(ends[1]);
    Figures figures;
    const bool whole = read(ends[0], &figures, sizeof figures) == sizeof figures;
    close(ends[0]);
    waitpid(child, nullptr, 0);
    if (!whole || !figures.complete) throw std::runtime_error("a case failed");
    return figures;
}

void print_figures(const Figures& f) {
    const auto span = [](const char* what, const Span& s) {
        fmt::print("  {:<44}{:>10.3f} s{:>10.3f} s CPU\n", what, s.wall, s.cpu);
    };
    if (f.population.wall > 0) {
        span("population from scratch", f.population);
        span("opening", f.opening);
        span("first start of the program, with storing", f.first_start);
    }
    span("start from the stored opened world", f.cached_start);
    span("simulated year, median", f.year);
    fmt::print("  {:<44}{:>10.2f} million\n", "agent-years per CPU second",
               f.agent_years_per_cpu_second / 1e6);
    fmt::print("  {:<44}{:>10.0f} ns CPU\n", "one person's year", f.person_nanoseconds);
    fmt::print("  {:<44}{:>10.0f} and {:.0f}\n", "persons and households in memory", f.persons,
               f.households);
    fmt::print("  {:<44}{:>10.0f} and {:.0f}\n", "bytes per person and per household",
               f.bytes_per_person, f.bytes_per_household);
    fmt::print("  {:<44}{:>10.0f} MB\n\n", "peak memory of the process", f.peak / 1e6);
}

struct Measured {
    Case wanted;
    Figures figures;
};

/// What two cases say together.
void print_comparisons(const std::vector<Measured>& all) {
    for (const Measured& a : all) {
        for (const Measured& b : all) {
            if (a.wanted.sample == b.wanted.sample && a.wanted.threads < b.wanted.threads)
                fmt::print("sample {}: a year on {} threads is {:.2f} times as fast as on {}\n",
                           a.wanted.sample, b.wanted.threads,
                           a.figures.year.wall / b.figures.year.wall, a.wanted.threads);
            if (a.wanted.threads == b.wanted.threads && a.wanted.sample > b.wanted.sample)
                fmt::print(
                    "{} thread(s): CPU time per person at sample {} is {:.2f} of that at "
                    "sample {}\n",
                    a.wanted.threads, a.wanted.sample,
                    a.figures.person_nanoseconds / b.figures.person_nanoseconds, b.wanted.sample);
        }
    }
}

const std::vector<app::OptionText>& options() {
    static const std::vector<app::OptionText> list = [] {
        std::vector<app::OptionText> own{
            {"sample", "SHARE", "只测这一抽样比例（默认 0.1 和 1）",
             "this sample only (default 0.1 and 1)"},
            {"threads", "N", "只测这一线程数（默认 1 和 2）",
             "this number of threads only (default 1 and 2)"},
            {"until", "YEAR", "最后一年，默认 2035", "last year, default 2035"},
            {"totals", "", "不列出各步骤", "leave out the list of processes"},
            {"keep", "DIR", "保留并使用此文件夹中的初始状态，只测各年",
             "keep and use opened worlds in this folder; time the years only"},
        };
        return app::joined(own, app::scenario_options());
    }();
    return list;
}

int run(const app::Arguments& arguments) {
    if (arguments.has("help")) {
        fmt::print("full_scale [SCENARIO] [options]\n{}",
                   app::options_text(options(), arguments.language()));
        return 0;
    }
    arguments.expect_positional(0, 1, {"情景名称", "a scenario"});
    const app::Places places = app::find_places();
    const std::string name =
        arguments.positional().empty() ? "full_reform" : arguments.positional().front();
    // Its own cache: every case starts from scratch and leaves nothing behind, unless told to.
    const bool keep = arguments.has("keep");
    const fs::path cache =
        keep ? fs::path(arguments.text("keep", ""))
             : fs::temp_directory_path() / fmt::format("changji-full-scale-{}", getpid());
    Request request{app::requested_scenario(name, arguments, places), read_baseline(places.facts),
                    cache, !arguments.has("totals"), keep};
    request.scenario.last_year = static_cast<int>(
        arguments.integer("until", request.scenario.last_year, first_year + 1, 2050));
    std::vector<double> samples{0.1, 1};
    if (arguments.has("sample")) samples = {arguments.real("sample", 1, 0.01, 1)};
    std::vector<int> threads{1, 2};
    if (arguments.has("threads"))
        threads = {static_cast<int>(arguments.integer("threads", 1, 1, 1024))};
    std::vector<Measured> all;
    for (const double sample : samples) {
        for (const int count : threads) {
            const Case wanted{sample, count};
            all.push_back({wanted, measure_apart(request, wanted)});
            print_figures(all.back().figures);
            if (!keep) fs::remove_all(cache);
        }
    }
    print_comparisons(all);
    return 0;
}

}  // namespace

int main(int count, char** words) {
    try {
        return run(app::Arguments({words + 1, words + count}, options()));
    } catch (const InputError& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 2;
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}
