#pragma once

#include <string>

#include "model/scenario/language.hpp"
#include "model/scenario/text_table.hpp"

namespace changji::output {

/// The register of measures in one language, for aligned_text or markdown_text.
TextTable measure_table(Language language);
/// With stable English column names and both meanings, for csv_text.
TextTable measure_columns();
/// A JSON array of objects with the names of measure_columns.
std::string measure_json();

}  // namespace changji::output
