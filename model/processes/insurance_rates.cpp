#include "model/processes/insurance_rates.hpp"

#include <cmath>
#include <vector>

#include "model/world/weather.hpp"

namespace changji::insurance {
namespace {

/// A standard normal by its middles: value and weight, weights summing to one.
struct Node {
    double z, weight;
};

std::vector<Node> normal_nodes(double step) {
    constexpr double end = 5.5;
    std::vector<Node> nodes;
    double sum = 0;
    for (double z = -end + step / 2; z < end; z += step) {
        nodes.push_back({z, math::exp(-z * z / 2)});
        sum += nodes.back().weight;
    }
    for (Node& node : nodes) node.weight /= sum;
    return nodes;
}

struct Nodes {
    std::vector<Node> weather = normal_nodes(0.125), plot = normal_nodes(0.25),
                      price = normal_nodes(0.5);
};
const Nodes& nodes() {
    static const Nodes all;
    return all;
}

/// Adds the payoffs of a farm in a village with this weather.
void add_farm(Rates& sum, double cover, const Risk& risk, const Node& weather, double yield) {
    const double r = risk.price_weather, rest = std::sqrt(1 - r * r);
    std::array<double, 64> ratio{}, chance{};
    std::size_t prices = 0;
    for (const Node& price : nodes().price) {
        const double z = r * weather.z + rest * price.z;
        ratio[prices] = math::exp(risk.price_sd * z - 0.5 * risk.price_sd * risk.price_sd);
        chance[prices++] = price.weight;
    }
    for (const Node& plot : nodes().plot) {
        const double f = std::max(0.0, yield + risk.plot_sd * plot.z);
        const double weight = weather.weight * plot.weight;
        sum[0] += weight * payoff(Contract::yield, cover, f, 1);
        for (std::size_t p = 0; p < prices; ++p)
            sum[2] += weight * chance[p] * payoff(Contract::income, cover, f, ratio[p]);
    }
    for (std::size_t p = 0; p < prices; ++p)
        sum[1] += weather.weight * chance[p] * payoff(Contract::price, cover, 1, ratio[p]);
}

}  // namespace

Rates fair_rates(double cover, const Risk& risk) {
    Rates rates{};
    if (!(cover > 0)) return rates;
    for (const Node& node : nodes().weather)
        add_farm(rates, cover, risk, node,
                 weather::yield_factor(node.z, risk.yield_sd, risk.skew));
    for (double& rate : rates) rate /= cover;
    return rates;
}

Rates tariffs(double cover, double observed, const Risk& risk) {
    const double reference = fair_rates(observed_cover, risk)[0];
    Rates rates = fair_rates(cover, risk);
    for (double& rate : rates) rate = reference > 0 ? observed * rate / reference : 0;
    return rates;
}

}  // namespace changji::insurance
