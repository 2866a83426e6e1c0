#include "model/processes/choosing.hpp"

#include "model/base/math.hpp"
#include "model/zone/decision.hpp"

namespace changji::migration {
namespace {

double gumbel(std::uint32_t word) {
    return -math::log(-math::log(block::short_unit(word)));
}

/// Index of the best of the first `count` alternatives of a nest: utility/λ plus a Gumbel
/// addressed by alternative, four to an address.
template <std::size_t n>
std::size_t best_in_nest(const std::array<double, n>& utilities, std::size_t count, double lambda,
                         std::size_t first_draw, Key key, int year, const Draws& draws) {
    constexpr std::size_t most = 4 * (n / 4 + 2);
    std::array<std::uint32_t, most> words;
    const std::size_t first = first_draw / 4, end = (first_draw + count + 3) / 4;
    for (std::size_t address = first; address < end; ++address) {
        const auto four = draws.bits(key, year, draw_choice,
                                     static_cast<std::uint32_t>(address + 1));
        for (std::size_t k = 0; k < 4; ++k) words[4 * (address - first) + k] = four[k];
    }
    const std::uint32_t* const word = words.data() + first_draw % 4;
    std::array<double, n> value;
    block::for_lanes(count, [&](std::size_t k) {
        value[k] = utilities[k] / lambda + gumbel(word[k]);
    });
    std::size_t best = 0;
    double best_value = 2 * impossible;
    for (std::size_t k = 0; k < count; ++k) {
        if (utilities[k] <= impossible || value[k] <= best_value) continue;
        best_value = value[k];
        best = k;
    }
    return best;
}

Alternative alternative(int base, std::size_t offset) {
    return static_cast<Alternative>(base + static_cast<int>(offset));
}

/// Inside one of the nests away from home.
Alternative best_away(const OriginTable& table, int nest, double lambda, Key key, int year,
                      const Draws& draws) {
    if (nest == 1) {
        return alternative(commute_to, best_in_nest(table.commute, district_count, lambda,
                                                    commute_to, key, year, draws));
    }
    if (nest == 3) {
        return alternative(leave_zone, best_in_nest(table.leave, table.leave.size(), lambda,
                                                    leave_zone, key, year, draws));
    }
    const std::size_t places = table.countryside_open ? 2 * district_count : district_count;
    const std::size_t k =
        best_in_nest(table.moves, places, lambda, move_to_town, key, year, draws);
    return k < district_count ? alternative(move_to_town, k)
                              : alternative(move_to_country, k - district_count);
}

}  // namespace

void Reviewers::add(std::size_t person, Key key, const PersonNests& nests, double relative_area) {
    person_[count_] = person;
    key_[count_] = key;
    nests_[count_] = nests;
    relative_area_[count_] = relative_area;
    ++count_;
}

void Reviewers::close_nests(const Cell& cell, const Coefficients& c) {
    block::for_lanes(count_, [&](std::size_t i) {
        PersonNests& nests = nests_[i];
        const double farm = farm_utility(cell, relative_area_[i], c);
        const double with_farm = farm + nests.table->stay_amenity;
        nests.stay[0] = farm > impossible ? with_farm : impossible;
        nests.value[0] = inclusive_value(nests.stay, c.nest);
    });
}

void Reviewers::draw(const Draws& draws, int year, std::uint32_t index, Gumbels& noise) {
    block::draw(draws, key_.data(), count_, year, draw_choice, index, words_);
    for (std::size_t k = 0; k < noise.size(); ++k) {
        const std::uint32_t* word = words_.word[k].data();
        double* out = noise[k].data();
        block::for_lanes(count_, [=](std::size_t i) { out[i] = gumbel(word[i]); });
    }
}

void Reviewers::choose(const Cell& cell, const Coefficients& c, int year, const Draws& draws) {
    close_nests(cell, c);
    draw(draws, year, 0, nest_noise_);
    draw(draws, year, 1, stay_noise_);
    for (std::size_t i = 0; i < count_; ++i) {
        const PersonNests& nests = nests_[i];
        std::int32_t nest = 0, stay = local_wage;
        double best = 2 * impossible, best_stay = 2 * impossible;
        for (std::size_t k = 0; k < nest_count; ++k) {
            const double value = nests.value[k] + nest_noise_[k][i];
            const bool better = (nests.value[k] > impossible / 2) & (value > best);
            best = better ? value : best;
            nest = better ? static_cast<std::int32_t>(k) : nest;
        }
        for (std::size_t k = 0; k < nests.stay.size(); ++k) {
            const double value = nests.stay[k] / c.nest + stay_noise_[k][i];
            const bool better = (nests.stay[k] > impossible) & (value > best_stay);
            best_stay = better ? value : best_stay;
            stay = better ? static_cast<std::int32_t>(k) : stay;
        }
        best_nest_[i] = nest;
        best_stay_[i] = stay;
    }
    for (std::size_t i = 0; i < count_; ++i) {
        taken_[i] = best_nest_[i] == 0
                        ? alternative(farm_own, static_cast<std::size_t>(best_stay_[i]))
                        : best_away(*nests_[i].table, best_nest_[i], c.nest, key_[i], year, draws);
    }
}

}  // namespace changji::migration
