#pragma once

#include <stdexcept>
#include <string>

namespace changji {

/// One text in both languages of the project.
struct Bilingual {
    std::string zh;
    std::string en;
};

/// The user's fault: names file, line, value, range and remedy in both languages. Exit code 2.
class InputError : public std::runtime_error {
public:
    explicit InputError(Bilingual message)
        : std::runtime_error(message.zh + "\n" + message.en), message_(std::move(message)) {}
    const Bilingual& message() const { return message_; }

private:
    Bilingual message_;
};

/// The books do not balance: names process, account and amount. Always on. Exit code 3.
class BalanceError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A programmer's mistake found at run time. Always on where it costs nothing.
inline void ensure(bool condition, const char* claim) {
    if (!condition) throw std::logic_error(claim);
}

}  // namespace changji
