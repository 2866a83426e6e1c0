#include "model/scenario/text_scan.hpp"

#include <algorithm>

namespace changji {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF", utf16_little = "\xFF\xFE",
                           utf16_big = "\xFE\xFF";

bool control(char c) {
    const auto code = static_cast<unsigned char>(c);
    return (code < 0x20 && c != '\t' && c != '\n' && c != '\r') || code == 0x7F;
}

bool check_characters(std::string_view text, const std::string& file, Problems& problems) {
    std::size_t line = 1;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = utf8_length(text.substr(i));
        if (length == 0) {
            problems.add(position(file, line),
                         {"不是 UTF-8 文字；请用编辑器另存为 UTF-8 编码",
                          "not UTF-8 text; save the file with the encoding UTF-8"});
            return false;
        }
        if (control(text[i])) {
            problems.add(position(file, line),
                         {"含有控制字符，不是文本文件；请另存为纯文本",
                          "holds a control character, so this is no text file; save it as plain "
                          "text"});
            return false;
        }
        const bool end =
            text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
        if (end) ++line;
        i += length;
    }
    return true;
}

}  // namespace

std::string position(const std::string& file, std::size_t line) {
    return file + ":" + std::to_string(line);
}

std::optional<std::string> clean_text(std::string_view bytes, const std::string& file,
                                      Problems& problems) {
    if (bytes.size() > most_file_bytes) {
        problems.add(position(file, 1),
                     {"文件超过 1 MiB；情景文件只应有几十行文字",
                      "the file is over 1 MiB; a scenario is a few dozen lines"});
        return std::nullopt;
    }
    const std::string_view mark = bytes.substr(0, 2);
    if (mark == utf16_little || mark == utf16_big) {
        problems.add(position(file, 1), {"文件是 UTF-16 编码，不是 UTF-8；请另存为 UTF-8",
                                         "the file is UTF-16, not UTF-8; save it as UTF-8"});
        return std::nullopt;
    }
    if (bytes.substr(0, utf8_mark.size()) == utf8_mark) bytes.remove_prefix(utf8_mark.size());
    if (!check_characters(bytes, file, problems)) return std::nullopt;
    if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        problems.add(position(file, 1),
                     {"文件是空的；至少写一行，例如 extends = baseline",
                      "the file is empty; write at least one line, such as extends = baseline"});
        return std::nullopt;
    }
    return std::string(bytes);
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        lines.push_back(text.substr(0, end));
        const bool pair = text.substr(end, 2) == "\r\n";
        text.remove_prefix(std::min(text.size(), end + (pair ? 2 : 1)));
    }
    return lines;
}

}  // namespace changji
