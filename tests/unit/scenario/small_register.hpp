#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "model/base/check.hpp"
#include "model/scenario/bind.hpp"
#include "model/scenario/parameter.hpp"
#include "model/scenario/reader.hpp"

/// A small made-up register and a folder of scenario files that vanishes with the test.
namespace changji::test {

struct SmallLevers {
    double cost, offsite, exit_shares, exit_land, coordination, outflow;
    static constexpr auto parameters() {
        using L = SmallLevers;
        using enum Role;
        return std::array{
            Bound<L>{&L::cost,
                     {"t1.tc_land", "CNY/ha", 900, 450, 0, 2000, lever, "T1.1 T1.8", "15",
                      "流转成本", "cost of leasing", "assumption"}},
            Bound<L>{&L::offsite,
                     {"t2.offsite_on", "0/1", 0, 1, 0, 1, village, "T2.2", "24", "异地入市",
                      "off-site entry", "assumption"}},
            Bound<L>{&L::exit_shares,
                     {"t1.exit_S", "0/1", 0, 1, 0, 1, village, "T1.2", "20", "股权退出",
                      "exit of shares", "assumption"}},
            Bound<L>{&L::exit_land,
                     {"t1.exit_C", "0/1", 0, 1, 0, 1, village, "T1.2", "20", "承包权退出",
                      "exit of land rights", "assumption"}},
            Bound<L>{&L::coordination,
                     {"s1.coord", "share", 0.1, 0.9, 0, 1, safeguard, "SG1", "1", "统筹协调",
                      "coordination", "assumption"}},
            Bound<L>{&L::outflow,
                     {"shock.outflow", "1", 1, 1, 0.5, 3, stress, "", "8", "外流冲击",
                      "outflow shock", "assumption"}},
        };
    }
};
static_assert(all_described<SmallLevers>);

struct SmallCoefficients {
    double elasticity;
    static constexpr auto parameters() {
        using C = SmallCoefficients;
        return std::array{
            Bound<C>{&C::elasticity,
                     {"lab.elasticity", "1", 0.3, 0.3, -1, 1, Role::coefficient, "", "10", "弹性",
                      "elasticity", "assumption"}},
        };
    }
};

inline std::vector<Parameter> small_register() {
    std::vector<Parameter> parameters;
    append_parameters<SmallLevers>(parameters);
    append_parameters<SmallCoefficients>(parameters);
    return parameters;
}
constexpr std::size_t tc_land = 0, offsite = 1, exit_shares = 2, exit_land = 3, coordination = 4,
                      outflow = 5, elasticity = 6;

/// Writes files and reads scenarios in a folder of its own.
class ScenarioFolder {
  public:
    ScenarioFolder() : folder_(std::filesystem::temp_directory_path() / "changji_scenario_XXXXXX") {
        std::string pattern = folder_.string();
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
        folder_ = pattern;
    }
    ~ScenarioFolder() {
        std::error_code error;
        std::filesystem::remove_all(folder_, error);
    }
    ScenarioFolder(const ScenarioFolder&) = delete;
    ScenarioFolder& operator=(const ScenarioFolder&) = delete;

    /// Writes bytes and gives the path.
    std::string write(const std::string& name, const std::string& bytes) const {
        const auto path = folder_ / name;
        std::filesystem::create_directories(path.parent_path());
        std::filesystem::remove(path);  // some file systems flush a file that is written over
        std::ofstream(path, std::ios::binary) << bytes;
        return path.string();
    }
    ScenarioRequest request(const std::string& scenario) const {
        return {scenario, {folder_ / "shipped"}, {}, ""};
    }
    /// Resolves a scenario with the given text.
    Scenario read(const std::string& text) const {
        return read_scenario(request(write("s.ini", text)), small_register());
    }
    /// What the user is told in English; "" if nothing is wrong.
    std::string complaint(const ScenarioRequest& asked) const {
        try {
            read_scenario(asked, small_register());
        } catch (const InputError& error) {
            chinese_ = error.message().zh;
            return error.message().en;
        }
        return "";
    }
    std::string complaint(const std::string& text) const {
        return complaint(request(write("s.ini", text)));
    }
    /// The Chinese twin of the last complaint.
    const std::string& chinese() const { return chinese_; }
    std::string path(const std::string& name) const { return (folder_ / name).string(); }

  private:
    std::filesystem::path folder_;
    mutable std::string chinese_;
};

}  // namespace changji::test
