#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/app/command.hpp"
#include "model/app/places.hpp"
#include "model/app/result_folder.hpp"
#include "model/scenario/text_table.hpp"
#include "output/csv.hpp"
#include "output/stylised_facts.hpp"

namespace changji::app {
namespace {

using output::JudgedFact;
using output::Judgement;

std::string_view word(Judgement judgement, Language language) {
    switch (judgement) {
        case Judgement::holds:
            return in(language, "符合", "holds");
        case Judgement::fails:
            return in(language, "不符", "fails");
        case Judgement::not_this_scenario:
            return in(language, "不适用于此情景", "not for this scenario");
        default:
            return in(language, "结果中没有此项", "not in these results");
    }
}

std::string shown(double value) { return std::isnan(value) ? "–" : fmt::format("{:.3f}", value); }

std::string table_of(const std::vector<JudgedFact>& judged, const std::string& scenario,
                     Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header = {zh ? "编号" : "fact",     zh ? "典型事实" : "stylised fact",
                    zh ? "数值" : "value",    zh ? "阈值" : "threshold",
                    zh ? "余量" : "margin",   zh ? "判断" : "judgement"};
    int held = 0, failed = 0;
    for (const JudgedFact& j : judged) {
        held += j.judgement == Judgement::holds;
        failed += j.judgement == Judgement::fails;
        const bool counts = j.judgement == Judgement::holds || j.judgement == Judgement::fails;
        table.rows.push_back({j.fact.id, zh ? j.fact.zh : j.fact.en, shown(j.value),
                              fmt::format("{} {:g}", j.fact.at_least ? "≥" : "≤", j.fact.threshold),
                              counts ? fmt::format("{:+.3f}", j.margin) : "–",
                              std::string(word(j.judgement, language))});
    }
    return fmt::format(fmt::runtime(zh ? "情景 {}：{} 条符合，{} 条不符，{} 条未判断\n"
                                       : "Scenario {}: {} hold, {} fail, {} not judged\n"),
                       scenario, held, failed, static_cast<int>(judged.size()) - held - failed) +
           aligned_text(table);
}

nlohmann::ordered_json json_of(const std::vector<JudgedFact>& judged, const std::string& scenario) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    const auto number = [](double value) {
        return std::isnan(value) ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(value);
    };
    for (const JudgedFact& j : judged)
        list.push_back({{"scenario", scenario},
                        {"id", j.fact.id},
                        {"statistic", j.fact.statistic},
                        {"rule", j.fact.at_least ? "at_least" : "at_most"},
                        {"threshold", j.fact.threshold},
                        {"value", number(j.value)},
                        {"margin", number(j.margin)},
                        {"judgement", word(j.judgement, Language::en)},
                        {"source", j.fact.source}});
    return list;
}

void facts(const Arguments& arguments) {
    arguments.expect_positional(1, 1, {"结果文件夹", "a folder of results"});
    const output::Results results = read_result_folder(arguments.positional().front());
    const auto thresholds = output::read_stylised_facts(
        arguments.has("thresholds") ? std::filesystem::path(arguments.text("thresholds", ""))
                                    : find_places().stylised_facts);
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    std::string text;
    for (const std::string& scenario : output::scenarios_of(results)) {
        const auto judged = output::judge(thresholds, results, scenario);
        for (auto& row : json_of(judged, scenario)) all.push_back(row);
        text += (text.empty() ? "" : "\n") + table_of(judged, scenario, arguments.language());
    }
    print(arguments.has("json") ? all.dump(2) + "\n" : text);
}

}  // namespace

Command facts_command() {
    return {"facts",
            "facts DIR",
            "典型事实 F1–F16：符合、不符及相差多少",
            "stylised facts F1-F16: which hold, which fail, and by how much",
            {{"thresholds", "FILE", "阈值文件，默认 output/stylised_facts.csv",
              "the thresholds, default output/stylised_facts.csv"},
             {"json", "", "以 JSON 输出", "print JSON"}},
            facts};
}

}  // namespace changji::app
