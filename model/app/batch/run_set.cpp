#include "model/app/batch/run_set.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "model/app/batch/history.hpp"
#include "model/app/batch/saved_branches.hpp"
#include "model/app/batch/shared_openings.hpp"
#include "model/app/estimate.hpp"
#include "model/app/machine.hpp"
#include "model/app/progress.hpp"
#include "model/base/parallel.hpp"
#include "model/simulation/registers.hpp"

namespace changji::app {
namespace {

/// Runs of a set that share draws and parameters: numbers of neighbours.
struct Span {
    std::size_t first, count;
};

std::vector<Span> families_of(const RunSet& set) {
    std::vector<Span> families;
    for (std::size_t i = 0; i < set.runs.size(); ++i) {
        const SetRun& run = set.runs[i];
        const SetRun& before = set.runs[i == 0 ? 0 : i - 1];
        const bool same = i > 0 && run.draw == before.draw &&
                          run.draws.seed == before.draws.seed &&
                          run.draws.replicate == before.draws.replicate;
        if (!same) families.push_back({i, 0});
        ++families.back().count;
    }
    return families;
}

int last_year_of(const RunSet& set) {
    int last = first_year;
    for (const Scenario& scenario : set.scenarios) last = std::max(last, scenario.last_year);
    return last;
}

class SetRunner {
  public:
    SetRunner(const RunSet& set, const Baseline& baseline, const std::filesystem::path& cache,
              const SetWatcher& watcher)
        : set_(set),
          watcher_(watcher),
          forcing_(forcing_of(baseline)),
          families_(families_of(set)),
          openings_(baseline, set.opening, cache, files_),
          saved_(set.checkpoints, baseline, set.opening) {}

    bool run() {
        const ThreadSplit split = split_threads(set_, available_memory());
        if (split.runs_at_once == 1) {
            set_thread_count(split.threads_each);
            work();
        } else {
            std::vector<std::thread> workers;
            for (int i = 0; i < split.runs_at_once; ++i)
                workers.emplace_back([&] {
                    set_thread_count(split.threads_each);
                    work();
                });
            for (std::thread& worker : workers) worker.join();
        }
        if (fault_) std::rethrow_exception(fault_);
        return !stopped_;
    }

  private:
    void work() {
        try {
            while (!stopped_ && !enough()) {
                const std::size_t next = next_++;
                if (next >= families_.size()) return;
                run_one(families_[next]);
            }
        } catch (...) {
            const std::lock_guard lock(files_);
            if (!fault_) fault_ = std::current_exception();
            stopped_ = true;
        }
    }

    bool enough() {
        const std::lock_guard lock(files_);
        return watcher_.enough();
    }

    std::vector<FamilyMember> members_of(const Span& span) {
        std::vector<FamilyMember> members;
        for (std::size_t run = span.first; run < span.first + span.count; ++run) {
            FamilyMember member{run, {}, {}};
            try {
                member.scenario = with_draw(set_.scenarios[set_.runs[run].scenario],
                                            set_.draws[set_.runs[run].draw]);
                member.history = history_of(member.scenario, all_parameters(),
                                            member.scenario.last_year);
                members.push_back(std::move(member));
            } catch (const InputError& error) {
                failed(run, {FailureKind::input, error.message().en});
            }
        }
        return members;
    }

    /// States that members go on from: those put away, else one opened world for all; or one for
    /// each if their coefficients differ.
    std::vector<Branch> beginnings(const std::vector<FamilyMember>& members, const Draws& draws) {
        std::vector<Branch> branches;
        {
            const std::lock_guard lock(files_);
            branches = saved_.take(members, draws);
        }
        std::vector<bool> placed(members.size());
        for (const Branch& branch : branches)
            for (const std::size_t m : branch.members) placed[m] = true;
        std::vector<std::string> known(branches.size());
        for (std::size_t m = 0; m < members.size(); ++m) {
            if (placed[m]) continue;
            const std::string& coefficients = members[m].history.front();
            const auto found = std::find(known.begin(), known.end(), coefficients);
            if (found != known.end()) {
                branches[static_cast<std::size_t>(found - known.begin())].members.push_back(m);
                continue;
            }
            Branch branch{openings_.get(coefficients, members[m].scenario)->world,
                          output::Recorder({}), {m}};
            branch.recorder.record(branch.world);
            branches.push_back(std::move(branch));
            known.push_back(coefficients);
        }
        return branches;
    }

