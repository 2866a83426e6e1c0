#pragma once

#include <cstdint>

namespace changji {

/// The language of texts for people.
enum class Language : std::uint8_t { zh, en };

}  // namespace changji
