#include "model/app/sign_tests.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/app/progress.hpp"
#include "model/baseline/csv.hpp"
#include "model/scenario/plan_items.hpp"
#include "model/scenario/reader.hpp"
#include "model/simulation/registers.hpp"
#include "output/human_number.hpp"
#include "output/measures.hpp"

namespace changji::app {
namespace {

constexpr std::array<std::string_view, 4> sign_marks{"+", "-", ">=0", "<=0"};

const output::Measure* measure_named(const std::string& name) {
    const auto at = std::find_if(output::measures().begin(), output::measures().end(),
                                 [&](const output::Measure& m) { return m.name == name; });
    return at == output::measures().end() ? nullptr : &*at;
}

std::vector<std::string> settings_of(const std::string& text) {
    std::vector<std::string> settings;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find(';', from), text.size());
        settings.push_back(text.substr(from, to - from));
        from = to + 1;
    }
    return settings;
}

std::size_t row_named(const std::string& key) {
    std::size_t row = 0;
    while (row < output::row_count && output::row_name(row).key != key) ++row;
    return row;
}

void check(const SignTest& test, const CsvRow& row, FactProblems& problems) {
    const auto refuse = [&](const std::string& what) {
        problems.add(row.place, {"取值不可用：" + what, "not usable: " + what});
    };
    if (measure_named(test.reading.measure) == nullptr) refuse(test.reading.measure);
    if (test.reading.row == output::row_count) refuse(row.fields[5]);
    if (row.fields[6] != "last" && row.fields[6] != "mean") refuse(row.fields[6]);
    if (test.sign > Sign::not_positive) refuse(row.fields[7]);
    if (plan_item_index(test.clause) == plan_items().size() && !test.clause.empty())
        refuse(test.clause);
}

SignTest test_of(const CsvRow& row, FactProblems& problems) {
    const auto& f = row.fields;
    SignTest test;
    test.id = f[0];
    test.scenario = f[1];
    test.low = settings_of(f[2]);
    test.high = settings_of(f[3]);
    test.reading = {f[4], row_named(f[5]), f[6] == "mean"};
    test.sign = static_cast<Sign>(std::find(sign_marks.begin(), sign_marks.end(), f[7]) -
                                  sign_marks.begin());
    test.most = f[8].empty() ? 0 : read_number(row, 8, "most", problems);
    test.by_construction = f[9] == "construction";
    test.quick = f[10] == "quick";
    test.clause = f[11];
    test.zh = f[12];
    test.en = f[13];
    test.evidence = f[14];
    check(test, row, problems);
    return test;
}

Scenario scenario_with(const std::string& name, const std::vector<std::string>& settings,
                       const Places& places) {
    return read_scenario({name, {places.scenarios}, settings, ""}, all_parameters());
}

bool same_runs(const SignTest& a, const SignTest& b) {
    return a.scenario == b.scenario && a.low == b.low && a.high == b.high;
}

std::string shown(const std::vector<std::string>& settings) {
    std::string text;
    for (const std::string& setting : settings) text += (text.empty() ? "" : " ") + setting;
    return text;
}

nlohmann::ordered_json number_or_null(double value) {
    return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json(nullptr);
}

}  // namespace

std::vector<SignTest> read_signs(const std::filesystem::path& file) {
    FactProblems problems;
    std::string text;
    std::vector<SignTest> tests;
    for (const CsvRow& row :
         read_csv(file,
                  {"id", "in", "low", "high", "measure", "district", "when", "sign", "most", "kind",
                   "selection", "clause", "zh", "en", "evidence"},
                  problems, text))
        tests.push_back(test_of(row, problems));
    problems.throw_if_any();
    return tests;
}

bool holds(const SignTest& test, const PairedChange& change) {
    if (std::isnan(change.change)) return false;
    if (test.most > 0 && !(std::fabs(change.change) < test.most)) return false;
    const double t = change.t();
    switch (test.sign) {
        case Sign::positive:
            return t > clear_standard_errors;
        case Sign::negative:
            return t < -clear_standard_errors;
        case Sign::not_negative:
            return t >= -clear_standard_errors;
        default:
            return t <= clear_standard_errors;
    }
}

