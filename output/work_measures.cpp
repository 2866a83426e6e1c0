#include "output/measures.hpp"

namespace changji::output {
namespace {

using View = const DistrictView&;

double working_as(const Totals& totals, Work work) {
    return totals.by_work[static_cast<std::size_t>(work)];
}

/// Those who work or look for work.
double labour_force(const Totals& totals) {
    return working_as(totals, Work::farm) + working_as(totals, Work::wage) +
           working_as(totals, Work::self_employed) + working_as(totals, Work::unemployed);
}

double unemployment_rate(const Totals& totals) {
    return ratio(working_as(totals, Work::unemployed), labour_force(totals));
}

double mean_wage(View v) {
    return ratio(in_yuan(v.both.employee_wages), v.both.employees);
}

double wage_gap(View v) {
    const double rural = ratio(v.both.wages_rural_hukou, v.both.employees_rural_hukou);
    const double urban = ratio(v.both.wages_urban_hukou, v.both.employees_urban_hukou);
    return 1 - ratio(rural, urban);
}

std::vector<Measure> employment() {
    return {
        {"employees", "", "persons", "企业从业的常住人口", "Residents employed by firms", "",
         "person", [](View v) { return v.both.employees; }},
        {"farm_workers", "", "persons", "务农的常住人口", "Residents who work their own farm", "",
         "person", [](View v) { return working_as(v.both, Work::farm); }},
        {"self_employed", "", "persons", "自营就业的常住人口", "Self-employed residents", "",
         "person", [](View v) { return working_as(v.both, Work::self_employed); }},
        {"unemployed", "", "persons", "失业的常住人口", "Unemployed residents", "", "person",
         [](View v) { return working_as(v.both, Work::unemployed); }},
        {"urban_unemployment_rate", "", "1", "城镇失业率",
         "Unemployed share of the urban labour force", "", "person",
         [](View v) { return unemployment_rate(v.urban); }},
        {"commuter_share", "K46", "1", "从业人员中跨县区通勤比重",
         "Share of employees who work in another district", "", "person",
         [](View v) { return ratio(v.both.commuters, v.both.employees); }},
        {"job_seekers", "", "persons", "求职人数", "Job seekers of the year", "", "person",
         [](View v) { return v.figures.seekers; }},
        {"vacancies", "", "1", "空缺岗位数", "Vacancies of the year", "", "firm",
         [](View v) { return v.figures.vacancies; }},
        {"tightness", "", "1", "空缺岗位与求职人数之比", "Vacancies per job seeker", "", "firm",
         [](View v) { return ratio(v.figures.vacancies, v.figures.seekers); }},
        {"mean_wage", "", "CNY/y", "企业从业人员平均工资", "Mean yearly pay of employees", nominal,
         "person", mean_wage},
        {"mean_wage_2019_prices", "", "CNY/y", "企业从业人员平均工资(2019年价,由CPI折算)",
         "Mean yearly pay of employees in 2019 prices, derived by CPI", constant_prices, "person",
         [](View v) { return mean_wage(v) / v.zone.cpi; }},
    };
}

std::vector<Measure> off_farm_and_training() {
    return {
        {"startups", "K15", "persons/y", "创业人数", "Persons who started a business in the year",
         "", "person", [](View v) { return v.both.startups; }},
        {"offfarm_share", "K56", "1", "农业户籍劳动力非农就业比重",
         "Workers with rural hukou off the farm, as a share of them and own-farm workers", "",
         "person",
         [](View v) {
             const double off = v.both.offfarm_rural_hukou;
             return ratio(off, off + working_as(v.both, Work::farm));
         }},
        {"training_share", "K56", "1/y", "当年接受培训的劳动年龄人口比重",
         "Residents aged 15 to 64 newly trained in the year", "", "person",
         [](View v) { return ratio(v.both.newly_trained, v.both.age_15_64); }},
        {"trained_share", "K56", "1", "受过培训的劳动年龄人口比重",
         "Trained residents per resident aged 15 to 64", "", "person",
         [](View v) { return ratio(v.both.trained, v.both.age_15_64); }},
        {"wage_gap", "K57", "1", "农业户籍与城镇户籍从业人员工资差距",
         "1 less mean pay of employees with rural hukou ÷ that with urban hukou", "", "person",
         wage_gap},
        {"unemployment_insurance_cover", "K58", "1", "企业从业人员失业保险参保率",
         "Residents with unemployment insurance per employee", "", "person",
         [](View v) { return ratio(v.both.insured, v.both.employees); }},
    };
}

}  // namespace

std::vector<Measure> work_measures() {
    std::vector<Measure> list = employment();
    const std::vector<Measure> more = off_farm_and_training();
    list.insert(list.end(), more.begin(), more.end());
    return list;
}

}  // namespace changji::output
