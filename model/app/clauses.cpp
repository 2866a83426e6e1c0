#include "model/app/clauses.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/baseline/csv.hpp"
#include "model/scenario/plan_items.hpp"
#include "model/simulation/registers.hpp"
#include "output/measures.hpp"

namespace changji::app {
namespace {

using Words = std::vector<std::string>;

Words words_of(const std::string& text) {
    std::istringstream stream(text);
    Words words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

std::string joined(const Words& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

bool is_lever(const std::string& key) {
    return std::any_of(all_parameters().begin(), all_parameters().end(),
                       [&](const Parameter& p) { return p.key == key; });
}

bool is_measure(const std::string& name) {
    return std::any_of(output::measures().begin(), output::measures().end(),
                       [&](const output::Measure& m) { return m.name == name; });
}

bool has_measure(const std::string& code) {
    return std::any_of(output::measures().begin(), output::measures().end(),
                       [&](const output::Measure& m) { return m.code == code; });
}

Clause clause_of(const CsvRow& row, FactProblems& problems) {
    const auto& f = row.fields;
    Clause clause{f[0], f[1], f[2], words_of(f[3]), words_of(f[4]), words_of(f[5]), words_of(f[6]),
                  words_of(f[7]), {f[8], f[9]}};
    for (const std::string& key : clause.levers)
        if (!is_lever(key))
            problems.add(row.place, {"没有杠杆 " + key + "（changji parameters 列出全部）",
                                     "there is no lever " + key + " (see changji parameters)"});
    for (const std::string& name : clause.measures)
        if (!is_measure(name))
            problems.add(row.place, {"没有指标 " + name + "（changji measures 列出全部）",
                                     "there is no measure " + name + " (see changji measures)"});
    const bool acts = !clause.levers.empty() || !clause.pending.empty() || !clause.inputs.empty();
    if ((!acts || clause.indicators.empty()) && clause.not_modelled.en.empty())
        problems.add(row.place, {"条目 " + f[0] + " 既无杠杆或指标，也无未建模的理由",
                                 "clause " + f[0] + " has no lever or indicator, and no reason"});
    return clause;
}

/// All ids of the plan, in its order.
void check_ids(const std::vector<Clause>& clauses, const std::filesystem::path& file,
               FactProblems& problems) {
    for (std::size_t i = 0; i < std::max(clauses.size(), plan_items().size()); ++i) {
        const std::string found = i < clauses.size() ? clauses[i].id : "";
        const std::string wanted(i < plan_items().size() ? plan_items()[i].id : "");
        if (found == wanted) continue;
        problems.add(fmt::format("{}:{}", file.filename().string(), i + 2),
                     {"条目应为“" + wanted + "”，实为“" + found + "”",
                      "the clause here is '" + wanted + "', not '" + found + "'"});
        return;  // the rest would only be shifted
    }
}

enum class State { modelled, by_data, in_part, not_yet, not_modelled };
constexpr std::size_t state_count = 5;

State state(const Clause& clause) {
    if (!clause.not_modelled.en.empty()) return State::not_modelled;
    const Coverage coverage = coverage_of(clause);
    const bool shown = !coverage.measures.empty();
    if (!coverage.built.empty() && shown)
        return coverage.pending.empty() ? State::modelled : State::in_part;
    if (!clause.inputs.empty() && shown)
        return coverage.pending.empty() ? State::by_data : State::in_part;
    return State::not_yet;
}

std::string_view state_name(State state, Language language) {
    constexpr std::array<std::string_view, state_count> zh{"已建模", "数据", "部分", "未建",
                                                           "不建模"};
    constexpr std::array<std::string_view, state_count> en{"modelled", "by data", "in part",
                                                           "not yet", "not modelled"};
    return (language == Language::zh ? zh : en)[static_cast<std::size_t>(state)];
}

/// K01 to K58 that no measure carries.
Words codes_without_measure() {
    constexpr int last_code = 58;
    Words missing;
    for (int k = 1; k <= last_code; ++k)
        if (const std::string code = fmt::format("K{:02}", k); !has_measure(code))
            missing.push_back(code);
    return missing;
}

}  // namespace

std::vector<Clause> read_clauses(const std::filesystem::path& file) {
    FactProblems problems;
    std::string text;
    std::vector<Clause> clauses;
    for (const CsvRow& row :
         read_csv(file,
                  {"id", "zh", "en", "levers", "pending", "inputs", "indicators", "measures",
                   "not_modelled_zh", "not_modelled_en"},
                  problems, text))
        clauses.push_back(clause_of(row, problems));
    if (problems.empty()) check_ids(clauses, file, problems);
    problems.throw_if_any();
    return clauses;
}

Coverage coverage_of(const Clause& clause) {
    Coverage coverage;
    coverage.built = clause.levers;
    for (const std::string& key : clause.pending)
        (is_lever(key) ? coverage.built : coverage.pending).push_back(key);
    coverage.measures = clause.measures;
    for (const std::string& code : clause.indicators) {
        if (!has_measure(code)) coverage.missing_indicators.push_back(code);
        if (!clause.measures.empty()) continue;
        for (const output::Measure& m : output::measures())
            if (m.code == code) coverage.measures.emplace_back(m.name);
    }
    return coverage;
}

std::string state_of(const Clause& clause, Language language) {
    return std::string(state_name(state(clause), language));
}

TextTable clause_table(const std::vector<Clause>& clauses, Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header = zh ? std::vector<std::string>{"条目", "内容", "状态", "杠杆", "待建杠杆",
                                                 "指标", "缺少指标"}
                      : std::vector<std::string>{"clause", "content",        "state",
                                                 "levers", "levers not yet built",
                                                 "measures", "without measure"};
    for (const Clause& clause : clauses) {
        const Coverage c = coverage_of(clause);
        const std::string reason = zh ? clause.not_modelled.zh : clause.not_modelled.en;
        table.rows.push_back({clause.id, zh ? clause.zh : clause.en, state_of(clause, language),
                              reason.empty() ? joined(c.built) : reason, joined(c.pending),
                              joined(c.measures), joined(c.missing_indicators)});
    }
    return table;
}

TextTable clause_columns(const std::vector<Clause>& clauses) {
    TextTable table;
    table.header = {"id",       "zh",         "en",       "state",
                    "levers",   "pending",    "inputs",   "indicators",
                    "measures", "missing_indicators", "not_modelled_zh", "not_modelled_en"};
    for (const Clause& clause : clauses) {
        const Coverage c = coverage_of(clause);
        table.rows.push_back({clause.id, clause.zh, clause.en, state_of(clause, Language::en),
                              joined(c.built), joined(c.pending), joined(clause.inputs),
                              joined(clause.indicators), joined(c.measures),
                              joined(c.missing_indicators), clause.not_modelled.zh,
                              clause.not_modelled.en});
    }
    return table;
}

std::string clause_json(const std::vector<Clause>& clauses) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Clause& clause : clauses) {
        const Coverage c = coverage_of(clause);
        list.push_back({{"id", clause.id},
                        {"zh", clause.zh},
                        {"en", clause.en},
                        {"state", state_of(clause, Language::en)},
                        {"levers", c.built},
                        {"pending", c.pending},
                        {"inputs", clause.inputs},
                        {"indicators", clause.indicators},
                        {"measures", c.measures},
                        {"missing_indicators", c.missing_indicators},
                        {"not_modelled_zh", clause.not_modelled.zh},
                        {"not_modelled_en", clause.not_modelled.en}});
    }
    return list.dump(2) + "\n";
}

std::string clause_summary(const std::vector<Clause>& clauses, Language language) {
    const bool zh = language == Language::zh;
    std::map<State, int> counts;
    std::set<std::string> pending;
    for (const Clause& clause : clauses) {
        ++counts[state(clause)];
        for (const std::string& key : coverage_of(clause).pending) pending.insert(key);
    }
    std::string text = fmt::format(fmt::runtime(zh ? "共 {} 条：" : "{} clauses:"), clauses.size());
    for (const auto& [key, count] : counts)
        text += fmt::format(" {} {}", state_name(key, language), count);
    text += fmt::format(fmt::runtime(zh ? "\n待建杠杆 {} 个：{}\n" : "\n{} levers not yet built: {}\n"),
                        pending.size(), joined({pending.begin(), pending.end()}));
    return text + (zh ? "没有指标的 K 码：" : "K-codes without a measure: ") +
           joined(codes_without_measure()) + "\n";
}

}  // namespace changji::app
