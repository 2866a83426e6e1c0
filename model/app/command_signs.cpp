#include <algorithm>

#include <fmt/format.h>

#include "model/app/command.hpp"
#include "model/app/requests.hpp"
#include "model/app/sign_tests.hpp"
#include "model/baseline/reader.hpp"
#include "model/scenario/problems.hpp"

namespace changji::app {
namespace {

constexpr double usual_sample = 0.05;

std::vector<SignTest> chosen_tests(const Arguments& arguments, const Places& places) {
    std::vector<SignTest> tests = read_signs(places.scenarios / "signs.csv");
    if (arguments.has("quick"))
        std::erase_if(tests, [](const SignTest& test) { return !test.quick; });
    if (arguments.positional().empty()) return tests;
    std::vector<SignTest> chosen;
    for (const std::string& id : arguments.positional()) {
        const auto at = std::find_if(tests.begin(), tests.end(),
                                     [&](const SignTest& test) { return test.id == id; });
        if (at == tests.end())
            throw InputError({"没有符号检验 " + quoted_input(id) + "，见 scenarios/signs.csv。",
                              "There is no sign test " + quoted_input(id) +
                                  "; see scenarios/signs.csv."});
        chosen.push_back(*at);
    }
    return chosen;
}

std::string summary(const std::vector<SignResult>& results, const Bench& bench,
                    Language language) {
    std::string text;
    std::size_t good = 0;
    for (const SignResult& r : results) {
        if (holds(*r.test, r.change)) {
            ++good;
        } else {
            text += r.test->id + ": " +
                    std::string(in(language, r.test->zh, r.test->en)) + " (" + r.test->evidence +
                    ")\n";
        }
    }
    const std::string head = fmt::format(
        fmt::runtime(std::string(
            in(language,
               "{} 项中 {} 项成立：{} 次重复成对，抽样 {}，2020–{} 年；方向正确且超过 {} 个标准误\n",
               "{1} of {0} hold: {2} paired replicates, sample {3}, 2020-{4}; right sign by more "
               "than {5} standard errors\n"))),
        results.size(), good, bench.replicates, bench.opening.sample, bench.last_year,
        clear_standard_errors);
    return head + text;
}

void signs(const Arguments& arguments) {
    const Places places = find_places();
    const std::vector<SignTest> tests = chosen_tests(arguments, places);
    const Baseline baseline = read_baseline(places.facts);
    const Bench bench = requested_bench(arguments, usual_sample);
    Laboratory laboratory(baseline, places, bench);
    const std::vector<SignResult> results = run_signs(laboratory, tests, places);
    if (arguments.has("json")) return print(sign_json(results));
    if (arguments.has("csv")) return print(csv_text(sign_columns(results)));
    const TextTable table = sign_table(results, arguments.language());
    print(arguments.has("markdown") ? markdown_text(table) : aligned_text(table));
    print(summary(results, bench, arguments.language()));
}

}  // namespace

Command signs_command() {
    const std::vector<OptionText> options{
        {"quick", "", "只做短表", "the short selection only"},
        {"csv", "", "以 CSV 输出", "print CSV"},
        {"json", "", "以 JSON 输出", "print JSON"},
        {"markdown", "", "以 Markdown 表格输出", "print a Markdown table"},
    };
    return {"signs",
            "signs [ID…]",
            "符号检验：杠杆由低到高，指标变化的方向",
            "sign tests: levers from low to high, the direction their measures take",
            joined(joined(options, bench_options()), opening_options()),
            signs};
}

}  // namespace changji::app
