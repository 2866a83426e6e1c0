#include "model/app/batch/saved_branches.hpp"

#include <cstdio>
#include <map>

#include "model/base/check.hpp"

namespace changji::app {
namespace {

namespace fs = std::filesystem;

void tell(const std::string& zh, const std::string& en) {
    std::fputs((zh + "\n" + en + "\n").c_str(), stderr);
}

}  // namespace

SavedBranches::SavedBranches(fs::path folder, const Baseline& baseline,
                             const OpeningChoice& choice)
    : folder_(std::move(folder)), baseline_(baseline), choice_(choice) {}

CheckpointIdentity SavedBranches::identity(const FamilyMember& member, const Draws& draws,
                                           int year) const {
    return identity_of(baseline_, choice_, draws, year,
                       member.history[static_cast<std::size_t>(year - first_year)]);
}

fs::path SavedBranches::file_of(const CheckpointIdentity& identity) const {
    return folder_ / (identity.hash() + ".h5");
}

fs::path SavedBranches::latest(const FamilyMember& member, const Draws& draws) const {
    std::error_code error;
    for (int year = member.scenario.last_year; year > first_year; --year) {
        fs::path file = file_of(identity(member, draws, year));
        if (fs::exists(file, error)) return file;
    }
    return {};
}

void SavedBranches::discard(const std::vector<FamilyMember>& members, const Draws& draws) {
    std::error_code error;
    if (folder_.empty() || !fs::is_directory(folder_, error)) return;
    for (const FamilyMember& member : members) {
        for (int year = member.scenario.last_year; year > first_year; --year) {
            const fs::path file = file_of(identity(member, draws, year));
            if (put_.count(file) == 0) fs::remove(file, error);
        }
    }
}

std::vector<Branch> SavedBranches::take(const std::vector<FamilyMember>& members,
                                        const Draws& draws) {
    std::vector<Branch> branches;
    std::error_code error;
    if (folder_.empty() || !fs::is_directory(folder_, error)) return branches;
    std::map<fs::path, std::vector<std::size_t>> found;
    for (std::size_t m = 0; m < members.size(); ++m) {
        const fs::path file = latest(members[m], draws);
        if (!file.empty()) found[file].push_back(m);
    }
    for (const auto& [file, who] : found) {
        try {
            Checkpoint saved = load_checkpoint(file, identity(members[who[0]], draws, first_year),
                                               members[who[0]].history);
            branches.push_back({std::move(saved.world), std::move(saved.recorder), who});
        } catch (const InputError& fault) {
            tell(fault.message().zh, fault.message().en);
        }
    }
    return branches;
}

void SavedBranches::put(const Branch& branch, const std::vector<FamilyMember>& members,
                        const Draws& draws) {
    if (folder_.empty() || branch.world.year == first_year || branch.members.empty()) return;
    try {
        fs::create_directories(folder_);
        const CheckpointIdentity from =
            identity(members[branch.members.front()], draws, branch.world.year);
        save_checkpoint(branch.world, branch.recorder, from, file_of(from));
        put_.insert(file_of(from));
    } catch (const std::exception& fault) {
        tell(std::string("检查点无法写入，这几次运行将重新开始：") + fault.what(),
             std::string("A checkpoint was not written, its runs will start anew: ") +
                 fault.what());
    }
}

}  // namespace changji::app
