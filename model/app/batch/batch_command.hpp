#pragma once

#include "model/app/arguments.hpp"
#include "model/app/batch/run_batch.hpp"

namespace changji::app {

/// The plan named first on the command line, with its folder (-o) made or found: a folder that
/// holds the batch needs --resume. Throws InputError otherwise.
BatchPlan prepared_batch(const Arguments& arguments);

}  // namespace changji::app
