#pragma once

#include <chrono>
#include <string>

namespace changji::app {

/// A line on stderr that replaces itself; silent when stderr is not a terminal or when told so.
class Progress {
  public:
    enum class Voice { normal, quiet };
    explicit Progress(Voice voice);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void show(const std::string& text);
    /// Removes the line.
    void clear();

  private:
    bool speaks_;
    bool shown_ = false;
};

/// Seconds since it was made.
class Stopwatch {
  public:
    double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }

  private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Now, ISO 8601, UTC.
std::string utc_time();

}  // namespace changji::app
