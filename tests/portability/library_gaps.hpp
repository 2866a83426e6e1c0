#pragma once

// What Emscripten 3.1.6's C++ library lacks and the readers and measures use.
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <version>

namespace std {
#ifndef __cpp_lib_bit_cast
template <class To, class From>
constexpr To bit_cast(const From& from) noexcept {
    return __builtin_bit_cast(To, from);
}
#endif
#ifndef __cpp_lib_to_chars
inline from_chars_result from_chars(const char* first, const char* last, double& value) {
    const string text(first, last);
    char* end = nullptr;
    const double read = strtod(text.c_str(), &end);
    if (end == text.c_str()) return {first, errc::invalid_argument};
    value = read;
    return {first + (end - text.c_str()), errc{}};
}
// For listings only: no result passes through it.
inline to_chars_result to_chars(char* first, char* last, double value, chars_format) {
    return {first + snprintf(first, static_cast<size_t>(last - first), "%.17g", value), errc{}};
}
#endif
}  // namespace std
