#include "model/simulation/credit_audit.hpp"

#include <string>

#include "model/base/check.hpp"
#include "model/base/parallel.hpp"
#include "model/world/pledges.hpp"

namespace changji::credit_audit {
namespace {

constexpr std::array<const char*, lender_count> lender_names{
    "bank 1",       "bank 2", "bank 3", "bank 4", "integration bank", "guarantee company",
    "asset manager"};

[[noreturn]] void fail(const std::string& account, const std::string& place, std::int64_t off,
                       const char* unit) {
    throw BalanceError("the books do not balance: " + account + " in " + place + " is off by " +
                       std::to_string(off) + " " + unit);
}

void require(bool sound, std::size_t b, const char* account, Money off) {
    if (sound) return;
    fail(std::string(account) + " of " + lender_names[b / district_count],
         std::string(district_names[b % district_count].key), off.count, "fen");
}

using Owed = std::array<Money, lender_count * district_count>;

Owed owed_to_branches(const World& world) {
    Owed owed{};
    for (const Cell& cell : world.cells)
        for (std::size_t k = 0; k < cell.loans.size(); ++k)
            if (cell.loans.lender[k] != informal_lender)
                owed[branch(cell.loans.lender[k], cell.district)] += cell.loans.balance[k];
    for (std::size_t k = 0; k < world.loans.size(); ++k) {
        const auto f = static_cast<std::size_t>(world.loans.borrower[k]);
        owed[branch(world.loans.lender[k], world.firms.district[f])] += world.loans.balance[k];
    }
    return owed;
}

void check_branches(const World& world) {
    const Lenders& l = world.lenders;
    const Owed owed = owed_to_branches(world);
    for (std::size_t b = 0; b < l.size(); ++b) {
        const Money sheet = l.cash[b] + l.loans[b] + l.claims[b] - l.funding[b] - l.equity[b];
        require(sheet.count == 0, b, "balance sheet", sheet);
        const Money assets = l.loans[b] + l.claims[b] - owed[b];
        require(assets.count == 0, b, "loans", assets);
        const Money moved =
            l.loans_before[b] + l.lent[b] - l.repaid[b] - l.written_off[b] - l.sold[b] - l.loans[b];
        require(moved.count == 0, b, "movement of loans", moved);
        const bool short_of_cash = l.kind[b] != LenderKind::bank && l.cash[b].count < 0;
        require(!short_of_cash, b, "cash", l.cash[b]);
        require(l.equity[b].count >= 0, b, "equity", l.equity[b]);
    }
}

void check_cell(const Cell& cell, std::size_t i) {
    std::int64_t debtors = 0;
    for (const Money cash : cell.households.cash) debtors += cash.count < 0;
    const std::string place = "cell " + std::to_string(i);
    if (debtors != 0) fail("cash below zero", place, debtors, "households");
    const std::int64_t rights = rights_held_by_lenders(cell);
    if (rights != 0) fail("rights held by lenders", place, rights, "rights");
}

}  // namespace

void close(const World& world) {
    check_branches(world);
    parallel_for(world.cells.size(), [&](std::size_t i) { check_cell(world.cells[i], i); });
}

}  // namespace changji::credit_audit
