#include "output/report_page.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include <fmt/format.h>
#include <zlib.h>

#include "model/base/check.hpp"
#include "output/measures.hpp"
#include "output/report_numbers.hpp"
#include "output/report_targets.hpp"
#include "output/spread.hpp"

namespace changji::output {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view facts_place = "__CHANGJI_FACTS__", numbers_place = "__CHANGJI_NUMBERS__";

std::string deflated(const std::string& text) {
    uLongf size = compressBound(text.size());
    std::string packed(size, '\0');
    const int failed = compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                                 reinterpret_cast<const Bytef*>(text.data()), text.size(), 9);
    if (failed != Z_OK) throw std::runtime_error("cannot compress the numbers of a report");
    packed.resize(size);
    return packed;
}

std::string base64(const std::string& bytes) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve(bytes.size() / 3 * 4 + 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8 | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            text += k <= count ? letters[group >> (18 - 6 * k) & 63U] : '=';
    }
    return text;
}

/// JSON that can stand inside a script element.
std::string embedded(const Json& json) {
    std::string text = json.dump();
    for (std::size_t at = 0; (at = text.find("</", at)) != std::string::npos; at += 3)
        text.insert(at + 1, "\\");
    return text;
}

Json districts() {
    Json list = Json::array();
    for (std::size_t row = 0; row < row_count; ++row)
        list.push_back(
            {{"key", row_name(row).key}, {"zh", row_name(row).zh}, {"en", row_name(row).en}});
    return list;
}

Json measure_list(const ReportRuns& runs) {
    Json list = Json::array();
    for (const Series& m : runs.measures())
        list.push_back({{"name", m.name},
                        {"code", m.code},
                        {"unit", m.unit},
                        {"zh", m.long_name_zh},
                        {"en", m.long_name},
                        {"prices", m.price_basis},
                        {"level", m.level},
                        {"main", is_main_measure(m.name)}});
    return list;
}

/// Topics of the register with the measures at hand; what no topic names stands in the last one.
Json topic_list(const ReportRuns& runs) {
    std::set<std::string, std::less<>> left;
    for (const Series& measure : runs.measures()) left.insert(measure.name);
    Json list = Json::array();
    for (const Topic& topic : topics()) {
        Json names = Json::array();
        for (const Measure& measure : topic.list())
            if (const auto at = left.find(measure.name); at != left.end()) {
                names.push_back(*at);
                left.erase(at);
            }
        if (!names.empty())
            list.push_back({{"key", topic.key},
                            {"zh", topic.zh},
                            {"en", topic.en},
                            {"measures", std::move(names)}});
    }
    if (!left.empty())
        list.push_back({{"key", "other"}, {"zh", "其他"}, {"en", "Other"}, {"measures", left}});
    return list;
}

std::size_t distinct(const RunGroup& group, int RunLabel::*number) {
    std::set<int> seen;
    for (const RunLabel& label : group.labels) seen.insert(label.*number);
    return seen.size();
}

Json group_facts(const ReportRuns& runs, std::size_t g, const std::string& base) {
    constexpr std::array<std::string_view, 3> kinds{"none", "range", "quantiles"};
    const RunGroup& group = runs.groups()[g];
    const Json& provenance = runs.provenance(group);
    const std::size_t other = base_of(runs.groups(), g, base);
    Json facts{{"scenario", group.scenario},
               {"sample", group.sample},
               {"runs", group.labels.size()},
               {"replicates", distinct(group, &RunLabel::replicate)},
               {"draws", distinct(group, &RunLabel::draw)},
               {"spread", kinds[static_cast<std::size_t>(spread_kind(group.labels.size()))]},
               {"is_base", group.scenario == base},
               {"base", other < runs.groups().size() ? Json(other) : Json(nullptr)},
               {"pairs", other < runs.groups().size() ? pairs_of(runs.groups()[other], group) : 0}};
    for (const char* key : {"software", "run", "resources", "closing_factors"})
        facts[key] = provenance.value(key, Json::object());
    facts["scenario_text"] = group.scenario_text;
    return facts;
}

Json page_facts(const ReportRuns& runs, const std::string& base,
                const std::vector<Target>& targets, const ReportTexts& texts) {
    Json groups = Json::array();
    for (std::size_t g = 0; g < runs.groups().size(); ++g)
        groups.push_back(group_facts(runs, g, base));
    return {{"schema", 1},
            {"language", texts.language},
            {"program", texts.program},
            {"base", base},
            {"years", runs.years()},
            {"districts", districts()},
            {"topics", topic_list(runs)},
            {"measures", measure_list(runs)},
            {"titles", texts.titles},
            {"groups", std::move(groups)},
            {"targets", report_targets(runs, targets)},
            {"ranks", report_ranks(runs)},
            {"register", texts.register_rows},
            {"facts", texts.facts},
            {"glossary", texts.glossary},
            {"citation", texts.citation}};
}

void put(std::string& page, std::string_view place, const std::string& text) {
    const std::size_t at = page.find(place);
    if (at == std::string::npos || page.find(place, at + 1) != std::string::npos)
        throw InputError(
            {fmt::format("报告模板已损坏：{} 应恰好出现一次。请重新安装程序。", place),
             fmt::format("The template of the report is damaged: {} should stand there once. "
                         "Install the program again.",
                         place)});
    page.replace(at, place.size(), text);
}

}  // namespace

std::string report_page(const std::string& page_template, const ReportRuns& runs,
                        const std::string& base, const std::vector<Target>& targets,
                        const ReportTexts& texts) {
    Json facts = page_facts(runs, base, targets, texts);
    for (int detail = 0; detail <= static_cast<int>(least_detail); ++detail) {
        facts["detail"] = detail;
        std::string page = page_template;
        put(page, facts_place, embedded(facts));
        put(page, numbers_place,
            base64(deflated(report_numbers(runs, base, static_cast<Detail>(detail)))));
        if (page.size() <= largest_page) return page;
    }
    throw InputError(
        {fmt::format("{} 组情景放不进一份 3 MB 的报告。请分成几份，每份少放几个情景。",
                     runs.groups().size()),
         fmt::format("{} groups of runs do not fit in a report of 3 MB. Make several reports with "
                     "fewer scenarios each.",
                     runs.groups().size())});
}

}  // namespace changji::output
