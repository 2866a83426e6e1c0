#pragma once

#include "model/base/block.hpp"
#include "model/processes/choice.hpp"

/// The draws of a nested logit for many persons at once. A part of migration.
namespace changji::migration {

/// Persons of a block who choose this year. Utilities come with the persons; draw() finds what
/// each takes: a Gumbel-max over nests, then inside the chosen nest.
class Reviewers {
public:
    void clear() { count_ = 0; }
    /// `relative_area` is the own farm's, 0 without one in reach.
    void add(std::size_t person, Key key, const PersonNests& nests, double relative_area);
    void choose(const Cell& cell, const Coefficients& c, int year, const Draws& draws);

    std::size_t count() const { return count_; }
    std::size_t person(std::size_t i) const { return person_[i]; }
    Alternative taken(std::size_t i) const { return taken_[i]; }

private:
    using Reals = block::Lanes<double>;
    void close_nests(const Cell& cell, const Coefficients& c);
    void draw(const Draws& draws, int year, std::uint32_t index);
    void take_best_nest();
    void take_best_stay(double lambda);

    std::size_t count_ = 0;
    block::Lanes<std::size_t> person_;
    block::Lanes<Key> key_;
    block::Lanes<const OriginTable*> table_;
    Reals relative_area_, amenity_;
    std::array<Reals, 4> stay_;             ///< utilities inside the first nest
    std::array<Reals, nest_count> value_;   ///< of the nests
    block::Words words_;
    std::array<Reals, 4> noise_;            ///< Gumbels of the last draw
    Reals best_, nest_, at_home_;           ///< indices as reals: all lanes are equally wide
    block::Lanes<Alternative> taken_;
};

}  // namespace changji::migration
