#include "model/scenario/plan_items.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace changji {
namespace {

/// \source 吉政办函〔2020〕118号, in the order of the text; one row per item of the coverage list.
// clang-format off
constexpr PlanItem items[] = {
    {"1.1a", "范围九县区, 11,081 km², 333万人, 建设用地8.94万公顷", false},
    {"1.1b", "1国家级新区(长春新区), 2国际合作平台(中韩, 中新), 3国家级开发区, 12省级开发区", false},
    {"1.2", "2019: GDP 2165亿(30% of both cities), 财政237.1/81.42亿, 粮食273.1万吨, "
        "农业产值90亿, 农村收入15107元", false},
    {"1.3.1", "落户限制全面放开; 居住证6项服务9项便利", false},
    {"1.3.2", "九台三项试点: 222宗, 1.5亿元, 闲置宅基地273户, 复垦73公顷; 昌邑产权制度改革", false},
    {"1.3.3", "9省级特色小镇; 双阳/永吉融合示范; 合作社提升试点; 大荒地淘宝村", false},
    {"1.3.4", "三级基础金融服务; 住房财产权抵押; 亿农贷; 九台农商行; 担保/物权/金融服务公司", false},
    {"1.4", "突出矛盾 → 城乡产权权能平等化、要素交换顺畅化、产业发展融合化、居民收入均衡化", false},
    {"2.1", "指导思想: 缩小城乡发展差距和居民生活水平差距; 以城带乡、以工促农; 首创精神", true},
    {"2.2a", "加强制度创新 unified urban–rural allocation", true},
    {"2.2b", "培育市场主体 nurture market entities", true},
    {"2.2c", "保障粮食安全: 耕地红线, 永久基本农田", true},
    {"2.2d", "尊重农民意愿 voluntariness", true},
    {"2.2e", "强化监测评估; 改革政策动态调整", true},
    {"2.3a–d", "定位: 先行先试实验区; 农业现代化先导区; 长吉一体化支撑区; 新型城镇化示范区", true},
    {"2.4a1–9", "2025: 任务阶段性进展; 体制机制和政策体系基本健全; 要素双向流动通道; 产权保护交易制度; 产业融合; 差距明显缩小; 市民化加快;"
        " 就地就近城镇化; 可复制经验", true},
    {"2.4b1–9", "2035: 任务全面完成; 机制完善; 差距显著缩小; 有序流动迁徙制度; 统一建设用地市场; 普惠金融体系; 公共服务均等化; 治理体系;"
        " 农业农村现代化", true},
    {"2.4c", "本世纪中叶成熟定型", true},
    {"T1.1", "承包地经营权、宅基地和农房使用权、集体收益分配权流转办法", false},
    {"T1.2", "承包权、资格权、集体股权退出办法", false},
    {"T1.3", "复制九台宅基地退出与闲置利用", false},
    {"T1.4", "宅基地三权分置(争取授权)", false},
    {"T1.5", "不动产确权颁证 certification", false},
    {"T1.6", "留权不留地 keep qualification, return land", false},
    {"T1.7", "组合式退出 combined exit", false},
    {"T1.8", "农村产权交易体系(发布,受理,协议,鉴证,档案,投诉; 实体交易+信息管理)", false},
    {"T2.1", "复制九台入市经验; 操作办法、程序规则", false},
    {"T2.2", "就地入市 / 异地调整入市 in-situ / off-site", false},
    {"T2.3", "出让、作价出资(入股)、租赁 modes", false},
    {"T2.4", "空白村屯入市负面清单", false},
    {"T2.5", "点状供地、混合用地", false},
    {"T2.6", "收回闲置宅基地、废弃公益用地入市", false},
    {"T2.7", "收益分配及使用监管", false},
    {"T2.8", "价格体系 price system", false},
    {"T2.9", "房地一体、单元分割登记 unit subdivision", false},
    {"T2.10", "二级市场 (转让、出租、抵押)", false},
    {"T3.1", "集体建设用地使用权、承包地经营权、集体股权抵押", false},
    {"T3.2", "农民住房财产权、宅基地使用权抵押", false},
    {"T3.3", "已入市集体地与国有地同地同权", false},
    {"T3.4", "抵押资产纳入交易品种", false},
    {"T3.5", "市县两级产权交易信息系统", false},
    {"T3.6", "物权公司/AMC 收储处置不良", false},
    {"T3.7", "产量/价格/收入保险", false},
    {"T3.8", "特色险: 草莓、大樱桃、有机蔬菜、生态养鱼; 优势农产品保险", false},
    {"T4.1", "九台产业协同先行区 (生物医药、健康食品、文旅、现代农业)", false},
    {"T4.2", "中新食品区先行区: 岔路河、万昌、桦皮厂、左家四园; 植物/中草药/紫苏基地; 棚膜经济带", false},
    {"T4.3", "鹿乡梅花鹿、大荒地稻香等小镇, 双创生态圈", false},
    {"T4.4", "特色小城镇生活服务、社会事业功能配套", false},
    {"T4.5", "特色园区: 梅花鹿产业园, 土们岭, 奶酪产业园, 越北, 万昌", false},
    {"T4.6", "龙头企业: 国信、嘉美、东福、卓远、省旅控", false},
    {"T5.1", "输入输出地劳务对接, 春风行动, 用工对接", false},
    {"T5.2", "公共就业服务; 技能/岗位培训", false},
    {"T5.3", "平等就业、同工同酬; 失业保险同等待遇", false},
    {"T5.4", "农业产业化联合体: 订单农业、入股分红、托管服务", false},
    {"T5.5", "复制公主岭: 承包地流转、示范社、示范家庭农场; 双阳九台合作社整县提升", false},
    {"T5.6", "家庭农场培育计划", false},
    {"T5.7", "普惠性农民补贴、转移性收入保障", false},
    {"T5.8", "涉农财政建设资金使用方式创新 (e.g. 资金变股金)", false},
    {"T5.9", "城镇居民等利用闲置宅基地/农房 (租赁、入股、合作)", false},
    {"A1", "城乡有序流动的人口迁徙制度", false},
    {"A2", "科技成果入乡转化机制", false},
    {"A3", "城中村改造合作平台", false},
    {"A4", "生态产品价值实现", false},
    {"A5", "城乡基础设施一体化", false},
    {"A6", "基本公共服务均等化", false},
    {"J1.1", "正大等引入, 优质粮食功能区, 国家级农业特区", false},
    {"J1.2", "\"食品+\"产业协同共同体", false},
    {"J1.3", "区中园: 中日、中韩、海峡两岸园", false},
    {"J1.4", "人参市场、品牌、精深加工、质检、电子交易", false},
    {"J2.1", "开发区带动、与相邻县区错位协同", false},
    {"J2.2", "农博会→商品交易; 东北亚农产品交易(拍卖)中心", false},
    {"J2.3", "9小镇成为人才、金融、科技高地", false},
    {"J3.1", "城乡融合发展银行; 金融工具创新", false},
    {"J3.2", "市县两级产权服务中心统一交易+抵押登记", false},
    {"P1a", "农业特区发展工程: 正大引领, 总部+工贸园区+规模种养基地全链", false},
    {"P1b", "社会资本与国有粮食收储合作", false},
    {"P1c", "农业大数据 + 帮扶农户", false},
    {"P2a", "特色产业小镇创建, 一镇一业 (criteria)", false},
    {"P2.1–9", "鹿乡梅花鹿·波泥河苗木花卉·搜登站温泉·大荒地稻香·左家北药·小白山医养·中新奶酪·瑞士小镇·北大湖林果", false},
    {"P3a", "美丽乡村: 人居环境整治等, 14五≥30 %, 2035=100 % [D]", false},
    {"P3b", "乡村公园 (社会资本)", false},
    {"P3c", "马鞍山田园综合体、友好乡村旅游综合体; 肚带河村创建", false},
    {"P4a", "观光农业: 订单/绿色有机, 民宿研学, 田园综合体", false},
    {"P4b", "观光公共设施; 周末公交", false},
    {"P4c", "西地村、奢岭草莓小镇、普安主题公园、红田村天怡温泉、净月慢研学、船营传统农业转型园、丰满果蔬园、昌邑温泉设施园及田园综合体", false},
    {"P4d", "五星级园区/省级星级企业创建", false},
    {"P5a", "农村电商; 永吉电商产业园; 直播", false},
    {"P5b", "三级物流, 村村通", false},
    {"P5c", "壹米滴答、金正下沉; 天祥冷链园", false},
    {"P6a", "农村产权进场交易; 工商资本、人才、专利入乡", false},
    {"P6b", "抵押融资、土地收益保证贷款、组合\"打包\"抵押", false},
    {"P6c", "产业基金/引导基金壮大", false},
    {"P6d", "农业保险扩面、增品、提标", false},
    {"P7a", "会展经济: 秸秆、农机、科技博览, 农博会品牌", false},
    {"P7b", "中国农业科技成果转移中心长春分中心", false},
    {"P8a", "智慧农业: 数字化集成; \"公司+/合作社+/院所+\"", false},
    {"P8b", "云耕、京东云、大数据中心; 净月数字经济园", false},
    {"P9a", "双创基地 (国信、九台大学生创业园、吉林市电商园)", false},
    {"P9b", "村级双创 (鹿乡镇镇区村、奢爱良蔬), 乡里农创园; 带头人培育", false},
    {"P9c", "中央厨房+冷链等新业态", false},
    {"P10a", "城乡供水一体化", false},
    {"P10b", "温德河、双阳河防洪", false},
    {"P10c", "饶盖线、长双快速路、环线高速、G302绕越", false},
    {"P10d", "教育、医疗、社保、养老向农村倾斜", false},
    {"Z1a", "新增建设用地指标优先保障", false},
    {"Z1b", "集体建设用地入股、租用直接用于乡村产业", false},
    {"Z1c", "整合存量用地发展休闲农业", false},
    {"Z1d", "国土综合整治; 跨省域调剂", false},
    {"Z2a", "城乡建设项目财政支持", false},
    {"Z2b", "特色小镇等专项债券", false},
    {"Z2c", "三产融合、农业产业化项目支持", false},
    {"Z2d", "保费补贴", false},
    {"Z2e", "技术成果作价入股企业优先", false},
    {"Z3a", "开发性、政策性金融; 城乡融合基金子基金", false},
    {"Z3b", "大行线上产品; 供应链贯通", false},
    {"Z3c", "担保体系, 联保/再担保, 打包项目", false},
    {"Z3d", "标准化金融服务站", false},
    {"Z3e", "涉农企业上市培育", false},
    {"Z4a", "现代农业产业园优先认定; 国家级创建", false},
    {"Z4b", "仓储保鲜冷链; 骨干冷链基地", false},
    {"Z5a", "人才落户不受购房就业限制; 绿色通道", false},
    {"Z5b", "基层人才学历提升; 乡村人才小高地", false},
    {"Z5c", "中等职业学校", false},
    {"Z5d", "农民工返乡创业基地", false},
    {"SG1", "组织领导: 省统筹、市主导、县区实施 协调机制", true},
    {"SG2", "规划引领: 分类分区精准施策, 错位发展", true},
    {"SG3", "推进机制: 绩效考核, 清单化", true},
    {"SG4a", "年度综合评价, 第三方评估", true},
    {"SG4b", "评价结果→奖补分配, 排名靠前加大奖励", true},
    {"SG4c", "经验交流、现场会、推广", true},
    {"SG4d", "改革政策动态调整机制", true},
};
// clang-format on

/// Kinds of characters, so that "P1" is the group of P1a and P1b but not of P10a.
enum class CharacterKind { letter, digit, other };

CharacterKind kind_of(char c) {
    if (c >= '0' && c <= '9') return CharacterKind::digit;
    if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return CharacterKind::letter;
    return CharacterKind::other;
}

using IdIndex = std::pair<std::string_view, std::size_t>;

std::vector<IdIndex> sorted_ids() {
    std::vector<IdIndex> ids;
    for (std::size_t i = 0; i < plan_items().size(); ++i) ids.emplace_back(plan_items()[i].id, i);
    std::sort(ids.begin(), ids.end());
    return ids;
}

}  // namespace

