#include "output/measure_text.hpp"

#include <nlohmann/json.hpp>

#include "output/measures.hpp"

namespace changji::output {
namespace {

struct Word {
    std::string_view key, zh;
};

constexpr Word words[] = {
    {"nominal", "当年价"}, {"2019 prices (derived by CPI)", "2019年价（由CPI折算）"},
    {"person", "个人"},    {"household", "家庭"},
    {"village", "村"}, {"parcel", "宗地"},     {"firm", "企业"},
    {"district", "县区"},  {"zone", "试验区"}};

std::string in_language(std::string_view text, Language language) {
    if (language == Language::zh)
        for (const Word& word : words)
            if (word.key == text) return std::string(word.zh);
    return std::string(text);
}

}  // namespace

TextTable measure_table(Language language) {
    const bool zh = language == Language::zh;
    TextTable table;
    table.header =
        zh ? std::vector<std::string>{"指标", "K", "单位", "含义", "价格", "统计对象"}
           : std::vector<std::string>{"measure", "K", "unit", "meaning", "prices", "counted"};
    for (const Measure& m : measures())
        table.rows.push_back({std::string(m.name), std::string(m.code), std::string(m.unit),
                              std::string(zh ? m.zh : m.en), in_language(m.price_basis, language),
                              in_language(m.level, language)});
    return table;
}

TextTable measure_columns() {
    TextTable table;
    table.header = {"measure", "code", "unit", "zh", "en", "price_basis", "level"};
    for (const Measure& m : measures())
        table.rows.push_back({std::string(m.name), std::string(m.code), std::string(m.unit),
                              std::string(m.zh), std::string(m.en), std::string(m.price_basis),
                              std::string(m.level)});
    return table;
}

std::string measure_json() {
    const TextTable table = measure_columns();
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const auto& row : table.rows) {
        nlohmann::ordered_json object = nlohmann::ordered_json::object();
        for (std::size_t c = 0; c < row.size(); ++c) object[table.header[c]] = row[c];
        list.push_back(std::move(object));
    }
    return list.dump(2) + "\n";
}

}  // namespace changji::output
