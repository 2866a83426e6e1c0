#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include <gtest/gtest.h>
#include <unistd.h>

#include "model/base/check.hpp"
#include "model/baseline/closing.hpp"
#include "model/baseline/reader.hpp"
#include "tests/support/published_facts.hpp"

namespace changji {
namespace {

using test::published_facts;
namespace fs = std::filesystem;

/// A copy of the shipped folder in which one file is changed; removed at the end.
class ChangedFacts {
  public:
    ChangedFacts() {
        folder_ = fs::temp_directory_path() /
                  ("changji_facts_" + std::to_string(::getpid()) + "_" + test_name());
        fs::remove_all(folder_);
        fs::copy("model/baseline/facts", folder_);
    }
    ~ChangedFacts() { fs::remove_all(folder_); }
    ChangedFacts(const ChangedFacts&) = delete;
    ChangedFacts& operator=(const ChangedFacts&) = delete;

    ChangedFacts& replace(const char* file, const std::string& from, const std::string& to) {
        std::ifstream in{folder_ / file, std::ios::binary};
        std::string text{std::istreambuf_iterator<char>{in}, {}};
        in.close();
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from << " is not in " << file;
        if (at != std::string::npos) text.replace(at, from.size(), to);
        std::ofstream{folder_ / file, std::ios::binary} << text;
        return *this;
    }
    void remove(const char* file) { fs::remove(folder_ / file); }
    /// The English message of reading the folder; "" if it is accepted.
    Bilingual message() const {
        try {
            read_baseline(folder_);
        } catch (const InputError& error) {
            return error.message();
        }
        return {};
    }

