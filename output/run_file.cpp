#include "output/run_file.hpp"

#include <algorithm>
#include <limits>

#include "model/base/check.hpp"
#include "output/files.hpp"
#include "output/hdf5.hpp"
#include "output/world_tables.hpp"

namespace changji::output {
namespace {

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
    std::vector<std::string> scenarios, keys, hashes;
    std::vector<int> replicates, draws;
    for (const RunLabel& run : results.runs) {
        scenarios.push_back(run.scenario);
        keys.push_back(run.key);
        hashes.push_back(run.hash);
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
    const bool of_batch = std::any_of(results.runs.begin(), results.runs.end(),
                                      [](const RunLabel& run) { return !run.key.empty(); });
    if (of_batch) {
        label(hdf5::write_strings(file, "run_key", keys), scales.run, "Key in the plan of the batch",
              "批次计划中的编号");
        label(hdf5::write_strings(file, "run_hash", hashes), scales.run,
              "Hash of the results as computed", "计算所得结果的校验值");
    }
    label(hdf5::write_strings(file, "district_zh", row_texts(&Name::zh)), scales.district,
          "Name in Chinese", "中文名称");
    label(hdf5::write_strings(file, "district_en", row_texts(&Name::en)), scales.district,
          "Name in English", "英文名称");
}

void write_series(hid_t file, const Results& results, const Series& series,
                  const std::vector<double>& values, const Scales& scales) {
    const hdf5::Extent extent{results.runs.size(), results.years.size(), row_count};
    ensure(values.size() == extent[0] * extent[1] * extent[2], "a value for every cell");
    const hdf5::Handle dataset = hdf5::write(file, series.name, H5T_NATIVE_DOUBLE, extent,
                                             values.data(), hdf5::Packing::compressed);
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
                    const SeriesSource& source, const Extras& extras) {
    hdf5::Handle file = hdf5::create_file(path.string());
    hdf5::set_attribute(file, "title", "Changji pilot zone: yearly results");
    hdf5::set_attribute(file, "title_zh", "长吉接合片区城乡融合发展试验区：逐年结果");
    hdf5::set_attribute(file, "source", extras.program);
    hdf5::set_attribute(file, "content", run_file_signature);
    hdf5::set_attribute(file, "schema_version", std::int64_t{schema_version});
    {
        const Scales scales = write_scales(file, results);
        write_labels(file, results, scales);
        for (std::size_t s = 0; s < results.series.size(); ++s)
            write_series(file, results, results.series[s], source(s), scales);
        hdf5::write_text(file, "provenance", extras.provenance);
        if (extras.microdata != nullptr) write_microdata(file, *extras.microdata);
    }
    file.finish("the file could not be completed");
}

}  // namespace

void write_run_file(const std::filesystem::path& path, const Results& outline,
                    const SeriesSource& source, const Extras& extras) {
    try {
        NewFile file(path);
        write_contents(file.path(), outline, source, extras);
        file.commit();
    } catch (const std::runtime_error& error) {
        throw InputError(
            {"无法写入“" + path.string() + "”：" + error.what() + "。请检查路径、权限和磁盘空间。",
             "Cannot write '" + path.string() + "': " + error.what() +
                 ". Check the path, the permissions and the free disk space."});
    }
}

void write_run_file(const std::filesystem::path& path, const Results& results,
                    const Extras& extras) {
    const SeriesSource source = [&](std::size_t s) -> const std::vector<double>& {
        return results.series[s].values;
    };
    write_run_file(path, results, source, extras);
}

std::size_t microdata_bytes(const World& world) {
    std::size_t bytes = 0;
    for (const Cell& cell : world.cells)
        bytes += cell.people.size() * row_bytes<People>() +
                 cell.households.size() * row_bytes<Households>();
    return bytes;
}

}  // namespace changji::output
