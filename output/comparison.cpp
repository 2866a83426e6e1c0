#include "output/comparison.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "model/base/check.hpp"

namespace changji::output {
namespace {

using Label = std::pair<int, int>;  // replicate, draw

std::map<Label, std::size_t> runs_by_label(const Results& results) {
    std::map<Label, std::size_t> runs;
    for (std::size_t i = 0; i < results.runs.size(); ++i) {
        const Label label{results.runs[i].replicate, results.runs[i].draw};
        if (!runs.emplace(label, i).second)
            throw InputError({"结果中同一重复出现多个情景，无法配对；请比较单一情景的结果。",
                              "The results hold several scenarios of the same replicate and cannot "
                              "be paired; compare results of one scenario each."});
    }
    return runs;
}

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

Pairs pairs_of(const Results& first, const Results& second) {
    const auto others = runs_by_label(second);
    Pairs pairs;
    for (const auto& [label, run] : runs_by_label(first))
        if (const auto found = others.find(label); found != others.end())
            pairs.emplace_back(run, found->second);
    if (pairs.empty())
        throw InputError({"两组结果没有相同的重复编号，无法配对。",
                          "The two results share no replicate and cannot be paired."});
    return pairs;
}

/// Mean of both sides and of the difference, with the standard error of the latter.
void fill(PairedEffect& effect, const std::vector<double>& a, const std::vector<double>& b) {
    const auto n = static_cast<double>(a.size());
    double squares = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        effect.first += a[i] / n;
        effect.second += b[i] / n;
        effect.difference += (b[i] - a[i]) / n;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double deviation = b[i] - a[i] - effect.difference;
        squares += deviation * deviation;
    }
    effect.pairs = static_cast<int>(a.size());
    effect.standard_error =
        a.size() < 2 ? std::numeric_limits<double>::quiet_NaN() : std::sqrt(squares / (n - 1) / n);
}

}  // namespace

std::vector<PairedEffect> paired_effects(const Results& first, const Results& second) {
    const Pairs pairs = pairs_of(first, second);
    std::vector<PairedEffect> effects;
    for (const Series& a : first.series) {
        const Series* b = second.find(a.name);
        if (b == nullptr) continue;
        for (std::size_t y = 0; y < first.years.size(); ++y) {
            const std::size_t other_y = second.year_index(first.years[y]);
            if (other_y == second.years.size()) continue;
            for (std::size_t row = 0; row < row_count; ++row) {
                std::vector<double> left, right;
                for (const auto& [i, j] : pairs) {
                    left.push_back(a.values[first.cell(i, y, row)]);
                    right.push_back(b->values[second.cell(j, other_y, row)]);
                }
                PairedEffect effect{
                    a.name,         a.code,      a.unit,        std::string(row_name(row).key),
                    a.long_name_zh, a.long_name, first.years[y]};
                fill(effect, left, right);
                effects.push_back(std::move(effect));
            }
        }
    }
    return effects;
}

}  // namespace changji::output
