#include <gtest/gtest.h>

#include "model/baseline/records.hpp"
#include "tests/support/published_facts.hpp"

namespace changji {
namespace {

/// Reads one record and one road, given as fields, against the shipped places.
Bilingual read(const std::vector<std::string>& record, const std::vector<std::string>& road) {
    Baseline baseline;
    baseline.places = test::published_facts().places;
    baseline.travel_minutes = test::published_facts().travel_minutes;
    FactProblems problems;
    read_records(
        [&](const char* file, const std::vector<std::string_view>&) {
            const bool roads = std::string_view(file) == "roads.csv";
            return std::vector<CsvRow>{{std::string(file) + ":7", roads ? road : record}};
        },
        baseline, problems);
    try {
        problems.throw_if_any();
    } catch (const InputError& error) {
        return error.message();
    }
    return {};
}

std::vector<std::string> site(const std::string& district, const std::string& place) {
    return {"x",  "site", "某地", "A place", district,     place, "tourism",
            "2021", "20", "1e8", "assumption", "P4c", "plan", ""};
}
std::vector<std::string> road(const std::string& from, const std::string& to,
                              const std::string& minutes = "5") {
    return {"r", "某路", "A road", from, to, "2023", minutes, "assumption", "P10c", "plan", ""};
}
const std::vector<std::string> good_road = road("jiutai/西营城街道", "jingyue");

bool says(const std::string& text, const char* part) { return text.find(part) != text.npos; }

TEST(Records, ShippedOnesAreAccepted) {
    const Baseline& facts = test::published_facts();
    std::size_t towns = 0, zones = 0;
    for (const ProjectRecord& r : facts.projects) {
        towns += r.kind == ProjectKind::town;
        zones += r.kind == ProjectKind::provincial_zone;
    }
    EXPECT_EQ(towns, 9u);
    EXPECT_EQ(zones, 12u);
    EXPECT_EQ(facts.roads.size(), 4u);
}

TEST(Records, FindTheVillageWithOrWithoutItsCommittee) {
    EXPECT_EQ(read(site("jiutai", "苇子沟街道/西地村"), good_road).en, "");
    EXPECT_EQ(read(site("jiutai", "苇子沟街道/西地村委会"), good_road).en, "");
}

TEST(Records, AMisspeltVillageIsOneClearError) {
    const Bilingual message = read(site("jiutai", "苇子沟街道/西弟村"), good_road);
    EXPECT_TRUE(says(message.en, "records.csv:7")) << message.en;
    EXPECT_TRUE(says(message.en, "'西弟村'"));
    EXPECT_TRUE(says(message.en, "did you mean 西地村?")) << message.en;
    EXPECT_TRUE(says(message.zh, "是否想写 西地村"));
    EXPECT_EQ(std::count(message.en.begin(), message.en.end(), '\n'), 0);
}

TEST(Records, ATownInTheWrongDistrictIsOneClearError) {
    const Bilingual message = read(site("jiutai", "鹿乡镇"), good_road);
    EXPECT_TRUE(says(message.en, "lies in Shuangyang, not in Jiutai")) << message.en;
    EXPECT_TRUE(says(message.en, "write district shuangyang"));
    EXPECT_TRUE(says(message.zh, "在 双阳区，不在 九台区"));
    EXPECT_EQ(std::count(message.zh.begin(), message.zh.end(), '\n'), 0);
}

TEST(Records, ARoadToNowhereIsOneClearError) {
    const auto record = site("jiutai", "");
    EXPECT_TRUE(says(read(record, road("jiutai", "nowhere")).en, "unknown district 'nowhere'"));
    EXPECT_TRUE(says(read(record, road("jiutai", "jiutai")).en, "ends where it begins"));
    const Bilingual message = read(record, road("jiutai/西营城街道/石头口们村", "jingyue"));
    EXPECT_TRUE(says(message.en, "roads.csv:7")) << message.en;
    EXPECT_TRUE(says(message.en, "did you mean 石头口门村?"));
    EXPECT_TRUE(says(read(record, road("jiutai", "jingyue", "90")).en, "below the 55 minutes"));
}

TEST(Records, OfAnUnknownKindOrSectorNameTheWordsAllowed) {
    auto fields = site("jiutai", "");
    fields[1] = "castle";
    EXPECT_TRUE(says(read(fields, good_road).en, "write one of town park"));
    fields = site("jiutai", "");
    fields[7] = "soon";
    EXPECT_TRUE(says(read(fields, good_road).en, "not a finite number"));
}

}  // namespace
}  // namespace changji
