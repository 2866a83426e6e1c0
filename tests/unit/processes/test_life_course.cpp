#include <cmath>

#include <gtest/gtest.h>

#include "model/processes/life_course.hpp"
#include "tests/support/small_cell.hpp"

namespace changji::life_course {
namespace {

const demography::Settings settings = test::base_settings<demography::Settings>();

void advance_to(Cell& cell, int year) {
    advance(cell, year, settings.coefficients, settings.levers[0], Draws{});
}

/// `count` children who are six in 2020, each in a household of its own.
Cell school_class(std::size_t count, Stratum stratum = Stratum::rural) {
    return test::small_cell(stratum,
                            std::vector<test::Family>(count, {{5, Work::child, home_place}}));
}

TEST(LifeCourse, SkillFollowsEducationAndVocationalSchool) {
    EXPECT_EQ(skill_of(Education::university, false, 0.9), Skill::high);
    EXPECT_EQ(skill_of(Education::college, true, 0.9), Skill::high);
    EXPECT_EQ(skill_of(Education::upper_secondary, true, 0.9), Skill::middle);
    EXPECT_EQ(skill_of(Education::upper_secondary, false, 0.4), Skill::middle);
    EXPECT_EQ(skill_of(Education::upper_secondary, false, 0.6), Skill::low);
    EXPECT_EQ(skill_of(Education::lower_secondary, true, 0.1), Skill::low);
}

TEST(LifeCourse, SchoolBeginsAtSixAndIsCompulsoryTo15) {
    Cell cell = school_class(200);
    advance_to(cell, 2020);
    for (int year = 2020; year < 2029; ++year) {
        if (year > 2020) advance_to(cell, year);
        for (std::size_t p = 0; p < 200; ++p) {
            EXPECT_EQ(cell.people.in_school[p], 1) << year;
            EXPECT_EQ(cell.people.work[p], Work::pupil);
        }
    }
    EXPECT_EQ(cell.people.education[0], Education::primary);
}

TEST(LifeCourse, SharesOfSchoolCareersAreThoseStated) {
    constexpr std::size_t children = 20000;
    Cell cell = school_class(children);
    for (int year = 2020; year <= 2036; ++year) advance_to(cell, year);
    std::array<double, education_count> share{};
    std::size_t seekers = 0;
    for (std::size_t p = 0; p < children; ++p) {
        share[static_cast<std::size_t>(cell.people.education[p])] += 1.0 / children;
        seekers += cell.people.work[p] == Work::unemployed;
        EXPECT_EQ(cell.people.in_school[p], 0);
    }
    // Binomial, 20,000 children: standard error at most .0035; 4.4 of them are .0155, passed by
    // chance once in 100,000 seeds.
    EXPECT_NEAR(share[2], 0.05, 4.4 * std::sqrt(0.05 * 0.95 / children));
    EXPECT_NEAR(share[4] + share[5], 0.45, 0.0155);
    EXPECT_NEAR(share[4] / (share[4] + share[5]), 0.40, 0.023);  // vocational → college
    EXPECT_EQ(seekers, children);
}

TEST(LifeCourse, HalfOfGeneralGraduatesAndAllVocationalOnesAreOfMiddleSkill) {
    constexpr std::size_t children = 20000;
    Cell cell = school_class(children);
    for (int year = 2020; year <= 2036; ++year) advance_to(cell, year);
    double leavers = 0, middle = 0;
    for (std::size_t p = 0; p < children; ++p) {
        if (cell.people.education[p] != Education::upper_secondary) continue;
        ++leavers;
        middle += cell.people.skill[p] == Skill::middle;
    }
    // .4 vocational and half of the rest: .7; standard error .0046, 4.4 of them
    EXPECT_NEAR(middle / leavers, 0.40 + 0.5 * 0.60, 0.020);
}

TEST(LifeCourse, TownChildrenReachTertiaryEducationMoreOften) {
    constexpr std::size_t children = 20000;
    Cell cell = school_class(children, Stratum::urban);
    for (int year = 2020; year <= 2036; ++year) advance_to(cell, year);
    double tertiary = 0;
    for (const Education e : cell.people.education) tertiary += e >= Education::college;
    EXPECT_NEAR(tertiary / children, 0.65, 0.0150);  // 4.4 standard errors
}

struct Retiree {
    int age;
    Work work;
    Sex sex;
    bool retires;
};

TEST(LifeCourse, EmployeesRetireAtTheStatutoryAgeOthersLater) {
    const std::vector<Retiree> cases{
        {59, Work::wage, Sex::male, false},       {60, Work::wage, Sex::male, true},
        {54, Work::wage, Sex::female, false},     {55, Work::wage, Sex::female, true},
        {74, Work::farm, Sex::male, false},       {75, Work::farm, Sex::male, true},
        {64, Work::home, Sex::female, false},     {65, Work::home, Sex::female, true},
        {64, Work::unemployed, Sex::male, false}, {65, Work::self_employed, Sex::male, true}};
    std::vector<test::Family> families;
    for (const Retiree& c : cases) families.push_back({{c.age, c.work, home_place}});
    Cell cell = test::small_cell(Stratum::rural, families);
    for (std::size_t p = 0; p < cases.size(); ++p) {
        cell.people.sex[p] = cases[p].sex;
        if (cases[p].work == Work::wage) cell.people.employer[p] = 3;
    }
    Cell same = cell;
    retire(cell, first_year, Draws{});
    advance_to(same, first_year);
    for (std::size_t p = 0; p < cases.size(); ++p) {
        EXPECT_EQ(cell.people.work[p] == Work::retired, cases[p].retires) << p;
        if (cases[p].retires) {
            EXPECT_EQ(cell.people.employer[p], no_row);
        }
    }
    EXPECT_EQ(table::hash(cell.people), table::hash(same.people));
}

}  // namespace
}  // namespace changji::life_course
