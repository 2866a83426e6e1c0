#include <cmath>

#include "output/measures.hpp"

// Insurance of grain; contracts of households lie with their village, of organisations with their
// home village. Sums insured, premiums and claims include organisations, shares of farms do not.
namespace changji::output {
namespace {

using View = const DistrictView&;

/// Standard deviation over farms from sums of thousandths and their squares.
double spread(double sum, double squares, double farms) {
    const double mean = ratio(sum, farms), square = ratio(squares, farms);
    const double variance = square - mean * mean;
    return variance < 0 ? 0 : std::sqrt(variance) / 1000;  // NaN stays NaN
}

double spread_covered(View v) {
    return spread(v.both.covered_value, v.both.covered_squares, v.both.grain_farms);
}
double spread_bare(View v) {
    return spread(v.both.bare_value, v.both.bare_squares, v.both.grain_farms);
}

}  // namespace

std::vector<Measure> insurance_measures() {
    return {
        {"insured_share", "K35", "1", "种粮农户参保率", "Share of grain farms that are insured", "",
         "household", [](View v) { return ratio(v.both.insured_farms, v.both.grain_farms); }},
        {"insured_area_share", "K35", "1", "农户粮食面积参保率",
         "Share of the grain area of households that is insured", "", "household",
         [](View v) { return ratio(v.both.insured_area, v.both.grain_area); }},
        {"sum_insured_yuan", "K35", "CNY/y", "粮食保险保额", "Sum insured on grain", nominal,
         "household", [](View v) { return in_yuan(v.both.sum_insured); }},
        {"premiums_yuan", "K35", "CNY/y", "粮食保险保费", "Premiums on grain, subsidies included",
         nominal, "household", [](View v) { return in_yuan(v.both.premiums); }},
        {"premium_rate", "K35", "1", "粮食保险费率", "Premium over sum insured", "", "household",
         [](View v) { return ratio(v.both.premiums, v.both.sum_insured); }},
        {"farmer_premium_share", "K35", "1", "保费自缴比例",
         "Share of premiums paid by farmers and organisations", "", "household",
         [](View v) { return ratio(v.both.farmer_premiums, v.both.premiums); }},
        {"indemnities_yuan", "K35", "CNY/y", "粮食保险赔款", "Claims paid on grain", nominal,
         "household", [](View v) { return in_yuan(v.both.indemnities); }},
        {"loss_ratio", "K35", "1", "粮食保险赔付率", "Claims over premiums on grain", "",
         "household", [](View v) { return ratio(v.both.indemnities, v.both.premiums); }},
        {"grain_value_sd", "K35", "1", "种粮农户收成价值离散度(含保险)",
         "Standard deviation over farms of the value of the harvest relative to the one expected at "
         "planting, with premiums and claims",
         "", "household", spread_covered},
        {"grain_value_sd_uninsured", "K35", "1", "种粮农户收成价值离散度(不含保险)",
         "The same without premiums and claims", "", "household", spread_bare},
        {"insurer_equity_yuan", "K35", "CNY", "保险机构净资产", "Equity of insurers", nominal,
         "district", [](View v) { return in_yuan(v.figures.insurer_equity); }},
        {"insurer_capital_yuan", "K35", "CNY/y", "保险机构外部注资",
         "Capital owners put into insurers whose equity was used up", nominal, "district",
         [](View v) { return in_yuan(v.figures.insurer_capital); }},
        {"premium_subsidy_district_yuan", "K51", "CNY/y", "区县财政保费补贴",
         "Premium subsidies paid by districts", nominal, "district",
         [](View v) { return in_yuan(v.figures.premium_subsidy); }},
        {"station_share", "K36", "1", "标准化金融服务站覆盖率",
         "Villages with a standard finance station", "", "village",
         [](View v) { return ratio(v.both.finance_stations, v.both.villages); }},
    };
}

}  // namespace changji::output
