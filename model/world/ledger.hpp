#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "model/base/quantity.hpp"
#include "model/zone/zone.hpp"

namespace changji {

/// Who holds cash. The rest of the world (centre, province, outside buyers and sellers) is the
/// counterpart of everything that enters or leaves the zone and holds none.
enum class Holder : std::uint8_t {
    household, firm, organisation, collective, district, insurer, world
};
constexpr std::size_t holder_count = 7;

/// What is paid for. Each item has one kind of payer and one kind of payee.
enum class Item : std::uint8_t {
    // labour
    wages, outside_wages, remittances, own_business, farm_hired_pay, organisation_hired_pay,
    unemployment_benefit,
    // farming
    crop_sales, crop_inputs, custody_fees, rent, organisation_rent, reserve_rent,
    organisation_reserve_rent, land_transaction_cost, organisation_transaction_cost,
    organisation_crop_sales, organisation_crop_inputs, operator_subsidy,
    organisation_operator_subsidy, satellite_income, machinery_grant,
    // transfers and property
    owner_subsidy, rural_pension, employee_pension, other_transfers, other_property,
    // households' use of income
    consumption, home_purchase,
    // firms
    firm_sales, firm_contributions, firm_investment, firm_tax_local, firm_tax_shared,
    firm_profit_paid, firm_start_capital, firm_closing,
    // districts
    fiscal_transfer, earmark, administration, services, capital_works, reform_spending,
    training_cost, settlement_cost, district_borrowing, district_interest,
    // bequests and leavers
    cash_leaving, cash_arriving,
    cooperative_dividend,
    // rights and homesteads
    exit_compensation_village, exit_compensation_district, house_rent, house_transaction_cost,
    dispute_cost, organisation_dispute_cost, collective_dispute_cost, share_sale,
    // construction land
    land_price, land_annuity, land_cost, land_levy, land_leak, land_member_share, land_town_share,
    collective_dividend, owner_land_capital, state_land_price, state_land_cost, land_resale,
    consolidation_cost, quota_sale, redevelopment_compensation,
    // sector stories and farmers' income
    tourism_income, contract_premium, contract_premium_outside, contract_dividend, eco_payment,
    eco_member_share, equity_dividend,
    // works in villages, rewards
    village_works, private_village_works, water_works, evaluation_reward,
    // insurance
    farmer_premium, organisation_premium, central_premium_subsidy, province_premium_subsidy,
    district_premium_subsidy, indemnity, organisation_indemnity, reinsurance_premium,
    reinsurance_recovery, insurer_cost, insurer_dividend, insurer_capital,
    count
};
constexpr std::size_t item_count = static_cast<std::size_t>(Item::count);

struct ItemInfo {
    Item item;
    std::string_view key, zh;
    Holder payer, payee;
};
/// The register of items, in the order of the enumeration.
const std::array<ItemInfo, item_count>& items();

/// Flows of one year in integer fen: for each item, from the payer's district to the payee's.
/// Index `outside` stands for the rest of the world. Adding ledgers is exact in any order.
struct Ledger {
    static constexpr std::size_t outside = district_count;
    static constexpr std::size_t sides = district_count + 1;
    std::array<std::array<std::array<Money, sides>, sides>, item_count> flow{};

    void post(Item item, std::size_t payer, std::size_t payee, Money amount) {
        flow[static_cast<std::size_t>(item)][payer][payee] += amount;
    }
    void post(Item item, District payer, District payee, Money amount) {
        post(item, index(payer), index(payee), amount);
    }
    /// From outside the zone to a district's agents.
    void receive(Item item, District payee, Money amount) {
        post(item, outside, index(payee), amount);
    }
    /// From a district's agents to outside the zone.
    void pay_out(Item item, District payer, Money amount) {
        post(item, index(payer), outside, amount);
    }
    /// Sum of an item over all payers and payees.
    Money total(Item item) const;
    /// Net receipts of one kind of holder in one district.
    Money net(Holder holder, District district) const;

    Ledger& operator+=(const Ledger& other);
};

}  // namespace changji
