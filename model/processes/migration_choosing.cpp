#include "model/processes/migration_choosing.hpp"

#include "model/base/math.hpp"
#include "model/zone/decision.hpp"

namespace changji::migration {
namespace {

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
        value[k] = utilities[k] / lambda + block::short_gumbel(word[k]);
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

CHANGJI_WIDE void value_farms(const Cell& cell, const Coefficients& c, std::size_t count,
                             const double* relative_area, const double* amenity, double* value) {
    block::for_lanes(count, [=, &cell, &c](std::size_t i) {
        const double farm = farm_utility(cell, relative_area[i], c);
        value[i] = farm > impossible ? farm + amenity[i] : impossible;
    });
}

CHANGJI_WIDE void value_stays(double lambda, std::size_t count,
                             const std::array<block::Lanes<double>, 4>& stay, double* value) {
    block::for_lanes(count, [=, &stay](std::size_t i) {
        value[i] =
            inclusive_value<4>({stay[0][i], stay[1][i], stay[2][i], stay[3][i]}, lambda);
    });
}

}  // namespace

void Reviewers::add(std::size_t person, Key key, const PersonNests& nests, double relative_area) {
    const std::size_t i = count_++;
    person_[i] = person;
    key_[i] = key;
    table_[i] = nests.table;
    relative_area_[i] = relative_area;
    amenity_[i] = nests.table->stay_amenity;
    for (std::size_t k = 1; k < stay_.size(); ++k) stay_[k][i] = nests.stay[k];
    for (std::size_t n = 1; n < nest_count; ++n) value_[n][i] = nests.value[n];
}

void Reviewers::close_nests(const Cell& cell, const Coefficients& c) {
    value_farms(cell, c, count_, relative_area_.data(), amenity_.data(), stay_[0].data());
    value_stays(c.nest, count_, stay_, value_[0].data());
}

void Reviewers::draw(const Draws& draws, int year, std::uint32_t index) {
    block::draw(draws, key_.data(), count_, year, draw_choice, index, words_);
    for (std::size_t k = 0; k < noise_.size(); ++k)
        block::short_gumbel(words_.word[k].data(), count_, noise_[k].data());
}

void Reviewers::take_best_nest() {
    for (std::size_t k = 0; k < nest_count; ++k) {
        const double number = static_cast<double>(k);
        block::for_lanes(count_, [&](std::size_t i) {
            const double before = k == 0 ? 2 * impossible : best_[i];
            const double open = value_[k][i] + noise_[k][i];
            const double value = value_[k][i] > impossible / 2 ? open : 2 * impossible;
            nest_[i] = value > before ? number : k == 0 ? 0.0 : nest_[i];
            best_[i] = value > before ? value : before;
        });
    }
}

void Reviewers::take_best_stay(double lambda) {
    for (std::size_t k = 0; k < stay_.size(); ++k) {
        const double number = static_cast<double>(k);
        block::for_lanes(count_, [&](std::size_t i) {
            const double before = k == 0 ? 2 * impossible : best_[i];
            const double open = stay_[k][i] / lambda + noise_[k][i];
            const double value = stay_[k][i] > impossible ? open : 2 * impossible;
            at_home_[i] = value > before ? number : k == 0 ? double{local_wage} : at_home_[i];
            best_[i] = value > before ? value : before;
        });
    }
}

void Reviewers::choose(const Cell& cell, const Coefficients& c, int year, const Draws& draws) {
    close_nests(cell, c);
    draw(draws, year, 0);
    take_best_nest();
    draw(draws, year, 1);
    take_best_stay(c.nest);
    for (std::size_t i = 0; i < count_; ++i) {
        const int nest = static_cast<int>(nest_[i]);
        taken_[i] = nest == 0
                        ? alternative(farm_own, static_cast<std::size_t>(at_home_[i]))
                        : best_away(*table_[i], nest, c.nest, key_[i], year, draws);
    }
}

}  // namespace changji::migration
