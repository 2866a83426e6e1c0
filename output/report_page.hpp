#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

#include "output/report_runs.hpp"
#include "output/target_table.hpp"

/// The report: the built template of report/ with the data of runs put into it. One file that
/// needs no network and no program but a browser.
namespace changji::output {

/// A report larger than this is sent by no mail and opened by no old machine.
constexpr std::size_t largest_page = 3'000'000;

/// What is said about the results besides their numbers; made by the program.
struct ReportTexts {
    std::string language;           ///< "zh" or "en": in which the page opens
    std::string program;            ///< "changji 1.2.3 (commit)"
    nlohmann::ordered_json facts;   ///< [{kind, subject, count}] of the published figures
    nlohmann::ordered_json register_rows;  ///< levers and coefficients, see register_json
    nlohmann::ordered_json titles;  ///< {scenario: {zh, en}}, as far as known
    std::string glossary;           ///< docs/glossary.md
    std::string citation;           ///< CITATION.cff
};

/// The page with as much detail as largest_page allows. Throws InputError if even the least does
/// not fit, or if the template lacks its places for data.
std::string report_page(const std::string& page_template, const ReportRuns& runs,
                        const std::string& base, const std::vector<Target>& targets,
                        const ReportTexts& texts);

}  // namespace changji::output
