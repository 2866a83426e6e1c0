#include "model/baseline/closing.hpp"

#include <algorithm>

#include "model/base/check.hpp"
#include "model/baseline/apportion.hpp"

namespace changji {

namespace {

using Values = std::vector<double>;

Values by_district(const RawFigures& raw, const std::string& quantity) {
    Values values;
    for (std::size_t d = 0; d < district_count; ++d) values.push_back(raw.of(d, quantity));
    return values;
}

/// Billions of yuan, as published, in whole yuan.
double whole_yuan(double billions) {
    return static_cast<double>(round_half_away(billions * 1e9));
}

double sum(const Values& values) {
    double total = 0;
    for (const double value : values) total += value;
    return total;
}

void note(Baseline& baseline, const char* name, double target, double before) {
    baseline.factors.push_back({name, target, before});
}

/// Sourced districts keep their figure; the others share what remains in proportion to the prior.
void close_persons(const RawFigures& raw, Baseline& baseline) {
    Values registered = by_district(raw, "registered");
    note(baseline, "persons", raw.zone.at("registered"), sum(registered));
    double fixed = 0, open = 0;
    for (std::size_t d = 0; d < district_count; ++d)
        (raw.is_assumed(d, "registered") ? open : fixed) += registered[d];
    const double scale = open > 0 ? (raw.zone.at("registered") - fixed) / open : 1.0;
    for (std::size_t d = 0; d < district_count; ++d)
        if (raw.is_assumed(d, "registered")) registered[d] *= scale;
    const auto persons = apportion(registered, round_half_away(raw.zone.at("registered")));
    for (std::size_t d = 0; d < district_count; ++d) {
        DistrictFacts& facts = baseline.districts[d];
        facts.registered = static_cast<double>(persons[d]);
        facts.residents = static_cast<double>(round_half_away(raw.of(d, "residents")));
        facts.resident_urban_share = raw.of(d, "resident_urban_share");
        facts.rural_hukou_share = raw.of(d, "rural_hukou_share");
        facts.household_size = raw.of(d, "household_size");
        facts.absent_outside_share = raw.of(d, "absent_outside_share");
        facts.kind = raw.kind[d];
        for (const auto& [quantity, kind] : raw.kind[d])
            if (kind == "assumption") facts.assumed.push_back(quantity);
    }
    baseline.registered = raw.zone.at("registered");
}

void close_land(const RawFigures& raw, Baseline& baseline) {
    const Values area = by_district(raw, "area"), built = by_district(raw, "construction");
    const Values cultivated = by_district(raw, "cultivated");
    const double grain = raw.zone.at("grain"), yield = raw.zone.at("prior_yield");
    const double grain_share = 1 - raw.zone.at("specialty_share");
    note(baseline, "area", raw.zone.at("area"), sum(area));
    note(baseline, "construction", raw.zone.at("construction"), sum(built));
    note(baseline, "grain", grain, sum(cultivated) * yield * grain_share);
    baseline.area = {round_half_away(raw.zone.at("area") * 1e6)};
    baseline.construction = hectares(raw.zone.at("construction"));
    baseline.grain_t = grain;
    const Area farmland = hectares(grain / (yield * grain_share));
    const auto areas = apportion(area, baseline.area.count);
    const auto sites = apportion(built, baseline.construction.count);
    const auto fields = apportion(cultivated, farmland.count);
    for (std::size_t d = 0; d < district_count; ++d) {
        baseline.districts[d].area = {areas[d]};
        baseline.districts[d].construction = {sites[d]};
        baseline.districts[d].cultivated = {fields[d]};
    }
}

/// Primary value added from crops (by farmland) and the satellite (by rural residents); the rest
/// of GDP by the districts' figures, raked to the zone total.
void close_product(const RawFigures& raw, Baseline& baseline) {
    const Values gdp = by_district(raw, "gdp");
    baseline.gdp = whole_yuan(raw.zone.at("gdp"));
    note(baseline, "gdp", baseline.gdp, sum(gdp) * 1e8);
    const double crops =
        raw.zone.at("agricultural_value") * 1e9 * raw.zone.at("crop_value_added_share");
    const double satellite = raw.zone.at("satellite_value_added") * 1e9;
    Values rural(district_count), farmland(district_count), other(district_count);
    for (std::size_t d = 0; d < district_count; ++d) {
        const DistrictFacts& facts = baseline.districts[d];
        rural[d] = facts.residents * (1 - facts.resident_urban_share);
        farmland[d] = static_cast<double>(facts.cultivated.count);
    }
    for (std::size_t d = 0; d < district_count; ++d) {
        DistrictFacts& facts = baseline.districts[d];
        facts.primary_value_added =
            crops * farmland[d] / sum(farmland) + satellite * rural[d] / sum(rural);
        other[d] = std::max(
            0.0, gdp[d] * 1e8 * baseline.gdp / (sum(gdp) * 1e8) - facts.primary_value_added);
    }
    const double scale = (baseline.gdp - crops - satellite) / sum(other);
    for (std::size_t d = 0; d < district_count; ++d)
        for (std::size_t s = 0; s < sector_count; ++s) {
            const std::string key = "sector_share_" + std::string{sector_names[s].key};
            baseline.districts[d].value_added[s] = other[d] * scale * raw.of(d, key);
        }
}

void close_money(const RawFigures& raw, Baseline& baseline) {
    const auto& zone = raw.zone;
    baseline.fiscal_full = whole_yuan(zone.at("fiscal_full"));
    baseline.fiscal_local = whole_yuan(zone.at("fiscal_local"));
    baseline.agricultural_value = whole_yuan(zone.at("agricultural_value"));
    baseline.rural_income = zone.at("rural_income");
    const double full = zone.at("prior_tax_share") * baseline.gdp;
    note(baseline, "fiscal_full", baseline.fiscal_full, full);
    note(baseline, "fiscal_local", baseline.fiscal_local, full * zone.at("prior_local_kept"));
    const double farmland = sum(by_district(raw, "cultivated"));
    const double specialty = zone.at("specialty_share");
    const auto corn = baseline.corn_price.find(first_year);
    if (corn == baseline.corn_price.end())
        throw InputError{
            {"prices.csv: 缺少 2019 年 corn_price", "prices.csv: no corn_price of 2019"}};
    const double crops = farmland * ((1 - specialty) * zone.at("prior_yield") * corn->second +
                                     specialty * zone.at("prior_specialty_value"));
    note(baseline, "agri_value", baseline.agricultural_value, crops);
    note(baseline, "rural_income", baseline.rural_income, zone.at("prior_rural_income"));

    // Urban income 2019: the reported 2020 levels of the two cities, weighted by urban residents,
    // taken back one year by the reported growth of all-resident income.
    double persons = 0, income = 0;
    for (std::size_t d = 0; d < district_count; ++d) {
        const DistrictFacts& facts = baseline.districts[d];
        const double urban = facts.residents * facts.resident_urban_share;
        const bool changchun = city_of(district_at(d)) == City::changchun;
        persons += urban;
        income +=
            urban * zone.at(changchun ? "urban_income_changchun_2020" : "urban_income_jilin_2020");
    }
    baseline.urban_income =
        income / persons * zone.at("all_income_2019") / zone.at("all_income_2020");
}

void check_sector_shares(const RawFigures& raw) {
    for (std::size_t d = 0; d < district_count; ++d) {
        double shares = 0;
        for (const Name& sector : sector_names)
            shares += raw.of(d, "sector_share_" + std::string{sector.key});
        if (shares > 0.999999 && shares < 1.000001) continue;
        throw InputError{{"districts.csv: " + std::string{district_names[d].zh} +
                              " 的七个 sector_share_ 之和为 " + std::to_string(shares) + "，应为 1",
                          "districts.csv: the seven sector_share_ of " +
                              std::string{district_names[d].en} + " add up to " +
                              std::to_string(shares) + " instead of 1"}};
    }
}

void check_factors(const Baseline& baseline) {
    Bilingual message;
    for (const ClosingFactor& closing : baseline.factors) {
        const double factor = closing.factor();
        if (factor >= factor_low && factor <= factor_high) continue;
        const std::string text = closing.name + " = " + std::to_string(factor) + " (" +
                                 std::to_string(closing.target) + " / " +
                                 std::to_string(closing.before) + ")";
        message.zh += (message.zh.empty() ? "" : "\n") + ("闭合系数超出 [0.8, 1.25]：" + text);
        message.en +=
            (message.en.empty() ? "" : "\n") + ("closing factor outside [0.8, 1.25]: " + text);
    }
    if (!message.en.empty()) throw InputError{message};
}

}  // namespace

bool RawFigures::is_assumed(std::size_t d, const std::string& quantity) const {
    const auto found = kind[d].find(quantity);
    return found != kind[d].end() && found->second == "assumption";
}

void close_totals(const RawFigures& raw, Baseline& baseline) {
    check_sector_shares(raw);
    baseline.factors.clear();
    baseline.priors = raw.zone;
    close_persons(raw, baseline);
    close_land(raw, baseline);
    close_product(raw, baseline);
    close_money(raw, baseline);
    const std::array order{"area",         "persons", "construction", "gdp",         "fiscal_full",
                           "fiscal_local", "grain",   "agri_value",   "rural_income"};
    const auto place = [&](const ClosingFactor& f) {
        return std::find(order.begin(), order.end(), f.name) - order.begin();
    };
    std::stable_sort(baseline.factors.begin(), baseline.factors.end(),
                     [&](const auto& a, const auto& b) { return place(a) < place(b); });
    check_factors(baseline);
}

}  // namespace changji
