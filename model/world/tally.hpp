#pragma once

#include <array>
#include <cstdint>

#include "model/base/quantity.hpp"
#include "model/world/exits.hpp"
#include "model/zone/zone.hpp"

namespace changji {

/// Number of classes of yearly disposable income per head in the distribution: 64 per factor e,
/// from ¥500 upward; quantiles and Gini formed from them are exact to under 1 %.
constexpr std::size_t income_class_count = 512;

/// What happened in one cell this year; reset when the year begins.
struct CellEvents {
    std::int64_t births = 0, deaths = 0, unions = 0, dissolutions = 0;
    std::int64_t births_away = 0, deaths_away = 0;  ///< of them outside the zone
    std::int64_t moved_to_town = 0;   ///< persons who left the home cell for a town of the zone
    std::int64_t moved_in_place = 0;  ///< of them within their own district
    std::int64_t left_zone = 0, returned = 0, arrived = 0;
    std::int64_t settled = 0, settled_in_place = 0;
    std::int64_t hired = 0, separated = 0, trained = 0, startups = 0;
    std::int64_t grain_kg = 0;    ///< harvested on the village's land by whoever operates it
    Money crop_value;             ///< gross, grain and specialty, current prices
    Money specialty_value;        ///< of it specialty
    Money crop_value_added;       ///< crop value less bought inputs
    Area newly_leased;
    std::array<std::int64_t, bundle_count> exits{};  ///< households by bundle
    std::int64_t unfunded_offers = 0, houses_let = 0, share_sales = 0, disputes = 0;
    std::int64_t rights_violations = 0;  ///< transfers of rights without a choice or below the floor
    Area exchange_area;                  ///< of exits and house leases on the exchange
    Money contract_premium;              ///< signed: added margin and shared price risk
    Money contract_deliveries;           ///< grain sold under contract
    std::int64_t returnee_startups = 0, upskilled = 0;
    // grain insurance of households and of organisations that live here
    std::int64_t grain_farms = 0, insured_farms = 0;
    Area grain_area, insured_area;
    Money sum_insured, premiums, farmer_premiums, indemnities;
    /// Value of the harvest over the one expected at planting, in thousandths, without and with
    /// insurance: sums over grain farms and sums of squares.
    std::int64_t bare_value = 0, bare_squares = 0, covered_value = 0, covered_squares = 0;
};

/// Additive counts and sums of the residents, farms and registrations of one district and
/// stratum at the end of a year. Every measure of the zone follows from the sum over districts:
/// ratios, quantiles and indices are formed from sums only.
/// `Count`, `Cash`, `Land` are exact integers while agents are added up, and reals once sampled
/// cells are weighted to the full population.
template <class Count, class Cash, class Land>
struct BasicTally {
    // residents by where they live
    Count residents{}, resident_households{}, family_members{}, age_0_14{}, age_15_64{}, age_65_up{};
    Count urban_hukou{};        ///< residents with urban registration
    std::array<Count, work_count> by_work{};
    Count employees{};          ///< residents employed by firms anywhere in the zone
    Count commuters{};          ///< of them in another district
    Count trained{}, insured{};
    Count offfarm_rural_hukou{};///< residents with rural hukou who work off the farm
    Count cohort_2019{};        ///< residents with rural hukou at the end of 2019
    Cash wage{}, business{}, property{}, transfer{};  ///< the parts of disposable income
    Cash own_business{};        ///< of it from self-employment
    Cash consumption{}, cohort_income{}, employee_wages{};
    Cash wages_rural_hukou{}, wages_urban_hukou{};
    Count employees_rural_hukou{}, employees_urban_hukou{};
    std::array<Count, income_class_count> heads_by_income{};
    std::array<Cash, income_class_count> income_by_income{};
    // registrations by district of hukou; stratum = kind of hukou
    Count registered{}, registered_away{};
    // events by the district and stratum of the home cell; births and deaths of residents
    Count births{}, deaths{}, unions{}, moved_to_town{}, moved_in_place{}, left_zone{}, returned{},
        arrived{}, settled{}, settled_in_place{}, hired{}, separated{}, newly_trained{},
        startups{};
    // farmland, rural stratum
    Land contracted{}, leased{}, kin_leased{}, idle{}, operated_by_large{}, operated{},
        cultivated{}, nongrain{}, newly_leased{};
    std::array<Land, land_use_count> land{};
    Cash rent_paid{};           ///< of one year, on all paid contracts in force
    Land rent_area{};           ///< area under paid contracts
    Count lessors{}, lessees{}, land_households{}, farms{}, family_farms{}, smart_farms{},
        certified{}, cooperative_members{};
    Count grain_kg{};
    Cash crop_value{}, specialty_value{}, crop_value_added{};
    // rights and homesteads, rural stratum; the first two lines are flows
    std::array<Count, bundle_count> exits{};
    Count unfunded_offers{}, houses_let{}, share_sales{}, disputes{}, rights_violations{};
    Land exchange_area{};
    // insurance of grain, rural stratum; flows
    Count grain_farms{}, insured_farms{};
    Land grain_area{}, insured_area{};
    Cash sum_insured{}, premiums{}, farmer_premiums{}, indemnities{};
    Count bare_value{}, bare_squares{}, covered_value{}, covered_squares{};
    Count finance_stations{};   ///< villages that have one
    std::array<Count, bundle_count> exits_so_far{};
    Count houses{}, idle_houses{}, leased_houses{}, certified_houses{}, villages{},
        exchange_villages{}, contracts{};
    Count settled_holders{};    ///< households with urban hukou that hold or held a qualification
    Count settled_kept{};       ///< of them still holding it
    Land returned_homestead{}, exited_homestead{};
    Cash house_rent{};          ///< of one year, on all leases of houses in force
    // trade, contracts and equity, rural stratum; the first line is flows
    Count returnee_startups{}, upskilled{};
    Count contract_farms{}, online_households{}, logistics_villages{};
    Cash village_equity{};

