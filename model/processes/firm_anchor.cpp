#include "model/processes/firm_anchor.hpp"

#include "model/base/math.hpp"

namespace changji::firm_anchor {
namespace {

/// Opens the firm of an anchor project; returns its row.
std::size_t found(World& world, std::size_t project) {
    Firms& firms = world.firms;
    Projects& projects = world.projects;
    table::resize(firms, firms.size() + 1);
    const std::size_t f = firms.size() - 1;
    firms.key[f] = derived_key(projects.key[project], 0, 0x616E6368u);
    firms.sector[f] = static_cast<Sector>(projects.sector[project]);
    firms.district[f] = projects.district[project];
    firms.open[f] = 1;
    firms.founded[f] = static_cast<std::int16_t>(world.year);
    firms.origin[f] = FirmOrigin::anchor;
    projects.firm[project] = static_cast<Row>(f);
    ++world.districts[projects.district[project]].entries[index(firms.sector[f])];
    return f;
}

/// Capital comes from outside and is spent outside at once.
void pay_in(World& world, std::size_t f, double capital) {
    Firms& firms = world.firms;
    const District district = firms.district[f];
    const Money paid = yuan(capital * world.zone.cpi);
    firms.capital[f] += yuan(capital);
    world.ledger.receive(Item::firm_start_capital, district, paid);
    world.ledger.pay_out(Item::firm_investment, district, paid);
    world.districts[district].anchor_investment += paid;
}

}  // namespace

Scale scale_of(const firms::Technology& t, double capital, double common, double price,
               double relative_price, double cost, const firms::Coefficients& c) {
    const double real = capital * firms::user_cost(c) / (t.capital * relative_price);
    const double jobs = t.labour * real * price / cost;
    const firms::Inputs inputs{capital, jobs, jobs / c.jobs_per_hectare};
    return {math::log(real) - math::log(firms::output(t, common, inputs)), jobs};
}

void grow(World& world, const Settings& settings, const firms::Settings& firm_settings,
          const firms::Effects& effects) {
    for (DistrictState& state : world.districts) state.anchor_investment = Money{};
    Projects& projects = world.projects;
    for (std::size_t p = 0; p < projects.size(); ++p) {
        if (projects.kind[p] != ProjectKind::anchor || !projects.at_work(p, world.year)) continue;
        const std::size_t d = index(projects.district[p]);
        const double wanted = settings.levers[d].capital;
        if (wanted <= 0 || projects.grade[p] >= yearly_shares) continue;
        const double weight = world.weight[d][index(Stratum::urban)];
        const std::size_t f = projects.firm[p] == no_row
                                  ? found(world, p)
                                  : static_cast<std::size_t>(projects.firm[p]);
        // a sample holds its part of the firm
        pay_in(world, f, wanted / yearly_shares / (weight > 0 ? weight : 1.0));
        ++projects.grade[p];
        const std::size_t s = index(world.firms.sector[f]);
        const firms::Coefficients& c = firm_settings.coefficients;
        const double common = firms::common_productivity(world, c, effects)[d][s];
        const Scale scale =
            scale_of(firms::technology(world.solved, world.firms.sector[f]),
                     in_yuan(world.firms.capital[f]), common, firms::price_level(world, d, s),
                     world.districts[d].relative_price[s],
                     firms::job_cost(world.districts[d], c.employer_cost), c);
        world.firms.level[f] = scale.level;
        world.firms.land[f] = hectares(scale.jobs / c.jobs_per_hectare);
    }
}

}  // namespace changji::firm_anchor
