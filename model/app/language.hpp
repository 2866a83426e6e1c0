#pragma once

#include <string>
#include <string_view>

#include "model/base/check.hpp"
#include "model/scenario/language.hpp"

namespace changji::app {

/// The language of the user's environment: LC_ALL, LC_MESSAGES, LANG in this order; English if it
/// says so, otherwise Chinese.
Language environment_language();

/// One text in the language asked for.
inline std::string_view in(Language language, std::string_view zh, std::string_view en) {
    return language == Language::zh ? zh : en;
}
inline const std::string& in(Language language, const Bilingual& text) {
    return language == Language::zh ? text.zh : text.en;
}

/// Both languages, the one asked for first: faults are told in both.
std::string both(Language language, const Bilingual& text);

}  // namespace changji::app
