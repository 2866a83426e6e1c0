#include "model/app/arguments.hpp"

#include <boost/program_options.hpp>

#include "model/base/quantity.hpp"
#include "model/scenario/problems.hpp"
#include "model/scenario/suggestion.hpp"
#include "model/scenario/text_table.hpp"
#include "model/scenario/value_text.hpp"

namespace changji::app {
namespace {

namespace po = boost::program_options;

std::string long_name(const OptionText& option) {
    const std::string name = option.name;
    return name.substr(0, name.find(','));
}

po::options_description described(const std::vector<OptionText>& options) {
    po::options_description all;
    for (const OptionText& option : options) {
        if (*option.argument == '\0')
            all.add_options()(option.name, po::bool_switch(), "");
        else
            all.add_options()(option.name, po::value<std::vector<std::string>>(), "");
    }
    return all;
}

InputError unknown(const std::string& word, const std::vector<OptionText>& options) {
    std::vector<std::string> known;
    for (const OptionText& option : options) known.push_back("--" + long_name(option));
    const Bilingual hint = suggestion(word, known);
    const std::string quoted = quoted_input(word);
    return InputError({"未知选项 " + quoted + "（说明见 --help）" + hint.zh,
                       "Unknown option " + quoted + " (see --help)" + hint.en});
}

InputError without_value(const std::string& option) {
    return InputError({"选项 " + option + " 缺少取值。", "Option " + option + " needs a value."});
}

/// Words to parsed options; Boost's errors in our two languages.
po::parsed_options parse(const std::vector<std::string>& words,
                         const po::options_description& description,
                         const std::vector<OptionText>& options) {
    using style = po::command_line_style::style_t;
    try {
        return po::command_line_parser(words)
            .options(description)
            .positional(po::positional_options_description().add("word", -1))
            .style(style::unix_style & ~style::allow_guessing)
            .run();
    } catch (const po::unknown_option& error) {
        throw unknown(error.get_option_name(), options);
    } catch (const po::invalid_command_line_syntax& error) {
        if (error.kind() == po::invalid_syntax::missing_parameter)
            throw without_value(error.get_option_name());
        throw InputError({"选项 " + error.get_option_name() + " 不接受取值。",
                          "Option " + error.get_option_name() + " takes no value."});
    } catch (const po::error& error) {
        throw InputError({"命令行有误：" + std::string(error.what()),
                          "The command line is wrong: " + std::string(error.what())});
    }
}

InputError bad_value(const std::string& option, const std::string& value,
                     const Bilingual& allowed) {
    return InputError(
        {"选项 --" + option + " 的取值 " + quoted_input(value) + " 不正确，应为" + allowed.zh +
             "。",
         "Option --" + option + ": " + quoted_input(value) + " is not " + allowed.en + "."});
}

}  // namespace

Arguments::Arguments(const std::vector<std::string>& words,
                     const std::vector<OptionText>& options) {
    std::vector<OptionText> all = options;
    all.insert(all.end(), common_options().begin(), common_options().end());
    po::options_description description = described(all);
    description.add_options()("word", po::value<std::vector<std::string>>());
    for (const po::option& option : parse(words, description, all).options) {
        if (option.string_key == "word") {
            positional_.insert(positional_.end(), option.value.begin(), option.value.end());
            continue;
        }
        auto& values = values_[option.string_key];
        values.insert(values.end(), option.value.begin(), option.value.end());
    }
    for (const auto& [name, values] : values_) {
        if (values.size() > 1 && name != "set")
            throw InputError({"选项 --" + name + " 只能出现一次。",
                              "Option --" + name + " may be given once only."});
        for (const std::string& value : values)
            if (value.empty()) throw without_value("--" + name);
    }
}

void Arguments::expect_positional(std::size_t least, std::size_t most,
                                  const Bilingual& what) const {
    const std::size_t found = positional_.size();
    if (found >= least && found <= most) return;
    if (found > most)
        throw InputError({"多余的参数 " + quoted_input(positional_[most]) + "。",
                          "Unexpected argument " + quoted_input(positional_[most]) + "."});
    throw InputError({"缺少参数：" + what.zh + "。", "Missing argument: " + what.en + "."});
}

std::string Arguments::text(const std::string& option, const std::string& otherwise) const {
    const auto found = values_.find(option);
    return found == values_.end() || found->second.empty() ? otherwise : found->second.front();
}

std::vector<std::string> Arguments::texts(const std::string& option) const {
    const auto found = values_.find(option);
    return found == values_.end() ? std::vector<std::string>{} : found->second;
}

std::int64_t Arguments::integer(const std::string& option, std::int64_t otherwise, std::int64_t low,
                                std::int64_t high) const {
    if (!has(option)) return otherwise;
    const std::string value = text(option, "");
    const auto number = read_number(value);
    const auto within = [&](double x) {
        return x >= static_cast<double>(low) && x <= static_cast<double>(high);
    };
    if (number && within(*number) && *number == static_cast<double>(round_half_away(*number)))
        return static_cast<std::int64_t>(*number);
    const std::string range = "[" + std::to_string(low) + ", " + std::to_string(high) + "]";
    throw bad_value(option, value, {range + " 内的整数", "a whole number in " + range});
}

double Arguments::real(const std::string& option, double otherwise, double low, double high) const {
    if (!has(option)) return otherwise;
    const std::string value = text(option, "");
    const auto number = read_number(value);
    if (number && *number >= low && *number <= high) return *number;
    const std::string range = "[" + number_text(low) + ", " + number_text(high) + "]";
    throw bad_value(option, value, {range + " 内的数", "a number in " + range});
}

Language Arguments::language() const {
    if (!has("lang")) return environment_language();
    const std::string value = text("lang", "");
    if (value == "zh") return Language::zh;
    if (value == "en") return Language::en;
    throw bad_value("lang", value, {" zh 或 en", "zh or en"});
}

const std::vector<OptionText>& common_options() {
    static const std::vector<OptionText> options{
        {"lang", "zh|en", "输出语言（默认取自 LANG，否则中文）",
         "language of texts (default from LANG, else Chinese)"},
        {"help,h", "", "显示本命令的说明", "show this help"},
    };
    return options;
}

std::string options_text(const std::vector<OptionText>& options, Language language) {
    std::vector<OptionText> all = options;
    all.insert(all.end(), common_options().begin(), common_options().end());
    TextTable table;
    table.header = {"", "", ""};
    for (const OptionText& option : all) {
        const std::string name = option.name;
        const auto comma = name.find(',');
        std::string form = "--" + long_name(option);
        if (comma != std::string::npos) form = "-" + name.substr(comma + 1) + ", " + form;
        table.rows.push_back(
            {" ", form + " " + option.argument, std::string(in(language, option.zh, option.en))});
    }
    const std::string text = aligned_text(table);
    return text.substr(text.find('\n') + 1);
}

}  // namespace changji::app
