#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/check.hpp"

namespace changji {

/// User input as shown in a message: in “…”, at most 80 characters, control characters replaced.
/// The text may be any bytes; what is not UTF-8 is replaced too.
std::string quoted_input(std::string_view input);

/// Number of leading bytes of `text` that form one UTF-8 character; 0 if they do not.
std::size_t utf8_length(std::string_view text);

/// What is wrong with the user's input, collected so that all of it is told at once.
class Problems {
  public:
    /// `where` is "file:line", "--set" or another place the user can go to.
    void add(std::string where, Bilingual text);
    bool empty() const { return count_ == 0; }
    std::size_t size() const { return count_; }
    /// Throws InputError with one line per problem and language, `where: text`; returns if none.
    void throw_if_any() const;

  private:
    static constexpr std::size_t most_shown_ = 200;
    struct Problem {
        std::string where;
        Bilingual text;
    };
    std::vector<Problem> problems_;
    std::size_t count_ = 0;
};

}  // namespace changji
