#include "model/baseline/reader.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "model/baseline/closing.hpp"
#include "model/baseline/csv.hpp"
#include "model/baseline/records.hpp"

namespace changji {

namespace {

struct QuantityRule {
    std::string_view name, unit;
    bool share = false;
};

constexpr std::array<QuantityRule, 17> district_quantities{{
    {"registered", "persons"},
    {"residents", "persons"},
    {"rural_hukou_share", "share", true},
    {"resident_urban_share", "share", true},
    {"household_size", "persons/household"},
    {"area", "km2"},
    {"cultivated", "ha"},
    {"construction", "ha"},
    {"gdp", "1e8 yuan"},
    {"absent_outside_share", "share", true},
    {"sector_share_agrifood", "share", true},
    {"sector_share_manufacturing", "share", true},
    {"sector_share_construction", "share", true},
    {"sector_share_trade", "share", true},
    {"sector_share_tourism", "share", true},
    {"sector_share_services", "share", true},
    {"sector_share_public_utilities", "share", true},
}};

constexpr std::array<QuantityRule, 22> zone_quantities{{
    {"area", "km2"},
    {"registered", "persons"},
    {"construction", "ha"},
    {"gdp", "1e9 yuan"},
    {"fiscal_full", "1e9 yuan"},
    {"fiscal_local", "1e9 yuan"},
    {"grain", "t"},
    {"agricultural_value", "1e9 yuan"},
    {"rural_income", "yuan/person/y"},
    {"satellite_value_added", "1e9 yuan"},
    {"crop_value_added_share", "share", true},
    {"prior_tax_share", "share of GDP", true},
    {"prior_local_kept", "share of full fiscal revenue", true},
    {"prior_yield", "t/ha"},
    {"specialty_share", "share of cultivated land", true},
    {"prior_specialty_value", "yuan/ha/y"},
    {"prior_rural_income", "yuan/person/y"},
    {"urban_income_changchun_2020", "yuan/person/y"},
    {"urban_income_jilin_2020", "yuan/person/y"},
    {"all_income_2019", "yuan/person/y"},
    {"all_income_2020", "yuan/person/y"},
    {"away_share", "share of registered", true},
}};

std::optional<District> find_district(std::string_view key) {
    for (std::size_t d = 0; d < district_count; ++d)
        if (district_names[d].key == key) return district_at(d);
    return std::nullopt;
}

/// The folder's files, their faults and the checksum of their bytes.
class FactFiles {
  public:
    explicit FactFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

