#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "build_info.hpp"
#include "model/app/command.hpp"
#include "model/app/places.hpp"
#include "model/app/result_folder.hpp"
#include "model/baseline/csv.hpp"
#include "model/scenario/problems.hpp"
#include "model/scenario/register_text.hpp"
#include "model/simulation/registers.hpp"
#include "output/files.hpp"
#include "output/report_page.hpp"

namespace changji::app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file)
        throw InputError({"找不到程序自带的文件“" + path.string() + "”，请重新安装程序。",
                          "A file of the program is missing: '" + path.string() +
                              "'. Install the program again."});
    return text.str();
}

/// How many published figures of each subject rest on what.
Json fact_counts(const fs::path& folder) {
    FactProblems problems;
    std::string text;
    std::map<std::pair<std::string, std::string>, int> counts;
    for (const CsvRow& row :
         read_csv(folder / "facts.csv", {"subject", "kind"}, problems, text))
        ++counts[{row.fields[0], row.fields[1]}];
    problems.throw_if_any();
    Json list = Json::array();
    for (const auto& [key, count] : counts)
        list.push_back({{"subject", key.first}, {"kind", key.second}, {"count", count}});
    return list;
}

/// What a shipped scenario is: the first line of its file, "# Chinese · English".
Json title_of(const fs::path& file) {
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    constexpr std::string_view dot = " · ";
    const std::size_t at = line.find(dot);
    if (!line.starts_with("# ") || at == std::string::npos) return nullptr;
    return {{"zh", line.substr(2, at - 2)}, {"en", line.substr(at + dot.size())}};
}

/// Titles of the scenarios at hand that the program knows; a name may join several with "+".
Json titles(const output::ReportRuns& runs, const fs::path& scenarios) {
    Json all = Json::object();
    for (const output::RunGroup& group : runs.groups()) {
        std::istringstream parts(group.scenario);
        for (std::string part; std::getline(parts, part, '+');)
            if (Json title = title_of(scenarios / (part + ".ini")); !title.is_null())
                all[part] = std::move(title);
    }
    return all;
}

fs::path output_of(const Arguments& arguments) {
    const std::string name = arguments.text("output", "");
    if (name.empty())
        throw InputError({"缺少 -o 文件名，例如 -o report.html。",
                          "-o FILE is missing, for example -o report.html."});
    std::error_code error;
    if (fs::is_directory(name, error))
        throw InputError({quoted_input(name) + " 是文件夹；-o 需要文件名，例如 report.html。",
                          quoted_input(name) +
                              " is a folder; -o needs a file name, such as report.html."});
    if (fs::exists(name, error) && !arguments.has("force"))
        throw InputError({quoted_input(name) + " 已存在；用 --force 替换。",
                          quoted_input(name) + " exists; --force replaces it."});
    return name;
}

/// The named places; a folder that holds run folders stands for all of them.
std::vector<fs::path> places_named(const Arguments& arguments) {
    std::vector<fs::path> places;
    for (const std::string& word : arguments.positional()) {
        const std::vector<fs::path> found = results_in(word);
        places.insert(places.end(), found.begin(), found.end());
    }
    return places;
}

std::string base_named(const Arguments& arguments, const output::ReportRuns& runs) {
    const std::string base = arguments.text("base", "baseline");
    std::string known;
    for (const output::RunGroup& group : runs.groups()) {
        if (group.scenario == base) return base;
        known += (known.empty() ? "" : ", ") + group.scenario;
    }
    if (!arguments.has("base")) return base;  // without one the report compares nothing
    throw InputError({"结果中没有情景 " + quoted_input(base) + "，有：" + known + "。",
                      "The results have no scenario " + quoted_input(base) + "; they have " +
                          known + "."});
}

void report(const Arguments& arguments) {
    arguments.expect_positional(1, 10000, {"一个或几个结果文件夹", "one or more folders of results"});
    const fs::path file = output_of(arguments);
    const Places home = find_places();
    const output::ReportRuns runs(places_named(arguments));
    const output::ReportTexts texts{
        arguments.has("lang") && arguments.language() == Language::en ? "en" : "zh",
        fmt::format("changji {} ({}{})", build_info::version, build_info::commit,
                    build_info::dirty ? "+" : ""),
        fact_counts(home.facts),
        Json::parse(register_json(all_parameters())),
        titles(runs, home.scenarios),
        text_of(home.glossary),
        text_of(home.citation)};
    const std::string page =
        output::report_page(text_of(home.report_template), runs, base_named(arguments, runs),
                            output::read_targets(home.targets), texts);
    output::write_file(file, page);
    if (!arguments.has("quiet")) print(file.string() + "\n");
}

}  // namespace

Command report_command() {
    return {"report",
            "report DIR... -o FILE.html",
            "单文件网页报告（中英文，可离线打开）",
            "one-file report for the browser, in Chinese and English, offline",
            {{"output,o", "FILE", "报告文件", "file of the report"},
             {"base", "NAME", "对照情景，默认 baseline", "scenario to compare with, default baseline"},
             {"force", "", "替换已有文件", "replace an existing file"},
             {"quiet,q", "", "不输出文件名", "do not print the name of the file"}},
            report};
}

}  // namespace changji::app
