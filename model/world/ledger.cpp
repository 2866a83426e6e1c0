#include "model/world/ledger.hpp"

namespace changji {
namespace {

using enum Holder;

constexpr std::array<ItemInfo, item_count> all_items{{
    {Item::wages, "wages", "工资", firm, household},
    {Item::outside_wages, "outside_wages", "区外务工工资", world, household},
    {Item::remittances, "remittances", "外出成员汇款", world, household},
    {Item::own_business, "own_business", "自营净收入", world, household},
    {Item::farm_hired_pay, "farm_hired_pay", "农户雇工工资", household, household},
    {Item::organisation_hired_pay, "organisation_hired_pay", "经营组织雇工工资", organisation,
     household},
    {Item::unemployment_benefit, "unemployment_benefit", "失业保险金", world, household},
    {Item::crop_sales, "crop_sales", "农作物销售", world, household},
    {Item::crop_inputs, "crop_inputs", "农业投入品", household, world},
    {Item::custody_fees, "custody_fees", "托管服务费", household, world},
    {Item::rent, "rent", "承包地租金", household, household},
    {Item::organisation_rent, "organisation_rent", "经营组织付租金", organisation, household},
    {Item::reserve_rent, "reserve_rent", "集体机动地租金", household, collective},
    {Item::organisation_reserve_rent, "organisation_reserve_rent", "经营组织付集体租金",
     organisation, collective},
    {Item::land_transaction_cost, "land_transaction_cost", "土地流转交易费", household, world},
    {Item::organisation_transaction_cost, "organisation_transaction_cost", "经营组织流转交易费",
     organisation, world},
    {Item::organisation_crop_sales, "organisation_crop_sales", "经营组织农作物销售", world,
     organisation},
    {Item::organisation_crop_inputs, "organisation_crop_inputs", "经营组织农业投入", organisation,
     world},
    {Item::operator_subsidy, "operator_subsidy", "经营者补贴", world, household},
    {Item::organisation_operator_subsidy, "organisation_operator_subsidy", "经营组织补贴", world,
     organisation},
    {Item::satellite_income, "satellite_income", "畜牧林渔与特色农业净收入", world, household},
    {Item::machinery_grant, "machinery_grant", "家庭农场农机补助", district, household},
    {Item::owner_subsidy, "owner_subsidy", "承包者补贴", world, household},
    {Item::rural_pension, "rural_pension", "城乡居民养老金", world, household},
    {Item::employee_pension, "employee_pension", "职工养老金", world, household},
    {Item::other_transfers, "other_transfers", "其他转移净收入", world, household},
    {Item::other_property, "other_property", "其他财产净收入", world, household},
    {Item::consumption, "consumption", "居民消费", household, world},
    {Item::home_purchase, "home_purchase", "购房", household, world},
    {Item::firm_sales, "firm_sales", "企业增加值销售", world, firm},
    {Item::firm_contributions, "firm_contributions", "企业社会保险缴费", firm, world},
    {Item::firm_investment, "firm_investment", "企业投资", firm, world},
    {Item::firm_tax_local, "firm_tax_local", "地方级税收", firm, district},
    {Item::firm_tax_shared, "firm_tax_shared", "上划税收", firm, world},
    {Item::firm_profit_paid, "firm_profit_paid", "企业分配利润", firm, world},
    {Item::firm_start_capital, "firm_start_capital", "企业开办资本", world, firm},
    {Item::firm_closing, "firm_closing", "企业关闭清算", firm, world},
    {Item::fiscal_transfer, "fiscal_transfer", "上级转移支付", world, district},
    {Item::earmark, "earmark", "城乡建设专项补助", world, district},
    {Item::administration, "administration", "行政支出", district, world},
    {Item::services, "services", "公共服务支出", district, world},
    {Item::capital_works, "capital_works", "基本建设支出", district, world},
    {Item::reform_spending, "reform_spending", "农业与改革支出", district, world},
    {Item::training_cost, "training_cost", "培训支出", district, world},
    {Item::settlement_cost, "settlement_cost", "市民化支出", district, world},
    {Item::district_borrowing, "district_borrowing", "地方债务收入", world, district},
    {Item::district_interest, "district_interest", "地方债务利息", district, world},
    {Item::cash_leaving, "cash_leaving", "迁出与绝户带走现金", household, world},
    {Item::cash_arriving, "cash_arriving", "迁入带来现金", world, household},
    {Item::cooperative_dividend, "cooperative_dividend", "合作社盈余返还", organisation, household},
    {Item::exit_compensation_village, "exit_compensation_village", "村集体付权益退出补偿",
     collective, household},
    {Item::exit_compensation_district, "exit_compensation_district", "财政付权益退出补偿", district,
     household},
    {Item::house_rent, "house_rent", "农房租金", world, household},
    {Item::house_transaction_cost, "house_transaction_cost", "农房流转交易费", household, world},
    {Item::dispute_cost, "dispute_cost", "农户流转纠纷费用", household, world},
    {Item::organisation_dispute_cost, "organisation_dispute_cost", "经营组织流转纠纷费用",
     organisation, world},
    {Item::collective_dispute_cost, "collective_dispute_cost", "村集体流转纠纷费用", collective,
     world},
    {Item::share_sale, "share_sale", "集体股权转让", household, household},
    {Item::land_price, "land_price", "集体建设用地入市价款", firm, collective},
    {Item::land_annuity, "land_annuity", "集体建设用地租金与股利", firm, collective},
    {Item::land_cost, "land_cost", "入市土地成本", collective, world},
    {Item::land_levy, "land_levy", "土地增值收益调节金", collective, district},
    {Item::land_leak, "land_leak", "入市收益流失", collective, world},
    {Item::land_member_share, "land_member_share", "入市收益成员分配", collective, household},
    {Item::land_town_share, "land_town_share", "入市收益乡镇分成", collective, district},
    {Item::collective_dividend, "collective_dividend", "集体收益分红", collective, household},
    {Item::owner_land_capital, "owner_land_capital", "股东购地出资", world, firm},
    {Item::state_land_price, "state_land_price", "国有土地出让价款", firm, district},
    {Item::state_land_cost, "state_land_cost", "国有土地取得与整理成本", district, world},
    {Item::land_resale, "land_resale", "建设用地二级市场转让价款", firm, firm},
    {Item::consolidation_cost, "consolidation_cost", "国土综合整治支出", district, world},
    {Item::quota_sale, "quota_sale", "跨省域指标调剂收入", world, district},
    {Item::redevelopment_compensation, "redevelopment_compensation", "城中村改造补偿", district,
     collective},
    {Item::tourism_income, "tourism_income", "乡村旅游农户收入", world, household},
    {Item::contract_premium, "contract_premium", "订单农业加价与风险分担", firm, household},
    {Item::contract_premium_outside, "contract_premium_outside", "区外企业订单加价与风险分担",
     world, household},
    {Item::contract_dividend, "contract_dividend", "订单农户分红", firm, household},
    {Item::eco_payment, "eco_payment", "生态产品付费", district, collective},
    {Item::eco_member_share, "eco_member_share", "生态付费农户所得", collective, household},
    {Item::equity_dividend, "equity_dividend", "资金变股金分红", world, household},
    {Item::village_works, "village_works", "美丽乡村建设支出", district, world},
    {Item::private_village_works, "private_village_works", "乡村公园社会资本", world, world},
    {Item::water_works, "water_works", "城乡供水工程支出", district, world},
    {Item::evaluation_reward, "evaluation_reward", "评价奖补资金", world, district},
    {Item::farmer_premium, "farmer_premium", "农户自缴保费", household, insurer},
    {Item::organisation_premium, "organisation_premium", "经营组织自缴保费", organisation, insurer},
    {Item::central_premium_subsidy, "central_premium_subsidy", "中央保费补贴", world, insurer},
    {Item::province_premium_subsidy, "province_premium_subsidy", "省级保费补贴", world, insurer},
    {Item::district_premium_subsidy, "district_premium_subsidy", "区县保费补贴", district, insurer},
    {Item::indemnity, "indemnity", "农户保险赔款", insurer, household},
    {Item::organisation_indemnity, "organisation_indemnity", "经营组织保险赔款", insurer,
     organisation},
    {Item::reinsurance_premium, "reinsurance_premium", "分出保费", insurer, world},
    {Item::reinsurance_recovery, "reinsurance_recovery", "摊回赔款", world, insurer},
    {Item::insurer_cost, "insurer_cost", "保险经办费用", insurer, world},
    {Item::insurer_dividend, "insurer_dividend", "保险公司分红", insurer, world},
    {Item::insurer_capital, "insurer_capital", "保险公司注资", world, insurer},
}};

constexpr bool in_enumeration_order() {
    for (std::size_t i = 0; i < item_count; ++i) {
        if (static_cast<std::size_t>(all_items[i].item) != i) return false;
    }
    return true;
}
static_assert(in_enumeration_order(), "every ledger item is described once, in order");

}  // namespace

const std::array<ItemInfo, item_count>& items() { return all_items; }

Money Ledger::total(Item item) const {
    Money sum;
    for (const auto& payer : flow[static_cast<std::size_t>(item)]) {
        for (const Money amount : payer) sum += amount;
    }
    return sum;
}

Money Ledger::net(Holder holder, District district) const {
    Money sum;
    const std::size_t d = index(district);
    for (const ItemInfo& info : all_items) {
        const auto& matrix = flow[static_cast<std::size_t>(info.item)];
        for (std::size_t other = 0; other < sides; ++other) {
            if (info.payee == holder) sum += matrix[other][d];
            if (info.payer == holder) sum -= matrix[d][other];
        }
    }
    return sum;
}

Ledger& Ledger::operator+=(const Ledger& other) {
    for (std::size_t item = 0; item < item_count; ++item) {
        for (std::size_t payer = 0; payer < sides; ++payer) {
            for (std::size_t payee = 0; payee < sides; ++payee) {
                flow[item][payer][payee] += other.flow[item][payer][payee];
            }
        }
    }
    return *this;
}

}  // namespace changji
