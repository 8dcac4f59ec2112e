"""What finds places: each rule with the sentences that it must and must not take.

The rules are tables and vetoes (``extract.mentions.gazetteer``, ``place_scan``, ``places``, ``place_pointing``) rather than
patterns, so their descriptions stand here, beside examples that run as tests.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.mentions.rules import Example, yes


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """A rule of places: its id as mentions bear it, what it takes and why, and its examples.

    An example of ``yes`` must give one mention with these words and fields; a text of ``no`` none of this rule.
    """

    id: str
    doc: str
    yes: tuple[Example, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """The rules for places, in the order in which they matter."""

    all: tuple[PlaceRule, ...]


RULES = PlaceRules(
    (
        PlaceRule(
            "place.official",
            "The full name of a division, zone, region or country. One that is a common word too (海港区, 河北区) counts only where its parent stands"
            " before it or in the article; a generic one (城区, 新区) only right behind its parent. A dissolved division (闸北区) stays a place of"
            " its own with the code it had. A name that several divisions share is decided by the places of the article, else left open, or given to"
            " a bearer that is far better known (朝阳区). The number of its members behind a region is part of the mention (川东北五市).",
            (
                yes("昆山市产值增长", "昆山市", name="昆山市", adcode="320583", level="county"),
                yes("闸北区常住人口", "闸北区", name="上海市闸北区", adcode="310108", level="county"),
                yes("朝阳区企业增加", "朝阳区", name="北京市朝阳区", adcode="110105"),
                yes("西宁市场馆建设", "西宁市", name="西宁市", adcode="630100"),
                yes("长春的工业增长，朝阳区最快", "朝阳区", name="长春市朝阳区", adcode="220104"),
                yes("苏州工业园区产值", "苏州工业园区", name="苏州工业园区", level="zone"),
                yes("秦皇岛港口吞吐量增长，海港区贡献最大", "海港区", name="秦皇岛市海港区", adcode="130302"),
                yes("川东北五市经济总量", "川东北五市", name="川东北", level="region"),
                yes("粤港澳大湾区11城人口", "粤港澳大湾区11城", name="粤港澳大湾区", level="region"),
                yes("长三角三市入选", "长三角", name="长三角", level="region"),
                yes("皖北八市粮食产量", "皖北八市", name="皖北八市", level="group"),
                yes("浦东新区增长5%", "浦东新区", name="上海市浦东新区", adcode="310115", level="county"),
                yes("南阿古桑省6人遇难", "南阿古桑省", name="南阿古桑省", level="foreign"),
                yes("乌兹别克斯坦出口", "乌兹别克斯坦", name="乌兹别克斯坦", level="foreign"),
            ),
            (
                "城区道路改造",
                "海港区域优势",
                "深圳光明区域交通",
                "西安区域中心",
                "中国银行增长",
                "西宁市场监管部门",
                "河南省会郑州",
                "发展中山区经济",
                "西南气流影响",
                "东北季风增强",
                "代县长作报告",
                "开展科技兴县、人才强县",
            ),
        ),
        PlaceRule(
            "place.short",
            "A division's usual short name, where jieba's words agree: no word lies across its start, and none begins in it that is another place."
            " What follows may veto it: a street, a station's ship, a bank's branch. A short name of a county that stands right behind a division it"
            " does not lie in is something else.",
            (
                yes("成都GDP增长5.7%", "成都", name="成都市", adcode="510100", level="city"),
                yes("吉林经济回升", "吉林", name="吉林省", adcode="220000"),
                yes("海南州生态好转", "海南州", name="海南藏族自治州", adcode="632500"),
                yes("义乌出口增长", "义乌", name="义乌市", adcode="330782", level="county"),
                yes("萧山工业产值", "萧山", name="杭州市萧山区", adcode="330109"),
                yes("香港零售额下降", "香港", name="香港特别行政区", adcode="810000"),
                yes("和美国相比，成都更快", "成都", name="成都市"),
                yes("新晋中部第一大城是郑州", "郑州", name="郑州市"),
            ),
            (
                "完成都市圈规划",
                "上海证券报报道",
                "北京时间8点",
                "南京路步行街",
                "长沙发很贵",
                "导弹驱逐舰焦作舰",
                "中国银行杭州分行",
                "扩大同比优势",
                "出海口建设",
                "朝阳产业发展",
                "江苏泰州凤城大桥",
                "京沪高铁客流增长",
                "太原理工大学招生",
                "华北电力公司售电",
                "承德露露营收增长",
                "苏州银行营收",
                "100亿澳门元",
                "三亚湾的酒店",
                "浦东机场旅客吞吐量",
                "咸阳国际机场客流",
                "兰州拉面门店超过5万家",
                "苏州园林每年接待游客300万人次",
                "武汉热干面销量增长",
                "河南豫剧演出500场",
                "密云水库蓄水量",
                "桦加沙带来暴雨",
                "飓风“佛罗伦萨”造成损失",
                "安平老街游客增长",
                "年日照1800小时",
                "被称为“东方威尼斯”的古镇",
                "北极村民宿涨价",
                "祖国北疆的草原",
            ),
        ),
        PlaceRule(
            "place.alias",
            "A further name of a place: a nickname, a zone's or region's other forms, the names that Taiwan and Hong Kong use.",
            (
                yes("珠三角地区外贸", "珠三角地区", name="珠三角", level="region"),
                yes("大湾区人口超过", "大湾区", name="粤港澳大湾区", level="region"),
                yes("闽东北四市一区经济总量", "闽东北四市一区", name="闽东北协同发展区", level="region"),
                yes("东三省粮食产量", "东三省", name="东北三省", level="group"),
                yes("海南自贸港建设", "海南自贸港", name="海南自由贸易港", level="zone"),
            ),
            ("万象城客流", "齐鲁制药销售"),
        ),
        PlaceRule(
            "place.former",
            "A former name of a division that goes on under another (襄樊市): the division as it is now.",
            (
                yes("襄樊市工业增长", "襄樊市", name="襄阳市", adcode="420600", level="city"),
                yes("萧山市财政收入", "萧山市", name="杭州市萧山区", adcode="330109"),
                yes("大庸市旅游", "大庸市", name="张家界市", adcode="430800"),
                yes("思茅市茶叶", "思茅市", name="普洱市", adcode="530800"),
                yes("思茅地区茶叶", "思茅地区", name="普洱市", adcode="530800"),
            ),
            ("襄阳市工业增长",),
        ),
        PlaceRule(
            "place.chain",
            "A place right behind one that it lies in: one mention of the narrower. The wider tells which bearer of a name is meant, and lets the"
            " bare name of its district count.",
            (
                yes("广东省深圳市光明区产值", "广东省深圳市光明区", name="深圳市光明区", adcode="440311"),
                yes("徐州鼓楼区增长", "徐州鼓楼区", name="徐州市鼓楼区", adcode="320302"),
                yes("辽宁朝阳市增长", "辽宁朝阳市", name="朝阳市", adcode="211300"),
                yes("乐山市市中区增长", "乐山市市中区", name="乐山市市中区", adcode="511102"),
                yes("通辽市科尔沁产粮", "通辽市科尔沁", name="通辽市科尔沁区", adcode="150502"),
                yes("重庆渝北区汽车产量", "重庆渝北区", name="重庆市渝北区", adcode="500112"),
                yes("辽宁朝阳粮食产量", "辽宁朝阳", name="朝阳市", adcode="211300"),
                yes("宁波江北的外贸", "宁波江北", name="宁波市江北区", adcode="330205"),
                yes("美国德州的原油", "美国德州", name="得克萨斯州", level="foreign"),
                yes("美国凤凰城的工厂", "美国凤凰城", name="菲尼克斯", level="foreign"),
                yes("马来西亚新山的房价", "马来西亚新山", name="新山", level="foreign"),
                yes("密歇根州底特律的汽车", "密歇根州底特律", name="底特律", level="foreign"),
                yes("日本爱知县名古屋市的出口", "日本爱知县名古屋市", name="名古屋", level="foreign"),
                yes("乐清市柳市镇产值", "乐清市柳市镇", name="乐清市柳市镇", level="township"),
                yes("昆山市花桥镇天福村集体收入", "昆山市花桥镇天福村", name="昆山市花桥镇天福村", level="township"),
                yes("台北市大安区龙生里所得", "台北市大安区龙生里", name="台北市大安区龙生里", level="township"),
                yes("广西都安的养牛户", "广西都安", name="都安瑶族自治县", adcode="451228"),
                yes("香港铜锣湾铺租", "香港铜锣湾", name="铜锣湾", level="township"),
                yes("菲律宾宿务省伤亡", "菲律宾宿务省", name="宿务省", level="foreign"),
                yes("台北市信义区房价", "台北市信义区", name="台北市信义区", level="county"),
            ),
            ("广州白云站客流", "杭州西湖游客", "南京鼓楼医院", "武汉铜锣湾广场开业", "地铁中环线客流"),
        ),
        PlaceRule(
            "place.township",
            "A town, street district or township of the mainland by its full name, without its division before it (with it: place.chain): one that"
            " lies in a division that the article names, or the only one of its name. Villages, and the 里 of Taiwan, only stand in chains.",
            (
                yes("顺德区产值增长，北滘镇最快", "北滘镇", name="佛山市顺德区北滘镇", adcode=None, level="township"),
                yes("张家港市外贸增长，锦丰镇最快", "锦丰镇", name="张家港市锦丰镇", adcode=None, level="township"),
                yes("柳市镇企业增加", "柳市镇", name="乐清市柳市镇", level="township"),
                yes("东莞长安镇产值增长，虎门镇次之", "虎门镇", name="东莞市虎门镇", level="township"),
            ),
            ("太和镇的企业", "农民返乡创业", "特色古镇客流", "下辖各乡镇和街道"),
        ),
        PlaceRule(
            "place.bare",
            "The bare name of a district or county that has no usual short name (南山 for 南山区), where a sibling stands in the same sentence or its"
            " full name elsewhere in the article.",
            (
                yes("宝安尚未公布，南山增长5%", "南山", name="深圳市南山区", adcode="440305"),
                yes("辽宁阜新、朝阳、铁岭三市合计", "朝阳", name="朝阳市", adcode="211300"),
                yes("香港将军澳、马鞍山的住宅成交", "马鞍山", name="香港马鞍山", level="township"),
                yes("东莞市厚街镇有鞋厂。厚街的台资厂外迁", "厚街", name="东莞市厚街镇", level="township"),
                yes("墨尔本、雪梨两地的房价", "雪梨", name="悉尼", level="foreign"),
                yes("吉隆坡、新山的租金", "新山", name="新山", level="foreign"),
                yes("硅谷和凤凰城的晶圆厂", "凤凰城", name="菲尼克斯", level="foreign"),
                yes("雅加达飞泗水的航班", "泗水", name="苏腊巴亚", level="foreign"),
                yes("中国驻泗水总领事馆的数据", "泗水", name="苏腊巴亚", level="foreign"),
                yes("三江县产茶。三江的茶园", "三江", name="三江侗族自治县", adcode="450226"),
                yes("黑山县产粮。黑山电动车增长", "黑山", name="黑山县", adcode="210726"),
            ),
            (
                "寿比南山不老松",
                "黑山共和国出口",
                "出口雪梨到澳大利亚",
                "有凤凰城之称的唐山",
                "三期凤凰城小区成交",
                "创新山区帮扶模式",
                "江西新山村的民宿",
            ),
        ),
        PlaceRule(
            "place.latin",
            "A division abroad that no table lists, with its name in Latin letters in brackets behind it; it counts wherever the text names it.",
            (
                yes("达德县（Dade County）收入最低", "达德县", name="达德县", level="foreign"),
                yes("德克萨斯州的哈里斯郡(Harris)", "哈里斯郡", name="哈里斯郡", level="foreign"),
            ),
            (
                "超级城市（Megacity）增加",
                "房屋交易市场（Market）",
                "在股市（Stock）投资",
                "各县（County）",
                "县级市（County-level City）",
                "新兴市（Emerging City）",
            ),
        ),
        PlaceRule(
            "place.zone",
            "A division with the name of a kind of zone behind it (昆山经开区): a zone of that name, also where no table lists it.",
            (
                yes("阳朔县高新区产值", "阳朔县高新区", name="阳朔县高新区", level="zone"),
                yes("肥西县产业园区投产", "肥西县产业园区", name="肥西县产业园区", level="zone"),
            ),
            ("开发区产值", "南昌开发新产品"),
        ),
        PlaceRule(
            "place.abbreviation",
            "One character for a province or city, behind a verb of being or moving (在粤, 赴港).",
            (yes("在粤企业增长", "粤", name="广东省", adcode="440000"), yes("来台旅客下降", "台", name="台湾省", adcode="710000")),
            ("内在沪深指数", "粤菜馆数量", "陇电入鲁工程投产"),
        ),
        PlaceRule(
            "place.enumerated",
            "Abbreviations of provinces in a row that no table lists, with their number behind, or three with commas: a group of these members.",
            (
                yes("桂粤两省区合作", "桂粤", name="桂粤", level="group"),
                yes("黑蒙两省区增长", "黑蒙", name="黑蒙", level="group"),
                yes("浙、琼、粤人口增加", "浙、琼、粤", name="浙、琼、粤", level="group"),
            ),
            ("晋豫四省增长", "云川两省级文件"),
        ),
        PlaceRule(
            "place.ambiguous",
            "The full name of several divisions where nothing tells which: found, and left open.",
            (yes("鼓楼区增长5%", "鼓楼区", name=None, adcode=None, level="county"),),
            ("南京市鼓楼区增长", "朝阳区增长"),
        ),
        PlaceRule(
            "place.deictic",
            "A word that points: the article's own place (我市, 全省), the one last spoken of (该区, 当地), several listed before (两地, 三省一市)."
            " The linker resolves it through the article.",
            (
                yes("我市实现产值5亿元", "我市", name=None, level="city"),
                yes("全省增长3%", "全省", name=None, level="province"),
                yes("该区投资下降", "该区", name=None, level="county"),
                yes("中、南、高三市分别减少", "三市", name=None, level="group"),
                yes("两地合作项目", "两地", name=None, level="group"),
                yes("三省一市共建平台", "三省一市", name=None, level="group"),
                yes("这三座城市增长", "这三座城市", name=None, level="group"),
            ),
            ("自我市场定位", "十三省一市镇", "超市内销售", "整治城市内涝", "转移至安全区域", "低成本地区", "不该省的钱", "专升本省统考"),
        ),
        PlaceRule(
            "place.country",
            "A word for the nation (全国, 我国): 中国, and Taiwan in an article of Taiwan.",
            (yes("全国增长5%", "全国", name="中国", level="country"), yes("我国出口增长", "我国", name="中国")),
            ("国内生产总值", "国际收支", "其中国有企业200亿元", "其中国产汽车热销", "手中国库券到期", "十大安全国家", "发展中国家增长"),
        ),
        PlaceRule(
            "place.world",
            "A word for the world where it is part of a longer one (世界各地); by themselves 世界 and 全球 are names of the table.",
            (yes("发往世界各地", "世界", name="全球", level="world"),),
            ("世界杯观众", "世界银行报告"),
        ),
    )
)