    /// Calls visit(a.field, b.field) for each scalar and each array of two tallies.
    template <class A, class B, class Visit>
    static constexpr void zip(A& a, const B& b, Visit&& visit) {
        zip_residents(a, b, visit);
        zip_events(a, b, visit);
        zip_farmland(a, b, visit);
        zip_rights(a, b, visit);
    }

    /// The same for what happened in the year: flows, not stocks.
    template <class A, class B, class Visit>
    static constexpr void zip_events(A& a, const B& b, Visit& visit) {
        visit(a.births, b.births), visit(a.deaths, b.deaths), visit(a.unions, b.unions);
        visit(a.moved_to_town, b.moved_to_town), visit(a.moved_in_place, b.moved_in_place);
        visit(a.left_zone, b.left_zone), visit(a.returned, b.returned);
        visit(a.arrived, b.arrived), visit(a.settled, b.settled);
        visit(a.settled_in_place, b.settled_in_place), visit(a.hired, b.hired);
        visit(a.separated, b.separated), visit(a.newly_trained, b.newly_trained);
        visit(a.startups, b.startups);
        visit(a.exits, b.exits), visit(a.unfunded_offers, b.unfunded_offers);
        visit(a.houses_let, b.houses_let), visit(a.share_sales, b.share_sales);
        visit(a.disputes, b.disputes), visit(a.rights_violations, b.rights_violations);
        visit(a.exchange_area, b.exchange_area);
        visit(a.returnee_startups, b.returnee_startups), visit(a.upskilled, b.upskilled);
        visit(a.grain_farms, b.grain_farms), visit(a.insured_farms, b.insured_farms);
        visit(a.grain_area, b.grain_area), visit(a.insured_area, b.insured_area);
        visit(a.sum_insured, b.sum_insured), visit(a.premiums, b.premiums);
        visit(a.farmer_premiums, b.farmer_premiums), visit(a.indemnities, b.indemnities);
        visit(a.bare_value, b.bare_value), visit(a.bare_squares, b.bare_squares);
        visit(a.covered_value, b.covered_value), visit(a.covered_squares, b.covered_squares);
        visit(a.finance_stations, b.finance_stations);
    }

private:
    template <class A, class B, class Visit>
    static constexpr void zip_residents(A& a, const B& b, Visit& visit) {
        visit(a.residents, b.residents), visit(a.resident_households, b.resident_households);
        visit(a.family_members, b.family_members);
        visit(a.age_0_14, b.age_0_14), visit(a.age_15_64, b.age_15_64);
        visit(a.age_65_up, b.age_65_up), visit(a.urban_hukou, b.urban_hukou);
        visit(a.by_work, b.by_work), visit(a.employees, b.employees);
        visit(a.commuters, b.commuters), visit(a.trained, b.trained), visit(a.insured, b.insured);
        visit(a.offfarm_rural_hukou, b.offfarm_rural_hukou), visit(a.cohort_2019, b.cohort_2019);
        visit(a.wage, b.wage), visit(a.business, b.business), visit(a.property, b.property);
        visit(a.transfer, b.transfer), visit(a.own_business, b.own_business);
        visit(a.consumption, b.consumption);
        visit(a.cohort_income, b.cohort_income), visit(a.employee_wages, b.employee_wages);
        visit(a.wages_rural_hukou, b.wages_rural_hukou);
        visit(a.wages_urban_hukou, b.wages_urban_hukou);
        visit(a.employees_rural_hukou, b.employees_rural_hukou);
        visit(a.employees_urban_hukou, b.employees_urban_hukou);
        visit(a.heads_by_income, b.heads_by_income);
        visit(a.income_by_income, b.income_by_income);
        visit(a.registered, b.registered), visit(a.registered_away, b.registered_away);
    }
    template <class A, class B, class Visit>
    static constexpr void zip_rights(A& a, const B& b, Visit& visit) {
        visit(a.exits_so_far, b.exits_so_far), visit(a.houses, b.houses);
        visit(a.idle_houses, b.idle_houses), visit(a.leased_houses, b.leased_houses);
        visit(a.certified_houses, b.certified_houses), visit(a.villages, b.villages);
        visit(a.exchange_villages, b.exchange_villages), visit(a.contracts, b.contracts);
        visit(a.settled_holders, b.settled_holders), visit(a.settled_kept, b.settled_kept);
        visit(a.returned_homestead, b.returned_homestead);
        visit(a.exited_homestead, b.exited_homestead), visit(a.house_rent, b.house_rent);
        visit(a.contract_farms, b.contract_farms);
        visit(a.online_households, b.online_households);
        visit(a.logistics_villages, b.logistics_villages);
        visit(a.village_equity, b.village_equity);
    }
    template <class A, class B, class Visit>
    static constexpr void zip_farmland(A& a, const B& b, Visit& visit) {
        visit(a.contracted, b.contracted), visit(a.leased, b.leased);
        visit(a.kin_leased, b.kin_leased), visit(a.idle, b.idle);
        visit(a.operated_by_large, b.operated_by_large), visit(a.operated, b.operated);
        visit(a.cultivated, b.cultivated), visit(a.nongrain, b.nongrain);
        visit(a.newly_leased, b.newly_leased), visit(a.land, b.land);
        visit(a.rent_paid, b.rent_paid), visit(a.rent_area, b.rent_area);
        visit(a.lessors, b.lessors), visit(a.lessees, b.lessees);
        visit(a.land_households, b.land_households), visit(a.farms, b.farms);
        visit(a.family_farms, b.family_farms), visit(a.smart_farms, b.smart_farms);
        visit(a.certified, b.certified), visit(a.cooperative_members, b.cooperative_members);
        visit(a.grain_kg, b.grain_kg), visit(a.crop_value, b.crop_value);
        visit(a.specialty_value, b.specialty_value);
        visit(a.crop_value_added, b.crop_value_added);
    }
};

using Tally = BasicTally<std::int64_t, Money, Area>;
using Totals = BasicTally<double, double, double>;

/// By district and stratum.
template <class T>
using ByStratum = std::array<std::array<T, stratum_count>, district_count>;

Tally& operator+=(Tally& sum, const Tally& other);
Totals& operator+=(Totals& sum, const Totals& other);
/// Adds `weight` × tally.
void add_weighted(Totals& sum, const Tally& tally, double weight);

/// The class of a yearly income per head, in yuan.
std::size_t income_class(double yuan_per_head);
/// The class's lower bound, yuan per head and year.
double income_class_floor(std::size_t income_class);

}  // namespace changji
