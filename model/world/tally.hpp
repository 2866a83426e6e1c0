#pragma once

#include <array>
#include <cstdint>

#include "model/base/quantity.hpp"
#include "model/zone/zone.hpp"

namespace changji {

/// Number of classes of yearly disposable income per head in the distribution: 64 per factor e,
/// from ¥500 upward; quantiles and Gini formed from them are exact to under 1 %.
constexpr std::size_t income_class_count = 512;

/// What happened in one cell this year; reset when the year begins.
struct CellEvents {
    std::int64_t births = 0, deaths = 0, unions = 0, dissolutions = 0;
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
};

/// Additive counts and sums of the residents, farms and registrations of one district and
/// stratum at the end of a year. Every measure of the zone follows from the sum over districts:
/// ratios, quantiles and indices are formed from sums only.
/// `Count`, `Cash`, `Land` are exact integers while agents are added up, and reals once sampled
/// cells are weighted to the full population.
template <class Count, class Cash, class Land>
struct BasicTally {
    // residents by where they live
    Count residents{}, resident_households{}, age_0_14{}, age_15_64{}, age_65_up{};
    Count urban_hukou{};        ///< residents with urban registration
    std::array<Count, work_count> by_work{};
    Count employees{};          ///< residents employed by firms anywhere in the zone
    Count commuters{};          ///< of them in another district
    Count trained{}, insured{};
    Count offfarm_rural_hukou{};///< residents with rural hukou who work off the farm
    Count cohort_2019{};        ///< residents with rural hukou at the end of 2019
    Cash wage{}, business{}, property{}, transfer{};  ///< the parts of disposable income
    Cash consumption{}, cohort_income{}, employee_wages{};
    Cash wages_rural_hukou{}, wages_urban_hukou{};
    Count employees_rural_hukou{}, employees_urban_hukou{};
    std::array<Count, income_class_count> heads_by_income{};
    std::array<Cash, income_class_count> income_by_income{};
    // registrations by district of hukou; stratum = kind of hukou
    Count registered{}, registered_away{};
    // events by the district and stratum of the home cell
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

    /// Calls visit(a.field, b.field) for each field of two tallies, arrays element by element.
    template <class A, class B, class Visit>
    static void zip(A& a, const B& b, Visit&& visit);
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
