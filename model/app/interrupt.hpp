#pragma once

#include <stdexcept>

namespace changji::app {

/// The user pressed Ctrl-C or the system asked to stop.
struct Interrupted : std::runtime_error {
    Interrupted() : std::runtime_error("interrupted") {}
};

/// From now on the first SIGINT or SIGTERM is only noted, so that temporary files can be removed;
/// a second one ends the program at once.
void watch_for_interrupts();
/// Throws Interrupted if one was noted. Called once a process step.
void stop_if_interrupted();

}  // namespace changji::app
