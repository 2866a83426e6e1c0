#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/check.hpp"
#include "model/base/quantity.hpp"
#include "model/base/random.hpp"
#include "model/zone/project_kind.hpp"
#include "model/zone/zone.hpp"

namespace changji {

/// One row of facts.csv: a published figure carried over with its source.
struct Fact {
    std::string subject, geography, indicator, year;
    double value = 0;
    std::string unit, source, kind, note;  ///< kind: reported, derived, recalled, assumption
};

/// One village or neighbourhood of the official code list.
struct PlaceRecord {
    std::string code, name, township_code, township, area;
    District district{};
    Stratum stratum{};
    bool run_by_new_area = false;  ///< Jiutai villages administered by Changchun New Area
};

/// One town, park, zone, site or work that the plan names, from records.csv.
struct ProjectRecord {
    std::string id, name_zh, name_en;
    ProjectKind kind{};
    District district{};
    bool spread = false;           ///< district `zone`: over all districts by jobs
    int village = -1;              ///< row in Baseline::places, or −1: no village of its own
    std::size_t sector = sector_count;  ///< or sector_count: all but the public one
    int start = 0;
    double area_ha = 0, investment = 0;  ///< 0 where not known
    std::string place, figures, clause, source, note;  ///< figures: where start, area, money are from
};

/// A road of the plan, from roads.csv.
struct RoadRecord {
    std::string id, name_zh, name_en;
    District from{}, to{};
    int opens = 0;
    double minutes_saved = 0;
    std::string figures, clause, source, note;
};

/// Figures of one district for the end of 2019; a figure without source comes from a stated prior
/// and its name stands in `assumed`.
struct DistrictFacts {
    double registered = 0;  ///< persons
    double residents = 0;   ///< persons
    double resident_urban_share = 0;
    double rural_hukou_share = 0;  ///< of registered persons
    double household_size = 0;     ///< persons per family household
    /// Of rural-hukou persons who do not live in their village: share outside the zone; the others
    /// live in towns of the zone.
    double absent_outside_share = 0;
    Area area, cultivated, construction;
    double primary_value_added = 0;                  ///< yuan 2019, agriculture in the wide sense
    std::array<double, sector_count> value_added{};  ///< yuan 2019, outside agriculture
    std::vector<std::string> assumed;
    /// Quantity → reported, derived, recalled or assumption.
    std::map<std::string, std::string> kind;
};

/// A closing factor: target ÷ total computed from sourced inputs and priors before any closing.
struct ClosingFactor {
    std::string name;
    double target = 0, before = 0;
    double factor() const { return target / before; }
};

/// The facts the opening state is built from. Read by model/baseline/reader.hpp; the model core
/// receives this value and knows no file.
struct Baseline {
    // totals stated by the plan for 2019
    double registered = 3330000;
    Area area, construction;
    double gdp = 0, fiscal_full = 0, fiscal_local = 0;  ///< yuan
    double grain_t = 0, agricultural_value = 0;         ///< t; yuan
    double rural_income = 0, urban_income = 0;          ///< yuan per resident
    PerDistrict<DistrictFacts> districts;
    PerDistrict<PerDistrict<double>> travel_minutes{};
    std::vector<PlaceRecord> places;   ///< by district, villages first, by code
    std::vector<ProjectRecord> projects;
    std::vector<RoadRecord> roads;
    std::map<int, double> cpi_growth;  ///< observed, share per year
    std::map<int, double> corn_price;  ///< yuan/t, forcing path
    /// Zone-level figures and priors by name, in the unit of districts.csv: away_share,
    /// specialty_share, prior_yield …
    std::map<std::string, double> priors;
    std::vector<Fact> facts;
    std::vector<ClosingFactor> factors;
    std::uint64_t checksum = 0;  ///< of all files read
};

/// The error that a needed row is missing from the facts.
inline InputError missing_figure(std::string_view kind_zh, std::string_view kind_en,
                                 const std::string& name) {
    return InputError{
        {"基线数据缺少" + std::string{kind_zh} + "“" + name + "”；请补充 model/baseline/facts。",
         "the baseline facts lack the " + std::string{kind_en} + " '" + name +
             "'; add it in model/baseline/facts"}};
}

/// The value of a carried-over figure; InputError if facts.csv has no such row. With several rows
/// (repeated publications) the first one counts.
inline double fact_value(const Baseline& baseline, std::string_view geography,
                         std::string_view indicator, std::string_view year) {
    for (const Fact& fact : baseline.facts)
        if (fact.geography == geography && fact.indicator == indicator && fact.year == year)
            return fact.value;
    throw missing_figure(
        "数据行", "figure",
        std::string{geography} + " " + std::string{indicator} + " " + std::string{year});
}

/// A zone-level figure or prior by name; InputError if there is none.
inline double prior_value(const Baseline& baseline, const std::string& name) {
    const auto found = baseline.priors.find(name);
    if (found == baseline.priors.end()) throw missing_figure("先验值", "prior", name);
    return found->second;
}

/// A closing factor by name; InputError if there is none.
inline const ClosingFactor& closing_factor(const Baseline& baseline, std::string_view name) {
    for (const ClosingFactor& factor : baseline.factors)
        if (factor.name == name) return factor;
    throw missing_figure("闭合系数", "closing factor", std::string{name});
}

}  // namespace changji
