#include "model/app/batch/shard_writer.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/base/check.hpp"
#include "output/batch_results.hpp"
#include "output/content_hash.hpp"
#include "output/run_file.hpp"

namespace changji::app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t runs_per_shard = 64;
constexpr double least_seconds = 1;  // between commits
constexpr double most_share = 0.05;  // of the time goes into commits

void append(output::Results& to, output::Results&& one) {
    if (to.runs.empty()) {
        to = std::move(one);
        return;
    }
    ensure(to.years == one.years && to.series.size() == one.series.size(),
           "runs of a batch have the same years and measures");
    to.runs.push_back(std::move(one.runs.front()));
    for (std::size_t s = 0; s < to.series.size(); ++s)
        to.series[s].values.insert(to.series[s].values.end(), one.series[s].values.begin(),
                                   one.series[s].values.end());
}

}  // namespace

ShardWriter::ShardWriter(fs::path folder, const Part& part, BatchProvenance provenance)
    : folder_(std::move(folder)), part_(part.name()), provenance_(std::move(provenance)) {
    remove_remains();
    open_last();
}

void ShardWriter::remove_remains() {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder_ / output::shards_folder, error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("." + part_ + "-") && name.ends_with(".tmp"))
            fs::remove(entry.path(), error);
    }
}

fs::path ShardWriter::shard_file() const {
    return folder_ / output::shards_folder / fmt::format("{}-{:05}.h5", part_, number_);
}

void ShardWriter::open_last() {
    while (fs::exists(shard_file())) ++number_;
    if (number_ == 1) return;
    --number_;
    output::Results last = output::read_run_file(shard_file());
    if (last.runs.size() >= runs_per_shard) {
        ++number_;
        return;
    }
    const Json before = Json::parse(output::read_provenance(shard_file()));
    for (const Json& run : before.at("runs")) {
        seconds_.push_back(run.at("seconds"));
        finished_.push_back(run.at("finished"));
    }
    shard_ = std::move(last);
    written_ = shard_.runs.size();
}

std::string ShardWriter::provenance_text() const {
    Json json = Json::parse(provenance_.common);
    json["draws"] = Json::object();
    json["runs"] = Json::array();
    for (std::size_t i = 0; i < shard_.runs.size(); ++i) {
        const output::RunLabel& run = shard_.runs[i];
        json["runs"].push_back({{"key", run.key},
                                {"scenario", run.scenario},
                                {"replicate", run.replicate},
                                {"draw", run.draw},
                                {"finished", finished_[i]},
                                {"seconds", seconds_[i]}});
        const auto draw = provenance_.draws.find(run.draw);
        if (draw != provenance_.draws.end())
            json["draws"][std::to_string(run.draw)] = Json::parse(draw->second);
    }
    return json.dump(1);
}

bool ShardWriter::add(output::Results&& run, double seconds) {
    run.runs.front().hash = output::run_hash(run, 0);
    append(shard_, std::move(run));
    seconds_.push_back(seconds);
    finished_.push_back(utc_time());
    const bool due = since_commit_.seconds() >= std::max(least_seconds, cost_ / most_share);
    const bool full = shard_.runs.size() >= runs_per_shard;
    if (due || full) commit();
    if (full) {
        shard_ = {};
        seconds_.clear();
        finished_.clear();
        written_ = 0;
        ++number_;
    }
    return due || full;
}

void ShardWriter::commit() {
    if (shard_.runs.size() == written_) return;
    const Stopwatch cost;
    output::write_run_file(shard_file(), shard_, {provenance_text(), program_text(), nullptr});
    written_ = shard_.runs.size();
    cost_ = cost.seconds();
    since_commit_ = {};
}

}  // namespace changji::app
