#include "model/processes/migration.hpp"


#include <algorithm>

#include "model/base/block.hpp"
#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/processes/choice.hpp"
#include "model/zone/decision.hpp"

namespace changji::migration {
namespace {

constexpr int first_working_age = 16, last_working_age = 64;

double gumbel(std::uint32_t word) {
    return -math::log(-math::log(block::short_unit(word)));
}

/// Gumbel noise of four words for many persons at once.
using Noise = std::array<block::Lanes<double>, 4>;

void fill_noise(const block::Words& words, std::size_t count, Noise& noise) {
    for (std::size_t k = 0; k < noise.size(); ++k) {
        const std::uint32_t* word = words.word[k].data();
        double* out = noise[k].data();
        block::for_lanes(count, [=](std::size_t i) { out[i] = gumbel(word[i]); });
    }
}

bool chooses(const People& people, std::size_t p, int age) {
    if (age < first_working_age || age > last_working_age || people.in_school[p]) return false;
    return people.work[p] != Work::retired && people.work[p] != Work::child &&
           people.work[p] != Work::pupil;
}

/// Index of the best alternative of a nest: utility/λ plus a Gumbel addressed by alternative.
template <std::size_t n>
std::size_t best_in_nest(const std::array<double, n>& utilities, double lambda, int first_draw,
                         Key key, int year, const Draws& draws) {
    std::size_t best = 0;
    double best_value = 2 * impossible;
    std::array<std::uint32_t, 4> words{};
    std::uint32_t loaded = 0;
    for (std::size_t k = 0; k < n; ++k) {
        const auto address = static_cast<std::uint32_t>(first_draw) + static_cast<std::uint32_t>(k);
        if (address / 4 + 1 != loaded) {
            loaded = address / 4 + 1;
            words = draws.bits(key, year, draw_choice, loaded);
        }
        if (utilities[k] <= impossible) continue;
        const double value = utilities[k] / lambda + gumbel(words[address % 4]);
        if (value > best_value) {
            best_value = value;
            best = k;
        }
    }
    return best;
}

Alternative alternative(int base, std::size_t offset) {
    return static_cast<Alternative>(base + static_cast<int>(offset));
}

/// Those of a block who choose this year: their nests and noise, first over nests, then over the
/// alternatives of staying, which most take.
struct Reviewers {
    std::size_t count = 0;
    block::Lanes<std::size_t> person;
    block::Lanes<Key> key;
    block::Lanes<PersonNests> nests;
    block::Words words;
    Noise nest_noise, stay_noise;

