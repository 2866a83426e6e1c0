#pragma once

#include "model/world/cell.hpp"

/// How rights in a village change hands outside of any choice: by joining of households and by
/// death. Contracted land itself is moved by the caller.
namespace changji {

/// House and homestead of one household become another's, as use without qualification. A house
/// that joins an own one is no longer let.
void pass_house(Cell& cell, std::size_t from, std::size_t to);
/// Contract right and shares go along when a household joins another.
void pass_share_and_contract(Cell& cell, std::size_t from, std::size_t to);
/// What a household still holds goes back to the village: shares, qualification, use; the land of
/// its homestead is then nobody's.
void revert_rights(Cell& cell, std::size_t household);

/// Shares with those of the village, and the homestead land that households use.
struct Estate {
    std::int64_t shares = 0;
    Area homestead;
};
Estate estate_of(const Cell& cell);

/// Present value of the contract right, yuan: rent and owner subsidy of the household's contracted
/// land, capitalised, (20). \param owner_subsidy yuan/ha and year
double worth_of_contract(const Cell& cell, std::size_t household, double owner_subsidy,
                         double discount_rate);
/// Price of a share in yearly dividends. \source eq. (20), assumption
constexpr int years_of_dividend = 8;
/// Present value of a household's shares.
Money worth_of_shares(const Cell& cell, std::size_t household);

/// Households holding each right.
struct Holdings {
    std::int32_t contract = 0, qualification = 0, use = 0, share = 0;
};
Holdings holdings_of(const Cell& cell);

}  // namespace changji
