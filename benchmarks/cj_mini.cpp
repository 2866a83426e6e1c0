// The small kernel on which agent-based frameworks are timed: N persons in nine districts age, die
// and are replaced, earn with noise, and move towards better-paid districts. On the model's own
// tables, draws and loops; the result has the same bits for any number of threads.
//     cj_mini [PERSONS] [YEARS]
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "model/base/block.hpp"
#include "model/base/math.hpp"
#include "model/base/parallel.hpp"
#include "model/base/random.hpp"
#include "model/base/table.hpp"

namespace {

using namespace changji;

constexpr std::size_t districts = 9;
constexpr std::uint32_t draw_year = 1, draw_opening = 2;

struct Persons {
    Column<Key> key;
    Column<std::int32_t> district;
    Column<std::int32_t> age;
    Column<double> log_income;

    template <class Visit>
    static constexpr void describe(Visit&& column) {
        column(&Persons::key, "key", "1", "identity for ever");
        column(&Persons::district, "district", "code", "0 to 8");
        column(&Persons::age, "age", "y", "completed years");
        column(&Persons::log_income, "log_income", "log", "logarithm of income");
    }
};
static_assert(table::described_count<Persons>() == table::member_count<Persons>);

/// Sums of one block; blocks are added in the order of their index.
struct Sums {
    std::array<double, districts> income{};
    std::array<std::int64_t, districts> count{};
    std::int64_t age = 0;
};

using Means = std::array<double, districts>;

constexpr double level(std::int32_t district) {
    return 9.0 + 0.1 * district;
}

struct Engine {
    Persons persons;
    Draws draws;
    std::vector<Sums> sums;  ///< by block
    Means mean{};
    Sums total;
};

std::size_t rows_of_block(const Engine& engine, std::size_t block) {
    return std::min(block::size, engine.persons.key.size() - block * block::size);
}

Sums add_up(const std::int32_t* district, const std::int32_t* age, const double* log_income,
            std::size_t count) {
    Sums sums;
    for (std::size_t i = 0; i < count; ++i) {
        const auto d = static_cast<std::size_t>(district[i]);
        sums.income[d] += log_income[i];
        ++sums.count[d];
        sums.age += age[i];
    }
    return sums;
}

/// One year of one block.
void step(Engine& engine, std::size_t block, int year) {
    const std::size_t first = block * block::size, count = rows_of_block(engine, block);
    std::int32_t* district = &engine.persons.district[first];
    std::int32_t* age = &engine.persons.age[first];
    double* log_income = &engine.persons.log_income[first];
    const double* mean = engine.mean.data();
    // One address gives four 32-bit numbers: death, destination, move, and the income shock.
    block::Words words;
    block::draw(engine.draws, &engine.persons.key[first], count, year, draw_year, 0, words);
    const auto &for_death = words.word[0], &for_destination = words.word[1];
    const auto &for_move = words.word[2], &for_income = words.word[3];
    block::Lanes<double> shock;
    block::short_normal(for_income.data(), count, shock.data());
    block::for_lanes(count, [&](std::size_t i) {
        const std::int32_t older = age[i] + 1;
        const bool dies = block::short_unit(for_death[i]) < math::exp(-9.5 + 0.09 * older);
        const double mu = level(district[i]);
        const double newborn = mu + 0.5 * shock[i];
        const double survivor = 0.9 * log_income[i] + 0.1 * mu + 0.2 * shock[i];
        log_income[i] = dies ? newborn : survivor;
        age[i] = dies ? 0 : older;
    });
    block::for_lanes(count, [&](std::size_t i) {
        const std::int32_t here = district[i];
        const auto drawn = static_cast<std::int32_t>(for_destination[i] >> 29);  // 0 … 7
        const std::int32_t there = drawn + (drawn >= here);
        const double gain = mean[there] - mean[here];
        const bool moves = block::short_unit(for_move[i]) < math::logistic(3.0 * gain - 4.0);
        district[i] = moves ? there : here;
    });
    engine.sums[block] = add_up(district, age, log_income, count);
}

void take_means(Engine& engine) {
    engine.total = Sums{};
    for (const Sums& part : engine.sums) {
        for (std::size_t d = 0; d < districts; ++d) {
            engine.total.income[d] += part.income[d];
            engine.total.count[d] += part.count[d];
        }
        engine.total.age += part.age;
    }
    for (std::size_t d = 0; d < districts; ++d) {
        engine.mean[d] = engine.total.income[d] / static_cast<double>(engine.total.count[d]);
    }
}

void open_block(Engine& engine, std::size_t block) {
    Persons& persons = engine.persons;
    const std::size_t first = block * block::size, count = rows_of_block(engine, block);
    for (std::size_t i = first; i < first + count; ++i) {
        const auto [one, two] = engine.draws.pair(static_cast<Key>(i), 0, draw_opening);
        persons.key[i] = i;
        persons.district[i] = static_cast<std::int32_t>(i % districts);
        persons.age[i] = static_cast<std::int32_t>(one * 90.0);
        persons.log_income[i] = level(persons.district[i]) + 0.5 * math::normal_quantile(two);
    }
    engine.sums[block] =
        add_up(&persons.district[first], &persons.age[first], &persons.log_income[first], count);
}

Engine opening_state(std::size_t persons) {
    Engine engine;
    table::resize(engine.persons, persons);
    engine.sums.resize((persons + block::size - 1) / block::size);
    parallel_for(engine.sums.size(), [&](std::size_t block) { open_block(engine, block); });
    take_means(engine);
    return engine;
}

void simulate(Engine& engine, int years) {
    for (int year = 1; year <= years; ++year) {
        parallel_for(engine.sums.size(), [&](std::size_t block) { step(engine, block, year); });
        take_means(engine);
    }
}

/// CPU seconds of the whole process, all threads together.
double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double wall_seconds() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void print_check(const Engine& engine, std::size_t persons) {
    double income = 0;
    for (const double part : engine.total.income) income += part;
    const auto n = static_cast<double>(persons);
    std::printf(
        "check: mean ly %.5f, mean age %.4f, share in district 8 %.5f, in district 0 %.5f\n",
        income / n, static_cast<double>(engine.total.age) / n,
        static_cast<double>(engine.total.count[8]) / n,
        static_cast<double>(engine.total.count[0]) / n);
}

/// Median of five runs on the given number of threads; returns the hash of the final state.
std::uint64_t measure(std::size_t persons, int years, int threads) {
    set_thread_count(threads);
    std::array<double, 5> cpu{}, wall{};
    std::uint64_t hash = 0;
    for (std::size_t run = 0; run < cpu.size(); ++run) {
        Engine engine = opening_state(persons);
        const double cpu_before = cpu_seconds(), wall_before = wall_seconds();
        simulate(engine, years);
        cpu[run] = cpu_seconds() - cpu_before;
        wall[run] = wall_seconds() - wall_before;
        hash = table::hash(engine.persons);
        if (threads == 1 && run == 0) print_check(engine, persons);
    }
    std::sort(cpu.begin(), cpu.end());
    std::sort(wall.begin(), wall.end());
    const double steps = static_cast<double>(persons) * years * 1e-6;
    std::printf(
        "%d threads: %6.2f M person-years per CPU second, %6.2f per second, state %016llx\n",
        threads, steps / cpu[2], steps / wall[2], static_cast<unsigned long long>(hash));
    return hash;
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t persons = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1000000;
    const int years = argc > 2 ? std::atoi(argv[2]) : 20;
    std::printf("%zu persons, %d years, median of 5\n", persons, years);
    const std::uint64_t one = measure(persons, years, 1);
    const bool equal = measure(persons, years, 2) == one && measure(persons, years, 3) == one;
    std::printf("1, 2 and 3 threads: %s\n", equal ? "equal" : "DIFFERENT");
    return equal ? 0 : 1;
}
