#pragma once

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
    void fill(OriginTable& table, Place origin, Skill skill, bool local_hukou) const;
    double log_income(District d, Skill skill, double cost) const;
    double amenity(District d, Stratum s, bool local_hukou) const;

    const World* world_;
    const Settings* settings_;
    const Cell* cell_ = nullptr;
    double beta_income_;
    /// ln of the size of each destination, relative to the mean: jobs, urban and rural residents.
    PerDistrict<double> log_jobs_{}, log_towns_{}, log_countryside_{};
    std::array<std::array<std::array<OriginTable, 2>, skill_count>, 1 + 2 * district_count> tables_{};
};

/// A person's nests: values λ·IV and the utilities inside nest 0.
struct PersonNests {
    std::array<double, 4> stay{};         ///< farm, local wage, self-employed, home
    std::array<double, nest_count> value{};
    double person_income = 0;             ///< β_y × log personal pay trait
    const OriginTable* table = nullptr;
};

/// Utilities of one adult living inside the zone. `farm_log_income` is ln of expected farm income,
/// or a negative infinity stand-in (−1e9) without a farm.
PersonNests person_nests(CellChoices& choices, const Cell& cell, Row p, double farm_utility,
                         int year, const Coefficients& c);

/// Utility of working the own farm: village mean income × (own / mean operated area)^½.
double farm_utility(const Cell& cell, Row household, const Coefficients& c);

constexpr double impossible = -1e9;

}  // namespace changji::migration