std::vector<SignResult> run_signs(Laboratory& laboratory, const std::vector<SignTest>& tests,
                                  const Places& places) {
    Progress progress(Progress::Voice::normal);
    std::vector<SignResult> results;
    std::vector<bool> done(tests.size());
    for (std::size_t i = 0; i < tests.size(); ++i) {
        if (done[i]) continue;
        std::vector<std::size_t> group;
        std::vector<Reading> readings;
        for (std::size_t k = i; k < tests.size(); ++k) {
            if (done[k] || !same_runs(tests[i], tests[k])) continue;
            done[k] = true;
            group.push_back(k);
            readings.push_back(tests[k].reading);
        }
        progress.show(tests[i].id);
        const SignTest& test = tests[i];
        const auto low = laboratory.run(scenario_with(test.scenario, test.low, places), readings);
        const auto high = laboratory.run(scenario_with(test.scenario, test.high, places), readings);
        for (std::size_t g = 0; g < group.size(); ++g)
            results.push_back({&tests[group[g]], paired_change(low[g], high[g])});
    }
    return results;
}

TextTable sign_table(const std::vector<SignResult>& results, Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header = zh ? std::vector<std::string>{"检验", "条目", "低", "高", "指标", "单位", "低值",
                                                 "变化", "标准误", "t", "预期", "性质", "结论"}
                      : std::vector<std::string>{"test", "clause", "low",  "high",   "measure",
                                                 "unit", "at low", "change", "s.e.", "t",
                                                 "expected", "kind", "result"};
    for (const SignResult& r : results) {
        const SignTest& test = *r.test;
        const output::Measure& m = *measure_named(test.reading.measure);
        const std::string unit(m.unit);
        const auto number = [&](double x) { return output::human_number(x, unit, language); };
        const bool good = holds(test, r.change);
        table.rows.push_back(
            {test.id, test.clause, shown(test.low), shown(test.high), std::string(zh ? m.zh : m.en),
             output::human_unit(unit, language), number(r.change.without), number(r.change.change),
             number(r.change.standard_error), fmt::format("{:.1f}", r.change.t()),
             std::string(sign_marks[static_cast<std::size_t>(test.sign)]),
             test.by_construction ? (zh ? "构造" : "construction") : (zh ? "理论" : "theory"),
             good ? (zh ? "成立" : "holds") : (zh ? "不成立" : "FAILS")});
    }
    return table;
}

TextTable sign_columns(const std::vector<SignResult>& results) {
    TextTable table;
    table.header = {"id",     "clause",         "measure", "low_value", "change",
                    "standard_error", "pairs", "sign",    "holds"};
    for (const SignResult& r : results)
        table.rows.push_back({r.test->id, r.test->clause, r.test->reading.measure,
                              fmt::format("{}", r.change.without),
                              fmt::format("{}", r.change.change),
                              fmt::format("{}", r.change.standard_error),
                              fmt::format("{}", r.change.pairs),
                              std::string(sign_marks[static_cast<std::size_t>(r.test->sign)]),
                              holds(*r.test, r.change) ? "1" : "0"});
    return table;
}

std::string sign_json(const std::vector<SignResult>& results) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const SignResult& r : results)
        list.push_back({{"id", r.test->id},
                        {"clause", r.test->clause},
                        {"measure", r.test->reading.measure},
                        {"low_value", number_or_null(r.change.without)},
                        {"change", number_or_null(r.change.change)},
                        {"standard_error", number_or_null(r.change.standard_error)},
                        {"pairs", r.change.pairs},
                        {"sign", sign_marks[static_cast<std::size_t>(r.test->sign)]},
                        {"holds", holds(*r.test, r.change)},
                        {"evidence", r.test->evidence}});
    return list.dump(1) + "\n";
}

}  // namespace changji::app
