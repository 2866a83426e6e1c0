#include <nlohmann/json.hpp>

#include "model/app/command.hpp"
#include "model/app/places.hpp"
#include "model/app/result_folder.hpp"
#include "output/batch_statistics.hpp"
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
    const std::string hash = output::content_hash(batch_results(arguments.positional().front()));
    print(arguments.has("json") ? nlohmann::json{{"hash", hash}}.dump() + "\n" : hash + "\n");
}

/// Mean, spread and precision over the runs of each scenario.
void statistics(const Arguments& arguments) {
    arguments.expect_positional(1, 1, result_folder_argument);
    Printer printer;
    printer.add(output::byte_order_mark);
    printer.add(output::summary_header());
    std::vector<std::string> measures;
    if (arguments.has("measure")) measures = {arguments.text("measure", "")};
    output::summarise(batch_results(arguments.positional().front()), measures,
                      [&](const output::Summary& s) { printer.add(output::summary_line(s)); });
    printer.flush();
}

}  // namespace

Command statistics_command() {
    return {"statistics",
            "statistics DIR",
            "批次各情景的均值、标准差、标准误、分位数和运行次数（CSV）",
            "mean, sd, standard error, quantiles and number of runs by scenario (CSV)",
            {{"measure", "NAME", "只要一个指标", "one measure only"}},
            statistics};
}

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
