#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/check.hpp"

namespace changji {

/// Collects every fault of the input, so that the user sees all of them at once.
class FactProblems {
  public:
    void add(const std::string& place, Bilingual message);
    bool empty() const { return zh_.empty(); }
    /// Throws one InputError with all messages, one a line.
    void throw_if_any() const;

  private:
    std::string zh_, en_;
};

/// One line of a comma-separated file, fields in the order of the requested columns.
struct CsvRow {
    std::string place;  ///< "file.csv:12"
    std::vector<std::string> fields;
};

/// A UTF-8 comma-separated file with a header line; quoted fields, a BOM and CRLF are accepted.
/// Columns may stand in any order; a missing column, a field without its quote or a row of the
/// wrong length is a problem. Rows with problems are left out. `text` receives the raw bytes.
std::vector<CsvRow> read_csv(const std::filesystem::path& file,
                             const std::vector<std::string_view>& columns, FactProblems& problems,
                             std::string& text);

/// A finite number, the whole field; otherwise a problem is noted and 0 returned.
double read_number(const CsvRow& row, std::size_t field, std::string_view column,
                   FactProblems& problems);

}  // namespace changji
