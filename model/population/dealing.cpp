#include "model/population/dealing.hpp"

#include <algorithm>

#include "model/base/check.hpp"
#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/baseline/apportion.hpp"
#include "model/population/addresses.hpp"
#include "model/population/margins.hpp"
#include "model/zone/decision.hpp"

namespace changji::population {

namespace {

// Kinds of derived keys.
constexpr std::uint32_t cell_kind = 0x63656C6Cu, household_kind = 0x68680000u,
                        deck_kind = 0x6465636Bu, mover_kind = 0x6D6F7665u;
constexpr std::size_t village_types = 12000, urban_types = 9000, newcomer_types = 5000;

using Counts = std::array<std::int64_t, 2 * age_groups>;

/// Persons who moved to each town, by age and sex.
struct Movers {
    PerDistrict<Counts> to{};
    Movers& operator+=(const Movers& other) {
        for (std::size_t d = 0; d < district_count; ++d)
            for (std::size_t a = 0; a < to[d].size(); ++a) to[d][a] += other.to[d][a];
        return *this;
    }
    std::int64_t total(std::size_t d) const {
        std::int64_t persons = 0;
        for (const std::int64_t n : to[d]) persons += n;
        return persons;
    }
};

std::vector<const PlaceRecord*> places_of(const Baseline& baseline, std::size_t d, Stratum s) {
    std::vector<const PlaceRecord*> places;
    for (const PlaceRecord& place : baseline.places)
        if (index(place.district) == d && place.stratum == s) places.push_back(&place);
    return places;
}

Destinations destinations_of(const Baseline& baseline, const PerDistrict<Heads>& heads,
                             Basis basis) {
    const double own = basis == Basis::resident ? 1.0 : own_town_share;
    Destinations cumulative;
    for (std::size_t from = 0; from < district_count; ++from) {
        std::array<double, district_count> pull{};
        double sum = 0;
        for (std::size_t to = 0; to < district_count; ++to) {
            if (to == from) continue;
            const double minutes = baseline.travel_minutes[from][to];
            pull[to] = static_cast<double>(heads[to].urban_residents) / (minutes * minutes);
            sum += pull[to];
        }
        double share = 0;
        for (std::size_t to = 0; to < district_count; ++to)
            cumulative[from][to] = share += to == from ? own
                                            : sum > 0  ? (1 - own) * pull[to] / sum
                                                       : 0.0;
    }
    return cumulative;
}

/// A shuffled deck of whole households, cut into cells of lognormal size.
Deck make_deck(const std::vector<std::int32_t>& count, const std::vector<const PlaceRecord*>& cells,
               Key key, double size_sd, std::uint32_t seed) {
    Deck deck;
    for (std::size_t t = 0; t < count.size(); ++t)
        deck.type.insert(deck.type.end(), static_cast<std::size_t>(count[t]),
                         static_cast<std::uint16_t>(t));
    const Draws draws{seed, 0};
    for (std::size_t i = deck.type.size(); i > 1; --i) {
        const double u =
            draws.uniform(key, first_year, draw_synthesis, static_cast<std::uint32_t>(i));
        std::swap(deck.type[i - 1],
                  deck.type[static_cast<std::size_t>(u * static_cast<double>(i))]);
    }
    std::vector<double> weight;
    for (const PlaceRecord* place : cells) {
        const double u = cell_draw(cell_key(place->code), CellDraw::size, seed);
        weight.push_back(math::exp(size_sd * math::normal_quantile(u)));
    }
    deck.start.push_back(0);
    for (const std::int64_t n : apportion(weight, static_cast<std::int64_t>(deck.type.size())))
        deck.start.push_back(deck.start.back() + static_cast<std::uint32_t>(n));
    return deck;
}

Key deck_key(std::size_t d, Group group) {
    return derived_key(static_cast<Key>(d), static_cast<std::uint32_t>(group), deck_kind);
}

/// Counts the town movers of one district's villages by destination.
Movers count_movers(const Dealing& dealing, std::size_t d,
                    const std::vector<const PlaceRecord*>& villages, std::uint32_t seed) {
    const Types& types = dealing.types[index(Group::village)];
    const Deck& deck = dealing.decks[d][index(Group::village)];
    Movers movers;
    for (std::size_t c = 0; c < villages.size(); ++c) {
        const Key cell = cell_key(villages[c]->code);
        for (std::uint32_t i = deck.start[c]; i < deck.start[c + 1]; ++i) {
            const std::size_t t = deck.type[i];
            if (types.at(t, Where::town) == 0) continue;
            const Key household = household_key(cell, Group::village, i - deck.start[c]);
            const District to = destination(dealing.destinations, district_at(d), household, seed);
            for (const Member* m = types.begin(t); m != types.end(t); ++m)
                if (m->where == Where::town) ++movers.to[to][age_sex(m->age, m->sex)];
        }
    }
    return movers;
}

/// The persons in collective households of one district: newcomers first, then urban hukou.
struct Collective {
    std::int64_t urban = 0, newcomers = 0;
};
Collective split_collective(const Heads& heads, std::int64_t newcomers) {
    Collective parts;
    parts.newcomers = std::min(heads.collective, round_half_away(collective_newcomer_share *
                                                                 static_cast<double>(newcomers)));
    parts.urban = std::min(heads.collective - parts.newcomers, heads.urban_home / 2);
    return parts;
}

std::vector<std::int32_t> collective_counts(const Types& types, std::int64_t persons) {
    std::vector<double> weight;
    for (std::size_t t = 0; t < types.size(); ++t) {
        const int group = age_group(types.begin(t)->age);
        const double ages = group == age_groups - 1 ? 10 : 5;
        weight.push_back(collective_ages[static_cast<std::size_t>(group)] / ages);
    }
    const auto parts = apportion(weight, persons);
    return {parts.begin(), parts.end()};
}

/// Ages of the families of a district's neighbourhoods: all urban residents less town movers and
/// collective persons, split into urban hukou and newcomers, who are younger.
struct FamilyAges {
    AgeShares urban{}, newcomers{};
};
FamilyAges family_ages(const AgeShares& shares, const Heads& heads, const Counts& movers,
                       double urban, double newcomers) {
    AgeShares rest{};
    double sum = 0;
    for (std::size_t a = 0; a < rest.size(); ++a) {
        const double all = shares[a] * static_cast<double>(heads.urban_residents);
        const double collective =
            collective_ages[a / 2] / 2 * static_cast<double>(heads.collective);
        rest[a] = std::max(0.05 * all, all - static_cast<double>(movers[a]) - collective);
        sum += rest[a];
    }
    FamilyAges ages;
    double tilted = 0;
    for (std::size_t a = 0; a < rest.size(); ++a) {
        rest[a] *= (urban + newcomers) / sum;
        tilted += ages.newcomers[a] = rest[a] * newcomer_tilt[a / 2];
    }
    // Newcomers keep below four fifths of any age, so that both groups can be composed.
    double given = 0;
    for (std::size_t a = 0; a < rest.size(); ++a) {
        ages.newcomers[a] = std::min(ages.newcomers[a] * newcomers / tilted, 0.8 * rest[a]);
        given += ages.newcomers[a];
    }
    for (std::size_t a = 0; a < rest.size(); ++a) {
        ages.newcomers[a] *= given > 0 ? newcomers / given : 0.0;
        ages.urban[a] = std::max(rest[a] - ages.newcomers[a], 0.01 * rest[a]);
    }
    return ages;
}

/// Deals one population with the common inputs at hand.
class Dealer {
  public:
    Dealer(const Baseline& baseline, const SynthesisOptions& options)
        : baseline_(baseline), seed_(options.seed) {
        parallel_for(group_count, [&](std::size_t g) {
            const auto group = static_cast<Group>(g);
            const std::size_t count = group == Group::village       ? village_types
                                      : group == Group::urban_hukou ? urban_types
                                                                    : newcomer_types;
            dealing_.types[g] = compose(group, count, seed_);
            rows_[g] = contributions(dealing_.types[g]);
        });
        dealing_.heads = head_counts(baseline, options.basis);
        dealing_.destinations = destinations_of(baseline, dealing_.heads, options.basis);
        sizes_ = mean_sizes(baseline, dealing_.heads);
    }

