#include "model/population/fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace changji::population {

namespace {

constexpr std::string_view province = "吉林省";

/// What is counted in a cell; doubles once weighted.
struct Counts {
    PerDistrict<double> registered{}, rural_hukou{}, residents{}, urban_residents{};
    PerDistrict<double> families{}, collective{};  ///< households; persons
    std::array<double, 6> by_size{};
    double family_persons = 0, children = 0, elders = 0, old = 0;
    double women = 0, in_union = 0;  ///< residents of 30–39
};

/// Households as a census sees them: members who live at the same place.
void count_household(const Cell& cell, std::size_t h, double weight, Counts& counts) {
    std::array<int, place_count> at{};
    const auto& people = cell.people;
    const auto first = static_cast<std::size_t>(cell.households.first_member[h]);
    const auto members = static_cast<std::size_t>(cell.households.members[h]);
    for (std::size_t p = first; p < first + members; ++p)
        if (!outside_zone(people.place[p])) ++at[people.place[p].code];
    for (std::size_t place = 0; place < at.size(); ++place) {
        if (at[place] == 0) continue;
        const std::size_t d = place == 0 ? index(cell.district) : (place - 1) % district_count;
        if (cell.households.kind[h] == HouseholdKind::collective) {
            counts.collective[d] += weight * at[place];
            continue;
        }
        counts.families[d] += weight;
        counts.family_persons += weight * at[place];
        counts.by_size[static_cast<std::size_t>(std::min(at[place], 6) - 1)] += weight;
    }
}

void count_person(const Cell& cell, std::size_t p, double weight, Counts& counts) {
    const auto& people = cell.people;
    if (people.hukou[p] != Hukou::outside) {
        counts.registered[people.hukou_district[p]] += weight;
        if (people.hukou[p] == Hukou::rural) counts.rural_hukou[people.hukou_district[p]] += weight;
    }
    const Place place = people.place[p];
    if (outside_zone(place)) return;
    const std::size_t d =
        place == home_place ? index(cell.district) : std::size_t{place.code - 1u} % district_count;
    const bool rural =
        place == home_place ? cell.is_village() : place.code >= countryside_of(District{}).code;
    counts.residents[d] += weight;
    if (!rural) counts.urban_residents[d] += weight;
    const int age = first_year - people.birth_year[p];
    if (age < 15) counts.children += weight;
    if (age >= 60) counts.elders += weight;
    if (age >= 65) counts.old += weight;
    if (people.sex[p] == Sex::female && age >= 30 && age < 40) {
        counts.women += weight;
        if (people.partner[p] != no_row) counts.in_union += weight;
    }
}

Counts count(const World& world) {
    Counts counts;
    for (const Cell& cell : world.cells) {
        const double weight = world.weight[index(cell.district)][index(cell.stratum)];
        for (std::size_t h = 0; h < cell.households.size(); ++h)
            count_household(cell, h, weight, counts);
        for (std::size_t p = 0; p < cell.people.size(); ++p) count_person(cell, p, weight, counts);
    }
    return counts;
}

template <class Values>
double total(const Values& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum;
}

/// Collects rows; a margin is closed with the error of all its rows.
class Report {
  public:
    void add(FitRow row) { rows_.push_back(std::move(row)); }
    void close(bool held_back = false) {
        double miss = 0, size = 0;
        for (std::size_t i = open_; i < rows_.size(); ++i) {
            miss += std::fabs(rows_[i].achieved - rows_[i].target);
            size += std::fabs(rows_[i].target);
        }
        for (; open_ < rows_.size(); ++open_) {
            rows_[open_].total_absolute_error = size > 0 ? miss / size : 0;
            rows_[open_].held_back = held_back;
        }
    }
    std::vector<FitRow> rows() && { return std::move(rows_); }

