#include "model/scenario/suggestion.hpp"

#include <algorithm>

namespace changji {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    // three rows of the usual table: the one before last is needed for exchanged neighbours
    std::vector<std::size_t> earlier(b.size() + 1), before(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) before[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({before[j] + 1, row[j - 1] + 1, replaced});
            const bool exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (exchanged) row[j] = std::min(row[j], earlier[j - 2] + 1);
        }
        earlier.swap(before);
        before.swap(row);
    }
    return before[b.size()];
}

std::string nearest(std::string_view name, const std::vector<std::string>& candidates) {
    constexpr std::size_t longest_name = 64;  // keeps a hostile file from costing seconds
    if (name.empty() || name.size() > longest_name) return "";
    std::string best;
    std::size_t best_distance = std::max<std::size_t>(2, name.size() / 3) + 1;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = edit_distance(name, candidate);
        if (distance < best_distance && distance < candidate.size()) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

Bilingual suggestion(std::string_view name, const std::vector<std::string>& candidates) {
    const std::string best = nearest(name, candidates);
    if (best.empty()) return {};
    return {"；是否想写 " + best + "？", "; did you mean " + best + "?"};
}

}  // namespace changji
