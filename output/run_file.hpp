#pragma once

#include <filesystem>
#include <string>

#include "model/world/world.hpp"
#include "output/results.hpp"

/// The layout of result files.
///
/// Dimensions `run`, `year`, `district` are HDF5 dimension scales; each measure is one dataset
/// (run, year, district) of reals with units, long_name, long_name_zh, code, price_basis, level
/// and _FillValue. `scenario`, `replicate` and `draw` describe the runs, `district_zh` and
/// `district_en` name the districts, `provenance` is one JSON text. xarray opens the file as it
/// is. With microdata, the group `final_year` holds the tables of persons and households of the
/// last year, one dataset per column.
namespace changji::output {

/// Raised by one when a reader of older files would misread newer ones.
constexpr int schema_version = 1;

/// What is stored besides results.
struct Extras {
    std::string provenance;            ///< JSON, see provenance.hpp
    std::string program;               ///< "changji 1.2.3 (commit)"
    const World* microdata = nullptr;  ///< final year, if persons and households are wanted
    const Actions* actions = nullptr;  ///< adjustments of policy since 2019
};

/// Writes completely or not at all. Throws InputError if the file cannot be written.
void write_run_file(const std::filesystem::path& path, const Results& results,
                    const Extras& extras);

/// Throws InputError if the file is missing, damaged or not one of ours.
Results read_run_file(const std::filesystem::path& path);
/// The provenance text of a run file.
std::string read_provenance(const std::filesystem::path& path);

/// Size of the tables of persons and households in a run file, bytes, before compression.
std::size_t microdata_bytes(const World& world);

}  // namespace changji::output
