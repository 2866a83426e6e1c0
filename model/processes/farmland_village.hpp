#pragma once

#include <span>

#include "model/processes/farmland.hpp"
#include "model/processes/farmland_market.hpp"

/// The market year of one village.
namespace changji::farmland {

enum class Books { running, opening };  ///< before the opening nothing is paid

/// One year's terms, common to all villages.
struct Market {
    const farm_technology::Season& season;
    const Settings& settings;
    const farm_technology::Settings& technology;
    Draws draws;
    double bid_share = 0, attachment = 0;  ///< β_b, ψ₀
    Books books = Books::running;
    std::size_t exchange_item = 0;  ///< plan item that spreads the exchange
    int year = 0;                   ///< of the coming harvest; the season's for ages
};

/// Part of an organisation's capacity that bids in one village, split before any clearing.
struct OrganisationLot {
    std::size_t cell = 0;
    Row organisation = no_row;
    double capacity_ha = 0;
    double minutes = 0;  ///< from its home village
};

/// Transaction costs an organisation owes; paid after the parallel part.
struct OrganisationCost {
    Row organisation = no_row;
    Money amount;
};

struct Scratch {
    farm_technology::Staff staff;
    std::vector<Ask> asks;
    std::vector<Bid> bids;
    std::vector<Trade> trades;
    std::vector<Segment> segments;
    std::vector<OrganisationCost> organisation_costs;
    std::vector<Row> kept;
    Leases spare;
    Ledger* ledger = nullptr;  ///< of the thread
};

struct Outcome {
    Clearing clearing;
    Area newly_leased;
    std::vector<OrganisationCost> costs;
};

/// Drops leases that ran out or lost a side and sums the rest into the households' and the
/// reserve's leased areas.
void lapse(Cell& cell, int year, Scratch& scratch);
/// Transaction cost of a new lease in the village, current yuan per hectare.
double transaction_cost(const Cell& cell, const Market& market);
/// Clears the village and writes leases, leased areas, the rent and transaction costs. The staff
/// in `scratch` must be surveyed.
Outcome trade(Cell& cell, const Market& market, const Organisations& organisations,
              std::span<const OrganisationLot> lots, Scratch& scratch);
/// Running rents drift towards the market rent: r ← r^{1−ξ}(r*)^ξ; rent 0 stays.
void drift_rents(Cell& cell, double exponent);
/// Area each organisation operates in the village, in order of first lease.
struct OrganisationArea {
    Row organisation = no_row;
    Area area;
};
std::vector<OrganisationArea> organisation_areas(const Leases& leases);
/// Machinery, farm class and mean farm size after the market.
void settle_farms(Cell& cell, double grain);

}  // namespace changji::farmland