    std::vector<CsvRow> rows(const char* file, const std::vector<std::string_view>& columns) {
        std::string text;
        auto result = read_csv(folder_ / file, columns, problems, text);
        for (const char c : text)
            checksum = (checksum ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
        return result;
    }
    /// Notes an empty unit or source, and an unknown kind.
    void check_origin(const CsvRow& row, std::size_t unit, std::size_t source, std::size_t kind) {
        if (row.fields[unit].empty()) problems.add(row.place, {"缺少单位", "the unit is missing"});
        if (row.fields[source].empty())
            problems.add(row.place, {"缺少来源", "the source is missing"});
        const std::array kinds{"reported", "derived", "recalled", "assumption"};
        if (std::find(kinds.begin(), kinds.end(), row.fields[kind]) == kinds.end())
            problems.add(row.place, {"性质须为 reported、derived、recalled 或 assumption",
                                     "the kind must be reported, derived, recalled or assumption"});
    }
    std::optional<District> district(const CsvRow& row, std::size_t field) {
        const auto found = find_district(row.fields[field]);
        if (!found)
            problems.add(row.place, {"未知区县 '" + row.fields[field].substr(0, 80) + "'",
                                     "unknown district '" + row.fields[field].substr(0, 80) + "'"});
        return found;
    }

    FactProblems problems;
    std::uint64_t checksum = 0xcbf29ce484222325ULL;

  private:
    std::filesystem::path folder_;
};

void read_facts(FactFiles& files, Baseline& baseline) {
    for (const CsvRow& row : files.rows("facts.csv", {"subject", "geography", "indicator", "year",
                                                      "value", "unit", "source", "kind", "note"})) {
        files.check_origin(row, 5, 6, 7);
        if (row.fields[3].empty())
            files.problems.add(row.place, {"缺少年份", "the year is missing"});
        const double value = read_number(row, 4, "value", files.problems);
        const auto& f = row.fields;
        baseline.facts.push_back({f[0], f[1], f[2], f[3], value, f[5], f[6], f[7], f[8]});
    }
}

void read_places(FactFiles& files, Baseline& baseline) {
    for (const CsvRow& row :
         files.rows("places.csv", {"code", "name", "district", "stratum", "township_code",
                                   "township", "area", "run_by_new_area", "unit", "source"})) {
        const auto district = files.district(row, 2);
        const auto& f = row.fields;
        if (f[8].empty() || f[9].empty())
            files.problems.add(row.place, {"缺少单位或来源", "the unit or the source is missing"});
        if (f[3] != "rural" && f[3] != "urban")
            files.problems.add(row.place,
                               {"层别须为 rural 或 urban", "the stratum must be rural or urban"});
        if (!district) continue;
        baseline.places.push_back({f[0], f[1], f[4], f[5], f[6], *district,
                                   f[3] == "urban" ? Stratum::urban : Stratum::rural, f[7] == "1"});
    }
    auto& places = baseline.places;
    std::stable_sort(places.begin(), places.end(), [](const auto& a, const auto& b) {
        if (a.district != b.district) return a.district < b.district;
        if (a.stratum != b.stratum) return a.stratum < b.stratum;
        return a.code < b.code;
    });
    for (std::size_t i = 1; i < places.size(); ++i)
        if (places[i].code == places[i - 1].code)
            files.problems.add("places.csv",
                               {"代码重复：" + places[i].code, "repeated code " + places[i].code});
}

template <std::size_t N>
const QuantityRule* find_rule(const std::array<QuantityRule, N>& rules, std::string_view name) {
    for (const QuantityRule& rule : rules)
        if (rule.name == name) return &rule;
    return nullptr;
}

template <std::size_t N>
double checked(FactFiles& files, const CsvRow& row, const std::array<QuantityRule, N>& rules) {
    files.check_origin(row, 3, 5, 6);
    const double value = read_number(row, 2, "value", files.problems);
    const QuantityRule* rule = find_rule(rules, row.fields[1]);
    if (!rule) {
        files.problems.add(row.place, {"未知指标 '" + row.fields[1] + "'",
                                       "unknown quantity '" + row.fields[1] + "'"});
    } else if (!row.fields[3].empty() && row.fields[3] != rule->unit) {
        const std::string unit{rule->unit};
        files.problems.add(row.place, {"单位应为 " + unit, "the unit must be " + unit});
    } else if (value < 0 || (rule->share && value > 1)) {
        files.problems.add(row.place, {"数值超出范围", "the value is out of range"});
    }
    return value;
}

template <std::size_t N>
void require(FactFiles& files, std::string_view where, const std::map<std::string, double>& have,
             const std::array<QuantityRule, N>& rules) {
    for (const QuantityRule& rule : rules) {
        const std::string name{rule.name};
        if (have.count(name) > 0) continue;
        files.problems.add("districts.csv", {std::string{where} + " 缺少指标 " + name,
                                             std::string{where} + " lacks the quantity " + name});
    }
}

RawFigures read_districts(FactFiles& files) {
    RawFigures raw;
    for (const CsvRow& row : files.rows("districts.csv", {"district", "quantity", "value", "unit",
                                                          "year", "source", "quality", "note"})) {
        const std::string& name = row.fields[1];
        if (row.fields[0] == zone_name.key) {
            raw.zone[name] = checked(files, row, zone_quantities);
            continue;
        }
        const auto district = files.district(row, 0);
        if (!district) continue;
        const std::size_t d = index(*district);
        if (raw.district[d].count(name) > 0)
            files.problems.add(row.place, {"指标重复 " + name, "repeated quantity " + name});
        raw.district[d][name] = checked(files, row, district_quantities);
        raw.kind[d][name] = row.fields[6];
    }
    for (std::size_t d = 0; d < district_count; ++d)
        require(files, district_names[d].key, raw.district[d], district_quantities);
    require(files, zone_name.key, raw.zone, zone_quantities);
    return raw;
}

void read_travel(FactFiles& files, Baseline& baseline) {
    PerDistrict<PerDistrict<bool>> seen{};
    for (const CsvRow& row :
         files.rows("travel_minutes.csv",
                    {"origin", "destination", "value", "unit", "year", "source", "quality"})) {
        files.check_origin(row, 3, 5, 6);
        const auto from = files.district(row, 0), to = files.district(row, 1);
        const double minutes = read_number(row, 2, "value", files.problems);
        if (!from || !to) continue;
        if (minutes <= 0)
            files.problems.add(row.place, {"分钟数须为正", "minutes must be positive"});
        baseline.travel_minutes[*from][*to] = minutes;
        seen[*from][*to] = true;
    }
    for (const auto& origin : seen)
        for (const bool found : origin)
            if (!found) {
                files.problems.add("travel_minutes.csv",
                                   {"应有 81 个区县对", "all 81 pairs of districts are needed"});
                return;
            }
}

void read_prices(FactFiles& files, Baseline& baseline) {
    for (const CsvRow& row : files.rows(
             "prices.csv", {"series", "year", "value", "unit", "source", "quality", "note"})) {
        files.check_origin(row, 3, 4, 5);
        const double value = read_number(row, 2, "value", files.problems);
        const int year = static_cast<int>(read_number(row, 1, "year", files.problems));
        if (row.fields[0] == "cpi_growth")
            baseline.cpi_growth[year] = value;
        else if (row.fields[0] == "corn_price")
            baseline.corn_price[year] = value;
        else
            files.problems.add(row.place, {"未知序列", "unknown series"});
    }
}

}  // namespace

Baseline read_baseline(const std::filesystem::path& folder) {
    FactFiles files{folder};
    Baseline baseline;
    read_facts(files, baseline);
    read_places(files, baseline);
    const RawFigures raw = read_districts(files);
    read_travel(files, baseline);
    read_prices(files, baseline);
    const auto rows = [&](const char* file, const std::vector<std::string_view>& columns) {
        return files.rows(file, columns);
    };
    read_records(rows, baseline, files.problems);
    files.problems.throw_if_any();
    baseline.checksum = files.checksum;
    close_totals(raw, baseline);
    return baseline;
}

}  // namespace changji
