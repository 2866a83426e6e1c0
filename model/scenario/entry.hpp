#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/scenario/problems.hpp"

namespace changji {

/// One setting as written, before its meaning is known.
struct Entry {
    struct Knot {
        std::string year;  ///< "" for a value that holds in all years
        std::string value;
        std::string where;
    };
    std::string key;       ///< full: "t1.tc_land"
    std::string district;  ///< text after '@'; "" for the whole zone
    std::vector<Knot> knots;
    std::string unit;    ///< "" if none was written
    std::string where;   ///< for messages: "path/file.ini:12", "--set", "path/overlay.csv:3"
    std::string origin;  ///< for listings: "file.ini:12", "--set", "overlay:3"
};

/// Blanks (also the full-width one) removed at both ends.
std::string_view trimmed(std::string_view text);

/// Takes "key@district" and "2021:80 2025:120 unit" or "80 unit" apart.
Entry make_entry(std::string_view key, std::string_view value, std::string where,
                 std::string origin);

}  // namespace changji
