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
    std::size_t first_wish = 0;         ///< of this market among the cell's wishes
    std::vector<double> wished_ha;      ///< of them, hectares
    std::vector<std::uint8_t> foreclosed;  ///< households whose pledged land is let for the lender
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
/// Machinery, farm class and mean farm size after the market. Machinery is paid from cash; what
/// cash does not pay is not bought. \param price of a hectare of capacity, 0 before the opening
void settle_farms(Cell& cell, double grain, Money price, Ledger* ledger);

// Part: what households would do with more money.

/// What all agents of the village share this year.
struct Village {
    double grain = 1;             ///< grain share of land
    double transaction_cost = 0;  ///< yuan/ha
    double expected_rent = 0;     ///< last year's, yuan/ha
    double block_cost = 1;        ///< working capital per hectare, yuan
    AskTerms asks;
};
/// Records what household h would pay for the land it would rent at last year's rent if money were
/// no object, if that is more than its cash, (29). \param operated hectares farmed now
void wish_for_land(Cell& cell, std::size_t h, const farm_technology::Operator& farm,
                   double operated, const Village& village, const Market& market, Scratch& scratch);
/// Land that was won is no longer wished for.
void fulfil_wishes(Cell& cell, const Village& village, const Market& market, Scratch& scratch);
/// Land whose management right the asset manager holds is offered at the floor, for the term of
/// the claim; its household neither leases nor lets itself.
void offer_pledged_land(const Cell& cell, const Village& village, const Market& market,
                        Scratch& scratch);
/// Last harvest of a lease of pledged land.
std::int16_t end_of_claim(const Loans& loans, Row household, std::int16_t wanted);

}  // namespace changji::farmland
