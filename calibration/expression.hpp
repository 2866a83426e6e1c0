#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace changji::calibration {

/// A quantity formed from measures: sums of products, and at most one division of two sums:
/// "rural_income*rural_residents + urban_income*urban_residents / residents".
class Expression {
  public:
    /// Throws std::invalid_argument naming the part that cannot be read.
    explicit Expression(std::string_view text);
    /// Value with `measure` giving the value of each name; NaN passes through.
    double value(const std::function<double(const std::string&)>& measure) const;
    /// The measures named, each once.
    std::vector<std::string> measures() const;

  private:
    struct Term {
        double sign = 1;
        std::vector<std::string> factors;
    };
    using Sum = std::vector<Term>;
    static Sum read_sum(std::string_view text);
    static double value_of(const Sum& sum,
                           const std::function<double(const std::string&)>& measure);
    Sum above_, below_;  ///< below is empty without a division
};

}  // namespace changji::calibration
