#include "output/measures.hpp"

// Loans lie with the village of the borrower; loans of firms are added district by district.
namespace changji::output {
namespace {

using View = const DistrictView&;

double bank_sum(const std::array<double, loan_product_count>& by_product) {
    double sum = 0;
    for (std::size_t p = 0; p < loan_product_count; ++p)
        if (p != index(LoanProduct::informal)) sum += by_product[p];
    return sum;
}

template <LoanProduct product>
double stock_of(View v) {
    return in_yuan(v.both.loan_stock[index(product)]);
}
template <LoanProduct product>
double mean_of(View v) {
    return ratio(in_yuan(v.both.lent[index(product)]), v.both.loans_made[index(product)]);
}

double stock_at_year_end(View v) {
    return in_yuan(bank_sum(v.both.loan_stock) + v.figures.credit.firm_stock);
}
double working(View v) {
    return in_yuan(v.both.lent[index(LoanProduct::working)]);
}
/// Grain is sold after the New Year: the books settle working capital with the harvest, while a
/// bank still counts it at the turn of the year.
double stock(View v) {
    return stock_at_year_end(v) + working(v);
}

std::vector<Measure> stocks() {
    return {
        {"credit_stock_yuan", "K32", "CNY", "银行贷款余额(农户与入市地块,当季春耕资金结清前)",
         "Bank loans outstanding to households and on entered land, before the season's working "
         "capital is settled",
         nominal, "household", stock},
        {"credit_term_stock_yuan", "K32", "CNY", "结清当季春耕资金后的银行贷款余额",
         "Bank loans outstanding once the season's working capital is settled", nominal,
         "household", stock_at_year_end},
        {"credit_unsecured_yuan", "K32", "CNY", "信用贷款余额", "Unsecured loans outstanding",
         nominal, "household", stock_of<LoanProduct::unsecured>},
        {"credit_contracted_land_yuan", "K32", "CNY", "承包地经营权抵押贷款余额",
         "Loans on the management right of contracted land", nominal, "household",
         stock_of<LoanProduct::contracted_land>},
        {"credit_house_yuan", "K32", "CNY", "农房抵押贷款余额", "Loans on the use of houses",
         nominal, "household", stock_of<LoanProduct::house>},
        {"credit_share_yuan", "K32", "CNY", "集体股权抵押贷款余额", "Loans on collective shares",
         nominal, "household", stock_of<LoanProduct::share>},
        {"credit_pooled_yuan", "K32", "CNY", "组合抵押贷款余额", "Loans on several rights together",
         nominal, "household", stock_of<LoanProduct::pooled>},
        {"credit_construction_land_yuan", "K32", "CNY", "入市集体建设用地抵押贷款余额",
         "Loans of firms on entered construction land", nominal, "firm",
         [](View v) { return in_yuan(v.figures.credit.firm_stock); }},
        {"credit_guaranteed_share", "K32", "1", "担保贷款占余额比重",
         "Guaranteed share of loans outstanding", "", "household",
         [](View v) { return ratio(in_yuan(v.both.guaranteed_stock), stock_at_year_end(v)); }},
        {"informal_stock_yuan", "K32", "CNY", "民间借款余额", "Informal loans outstanding", nominal,
         "household", stock_of<LoanProduct::informal>},
        {"borrowers", "K32", "1", "有银行贷款的户数", "Households that owe a bank", "", "household",
         [](View v) { return v.both.borrowers; }},
        {"bank_equity_yuan", "K32", "CNY", "银行农贷资本", "Equity of the banks behind these loans",
         nominal, "district", [](View v) { return in_yuan(v.figures.credit.bank_equity); }},
        {"guarantee_capital_yuan", "K32", "CNY", "担保公司净资产",
         "Equity of the guarantee company", nominal, "district",
         [](View v) { return in_yuan(v.figures.credit.guarantee_equity); }},
    };
}

std::vector<Measure> flows() {
    return {
        {"credit_flow_yuan", "K32", "CNY/y", "当年银行对农户放款", "Bank loans made to households",
         nominal, "household", [](View v) { return in_yuan(bank_sum(v.both.lent)); }},
        {"credit_working_flow_yuan", "K32", "CNY/y", "当年春耕流动资金放款",
         "Working capital lent in spring", nominal, "household", working},
        {"informal_flow_yuan", "K32", "CNY/y", "当年民间借款", "Informal loans made", nominal,
         "household", [](View v) { return in_yuan(v.both.lent[index(LoanProduct::informal)]); }},
        {"mean_loan_unsecured_yuan", "K32", "CNY", "信用贷款笔均额度", "Mean unsecured loan made",
         nominal, "loan", mean_of<LoanProduct::unsecured>},
        {"mean_loan_land_yuan", "K32", "CNY", "承包地经营权抵押贷款笔均额度",
         "Mean loan made on contracted land", nominal, "loan",
         mean_of<LoanProduct::contracted_land>},
        {"mean_loan_house_yuan", "K32", "CNY", "农房抵押贷款笔均额度", "Mean loan made on a house",
         nominal, "loan", mean_of<LoanProduct::house>},
        {"mean_loan_working_yuan", "K32", "CNY", "春耕流动资金笔均额度",
         "Mean loan of working capital", nominal, "loan", mean_of<LoanProduct::working>},
        {"credit_rate", "K33", "1/y", "新发放贷款平均利率", "Mean rate of new bank loans", "",
         "loan", [](View v) { return ratio(v.both.rate_times_lent, bank_sum(v.both.lent)); }},
        {"credit_rate_guaranteed", "K33", "1/y", "新发放担保贷款平均利率",
         "Mean rate of new guaranteed loans", "", "loan",
         [](View v) { return ratio(v.both.rate_times_guaranteed, v.both.guaranteed_lent); }},
        {"credit_access_share", "K33", "1", "获贷户占申请户比重", "Applicants that got a loan", "",
         "household", [](View v) { return ratio(v.both.borrowers_served, v.both.applicants); }},
        {"credit_applied_yuan", "K33", "CNY/y", "当年贷款申请额", "Loans applied for", nominal,
         "household", [](View v) { return in_yuan(v.both.applied); }},
        {"loan_interest_yuan", "K33", "CNY/y", "农户支付利息", "Interest paid by households",
         nominal, "household", [](View v) { return in_yuan(v.both.interest_paid); }},
    };
}

std::vector<Measure> bad_loans() {
    return {
        {"npl_share", "K34", "1", "不良贷款率", "Bad loans over loans outstanding", "", "household",
         [](View v) { return ratio(in_yuan(v.both.bad_stock), stock(v)); }},
        {"loans_defaulted_yuan", "K34", "CNY/y", "当年新增不良贷款", "Loans that fell into default",
         nominal, "household", [](View v) { return in_yuan(v.both.defaulted); }},
        {"loans_recovered_yuan", "K34", "CNY/y", "当年清收不良贷款", "Collected from bad loans",
         nominal, "household", [](View v) { return in_yuan(v.both.recovered); }},
        {"loans_written_off_yuan", "K34", "CNY/y", "当年核销贷款", "Loans written off", nominal,
         "household", [](View v) { return in_yuan(v.both.written_off); }},
        {"loans_sold_yuan", "K34", "CNY/y", "物权公司收购不良贷款本金",
         "Bad loans bought by the asset manager", nominal, "household",
         [](View v) { return in_yuan(v.both.sold_to_manager); }},
        {"amc_stock_yuan", "K34", "CNY", "物权公司持有债权", "Claims held by the asset manager",
         nominal, "household", [](View v) { return in_yuan(v.both.manager_stock); }},
        {"amc_area_ha", "K34", "ha", "物权公司再流转土地面积",
         "Pledged land let for the asset manager", "", "village",
         [](View v) { return in_hectares(v.both.assigned_area); }},
        {"rights_held_by_lenders", "K34", "1", "落入贷款人之手的承包权与资格权数",
         "Contract rights and qualifications that passed to a lender", "", "household",
         [](View v) { return v.both.rights_held_by_lenders; }},
    };
}

}  // namespace

std::vector<Measure> credit_measures() {
    std::vector<Measure> list = stocks();
    for (const auto& part : {flows(), bad_loans()})
        list.insert(list.end(), part.begin(), part.end());
    return list;
}

}  // namespace changji::output
