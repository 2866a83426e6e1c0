#include "model/app/batch/family.hpp"

#include <algorithm>
#include <new>

#include "model/base/check.hpp"

namespace changji::app {
namespace {

using Group = std::vector<std::size_t>;

/// Members by what they do in the year after `year`; their order is kept.
std::vector<Group> groups_of(const Group& members, const std::vector<FamilyMember>& all, int year) {
    const auto next = static_cast<std::size_t>(year + 1 - first_year);
    std::vector<Group> groups;
    for (const std::size_t member : members) {
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
            return all[group.front()].history[next] == all[member].history[next];
        });
        if (same == groups.end()) {
            groups.push_back({member});
        } else {
            same->push_back(member);
        }
    }
    return groups;
}

/// Calls step() and tells what went wrong, if anything did.
template <class Step>
bool succeeds(const Step& step, Failure& failure) {
    try {
        step();
        return true;
    } catch (const BalanceError& error) {
        failure = {FailureKind::books, error.what()};
    } catch (const InputError& error) {
        failure = {FailureKind::input, error.message().en};
    } catch (const std::bad_alloc&) {
        failure = {FailureKind::other, "out of memory"};
    } catch (const std::exception& error) {
        failure = {FailureKind::other, error.what()};
    }
    return false;
}

class Family {
  public:
    Family(const std::vector<FamilyMember>& members, const weather_and_prices::Forcing& forcing,
           const Draws& draws, const FamilyWatcher& watcher)
        : members_(members), forcing_(forcing), draws_(draws), watcher_(watcher) {}

    /// One year of the branch on top. Where its members part, the first group goes on with a copy
    /// and the state waits for the others: few states are alive at a time.
    void step(std::vector<Branch>& branches) {
        Branch branch = std::move(branches.back());
        branches.pop_back();
        finish_members(branch);
        if (branch.members.empty()) return;
        std::vector<Group> groups = groups_of(branch.members, members_, branch.world.year);
        if (groups.size() > 1) {
            Branch waiting = branch;
            std::erase_if(waiting.members, [&](std::size_t member) {
                return std::find(groups.front().begin(), groups.front().end(), member) !=
                       groups.front().end();
            });
            branches.push_back(std::move(waiting));
        }
        branch.members = groups.front();
        if (advanced(branch)) branches.push_back(std::move(branch));
    }

  private:
    void finish_members(Branch& branch) {
        std::erase_if(branch.members, [&](std::size_t member) {
            if (members_[member].scenario.last_year > branch.world.year) return false;
            output::Recorder recorder = branch.recorder;
            watcher_.done(members_[member], recorder.take());
            return true;
        });
    }

    bool advanced(Branch& branch) {
        Failure failure;
        const auto year = [&] {
            advance(branch.world, members_[branch.members.front()].scenario, forcing_, draws_);
            branch.recorder.record(branch.world);
        };
        if (succeeds(year, failure)) return true;
        failure.reason += " (" + std::to_string(branch.world.year) + ")";
        for (const std::size_t member : branch.members) watcher_.failed(members_[member], failure);
        return false;
    }

    const std::vector<FamilyMember>& members_;
    const weather_and_prices::Forcing& forcing_;
    const Draws& draws_;
    const FamilyWatcher& watcher_;
};

}  // namespace

bool run_family(std::vector<Branch> branches, const std::vector<FamilyMember>& members,
                const weather_and_prices::Forcing& forcing, const Draws& draws,
                const FamilyWatcher& watcher) {
    Family family(members, forcing, draws, watcher);
    while (!branches.empty()) {
        if (watcher.stop()) {
            for (const Branch& branch : branches) watcher.kept(branch);
            return false;
        }
        family.step(branches);
    }
    return true;
}

}  // namespace changji::app