    void run_one(const Span& span) {
        const std::vector<FamilyMember> members = members_of(span);
        Stopwatch since;
        double told = 0;
        FamilyWatcher watcher;
        watcher.stop = [&] {
            if (watcher_.stop()) stopped_ = true;
            return stopped_.load();
        };
        watcher.done = [&](const FamilyMember& member, output::Results&& results) {
            const double seconds = since.seconds() - told;
            told += seconds;
            done(member.run, std::move(results), seconds);
        };
        watcher.failed = [&](const FamilyMember& member, const Failure& failure) {
            failed(member.run, failure);
        };
        const Draws draws = set_.runs[span.first].draws;
        watcher.kept = [&](const Branch& branch) {
            const std::lock_guard lock(files_);
            saved_.put(branch, members, draws);
        };
        std::vector<Branch> branches;
        try {
            branches = beginnings(members, draws);
        } catch (const InputError& error) {
            return all_failed(members, {FailureKind::input, error.message().en});
        } catch (const BalanceError& error) {
            return all_failed(members, {FailureKind::books, error.what()});
        }
        run_family(std::move(branches), members, forcing_, draws, watcher);
        const std::lock_guard lock(files_);
        saved_.discard(members, draws);
    }

    void done(std::size_t run, output::Results&& results, double seconds) {
        const SetRun& which = set_.runs[run];
        results.runs = {{set_.scenarios[which.scenario].name,
                         static_cast<int>(which.draws.replicate), set_.draws[which.draw].number,
                         which.key, ""}};
        if (!set_.measures.empty())
            std::erase_if(results.series, [&](const output::Series& series) {
                return std::find(set_.measures.begin(), set_.measures.end(), series.name) ==
                       set_.measures.end();
            });
        const std::lock_guard lock(files_);
        watcher_.done(run, std::move(results), seconds);
    }

    void failed(std::size_t run, const Failure& failure) {
        const std::lock_guard lock(files_);
        watcher_.failed(run, failure);
    }

    void all_failed(const std::vector<FamilyMember>& members, const Failure& failure) {
        for (const FamilyMember& member : members) failed(member.run, failure);
    }

    const RunSet& set_;
    const SetWatcher& watcher_;
    const weather_and_prices::Forcing forcing_;
    const std::vector<Span> families_;
    std::mutex files_;
    SharedOpenings openings_;
    SavedBranches saved_;
    std::atomic<std::size_t> next_{0};
    std::atomic<bool> stopped_{false};
    std::exception_ptr fault_;
};

}  // namespace

double family_bytes(const RunSet& set) {
    const int last = last_year_of(set);
    // Every year in which scenarios part keeps one more state waiting (family.cpp).
    std::size_t states = 1;
    std::vector<std::vector<std::string>> histories;
    for (const Scenario& scenario : set.scenarios)
        histories.push_back(history_of(scenario, all_parameters(), last));
    for (std::size_t year = 1; year < histories.front().size(); ++year) {
        std::vector<std::string> before, now;
        for (const auto& history : histories) {
            before.push_back(history[year - 1]);
            now.push_back(history[year]);
        }
        for (auto* hashes : {&before, &now}) {
            std::sort(hashes->begin(), hashes->end());
            hashes->erase(std::unique(hashes->begin(), hashes->end()), hashes->end());
        }
        if (now.size() > before.size()) ++states;
    }
    return state_bytes(set.opening.sample) * static_cast<double>(states);
}

ThreadSplit split_threads(const RunSet& set, double memory_bytes) {
    const auto families = static_cast<double>(std::max<std::size_t>(1, families_of(set).size()));
    const double by_memory = std::max(1.0, 0.8 * memory_bytes / family_bytes(set));
    ThreadSplit split;
    split.runs_at_once =
        static_cast<int>(std::min({static_cast<double>(set.threads), families, by_memory}));
    split.threads_each = std::max(1, set.threads / split.runs_at_once);
    return split;
}

bool run_set(const RunSet& set, const Baseline& baseline, const std::filesystem::path& cache,
             const SetWatcher& watcher) {
    if (set.runs.empty()) return true;
    return SetRunner(set, baseline, cache, watcher).run();
}

std::vector<output::Results> run_set(const RunSet& set, const Baseline& baseline,
                                     const std::filesystem::path& cache) {
    std::vector<output::Results> all(set.runs.size());
    std::vector<Failure> failures;
    SetWatcher watcher;
    watcher.done = [&](std::size_t run, output::Results&& results, double) {
        all[run] = std::move(results);
    };
    watcher.failed = [&](std::size_t, const Failure& failure) { failures.push_back(failure); };
    run_set(set, baseline, cache, watcher);
    if (failures.empty()) return all;
    throw std::runtime_error("a run failed: " + failures.front().reason);
}

}  // namespace changji::app
