#pragma once

#include <map>
#include <string>
#include <vector>

#include "calibration/observed.hpp"
#include "calibration/series_map.hpp"

namespace changji::calibration {

/// Last year whose published figures the model may be fitted to; later ones are held out.
constexpr int last_fit_year = 2021;
constexpr int first_fit_year = 2019;

/// A published value in base units.
struct Published {
    double value = 0;
    std::string kind, from;  ///< from: indicator as published
};
/// The published years of one place, quantity and form.
using History = std::map<int, Published>;

/// What is known of every place and quantity up to the last fit year. Several indicators may give
/// the same quantity; the preferred one counts: the indicator asked for, then names without a
/// remark in brackets, then the better kind.
class PublishedPast {
  public:
    /// `observed` is preferred to `facts`. Both must outlive this object, as must `map`.
    PublishedPast(const ObservedFile& observed, const ObservedFile& facts,
                  const std::vector<Quantity>& map);

    /// Values of the quantity, up to `until`. What is not published itself is derived if its
    /// parts are: deaths from the death rate and residents, and the like.
    History values(const std::string& place, const Quantity& quantity, const std::string& indicator,
                   int until) const;
    /// Growth over the year before; real growth only where it is published itself.
    History growth(const std::string& place, const SeriesMeaning& meaning,
                   const std::string& indicator, int until) const;

  private:
    struct Known {
        const ObservedSeries* series;
        SeriesMeaning meaning;
        std::string place;
        bool observed;
    };
    History collected(const std::string& place, const Quantity& quantity, bool of_growth, Form form,
                      const std::string& indicator) const;
    const Quantity* quantity_named(const std::string& name) const;
    History derived(const std::string& place, const Quantity& quantity, int until) const;

    std::vector<Known> known_;
    const std::vector<Quantity>& map_;
};

/// A published figure in the base unit of its meaning; NaN if its unit does not fit.
double in_base_units(double value, const std::string& unit, const SeriesMeaning& meaning);

}  // namespace changji::calibration
