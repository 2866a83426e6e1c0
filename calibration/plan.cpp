#include "calibration/plan.hpp"

#include <array>
#include <charconv>
#include <fstream>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "model/scenario/entry.hpp"
#include "model/scenario/problems.hpp"

namespace changji::calibration {
namespace {

struct Key {
    std::string_view name;
    double low, high;
    bool whole;
    void (*set)(CalibrationPlan& plan, double value);
};
constexpr std::array<Key, 7> keys{{
    {"waves", 1, 5, true, [](CalibrationPlan& p, double v) { p.waves = static_cast<int>(v); }},
    {"runs", 20, 100000, true,
     [](CalibrationPlan& p, double v) { p.runs = static_cast<std::size_t>(v); }},
    {"replicates", 3, 1000, true,
     [](CalibrationPlan& p, double v) { p.replicates = static_cast<std::size_t>(v); }},
    {"particles", 20, 100000, true,
     [](CalibrationPlan& p, double v) { p.particles = static_cast<std::size_t>(v); }},
    {"populations", 1, 1000, true,
     [](CalibrationPlan& p, double v) { p.populations = static_cast<std::size_t>(v); }},
    {"sample", 0.01, 1, false, [](CalibrationPlan& p, double v) { p.sample = v; }},
    {"seed", 0, 4294967295, true,
     [](CalibrationPlan& p, double v) { p.seed = static_cast<std::uint32_t>(v); }},
}};

void read_line(std::string_view line, const std::string& place, std::set<std::string>& seen,
               CalibrationPlan& plan, Problems& problems) {
    const std::size_t equals = line.find('=');
    const std::string name(trimmed(line.substr(0, equals)));
    std::string known;
    const Key* key = nullptr;
    for (const Key& one : keys) {
        known += (known.empty() ? "" : ", ") + std::string(one.name);
        if (one.name == name) key = &one;
    }
    if (key == nullptr || equals == line.npos)
        return problems.add(place,
                            {"应为“键 = 值”，键为 " + known, "write key = value; keys: " + known});
    if (!seen.insert(name).second)
        return problems.add(place, {"重复的键 " + name, "repeated key " + name});
    const std::string_view text = trimmed(line.substr(equals + 1));
    double value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool number = result.ec == std::errc{} && result.ptr == text.data() + text.size();
    const bool whole = !key->whole || value == static_cast<double>(static_cast<long long>(value));
    if (!number || !(value >= key->low && value <= key->high) || !whole)
        return problems.add(
            place, {fmt::format("{} 的值 {} 应在 [{}, {}] 之内{}", name, quoted_input(text),
                                key->low, key->high, key->whole ? "且为整数" : ""),
                    fmt::format("{} is {} and lies in [{}, {}]{}", name, quoted_input(text),
                                key->low, key->high, key->whole ? ", a whole number" : "")});
    key->set(plan, value);
}

}  // namespace

std::string CalibrationPlan::text() const {
    return fmt::format(
        "waves = {}\nruns = {}\nreplicates = {}\nparticles = {}\npopulations = {}\nsample = {}\n"
        "seed = {}\n",
        waves, runs, replicates, particles, populations, sample, seed);
}

CalibrationPlan read_plan(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream)
        throw InputError({"无法读取文件 " + quoted_input(file.string()) + "。",
                          "Cannot read the file " + quoted_input(file.string()) + "."});
    CalibrationPlan plan;
    Problems problems;
    std::set<std::string> seen;
    int number = 0;
    for (std::string line; std::getline(stream, line);) {
        ++number;
        if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
        std::string_view rest = trimmed(std::string_view(line).substr(0, line.find('#')));
        if (rest.ends_with('\r')) rest = trimmed(rest.substr(0, rest.size() - 1));
        if (rest.empty()) continue;
        read_line(rest, file.filename().string() + ":" + std::to_string(number), seen, plan,
                  problems);
    }
    problems.throw_if_any();
    return plan;
}

}  // namespace changji::calibration
