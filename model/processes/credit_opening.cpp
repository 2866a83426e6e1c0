#include <algorithm>
#include <cmath>

#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/processes/credit.hpp"
#include "model/processes/credit_books.hpp"
#include "model/processes/credit_queue.hpp"
#include "model/zone/decision.hpp"

namespace changji::credit {
namespace {

constexpr double size_sd = 0.5;         // log, assumption
constexpr double usual_service = 0.15;  // debt service over income of these borrowers, assumption
constexpr double usual_income = 15000;  // yuan a head, near the rural mean of 2019

double mean_operated(const Cell& cell) {
    double ha = 0, farms = 0;
    for (std::size_t h = 0; h < cell.households.size(); ++h) {
        const double operated = in_hectares(cell.households.operated(static_cast<Row>(h)));
        ha += operated;
        farms += operated > 0;
    }
    return farms > 0 ? ha / farms : 1;
}

/// A loan of some years ago, of which between one and all instalments are left.
void add_old_loan(Cell& cell, std::size_t h, double size, double u, std::uint8_t bank,
                  const Settings& settings) {
    const Coefficients& c = settings.coefficients;
    const int years = static_cast<int>(c.term_equipment);
    const int left = 1 + static_cast<int>(u * years);
    // Banks had lent no more than income could serve.
    const double burden = 1.0 / left + c.funding_rate + c.margin;
    size = std::min(size, c.service_cap * usual_income * cell.households.members[h] / burden);
    const VillageTerms terms = village_terms(cell, settings);
    const Borrower borrower{usual_service, cell.on_river != 0,
                            cell.households.cooperative[h] != no_row, !terms.file};
    const Quote quote{size, default_probability(borrower, c), 1 - terms.recovery,
                      terms.operating_cost, false};
    Loans& loans = cell.loans;
    table::resize(loans, loans.size() + 1);
    loans.borrower.back() = static_cast<Row>(h);
    loans.lender.back() = bank;
    loans.purpose.back() = LoanPurpose::farm;
    loans.held.back() =
        static_cast<std::uint8_t>(cell.households.rights[h] & (contract_right | qualification));
    loans.last_year.back() = static_cast<std::int16_t>(first_year + left);
    loans.first_year.back() = static_cast<std::int16_t>(first_year + left - years + 1);
    loans.rate.back() = static_cast<float>(price_of(quote, c).rate);
    loans.balance.back() = yuan(size);
}

}  // namespace

void open_loans(World& world, const Settings& settings, const Draws& draws) {
    found_lenders(world);
    const Coefficients& c = settings.coefficients;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        table::resize(cell.loans, 0);
        if (!cell.is_village()) return;
        const auto banks = bank_weights(world, cell.district);
        const double mean = mean_operated(cell);
        const Households& households = cell.households;
        for (std::size_t h = 0; h < households.size(); ++h) {
            const double operated = in_hectares(households.operated(static_cast<Row>(h)));
            const Key key = households.key[h];
            if (operated <= 0) continue;
            const auto [borrows, left] = draws.pair(key, first_year, draw_opening_loan);
            if (borrows >= c.loan_share_2019) continue;
            const double z =
                math::normal_quantile(draws.uniform(key, first_year, draw_opening_loan, 1));
            // Larger farms borrow more: with the root of land, assumption.
            const double size = c.loan_size_2019 * std::sqrt(operated / mean) *
                                math::exp(size_sd * z - 0.5 * size_sd * size_sd);
            add_old_loan(cell, h, size, left, bank_of(key, banks), settings);
        }
    });
}

void open_lenders(World& world, const Settings& settings) {
    found_lenders(world);
    Lenders& lenders = world.lenders;
    for (const Cell& cell : world.cells)
        for (std::size_t k = 0; k < cell.loans.size(); ++k)
            if (cell.loans.lender[k] < bank_count)
                lenders.loans[branch(cell.loans.lender[k], cell.district)] += cell.loans.balance[k];
    for (std::size_t b = 0; b < bank_count * district_count; ++b) {
        lenders.equity[b] = scaled(lenders.loans[b], settings.coefficients.equity_2019);
        lenders.funding[b] = lenders.loans[b] - lenders.equity[b];
        lenders.loans_before[b] = lenders.loans[b];
    }
    const PerDistrict<double> shares = district_shares(world);
    for (std::size_t i = 0; i < district_count; ++i) {
        const District d = district_at(i);
        const std::size_t b = branch(guarantee_lender, d);
        const double capital = settings.levers[d].guarantee_capital * shares[d];
        lenders.cash[b] = lenders.equity[b] = lenders.paid_in[b] =
            yuan(capital * sample_scale(world, d));
    }
}

}  // namespace changji::credit
