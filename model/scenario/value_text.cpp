#include "model/scenario/value_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace changji {
namespace {

std::string range_text(const Limits& limits) {
    const std::string unit(limits.unit);
    return "[" + number_text(limits.low) + ", " + number_text(limits.high) + "]" +
           (unit.empty() || unit == "1" ? "" : " " + unit);
}

/// Adds problems of one entry, each beginning with its key.
class Teller {
  public:
    Teller(const Entry& entry, Problems& problems) : entry_(entry), problems_(problems) {}

    void tell(const std::string& where, const std::string& zh, const std::string& en) {
        const std::string key =
            quoted_input(entry_.key + (entry_.district.empty() ? "" : "@" + entry_.district));
        problems_.add(where, {key + "：" + zh, key + ": " + en});
        faultless_ = false;
    }
    bool faultless() const { return faultless_; }

  private:
    const Entry& entry_;
    Problems& problems_;
    bool faultless_ = true;
};

std::optional<double> word_or_number(const std::string& text, const Limits& limits) {
    if (text == "base") return limits.base;
    if (text == "reform") return limits.reform;
    return read_number(text);
}

bool not_finite(std::string_view text) {
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
    double value = 0;
    const auto end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    const bool read = result.ec == std::errc() && result.ptr == end;
    return (read && !std::isfinite(value)) || result.ec == std::errc::result_out_of_range;
}

void check_value(const Entry::Knot& knot, const Limits& limits, Teller& teller, double& value) {
    const auto read = word_or_number(knot.value, limits);
    if (!read && not_finite(knot.value)) {
        teller.tell(knot.where,
                    quoted_input(knot.value) + " 不是有限的数；范围是 " + range_text(limits),
                    quoted_input(knot.value) + " is not a finite number; the range is " +
                        range_text(limits));
    } else if (!read) {
        teller.tell(knot.where,
                    quoted_input(knot.value) +
                        " 不是数；写作“数值 单位”或“2021:80 2025:120 单位”，范围 " +
                        range_text(limits),
                    quoted_input(knot.value) +
                        " is not a number; write `number unit` or `2021:80 2025:120 unit`, in " +
                        range_text(limits));
    } else if (!(*read >= limits.low && *read <= limits.high)) {
        teller.tell(
            knot.where,
            quoted_input(knot.value) + " 超出范围；允许 " + range_text(limits) +
                "，请改为范围内的值",
            quoted_input(knot.value) + " is out of range; write a value in " + range_text(limits));
    } else if (limits.whole && *read != std::floor(*read)) {
        teller.tell(knot.where, quoted_input(knot.value) + " 不是整数；请写整数",
                    quoted_input(knot.value) + " is not a whole number; write one");
    } else {
        value = *read;
    }
}

void check_year(const Entry::Knot& knot, Teller& teller, int& year) {
    const auto end = knot.year.data() + knot.year.size();
    int read = 0;
    const auto result = std::from_chars(knot.year.data(), end, read);
    const bool number = result.ec == std::errc() && result.ptr == end;
    if (!number || read < first_year || read > last_settable_year) {
        const std::string range =
            "[" + std::to_string(first_year) + ", " + std::to_string(last_settable_year) + "]";
        teller.tell(
            knot.where,
            quoted_input(knot.year) + " 不是可用的年份；写作 2021:80，年份在 " + range + " 内",
            quoted_input(knot.year) + " is no usable year; write 2021:80 with a year in " + range);
        return;
    }
    year = read;
}

void check_unit(const Entry& entry, const Limits& limits, Teller& teller) {
    if (entry.unit.empty() || entry.unit == limits.unit) return;
    const std::string unit(limits.unit);
    teller.tell(
        entry.where, "单位 " + quoted_input(entry.unit) + " 不对；应为 " + unit + "，也可省略单位",
        "wrong unit " + quoted_input(entry.unit) + "; it is " + unit + ", or leave the unit out");
}

void check_order(const Path& path, const Entry& entry, Teller& teller) {
    for (std::size_t i = 1; i < path.knots.size(); ++i) {
        const int year = path.knots[i].year, before = path.knots[i - 1].year;
        if (year > before) continue;
        const std::string pair = std::to_string(before) + ", " + std::to_string(year);
        teller.tell(entry.knots[i].where, "年份须递增且各写一次：" + pair + "；请按年份排序",
                    "years must ascend, each once: " + pair + "; put them in order");
    }
}

}  // namespace

std::optional<double> read_number(std::string_view text) {
    if (text.size() > 1 && text.front() == '+' && text[1] != '-') text.remove_prefix(1);
    double value = 0;
    const auto end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ec != std::errc() || result.ptr != end || !std::isfinite(value)) return std::nullopt;
    return value + 0.0;  // −0 becomes 0: one bit pattern per value
}

std::string number_text(double value) {
    char buffer[64];
    const double size = std::fabs(value);
    const bool plain = size == 0 || (size >= 1e-4 && size < 1e15);
    const auto form = plain ? std::chars_format::fixed : std::chars_format::scientific;
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, value, form);
    return std::string(buffer, result.ptr);
}

std::string path_text(const Path& path) {
    const double first = path.knots.front().value;
    const bool constant = std::all_of(path.knots.begin(), path.knots.end(),
                                      [&](const Path::Knot& knot) { return knot.value == first; });
    if (constant) return number_text(first);
    std::string text;
    for (const Path::Knot& knot : path.knots)
        text +=
            (text.empty() ? "" : " ") + std::to_string(knot.year) + ":" + number_text(knot.value);
    return text;
}

std::optional<Path> read_path(const Entry& entry, const Limits& limits, Problems& problems) {
    Teller teller(entry, problems);
    if (entry.knots.empty()) {
        teller.tell(entry.where, "没有值；写作“数值 单位”", "no value; write `number unit`");
        return std::nullopt;
    }
    if (limits.constant && !entry.knots.front().year.empty())
        teller.tell(entry.where, "不随年份变化；只写一个值",
                    "does not change by year; write one value");
    Path path;
    bool years_read = true;
    for (const Entry::Knot& knot : entry.knots) {
        const bool all_years = knot.year.empty() && entry.knots.size() == 1;
        Path::Knot read{all_years ? first_year : 0, 0};
        if (!all_years) check_year(knot, teller, read.year);
        years_read = years_read && read.year != 0;
        check_value(knot, limits, teller, read.value);
        path.knots.push_back(read);
    }
    check_unit(entry, limits, teller);
    if (years_read) check_order(path, entry, teller);
    if (!teller.faultless()) return std::nullopt;
    return path;
}

}  // namespace changji
