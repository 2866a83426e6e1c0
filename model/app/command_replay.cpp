#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/app/command.hpp"
#include "model/app/interrupt.hpp"
#include "model/app/requests.hpp"
#include "model/app/run.hpp"
#include "model/base/parallel.hpp"
#include "model/baseline/reader.hpp"
#include "model/scenario/problems.hpp"
#include "model/scenario/text_table.hpp"
#include "output/human_number.hpp"

namespace changji::app {
namespace {

/// Years of the pilot's record, 2015–2019. Assumption: the population, firms and prices of 2019
/// stand for those of 2014, so the model's years 2020–2024 under the pilot's levers stand for them.
constexpr int replayed_years = 5;
constexpr int years_set_back = 5;

/// A prediction hits its record if it lies within this factor of it. \source assumption
constexpr double tolerance_factor = 1.5;

/// One line of the record beside what the model computes for it. The record's values are printed
/// after the runs and enter no run.
struct Line {
    std::string_view measure, zh, en, unit;
    double record;             ///< \source 吉政办函〔2020〕118号 一(三)2, Jiutai 2015–2019
    std::string_view fitted;   ///< coefficient fitted to this line; empty: a prediction
    bool nominal;              ///< brought to prices of 2019 year by year
};
constexpr std::array<Line, 4> lines{{
    {"ccl_parcels_cum", "入市地块", "Parcels entered", "1", 222, "ccl.offer_chance", false},
    {"exits_households_cum", "盘活闲置宅基地", "Homesteads put to use", "1", 273, "right.a_U",
     false},
    {"ccl_value_yuan_cum", "入市成交额(2019年价)", "Value of entered land, 2019 prices", "CNY",
     1.5e8, "", true},
    {"exits_homestead_ha_cum", "退出宅基地面积", "Homestead land returned", "ha", 73, "", false},
}};

/// What one replicate of the replay gives for a line: the change over the replayed years.
double replayed(const output::Results& results, const Line& line, std::size_t row) {
    double sum = 0;
    for (int year = first_year + 1; year <= first_year + replayed_years; ++year) {
        const double change = results.value(line.measure, 0, year, row) -
                              results.value(line.measure, 0, year - 1, row);
        sum += line.nominal ? change / results.value("cpi", 0, year, output::zone_row) : change;
    }
    return sum;
}

struct Estimated {
    double mean = 0, sd = 0;
    bool hits(double record) const {
        return mean * tolerance_factor >= record && mean <= record * tolerance_factor;
    }
};

Estimated estimated(const std::vector<double>& values) {
    Estimated e;
    const auto n = static_cast<double>(values.size());
    for (const double value : values) e.mean += value / n;
    for (const double value : values) e.sd += (value - e.mean) * (value - e.mean);
    e.sd = values.size() > 1 ? std::sqrt(e.sd / (n - 1)) : 0;
    return e;
}

std::string verdict(const Line& line, const Estimated& e, Language language) {
    const bool hit = e.hits(line.record);
    if (!line.fitted.empty())
        return fmt::format("{} {} ({})", in(language, "拟合", "fitted:"), line.fitted,
                           hit ? in(language, "达到", "reached")
                               : in(language, "未达到", "not reached"));
    return std::string(hit ? in(language, "预测：命中", "predicted: hit")
                           : in(language, "预测：未中", "predicted: missed"));
}

std::string table_of(const std::vector<Estimated>& estimates, int replicates, Language language) {
    TextTable table;
    for (const Bilingual& head :
         {Bilingual{"九台 2015–2019", "Jiutai 2015–2019"}, Bilingual{"单位", "unit"},
          Bilingual{"模型均值", "model mean"}, Bilingual{"标准差", "sd"},
          Bilingual{"方案记录", "record"}, Bilingual{"用途", "use"}})
        table.header.push_back(language == Language::zh ? head.zh : head.en);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line& line = lines[i];
        const std::string unit(line.unit);
        const auto number = [&](double x) { return output::human_number(x, unit, language); };
        table.rows.push_back({std::string(in(language, line.zh, line.en)),
                              output::human_unit(unit, language), number(estimates[i].mean),
                              number(estimates[i].sd), number(line.record),
                              verdict(line, estimates[i], language)});
    }
    const std::string note(
        in(language,
           "假设：2019 年的人口、企业和价格代表 2014 年，试点取值在各年不变；{} 次重复。在记录的 "
           "{} 倍以内为达到或命中。\n",
           "Assumption: population, firms and prices of 2019 stand for those of 2014, the pilot's "
           "levers hold in every year; {} replicates. Reached or hit: within a factor {} of the "
           "record.\n"));
    return aligned_text(table) + fmt::format(fmt::runtime(note), replicates, tolerance_factor);
}

std::string json_of(const std::vector<Estimated>& estimates, int replicates) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line& line = lines[i];
        list.push_back({{"measure", line.measure},
                        {"unit", line.unit},
                        {"mean", estimates[i].mean},
                        {"sd", estimates[i].sd},
                        {"record", line.record},
                        {"fitted_coefficient", line.fitted},
                        {"predicted", line.fitted.empty()},
                        {"hit", estimates[i].hits(line.record)}});
    }
    return nlohmann::ordered_json{{"district", "jiutai"},
                                  {"first_year", first_year + 1 - years_set_back},
                                  {"last_year", first_year + replayed_years - years_set_back},
                                  {"replicates", replicates},
                                  {"lines", list}}
               .dump(2) +
           "\n";
}

