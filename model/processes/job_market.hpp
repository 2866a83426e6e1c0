#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "model/scenario/parameter.hpp"
#include "model/world/world.hpp"

/// Separations and the 27 job markets (district × skill), eq. (10).
namespace changji::job_market {

struct Coefficients {
    double separation;
    double outflow_2019;

    static constexpr auto parameters() {
        using C = Coefficients;
        return std::array{
            Bound<C>{&C::separation,
                     {"lab.separation", "1/y", 0.08, 0.08, 0.03, 0.2, Role::coefficient, "", "10",
                      "岗位分离率", "yearly separations of employees", "assumption"}},
            Bound<C>{
                &C::outflow_2019,
                {"lab.outflow0", "1/y", 0.17, 0.17, 0.08, 0.3, Role::coefficient, "", "10",
                 "2019年岗位总流出率",
                 "jobs left in 2019 by separation, retirement, quits and closures", "prototype"}},
        };
    }
};
static_assert(all_described<Coefficients>);

struct Levers {
    double matching;  ///< ℓ

    static constexpr auto parameters() {
        return std::array{
            Bound<Levers>{&Levers::matching,
                          {"t5.match_ell", "1", 2.5, 4.0, 1.8, 8, Role::lever, "T5.1", "10",
                           "就业匹配效率", "efficiency of job matching (exponent)", "R40"}}};
    }
};
static_assert(all_described<Levers>);

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
};

/// Expected matches min(U,V)·(1 + (min/max)^ℓ)^(−1/ℓ): at most min(U,V), constant returns.
/// \source eq. (10), bounded CES form, R40
double expected_matches(double seekers, double vacancies, double exponent);

/// Whole matches: ⌊expected + u⌋, never above min(U,V).
std::int64_t matches(std::int64_t seekers, std::int64_t vacancies, double exponent, double u);

/// Vacancies needed for a number of matches smaller than the seekers. \source eq. (10), inverted
double vacancies_for(double wanted_matches, double seekers, double exponent);

/// Parts of a firm's vacancies by skill: systematic rounding at a uniform u keeps the sum exact
/// and every part unbiased.
std::array<std::int32_t, skill_count> split_by_skill(std::int32_t vacancies,
                                                     const std::array<double, skill_count>& shares,
                                                     double u);

/// Chance that an employee of a firm leaves: separation, and shedding of what the firm does not
/// want to keep after it; 1 for a closed firm.
double leave_chance(double separation, std::int32_t jobs, std::int32_t sought, bool open);

/// Unemployment benefit in yuan of this year: replacement × yearly pay for the months of search
/// that fall in this year and within the first twelve. `months` counts to the end of the year.
double unemployment_benefit(double yearly_pay, int months, int months_this_year,
                            double replacement);


/// Counts each firm's jobs from the people, then separates: natural separations, shedding and
/// closures become Work::unemployed in the district of the lost job. People who no longer work
/// for wages lose their employer; wage workers without one become unemployed. Months of search
/// of those still searching grow by 12. Follows firms::plan; posts no benefit.
void separate(World& world, const Settings& settings, const Draws& draws);

/// One market's participants. Ranks are hashes, so neither table order nor age of a key matters.
struct Seeker {
    std::uint64_t rank;
    Key key;
    std::int32_t cell;
    Row person;
};
struct Slot {
    std::uint64_t rank;
    Row firm;
    std::int32_t number;  ///< of the firm's vacancies in this market
};
struct Hire {
    std::int32_t cell;
    Row person;
    Row firm;
};

/// Hires of one market: the `count` seekers and the `count` slots of lowest rank, joined on a
/// circle of positions as brackets: each slot takes the nearest seeker before it who is still
/// free, so that one seeker more or less changes the employers of few others. Reorders its input.
std::vector<Hire> assign(std::vector<Seeker>& seekers, std::vector<Slot>& slots, std::size_t count);

/// Matches seekers (Work::unemployed, by work_district and skill) to firms' vacancies
/// (sought − jobs)⁺; sets employer and work, firms' jobs, events.hired and the market figures of
/// DistrictState. Wages are set later.
void match(World& world, const Settings& settings, const Draws& draws);

/// Start of 2019: vacancies, seekers and θ̄ by market at which the yearly outflow of jobs is
/// refilled and the unemployed stay as many as they are; solves Solved::vacancy_margin. Needs
/// firms' jobs counted (DistrictState::jobs) and people's work.
void solve_start(World& world, const Settings& settings);

/// Takes seekers, vacancies, matches and p̂ of every market from a burn-in year, and θ̄ = V/U before
/// its matching, the tightness at which wages follow their trend. Keeps skills and wage levels of
/// 2019 as the reference of later ones.
void take_markets(World& world, const World& burn_in);

}  // namespace changji::job_market
