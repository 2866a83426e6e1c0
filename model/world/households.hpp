#pragma once

#include "model/base/quantity.hpp"
#include "model/base/random.hpp"
#include "model/base/table.hpp"
#include "model/zone/zone.hpp"

namespace changji {

enum class HouseholdKind : std::uint8_t { family, collective };
enum class FarmClass : std::uint8_t { none, small, family_farm };
/// What has become of a household's house in the village.
enum class House : std::uint8_t {
    none,      ///< founded or arrived without one
    occupied,  ///< lived in, or looked after by kin
    idle,      ///< nobody has lived there for a year
    leased,    ///< let to people from outside, who hold the use only
    returned   ///< given back to the village
};

/// Households of one cell. Members are people rows [first_member, first_member + members).
struct Households {
    Column<Key> key;
    Column<Row> first_member;
    Column<std::int32_t> members;
    Column<HouseholdKind> kind;
    Column<Area> contracted;       ///< contracted land 承包地 held by right
    Column<Area> leased_out;       ///< let to others, valid contracts
    Column<Area> leased_in;        ///< rented from others
    Column<float> machinery_ha;    ///< machinery capacity
    Column<FarmClass> farm_class;
    Column<std::int32_t> grain_kg; ///< harvested this year
    Column<Row> cooperative;       ///< row in World::organisations, or no_row
    Column<float> ability;         ///< log yield trait η
    Column<float> attachment;      ///< attachment to land, standard normal
    Column<std::uint8_t> traits;   ///< bits of HouseholdTrait
    Column<Area> homestead;        ///< homestead land 宅基地 used by right
    Column<std::uint8_t> rights;   ///< bits of Right
    Column<House> house;
    Column<std::int16_t> house_lease_last_year;  ///< last year the house is let, 0 if it is not
    Column<std::int16_t> exit_signed;  ///< year an exit was signed that has found no payer yet, or 0
    Column<std::uint8_t> shares;   ///< shares 股权 in the village's collective assets
    Column<Money> income_before;   ///< disposable income of the year before
    Column<Money> cash;
    Column<Money> wage;            ///< the four official parts of disposable income, this year
    Column<Money> business;
    Column<Money> property;
    Column<Money> transfer;
    Column<Money> consumption;

    template <class Visit>
    static constexpr void describe(Visit&& column) {
        column(&Households::key, "key", "1", "identity for ever");
        column(&Households::first_member, "first_member", "row", "first member in people");
        column(&Households::members, "members", "persons", "registered members and residents");
        column(&Households::kind, "kind", "code", "family, collective");
        column(&Households::contracted, "contracted", "m2", "contracted land held by right");
        column(&Households::leased_out, "leased_out", "m2", "let to others");
        column(&Households::leased_in, "leased_in", "m2", "rented from others");
        column(&Households::machinery_ha, "machinery", "ha", "machinery capacity");
        column(&Households::farm_class, "farm_class", "code", "none, small, family farm");
        column(&Households::grain_kg, "grain_kg", "kg/y", "grain harvested this year");
        column(&Households::cooperative, "cooperative", "row", "organisation it belongs to");
        column(&Households::ability, "ability", "log", "yield trait");
        column(&Households::attachment, "attachment", "1", "attachment to land");
        column(&Households::traits, "traits", "bits",
               "certified, smart, urban home, custody, online, insured, contract");
        column(&Households::homestead, "homestead", "m2", "homestead land used by right");
        column(&Households::rights, "rights", "bits",
               "contract, qualification, use, share, house certified, gave up");
        column(&Households::house, "house", "code", "none, occupied, idle, leased, returned");
        column(&Households::house_lease_last_year, "house_lease_last_year", "year",
               "last year the house is let");
        column(&Households::exit_signed, "exit_signed", "year", "signed exit waiting for money");
        column(&Households::shares, "shares", "1", "shares in collective assets");
        column(&Households::income_before, "income_before", "fen/y", "income of the year before");
        column(&Households::cash, "cash", "fen", "cash at the end of the year");
        column(&Households::wage, "wage", "fen/y", "wage income");
        column(&Households::business, "business", "fen/y", "net business income");
        column(&Households::property, "property", "fen/y", "net property income");
        column(&Households::transfer, "transfer", "fen/y", "net transfer income");
        column(&Households::consumption, "consumption", "fen/y", "consumption");
    }
    std::size_t size() const { return key.size(); }
    Area operated(Row h) const {
        const auto i = static_cast<std::size_t>(h);
        return contracted[i] - leased_out[i] + leased_in[i];
    }
};
static_assert(table::described_count<Households>() == table::member_count<Households>);

/// Bits of Households::rights: what a village household holds of its village.
enum Right : std::uint8_t {
    contract_right = 1,    ///< C 承包权
    qualification = 2,     ///< H 宅基地资格权
    house_use = 4,         ///< U 宅基地与农房使用权
    member_share = 8,      ///< S 集体收益分配权
    house_certified = 16,  ///< certificate of house and homestead
    gave_up_rights = 32    ///< has exited from one of them for pay
};

/// Bits of Households::traits.
enum HouseholdTrait : std::uint8_t {
    land_certified = 1,   ///< contract-land certificate
    smart_farming = 2,    ///< adopted smart agriculture
    urban_home = 4,       ///< owns a dwelling in town
    uses_custody = 8,     ///< farms through custody service 托管 this year
    sells_online = 16,
    insured_grain = 32,   ///< has signed an insurance contract this year
    on_contract = 64      ///< delivers to a food firm under contract this year
};

}  // namespace changji
