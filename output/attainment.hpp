#pragma once

#include <string>
#include <vector>

#include "model/scenario/text_table.hpp"
#include "output/target_table.hpp"

/// Whether targets are met, by how much, where first not, and whether the baseline meets them too.
namespace changji::output {

enum class Met { no, yes, undecided };  ///< undecided: no measure or no such year in the results

struct Attainment {
    const Target* target;
    std::string scenario, unit;
    std::size_t row;        ///< district or zone
    double value;           ///< in the basis of the target
    double margin;          ///< beyond the threshold, as a share of it; negative: missed
    Met met, met_in_base;   ///< undecided without a baseline
    bool first_failure;     ///< first target that this row misses, by year, then order of the file
};

/// One per scenario, district or zone, and target; targets of the lowest or highest district are
/// judged by the district's own value in its row. Targets must outlive the list.
std::vector<Attainment> attainments(const Results& results, const std::vector<Target>& targets,
                                    const Results* base);

/// For people: the zone's targets, and each row's count and first failure.
TextTable zone_attainment(const std::vector<Attainment>& list, Language language);
TextTable first_failures(const std::vector<Attainment>& list, Language language);
TextTable attainment_columns(const std::vector<Attainment>& list);
std::string attainment_json(const std::vector<Attainment>& list);

}  // namespace changji::output
