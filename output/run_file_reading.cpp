#include <algorithm>

#include "model/base/check.hpp"
#include "output/hdf5.hpp"
#include "output/run_file.hpp"

namespace changji::output {
namespace {

/// Which runs and which measures of a file are read.
struct Part {
    std::vector<std::string> measures;  ///< empty: all
    std::size_t first = 0, count = 0;
    bool values = true;
};

Series read_series(hid_t file, const std::string& name, const Part& part, std::size_t cells) {
    const hdf5::Handle dataset = hdf5::open_dataset(file, name);
    Series series{name,
                  hdf5::text_attribute(dataset, "code"),
                  hdf5::text_attribute(dataset, "units"),
                  hdf5::text_attribute(dataset, "long_name"),
                  hdf5::text_attribute(dataset, "long_name_zh"),
                  hdf5::text_attribute(dataset, "price_basis"),
                  hdf5::text_attribute(dataset, "level"),
                  {}};
    if (!part.values || part.count == 0) return series;
    series.values.resize(part.count * cells);
    hdf5::read_part(dataset, H5T_NATIVE_DOUBLE, part.first, part.count, series.values.data());
    return series;
}

std::vector<RunLabel> read_labels(hid_t file) {
    const auto scenarios = hdf5::read_strings(file, "scenario");
    const auto replicates = hdf5::read_ints(file, "replicate"),
               draws = hdf5::read_ints(file, "draw");
    std::vector<std::string> keys(scenarios.size()), hashes(scenarios.size());
    if (hdf5::has(file, "run_key")) {
        keys = hdf5::read_strings(file, "run_key");
        hashes = hdf5::read_strings(file, "run_hash");
    }
    std::vector<RunLabel> runs;
    for (std::size_t run = 0; run < scenarios.size(); ++run)
        runs.push_back({scenarios[run], replicates.at(run), draws.at(run), keys.at(run),
                        hashes.at(run)});
    return runs;
}

bool wanted(const std::vector<std::string>& measures, const std::string& name) {
    return measures.empty() || std::find(measures.begin(), measures.end(), name) != measures.end();
}

/// `count` 0 stands for all runs that follow.
Results read_contents(hid_t file, Part part) {
    Results results;
    results.runs = read_labels(file);
    results.years = hdf5::read_ints(file, "year");
    const hdf5::Extent expected{results.runs.size(), results.years.size(), row_count};
    if (part.first > results.runs.size() || part.count > results.runs.size() - part.first)
        throw std::runtime_error("fewer runs than expected");
    if (part.count == 0) part.count = results.runs.size() - part.first;
    for (const std::string& name : hdf5::dataset_names(file)) {
        if (wanted(part.measures, name) &&
            hdf5::extent_of(hdf5::open_dataset(file, name)) == expected)
            results.series.push_back(read_series(file, name, part, expected[1] * expected[2]));
    }
    if (!part.values) return results;
    const auto begin = results.runs.begin() + static_cast<std::ptrdiff_t>(part.first);
    results.runs = {begin, begin + static_cast<std::ptrdiff_t>(part.count)};
    return results;
}

/// Opens a run file and calls read(file); every fault is the input's.
template <class Read>
auto read_checked(const std::filesystem::path& path, const Read& read) {
    const std::string name = path.string();
    if (!std::filesystem::exists(path))
        throw InputError(
            {"没有结果文件“" + name + "”。", "There is no result file '" + name + "'."});
    try {
        const hdf5::Handle file = hdf5::open_file(name);
        if (hdf5::text_attribute(file, "content") != run_file_signature)
            throw std::runtime_error("not a result file of changji");
        if (hdf5::integer_attribute(file, "schema_version") > schema_version)
            throw std::runtime_error("written by a newer version of changji");
        return read(file);
    } catch (const std::exception& error) {
        throw InputError({"无法读取结果文件“" + name + "”：文件已损坏或不是长吉的结果文件（" +
                              error.what() + "）。",
                          "Cannot read the result file '" + name +
                              "': damaged, or not written by changji (" + error.what() + ")."});
    }
}

}  // namespace

Results read_run_file(const std::filesystem::path& path) {
    return read_checked(path, [](const hdf5::Handle& file) { return read_contents(file, {}); });
}

Results read_outline(const std::filesystem::path& path) {
    return read_checked(path, [](const hdf5::Handle& file) {
        return read_contents(file, {{}, 0, 0, false});
    });
}

std::vector<RunLabel> read_run_labels(const std::filesystem::path& path) {
    return read_checked(path, [](const hdf5::Handle& file) { return read_labels(file); });
}

Results read_slice(const std::filesystem::path& path, const std::vector<std::string>& measures,
                   std::size_t first, std::size_t count) {
    return read_checked(path, [&](const hdf5::Handle& file) {
        return read_contents(file, {measures, first, count, true});
    });
}

std::string read_provenance(const std::filesystem::path& path) {
    return read_checked(
        path, [](const hdf5::Handle& file) { return hdf5::read_text(file, "provenance"); });
}

}  // namespace changji::output
