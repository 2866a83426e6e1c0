#include "model/baseline/records.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace changji {

namespace {

constexpr std::array figure_kinds{"document", "reported", "assumption"};

std::string shown(std::string_view text) {
    std::size_t end = std::min<std::size_t>(text.size(), 80);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return "'" + std::string{text.substr(0, end)} + "'";
}

/// 鹿乡村委会 and 鹿乡村 name the same village: the list of codes uses both forms.
std::string without_committee(std::string name) {
    constexpr std::string_view committee = "委会";
    if (name.ends_with(committee)) name.resize(name.size() - committee.size());
    return name;
}

std::vector<std::string> characters(const std::string& text) {
    std::vector<std::string> list;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) list.emplace_back();
        if (!list.empty()) list.back() += c;
    }
    return list;
}

/// Share of characters of the longer name that the two have in common.
double likeness(const std::string& a, const std::string& b) {
    auto left = characters(b);
    const auto wanted = characters(a);
    const std::size_t longest = std::max(left.size(), wanted.size());
    std::size_t common = 0;
    for (const std::string& c : wanted) {
        const auto at = std::find(left.begin(), left.end(), c);
        if (at == left.end()) continue;
        left.erase(at);
        ++common;
    }
    return longest > 0 ? static_cast<double>(common) / static_cast<double>(longest) : 0;
}

/// Finds what records name, and says what is wrong with a name.
class Names {
  public:
    Names(const Baseline& baseline, FactProblems& problems)
        : places_(baseline.places), problems_(problems) {}

    /// The district of a key. `zone` is admitted where `spread` is given, and sets it.
    std::optional<District> district(const CsvRow& row, std::string_view key, bool* spread) const {
        if (spread && key == zone_name.key) {
            *spread = true;
            return District::jiutai;
        }
        for (std::size_t d = 0; d < district_count; ++d)
            if (district_names[d].key == key) return district_at(d);
        std::string all;
        for (const Name& name : district_names) all += " " + std::string{name.key};
        if (spread) all += " " + std::string{zone_name.key};
        problems_.add(row.place, {"未知区县 " + shown(key) + "；可写：" + all,
                                  "unknown district " + shown(key) + "; write one of" + all});
        return std::nullopt;
    }

    /// Row of the village, or of the first village of the township; −1 after a fault.
    int village(const CsvRow& row, District district, const std::string& place) const {
        const std::size_t slash = place.find('/');
        const std::string township = place.substr(0, slash);
        std::vector<int> inside = rows_of_township(township, district);
        if (inside.empty()) return unknown_township(row, district, township);
        if (slash == std::string::npos) return inside.front();
        const std::string wanted = place.substr(slash + 1);
        for (const int i : inside)
            if (without_committee(at(i).name) == without_committee(wanted)) return i;
        std::string near;
        double best = 0.49;
        for (const int i : inside) {
            const double like = likeness(wanted, without_committee(at(i).name));
            if (like <= best) continue;
            best = like;
            near = without_committee(at(i).name);
        }
        problems_.add(
            row.place,
            {township + " 没有村 " + shown(wanted) + (near.empty() ? "" : "；是否想写 " + near + "？") +
                 " 村名见 places.csv",
             "there is no village " + shown(wanted) + " in " + township +
                 (near.empty() ? "" : "; did you mean " + near + "?") +
                 " See places.csv for the villages"});
        return -1;
    }

  private:
    const PlaceRecord& at(int i) const { return places_[static_cast<std::size_t>(i)]; }

    std::vector<int> rows_of_township(const std::string& township, District district) const {
        std::vector<int> rows;
        for (std::size_t i = 0; i < places_.size(); ++i)
            if (places_[i].township == township && places_[i].district == district &&
                places_[i].stratum == Stratum::rural)
                rows.push_back(static_cast<int>(i));
        return rows;
    }

    int unknown_township(const CsvRow& row, District district, const std::string& township) const {
        const Name here = district_names[index(district)];
        std::string near;
        double best = 0.49;
        for (const PlaceRecord& place : places_) {
            if (place.stratum != Stratum::rural) continue;
            if (place.township == township) {
                const Name there = district_names[index(place.district)];
                problems_.add(row.place,
                              {shown(township) + " 在 " + std::string{there.zh} + "，不在 " +
                                   std::string{here.zh} + "；请把 district 改为 " +
                                   std::string{there.key} + " 或改写地名",
                               shown(township) + " lies in " + std::string{there.en} + ", not in " +
                                   std::string{here.en} + "; write district " +
                                   std::string{there.key} + " or another place"});
                return -1;
            }
            const double like = likeness(township, place.township);
            if (place.district != district || like <= best) continue;
            best = like;
            near = place.township;
        }
        problems_.add(
            row.place,
            {std::string{here.zh} + " 没有设村的乡镇街道 " + shown(township) +
                 (near.empty() ? "" : "；是否想写 " + near + "？") + " 名称见 places.csv",
             "there is no township with villages called " + shown(township) + " in " +
                 std::string{here.en} + (near.empty() ? "" : "; did you mean " + near + "?") +
                 " See places.csv for the names"});
        return -1;
    }

    const std::vector<PlaceRecord>& places_;
    FactProblems& problems_;
};

class RecordReader {
  public:
    RecordReader(Baseline& baseline, FactProblems& problems)
        : baseline_(baseline), problems_(problems), names_(baseline, problems) {}

