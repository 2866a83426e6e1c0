#include "calibration/series_map.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "model/baseline/csv.hpp"
#include "model/scenario/entry.hpp"
#include "output/results.hpp"

namespace changji::calibration {
namespace {

struct Unit {
    std::string_view published, base;
    double factor;
};
constexpr std::array<Unit, 33> units{{
    {"人", "persons", 1},
    {"万人", "persons", 1e4},
    {"亿人", "persons", 1e8},
    {"persons", "persons", 1},
    {"元", "yuan", 1},
    {"万元", "yuan", 1e4},
    {"亿元", "yuan", 1e8},
    {"元/年", "yuan", 1},
    {"元/人", "yuan", 1},
    {"yuan", "yuan", 1},
    {"CNY", "yuan", 1},
    {"吨", "t", 1},
    {"万吨", "t", 1e4},
    {"亿吨", "t", 1e8},
    {"亿斤", "t", 5e4},
    {"万斤", "t", 5},
    {"亿公斤", "t", 1e5},
    {"t", "t", 1},
    {"%", "share", 0.01},
    {"％", "share", 0.01},
    {"‰", "share", 0.001},
    {"%", "per person", 0.01},
    {"％", "per person", 0.01},
    {"‰", "per person", 0.001},
    {"1", "share", 1},
    {"1", "per person", 1},
    {"1", "1", 1},
    {"比值", "1", 1},
    {"倍", "1", 1},
    {"", "1", 1},
    {"人/户", "persons", 1},
    {"百分点", "share", 0.01},
    {"个百分点", "share", 0.01},
}};

struct Ending {
    std::string_view text;
    Form form;
    bool index;
};
// Chinese statistics give growth of output and value added in constant prices unless they say
// otherwise; growth of incomes, revenue and wages is nominal unless called real.
constexpr std::array<Ending, 16> endings{{
    {"实际增速", Form::real_growth, false},
    {"实际增长率", Form::real_growth, false},
    {"名义增速", Form::growth, false},
    {"名义增长率", Form::growth, false},
    {"比上年增长", Form::growth, false},
    {"同比增速", Form::growth, false},
    {"同比增长", Form::growth, false},
    {"年均增速", Form::growth, false},
    {"增长速度", Form::growth, false},
    {"增长率", Form::growth, false},
    {"增速", Form::growth, false},
    {"增幅", Form::growth, false},
    {"增长", Form::growth, false},
    {"指数", Form::growth, true},
    {"growth", Form::growth, false},
    {"index", Form::growth, true},
}};

const Quantity* named(const std::string& name, const std::vector<Quantity>& map) {
    for (const Quantity& quantity : map)
        if (std::find(quantity.names.begin(), quantity.names.end(), name) != quantity.names.end())
            return &quantity;
    return nullptr;
}

bool grows_in_constant_prices(const Quantity& quantity) {
    return quantity.name == "gdp" || quantity.name == "gdp_per_resident" ||
           (quantity.name.starts_with("gdp_") && quantity.scale == Scale::level);
}

std::vector<std::string> split_names(std::string_view text) {
    std::vector<std::string> names;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('|', begin), text.size());
        names.push_back(normal_name(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    return names;
}

/// Bytes of a bracketed remark that begins at `begin`, or 0.
std::size_t bracketed(std::string_view text, std::size_t begin) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> brackets{
        {{"(", ")"}, {"（", "）"}, {"[", "]"}}};
    for (const auto& [open, close] : brackets) {
        if (!text.substr(begin).starts_with(open)) continue;
        // A remark may open in one width and close in the other.
        std::size_t end = std::string_view::npos;
        for (const auto& [other, closing] : brackets) {
            const std::size_t at = text.find(closing, begin);
            if (at != std::string_view::npos) end = std::min(end, at + closing.size());
        }
        return end == std::string_view::npos ? text.size() - begin : end - begin;
    }
    return 0;
}

Quantity quantity_of(const CsvRow& row, FactProblems& problems) {
    const std::string& scale = row.fields[1];
    Quantity q{row.fields[0],
               scale == "share" ? Scale::share : Scale::level,
               Expression("x"),
               row.fields[3],
               read_number(row, 4, "yearly_error", problems),
               static_cast<int>(read_number(row, 5, "history_from", problems)),
               split_names(row.fields[6])};
    try {
        q.expression = Expression(row.fields[2]);
    } catch (const std::invalid_argument& fault) {
        problems.add(row.place, {std::string("算式有误：") + fault.what(), fault.what()});
    }
    if (scale != "share" && scale != "level")
        problems.add(row.place, {"scale 应为 level 或 share", "scale is level or share"});
    if (q.yearly_error < 0)
        problems.add(row.place, {"yearly_error 不能为负", "yearly_error cannot be negative"});
    return q;
}

}  // namespace

std::vector<Quantity> read_series_map(const std::filesystem::path& file) {
    FactProblems problems;
    std::string text;
    std::vector<Quantity> map;
    for (const CsvRow& row : read_csv(
             file,
             {"quantity", "scale", "expression", "unit", "yearly_error", "history_from", "names"},
             problems, text))
        map.push_back(quantity_of(row, problems));
    problems.throw_if_any();
    return map;
}

std::string normal_name(std::string_view indicator) {
    std::string name;
    for (std::size_t i = 0; i < indicator.size();) {
        if (const std::size_t remark = bracketed(indicator, i); remark > 0) {
            i += remark;
        } else if (indicator.substr(i).starts_with("\u3000")) {
            i += 3;
        } else {
            const char c = indicator[i++];
            if (c == ' ' || c == '\t') continue;
            name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return name;
}

std::optional<SeriesMeaning> meaning_of(std::string_view indicator,
                                        const std::vector<Quantity>& map) {
    const std::string name = normal_name(indicator);
    if (const Quantity* quantity = named(name, map)) return SeriesMeaning{quantity, Form::value};
    for (const Ending& ending : endings) {
        if (!name.ends_with(ending.text)) continue;
        const Quantity* quantity = named(name.substr(0, name.size() - ending.text.size()), map);
        if (quantity == nullptr) continue;
        const bool nominal = ending.text.starts_with("名义");
        const Form form =
            !nominal && grows_in_constant_prices(*quantity) ? Form::real_growth : ending.form;
        return SeriesMeaning{quantity, form, ending.index};
    }
    return std::nullopt;
}

std::optional<double> unit_factor(std::string_view published, const Quantity& quantity) {
    const std::string_view text = trimmed(published);
    for (const Unit& unit : units)
        if (unit.published == text && unit.base == quantity.unit) return unit.factor;
    return std::nullopt;
}

std::optional<double> growth_factor(std::string_view published) {
    const std::string_view text = trimmed(published);
    for (const std::string_view percent : {"%", "％", "百分点", "个百分点"})
        if (text == percent) return 0.01;
    if (text == "‰") return 0.001;
    return std::nullopt;
}

std::string place_key(std::string_view geography) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 18> places{{
        {"吉林省", "province"},
        {"全省", "province"},
        {"吉林", "province"},
        {"jilin", "province"},
        {"jilinprovince", "province"},
        {"长春市", "changchun"},
        {"长春", "changchun"},
        {"长春市全市", "changchun"},
        {"changchun", "changchun"},
        {"吉林市", "jilin_city"},
        {"吉林市全市", "jilin_city"},
        {"jilincity", "jilin_city"},
        {"试验区", "zone"},
        {"长吉接合片区", "zone"},
        {"长吉接合片区试验区", "zone"},
        {"长吉接合片区国家城乡融合发展试验区", "zone"},
        {"pilotzone", "zone"},
        {"zone", "zone"},
    }};
    const std::string place = normal_name(geography);
    for (const auto& [spelling, key] : places)
        if (place == spelling) return std::string(key);
    for (const Name& name : district_names)
        if (place == name.zh || place == name.key || place == normal_name(name.en))
            return std::string(name.key);
    return "";
}

std::size_t results_row(std::string_view place) {
    for (std::size_t d = 0; d < district_count; ++d)
        if (district_names[d].key == place) return d;
    return output::zone_row;
}

}  // namespace changji::calibration
