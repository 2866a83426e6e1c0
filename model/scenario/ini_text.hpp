#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/scenario/entry.hpp"
#include "model/scenario/problems.hpp"

namespace changji {

/// A scenario file taken apart, names and values not yet looked up.
struct IniText {
    std::string extends;  ///< "" if the file stands alone
    std::string extends_where;
    std::vector<Entry> entries;
};

/// Reads INI text: lines are scanned first for position and syntax, then Boost.Program_options
/// reads the clean text. `file` names it in messages, `label` in origins.
IniText read_ini(std::string_view text, const std::string& file, const std::string& label,
                 Problems& problems);

}  // namespace changji
