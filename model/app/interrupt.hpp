#pragma once

#include <stdexcept>

#include "model/base/check.hpp"

namespace changji::app {

/// The user pressed Ctrl-C or the system asked to stop.
struct Interrupted : std::runtime_error {
    Interrupted() : Interrupted({"已中断，没有留下结果。", "Interrupted; no results were left."}) {}
    explicit Interrupted(Bilingual what) : std::runtime_error(what.en), text(std::move(what)) {}
    Bilingual text;
};

/// From now on the first SIGINT, SIGTERM or SIGUSR1 (which clusters send before the time limit) is
/// only noted, so that work can be put away; another SIGINT or SIGTERM seconds later ends the
/// program at once.
void watch_for_interrupts();
/// Whether one was noted.
bool interrupt_noted();
/// Throws Interrupted if one was noted. Called once a process step.
void stop_if_interrupted();

}  // namespace changji::app
