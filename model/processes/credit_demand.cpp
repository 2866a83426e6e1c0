#include "model/processes/credit_demand.hpp"

#include <algorithm>

#include "model/base/math.hpp"
#include "model/zone/decision.hpp"

namespace changji::credit {
namespace {

constexpr int most_loans = 4;
constexpr double usual_rate = 0.10;  // by which a household reckons what it can carry

/// One household that asks for money.
class Applicant {
  public:
    Applicant(const Cell& cell, std::size_t cell_index, std::size_t wish, const Market& market)
        : cell_(cell),
          market_(market),
          wish_(wish),
          h_(static_cast<std::size_t>(cell.wishes.household[wish])),
          room_(room_of(cell, h_, market.settings, market.world.zone.cpi)),
          terms_(village_terms(cell, market.settings)) {
        const Coefficients& c = market.settings.coefficients;
        const double cpi = market.world.zone.cpi;
        income_ = std::max(in_yuan(cell.households.income_before[h_]),
                           market.settings.income_floor * cpi * cell.households.members[h_]);
        service_ = service_of(cell, h_, market.world.year);
        smallest_ = yuan(c.smallest * cpi);
        blank_.cell = static_cast<std::int32_t>(cell_index);
        blank_.wish = static_cast<std::int32_t>(wish);
        blank_.household = cell.wishes.household[wish];
        blank_.purpose = cell.wishes.purpose[wish];
        blank_.district = cell.district;
        const Key key = cell.households.key[h_];
        blank_.bank = bank_of(key, market.banks[cell.district]);
        blank_.rank =
            derived_key(key, static_cast<std::uint32_t>(market.world.year), draw_credit_rank);
        for (const Row borrower : cell.loans.borrower) loans_ += borrower == blank_.household;
    }

    void ask(std::vector<Application>& applications) {
        const Money need = need_of(cell_, wish_);
        if (need < smallest_) return;
        const LoanPurpose purpose = blank_.purpose;
        const Money lasting =
            all_or_nothing(purpose) ? need : std::min(need, cell_.wishes.machinery[wish_]);
        const std::size_t before = applications.size();
        ask_for_years(lasting, applications);
        if (!all_or_nothing(purpose)) ask_until_harvest(need - lasting, applications);
        Money asked;
        for (std::size_t a = before; a < applications.size(); ++a) asked += applications[a].amount;
        if (all_or_nothing(purpose) && asked < need) applications.resize(before);
    }

  private:
    int years() const {
        const Coefficients& c = market_.settings.coefficients;
        const double term = blank_.purpose == LoanPurpose::home       ? c.term_home
                            : blank_.purpose == LoanPurpose::business ? c.term_business
                                                                      : c.term_equipment;
        return std::max(1, static_cast<int>(term));
    }

    /// Most that income can carry at a yearly burden per yuan.
    Money bearable(double burden) const {
        const double free = market_.settings.coefficients.service_cap * income_ - service_;
        return yuan(std::max(0.0, free / burden));
    }

    void ask_for_years(Money wanted, std::vector<Application>& applications) {
        const double burden = usual_rate + 1.0 / years();
        if (terms_.bundle && room_.collaterals() >= 2) {
            const Levers& l = market_.settings.levers[cell_.district];
            // The bonus is added to each loan to value: in proportion to the rooms at the usual
            // ones.
            const double ltv = std::max({l.land_ltv, l.house_ltv, l.share_ltv, 0.01});
            const Money pool = scaled(room_.secured(), 1 + l.bundle_bonus / ltv);
            const Money amount = piece(LoanProduct::pooled, pool, wanted, burden, applications);
            const double used = pool.count > 0 ? in_yuan(amount) / in_yuan(pool) : 0;
            for (Money* part : {&room_.land, &room_.house, &room_.share})
                *part -= scaled(*part, used);
            wanted -= amount;
        }
        for (const auto& [product, room] : {std::pair{LoanProduct::contracted_land, &room_.land},
                                            std::pair{LoanProduct::house, &room_.house},
                                            std::pair{LoanProduct::share, &room_.share},
                                            std::pair{LoanProduct::unsecured, &room_.unsecured}}) {
            const Money amount = piece(product, *room, wanted, burden, applications);
            *room -= amount;
            wanted -= amount;
        }
    }

