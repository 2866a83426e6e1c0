#include "output/run_file.hpp"

#include <algorithm>
#include <limits>

#include "model/base/check.hpp"
#include "output/files.hpp"
#include "output/hdf5.hpp"
#include "output/world_tables.hpp"

namespace changji::output {
namespace {

constexpr std::string_view signature = "changji results";

struct Scales {
    hdf5::Handle run, year, district;
};

std::vector<std::string> row_texts(std::string_view Name::*text) {
    std::vector<std::string> texts;
    for (std::size_t row = 0; row < row_count; ++row) texts.emplace_back(row_name(row).*text);
    return texts;
}

void describe(hid_t object, std::string_view english, std::string_view chinese) {
    hdf5::set_attribute(object, "long_name", english);
    hdf5::set_attribute(object, "long_name_zh", chinese);
}

hdf5::Handle write_scale(hid_t file, const std::string& name, const std::vector<int>& values) {
    hdf5::Handle scale = hdf5::write(file, name, H5T_NATIVE_INT, {values.size()}, values.data());
    hdf5::make_scale(scale, name);
    return scale;
}

Scales write_scales(hid_t file, const Results& results) {
    std::vector<int> numbers;
    for (std::size_t run = 0; run < results.runs.size(); ++run)
        numbers.push_back(static_cast<int>(run));
    Scales scales{write_scale(file, "run", numbers), write_scale(file, "year", results.years),
                  hdf5::write_strings(file, "district", row_texts(&Name::key))};
    hdf5::make_scale(scales.district, "district");
    describe(scales.run, "Run: scenario, replicate and draw", "运行：情景、重复与参数抽样");
    describe(scales.year, "Year, state at its end", "年份（年末）");
    describe(scales.district, "District, or the whole zone", "县区或试验区");
    return scales;
}

void write_labels(hid_t file, const Results& results, const Scales& scales) {
    std::vector<std::string> scenarios;
    std::vector<int> replicates, draws;
    for (const RunLabel& run : results.runs) {
        scenarios.push_back(run.scenario);
        replicates.push_back(run.replicate);
        draws.push_back(run.draw);
    }
    const auto label = [](const hdf5::Handle& dataset, hid_t scale, std::string_view english,
                          std::string_view chinese) {
        hdf5::attach_scale(dataset, scale, 0);
        describe(dataset, english, chinese);
    };
    label(hdf5::write_strings(file, "scenario", scenarios), scales.run, "Scenario", "情景");
    label(hdf5::write(file, "replicate", H5T_NATIVE_INT, {replicates.size()}, replicates.data()),
          scales.run, "Replicate of the random draws", "随机重复编号");
    label(hdf5::write(file, "draw", H5T_NATIVE_INT, {draws.size()}, draws.data()), scales.run,
          "Parameter draw, 0 for the shipped values", "参数抽样编号（0为默认值）");
    label(hdf5::write_strings(file, "district_zh", row_texts(&Name::zh)), scales.district,
          "Name in Chinese", "中文名称");
    label(hdf5::write_strings(file, "district_en", row_texts(&Name::en)), scales.district,
          "Name in English", "英文名称");
}

void write_series(hid_t file, const Results& results, const Series& series, const Scales& scales) {
    const hdf5::Handle dataset = hdf5::write(file, series.name, H5T_NATIVE_DOUBLE,
                                             {results.runs.size(), results.years.size(), row_count},
                                             series.values.data(), hdf5::Packing::compressed);
    hdf5::attach_scale(dataset, scales.run, 0);
    hdf5::attach_scale(dataset, scales.year, 1);
    hdf5::attach_scale(dataset, scales.district, 2);
    hdf5::set_attribute(dataset, "_FillValue", std::numeric_limits<double>::quiet_NaN());
    hdf5::set_attribute(dataset, "units", series.unit);
    describe(dataset, series.long_name, series.long_name_zh);
    hdf5::set_attribute(dataset, "code", series.code);
    hdf5::set_attribute(dataset, "price_basis", series.price_basis);
    hdf5::set_attribute(dataset, "level", series.level);
    hdf5::set_attribute(dataset, "coordinates", "scenario replicate draw district_zh district_en");
}

void write_microdata(hid_t file, const World& world) {
    const hdf5::Handle group = hdf5::create_group(file, "final_year");
    hdf5::set_attribute(group, "year", std::int64_t{world.year});
    describe(group,
             "Persons and households at the end of the last year; rows of a household lie "
             "in the cell whose rows begin at first_row",
             "最后一年年末的个人与家庭");
    std::vector<std::int32_t> place;
    std::vector<std::uint8_t> district, stratum;
    for (const Cell& cell : world.cells) {
        place.push_back(cell.register_row);
        district.push_back(static_cast<std::uint8_t>(index(cell.district)));
        stratum.push_back(static_cast<std::uint8_t>(index(cell.stratum)));
    }
    hdf5::write(group, "cell_place", H5T_NATIVE_INT32, {place.size()}, place.data());
    hdf5::write(group, "cell_district", H5T_NATIVE_UINT8, {district.size()}, district.data());
    hdf5::write(group, "cell_stratum", H5T_NATIVE_UINT8, {stratum.size()}, stratum.data());
    const auto nothing = [](const void*, std::size_t) {};
    write_cell_table(group, "people", world.cells, &Cell::people, hdf5::Packing::compressed,
                     nothing);
    write_cell_table(group, "households", world.cells, &Cell::households, hdf5::Packing::compressed,
                     nothing);
}

void write_actions(hid_t file, const Actions& actions) {
    write_table(file, "actions", actions, [](const void*, std::size_t) {});
    std::string rules;
    for (const Name& rule : rule_names) rules += (rules.empty() ? "" : " ") + std::string(rule.key);
    const hdf5::Handle group = hdf5::open_group(file, "actions");
    hdf5::set_attribute(group, "rules", rules);
    describe(group, "Adjustments of policy; rule is a number in the list of rules, from 0",
             "政策动态调整；rule 为规则表中的序号，自 0 起");
}

template <class Table>
std::size_t row_bytes() {
    std::size_t bytes = 0;
    Table::describe([&](auto member, auto...) {
        bytes += sizeof(
            typename std::remove_cvref_t<decltype(std::declval<Table>().*member)>::value_type);
    });
    return bytes;
}

void write_contents(const std::filesystem::path& path, const Results& results,
                    const Extras& extras) {
    const hdf5::Handle file = hdf5::create_file(path.string());
    hdf5::set_attribute(file, "title", "Changji pilot zone: yearly results");
    hdf5::set_attribute(file, "title_zh", "长吉接合片区城乡融合发展试验区：逐年结果");
    hdf5::set_attribute(file, "source", extras.program);
    hdf5::set_attribute(file, "content", signature);
    hdf5::set_attribute(file, "schema_version", std::int64_t{schema_version});
    const Scales scales = write_scales(file, results);
    write_labels(file, results, scales);
    for (const Series& series : results.series) write_series(file, results, series, scales);
    hdf5::write_text(file, "provenance", extras.provenance);
    if (extras.actions != nullptr) write_actions(file, *extras.actions);
    if (extras.microdata != nullptr) write_microdata(file, *extras.microdata);
}

Series read_series(hid_t file, const std::string& name, std::size_t values) {
    const hdf5::Handle dataset = hdf5::open_dataset(file, name);
    Series series{name,
                  hdf5::text_attribute(dataset, "code"),
                  hdf5::text_attribute(dataset, "units"),
                  hdf5::text_attribute(dataset, "long_name"),
                  hdf5::text_attribute(dataset, "long_name_zh"),
                  hdf5::text_attribute(dataset, "price_basis"),
                  hdf5::text_attribute(dataset, "level"),
                  std::vector<double>(values)};
    hdf5::read(dataset, H5T_NATIVE_DOUBLE, series.values.data());
    return series;
}

Results read_contents(hid_t file) {
    Results results;
    const auto scenarios = hdf5::read_strings(file, "scenario");
    const auto replicates = hdf5::read_ints(file, "replicate"),
               draws = hdf5::read_ints(file, "draw");
    for (std::size_t run = 0; run < scenarios.size(); ++run)
        results.runs.push_back({scenarios[run], replicates.at(run), draws.at(run)});
    results.years = hdf5::read_ints(file, "year");
    const hdf5::Extent expected{results.runs.size(), results.years.size(), row_count};
    for (const std::string& name : hdf5::dataset_names(file)) {
        if (hdf5::extent_of(hdf5::open_dataset(file, name)) == expected)
            results.series.push_back(
                read_series(file, name, expected[0] * expected[1] * expected[2]));
    }
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
        if (hdf5::text_attribute(file, "content") != signature)
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

void write_run_file(const std::filesystem::path& path, const Results& results,
                    const Extras& extras) {
    try {
        NewFile file(path);
        write_contents(file.path(), results, extras);
        file.commit();
    } catch (const std::runtime_error& error) {
        throw InputError(
            {"无法写入“" + path.string() + "”：" + error.what() + "。请检查路径、权限和磁盘空间。",
             "Cannot write '" + path.string() + "': " + error.what() +
                 ". Check the path, the permissions and the free disk space."});
    }
}

Results read_run_file(const std::filesystem::path& path) {
    return read_checked(path, [](const hdf5::Handle& file) { return read_contents(file); });
}

std::string read_provenance(const std::filesystem::path& path) {
    return read_checked(
        path, [](const hdf5::Handle& file) { return hdf5::read_text(file, "provenance"); });
}

std::size_t microdata_bytes(const World& world) {
    std::size_t bytes = 0;
    for (const Cell& cell : world.cells)
        bytes += cell.people.size() * row_bytes<People>() +
                 cell.households.size() * row_bytes<Households>();
    return bytes;
}

}  // namespace changji::output