    Dealing finish() {
        std::array<Movers, district_count> movers_from;
        parallel_for(district_count, [&](std::size_t d) { movers_from[d] = deal_villages(d); });
        Movers movers;
        for (const Movers& from : movers_from) movers += from;
        parallel_for(district_count, [&](std::size_t d) { deal_town(d, movers); });
        for (const double worst : worst_)
            dealing_.worst_margin = std::max(dealing_.worst_margin, worst);
        return std::move(dealing_);
    }

  private:
    void deal_group(std::size_t d, Group group, const AgeShares& home, const Exact& exact) {
        const std::size_t g = index(group);
        const Stratum stratum = group == Group::village ? Stratum::rural : Stratum::urban;
        const Margins margins =
            margins_of(home, static_cast<double>(exact[1]), static_cast<double>(exact[2]),
                       sizes_[d], size_shares(baseline_, sizes_[d]),
                       stratum == Stratum::rural ? union_share_rural : union_share_urban);
        const Draws draws{seed_, 0};
        double worst = 0;
        const auto count = whole_households(
            dealing_.types[g], rows_[g], margins, exact,
            draws.uniform(deck_key(d, group), first_year, draw_synthesis, 0), worst);
        worst_[d] = std::max(worst_[d], worst);
        put_deck(d, group, count, stratum);
    }
    void put_deck(std::size_t d, Group group, const std::vector<std::int32_t>& count, Stratum s) {
        dealing_.decks[d][index(group)] =
            make_deck(count, places_of(baseline_, d, s), deck_key(d, group),
                      s == Stratum::rural ? village_size_sd : neighbourhood_size_sd, seed_);
    }
    Movers deal_villages(std::size_t d) {
        const Heads& heads = dealing_.heads[d];
        AgeShares home = age_shares(baseline_, Stratum::rural);
        for (double& share : home) share *= static_cast<double>(heads.rural_home);
        deal_group(d, Group::village, home,
                   {heads.rural_home, heads.rural_town, heads.rural_outside});
        return count_movers(dealing_, d, places_of(baseline_, d, Stratum::rural), seed_);
    }
    void deal_town(std::size_t d, const Movers& movers) {
        const Heads& heads = dealing_.heads[d];
        const std::int64_t newcomers = heads.urban_residents - heads.urban_home - movers.total(d);
        if (newcomers < 0)
            throw InputError{
                {std::string{district_names[d].zh} + "：城镇常住人口少于本地城镇户籍人口",
                 std::string{district_names[d].en} +
                     ": fewer urban residents than persons with urban registration"}};
        dealing_.newcomers[d] = newcomers;
        const Collective collective = split_collective(heads, newcomers);
        const std::int64_t urban_family = heads.urban_home - collective.urban;
        const std::int64_t newcomer_family = newcomers - collective.newcomers;
        const FamilyAges ages =
            family_ages(age_shares(baseline_, Stratum::urban), heads, movers.to[d],
                        static_cast<double>(urban_family), static_cast<double>(newcomer_family));
        deal_group(d, Group::urban_hukou, ages.urban, {urban_family, 0, heads.urban_outside});
        if (newcomer_family > 0)
            deal_group(d, Group::newcomers, ages.newcomers, {newcomer_family, 0, 0});
        else
            put_deck(d, Group::newcomers, {}, Stratum::urban);
        put_deck(
            d, Group::collective_urban,
            collective_counts(dealing_.types[index(Group::collective_urban)], collective.urban),
            Stratum::urban);
        put_deck(d, Group::collective_newcomers,
                 collective_counts(dealing_.types[index(Group::collective_newcomers)],
                                   collective.newcomers),
                 Stratum::urban);
    }

    const Baseline& baseline_;
    std::uint32_t seed_;
    Dealing dealing_;
    std::array<Contributions, group_count> rows_;
    PerDistrict<double> sizes_;
    std::array<double, district_count> worst_{};
};

}  // namespace

Key cell_key(std::string_view code) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : code) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return derived_key(hash, 0, cell_kind);
}

Key household_key(Key cell, Group group, std::uint32_t number) {
    return derived_key(cell, number, household_kind + static_cast<std::uint32_t>(group));
}

District destination(const Destinations& cumulative, District home, Key household,
                     std::uint32_t seed) {
    const Draws draws{seed, 0};
    const double u =
        draws.uniform(derived_key(household, 0, mover_kind), first_year, draw_synthesis, 0);
    const auto& shares = cumulative[home];
    for (std::size_t d = 0; d < district_count; ++d)
        if (u < shares[d]) return district_at(d);
    return home;
}

Dealing deal(const Baseline& baseline, const SynthesisOptions& options) {
    return Dealer{baseline, options}.finish();
}

}  // namespace changji::population
