#pragma once

#include "model/base/quantity.hpp"
#include "model/base/random.hpp"
#include "model/base/table.hpp"

namespace changji {

/// What a loan is secured with, or that it is not.
enum class LoanProduct : std::uint8_t {
    unsecured,
    contracted_land,    ///< management right 经营权 of contracted land
    house,              ///< use of house and homestead
    share,              ///< collective share
    pooled,             ///< several of these in one loan
    construction_land,  ///< entered collective construction land
    working,            ///< working capital in spring, settled after the harvest
    informal            ///< from relatives and moneylenders outside the zone's banks
};
constexpr std::size_t loan_product_count = 8;
constexpr std::size_t index(LoanProduct product) { return static_cast<std::size_t>(product); }

enum class LoanPurpose : std::uint8_t { farm, home, business, shortfall };

enum class LoanStatus : std::uint8_t {
    performing,
    rolled,  ///< put off once after a bad harvest
    bad,     ///< in default
    sold     ///< bought by the asset manager, who lets the pledged management right
};

/// Loans of the households of one cell, or, in World::loans, of firms. Few
/// agents borrow, so that loans have a table of their own.
struct Loans {
    Column<Row> borrower;            ///< household; in the zone's table a firm
    Column<std::uint8_t> lender;     ///< number of the lender, or informal_lender
    Column<LoanProduct> product;
    Column<LoanPurpose> purpose;
    Column<LoanStatus> status;
    Column<std::uint8_t> guaranteed;
    Column<std::uint8_t> held;       ///< contract right and qualification of the borrower at pledging
    Column<std::int16_t> first_year;
    Column<std::int16_t> last_year;  ///< the last instalment is due
    Column<std::int16_t> bad_since;  ///< year of default, or 0
    Column<float> rate;              ///< yearly
    Column<Money> balance;           ///< owed; of a sold loan what the asset manager paid and is not back
    Column<Area> pledged;            ///< contracted land whose management right is pledged

    template <class Visit>
    static constexpr void describe(Visit&& column) {
        column(&Loans::borrower, "borrower", "row", "household or firm");
        column(&Loans::lender, "lender", "code", "lender, 255 informal");
        column(&Loans::product, "product", "code", "collateral of the loan");
        column(&Loans::purpose, "purpose", "code", "farm, home, business, shortfall");
        column(&Loans::status, "status", "code", "performing, rolled, bad, sold");
        column(&Loans::guaranteed, "guaranteed", "bool", "covered by the guarantee company");
        column(&Loans::held, "held", "bits", "contract right and qualification at pledging");
        column(&Loans::first_year, "first_year", "year", "year of the loan");
        column(&Loans::last_year, "last_year", "year", "year of the last instalment");
        column(&Loans::bad_since, "bad_since", "year", "year of default, 0 if none");
        column(&Loans::rate, "rate", "1/y", "interest rate");
        column(&Loans::balance, "balance", "fen", "owed");
        column(&Loans::pledged, "pledged", "m2", "contracted land pledged by management right");
    }
    std::size_t size() const { return balance.size(); }
};
static_assert(table::described_count<Loans>() == table::member_count<Loans>);

constexpr bool is_owed(LoanStatus status) {
    return status == LoanStatus::performing || status == LoanStatus::rolled;
}
/// Principal due at the end of a year: equal parts, all of it in the last year.
inline Money instalment(const Loans& loans, std::size_t k, int year) {
    if (!is_owed(loans.status[k])) return {};
    const int left = loans.last_year[k] - year + 1;
    return left <= 1 ? loans.balance[k] : Money{loans.balance[k].count / left};
}

/// Relatives and moneylenders, outside the ledger's lenders.
constexpr std::uint8_t informal_lender = 255;

/// What households of a cell would do with more money; heard by the banks in the next spring.
struct Wishes {
    Column<Row> household;
    Column<LoanPurpose> purpose;
    Column<Money> capital;    ///< the whole project, of it `machinery`
    Column<Money> machinery;
    Column<float> gain;       ///< of a yuan in a year
    Column<Key> person;       ///< who would start a business
    Column<std::uint8_t> granted;  ///< the money is there: the business starts this year

    template <class Visit>
    static constexpr void describe(Visit&& column) {
        column(&Wishes::household, "household", "row", "who would borrow");
        column(&Wishes::purpose, "purpose", "code", "farm, home, business");
        column(&Wishes::capital, "capital", "fen", "capital of the project");
        column(&Wishes::machinery, "machinery", "fen", "of it machinery");
        column(&Wishes::gain, "gain", "1/y", "gain of a yuan in a year");
        column(&Wishes::person, "person", "1", "founder of a business");
        column(&Wishes::granted, "granted", "bool", "the money is there");
    }
    std::size_t size() const { return household.size(); }
};
static_assert(table::described_count<Wishes>() == table::member_count<Wishes>);

}  // namespace changji