    void draw(const Draws& draws, int year) {
        block::draw(draws, key.data(), count, year, draw_choice, 0, words);
        fill_noise(words, count, nest_noise);
        block::draw(draws, key.data(), count, year, draw_choice, 1, words);
        fill_noise(words, count, stay_noise);
    }
};

std::size_t best_nest(const Reviewers& reviewers, std::size_t i) {
    std::size_t nest = 0;
    double best = 2 * impossible;
    for (std::size_t n = 0; n < nest_count; ++n) {
        const double utility = reviewers.nests[i].value[n];
        if (utility <= impossible / 2) continue;
        const double value = utility + reviewers.nest_noise[n][i];
        if (value > best) {
            best = value;
            nest = n;
        }
    }
    return nest;
}

Alternative best_stay(const Reviewers& reviewers, std::size_t i, double lambda) {
    const auto& stay = reviewers.nests[i].stay;
    std::size_t best = local_wage;
    double best_value = 2 * impossible;
    for (std::size_t k = 0; k < stay.size(); ++k) {
        if (stay[k] <= impossible) continue;
        const double value = stay[k] / lambda + reviewers.stay_noise[k][i];
        if (value > best_value) {
            best_value = value;
            best = k;
        }
    }
    return alternative(farm_own, best);
}

/// Gumbel-max over nests, then inside the chosen nest.
Alternative choose_alternative(const Reviewers& reviewers, std::size_t i, double lambda, int year,
                               const Draws& draws) {
    const OriginTable& table = *reviewers.nests[i].table;
    const Key key = reviewers.key[i];
    switch (best_nest(reviewers, i)) {
        case 0:
            return best_stay(reviewers, i, lambda);
        case 1:
            return alternative(commute_to,
                               best_in_nest(table.commute, lambda, commute_to, key, year, draws));
        case 2: {
            const std::size_t k = best_in_nest(table.moves, lambda, move_to_town, key, year, draws);
            return k < district_count ? alternative(move_to_town, k)
                                      : alternative(move_to_country, k - district_count);
        }
        default:
            return alternative(leave_zone,
                               best_in_nest(table.leave, lambda, leave_zone, key, year, draws));
    }
}

void give_up_job(People& people, std::size_t p) {
    people.employer[p] = no_row;
    people.months_unemployed[p] = 0;
}

/// Looks for work in a district; whoever already works there keeps the job.
void seek_work(People& people, std::size_t p, District d) {
    if (people.work[p] == Work::wage && people.work_district[p] == d) return;
    if (people.work[p] != Work::unemployed) give_up_job(people, p);
    people.work[p] = Work::unemployed;
    people.work_district[p] = d;
}

void move_to(Cell& cell, CellEvents& events, std::size_t p, Place place) {
    People& people = cell.people;
    people.place[p] = place;
    people.years_in_place[p] = 0;
    if (outside_zone(place)) {
        ++events.left_zone;
        give_up_job(people, p);
        people.work[p] = Work::away;
        return;
    }
    ++events.moved_to_town;
    const District d = residence_district(cell, place);
    if (d == cell.district) ++events.moved_in_place;
    if (people.work[p] == Work::wage && people.work_district[p] == d) return;
    seek_work(people, p, d);
}

void apply(Cell& cell, CellEvents& events, std::size_t p, Alternative choice) {
    People& people = cell.people;
    const District here = residence_district(cell, people.place[p]);
    const auto leave_for = [&](Work work) {
        if (people.work[p] == Work::wage) give_up_job(people, p);
        people.work[p] = work;
    };
    if (choice == farm_own) return leave_for(Work::farm);
    if (choice == local_wage) return seek_work(people, p, here);
    if (choice == self_employ) return leave_for(Work::self_employed);
    if (choice == at_home) return leave_for(Work::home);
    const auto offset = [&](int base) { return static_cast<std::size_t>(choice - base); };
    if (choice < move_to_town) return seek_work(people, p, district_at(offset(commute_to)));
    if (choice < leave_zone) {
        const District d = district_at(offset(move_to_town));
        const bool own_town = cell.stratum == Stratum::urban && d == cell.district;
        return move_to(cell, events, p, own_town ? home_place : town_of(d));
    }
    if (choice < move_to_country) {
        const auto code = city_cores.code + offset(leave_zone);
        return move_to(cell, events, p, Place{static_cast<std::uint8_t>(code)});
    }
    move_to(cell, events, p, countryside_of(district_at(offset(move_to_country))));
}

/// The chance that somebody outside the zone comes back this year, given a review.
double come_back_chance(CellChoices& choices, const Cell& cell, std::size_t p,
                        const Coefficients& c) {
    const People& people = cell.people;
    const bool local = people.hukou[p] != Hukou::outside;
    const OriginTable& home = choices.at(home_place, people.skill[p], local);
    const auto k = static_cast<std::size_t>(people.place[p].code - city_cores.code);
    const double stay = home.leave[k];
    const double family = people.partner[p] >= 0 ? -c.family : 0.0;
    return math::logistic(choices.come_back_value(people.skill[p], local) + family - stay);
}

void come_back_home(Cell& cell, CellEvents& events, std::size_t p) {
    People& people = cell.people;
    people.place[p] = home_place;
    people.years_in_place[p] = 0;
    people.work[p] = Work::unemployed;
    people.work_district[p] = cell.district;
    people.months_unemployed[p] = 0;
    people.traits[p] |= returnee;
    ++events.returned;
}

/// Adults of a cell who may choose this year, a block of neighbours at a time.
struct Choosers {
    std::size_t count = 0;
    block::Lanes<std::size_t> person;
    block::Lanes<Key> key;
};

/// The block's adults who may choose, with the words of their review.
void collect_adults(People& people, std::size_t begin, int year, const Draws& draws,
                    Choosers& adults, block::Words& words) {
    const std::size_t end = std::min(people.size(), begin + block::size);
    adults.count = 0;
    for (std::size_t p = begin; p < end; ++p) {
        people.traits[p] = static_cast<std::uint8_t>(people.traits[p] & ~returnee);
        adults.person[adults.count] = p;
        adults.key[adults.count] = people.key[p];
        adults.count += chooses(people, p, year - people.birth_year[p]) ? 1 : 0;
    }
    block::draw(draws, adults.key.data(), adults.count, year, draw_review, 0, words);
}

struct Scratch {
    Choosers adults;
    Reviewers reviewers;
    block::Words words;
};

/// One block of neighbours: those outside may come back, of the others who review, or have just
/// lost a job, each chooses.
void choose_in_block(Cell& cell, CellEvents& events, CellChoices& choices, std::size_t begin,
                     const World& world, const Coefficients& c, const Draws& draws,
                     Scratch& scratch) {
    People& people = cell.people;
    Reviewers& reviewers = scratch.reviewers;
    collect_adults(people, begin, world.year, draws, scratch.adults, scratch.words);
    reviewers.count = 0;
    for (std::size_t i = 0; i < scratch.adults.count; ++i) {
        const std::size_t p = scratch.adults.person[i];
        const auto& word = scratch.words.word;
        const double review = open_unit(word[0][i], word[1][i]);
        if (outside_zone(people.place[p])) {
            const double luck = open_unit(word[2][i], word[3][i]);
            if (review < c.review && luck < come_back_chance(choices, cell, p, c)) {
                come_back_home(cell, events, p);
            }
            continue;
        }
        const bool just_lost = people.work[p] == Work::unemployed &&
                               people.months_unemployed[p] <= months_first_year;
        if (!just_lost && review >= c.review) continue;
        const std::size_t r = reviewers.count++;
        const double farm =
            cell.is_village() ? farm_utility(cell, people.household[p], c) : impossible;
        reviewers.person[r] = p;
        reviewers.key[r] = people.key[p];
        reviewers.nests[r] =
            person_nests(choices, cell, static_cast<Row>(p), farm, world.year, c);
    }
    reviewers.draw(draws, world.year);
    for (std::size_t r = 0; r < reviewers.count; ++r) {
        apply(cell, events, reviewers.person[r],
              choose_alternative(reviewers, r, c.nest, world.year, draws));
    }
}

}  // namespace

void choose(World& world, const Settings& settings, const Draws& draws) {
    std::vector<CellChoices> choices(static_cast<std::size_t>(thread_count()),
                                     CellChoices(world, settings));
    std::vector<Scratch> scratches(static_cast<std::size_t>(thread_count()));
    const World& seen = world;
    parallel_for(world.cells.size(), [&](std::size_t i) {
        Cell& cell = world.cells[i];
        const auto thread = static_cast<std::size_t>(this_thread());
        choices[thread].enter(cell);
        for (std::size_t begin = 0; begin < cell.people.size(); begin += block::size) {
            choose_in_block(cell, world.events[i], choices[thread], begin, seen,
                            settings.coefficients, draws, scratches[thread]);
        }
    });
}

void move_house_prices(World& world, const Settings& settings,
                       const PerDistrict<double>& urban_residents_before) {
    constexpr double stock_growth = 0.005;  // net of demolition, per year, assumption
    for (std::size_t d = 0; d < district_count; ++d) {
        DistrictState& state = world.districts[d];
        const auto now = static_cast<double>(
            world.tallies[d][index(Stratum::urban)].residents);
        const double before = urban_residents_before[d];
        if (now < 1 || before < 1) continue;
        const double change =
            settings.coefficients.house_population * math::log(now / before) -
            settings.coefficients.house_stock * math::log(1.0 + stock_growth);
        const double price = state.house_price * math::exp(change);
        state.house_price = price < 0.5 ? 0.5 : price > 2.0 ? 2.0 : price;
        state.house_stock *= 1.0 + stock_growth;
    }
}

}  // namespace changji::migration
