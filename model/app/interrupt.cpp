#include "model/app/interrupt.hpp"

#include <csignal>
#include <ctime>

namespace changji::app {
namespace {

volatile std::sig_atomic_t interrupted = 0;
volatile std::time_t noted_at = 0;

std::time_t now() {
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec;
}

/// Schedulers and shells often send the same signal twice at once: that is one wish to stop.
void note(int signal) {
    constexpr std::time_t same_wish = 2;
    if (interrupted == 0) {
        interrupted = 1;
        noted_at = now();
    } else if (signal != SIGUSR1 && now() - noted_at >= same_wish) {
        std::signal(signal, SIG_DFL);
        std::raise(signal);
    }
}

void watch(int signal, int flags) {
    struct sigaction action {};
    action.sa_handler = note;
    action.sa_flags = flags;
    sigaction(signal, &action, nullptr);
}

}  // namespace

void watch_for_interrupts() {
    for (const int signal : {SIGINT, SIGTERM, SIGUSR1}) watch(signal, SA_RESTART);
}

bool interrupt_noted() {
    return interrupted != 0;
}

void stop_if_interrupted() {
    if (interrupted != 0) throw Interrupted();
}

}  // namespace changji::app
