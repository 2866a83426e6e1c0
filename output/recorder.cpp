#include "output/recorder.hpp"

#include "output/measures.hpp"

namespace changji::output {

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

}  // namespace changji::output
