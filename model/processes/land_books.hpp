#pragma once

#include <vector>

#include "model/processes/collective_land.hpp"

/// Money and land that change hands when construction land is sold, let or resold.
namespace changji::collective_land {

class Books {
  public:
    Books(World& world, const Settings& settings, const Draws& draws)
        : world_(world), settings_(settings), draws_(draws), pending_(world.cells.size()) {}

    /// Moves the land of a waiting lot into use; false if the books of land refuse it.
    bool take_up(std::size_t parcel);

    /// A firm takes a lot whose land has been taken up, at a price in yuan per hectare.
    void enter(std::size_t parcel, std::size_t firm, double price, LandMode mode);

    /// Mode of a lot: transfer where the village knows no other; by the village's values elsewhere.
    LandMode mode_of(std::size_t parcel, double price, bool by_instalments) const;

    /// Sells state land of a village: redeveloped land, else crop land with quota and credit.
    bool sell_state_land(std::size_t cell, Area area, std::size_t firm, double price);

    /// Another firm takes over a lot for a price in yuan per hectare.
    void resell(std::size_t parcel, std::size_t buyer, double price);

    /// Land whose term or holder has ended is idle again with the village, or the district.
    void revert(std::size_t parcel);

    /// Rents and dividends of lots held since last year or longer.
    void collect_annual_payments();

    /// Members' parts and dividends to households; nothing stays pending.
    void pay_members();

  private:
    struct Pending {
        Money oneoff, annual, village_annual;
    };
    void receive(std::size_t parcel, Money payment, bool oneoff);
    void credit(std::size_t cell, Money village, Money members, bool oneoff);
    void record_state_lot(std::size_t cell, Area area, std::size_t firm, double price);
    void owners_pay(std::size_t firm, Money amount);
    Money dividend(Cell& cell, Money village_annual);
    void pay_cell(std::size_t i);

    Cell& cell(std::int32_t i) { return world_.cells[static_cast<std::size_t>(i)]; }
    const Cell& cell(std::int32_t i) const { return world_.cells[static_cast<std::size_t>(i)]; }

    World& world_;
    const Settings& settings_;
    const Draws& draws_;
    std::vector<Pending> pending_;
};

}  // namespace changji::collective_land
