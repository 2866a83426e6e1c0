#pragma once

#include <filesystem>

namespace changji::app {

/// Where the files that belong to the program stand.
struct Places {
    std::filesystem::path facts;      ///< facts.csv and its neighbours
    std::filesystem::path scenarios;  ///< shipped *.ini
    std::filesystem::path targets;    ///< targets.csv
    std::filesystem::path stylised_facts;   ///< stylised_facts.csv
    std::filesystem::path report_template;  ///< the page that reports are made of
    std::filesystem::path glossary, citation;
    std::filesystem::path calibration;  ///< inputs, targets, maps and the posterior
    std::filesystem::path cache;      ///< opened populations; may not exist yet
};

/// Looks in CHANGJI_HOME if it is set and nowhere else; otherwise in the source tree the program
/// was built from, in share/changji beside the program, and in the installation prefix. A home is
/// a source tree or an installed data folder. The cache is CHANGJI_CACHE, else output/cache of the
/// source tree, else the user's cache folder.
/// Throws InputError naming what was looked for.
Places find_places();

}  // namespace changji::app
