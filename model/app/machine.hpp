#pragma once

namespace changji::app {

/// Bytes a process may still take: what is free, within the limits of its control group.
double available_memory();

/// Cores this process may use: those of its affinity mask, which a cluster sets.
int available_cores();

}  // namespace changji::app
