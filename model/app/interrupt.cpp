#include "model/app/interrupt.hpp"

#include <csignal>

namespace changji::app {
namespace {

volatile std::sig_atomic_t interrupted = 0;

void note(int) {
    interrupted = 1;
}

void watch(int signal, int flags) {
    struct sigaction action {};
    action.sa_handler = note;
    action.sa_flags = flags;
    sigaction(signal, &action, nullptr);
}

}  // namespace

void watch_for_interrupts() {
    const int once = static_cast<int>(SA_RESETHAND) | SA_RESTART;
    watch(SIGINT, once);
    watch(SIGTERM, once);
    watch(SIGUSR1, SA_RESTART);
}

bool interrupt_noted() {
    return interrupted != 0;
}

void stop_if_interrupted() {
    if (interrupted != 0) throw Interrupted();
}

}  // namespace changji::app
