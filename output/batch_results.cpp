#include "output/batch_results.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "model/base/check.hpp"
#include "output/content_hash.hpp"

namespace changji::output {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t runs_at_once = 64;
constexpr std::size_t merge_bytes = std::size_t{256} << 20;

bool is_file(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(path, error);
}

auto order_of(const RunLabel& run) {
    return std::tie(run.scenario, run.replicate, run.draw);
}

[[noreturn]] void refuse(const fs::path& file, const std::string& zh, const std::string& en) {
    throw InputError({"“" + file.string() + "”：" + zh + "。", "'" + file.string() + "': " + en + "."});
}

void check_same_form(const Results& known, const Results& found, const fs::path& file) {
    const bool same_series = std::equal(
        known.series.begin(), known.series.end(), found.series.begin(), found.series.end(),
        [](const Series& a, const Series& b) { return a.name == b.name && a.unit == b.unit; });
    if (known.years == found.years && same_series) return;
    refuse(file, "年份或指标与同一批次的其他文件不同，不能合在一起",
           "its years or measures differ from the other files of the batch; they cannot be joined");
}

}  // namespace

std::vector<fs::path> result_files(const fs::path& place) {
    if (is_file(place)) return {place};
    if (is_file(place / "run.h5")) return {place / "run.h5"};
    std::vector<fs::path> files, shards;
    if (is_file(place / merged_name)) files.push_back(place / merged_name);
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(place / shards_folder, error)) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() == ".h5" && name.front() != '.')
            shards.push_back(entry.path());
    }
    std::sort(shards.begin(), shards.end());
    files.insert(files.end(), shards.begin(), shards.end());
    return files;
}

BatchResults::BatchResults(const fs::path& place) {
    const std::vector<fs::path> files = result_files(place);
    if (files.empty())
        refuse(place, "不是结果文件夹：其中没有 run.h5，也没有批次结果",
               "is not a folder of results: there is neither run.h5 nor a batch in it");
    for (const fs::path& file : files) add(file);
    sort_runs();
}

void BatchResults::add(const fs::path& file) {
    Results found = read_outline(file);
    if (files_.empty()) {
        outline_.years = found.years;
        outline_.series = found.series;
    }
    check_same_form(outline_, found, file);
    files_.push_back(file);
    numbers_.emplace_back();
    for (RunLabel& run : found.runs) {
        numbers_.back().push_back(outline_.runs.size());
        outline_.runs.push_back(std::move(run));
    }
}

void BatchResults::sort_runs() {
    std::vector<std::size_t> order(outline_.runs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return order_of(outline_.runs[a]) < order_of(outline_.runs[b]);
    });
    std::vector<std::size_t> number(order.size(), twin);
    std::vector<RunLabel> runs;
    for (const std::size_t at : order) {
        const RunLabel& run = outline_.runs[at];
        if (!runs.empty() && order_of(runs.back()) == order_of(run)) {
            if (runs.back().hash != run.hash || run.hash.empty())
                refuse(files_.front().parent_path(),
                       "情景 " + run.scenario + " 的同一次运行有两个不同的结果",
                       "one run of " + run.scenario + " has two different results");
            continue;
        }
        number[at] = runs.size();
        runs.push_back(run);
    }
    for (auto& file : numbers_)
        for (std::size_t& n : file) n = number[n];
    outline_.runs = std::move(runs);
}

void BatchResults::for_each_run(const std::vector<std::string>& measures,
                                const Visit& visit) const {
    for (std::size_t f = 0; f < files_.size(); ++f) {
        const auto& numbers = numbers_[f];
        for (std::size_t first = 0; first < numbers.size(); first += runs_at_once) {
            const std::size_t count = std::min(runs_at_once, numbers.size() - first);
            const auto begin = numbers.begin() + static_cast<std::ptrdiff_t>(first);
            if (std::all_of(begin, begin + static_cast<std::ptrdiff_t>(count),
                            [](std::size_t n) { return n == twin; }))
                continue;
            const Results slice = read_slice(files_[f], measures, first, count);
            for (std::size_t i = 0; i < count; ++i)
                if (numbers[first + i] != twin) visit(slice, i, numbers[first + i]);
        }
    }
}

std::vector<double> BatchResults::values(const std::string& measure) const {
    return std::move(read({measure}).series.front().values);
}

Results BatchResults::read(const std::vector<std::string>& names) const {
    Results all = outline_;
    if (!names.empty()) {
        for (const std::string& name : names)
            if (all.find(name) == nullptr)
                refuse(files_.front(), "没有指标 " + name + "（changji measures 列出全部指标）",
                       "no measure " + name + " (changji measures lists them)");
        std::erase_if(all.series, [&](const Series& series) {
            return std::find(names.begin(), names.end(), series.name) == names.end();
        });
    }
    const std::size_t cells = all.years.size() * row_count;
    for (Series& series : all.series) series.values.resize(all.runs.size() * cells);
    for_each_run(names, [&](const Results& slice, std::size_t i, std::size_t run) {
        for (Series& series : all.series) {
            const auto from = slice.find(series.name)->values.begin() +
                              static_cast<std::ptrdiff_t>(i * cells);
            std::copy(from, from + static_cast<std::ptrdiff_t>(cells),
                      series.values.begin() + static_cast<std::ptrdiff_t>(run * cells));
        }
    });
    return all;
}

std::string content_hash(const BatchResults& results) {
    std::vector<RunLabel> runs = results.runs();
    results.for_each_run({}, [&](const Results& slice, std::size_t i, std::size_t run) {
        const std::string hash = run_hash(slice, i);
        if (!runs[run].hash.empty() && runs[run].hash != hash)
            refuse(results.files().front().parent_path(),
                   "运行 " + runs[run].key + " 的数值与保存时的校验值不符，文件已损坏",
                   "run " + runs[run].key + " has not the hash it was stored with; the file is "
                   "damaged");
        runs[run].hash = hash;
    });
    return content_hash(runs);
}

void write_merged(const BatchResults& results, const fs::path& path, const Extras& extras) {
    const Results& outline = results.outline();
    const std::size_t bytes = outline.runs.size() * outline.years.size() * row_count * sizeof(double);
    const std::size_t at_once = std::max<std::size_t>(1, merge_bytes / std::max<std::size_t>(1, bytes));
    Results group;
    std::size_t group_begin = 0;
    const SeriesSource source = [&](std::size_t s) -> const std::vector<double>& {
        if (group.series.empty() || s >= group_begin + group.series.size()) {
            std::vector<std::string> names;
            for (std::size_t i = s; i < std::min(outline.series.size(), s + at_once); ++i)
                names.push_back(outline.series[i].name);
            group_begin = s;
            group = results.read(names);
        }
        return group.series[s - group_begin].values;
    };
    write_run_file(path, outline, source, extras);
}

}  // namespace changji::output
