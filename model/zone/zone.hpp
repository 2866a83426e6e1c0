#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// The vocabulary of the pilot zone: closed lists that every other folder speaks in.
namespace changji {

/// The nine county-level units, in the order of the plan.
enum class District : std::uint8_t {
    jiutai, shuangyang, changchun_new_area, jingyue, food_zone,
    chuanying, changyi, fengman, yongji
};
constexpr std::size_t district_count = 9;

struct Name {
    std::string_view key;  ///< ASCII snake_case, stable, used in files
    std::string_view zh;
    std::string_view en;
};

constexpr std::array<Name, district_count> district_names{{
    {"jiutai", "九台区", "Jiutai"},
    {"shuangyang", "双阳区", "Shuangyang"},
    {"changchun_new_area", "长春新区", "Changchun New Area"},
    {"jingyue", "净月高新区", "Jingyue"},
    {"food_zone", "中新食品区", "Sino-Singapore Food Zone"},
    {"chuanying", "船营区", "Chuanying"},
    {"changyi", "昌邑区", "Changyi"},
    {"fengman", "丰满区", "Fengman"},
    {"yongji", "永吉县", "Yongji"},
}};
constexpr Name zone_name{"zone", "试验区", "Pilot zone"};

constexpr std::size_t index(District district) { return static_cast<std::size_t>(district); }
constexpr District district_at(std::size_t i) { return static_cast<District>(i); }

/// The two cities the districts belong to: weather and prices are correlated within a city.
enum class City : std::uint8_t { changchun, jilin };
constexpr City city_of(District d) {
    return index(d) <= index(District::jingyue) ? City::changchun : City::jilin;
}

/// One value per district.
template <class T>
struct PerDistrict {
    std::array<T, district_count> values{};
    constexpr T& operator[](District d) { return values[index(d)]; }
    constexpr const T& operator[](District d) const { return values[index(d)]; }
    constexpr T& operator[](std::size_t i) { return values[i]; }
    constexpr const T& operator[](std::size_t i) const { return values[i]; }
    constexpr auto begin() { return values.begin(); }
    constexpr auto end() { return values.end(); }
    constexpr auto begin() const { return values.begin(); }
    constexpr auto end() const { return values.end(); }
};

enum class Stratum : std::uint8_t { rural, urban };
constexpr std::size_t stratum_count = 2;
constexpr std::size_t index(Stratum s) { return static_cast<std::size_t>(s); }

enum class Sex : std::uint8_t { male, female };

/// Highest completed level; `years` of schooling enter the wage equation.
enum class Education : std::uint8_t { none, primary, lower_secondary, upper_secondary, college,
                                      university };
constexpr std::size_t education_count = 6;
constexpr std::array<int, education_count> education_years{0, 6, 9, 12, 15, 16};
constexpr int years_of(Education e) { return education_years[static_cast<std::size_t>(e)]; }

enum class Skill : std::uint8_t { low, middle, high };
constexpr std::size_t skill_count = 3;
constexpr std::size_t index(Skill s) { return static_cast<std::size_t>(s); }

/// Household registration of a person.
enum class Hukou : std::uint8_t { outside, rural, urban };

enum class Work : std::uint8_t {
    child,         ///< below school age
    pupil,         ///< in school
    farm,          ///< works the household's own farm
    wage,          ///< employed by a firm in the district of work
    self_employed,
    unemployed,    ///< looks for work in the district of work
    home,          ///< neither works nor looks
    retired,
    away           ///< lives outside the zone and earns there
};
constexpr std::size_t work_count = 9;

/// Where a person lives. A household is stored where its rural rights or first registration lie;
/// where its members live is an attribute, so that rights, rents and kin stay with the village.
///  0            the home cell (own village, own neighbourhood)
///  1..9         the towns of a district (District + 1)
///  10..18       the countryside of a district (District + 10), where reverse migration is open
///  19..21       outside the zone: city cores, rest of the province, rest of the nation
struct Place {
    std::uint8_t code = 0;
    friend constexpr bool operator==(Place, Place) = default;
};
constexpr Place home_place{0};
constexpr Place town_of(District d) { return {static_cast<std::uint8_t>(1 + index(d))}; }
constexpr Place countryside_of(District d) { return {static_cast<std::uint8_t>(10 + index(d))}; }
constexpr Place city_cores{19}, rest_of_province{20}, rest_of_nation{21};
constexpr bool outside_zone(Place p) { return p.code >= city_cores.code; }
constexpr std::size_t place_count = 22;

enum class Sector : std::uint8_t {
    agrifood, manufacturing, construction, trade, tourism, services, public_utilities
};
constexpr std::size_t sector_count = 7;
constexpr std::array<Name, sector_count> sector_names{{
    {"agrifood", "农产品加工与医药原料", "Agri-food and pharmaceutical raw materials"},
    {"manufacturing", "制造业", "Manufacturing"},
    {"construction", "建筑业", "Construction"},
    {"trade", "商贸物流与电商", "Trade, logistics and e-commerce"},
    {"tourism", "文旅康养", "Tourism and wellness"},
    {"services", "其他服务业", "Other services"},
    {"public_utilities", "公共与公用事业", "Public sector and utilities"},
}};
constexpr std::size_t index(Sector s) { return static_cast<std::size_t>(s); }

/// Land by use, in the classes of the plan's land accounts.
enum class LandUse : std::uint8_t {
    permanent_basic_farmland,  ///< L1 永久基本农田
    other_cultivated,          ///< L2
    facility_and_orchard,      ///< L3 设施农用地与园地
    ecological,                ///< L4
    homestead,                 ///< L5 宅基地
    collective_commercial,     ///< L6 集体经营性建设用地
    collective_public,         ///< L7 集体公益性建设用地
    state_construction,        ///< L8 国有建设用地
    transport_and_water,       ///< L9
    other                      ///< L10
};
constexpr std::size_t land_use_count = 10;
constexpr std::size_t index(LandUse u) { return static_cast<std::size_t>(u); }

constexpr int first_year = 2019;  ///< the opening state; 2020 is the first simulated year

}  // namespace changji
