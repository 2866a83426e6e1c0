#include "model/app/language.hpp"

#include <cstdlib>

namespace changji::app {

Language environment_language() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        return std::string_view(value).starts_with("en") ? Language::en : Language::zh;
    }
    return Language::zh;
}

std::string both(Language language, const Bilingual& text) {
    const bool zh = language == Language::zh;
    return (zh ? text.zh : text.en) + "\n" + (zh ? text.en : text.zh) + "\n";
}

}  // namespace changji::app
