#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/app/command.hpp"
#include "model/app/places.hpp"
#include "model/baseline/reader.hpp"
#include "model/scenario/text_table.hpp"

namespace changji::app {
namespace {

std::string number(double value) { return value > 0 ? fmt::format("{:g}", value) : ""; }

std::string district_of(const ProjectRecord& r, Language language) {
    const Name name = r.spread ? zone_name : district_names[index(r.district)];
    return std::string(in(language, name.zh, name.en));
}

std::string table_of(const Baseline& baseline, Language language) {
    const bool zh = language == Language::zh;
    TextTable table, roads;
    table.header = {zh ? "类别" : "kind",   zh ? "名称" : "name",     zh ? "县区" : "district",
                    zh ? "地点" : "place",  zh ? "起始" : "start",    zh ? "公顷" : "ha",
                    zh ? "投资 亿元" : "investment, 1e8 CNY", zh ? "数字" : "figures", zh ? "条目" : "item"};
    for (const ProjectRecord& r : baseline.projects) {
        const Name kind = project_kind_names[index(r.kind)];
        table.rows.push_back({std::string(zh ? kind.zh : kind.en), zh ? r.name_zh : r.name_en,
                              district_of(r, language), r.place, std::to_string(r.start),
                              number(r.area_ha), number(r.investment / 1e8), r.figures, r.clause});
    }
    roads.header = {zh ? "道路" : "road", zh ? "起" : "from", zh ? "止" : "to",
                    zh ? "通车" : "opens", zh ? "节省分钟" : "minutes saved",
                    zh ? "数字" : "figures", zh ? "条目" : "item"};
    for (const RoadRecord& r : baseline.roads) {
        const auto name = [&](District d) {
            const Name n = district_names[index(d)];
            return std::string(zh ? n.zh : n.en);
        };
        roads.rows.push_back({zh ? r.name_zh : r.name_en, name(r.from), name(r.to),
                              std::to_string(r.opens), number(r.minutes_saved), r.figures,
                              r.clause});
    }
    return aligned_text(table) + "\n" + aligned_text(roads);
}

std::string json_of(const Baseline& baseline) {
    nlohmann::ordered_json projects = nlohmann::ordered_json::array(),
                           roads = nlohmann::ordered_json::array();
    for (const ProjectRecord& r : baseline.projects)
        projects.push_back(
            {{"id", r.id},
             {"kind", project_kind_names[index(r.kind)].key},
             {"name_zh", r.name_zh},
             {"name_en", r.name_en},
             {"district", r.spread ? zone_name.key : district_names[index(r.district)].key},
             {"place", r.place},
             {"sector", r.sector < sector_count ? sector_names[r.sector].key : ""},
             {"start", r.start},
             {"area_ha", r.area_ha},
             {"investment_yuan", r.investment},
             {"figures", r.figures},
             {"clause", r.clause},
             {"source", r.source},
             {"note", r.note}});
    for (const RoadRecord& r : baseline.roads)
        roads.push_back({{"id", r.id},
                         {"name_zh", r.name_zh},
                         {"name_en", r.name_en},
                         {"from", district_names[index(r.from)].key},
                         {"to", district_names[index(r.to)].key},
                         {"start", r.opens},
                         {"minutes_saved", r.minutes_saved},
                         {"figures", r.figures},
                         {"clause", r.clause},
                         {"source", r.source},
                         {"note", r.note}});
    return nlohmann::ordered_json{{"records", projects}, {"roads", roads}}.dump(2) + "\n";
}

void records(const Arguments& arguments) {
    arguments.expect_positional(0, 1, {"事实文件夹", "a folder of facts"});
    const Baseline baseline =
        read_baseline(arguments.positional().empty() ? find_places().facts
                                                     : std::filesystem::path(arguments.positional().front()));
    print(arguments.has("json") ? json_of(baseline) : table_of(baseline, arguments.language()));
}

}  // namespace

Command records_command() {
    return {"records",
            "records [DIR]",
            "方案中的小镇、园区、旅游点、道路等记录；检查事实文件夹",
            "towns, parks, sites, roads of the plan; checks a folder of facts",
            {{"json", "", "以 JSON 输出", "print JSON"}},
            records};
}

}  // namespace changji::app
