#include "model/app/batch/checkpoint.hpp"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/base/check.hpp"
#include "output/content_hash.hpp"

namespace changji::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* checkpoint_key = "checkpoint of a run";

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& zh,
                         const std::string& en) {
    throw InputError({"检查点“" + file.string() + "”不能使用：" + zh + "。",
                      "The checkpoint '" + file.string() + "' cannot be used: " + en + "."});
}

struct Claim {
    const char *key, *zh, *en;
    std::string CheckpointIdentity::*member;
};
constexpr std::array<Claim, 4> claims{{
    {"program", "由另一个程序或另一次编译写成", "it was written by another program or build",
     &CheckpointIdentity::program},
    {"facts", "所依据的事实数据不同", "it is based on other facts", &CheckpointIdentity::facts},
    {"population", "抽样、人口种子或口径不同", "its sample, population seed or basis is another",
     &CheckpointIdentity::population},
    {"draws", "种子或重复编号不同", "its seed or replicate is another", &CheckpointIdentity::draws},
}};

}  // namespace

std::string CheckpointIdentity::hash() const {
    output::ContentHash words;
    for (const Claim& claim : claims) words.add(this->*claim.member);
    words.add(history);
    words.add(static_cast<std::uint64_t>(year));
    return words.hex();
}

CheckpointIdentity identity_of(const Baseline& baseline, const OpeningChoice& choice,
                               const Draws& draws, int year, const std::string& history) {
    return {program_identity(),
            fmt::format("{:016x}", baseline.checksum),
            fmt::format("{} {} {}", choice.sample, choice.population_seed,
                        static_cast<int>(choice.basis)),
            fmt::format("{} {}", draws.seed, draws.replicate),
            year,
            history};
}

void save_checkpoint(const World& world, const output::Recorder& recorder,
                     const CheckpointIdentity& identity, const std::filesystem::path& file) {
    Json note;
    for (const Claim& claim : claims) note[claim.key] = identity.*claim.member;
    note["year"] = identity.year;
    note["history"] = identity.history;
    try {
        output::save_snapshot(world, note.dump(), checkpoint_key, recorder.pack(), file);
    } catch (const std::exception& error) {
        throw InputError({"检查点“" + file.string() + "”无法写入：" + error.what() + "。",
                          "Cannot write the checkpoint '" + file.string() + "': " + error.what() +
                              "."});
    }
}

Checkpoint load_checkpoint(const std::filesystem::path& file, const CheckpointIdentity& expected,
                           const std::vector<std::string>& history) {
    try {
        output::Snapshot snapshot = output::load_snapshot(checkpoint_key, file);
        const Json note = Json::parse(snapshot.note);
        for (const Claim& claim : claims)
            if (note.at(claim.key) != expected.*claim.member) refuse(file, claim.zh, claim.en);
        const int year = snapshot.world.year;
        const auto at = static_cast<std::size_t>(year - first_year);
        const std::string text = std::to_string(year);
        if (year < first_year || at >= history.size())
            refuse(file, "保存于 " + text + " 年，晚于本次运行的最后一年",
                   "it is of " + text + ", after the last year of this run");
        if (note.at("history") != history[at])
            refuse(file, "情景或系数在 " + text + " 年之前已不同",
                   "the scenario or its coefficients differ before the end of " + text);
        Checkpoint checkpoint{std::move(snapshot.world), output::Recorder({})};
        checkpoint.recorder.unpack(snapshot.record);
        return checkpoint;
    } catch (const InputError&) {
        throw;
    } catch (const std::exception& error) {
        refuse(file, std::string("文件缺失、损坏或不是检查点（") + error.what() + "）",
               std::string("it is missing, damaged or no checkpoint (") + error.what() + ")");
    }
}

}  // namespace changji::app