    void ask_until_harvest(Money wanted, std::vector<Application>& applications) {
        const Coefficients& c = market_.settings.coefficients;
        const double burden = usual_rate * c.working_months / 12;
        piece(LoanProduct::working, room_.unsecured + room_.secured(), wanted, burden,
              applications);
    }

    /// Adds an application for as much as room, income and wish allow; returns its amount.
    Money piece(LoanProduct product, Money room, Money wanted, double burden,
                std::vector<Application>& applications) {
        const Money amount = std::min({room, wanted, bearable(burden)});
        if (amount < smallest_ || loans_ >= most_loans) return {};
        const double service = service_ + burden * in_yuan(amount);
        Application a = blank_;
        a.product = product;
        a.amount = amount;
        a.years = static_cast<std::int16_t>(product == LoanProduct::working ? 0 : years());
        if (!price(a, service)) return {};
        if (product == LoanProduct::contracted_land || product == LoanProduct::pooled) {
            const double used = room_.land.count > 0 ? in_yuan(amount) / in_yuan(room_.land) : 0;
            a.pledged = scaled(room_.pledge, std::min(1.0, used));
        }
        applications.push_back(a);
        service_ = service;
        ++loans_;
        return amount;
    }

    /// Prices of a loan with and without guarantee; false if the project does not pay for it.
    bool price(Application& a, double service) const {
        const Coefficients& c = market_.settings.coefficients;
        const Levers& l = market_.settings.levers[cell_.district];
        const Borrower borrower{service / income_, cell_.on_river != 0,
                                cell_.households.cooperative[h_] != no_row, !terms_.file};
        Quote quote;
        quote.size = in_yuan(a.amount) / market_.world.zone.cpi;
        quote.estimate = default_probability(borrower, c);
        if (!terms_.information) {
            const double z = math::normal_quantile(market_.draws.uniform(
                cell_.households.key[h_], market_.world.year, draw_credit_estimate));
            quote.estimate += c.pd_noise * z;
        }
        quote.loss = 1 - terms_.recovery;
        quote.operating_cost = terms_.operating_cost;
        a.price = price_of(quote, c);
        quote.guaranteed = true;
        a.price_guaranteed = price_of(quote, c);
        const bool secured =
            a.product != LoanProduct::unsecured && a.product != LoanProduct::working;
        const double span = a.years > 0 ? a.years : c.working_months / 12;
        a.price.rate += l.spread_shock;
        a.price_guaranteed.rate += l.spread_shock;
        // The land-income loan of Jilin is guaranteed by its design; others if the fee pays.
        a.wants_guarantee = a.product == LoanProduct::contracted_land ||
                            a.price.rate - a.price_guaranteed.rate > l.guarantee_fee / span;
        const double fees = (secured ? l.registration : 0) / span;
        return a.price.rate + fees <= static_cast<double>(cell_.wishes.gain[wish_]);
    }

    const Cell& cell_;
    const Market& market_;
    std::size_t wish_, h_;
    Room room_;
    VillageTerms terms_;
    double income_ = 0, service_ = 0;
    Money smallest_;
    int loans_ = 0;
    Application blank_;
};

}  // namespace

double service_of(const Cell& cell, std::size_t h, int year) {
    const Loans& loans = cell.loans;
    double sum = 0;
    for (std::size_t k = 0; k < loans.size(); ++k) {
        if (loans.borrower[k] != static_cast<Row>(h) || !is_owed(loans.status[k])) continue;
        sum += in_yuan(instalment(loans, k, year)) +
               in_yuan(loans.balance[k]) * static_cast<double>(loans.rate[k]);
    }
    return sum;
}

Money need_of(const Cell& cell, std::size_t wish) {
    const auto h = static_cast<std::size_t>(cell.wishes.household[wish]);
    return cell.wishes.capital[wish] - std::max(Money{}, cell.households.cash[h]);
}

void apply(const Cell& cell, std::size_t cell_index, const Market& market,
           std::vector<Application>& applications) {
    for (std::size_t w = 0; w < cell.wishes.size(); ++w) {
        if (cell.wishes.household[w] < 0) continue;
        Applicant(cell, cell_index, w, market).ask(applications);
    }
}

}  // namespace changji::credit
