#include "output/recorder.hpp"

#include <cstdint>
#include <cstring>
#include <stdexcept>

#include "output/measures.hpp"

namespace changji::output {
namespace {

template <class T>
void put(std::vector<unsigned char>& bytes, const T* values, std::size_t count) {
    const auto* from = reinterpret_cast<const unsigned char*>(values);
    bytes.insert(bytes.end(), from, from + count * sizeof(T));
}

template <class T>
void put(std::vector<unsigned char>& bytes, const std::vector<T>& values) {
    const std::uint64_t count = values.size();
    put(bytes, &count, 1);
    put(bytes, values.data(), values.size());
}

/// Takes what put() gave, in the same order.
struct Taker {
    const std::vector<unsigned char>& bytes;
    std::size_t at = 0;

    template <class T>
    void take(T* values, std::size_t count) {
        if (count > (bytes.size() - at) / sizeof(T))
            throw std::runtime_error("the record is cut short");
        if (count > 0) std::memcpy(values, bytes.data() + at, count * sizeof(T));
        at += count * sizeof(T);
    }
    template <class T>
    void take(std::vector<T>& values) {
        std::uint64_t count = 0;
        take(&count, 1);
        if (count > bytes.size()) throw std::runtime_error("the record is cut short");
        values.resize(count);
        take(values.data(), values.size());
    }
};

}  // namespace

Recorder::Recorder(RunLabel label) {
    results_.runs.push_back(std::move(label));
    for (const Measure& m : measures()) {
        results_.series.push_back({std::string(m.name),
                                   std::string(m.code),
                                   std::string(m.unit),
                                   std::string(m.en),
                                   std::string(m.zh),
                                   std::string(m.price_basis),
                                   std::string(m.level),
                                   {}});
    }
}

void Recorder::record(const World& world) {
    std::vector<DistrictView> views = views_of(world, residents_before_);
    if (results_.years.empty())
        for (DistrictView& view : views) view.residents_before = view.both.residents;
    results_.years.push_back(world.year);
    for (std::size_t m = 0; m < results_.series.size(); ++m) {
        for (std::size_t row = 0; row < row_count; ++row)
            results_.series[m].values.push_back(measures()[m].value(views[row]));
    }
    for (std::size_t row = 0; row < row_count; ++row)
        residents_before_[row] = views[row].both.residents;
    YearlyFlows flows{world.year, {}};
    for (std::size_t i = 0; i < item_count; ++i)
        flows.total[i] = world.ledger.total(static_cast<Item>(i));
    flows_.push_back(flows);
}

std::vector<unsigned char> Recorder::pack() const {
    static_assert(std::is_trivially_copyable_v<YearlyFlows>);
    std::vector<unsigned char> bytes;
    put(bytes, results_.years);
    for (const Series& series : results_.series) put(bytes, series.values);
    put(bytes, flows_);
    put(bytes, residents_before_.data(), residents_before_.size());
    return bytes;
}

void Recorder::unpack(const std::vector<unsigned char>& bytes) {
    Taker taker{bytes};
    taker.take(results_.years);
    for (Series& series : results_.series) {
        taker.take(series.values);
        if (series.values.size() != results_.years.size() * row_count)
            throw std::runtime_error("the record is not of these measures");
    }
    taker.take(flows_);
    taker.take(residents_before_.data(), residents_before_.size());
    if (taker.at != bytes.size()) throw std::runtime_error("the record is too long");
}

}  // namespace changji::output
