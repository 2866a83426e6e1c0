#include "model/scenario/problems.hpp"

#include <utility>

namespace changji {
namespace {

std::size_t expected_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

/// Rejects overlong forms, surrogates and numbers above U+10FFFF.
bool second_byte_allowed(unsigned char lead, unsigned char second) {
    if (lead == 0xE0) return second >= 0xA0;
    if (lead == 0xED) return second <= 0x9F;
    if (lead == 0xF0) return second >= 0x90;
    if (lead == 0xF4) return second <= 0x8F;
    return true;
}

}  // namespace

std::size_t utf8_length(std::string_view text) {
    if (text.empty()) return 0;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::size_t length = expected_length(byte(0));
    if (length == 0 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80) return 0;
    if (length > 1 && !second_byte_allowed(byte(0), byte(1))) return 0;
    return length;
}

std::string quoted_input(std::string_view input) {
    constexpr std::size_t most_characters = 80;
    std::string shown;
    std::size_t characters = 0;
    while (!input.empty() && characters < most_characters) {
        const std::size_t length = utf8_length(input);
        const bool control =
            length == 1 && (static_cast<unsigned char>(input[0]) < 0x20 || input[0] == 0x7F);
        if (length == 0 || control) {
            shown += "?";
        } else {
            shown += input.substr(0, length);
        }
        input.remove_prefix(length == 0 ? 1 : length);
        ++characters;
    }
    return "“" + shown + (input.empty() ? "”" : "…”");
}

void Problems::add(std::string where, Bilingual text) {
    ++count_;
    if (problems_.size() < most_shown_) problems_.push_back({std::move(where), std::move(text)});
}

void Problems::throw_if_any() const {
    if (empty()) return;
    Bilingual message;
    for (const Problem& problem : problems_) {
        if (!message.zh.empty()) {
            message.zh += "\n";
            message.en += "\n";
        }
        message.zh += problem.where + ": " + problem.text.zh;
        message.en += problem.where + ": " + problem.text.en;
    }
    if (count_ > problems_.size()) {
        const std::string rest = std::to_string(count_ - problems_.size());
        message.zh += "\n另有 " + rest + " 处错误";
        message.en += "\nand " + rest + " more errors";
    }
    throw InputError(std::move(message));
}

}  // namespace changji
