#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>

#include "model/app/progress.hpp"
#include "model/simulation/simulation.hpp"
#include "output/recorder.hpp"

/// Clocks and counts of the benchmark of whole runs.
namespace changji::benchmarks {

struct Span {
    double wall = 0, cpu = 0;
};
inline Span operator-(const Span& a, const Span& b) {
    return {a.wall - b.wall, a.cpu - b.cpu};
}
inline Span& operator+=(Span& sum, const Span& more) {
    sum.wall += more.wall;
    sum.cpu += more.cpu;
    return sum;
}

inline double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// Elapsed time and the time of all threads since it was made.
class Clock {
  public:
    Clock() : start_(cpu()) {}
    Span now() const { return {watch_.seconds(), cpu() - start_}; }

  private:
    static double cpu() {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        return seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    }
    app::Stopwatch watch_;
    double start_;
};

inline double peak_bytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024;  // Linux counts in KiB
}

inline double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// Reserved bytes of one row of a table over all cells, by the columns that describe() names.
template <class Table>
double bytes_per_row(const World& world, Table Cell::*table) {
    double bytes = 0, rows = 0;
    for (const Cell& cell : world.cells) {
        rows += static_cast<double>((cell.*table).size());
        table::for_each_column(cell.*table, [&](const auto& column, auto...) {
            bytes += static_cast<double>(column.capacity() * sizeof(column.front()));
        });
    }
    return rows > 0 ? bytes / rows : 0;
}

struct Agents {
    double persons = 0, households = 0, others = 0;  ///< others: firms in business, organisations,
                                                     ///< villages
};

inline Agents agents_of(const World& world) {
    Agents agents;
    for (const Cell& cell : world.cells) {
        agents.persons += static_cast<double>(cell.people.size());
        agents.households += static_cast<double>(cell.households.size());
        agents.others += cell.is_village();
    }
    for (const std::uint8_t open : world.firms.open) agents.others += open;
    agents.others += static_cast<double>(world.organisations.size());
    return agents;
}

/// Times of the years and of every process in them.
class YearTimes {
  public:
    explicit YearTimes(output::Recorder& recorder) : recorder_(recorder) {}

    Watcher watcher() {
        Watcher watcher;
        watcher.record = [this](const World& world) { record(world); };
        watcher.after = [this](std::string_view process) { note(process); };
        return watcher;
    }
    Span median_year() const { return {median(walls_), median(cpus_)}; }
    double agent_years_per_cpu_second() const { return agent_years_ / total_.cpu; }
    double nanoseconds_per_person_year() const { return total_.cpu / person_years_ * 1e9; }

    /// Wall time shows what runs on one thread only: there it equals the CPU time.
    void print_shares() const {
        const double years = static_cast<double>(walls_.size());
        for (const std::string& name : order_) {
            const Span& span = by_process_.at(name);
            fmt::print("    {:<22}{:>7.1f} %{:>10.1f} ms CPU{:>10.1f} ms wall a year\n", name,
                       100 * span.cpu / total_.cpu, 1000 * span.cpu / years,
                       1000 * span.wall / years);
        }
    }

private:
    void note(std::string_view process) {
        const Span now = clock_.now();
        const std::string name(process);
        if (by_process_.count(name) == 0) order_.push_back(name);
        by_process_[name] += now - last_;
        last_ = now;
    }
    void record(const World& world) {
        recorder_.record(world);
        const bool opening = world.year == first_year;
        if (!opening) {
            note("results of the year");
            walls_.push_back((last_ - year_began_).wall);
            cpus_.push_back((last_ - year_began_).cpu);
            total_ += last_ - year_began_;
            const Agents agents = agents_of(world);
            person_years_ += agents.persons;
            agent_years_ += agents.persons + agents.households + agents.others;
        }
        last_ = year_began_ = clock_.now();
    }

    output::Recorder& recorder_;
    Clock clock_;
    Span last_, year_began_, total_;
    std::vector<double> walls_, cpus_;
    std::map<std::string, Span> by_process_;
    std::vector<std::string> order_;
    double person_years_ = 0, agent_years_ = 0;
};

}  // namespace changji::benchmarks
