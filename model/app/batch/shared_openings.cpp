#include "model/app/batch/shared_openings.hpp"

#include <algorithm>

#include "model/app/batch/history.hpp"
#include "model/simulation/registers.hpp"

namespace changji::app {
namespace {

/// Families come in the order of replicates and draws, so few openings are in use at a time.
constexpr std::size_t kept_openings = 2;

}  // namespace

SharedOpenings::SharedOpenings(const Baseline& baseline, const OpeningChoice& choice,
                               std::filesystem::path cache, std::mutex& files)
    : baseline_(baseline), choice_(choice), cache_(std::move(cache)), files_(files) {
    shipped_ =
        history_of(default_scenario(all_parameters()), all_parameters(), first_year).front();
}

std::shared_ptr<const OpenedWorld> SharedOpenings::made(const std::string& coefficients,
                                                        const Scenario& scenario) {
    if (coefficients != shipped_)
        return std::make_shared<OpenedWorld>(opened_world(baseline_, scenario, choice_, {}));
    const std::lock_guard lock(files_);
    return std::make_shared<OpenedWorld>(opened_world(baseline_, scenario, choice_, cache_));
}

std::shared_ptr<const OpenedWorld> SharedOpenings::get(const std::string& coefficients,
                                                       const Scenario& scenario) {
    std::unique_lock lock(guard_);
    const auto found = [&] {
        return std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) {
            return slot.coefficients == coefficients;
        });
    };
    for (auto slot = found(); slot != slots_.end(); slot = found()) {
        if (slot->opened) return slot->opened;
        ready_.wait(lock);
    }
    slots_.push_front({coefficients, nullptr});
    const auto own = slots_.begin();
    lock.unlock();
    std::shared_ptr<const OpenedWorld> opened;
    try {
        opened = made(coefficients, scenario);
    } catch (...) {
        lock.lock();
        slots_.erase(own);
        ready_.notify_all();
        throw;
    }
    lock.lock();
    own->opened = opened;
    ready_.notify_all();
    // From the oldest, and never one that is still being made.
    for (auto slot = std::prev(slots_.end()); slots_.size() > kept_openings;) {
        const auto here = slot == slots_.begin() ? slots_.end() : std::prev(slot);
        if (slot->opened) slots_.erase(slot);
        if (here == slots_.end()) break;
        slot = here;
    }
    return opened;
}

}  // namespace changji::app
