#include "model/scenario/entry.hpp"

#include <utility>

namespace changji {
namespace {

constexpr std::string_view wide_blank = "\u3000";

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
        std::size_t end = 0;
        while (end < text.size() && text[end] != ' ' && text[end] != '\t' &&
               text.substr(end, wide_blank.size()) != wide_blank)
            ++end;
        words.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return words;
}

/// "2021:80" — a year and a value; a unit never begins with a digit and holds a colon.
bool by_year(std::string_view word) {
    return word.find(':') != std::string_view::npos;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    for (bool again = true; again;) {
        again = false;
        if (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
            text.remove_prefix(1);
            again = true;
        } else if (text.substr(0, wide_blank.size()) == wide_blank) {
            text.remove_prefix(wide_blank.size());
            again = true;
        } else if (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
            text.remove_suffix(1);
            again = true;
        } else if (text.size() >= wide_blank.size() &&
                   text.substr(text.size() - wide_blank.size()) == wide_blank) {
            text.remove_suffix(wide_blank.size());
            again = true;
        }
    }
    return text;
}

Entry make_entry(std::string_view key, std::string_view value, std::string where,
                 std::string origin) {
    Entry entry;
    const std::size_t at = key.find('@');
    entry.key = trimmed(key.substr(0, at));
    if (at != std::string_view::npos) {
        // "key@" names a district too: the empty one, which is an unknown name and not the zone
        entry.district = trimmed(key.substr(at + 1));
        if (entry.district.empty()) entry.district = "@";
    }
    const auto words = words_of(value);
    std::size_t i = 0;
    if (!words.empty() && !by_year(words[0])) {
        entry.knots.push_back({"", std::string(words[0]), where});
        i = 1;
    }
    for (; entry.unit.empty() && i < words.size() && by_year(words[i]); ++i) {
        const std::size_t colon = words[i].find(':');
        const std::string year(words[i].substr(0, colon));
        // "2021: 80" is read as "2021:80"
        const bool apart =
            colon + 1 == words[i].size() && i + 1 < words.size() && !by_year(words[i + 1]);
        const auto number = apart ? words[++i] : words[i].substr(colon + 1);
        entry.knots.push_back({year, std::string(number), where});
    }
    for (; i < words.size(); ++i)
        entry.unit += (entry.unit.empty() ? "" : " ") + std::string(words[i]);
    entry.where = std::move(where);
    entry.origin = std::move(origin);
    return entry;
}

}  // namespace changji
