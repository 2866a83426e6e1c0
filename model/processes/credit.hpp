#pragma once

#include "model/processes/credit_terms.hpp"

/// Credit on rural rights: lenders, loans of households, guarantee, bad loans; equations (28)–(31).
/// Banks lend in spring, before the farmland market; interest is charged before the household
/// accounts, principal after them.
namespace changji::credit {

/// Loans of 2019: a share of farm households, larger for larger farms. Their interest enters the
/// accounts of 2019, so that incomes still close to their published levels.
void open_loans(World& world, const Settings& settings, const Draws& draws);
/// Balance sheets of 2019; the accounts of 2019 must be closed.
void open_lenders(World& world, const Settings& settings);

/// Spring: capital is paid in, households whose projects exceed their cash apply, banks approve.
void lend(World& world, const Settings& settings, const Draws& draws);
/// After the land market: firms that bought entered land for one payment borrow on it, and give
/// their owners back what they had put in.
void lend_for_land(World& world, const Settings& settings);
/// Part of the price of entered land that a bank lends, (28).
double land_loan_share(const Settings& settings, District d);
/// Interest and instalments of firms, before their profit is paid out.
void serve_firm_loans(World& world, const Settings& settings);
/// Interest of the year becomes a cost of borrowers, before the household accounts.
void charge_interest(World& world, const Settings& settings);
/// After the household accounts: instalments, defaults, recovery, sale of bad loans; lenders close
/// their books.
void collect(World& world, const Settings& settings);

}  // namespace changji::credit
