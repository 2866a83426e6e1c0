#pragma once

#include "model/base/quantity.hpp"
#include "model/base/random.hpp"
#include "model/base/table.hpp"
#include "model/zone/zone.hpp"

namespace changji {

enum class LenderKind : std::uint8_t { bank, guarantee, asset_manager };

/// Lenders by number: four banks, the integration bank of J3.1, the guarantee company, the asset
/// manager 物权公司.
constexpr std::size_t listed_banks = 4, integration_bank = 4, bank_count = 5;
constexpr std::size_t guarantee_lender = 5, manager_lender = 6, lender_count = 7;

/// Branches of lenders, one row a lender and district, with balance sheets:
/// cash + loans + claims = funding + equity. No lender holds land or rights.
struct Lenders {
    Column<Key> key;          ///< of the lender
    Column<LenderKind> kind;
    Column<District> district;
    Column<Money> cash;
    Column<Money> loans;      ///< owed to the branch
    Column<Money> claims;     ///< of the asset manager: price of bad loans not yet back
    Column<Money> funding;    ///< deposits and other money from outside the model
    Column<Money> equity;
    Column<Money> paid_in;    ///< capital paid in since 2019
    // this year
    Column<Money> loans_before, lent, repaid, written_off, sold;
    Column<Money> income;     ///< what changed equity, capital paid in and dividends aside

    template <class Visit>
    static constexpr void describe(Visit&& column) {
        column(&Lenders::key, "key", "1", "identity of the lender");
        column(&Lenders::kind, "kind", "code", "bank, guarantee, asset manager");
        column(&Lenders::district, "district", "code", "district of the branch");
        column(&Lenders::cash, "cash", "fen", "cash");
        column(&Lenders::loans, "loans", "fen", "owed to the branch");
        column(&Lenders::claims, "claims", "fen", "price of bad loans not yet back");
        column(&Lenders::funding, "funding", "fen", "deposits and other funding");
        column(&Lenders::equity, "equity", "fen", "equity");
        column(&Lenders::paid_in, "paid_in", "fen", "capital paid in since 2019");
        column(&Lenders::loans_before, "loans_before", "fen", "owed at the end of last year");
        column(&Lenders::lent, "lent", "fen/y", "lent this year");
        column(&Lenders::repaid, "repaid", "fen/y", "repaid this year");
        column(&Lenders::written_off, "written_off", "fen/y", "written off this year");
        column(&Lenders::sold, "sold", "fen/y", "bad loans sold this year");
        column(&Lenders::income, "income", "fen/y", "income less cost and losses of the year");
    }
    std::size_t size() const { return key.size(); }
};
static_assert(table::described_count<Lenders>() == table::member_count<Lenders>);

/// Row of a lender's branch in a district.
constexpr std::size_t branch(std::size_t lender, District district) {
    return lender * district_count + index(district);
}

}  // namespace changji
