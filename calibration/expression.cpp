#include "calibration/expression.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "model/scenario/entry.hpp"

namespace changji::calibration {
namespace {

bool is_name(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    });
}

std::vector<std::string> factors_of(std::string_view text) {
    std::vector<std::string> factors;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('*', begin), text.size());
        const std::string_view name = trimmed(text.substr(begin, end - begin));
        if (!is_name(name))
            throw std::invalid_argument("not a measure: '" + std::string(name) + "'");
        factors.emplace_back(name);
        begin = end + 1;
    }
    return factors;
}

}  // namespace

Expression::Sum Expression::read_sum(std::string_view text) {
    Sum sum;
    double sign = 1;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find_first_of("+-", begin), text.size());
        sum.push_back({sign, factors_of(text.substr(begin, end - begin))});
        sign = end < text.size() && text[end] == '-' ? -1 : 1;
        begin = end + 1;
    }
    return sum;
}

Expression::Expression(std::string_view text) {
    const std::size_t division = text.find('/');
    above_ = read_sum(text.substr(0, division));
    if (division == std::string_view::npos) return;
    const std::string_view rest = text.substr(division + 1);
    if (rest.find('/') != std::string_view::npos)
        throw std::invalid_argument("more than one division: '" + std::string(text) + "'");
    below_ = read_sum(rest);
}

double Expression::value_of(const Sum& sum,
                            const std::function<double(const std::string&)>& measure) {
    double total = 0;
    for (const Term& term : sum) {
        double product = term.sign;
        for (const std::string& factor : term.factors) product *= measure(factor);
        total += product;
    }
    return total;
}

double Expression::value(const std::function<double(const std::string&)>& measure) const {
    const double above = value_of(above_, measure);
    return below_.empty() ? above : above / value_of(below_, measure);
}

std::vector<std::string> Expression::measures() const {
    std::vector<std::string> names;
    for (const Sum* sum : {&above_, &below_})
        for (const Term& term : *sum)
            names.insert(names.end(), term.factors.begin(), term.factors.end());
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace changji::calibration