  private:
    std::vector<FitRow> rows_;
    std::size_t open_ = 0;
};

/// One margin over the districts; sourced and assumed districts are judged apart.
template <class Target>
void by_district(Report& report, const Baseline& baseline, const char* margin,
                 const std::string& quantity, const PerDistrict<double>& achieved, Target target) {
    for (const bool assumed : {false, true}) {
        for (std::size_t d = 0; d < district_count; ++d) {
            const auto& kinds = baseline.districts[d].kind;
            const auto found = kinds.find(quantity);
            const std::string kind = found == kinds.end() ? "assumption" : found->second;
            if ((kind == "assumption") != assumed) continue;
            report.add({margin, "", std::string{district_names[d].key}, "persons", target(d),
                        achieved[d], 0, false, kind});
        }
        report.close();
    }
}

void add_shares(Report& report, const Baseline& baseline, const Counts& counts) {
    const std::string zone{zone_name.key};
    const auto add = [&](const char* margin, const char* item, const char* unit, double target,
                         double achieved, const char* kind) {
        report.add({margin, item, zone, unit, target, achieved, 0, false, kind});
    };
    const double mean = fact_value(baseline, province, "平均家庭户规模", "2020");
    const SizeShares sizes = size_shares(baseline, mean);
    const std::array names{"1_person",  "2_persons", "3_persons",
                           "4_persons", "5_persons", "6_persons_and_more"};
    for (std::size_t s = 0; s < sizes.size(); ++s)
        add("household_size", names[s], "share", sizes[s],
            counts.by_size[s] / total(counts.by_size), "derived");
    report.close();
    add("mean_household_size", "", "persons/household", mean,
        counts.family_persons / total(counts.families), "reported");
    report.close();
    const double residents = total(counts.residents);
    add("collective_share", "", "share of residents",
        fact_value(baseline, province, "集体户人口", "2020") /
            fact_value(baseline, province, "常住人口(七普)", "2020"),
        total(counts.collective) / residents, "reported");
    report.close();
    const BroadAges ages = provincial_ages_2019(baseline);
    add("age", "0_14", "share", ages.children, counts.children / residents, "recalled");
    add("age", "15_59", "share", 1 - ages.children - ages.elders,
        1 - (counts.children + counts.elders) / residents, "recalled");
    add("age", "60_up", "share", ages.elders, counts.elders / residents, "recalled");
    report.close();
    add("age_65_up", "", "share", ages.old, counts.old / residents, "recalled");
    report.close();
}

/// Figures that the synthesis does not use.
void add_held_back(Report& report, const Baseline& baseline, const Counts& counts) {
    // Yongji's census count of all households, brought to the end of 2019 like its residents; the
    // model's collective households hold one person each, the province's 3.7.
    const auto yongji = [&](const PerDistrict<double>& values) {
        return values[District::yongji] + values[District::food_zone];
    };
    const double residents = yongji(counts.residents);
    const double census = fact_value(baseline, "永吉县", "常住人口(七普)", "2020");
    report.add(
        {"households", "family_and_collective", std::string{district_names[8].key}, "households",
         fact_value(baseline, "永吉县", "常住人口户数(七普)", "2020") * residents / census,
         yongji(counts.families) + yongji(counts.collective) / collective_persons_per_household, 0,
         false, "reported"});
    report.close(true);
    report.add({"hukou_urban_share", "", std::string{zone_name.key}, "share of registered",
                fact_value(baseline, province, "户籍人口城镇化率", "2019") / 100,
                1 - total(counts.rural_hukou) / total(counts.registered), 0, false, "reported"});
    report.close(true);
    report.add({"women_30_39_in_union", "", std::string{zone_name.key}, "share", 0.89,
                counts.in_union / counts.women, 0, false, "assumption"});
    report.close(true);
}

}  // namespace

std::vector<FitRow> fit(const World& world, const Baseline& baseline, Basis basis) {
    const PerDistrict<Heads> heads = head_counts(baseline, basis);
    const Counts counts = count(world);
    Report report;
    by_district(report, baseline, "registered", "registered", counts.registered,
                [&](std::size_t d) {
                    return basis == Basis::registered ? baseline.districts[d].registered
                                                      : static_cast<double>(heads[d].registered());
                });
    by_district(report, baseline, "rural_hukou", "rural_hukou_share", counts.rural_hukou,
                [&](std::size_t d) {
                    const Heads& h = heads[d];
                    return static_cast<double>(h.rural_home + h.rural_town + h.rural_outside);
                });
    by_district(report, baseline, "residents", "residents", counts.residents,
                [&](std::size_t d) { return static_cast<double>(heads[d].residents); });
    by_district(report, baseline, "urban_residents", "resident_urban_share", counts.urban_residents,
                [&](std::size_t d) { return static_cast<double>(heads[d].urban_residents); });
    add_shares(report, baseline, counts);
    add_held_back(report, baseline, counts);
    return std::move(report).rows();
}

std::vector<std::string> misfits(const std::vector<FitRow>& rows) {
    std::vector<std::string> names;
    for (const FitRow& row : rows) {
        const bool sourced = row.source_kind == "reported" || row.source_kind == "derived";
        const bool judged = !row.held_back && sourced;
        if (judged && row.total_absolute_error > fit_tolerance &&
            std::find(names.begin(), names.end(), row.margin) == names.end())
            names.push_back(row.margin);
    }
    return names;
}

}  // namespace changji::population
