// Times of the small functions that every process is made of (Google Benchmark).
#include <cmath>
#include <cstdint>
#include <vector>

#include <benchmark/benchmark.h>

#include "model/base/block.hpp"
#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/base/quantity.hpp"
#include "model/base/random.hpp"
#include "model/base/table.hpp"

namespace {

using namespace changji;

/// Uniforms in (low, high): the same arguments in every run.
block::Lanes<double> arguments(double low, double high) {
    block::Lanes<double> values{};
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = low + (high - low) * Draws{1}.uniform(static_cast<Key>(i), 2019, 1);
    }
    return values;
}

void count_items(benchmark::State& state, std::size_t per_iteration) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(per_iteration));
}

/// One function over a block, vectorised where the compiler can.
template <class Function>
void over_block(benchmark::State& state, double low, double high, const Function& function) {
    const auto in = arguments(low, high);
    block::Lanes<double> out{};
    for (auto _ : state) {
        block::for_lanes(in.size(), [&](std::size_t i) { out[i] = function(in[i]); });
        benchmark::DoNotOptimize(out.data());
        benchmark::ClobberMemory();
    }
    count_items(state, in.size());
}

void exp_own(benchmark::State& state) {
    over_block(state, -5, 5, [](double x) { return math::exp(x); });
}
void exp_of_c_library(benchmark::State& state) {
    over_block(state, -5, 5, [](double x) { return std::exp(x); });
}
void log_own(benchmark::State& state) {
    over_block(state, 0, 9, [](double x) { return math::log(x); });
}
void log_of_c_library(benchmark::State& state) {
    over_block(state, 0, 9, [](double x) { return std::log(x); });
}
void logistic(benchmark::State& state) {
    over_block(state, -5, 5, [](double x) { return math::logistic(x); });
}
void power(benchmark::State& state) {
    over_block(state, 1, 9, [](double x) { return math::power(x, 0.35); });
}
void normal_quantile(benchmark::State& state) {
    over_block(state, 0, 1, [](double x) { return math::normal_quantile(x); });
}
void money_rounding(benchmark::State& state) {
    over_block(state, -1e6, 1e6, [](double x) { return in_yuan(yuan(x)); });
}
BENCHMARK(exp_own);
BENCHMARK(exp_of_c_library);
BENCHMARK(log_own);
BENCHMARK(log_of_c_library);
BENCHMARK(logistic);
BENCHMARK(power);
BENCHMARK(normal_quantile);
BENCHMARK(money_rounding);

std::vector<Key> keys() {
    std::vector<Key> values(block::size);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = derived_key(1, 2019, 7) + i;
    return values;
}

void philox_one_by_one(benchmark::State& state) {
    const auto agents = keys();
    double sum = 0;
    for (auto _ : state) {
        for (const Key key : agents) sum += Draws{1}.uniform(key, 2024, 5);
        benchmark::DoNotOptimize(sum);
    }
    count_items(state, agents.size());
}
BENCHMARK(philox_one_by_one);

void philox_by_block(benchmark::State& state) {
    const auto agents = keys();
    block::Words words{};
    for (auto _ : state) {
        block::draw(Draws{1}, agents.data(), agents.size(), 2024, 5, 0, words);
        benchmark::DoNotOptimize(words.word[0].data());
        benchmark::ClobberMemory();
    }
    count_items(state, agents.size());
}
BENCHMARK(philox_by_block);

void short_normal_by_block(benchmark::State& state) {
    const auto agents = keys();
    block::Words words{};
    block::draw(Draws{1}, agents.data(), agents.size(), 2024, 5, 0, words);
    block::Lanes<double> deviates{};
    for (auto _ : state) {
        block::short_normal(words.word[0].data(), agents.size(), deviates.data());
        benchmark::DoNotOptimize(deviates.data());
        benchmark::ClobberMemory();
    }
    count_items(state, agents.size());
}
BENCHMARK(short_normal_by_block);

struct Sheep {
    Column<Key> key;
    Column<double> weight;
    Column<std::int16_t> born;
    Column<std::uint8_t> sex;

    template <class Visit>
    static constexpr void describe(Visit&& column) {
        column(&Sheep::key, "key", "1", "identity");
        column(&Sheep::weight, "weight", "kg", "weight");
        column(&Sheep::born, "born", "year", "year of birth");
        column(&Sheep::sex, "sex", "code", "sex");
    }
};

/// Regrouping of one village of 4,000 rows in which every hundredth row goes.
void take_rows(benchmark::State& state) {
    constexpr std::size_t rows = 4000;
    std::vector<Row> order;
    for (Row i = 0; i < static_cast<Row>(rows); ++i) {
        if (i % 100 != 0) order.push_back(i);
    }
    Sheep flock, spare;
    for (auto _ : state) {
        table::resize(flock, rows);
        table::take_rows(flock, order, spare);
        benchmark::ClobberMemory();
    }
    count_items(state, rows);
}
BENCHMARK(take_rows);

void hash_of_a_table(benchmark::State& state) {
    Sheep flock;
    table::resize(flock, 4000);
    for (auto _ : state) benchmark::DoNotOptimize(table::hash(flock));
    count_items(state, 4000);
}
BENCHMARK(hash_of_a_table);

void empty_parallel_loop(benchmark::State& state) {
    for (auto _ : state) parallel_for(1024, [](std::size_t i) { benchmark::DoNotOptimize(i); });
    count_items(state, 1024);
}
BENCHMARK(empty_parallel_loop);

}  // namespace

BENCHMARK_MAIN();