  private:
    static std::string test_name() {
        return ::testing::UnitTest::GetInstance()->current_test_info()->name();
    }
    fs::path folder_;
};

double sum(const std::function<double(const DistrictFacts&)>& value) {
    double total = 0;
    for (const DistrictFacts& facts : published_facts().districts) total += value(facts);
    return total;
}

TEST(BaselineReader, MeetsTheTotalsOfThePlan) {
    const Baseline& baseline = published_facts();
    Area area, construction;
    for (const DistrictFacts& facts : baseline.districts) {
        area += facts.area;
        construction += facts.construction;
    }
    EXPECT_EQ(area.count, 11'081'000'000);
    EXPECT_EQ(construction.count, 894'000'000);
    EXPECT_EQ(sum([](const auto& f) { return f.registered; }), 3'330'000);
    EXPECT_NEAR(sum([](const auto& f) {
                    double all = f.primary_value_added;
                    for (const double value : f.value_added) all += value;
                    return all;
                }),
                216.5e9, 1);
    EXPECT_EQ(baseline.fiscal_full, 23.71e9);
    EXPECT_EQ(baseline.fiscal_local, 8.142e9);
    EXPECT_EQ(baseline.grain_t, 2'731'000);
    EXPECT_EQ(baseline.agricultural_value, 9.0e9);
    EXPECT_EQ(baseline.rural_income, 15'107);
}

TEST(BaselineReader, KeepsTheSixRegisteredFiguresOf2019) {
    const Baseline& baseline = published_facts();
    EXPECT_EQ(baseline.districts[District::jiutai].registered, 667'900);
    EXPECT_EQ(baseline.districts[District::shuangyang].registered, 364'800);
    EXPECT_EQ(baseline.districts[District::changyi].registered, 609'300);
    EXPECT_EQ(baseline.districts[District::chuanying].registered, 459'900);
    EXPECT_EQ(baseline.districts[District::fengman].registered, 298'400);
    EXPECT_EQ(baseline.districts[District::yongji].registered +
                  baseline.districts[District::food_zone].registered,
              376'900);
}

TEST(BaselineReader, ReportsNineClosingFactorsWithinTheBounds) {
    const Baseline& baseline = published_facts();
    const std::array names{"area",         "persons", "construction", "gdp",         "fiscal_full",
                           "fiscal_local", "grain",   "agri_value",   "rural_income"};
    ASSERT_EQ(baseline.factors.size(), names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        EXPECT_EQ(baseline.factors[i].name, names[i]);
        EXPECT_GE(baseline.factors[i].factor(), factor_low);
        EXPECT_LE(baseline.factors[i].factor(), factor_high);
    }
}

TEST(BaselineReader, ListsTheRealVillages) {
    PerDistrict<int> villages{};
    int all = 0, run_by_new_area = 0, towns = 0;
    for (const PlaceRecord& place : published_facts().places) {
        if (place.stratum == Stratum::urban) {
            ++towns;
            continue;
        }
        ++all;
        ++villages[place.district];
        if (place.run_by_new_area) {
            ++run_by_new_area;
            EXPECT_EQ(place.district, District::jiutai);
        }
    }
    EXPECT_EQ(all, 824);
    EXPECT_EQ(towns, 333);
    EXPECT_EQ(run_by_new_area, 50);
    EXPECT_EQ(villages[District::shuangyang], 135);
    EXPECT_EQ(villages[District::changchun_new_area], 15);
    EXPECT_EQ(villages[District::changyi], 84);
}

TEST(BaselineReader, CarriesNoOutcomeAfter2021) {
    for (const Fact& fact : published_facts().facts)
        if (fact.subject != "price") {
            EXPECT_LE(std::stoi(fact.year.substr(0, 4)), 2021) << fact.indicator;
        }
}

TEST(BaselineReader, ProvidesPricesAndTravelTimes) {
    const Baseline& baseline = published_facts();
    EXPECT_NEAR(baseline.cpi_growth.at(2020), 0.023, 1e-9);
    EXPECT_EQ(baseline.corn_price.at(2019), 1700);
    for (std::size_t a = 0; a < district_count; ++a)
        for (std::size_t b = 0; b < district_count; ++b) {
            EXPECT_GT(baseline.travel_minutes[a][b], 0);
            EXPECT_EQ(baseline.travel_minutes[a][b], baseline.travel_minutes[b][a]);
        }
}

TEST(BaselineReader, DerivesUrbanIncomeBetweenRuralIncomeAndTheNextYears) {
    EXPECT_GT(published_facts().urban_income, 31'000);
    EXPECT_LT(published_facts().urban_income, 33'500);
}

TEST(BaselineReader, RefusesARowWithoutUnit) {
    ChangedFacts changed;
    changed.replace("districts.csv", "jiutai,registered,667900,persons",
                    "jiutai,registered,667900,");
    EXPECT_NE(changed.message().en.find("districts.csv:2: the unit is missing"), std::string::npos);
    EXPECT_NE(changed.message().zh.find("districts.csv:2: 缺少单位"), std::string::npos);
}

TEST(BaselineReader, RefusesARowWithoutSource) {
    ChangedFacts changed;
    changed.replace("travel_minutes.csv", "min,2019,assumption,assumption", "min,2019,,assumption");
    EXPECT_NE(changed.message().en.find("travel_minutes.csv:2: the source is missing"),
              std::string::npos);
}

TEST(BaselineReader, RefusesAWrongNumberAWrongUnitAndAnUnknownDistrict) {
    ChangedFacts changed;
    changed.replace("districts.csv", "667900", "6679oo")
        .replace("districts.csv", "3371.52,km2", "3371.52,mu")
        .replace("districts.csv", "fengman,registered", "fengmann,registered");
    const std::string message = changed.message().en;
    EXPECT_NE(message.find("'6679oo' in column value is not a finite number"), std::string::npos);
    EXPECT_NE(message.find("the unit must be km2"), std::string::npos);
    EXPECT_NE(message.find("unknown district 'fengmann'"), std::string::npos);
    EXPECT_NE(message.find("Fengman"), 0u);
}

TEST(BaselineReader, ReportsFaultsOfSeveralFilesAtOnce) {
    ChangedFacts changed;
    changed.replace("prices.csv", "corn_price,2019,1700", "corn_price,2019,nan");
    changed.remove("travel_minutes.csv");
    const std::string message = changed.message().en;
    EXPECT_NE(message.find("prices.csv:"), std::string::npos);
    EXPECT_NE(message.find("cannot read the file"), std::string::npos);
}

TEST(BaselineReader, RefusesAMissingColumn) {
    ChangedFacts changed;
    changed.replace("facts.csv", "value,unit", "value,units");
    EXPECT_NE(changed.message().en.find("facts.csv:1: missing column 'unit'"), std::string::npos);
}

TEST(BaselineReader, RefusesAMissingQuantity) {
    ChangedFacts changed;
    changed.replace("districts.csv", "yongji,household_size", "yongji,household_sise");
    const std::string message = changed.message().en;
    EXPECT_NE(message.find("unknown quantity 'household_sise'"), std::string::npos);
    EXPECT_NE(message.find("yongji lacks the quantity household_size"), std::string::npos);
}

TEST(BaselineReader, StopsAndNamesAFactorOutsideTheBounds) {
    ChangedFacts changed;
    changed.replace("districts.csv", "zone,gdp,216.5", "zone,gdp,416.5");
    const std::string message = changed.message().en;
    EXPECT_NE(message.find("closing factor outside [0.8, 1.25]: gdp"), std::string::npos);
    EXPECT_EQ(message.find("area"), std::string::npos);
}

TEST(BaselineReader, AcceptsByteOrderMarkAndCarriageReturns) {
    ChangedFacts changed;
    changed.replace("prices.csv", "series,year,value,unit,source,quality,note\n",
                    "\xEF\xBB\xBFseries,year,value,unit,source,quality,note\r\n");
    EXPECT_EQ(changed.message().en, "");
}

TEST(BaselineReader, NamesAMissingFigure) {
    EXPECT_THROW(fact_value(published_facts(), "吉林省", "没有的指标", "2019"), InputError);
    EXPECT_THROW(prior_value(published_facts(), "no_such_prior"), InputError);
}

}  // namespace
}  // namespace changji
