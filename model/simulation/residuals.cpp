#include "model/simulation/residuals.hpp"

#include "model/base/check.hpp"

namespace changji {
namespace {

/// Prior shares of the parts of income that are not wages. \source assumption, near the recalled
/// shares of Jilin 2019; init.part_* of the model description
constexpr double business_rural = 0.49, property_rural = 0.02, property_urban = 0.07;

/// Sums of a stratum over districts, yuan.
struct Parts {
    double heads = 0, wage = 0, business = 0, property = 0, transfer = 0;
};

Parts parts_of(const World& world, Stratum s) {
    Parts parts;
    for (const auto& district : world.totals) {
        const Totals& t = district[index(s)];
        parts.heads += t.residents;
        parts.wage += t.wage / 100.0;
        parts.business += t.business / 100.0;
        parts.property += t.property / 100.0;
        parts.transfer += t.transfer / 100.0;
    }
    return parts;
}

[[noreturn]] void fail(const char* zh, const char* en, double value) {
    throw InputError({std::string("无法闭合2019年收入:") + zh + " = " + std::to_string(value) +
                          ",须在允许范围内;请检查基线收入与先验",
                      std::string("2019 income does not close: ") + en + " = " +
                          std::to_string(value) +
                          " is outside its range; check the baseline incomes and priors"});
}

double positive(double value, const char* zh, const char* en) {
    if (value < 0) fail(zh, en, value);
    return value;
}

void solve_rural(World& world, const Baseline& baseline, const ModelSettings& settings,
                 std::vector<OpeningLine>& lines) {
    const Parts parts = parts_of(world, Stratum::rural);
    const double income = baseline.rural_income;
    const double missing = business_rural * income * parts.heads - parts.business;
    const double share = world.solved.satellite_household_share +
                         missing / settings.satellite.coefficients.value_2019;
    if (!(share >= 0 && share <= 1)) {
        fail("畜牧林渔农户份额", "household share of livestock, forestry and fishery", share);
    }
    world.solved.satellite_household_share = share;
    const double property = positive(property_rural * income - parts.property / parts.heads,
                                     "农村其他财产净收入", "other rural property income");
    const double so_far =
        (parts.wage + parts.transfer) / parts.heads + (business_rural + property_rural) * income;
    const double transfers =
        positive(income - so_far, "农村其他转移净收入", "other rural transfers");
    for (DistrictState& state : world.districts) {
        state.other_property[index(Stratum::rural)] = property;
        state.other_transfers[index(Stratum::rural)] = transfers;
    }
    lines.push_back({"household share of livestock, forestry, fishery", "share", 0.5, share});
    lines.push_back({"other rural property", "CNY/head", 100, property});
}

void solve_urban(World& world, const Baseline& baseline, std::vector<OpeningLine>& lines) {
    const Parts parts = parts_of(world, Stratum::urban);
    const double income = baseline.urban_income;
    const double property = positive(property_urban * income - parts.property / parts.heads,
                                     "城镇其他财产净收入", "other urban property income");
    const double so_far =
        (parts.wage + parts.business + parts.transfer) / parts.heads + property_urban * income;
    const double transfers =
        positive(income - so_far, "城镇其他转移净收入", "other urban transfers");
    for (DistrictState& state : world.districts) {
        state.other_property[index(Stratum::urban)] = property;
        state.other_transfers[index(Stratum::urban)] = transfers;
    }
    lines.push_back({"other urban property", "CNY/head", 0, property});
}

}  // namespace

void solve_residuals(World& world, const Baseline& baseline, const ModelSettings& settings,
                     std::vector<OpeningLine>& lines) {
    solve_rural(world, baseline, settings, lines);
    solve_urban(world, baseline, lines);
}

void trim_residuals(World& world, const Baseline& baseline, std::vector<OpeningLine>& lines) {
    for (const Stratum s : {Stratum::rural, Stratum::urban}) {
        const bool rural = s == Stratum::rural;
        const Parts parts = parts_of(world, s);
        const double reached =
            (parts.wage + parts.business + parts.property + parts.transfer) / parts.heads;
        const double missing = (rural ? baseline.rural_income : baseline.urban_income) - reached;
        double transfers = 0;
        for (DistrictState& state : world.districts) {
            state.other_transfers[index(s)] += missing;
            transfers = positive(state.other_transfers[index(s)], "其他转移净收入",
                                 "other transfers");
        }
        lines.push_back({rural ? "other rural transfers" : "other urban transfers", "CNY/head", 0,
                         transfers});
    }
}

}  // namespace changji
