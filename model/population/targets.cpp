#include "model/population/targets.hpp"

#include "model/base/check.hpp"
#include "model/base/math.hpp"
#include "model/baseline/apportion.hpp"

namespace changji::population {

namespace {

constexpr std::string_view province = "吉林省";
constexpr std::array<std::string_view, 10> size_names{"一", "二", "三", "四", "五",
                                                      "六", "七", "八", "九", "十人及以上"};

std::int64_t rounded_share(double total, double share) {
    return round_half_away(total * share);
}

double rural_share_of_residents(const Baseline& baseline) {
    double rural = 0, all = 0;
    for (const DistrictFacts& facts : baseline.districts) {
        rural += facts.residents * (1 - facts.resident_urban_share);
        all += facts.residents;
    }
    return rural / all;
}

InputError contradiction(std::size_t d, const char* zh, const char* en) {
    return InputError{{std::string{district_names[d].zh} + "：" + zh,
                       std::string{district_names[d].en} + ": " + en}};
}

/// Residents by district; in the basis `resident` they add up to the plan's total.
std::vector<std::int64_t> residents_by_district(const Baseline& baseline, Basis basis) {
    std::vector<double> residents;
    double sum = 0;
    for (const DistrictFacts& facts : baseline.districts) {
        residents.push_back(facts.residents);
        sum += facts.residents;
    }
    return apportion(residents,
                     round_half_away(basis == Basis::resident ? baseline.registered : sum));
}

/// Urban-hukou persons outside the zone: what the zone's away share leaves beyond villagers.
void send_outside(const Baseline& baseline, PerDistrict<Heads>& heads) {
    std::int64_t rural = 0;
    std::vector<double> urban;
    for (const Heads& h : heads) {
        rural += h.rural_outside;
        urban.push_back(static_cast<double>(h.urban_home));
    }
    const auto away = round_half_away(prior_value(baseline, "away_share") * baseline.registered);
    const auto parts = apportion(urban, std::max<std::int64_t>(0, away - rural));
    for (std::size_t d = 0; d < district_count; ++d) {
        heads[d].urban_outside = parts[d];
        heads[d].urban_home -= parts[d];
    }
}

void close_registered(const Baseline& baseline, std::size_t d, Heads& heads) {
    const DistrictFacts& facts = baseline.districts[d];
    const auto registered = round_half_away(facts.registered);
    const auto rural_hukou = rounded_share(facts.registered, facts.rural_hukou_share);
    const std::int64_t absent = rural_hukou - heads.rural_home;
    if (absent < 0)
        throw contradiction(d, "农村常住人口多于农业户籍人口；请检查城镇化率或农业户籍比重",
                            "more rural residents than persons of rural hukou; check the urban "
                            "share or the rural-hukou share");
    heads.rural_outside = rounded_share(static_cast<double>(absent), facts.absent_outside_share);
    heads.rural_town = absent - heads.rural_outside;
    heads.urban_home = registered - rural_hukou;
}

void close_resident(Heads& heads) {
    heads.rural_town = rounded_share(static_cast<double>(heads.rural_home), resident_basis_movers);
    heads.urban_home = heads.urban_residents - heads.rural_town;
}

}  // namespace

PerDistrict<Heads> head_counts(const Baseline& baseline, Basis basis) {
    PerDistrict<Heads> heads;
    const auto residents = residents_by_district(baseline, basis);
    std::vector<double> urban;
    double all = 0;
    for (std::size_t d = 0; d < district_count; ++d) {
        Heads& h = heads[d];
        h.residents = residents[d];
        h.urban_residents = rounded_share(static_cast<double>(residents[d]),
                                          baseline.districts[d].resident_urban_share);
        h.rural_home = h.residents - h.urban_residents;
        urban.push_back(static_cast<double>(h.urban_residents));
        all += static_cast<double>(h.residents);
        if (basis == Basis::registered)
            close_registered(baseline, d, h);
        else
            close_resident(h);
    }
    if (basis == Basis::registered) send_outside(baseline, heads);
    const double share = fact_value(baseline, province, "集体户人口", "2020") /
                         fact_value(baseline, province, "常住人口(七普)", "2020");
    const auto collective = apportion(urban, round_half_away(share * all));
    for (std::size_t d = 0; d < district_count; ++d) heads[d].collective = collective[d];
    return heads;
}

BroadAges provincial_ages_2019(const Baseline& baseline) {
    const auto value = [&](std::string_view indicator, std::string_view year) {
        return fact_value(baseline, province, indicator, year) / 100;
    };
    const double children = value("0-14岁占比(七普)", "2020");
    const double elders = value("60岁及以上占比(七普)", "2020");
    const double children_2021 = value("0-14岁占比", "2021");
    const double elders_2021 = 1 - children_2021 - value("15-59岁占比", "2021");
    BroadAges ages;
    ages.children = children - (children_2021 - children) * months_back;
    ages.elders = elders - (elders_2021 - elders) * months_back;
    ages.old = ages.elders * value("65岁及以上占比(七普)", "2020") / elders;
    return ages;
}

AgeShares age_shares(const Baseline& baseline, Stratum stratum) {
    BroadAges broad{rural_share_0_14, rural_share_60_up, rural_share_65_up};
    if (stratum == Stratum::urban) {
        const double rural = rural_share_of_residents(baseline);
        const BroadAges all = provincial_ages_2019(baseline);
        broad.children = (all.children - rural * broad.children) / (1 - rural);
        broad.elders = (all.elders - rural * broad.elders) / (1 - rural);
        broad.old = (all.old - rural * broad.old) / (1 - rural);
    }
    const auto target = [&](int group) {
        if (group < 3) return broad.children;
        if (group < 12) return 1 - broad.children - broad.elders;
        return group == 12 ? broad.elders - broad.old : broad.old;
    };
    const auto same = [](int a, int b) {
        const auto band = [](int g) { return g < 3 ? 0 : g < 12 ? 1 : g == 12 ? 2 : 3; };
        return band(a) == band(b);
    };
    AgeShares shares{};
    for (int group = 0; group < age_groups; ++group) {
        double sum = 0;
        for (int other = 0; other < age_groups; ++other)
            if (same(group, other)) sum += pyramid_shape[static_cast<std::size_t>(other)];
        const auto g = static_cast<std::size_t>(group);
        const double share = pyramid_shape[g] / sum * target(group);
        shares[2 * g] = share * male_share[g];
        shares[2 * g + 1] = share * (1 - male_share[g]);
    }
    return shares;
}

SizeShares size_shares(const Baseline& baseline, double mean) {
    SizeShares base{};
    for (std::size_t s = 0; s < size_names.size(); ++s) {
        const std::string name = "家庭户规模分布_" + std::string{size_names[s]} +
                                 (s + 1 < size_names.size() ? "人户" : "户");
        base[std::min<std::size_t>(s, 5)] += fact_value(baseline, province, name, "2010");
    }
    SizeShares shares{};
    double low = -5, high = 5;  // the tilt; the mean rises with it
    for (int step = 0; step < 60; ++step) {
        const double tilt = 0.5 * (low + high);
        double sum = 0, persons = 0;
        for (std::size_t s = 0; s < shares.size(); ++s) {
            const double size = static_cast<double>(s + 1);
            shares[s] = base[s] * math::exp(tilt * size);
            sum += shares[s];
            persons += shares[s] * size;
        }
        for (double& share : shares) share /= sum;
        (persons / sum < mean ? low : high) = tilt;
    }
    return shares;
}

PerDistrict<double> mean_sizes(const Baseline& baseline, const PerDistrict<Heads>& heads) {
    const double mean = fact_value(baseline, province, "平均家庭户规模", "2020");
    double persons = 0, households = 0;
    for (std::size_t d = 0; d < district_count; ++d) {
        const auto family = static_cast<double>(heads[d].residents - heads[d].collective);
        persons += family;
        households += family / baseline.districts[d].household_size;
    }
    PerDistrict<double> sizes;
    for (std::size_t d = 0; d < district_count; ++d)
        sizes[d] = baseline.districts[d].household_size * mean * households / persons;
    return sizes;
}

}  // namespace changji::population
