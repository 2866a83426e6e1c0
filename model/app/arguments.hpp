#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/app/language.hpp"

namespace changji::app {

/// One option of a command: "seed" or "output,o" with a short form; `argument` is "" for a switch.
struct OptionText {
    const char* name;
    const char* argument;
    const char* zh;
    const char* en;
};

/// The words of one command line after the command's name, checked against its options.
/// Every reader throws InputError naming option, value and what is allowed.
class Arguments {
  public:
    /// Throws InputError for an unknown or repeated option and for a missing value.
    Arguments(const std::vector<std::string>& words, const std::vector<OptionText>& options);

    const std::vector<std::string>& positional() const { return positional_; }
    /// Throws InputError unless the number of positional words lies between the two.
    void expect_positional(std::size_t least, std::size_t most, const Bilingual& what) const;

    bool has(const std::string& option) const { return values_.count(option) > 0; }
    std::string text(const std::string& option, const std::string& otherwise) const;
    std::vector<std::string> texts(const std::string& option) const;
    std::int64_t integer(const std::string& option, std::int64_t otherwise, std::int64_t low,
                         std::int64_t high) const;
    double real(const std::string& option, double otherwise, double low, double high) const;
    Language language() const;

  private:
    std::map<std::string, std::vector<std::string>> values_;
    std::vector<std::string> positional_;
};

/// Options that every command has.
const std::vector<OptionText>& common_options();

/// The options as lines of help.
std::string options_text(const std::vector<OptionText>& options, Language language);

}  // namespace changji::app
