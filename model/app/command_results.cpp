#include <nlohmann/json.hpp>

#include "model/app/command.hpp"
#include "model/app/places.hpp"
#include "model/app/result_folder.hpp"
#include "model/scenario/text_table.hpp"
#include "output/attainment.hpp"
#include "output/content_hash.hpp"
#include "output/csv.hpp"
#include "output/target_table.hpp"

namespace changji::app {
namespace {

const Bilingual result_folder_argument{"结果文件夹", "a folder of results"};

/// Every target in every district, with its margin; beside a baseline if one is named.
void print_attainment(const output::Results& results, const Arguments& arguments) {
    const std::vector<output::Target> targets = output::read_targets(find_places().targets);
    output::Results base;
    if (arguments.has("base")) base = read_result_folder(arguments.text("base", ""));
    const auto list =
        output::attainments(results, targets, arguments.has("base") ? &base : nullptr);
    if (arguments.has("json")) return print(output::attainment_json(list));
    if (arguments.has("csv")) return print(csv_text(output::attainment_columns(list)));
    print(aligned_text(output::zone_attainment(list, arguments.language())) + "\n" +
          aligned_text(output::first_failures(list, arguments.language())));
}

void targets(const Arguments& arguments) {
    arguments.expect_positional(1, 1, result_folder_argument);
    const output::Results results = read_result_folder(arguments.positional().front());
    if (arguments.has("attainment") || arguments.has("base"))
        return print_attainment(results, arguments);
    if (arguments.has("json")) return print(output::targets_json(output::target_values(results)));
    if (arguments.has("csv")) return print(output::targets_csv(output::target_values(results)));
    print(output::target_table(results, output::read_targets(find_places().targets),
                               arguments.language()));
}

void verify(const Arguments& arguments) {
    arguments.expect_positional(1, 1, result_folder_argument);
    const std::string hash =
        output::content_hash(read_result_folder(arguments.positional().front()));
    print(arguments.has("json") ? nlohmann::json{{"hash", hash}}.dump() + "\n" : hash + "\n");
}

}  // namespace

Command targets_command() {
    return {"targets",
            "targets DIR",
            "目标年份的结果与目标对照",
            "results of the target years beside the targets",
            {{"attainment", "", "逐县区达标、余量与首个未达标目标",
              "attainment by district, with margin and the first target missed"},
             {"base", "DIR", "基线结果：同时说明基线是否也达到",
              "results of a baseline: says whether it meets the target too"},
             {"json", "", "全部指标和县区，JSON", "every measure and district, as JSON"},
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
