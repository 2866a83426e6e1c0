#include <algorithm>
#include <charconv>

#include "model/app/batch/batch_command.hpp"
#include "model/app/batch/batch_provenance.hpp"
#include "model/app/command.hpp"
#include "model/app/interrupt.hpp"
#include "model/app/machine.hpp"
#include "model/app/requests.hpp"
#include "model/scenario/problems.hpp"
#include "output/batch_results.hpp"

namespace changji::app {
namespace {

namespace fs = std::filesystem;

constexpr int most_threads = 1024, most_parts = 100000;

/// "3/8", from 1.
Part part_of(const Arguments& arguments) {
    if (!arguments.has("shard")) return {};
    const std::string text = arguments.text("shard", "");
    Part part;
    const char* end = text.data() + text.size();
    const auto number = std::from_chars(text.data(), end, part.number);
    const bool slash = number.ec == std::errc() && number.ptr != end && *number.ptr == '/';
    const auto of = std::from_chars(slash ? number.ptr + 1 : end, end, part.of);
    if (slash && of.ec == std::errc() && of.ptr == end && part.of >= 1 && part.of <= most_parts &&
        part.number >= 1 && part.number <= part.of)
        return part;
    throw InputError({"选项 --shard 的取值 " + quoted_input(text) + " 应为 i/n，1 ≤ i ≤ n，例如 3/8。",
                      "Option --shard: " + quoted_input(text) +
                          " is not i/n with 1 ≤ i ≤ n, such as 3/8."});
}

BatchOptions options_of(const Arguments& arguments, const BatchPlan& plan) {
    BatchOptions options;
    options.part = part_of(arguments);
    const int usual = plan.threads > 0 ? plan.threads : available_cores();
    options.threads = static_cast<int>(arguments.integer("threads", usual, 1, most_threads));
    options.quiet = arguments.has("quiet");
    options.json = arguments.has("json");
    options.language = arguments.language();
    if (arguments.has("stop-when"))
        options.stop_rule = read_stop_rule(arguments.text("stop-when", ""), plan.measures);
    return options;
}

fs::path output_folder(const Arguments& arguments) {
    const std::string folder = arguments.text("output", "");
    if (folder.empty())
        throw InputError({"缺少 -o DIR：请指明结果文件夹。",
                          "-o DIR is missing: name the folder for the results."});
    return folder;
}

/// Whether the batch has been begun; refuses a folder that may not be written to.
bool begun(const fs::path& folder, bool resume) {
    std::error_code error;
    if (!fs::exists(folder, error)) return false;
    const std::string name = folder.string();
    if (!fs::is_directory(folder, error))
        throw InputError({"“" + name + "”已存在且不是文件夹；请换一个输出位置。",
                          "'" + name + "' exists and is not a folder; choose another place."});
    if (is_batch_folder(folder)) {
        if (resume) return true;
        throw InputError({"“" + name + "”已有批次；继续请加 --resume，或换一个文件夹。",
                          "'" + name +
                              "' already holds a batch; go on with --resume, or choose another "
                              "folder."});
    }
    if (fs::is_empty(folder, error) && !error) return false;
    throw InputError({"“" + name + "”已存在且不是批次文件夹，不会覆盖；请换一个输出位置。",
                      "'" + name +
                          "' exists and holds no batch; it is not overwritten. Choose another "
                          "place."});
}

/// Prints the estimate and computes what is wanted in a folder that holds the batch.
void compute(const fs::path& folder, const BatchPlan& plan, const BatchOptions& options,
             Wanted wanted) {
    const auto locks = lock_folder(folder, options.part);
    const auto runs = expanded(plan);
    if (!options.quiet && !options.json) {
        const RunSet set =
            wanted_runs(plan, runs, options, read_states(folder, true), wanted);
        print(estimate_text(plan, set, runs.size(), options.language));
    }
    watch_for_interrupts();
    report_outcome(folder, run_batch(folder, plan, runs, options, wanted), options);
}

/// The plan of a folder, which may hold more replicates than the one it was begun with.
BatchPlan plan_of_folder(const fs::path& folder, const Places& places) {
    if (!is_batch_folder(folder))
        throw InputError({"“" + folder.string() + "”不是批次文件夹。",
                          "'" + folder.string() + "' is not the folder of a batch."});
    BatchPlan plan = read_plan(folder / folder_plan_name, places);
    check_same_batch(folder, plan);
    return plan;
}

void batch(const Arguments& arguments) {
    arguments.expect_positional(1, 1, {"计划文件", "a plan file"});
    if (arguments.has("dry-run")) {
        const BatchPlan plan = read_plan(arguments.positional().front(), find_places());
        const BatchOptions options = options_of(arguments, plan);
        const auto runs = expanded(plan);
        const RunSet set = wanted_runs(plan, runs, options, {}, Wanted::missing);
        return print(estimate_text(plan, set, runs.size(), options.language));
    }
    const BatchPlan plan = prepared_batch(arguments);
    compute(output_folder(arguments), plan, options_of(arguments, plan), Wanted::missing);
}

fs::path batch_folder(const Arguments& arguments) {
    arguments.expect_positional(1, 1, {"批次文件夹", "the folder of a batch"});
    return arguments.positional().front();
}

void retry(const Arguments& arguments) {
    const fs::path folder = batch_folder(arguments);
    if (!arguments.has("failed"))
        throw InputError({"请写明 --failed：重算失败的运行。",
                          "Write --failed: the runs that failed are computed again."});
    const BatchPlan plan = plan_of_folder(folder, find_places());
    compute(folder, plan, options_of(arguments, plan), Wanted::failed);
}

void expand(const Arguments& arguments) {
    const fs::path folder = batch_folder(arguments);
    if (!arguments.has("replicates"))
        throw InputError({"请写明 --replicates +N：增加的重复次数。",
                          "Write --replicates +N: how many replicates to add."});
    BatchPlan plan = plan_of_folder(folder, find_places());
    plan.replicates += static_cast<int>(arguments.integer("replicates", 1, 1, 1000000));
    const auto locks = lock_folder(folder, {});
    plan.draws_file = plan.draws_file.empty() ? "" : folder / "draws.csv";
    rewrite_plan(folder, plan, expanded(plan));
    if (!arguments.has("quiet"))
        print(std::string(in(arguments.language(), "重复次数现为 ", "Replicates are now ")) +
              std::to_string(plan.replicates) +
              std::string(in(arguments.language(), "；用 changji batch ", "; compute them with: changji batch ")) +
              (folder / folder_plan_name).string() + " -o " + folder.string() + " --resume\n");
}

void merge(const Arguments& arguments) {
    const fs::path folder = batch_folder(arguments);
    if (!is_batch_folder(folder))
        throw InputError({"“" + folder.string() + "”不是批次文件夹。",
                          "'" + folder.string() + "' is not the folder of a batch."});
    const auto locks = lock_folder(folder, {});
    const output::BatchResults results(folder);
    const fs::path file = arguments.text("output", (folder / output::merged_name).string());
    const std::string hash = output::content_hash(results);
    output::write_merged(results, file,
                         {merged_provenance(results.files()), program_text(), nullptr});
    if (!arguments.has("quiet"))
        print(std::to_string(results.runs().size()) +
              std::string(in(arguments.language(), " 次运行合并为 ", " runs merged into ")) +
              file.string() + std::string(in(arguments.language(), "，校验值 ", ", hash ")) + hash +
              "\n");
}

const std::vector<OptionText>& computing_options() {
    static const std::vector<OptionText> options{
        {"threads", "N", "线程数；结果与之无关", "threads; results do not depend on them"},
        {"shard", "I/N", "只算第 I 份，共 N 份（I 从 1 起），可在多台机器上同时进行",
         "compute part I of N only (from 1); other machines may do the others meanwhile"},
        {"stop-when", "RULE", "足够精确时停止，例如 se:income_ratio<0.005",
         "stop when precise enough, such as se:income_ratio<0.005"},
        {"quiet,q", "", "不显示进度和小结", "no progress and no summary"},
        {"json", "", "小结以 JSON 输出", "summary as JSON"},
    };
    return options;
}

}  // namespace

BatchPlan prepared_batch(const Arguments& arguments) {
    const Places places = find_places();
    BatchPlan plan = read_plan(arguments.positional().front(), places);
    const fs::path folder = output_folder(arguments);
    options_of(arguments, plan);  // faults of the options before anything is written
    if (!begun(folder, arguments.has("resume")))
        make_batch_folder(folder, plan, expanded(plan));
    check_same_batch(folder, plan);
    plan.replicates = std::max(plan.replicates, plan_of_folder(folder, places).replicates);
    return plan;
}

Command batch_command() {
    return {"batch",
            "batch PLAN -o DIR",
            "运行一批：情景 × 重复 × 参数抽样",
            "run a batch: scenarios × replicates × parameter draws",
            joined({{"output,o", "DIR", "批次文件夹", "folder of the batch"},
                    {"resume", "", "继续：只算缺少的；没有则开始",
                     "go on: compute what is missing; begin if there is nothing"},
                    {"dry-run", "", "只检查计划并估计用时、内存和文件大小",
                     "check the plan and estimate time, memory and size only"}},
                   computing_options()),
            batch};
}

Command retry_command() {
    return {"retry",
            "retry DIR --failed",
            "重算批次中失败的运行",
            "compute the failed runs of a batch again",
            joined({{"failed", "", "失败的运行", "the runs that failed"}}, computing_options()),
            retry};
}

Command expand_command() {
    return {"expand",
            "expand DIR --replicates +N",
            "给批次增加重复次数",
            "add replicates to a batch",
            {{"replicates", "+N", "增加的次数", "how many to add"},
             {"quiet,q", "", "不显示小结", "no summary"}},
            expand};
}

Command merge_command() {
    return {"merge",
            "merge DIR",
            "把批次的各分片合并成一个文件",
            "join the shards of a batch into one file",
            {{"output,o", "FILE", "文件，默认 DIR/batch.h5", "the file, default DIR/batch.h5"},
             {"quiet,q", "", "不显示小结", "no summary"}},
            merge};
}

}  // namespace changji::app
