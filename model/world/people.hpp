#pragma once

#include "model/base/quantity.hpp"
#include "model/base/random.hpp"
#include "model/base/table.hpp"
#include "model/zone/zone.hpp"

namespace changji {

/// Persons of one cell, household by household: the members of a household are neighbours.
struct People {
    Column<Key> key;
    Column<std::int16_t> birth_year;
    Column<Sex> sex;
    Column<Row> household;         ///< row in the cell's households
    Column<Row> partner;           ///< row in the cell's people, or no_row
    Column<Education> education;
    Column<Skill> skill;
    Column<std::uint8_t> in_school;
    Column<Hukou> hukou;
    Column<District> hukou_district;
    Column<Place> place;           ///< where the person lives
    Column<std::uint8_t> years_in_place;
    Column<Work> work;
    Column<District> work_district;///< where employed or looking for work
    Column<Row> employer;          ///< row in World::firms, or no_row
    Column<Money> wage;            ///< labour pay of this year
    Column<float> ability;         ///< fixed log wage trait, sd wage.eps_sd
    Column<std::uint8_t> parity;
    Column<std::uint8_t> months_unemployed;
    Column<std::uint8_t> traits;   ///< bits of PersonTrait

    template <class Visit>
    static constexpr void describe(Visit&& column) {
        column(&People::key, "key", "1", "identity for ever");
        column(&People::birth_year, "birth_year", "year", "calendar year of birth");
        column(&People::sex, "sex", "code", "male, female");
        column(&People::household, "household", "row", "household in the same cell");
        column(&People::partner, "partner", "row", "person in union with, same cell");
        column(&People::education, "education", "code", "highest level");
        column(&People::skill, "skill", "code", "low, middle, high");
        column(&People::in_school, "in_school", "bool", "still in education");
        column(&People::hukou, "hukou", "code", "outside, rural, urban");
        column(&People::hukou_district, "hukou_district", "code", "district of registration");
        column(&People::place, "place", "code", "where the person lives");
        column(&People::years_in_place, "years_in_place", "y", "years lived there, up to 255");
        column(&People::work, "work", "code", "labour state");
        column(&People::work_district, "work_district", "code", "district of job or search");
        column(&People::employer, "employer", "row", "firm");
        column(&People::wage, "wage", "fen/y", "labour pay of the year");
        column(&People::ability, "ability", "log", "fixed wage trait");
        column(&People::parity, "parity", "children", "children born");
        column(&People::months_unemployed, "months_unemployed", "month", "length of search");
        column(&People::traits, "traits", "bits", "trained, insured, cohort 2019, employee class");
    }
    std::size_t size() const { return key.size(); }
    int age(Row p, int year) const { return year - birth_year[static_cast<std::size_t>(p)]; }
};
static_assert(table::described_count<People>() == table::member_count<People>);

/// A trait of an agent that no seed and no scenario changes, uniform on (0, 1): keys are random
/// words already, so one mixing of key and purpose is enough (finaliser of MurmurHash3).
constexpr double fixed_trait(Key agent, std::uint32_t purpose) {
    std::uint64_t x = agent ^ (std::uint64_t{purpose} * 0x9E3779B97F4A7C15ULL);
    x = (x ^ (x >> 33)) * 0xFF51AFD7ED558CCDULL;
    x = (x ^ (x >> 33)) * 0xC4CEB9FE1A85EC53ULL;
    x ^= x >> 33;
    return open_unit(static_cast<std::uint32_t>(x >> 32), static_cast<std::uint32_t>(x));
}

/// Months of search booked for the year in which a job was lost (months_unemployed); 0 stands for
/// search that began without losing a job.
constexpr std::uint8_t months_first_year = 6;

/// Bits of People::traits.
enum PersonTrait : std::uint8_t {
    trained = 1,              ///< holds the training premium
    unemployment_insured = 2,
    cohort_2019 = 4,          ///< rural hukou at the end of 2019: the fixed cohort of K07
    employee_pension = 8,     ///< retired with an employee-class pension
    in_union_before = 16,
    returnee = 32             ///< came back from outside within the last year
};

}  // namespace changji
