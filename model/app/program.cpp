#include "model/app/program.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>

#include <fmt/format.h>

#include "build_info.hpp"
#include "model/app/batch/run_batch.hpp"
#include "model/app/command.hpp"
#include "model/app/interrupt.hpp"
#include "model/scenario/problems.hpp"
#include "model/scenario/suggestion.hpp"
#include "model/scenario/text_table.hpp"

namespace changji::app {
namespace {

enum ExitCode { done = 0, other_failure = 1, users_fault = 2, books_do_not_balance = 3 };

std::string version_text() {
    return fmt::format("changji {} ({}{}, {})\n", build_info::version, build_info::commit,
                       build_info::dirty ? "+" : "", build_info::compiler);
}

std::string overview(Language language) {
    TextTable table;
    table.header = {"", "", ""};
    for (const Command& command : commands())
        table.rows.push_back(
            {" ", std::string(command.usage), std::string(in(language, command.zh, command.en))});
    const std::string lines = aligned_text(table);
    return std::string(
               in(language,
                  "长吉：长吉接合片区国家城乡融合发展试验区的一比一模拟\n\n用法：changji 命令 "
                  "[选项]\n",
                  "Changji: one-to-one simulation of the Changji pilot zone for urban-rural "
                  "integration\n\nUsage: changji COMMAND [OPTIONS]\n")) +
           lines.substr(lines.find('\n') + 1) +
           std::string(in(language,
                          "\n每个命令的选项：changji 命令 --help\n其他：--version，--lang "
                          "zh|en\n退出码：0 完成，2 输入有误，3 账目不平，1 其他\n",
                          "\nOptions of a command: changji COMMAND --help\nAlso: --version, --lang "
                          "zh|en\nExit codes: 0 done, 2 the user's fault, 3 the books do not "
                          "balance, 1 anything else\n"));
}

std::string help_of(const Command& command, Language language) {
    return std::string(in(language, command.zh, command.en)) +
           std::string(in(language, "\n\n用法：changji ", "\n\nUsage: changji ")) +
           std::string(command.usage) + std::string(in(language, " [选项]\n", " [OPTIONS]\n")) +
           options_text(command.options, language);
}

const Command& command_named(const std::string& name) {
    std::vector<std::string> names;
    for (const Command& command : commands()) {
        if (command.name == name) return command;
        names.emplace_back(command.name);
    }
    const Bilingual hint = suggestion(name, names);
    throw InputError(
        {"未知命令 " + quoted_input(name) + hint.zh + "。运行 changji --help 查看命令。",
         "Unknown command " + quoted_input(name) + hint.en +
             ". See changji --help for the commands."});
}

/// Options that need no command. Returns whether there was one.
bool answered_without_command(const Arguments& arguments) {
    if (arguments.has("version")) {
        print(version_text());
        return true;
    }
    if (!arguments.has("help")) return false;
    print(overview(arguments.language()));
    return true;
}

void run_words(const std::vector<std::string>& words, Language& language) {
    // --lang may stand before the command.
    const auto word = std::find_if(words.begin(), words.end(), [&](const std::string& w) {
        return !w.starts_with("-") && (&w == &words.front() || (&w)[-1] != "--lang");
    });
    const std::vector<OptionText> general{{"version", "", "", ""}};
    const Arguments before({words.begin(), word}, general);
    language = before.language();
    if (answered_without_command(before)) return;
    if (word == words.end())
        throw InputError({"缺少命令。运行 changji --help 查看命令。",
                          "A command is missing. See changji --help."});
    const Command& command = command_named(*word);
    std::vector<std::string> rest(words.begin(), word);
    rest.insert(rest.end(), word + 1, words.end());
    const Arguments arguments(rest, command.options);
    language = arguments.language();
    if (arguments.has("help")) return print(help_of(command, language));
    command.run(arguments);
}

int fail(ExitCode code, const std::string& text) {
    std::fflush(stdout);
    std::fputs(text.c_str(), stderr);
    return code;
}

}  // namespace

void print(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0)
        return;
    if (errno != EPIPE) throw std::runtime_error("cannot write to standard output");
}

const std::vector<Command>& commands() {
    static const std::vector<Command> all{
        run_command(),         population_command(), targets_command(),  compare_command(),
        verify_command(),      check_command(),      show_command(),     diff_command(),
        parameters_command(),  measures_command(),   schedule_command(), bounds_command(),
        replay_command(),      effects_command(),    records_command(),  facts_command(),
        clauses_command(),     validate_command(),   calibrate_command(), sensitivity_command(),
        attribute_command(),   decide_command(),     report_command(),   signs_command(),
        insurance_command(),
        batch_command(),       retry_command(),      expand_command(),   merge_command(),
        statistics_command(),  slurm_command(),      reproduce_command(),
    };
    return all;
}

int run_program(const std::vector<std::string>& words) {
    std::signal(SIGPIPE, SIG_IGN);
    Language language = environment_language();
    try {
        run_words(words, language);
        return done;
    } catch (const InputError& error) {
        return fail(users_fault, both(language, error.message()));
    } catch (const BalanceError& error) {
        return fail(books_do_not_balance,
                    both(language, {std::string("账目不平：") + error.what(),
                                    std::string("The books do not balance: ") + error.what()}));
    } catch (const Interrupted& error) {
        return fail(other_failure, both(language, error.text));
    } catch (const RunsFailed& error) {
        return fail(error.books ? books_do_not_balance : other_failure,
                    both(language, error.text));
    } catch (const std::bad_alloc&) {
        return fail(other_failure, both(language, {"内存不足；可用 --sample 减小规模。",
                                                   "Out of memory; --sample reduces the scale."}));
    } catch (const std::exception& error) {
        return fail(other_failure,
                    both(language, {std::string("程序出错：") + error.what(),
                                    std::string("The program failed: ") + error.what()}));
    }
}

}  // namespace changji::app
