#include "calibration/inputs.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/baseline/csv.hpp"
#include "model/scenario/problems.hpp"

namespace changji::calibration {
namespace {

Input input_of(const CsvRow& row, const std::vector<Parameter>& parameters,
               FactProblems& problems) {
    Input input{row.fields[0], read_number(row, 1, "low", problems),
                read_number(row, 2, "high", problems), row.fields[3] == "log",
                row.fields[4] == "fitted"};
    const auto known = std::find_if(parameters.begin(), parameters.end(),
                                    [&](const Parameter& p) { return p.key == input.key; });
    if (known == parameters.end()) {
        problems.add(row.place, {"没有参数 " + quoted_input(input.key),
                                 "there is no parameter " + quoted_input(input.key)});
        return input;
    }
    if (input.low < known->low || input.high > known->high || !(input.low < input.high))
        problems.add(row.place, {fmt::format("{} 的范围应在 [{}, {}] 之内且下限小于上限", input.key,
                                             known->low, known->high),
                                 fmt::format("the range of {} lies in [{}, {}], low below high",
                                             input.key, known->low, known->high)});
    if (input.logarithmic && input.low <= 0)
        problems.add(row.place, {"对数刻度的下限应为正", "a log scale needs a positive low end"});
    if (row.fields[3] != "log" && row.fields[3] != "linear")
        problems.add(row.place, {"scale 应为 linear 或 log", "scale is linear or log"});
    if (row.fields[4] != "fitted" && row.fields[4] != "sampled")
        problems.add(row.place, {"role 应为 fitted 或 sampled", "role is fitted or sampled"});
    return input;
}

}  // namespace

double Input::at(double position) const {
    if (logarithmic) return low * std::exp(position * std::log(high / low));
    return low + position * (high - low);
}

double Input::unit(double value) const {
    if (logarithmic) return std::log(value / low) / std::log(high / low);
    return (value - low) / (high - low);
}

std::vector<Input> read_inputs(const std::filesystem::path& file,
                               const std::vector<Parameter>& parameters) {
    FactProblems problems;
    std::string text;
    std::vector<Input> inputs;
    for (const CsvRow& row :
         read_csv(file, {"key", "low", "high", "scale", "role"}, problems, text))
        inputs.push_back(input_of(row, parameters, problems));
    const auto fitted = std::count_if(inputs.begin(), inputs.end(),
                                      [](const Input& input) { return input.fitted; });
    if (static_cast<std::size_t>(fitted) > most_fitted)
        problems.add(file.filename().string(),
                     {fmt::format("一次至多拟合 {} 个参数", most_fitted),
                      fmt::format("at most {} inputs are fitted at a time", most_fitted)});
    problems.throw_if_any();
    return inputs;
}

std::vector<Input> inputs_of_register(const std::vector<Parameter>& parameters) {
    std::vector<Input> inputs;
    for (const Parameter& p : parameters)
        if (p.role == Role::coefficient && p.low < p.high)
            inputs.push_back({std::string(p.key), p.low, p.high, false, false});
    return inputs;
}

}  // namespace changji::calibration