    void read_project(const CsvRow& row) {
        const auto& f = row.fields;
        ProjectRecord r;
        r.id = unique_id(row);
        r.name_zh = f[2], r.name_en = f[3], r.place = f[5];
        r.figures = f[10], r.clause = f[11], r.source = f[12], r.note = f[13];
        const auto kind = word(row, 1, "kind", project_kind_names);
        const auto district = names_.district(row, f[4], &r.spread);
        const auto sector = f[6].empty() ? std::optional{sector_count}
                                         : word(row, 6, "sector", sector_names);
        r.start = year(row, 7);
        r.area_ha = f[8].empty() ? 0 : at_least_zero(row, 8, "area_ha");
        r.investment = f[9].empty() ? 0 : at_least_zero(row, 9, "investment_yuan");
        check_texts(row, {2, 3}, 10, 11, 12);
        if (!kind || !district || !sector) return;
        r.kind = static_cast<ProjectKind>(*kind);
        r.district = *district;
        r.sector = *sector;
        if (!r.place.empty() && !r.spread) r.village = names_.village(row, *district, r.place);
        baseline_.projects.push_back(std::move(r));
    }

    void read_road(const CsvRow& row) {
        const auto& f = row.fields;
        RoadRecord r;
        r.id = unique_id(row);
        r.name_zh = f[1], r.name_en = f[2];
        r.figures = f[7], r.clause = f[8], r.source = f[9], r.note = f[10];
        const auto from = end_of(row, f[3]), to = end_of(row, f[4]);
        r.opens = year(row, 5);
        r.minutes_saved = read_number(row, 6, "minutes_saved", problems_);
        check_texts(row, {1, 2}, 7, 8, 9);
        if (!from || !to) return;
        r.from = *from;
        r.to = *to;
        if (f[3] == f[4]) {
            problems_.add(row.place, {"道路两端相同 " + shown(f[3]) + "；请写两个不同的地点",
                                      "the road ends where it begins, " + shown(f[3]) +
                                          "; write two places"});
            return;
        }
        const double way = baseline_.travel_minutes[r.from][r.to];
        if (!(r.minutes_saved > 0) || r.minutes_saved >= way) {
            const std::string most = std::to_string(static_cast<int>(way));
            problems_.add(row.place,
                          {"节省分钟数 " + shown(f[6]) + " 应大于 0 且小于原有的 " + most + " 分钟",
                           "minutes saved " + shown(f[6]) + " must be above 0 and below the " + most +
                               " minutes of today"});
        }
        baseline_.roads.push_back(std::move(r));
    }

  private:
    std::string unique_id(const CsvRow& row) {
        const std::string& id = row.fields[0];
        if (id.empty()) problems_.add(row.place, {"缺少编号 id", "the id is missing"});
        if (!ids_.insert(id).second)
            problems_.add(row.place, {"编号重复 " + shown(id), "repeated id " + shown(id)});
        return id;
    }

    /// One end of a road: a district, alone or with a place in it.
    std::optional<District> end_of(const CsvRow& row, const std::string& text) {
        const std::size_t slash = text.find('/');
        const auto district = names_.district(row, text.substr(0, slash), nullptr);
        if (district && slash != std::string::npos)
            names_.village(row, *district, text.substr(slash + 1));
        return district;
    }

    template <std::size_t N>
    std::optional<std::size_t> word(const CsvRow& row, std::size_t field, const char* column,
                                    const std::array<Name, N>& words) {
        std::string all;
        for (std::size_t i = 0; i < N; ++i) {
            if (words[i].key == row.fields[field]) return i;
            all += " " + std::string{words[i].key};
        }
        problems_.add(row.place, {std::string("列 ") + column + " 的值 " +
                                      shown(row.fields[field]) + " 未知；可写：" + all,
                                  shown(row.fields[field]) + " in column " + column +
                                      " is unknown; write one of" + all});
        return std::nullopt;
    }

    double at_least_zero(const CsvRow& row, std::size_t field, const char* column) {
        const double value = read_number(row, field, column, problems_);
        if (value < 0)
            problems_.add(row.place, {std::string("列 ") + column + " 不能为负",
                                      std::string("column ") + column + " must not be negative"});
        return value;
    }

    int year(const CsvRow& row, std::size_t field) {
        const double value = read_number(row, field, "start", problems_);
        if (value < 1949 || value > 2050 || value != static_cast<int>(value))
            problems_.add(row.place,
                          {"起始年份 " + shown(row.fields[field]) + " 应为 1949–2050 的整数",
                           "the start " + shown(row.fields[field]) + " must be a year, 1949–2050"});
        return static_cast<int>(value);
    }

    void check_texts(const CsvRow& row, std::array<std::size_t, 2> names, std::size_t figures,
                     std::size_t clause, std::size_t source) {
        for (const std::size_t field : names)
            if (row.fields[field].empty())
                problems_.add(row.place, {"缺少中文或英文名称", "a name in zh or en is missing"});
        if (row.fields[clause].empty() || row.fields[source].empty())
            problems_.add(row.place, {"缺少条款或来源", "the clause or the source is missing"});
        if (std::find(figure_kinds.begin(), figure_kinds.end(), row.fields[figures]) ==
            figure_kinds.end())
            problems_.add(row.place, {"列 figures 须为 document、reported 或 assumption",
                                      "column figures must be document, reported or assumption"});
    }

    Baseline& baseline_;
    FactProblems& problems_;
    Names names_;
    std::set<std::string> ids_;
};

}  // namespace

void read_records(const RowsOf& rows, Baseline& baseline, FactProblems& problems) {
    RecordReader reader(baseline, problems);
    for (const CsvRow& row :
         rows("records.csv",
              {"id", "kind", "name_zh", "name_en", "district", "place", "sector", "start",
               "area_ha", "investment_yuan", "figures", "clause", "source", "note"}))
        reader.read_project(row);
    for (const CsvRow& row : rows("roads.csv", {"id", "name_zh", "name_en", "from", "to", "start",
                                                "minutes_saved", "figures", "clause", "source",
                                                "note"}))
        reader.read_road(row);
}

}  // namespace changji
