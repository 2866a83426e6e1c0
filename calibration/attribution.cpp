#include "calibration/attribution.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "model/scenario/plan_items.hpp"

namespace changji::calibration {
namespace {

double factorial(std::size_t n) {
    double product = 1;
    for (std::size_t i = 2; i <= n; ++i) product *= static_cast<double>(i);
    return product;
}

/// Everything of one set of coalition values, in one line: φ, alone, last, interactions, total.
std::vector<double> solved(const std::vector<double>& value, std::size_t n) {
    const Coalition all = (Coalition{1} << n) - 1;
    std::vector<double> line;
    for (std::size_t i = 0; i < n; ++i) {
        const Coalition me = Coalition{1} << i;
        double phi = 0;
        for (Coalition s = 0; s <= all; ++s) {
            if ((s & me) != 0) continue;
            const auto size = static_cast<std::size_t>(std::popcount(s));
            phi += factorial(size) * factorial(n - size - 1) / factorial(n) *
                   (value[s | me] - value[s]);
        }
        line.push_back(phi);
    }
    for (std::size_t i = 0; i < n; ++i) line.push_back(value[Coalition{1} << i] - value[0]);
    for (std::size_t i = 0; i < n; ++i)
        line.push_back(value[all] - value[all & ~(Coalition{1} << i)]);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const Coalition a = Coalition{1} << i, b = Coalition{1} << j;
            double index = 0;
            for (Coalition s = 0; s <= all; ++s) {
                if ((s & (a | b)) != 0) continue;
                const auto size = static_cast<std::size_t>(std::popcount(s));
                index += factorial(size) * factorial(n - size - 2) / factorial(n - 1) *
                         (value[s | a | b] - value[s | a] - value[s | b] + value[s]);
            }
            line.push_back(index);
        }
    line.push_back(value[all] - value[0]);
    return line;
}

std::vector<double> mean_of(const std::vector<std::vector<double>>& lines,
                            const std::vector<std::size_t>& chosen) {
    std::vector<double> mean(lines.front().size());
    for (const std::size_t r : chosen)
        for (std::size_t i = 0; i < mean.size(); ++i)
            mean[i] += lines[r][i] / static_cast<double>(chosen.size());
    return mean;
}

}  // namespace

const std::vector<Package>& packages() {
    static const std::vector<Package> all{
        {"rights", "农村产权", "rural rights", {"T1", "A1"}},
        {"land_entry", "集体土地入市", "land entry", {"T2", "Z1", "A3"}},
        {"finance", "农村金融", "rural finance", {"T3", "J3", "P6", "Z3"}},
        {"platforms",
         "产业平台",
         "industry platforms",
         {"T4", "J1", "J2", "P1", "P2", "P4", "P5", "P7", "P8", "P9c", "Z4", "A2"}},
        {"income", "农民增收", "farmers' income", {"T5", "P9a", "P9b"}},
        {"services",
         "公共服务与设施",
         "services and infrastructure",
         {"A4", "A5", "A6", "P10", "P3"}},
        {"government", "财政与人才", "public money and talent", {"Z2", "Z5"}},
    };
    return all;
}

std::vector<std::size_t> items_of(const Package& package) {
    std::vector<std::size_t> items;
    for (const std::string_view name : package.items) {
        const std::size_t single = plan_item_index(name);
        const std::vector<std::size_t> group =
            single < plan_items().size() ? std::vector<std::size_t>{single} : plan_group(name);
        items.insert(items.end(), group.begin(), group.end());
    }
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
    return items;
}

Scenario coalition_scenario(const Scenario& full, const Scenario& base, Coalition coalition) {
    Scenario scenario = full;
    for (std::size_t p = 0; p < packages().size(); ++p) {
        if (((coalition >> p) & 1U) != 0) continue;
        for (const std::size_t item : items_of(packages()[p]))
            scenario.rollout[item] = base.rollout[item];
    }
    scenario.name = "coalition_" + std::to_string(coalition);
    return scenario;
}

Attribution attribute(const std::vector<std::vector<double>>& values, std::size_t players,
                      RandomStream& random, int bootstraps) {
    std::vector<std::vector<double>> lines;
    for (const auto& replicate : values) lines.push_back(solved(replicate, players));
    std::vector<std::size_t> every(lines.size());
    for (std::size_t r = 0; r < lines.size(); ++r) every[r] = r;
    const std::vector<double> centre = mean_of(lines, every);
    std::vector<std::vector<double>> resampled(centre.size());
    for (int b = 0; b < bootstraps; ++b) {
        std::vector<std::size_t> chosen(lines.size());
        for (std::size_t& r : chosen) r = random.below(lines.size());
        const std::vector<double> mean = mean_of(lines, chosen);
        for (std::size_t i = 0; i < mean.size(); ++i) resampled[i].push_back(mean[i]);
    }
    std::vector<Estimate> estimates;
    for (std::size_t i = 0; i < centre.size(); ++i) {
        std::sort(resampled[i].begin(), resampled[i].end());
        const auto at = [&](double p) {
            return resampled[i][static_cast<std::size_t>(
                p * static_cast<double>(resampled[i].size() - 1))];
        };
        estimates.push_back({centre[i], at(0.025), at(0.975)});
    }
    Attribution result;
    auto next = estimates.begin();
    const auto take = [&](std::size_t count) {
        std::vector<Estimate> taken(next, next + static_cast<std::ptrdiff_t>(count));
        next += static_cast<std::ptrdiff_t>(count);
        return taken;
    };
    result.shapley = take(players);
    result.alone = take(players);
    result.last = take(players);
    for (std::size_t i = 0; i < players; ++i) result.interaction.push_back(take(i));
    result.total = *next;
    return result;
}

}  // namespace changji::calibration
