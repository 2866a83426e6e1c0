#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace changji::calibration {

/// One simulated run of a campaign: where it stood and what it gave.
struct TableRow {
    int stage = 0;  ///< wave or step of the campaign
    std::uint32_t population_seed = 1, replicate = 0;
    std::vector<double> inputs;   ///< values, not positions
    std::vector<double> outputs;  ///< NaN in all if the opening failed
    bool failed() const;
};

/// The runs of a campaign in a file that grows line by line and survives a kill: a campaign that
/// is started again reads what is done and goes on behind it.
class RunTable {
  public:
    /// Opens or creates the file. Throws InputError if it belongs to other columns.
    RunTable(std::filesystem::path file, std::vector<std::string> inputs,
             std::vector<std::string> outputs);

    const std::vector<TableRow>& rows() const { return rows_; }
    std::vector<TableRow> rows_of(int stage) const;
    /// Writes the rows and flushes them.
    void append(const std::vector<TableRow>& rows);

  private:
    std::filesystem::path file_;
    std::vector<std::string> inputs_, outputs_;
    std::vector<TableRow> rows_;
};

}  // namespace changji::calibration
