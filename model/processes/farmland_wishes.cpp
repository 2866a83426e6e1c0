#include <algorithm>

#include "model/processes/farmland_village.hpp"

namespace changji::farmland {

namespace {

std::size_t at(Row row) {
    return static_cast<std::size_t>(row);
}

constexpr double largest_wish_ha = 64;  // as many blocks as anybody may bid for

/// A project: land and what it gains in a year.
struct Project {
    double ha = 0, gain = 0;  ///< ha; yuan
};

/// The land a household would win at rent r if it had the money: its bids are β times the slopes
/// of the concave envelope of profit, so it wins the area at which Π(n) − ρ n is largest,
/// ρ = (r + half the transaction cost)/β. Sizes are doubled: 1, 2, 4 … 64 ha.
Project project_of(const farm_technology::Operator& farm, double operated, const Village& v,
                   const Market& market) {
    const double threshold = (v.expected_rent + v.transaction_cost / 2) / market.bid_share;
    const auto profit = [&](double added) {
        return farm_technology::profit(market.season, farm, v.grain * (operated + added));
    };
    const double now = profit(0);
    Project best;
    double best_surplus = 0;
    for (double ha = 1; ha <= largest_wish_ha; ha *= 2) {
        const double gained = profit(ha) - now;
        const double surplus = gained - threshold * ha;
        if (surplus > best_surplus) {
            best_surplus = surplus;
            best = {ha, gained - (v.expected_rent + v.transaction_cost / 2) * ha};
        } else if (ha >= 4 && best.ha < ha / 2) {
            break;  // two sizes without gain: larger ones have none either
        }
    }
    return best;
}

double machinery_needed(const Households& households, std::size_t h, double ha, const Village& v,
                        const Market& market) {
    const double now = static_cast<double>(households.machinery_ha[h]);
    const double wanted = farm_technology::machinery_next(now, v.grain * ha);
    return std::max(0.0, wanted - now) * market.settings.coefficients.machinery_price *
           market.season.cpi;
}

}  // namespace

void wish_for_land(Cell& cell, std::size_t h, const farm_technology::Operator& farm,
                   double operated, const Village& v, const Market& market, Scratch& s) {
    const Project project = project_of(farm, operated, v, market);
    if (project.ha <= 0) return;
    const double machinery = machinery_needed(cell.households, h, operated + project.ha, v, market);
    const double capital = v.block_cost * (operated + project.ha) + machinery;
    if (capital <= in_yuan(cell.households.cash[h]) / 2) return;
    Wishes& wishes = cell.wishes;
    table::resize(wishes, wishes.size() + 1);
    wishes.household.back() = static_cast<Row>(h);
    wishes.purpose.back() = LoanPurpose::farm;
    wishes.capital.back() = yuan(capital);
    wishes.machinery.back() = yuan(machinery);
    wishes.gain.back() = static_cast<float>(project.gain / (v.block_cost * project.ha + machinery));
    s.wished_ha.push_back(project.ha);
}

void fulfil_wishes(Cell& cell, const Village& v, const Market& market, Scratch& s) {
    Wishes& wishes = cell.wishes;
    if (s.wished_ha.empty()) return;
    const auto first = wishes.household.begin() + static_cast<std::ptrdiff_t>(s.first_wish);
    double wished = 0, won = 0;
    for (const double ha : s.wished_ha) wished += ha;
    for (const Trade& trade : s.trades) {
        if (is_organisation(trade.lessee)) continue;
        const auto found = std::lower_bound(first, wishes.household.end(), trade.lessee);
        if (found == wishes.household.end() || *found != trade.lessee) continue;
        const double ha = in_hectares(Area{trade.area});
        s.wished_ha[static_cast<std::size_t>(found - first)] -= ha;
        won += ha;
    }
    // Machines are bought for the land one farms and what part of wishes comes true in the village.
    const double comes_true = std::min(1.0, won / wished);
    s.kept.clear();
    for (std::size_t w = 0; w < wishes.size(); ++w) {
        const double smallest = 0.5;  // ha: less is not worth a visit to the bank
        const bool earlier = w < s.first_wish;
        if (!earlier && s.wished_ha[w - s.first_wish] < smallest) continue;
        s.kept.push_back(static_cast<Row>(w));
        if (earlier) continue;
        const auto h = at(wishes.household[w]);
        const double operated = in_hectares(cell.households.operated(wishes.household[w]));
        const double ha = operated + s.wished_ha[w - s.first_wish];
        const double likely = operated + comes_true * s.wished_ha[w - s.first_wish];
        const double machinery = machinery_needed(cell.households, h, likely, v, market);
        wishes.machinery[w] = yuan(machinery);
        wishes.capital[w] = yuan(v.block_cost * ha + machinery);
    }
    Wishes spare;
    if (s.kept.size() != wishes.size()) table::take_rows(wishes, s.kept, spare);
}

void offer_pledged_land(const Cell& cell, const Village& v, const Market& market, Scratch& s) {
    s.foreclosed.assign(cell.households.size(), 0);
    const Loans& loans = cell.loans;
    for (std::size_t k = 0; k < loans.size(); ++k) {
        if (loans.status[k] != LoanStatus::sold || loans.pledged[k].count == 0) continue;
        const Row lessor = loans.borrower[k];
        const auto h = at(lessor);
        if (s.foreclosed[h]) continue;
        s.foreclosed[h] = 1;
        const Households& households = cell.households;
        const Area free =
            std::min(loans.pledged[k], households.contracted[h]) - households.leased_out[h];
        if (free.count <= 0) continue;
        const Key rank = market_rank(households.key[h], market.year);
        s.asks.push_back({v.asks.floor, rank, lessor, free.count});
    }
}

std::int16_t end_of_claim(const Loans& loans, Row household, std::int16_t wanted) {
    for (std::size_t k = 0; k < loans.size(); ++k) {
        if (loans.status[k] == LoanStatus::sold && loans.borrower[k] == household)
            return std::min(wanted, loans.last_year[k]);
    }
    return wanted;
}

}  // namespace changji::farmland
