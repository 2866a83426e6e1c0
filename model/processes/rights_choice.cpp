#include "model/processes/rights_choice.hpp"

#include <bit>

#include "model/base/math.hpp"

namespace changji::rights {
namespace {

/// Sum over the rights of a bundle of one number each, in a fixed order.
double sum_over(std::uint8_t rights, const Worth& of) {
    double sum = 0;
    if (rights & contract_right) sum += of.contract;
    if (rights & house_use) sum += of.house;
    if (rights & qualification) sum += of.qualification;
    if (rights & member_share) sum += of.share;
    return sum;
}

}  // namespace

double house_compensation(double homestead_m2, double pay_per_m2, double area_cap,
                          const Coefficients& c) {
    return pay_per_m2 * (homestead_m2 < area_cap ? homestead_m2 : area_cap) + c.house_value;
}

double compensation(std::size_t bundle, const Household& h, const Menu& menu,
                    const Coefficients& c) {
    const std::uint8_t rights = bundle_rights[bundle];
    const double m = c.pay_multiple;
    const Worth pay{m * h.worth.contract, h.house_pay, m * h.worth.qualification,
                    m * h.worth.share};
    const bool several = std::popcount(rights) > 1;
    return sum_over(rights, pay) * (several ? 1 + menu.bonus : 1);
}

double present_value(std::size_t bundle, const Worth& worth) {
    return sum_over(bundle_rights[bundle], worth);
}

double bundle_value(std::size_t bundle, const Household& h, const Menu& menu,
                    const Coefficients& c) {
    const std::uint8_t rights = bundle_rights[bundle];
    const Worth& w = h.worth;
    const Worth felt{c.times_contract * w.contract, c.times_house * w.house,
                     c.times_qualification * w.qualification, c.times_share * w.share};
    const Worth constants{c.exit_contract, c.exit_house, c.exit_qualification, c.exit_share};
    const double gain = compensation(bundle, h, menu, c) - sum_over(rights, felt);
    double value = c.money * gain / h.income + sum_over(rights, constants);
    if (rights & house_use) value += c.attachment * h.attachment;
    if ((h.rights & qualification) && !(rights & qualification)) value += c.keep;
    if (bundle == 2 && menu.may_rebuild) value += w.qualification / h.income;
    return value;
}

std::uint32_t available_bundles(const Household& h, const Menu& menu, const Coefficients& c) {
    std::uint32_t available = 0;
    for (std::size_t b = 2; b < bundle_count; ++b) {
        const std::uint8_t rights = bundle_rights[b];
        if (!(menu.bundles >> b & 1u) || (h.rights & rights) != rights) continue;
        if (b == 2 && !(h.rights & qualification)) continue;  // nothing would be kept
        if ((rights & contract_right) && h.elder_without_pension) continue;
        const double pay = compensation(b, h, menu, c);
        if (pay <= 0 || pay < menu.floor * present_value(b, h.worth)) continue;
        available |= 1u << b;
    }
    return available;
}

double gumbel(double uniform) {
    return -math::log(-math::log(uniform));
}

}  // namespace changji::rights
