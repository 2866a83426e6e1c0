#pragma once

#include <string>
#include <vector>

namespace changji::app {

/// The whole program: words of the command line without its own name → exit code.
/// 0 done, 2 the user's fault, 3 the books do not balance, 1 anything else.
int run_program(const std::vector<std::string>& words);

}  // namespace changji::app