const std::vector<PlanItem>& plan_items() {
    static const std::vector<PlanItem> list(std::begin(items), std::end(items));
    return list;
}

std::size_t plan_item_index(std::string_view id) {
    static const std::vector<IdIndex> ids = sorted_ids();
    const auto found = std::lower_bound(ids.begin(), ids.end(), IdIndex{id, 0});
    return found != ids.end() && found->first == id ? found->second : plan_items().size();
}

std::vector<std::size_t> plan_group(std::string_view group) {
    std::vector<std::size_t> members;
    for (std::size_t i = 0; i < plan_items().size(); ++i) {
        const std::string_view id = plan_items()[i].id;
        const bool longer = !group.empty() && id.size() > group.size();
        const bool inside = longer && id.substr(0, group.size()) == group && group.back() != '.' &&
                            kind_of(id[group.size()]) != kind_of(group.back());
        if (group == "all" || inside) members.push_back(i);
    }
    return members;
}

double rollout_2019(std::size_t item, District district) {
    const std::string_view id = plan_items()[item].id;
    if (district == District::jiutai) {
        if (id.substr(0, 3) == "T2.") return 0.6;
        if (id == "T1.3") return 0.5;
        if (id == "T3.2") return 0.4;
    }
    if (district == District::changyi && id == "T1.2") return 0.8;
    return 0.0;
}

RolloutShare rollout_share(std::string_view key, std::size_t item, District district, double rho) {
    const double pilot = rollout_2019(item, district);
    const bool outside_pilot =
        district == District::changyi && plan_items()[item].id == "T1.2" && key != "t1.exit_S";
    if (!outside_pilot) return {rho, pilot};
    return {rho > pilot ? (rho - pilot) / (1.0 - pilot) : 0.0, 0.0};
}

}  // namespace changji
