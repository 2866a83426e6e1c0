#pragma once

#include "model/baseline/reader.hpp"

namespace changji::test {

/// The shipped facts, read once; tests run in the root of the source tree.
inline const Baseline& published_facts() {
    static const Baseline baseline = read_baseline("model/baseline/facts");
    return baseline;
}

}  // namespace changji::test