void replay(const Arguments& arguments) {
    arguments.expect_positional(1, 1, {"地区：jiutai", "the record to replay: jiutai"});
    if (arguments.positional().front() != "jiutai")
        throw InputError({"没有 " + quoted_input(arguments.positional().front()) +
                              " 的试点记录；可用：jiutai。",
                          "There is no record of " + quoted_input(arguments.positional().front()) +
                              "; known: jiutai."});
    const Places places = find_places();
    const Baseline baseline = read_baseline(places.facts);
    RunRequest request;
    request.scenario = requested_scenario("baseline", arguments, places);
    request.scenario.last_year = first_year + replayed_years;
    request.opening = opening_choice(arguments);
    request.draws.seed = static_cast<std::uint32_t>(arguments.integer("seed", 1, 0, 4294967295));
    request.quiet = true;
    const int replicates = static_cast<int>(arguments.integer("replicates", 5, 1, 1000));
    set_thread_count(
        static_cast<int>(arguments.integer("threads", thread_count(), 1, 1024)));
    watch_for_interrupts();
    std::vector<std::vector<double>> values(lines.size());
    for (int r = 0; r < replicates; ++r) {
        request.draws.replicate = static_cast<std::uint32_t>(r);
        const RunOutcome outcome = simulate_run(request, baseline, places.cache);
        for (std::size_t i = 0; i < lines.size(); ++i)
            values[i].push_back(
                replayed(outcome.results, lines[i], index(District::jiutai)));
    }
    std::vector<Estimated> estimates;
    for (const auto& line : values) estimates.push_back(estimated(line));
    print(arguments.has("json") ? json_of(estimates, replicates)
                                : table_of(estimates, replicates, arguments.language()));
}

}  // namespace

Command replay_command() {
    const std::vector<OptionText> options{
        {"replicates", "N", "随机重复次数，默认 5", "replicates, default 5"},
        {"seed", "N", "逐年随机种子，默认 1", "seed of the years, default 1"},
        {"threads", "N", "线程数；结果与之无关", "threads; results do not depend on them"},
        {"json", "", "以 JSON 输出", "print JSON"},
    };
    return {"replay",
            "replay jiutai",
            "重演九台 2015–2019 年试点，与方案记录对照",
            "replay the Jiutai pilot of 2015-2019 beside the plan's record",
            joined(joined(options, opening_options()), scenario_options()),
            replay};
}

}  // namespace changji::app
