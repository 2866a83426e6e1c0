#include "model/app/machine.hpp"

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>
#include <thread>

#include <sched.h>

namespace changji::app {
namespace {

/// The first number of a file, or `otherwise` ("max" and missing files have none).
double number_in(const std::string& path, double otherwise) {
    std::ifstream stream(path);
    double number = otherwise;
    return stream >> number ? number : otherwise;
}

double free_memory() {
    std::ifstream stream("/proc/meminfo");
    std::string name, unit;
    double kilobytes = 0;
    while (stream >> name >> kilobytes) {
        if (name == "MemAvailable:") return kilobytes * 1024;
        std::getline(stream, unit);
    }
    return 4e9;  // unknown: a small machine
}

/// What the control group leaves, infinite without a limit.
double group_memory() {
    const double none = std::numeric_limits<double>::infinity();
    std::string line, path = "/sys/fs/cgroup";
    std::ifstream groups("/proc/self/cgroup");
    while (std::getline(groups, line))
        if (line.starts_with("0::") && line.size() > 4) path += line.substr(3);
    const double limit = number_in(path + "/memory.max", none);
    return limit - number_in(path + "/memory.current", 0);
}

}  // namespace

double available_memory() {
    return std::max(0.0, std::min(free_memory(), group_memory()));
}

int available_cores() {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof(set), &set) == 0) return std::max(1, CPU_COUNT(&set));
    return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

}  // namespace changji::app
