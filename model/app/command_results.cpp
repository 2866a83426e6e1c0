#include <nlohmann/json.hpp>

#include "model/app/command.hpp"
#include "model/app/places.hpp"
#include "model/app/result_folder.hpp"
#include "output/batch_results.hpp"
#include "output/csv.hpp"
#include "output/target_table.hpp"

namespace changji::app {
namespace {

const Bilingual result_folder_argument{"结果文件夹", "a folder of results"};

void targets(const Arguments& arguments) {
    arguments.expect_positional(1, 1, result_folder_argument);
    const output::Results results = read_result_folder(arguments.positional().front());
    if (arguments.has("json")) return print(output::targets_json(output::target_values(results)));
    if (arguments.has("csv")) return print(output::targets_csv(output::target_values(results)));
    print(output::target_table(results, output::read_targets(find_places().targets),
                               arguments.language()));
}

void verify(const Arguments& arguments) {
    arguments.expect_positional(1, 1, result_folder_argument);
    run_file_of(arguments.positional().front());
    const std::string hash =
        output::content_hash(output::BatchResults(arguments.positional().front()));
    print(arguments.has("json") ? nlohmann::json{{"hash", hash}}.dump() + "\n" : hash + "\n");
}

}  // namespace

Command targets_command() {
    return {"targets",
            "targets DIR",
            "目标年份的结果与目标对照",
            "results of the target years beside the targets",
            {{"json", "", "全部指标和县区，JSON", "every measure and district, as JSON"},
             {"csv", "", "全部指标和县区，CSV", "every measure and district, as CSV"}},
            targets};
}

Command verify_command() {
    return {"verify",
            "verify DIR",
            "结果的规范校验值（与线程数、时间、路径无关）",
            "canonical hash of the results (free of threads, time and path)",
            {{"hash", "", "只输出校验值（默认）", "print the hash (the default)"},
             {"json", "", "以 JSON 输出", "print JSON"}},
            verify};
}

}  // namespace changji::app
