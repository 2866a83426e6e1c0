#pragma once

#include <cmath>

#include "model/base/math.hpp"
#include "model/processes/migration.hpp"
#include "model/world/outside.hpp"

/// The alternatives of an adult and their utilities, (7)–(8). A part of migration.
namespace changji::migration {

constexpr int nest_count = 4;  ///< stay, commute, move within the zone, leave it
/// Alternatives in the order of their draws.
enum Alternative : int {
    farm_own = 0, local_wage, self_employ, at_home,
    commute_to = 4,                       ///< + district
    move_to_town = 13,                    ///< + district
    leave_zone = 22,                      ///< + 0 city cores, 1 rest of province, 2 rest of nation
    move_to_country = 25,                 ///< + district
    come_back = 34
};

/// Utilities of all alternatives that do not depend on the person beyond skill and hukou, from one
/// origin: the home cell, a town or a countryside. Filled on first use.
struct OriginTable {
    bool filled = false;
    bool countryside_open = false;         ///< false: the second half of `moves` is impossible
    double stay_amenity = 0;               ///< services and house price where one lives
    double local_wage = 0, self_employ = 0, at_home = 0;
    std::array<double, district_count> commute{};
    std::array<double, 2 * district_count> moves{};  ///< towns, then countrysides
    std::array<double, 3> leave{};
    double commute_value = 0, move_value = 0, leave_value = 0;  ///< λ·IV
};

/// Tables of one cell: origin (home, towns, countrysides) × skill × local hukou.
class CellChoices {
public:
    CellChoices(const World& world, const Settings& settings);
    /// Points the tables at a cell; nothing is computed yet.
    void enter(const Cell& cell);
    const OriginTable& at(Place origin, Skill skill, bool local_hukou);
    /// Utility of coming back to the home cell, for those outside the zone.
    double come_back_value(Skill skill, bool local_hukou);
    double beta_income() const { return beta_income_; }

private:
    using BySkill = std::array<double, skill_count>;
    /// What one travels from an origin, and what remains of pay after commuting: β_D ln(1 + t/30)
    /// and ln of income by district.
    struct Travel {
        PerDistrict<double> minutes{}, far{};
        PerDistrict<BySkill> commute_income{};
    };
    Travel travel_from(District here, Stratum stratum, double to_centre) const;
    void fill(OriginTable& table, Place origin, Skill skill, bool local_hukou) const;
    void fill_leaving(OriginTable& table, District here, bool urban, Skill skill) const;
    double log_income(District d, Skill skill, double cost) const;
    double amenity(District d, Stratum s, bool local_hukou) const;

    const World* world_;
    const Settings* settings_;
    const Cell* cell_ = nullptr;
    double beta_income_;
    /// ln of the size of each destination, relative to the mean: jobs, urban and rural residents.
    PerDistrict<double> log_jobs_{}, log_towns_{}, log_countryside_{};
    PerDistrict<double> log_house_price_{};
    PerDistrict<BySkill> log_income_{}, log_income_moved_{};  ///< at home, and after the move
    PerDistrict<std::array<double, stratum_count>> travel_factor_{};  ///< of infrastructure
    PerDistrict<Travel> from_town_{};
    Travel from_home_;                             ///< of the present cell
    std::array<double, place_count> network_{};    ///< β_N ln(1 + co-villagers there), present cell
    std::array<std::array<std::array<OriginTable, 2>, skill_count>, 1 + 2 * district_count>
        tables_{};
};

/// A person's nests: values λ·IV and the utilities inside nest 0.
struct PersonNests {
    std::array<double, 4> stay{};         ///< farm, local wage, self-employed, home
    std::array<double, nest_count> value{};
    double person_income = 0;             ///< β_y × log personal pay trait
    const OriginTable* table = nullptr;
};

constexpr double impossible = -1e9;
constexpr double income_floor = 1000.0;  ///< yuan per person and year, §4.0c

inline double log_floored(double yuan) {
    return math::log(yuan > income_floor ? yuan : income_floor);
}

/// λ·ln Σ exp(U/λ); an empty nest stays impossible.
template <std::size_t n>
double inclusive_value(const std::array<double, n>& utilities, double lambda) {
    double best = impossible;
    for (const double u : utilities) best = u > best ? u : best;
    std::array<double, n> part;
    for (std::size_t k = 0; k < n; ++k) {
        const double e = math::exp((utilities[k] - best) / lambda);
        part[k] = utilities[k] > impossible ? e : 0.0;
    }
    double sum = 0;
    for (const double e : part) sum += e;
    return best > impossible ? best + lambda * math::log(sum) : impossible;
}

/// Operated area of a household over the village's mean; 0 without a farm.
double relative_farm(const Cell& cell, Row household);

/// Utility of working the own farm: village mean income × (own / mean operated area)^½.
inline double farm_utility(const Cell& cell, double relative_area, const Coefficients& c) {
    const double beta = -c.distance / c.income_distance;
    const double value =
        beta * log_floored(cell.farm_income_per_worker * std::sqrt(relative_area));
    return relative_area > 0 ? value : impossible;
}

/// Utilities of one adult living inside the zone but for the farm and the value of staying.
PersonNests open_nests(CellChoices& choices, const Cell& cell, Row p, int year,
                       const Coefficients& c);

/// The same with the own farm, whose utility may be `impossible`.
PersonNests person_nests(CellChoices& choices, const Cell& cell, Row p, double farm, int year,
                         const Coefficients& c);

}  // namespace changji::migration
