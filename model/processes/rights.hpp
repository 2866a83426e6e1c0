#pragma once

#include <vector>

#include "model/base/random.hpp"
#include "model/processes/rights_choice.hpp"
#include "model/world/household_rights.hpp"

/// Rights of village households: exit in bundles, returned and idle homesteads, leases of houses,
/// certificates, the property exchange and its disputes; equations (20)–(22).
namespace changji::rights {

struct Levers {
    double house_cost, share_trade, exit_contract, exit_qualification, exit_share;
    double pay_per_m2, pay_area_cap, legal_risk, certified, certificate_speed;
    double keep_qualification, may_rebuild, menu, combination_bonus, dispute;
    double lease_demand, lease_term, pay_floor;

    // clang-format off
    static constexpr auto parameters() {
        using L = Levers;
        using enum Role;
        return std::array{
            Bound<L>{&L::house_cost, {"t1.tc_house", "CNY", 2000, 800, 0, 10000, lever, "T1.1", "22", "农房流转交易成本", "transaction cost of a house lease, paid once", "design assumption"}},
            Bound<L>{&L::share_trade, {"t1.share_trade", "0/1", 0, 1, 0, 1, village, "T1.1", "20", "集体股权村内转让", "members may sell shares to members of the same village", "design assumption"}},
            Bound<L>{&L::exit_contract, {"t1.exit_C", "0/1", 0, 1, 0, 1, village, "T1.2", "20", "承包权退出", "exit from the contract right: opens b4, b6, b7, b8", "design assumption"}},
            Bound<L>{&L::exit_qualification, {"t1.exit_H", "0/1", 0, 1, 0, 1, village, "T1.2", "20", "宅基地资格权退出", "exit from the homestead qualification: opens b3, b7, b8", "design assumption"}},
            Bound<L>{&L::exit_share, {"t1.exit_S", "0/1", 0, 1, 0, 1, village, "T1.2", "20", "集体股权退出", "exit from shares: opens b5, b8", "design assumption"}},
            Bound<L>{&L::pay_per_m2, {"t1.comp_m2", "CNY/m2", 120, 200, 0, 800, lever, "T1.3", "21", "宅基地退出补偿标准", "compensation per square metre of homestead", "design assumption"}},
            Bound<L>{&L::pay_area_cap, {"t1.comp_area_cap", "m2", 330, 330, 200, 600, lever, "T1.3", "21", "补偿面积上限", "largest homestead area compensated", "design assumption"}},
            Bound<L>{&L::legal_risk, {"t1.legal_risk", "share", 0.5, 0.1, 0, 1, lever, "T1.4", "22", "农房租赁法律风险", "legal risk of leasing a homestead to outsiders", "design assumption"}},
            Bound<L>{&L::certified, {"t1.cert_house", "share", 0.35, 1, 0, 1, lever, "T1.5", "4.5", "房地一体确权颁证目标", "target share of houses with a certificate", "design assumption"}},
            Bound<L>{&L::certificate_speed, {"t1.cert_speed", "1/y", 0.15, 0.15, 0, 1, lever, "T1.5", "4.5", "确权颁证速度", "part of the distance to the target covered in a year", "design assumption"}},
            Bound<L>{&L::keep_qualification, {"t1.keepH_on", "0/1", 0, 1, 0, 1, village, "T1.6", "20", "留权不留地", "return of land with the qualification kept: opens b2", "design assumption"}},
            Bound<L>{&L::may_rebuild, {"t1.return_build_right", "0/1", 0, 1, 0, 1, village, "T1.6", "20", "返乡可再建房", "who returned land may build again on coming back", "design assumption"}},
            Bound<L>{&L::menu, {"t1.menu", "bitmask", 0, 255, 0, 255, village, "T1.7", "20", "组合式退出菜单", "bundles offered: bit j-1 opens b_j, j = 2 to 8", "design assumption"}},
            Bound<L>{&L::combination_bonus, {"t1.combo_bonus", "share", 0, 0.10, 0, 0.5, lever, "T1.7", "20", "组合退出奖励", "bonus on the compensation of two rights or more", "design assumption"}},
            Bound<L>{&L::dispute, {"t1.dispute", "1/contract/y", 0.02, 0.005, 0, 0.2, lever, "T1.8", "4.5", "合同纠纷率", "contracts in dispute a year, in villages on the exchange", "design assumption"}},
            Bound<L>{&L::lease_demand, {"t5.lease_demand", "×", 1, 1.8, 0, 5, lever, "T5.9", "22", "闲置农房租赁需求倍数", "demand of townspeople for idle houses, multiplier", "design assumption"}},
            Bound<L>{&L::lease_term, {"t5.lease_term", "y", 10, 10, 1, 20, lever, "T5.9", "22", "农房租期", "term of house leases", "design assumption"}},
            Bound<L>{&L::pay_floor, {"right.comp_floor", "×PV", 1.0, 1.0, 0.5, 2, safeguard, "2.2d", "20", "退出补偿下限", "least compensation of an exit relative to present value", "design assumption"}},
        };
    }
    // clang-format on
};
static_assert(all_described<Levers>);

/// The bitmask of bundles is not averaged: villages whose draw lies below the share have it whole.
struct MenuRollout {
    double share = 0;
    std::uint32_t mask = 0;
};

struct Settings {
    Coefficients coefficients;
    PerDistrict<Levers> levers;
    PerDistrict<MenuRollout> menu;
    PerDistrict<double> pilot{};          ///< villages that pay for returned land since before 2019
    PerDistrict<double> exchange{};       ///< t1.exch_cov, declared by farmland
    PerDistrict<bool> paused{};           ///< exits, by the adjustment of policy
    PerDistrict<double> owner_subsidy{};  ///< t5.sub_owner, declared by harvest
    double employee_pension = 24500;      ///< yuan/y, declared by accounts
    // declared by settlement
    double discount_rate = 0.08, qualification_value = 20000, income_floor = 5000;
};

/// Rights, homesteads, certificates, shares, idle and leased houses of 2019.
struct Opening {
    double idle_share = 0;  ///< of houses
    double leased = 0;      ///< houses, full population
};
Opening open(World& world, const Settings& settings);

/// One year: offers, choices, pay in the order of signing, houses and their leases, certificates,
/// disputes, sales of shares. Before the farmland market.
void transfer(World& world, const Settings& settings, const Draws& draws);

/// Transfers of rights in a village since `before` that no recorded choice covers, and recorded
/// exits below the value of keeping or below the floor. Counts afresh from holdings and records.
std::int64_t violations(const Cell& cell, const Holdings& before);

// Parts, each in a file of its own.

/// Rollout by village: plan items whose draws decide.
struct Items {
    std::size_t transfer, exit, pilot, keep, menu, exchange;
};
Items items_of_plan();

/// A household that has chosen a bundle.
struct Offer {
    std::int32_t cell = 0;
    Row household = no_row;
    std::uint8_t bundle = 0;
    std::int16_t signed_in = 0;
    Key rank = 0;
    double value = 0, keep = 0;
    Money pay, floor;
};
/// All households of a village that may leave rights and choose to.
void collect_offers(const Cell& cell, const World& world, const Settings& settings,
                    const Draws& draws, const Items& items, std::vector<Offer>& offers);
/// Carries out a paid exit; money is the caller's.
void carry_out(Cell& cell, CellEvents& events, const Offer& offer);

/// Wanted stock of leased houses in a village, before rounding, (22).
double house_demand(const Cell& cell, double townspeople, const Levers& levers,
                    const Coefficients& c);
/// Rent that townspeople offer, yuan of 2019 a year, (22).
double offered_rent(double demand, double empty_houses, const Coefficients& c);
/// Whether owners accept it, (22).
bool accepts(double rent, const Levers& levers, const Coefficients& c);
/// Whether nobody of the household has lived in the village for a year.
bool left_empty(const Cell& cell, std::size_t household);
/// Houses fall idle and are lived in again, leases end and begin; the village's rent is set.
/// Returns the households that have let their house now.
std::vector<Row> let_houses(Cell& cell, const World& world, const Settings& settings,
                            double townspeople);
/// The same with what is paid: transaction costs and rents.
void use_houses(Cell& cell, CellEvents& events, const World& world, const Settings& settings,
                Ledger& ledger, double townspeople);
double townspeople_of(const World& world);

}  // namespace changji::rights
