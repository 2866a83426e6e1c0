#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/world/world.hpp"
#include "output/results.hpp"

/// The layout of result files.
///
/// Dimensions `run`, `year`, `district` are HDF5 dimension scales; each measure is one dataset
/// (run, year, district) of reals with units, long_name, long_name_zh, code, price_basis, level
/// and _FillValue. `scenario`, `replicate` and `draw` describe the runs, in batches also `run_key`
/// and `run_hash`; `district_zh` and `district_en` name the districts, `provenance` is one JSON
/// text. xarray opens the file as it is. With microdata, the group `final_year` holds the tables of persons and households of the
/// last year, one dataset per column.
namespace changji::output {

/// Raised by one when a reader of older files would misread newer ones.
constexpr int schema_version = 1;
/// The attribute `content` of every result file.
constexpr std::string_view run_file_signature = "changji results";

/// What is stored besides results.
struct Extras {
    std::string provenance;            ///< JSON, see provenance.hpp
    std::string program;               ///< "changji 1.2.3 (commit)"
    const World* microdata = nullptr;  ///< final year, if persons and households are wanted
};

/// Writes completely or not at all. Throws InputError if the file cannot be written.
void write_run_file(const std::filesystem::path& path, const Results& results,
                    const Extras& extras);

/// Values of one series of an outline, [run][year][row]; asked for once each, in order.
using SeriesSource = std::function<const std::vector<double>&(std::size_t series)>;
/// The same for results too large for the memory: `outline` has no values.
void write_run_file(const std::filesystem::path& path, const Results& outline,
                    const SeriesSource& source, const Extras& extras);

/// Throws InputError if the file is missing, damaged or not one of ours.
Results read_run_file(const std::filesystem::path& path);
/// Runs, years and measures of a run file; the values are left out.
Results read_outline(const std::filesystem::path& path);
/// The labels of its runs alone.
std::vector<RunLabel> read_run_labels(const std::filesystem::path& path);
/// `count` runs from `first` on, of the measures named, or of all if none is named.
Results read_slice(const std::filesystem::path& path, const std::vector<std::string>& measures,
                   std::size_t first, std::size_t count);
/// The provenance text of a run file.
std::string read_provenance(const std::filesystem::path& path);

/// Size of the tables of persons and households in a run file, bytes, before compression.
std::size_t microdata_bytes(const World& world);

}  // namespace changji::output
