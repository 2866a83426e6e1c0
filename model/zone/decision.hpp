#pragma once

#include <cstdint>

namespace changji {

/// Addresses of random draws: one enumerator per decision, for ever. Append only; a number is
/// never reused, because a changed number changes every published result.
enum Decision : std::uint32_t {
    // demography 1–99
    draw_death = 1, draw_birth, draw_birth_sex, draw_union, draw_union_noise, draw_dissolution,
    draw_bride_moves, draw_new_household, draw_elder_joins, draw_schooling, draw_skill,
    draw_ability, draw_leave_home, draw_inherit_trait,
    draw_retirement, draw_opening_cash,
    // labour and migration 100–199
    draw_training = 100, draw_review, draw_choice, draw_separation, draw_job_rank, draw_startup,
    draw_settlement, draw_home_purchase, draw_inflow, draw_inflow_template, draw_return,
    draw_insurance, draw_quit,
    // farmland 200–299
    draw_lease_term = 200, draw_lease_rank, draw_adoption, draw_family_farm, draw_custody,
    draw_cooperative, draw_dispute, draw_kin_lease,
    // weather and prices 300–349
    draw_weather_zone = 300, draw_weather_city, draw_weather_district, draw_weather_village,
    draw_weather_plot, draw_price, draw_flood,
    // firms 400–499
    draw_firm_tfp = 400, draw_firm_exit, draw_firm_entry, draw_firm_size, draw_firm_rounding,
    draw_firm_shed, draw_vacancy_rank, draw_firm_link, draw_matching_rounding,
    // government 500–549
    draw_rollout_slip = 500, draw_village_rollout, draw_service, draw_rollout_village,
    draw_evaluation_error, draw_village_beauty, draw_village_turn,
    // records, markets and farmers' incomes 550–599
    draw_park_grade = 550, draw_new_town, draw_online, draw_contract, draw_upskilling,
    // rights and homesteads 600–649
    draw_exit_bundle = 600, draw_exit_order, draw_homestead, draw_house_certificate,
    draw_house_kept, draw_house_demand, draw_house_lease, draw_house_term, draw_outside_home,
    draw_share_sale, draw_share_buyer, draw_house_heir, draw_contract_dispute,
    // collective land 650–699
    draw_land_offer = 650, draw_land_delay, draw_land_size, draw_land_host, draw_land_direct,
    draw_land_reserve, draw_land_grade, draw_land_rank, draw_land_mode, draw_land_lease_wish,
    draw_land_resale, draw_land_resale_price,
    // insurance and funds 700–749
    draw_crop_insurance = 700, draw_specialty_insurance, draw_specialty_yield, draw_listing,
    // synthetic population 1000–1999
    draw_synthesis = 1000,
};

}  // namespace changji
