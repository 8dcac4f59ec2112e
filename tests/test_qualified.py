"""What sets a metric's name apart from one told before it, on sentences of ours."""

from __future__ import annotations

import pytest

from extract import Extractor


@pytest.fixture(scope="module")
def extract() -> Extractor:
    return Extractor()


def told(extract: Extractor, text: str) -> dict[str, str]:
    """The metric that was chosen for each figure, by its words."""
    trace = extract(text, published="2025-03-31").trace
    assert trace is not None
    return {d.frame.quantity.text.replace(" ", ""): d.metric.name for d in trace.decisions if d.metric is not None}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a part takes what was measured from its whole
        ("2023年，贵阳市森林面积40万公顷，其中天然林10万公顷，人工林30万公顷。", {"10万公顷": "天然林面积", "30万公顷": "人工林面积"}),
        ("2024年，克拉玛依市发电装机800万千瓦，其中风电100万千瓦，光伏300万千瓦。", {"100万千瓦": "风电装机", "300万千瓦": "光伏装机"}),
        ("2023年杭州市家庭户住宅总面积为3亿平方米，其中，乡村约为1亿平方米。", {"约为1亿平方米": "乡村家庭户住宅总面积"}),
        ("2024年全市贷款余额9000亿元，其中住户3000亿元，企业5000亿元。", {"3000亿元": "住户贷款余额", "5000亿元": "企业贷款余额"}),
        ("2023年末，贵州省公路里程25万公里，其中国道1万公里。", {"1万公里": "国道里程"}),
        ("2024年嘉義縣外籍配偶1萬人，其中女性9千人。", {"9千人": "女性外籍配偶"}),
        ("屏東縣農作物被害面積500公頃，其中以香蕉200公頃最嚴重，蓮霧80公頃次之。", {"200公顷": "香蕉被害面积", "80公顷": "莲雾被害面积"}),
        ("2024年澎湖縣農損金額，丁香魚：1.2億元；紫菜：3000萬元。", {"1.2亿元": "丁香鱼农损金额", "3000万元": "紫菜农损金额"}),
        # the level of school stands with the first of its people
        ("2024年，商丘市小学招生10万人，在校生70万人，毕业生12万人。", {"70万人": "小学在校生", "12万人": "小学毕业生"}),
        ("2024年，遵义市幼儿园1200所，在园幼儿20万人，专任教师2万人。", {"20万人": "幼儿园在园幼儿", "2万人": "幼儿园专任教师"}),
        ("2024年花蓮縣國中在校生8千人，畢業生3千人。", {"3千人": "国中毕业生"}),
        ("赣州市现有各级各类学校3000所，在校学生170万人。", {"170万人": "各级各类学校在校学生"}),
        # items on lines of their own
        ("台南市農業災損情形：\n文旦：損失2.5億元\n酪梨：損失3,000萬元", {"2.5亿元": "文旦损失", "3,000万元": "酪梨损失"}),
        # relative clauses before a noun that names nearly nothing
        ("2020年，长春市受过大学教育的人口达200万人。", {"200万人": "受过大学教育的人口"}),
        ("2023年湖南省户籍人口7000万人，其中在外省居住的人口为600万人。", {"600万人": "在外省居住的人口"}),
        ("2024年，银川市从事餐饮业的人员为5万人。", {"5万人": "从事餐饮业的人员"}),
        # with whom
        ("2024年，宁波市对非洲出口500亿元，自巴西进口300亿元。", {"500亿元": "对非洲出口", "300亿元": "自巴西进口"}),
        ("2024年珠海市有自营出口权的企业数量增长7%。", {"7%": "有自营出口权的企业数量"}),
        # a change, and no stock
        ("2023年，甘肃省增加水泥熟料生产能力300万吨。", {"300万吨": "增加水泥熟料生产能力"}),
        ("去年宜春市减少化肥使用量2万吨，压减煤炭消费量50万吨。", {"2万吨": "减少化肥使用量", "50万吨": "压减煤炭消费量"}),
        # a share, the rank of a growth, a verb that is no part of a name
        ("2024年，义乌市民营企业进出口6000亿元，占比达90%。", {"90%": "民营企业进出口占比"}),
        ("2024年遂宁市接待游客3000万人次，其中过夜游客占10%。", {"10%": "过夜游客占比"}),
        ("2024年，马鞍山市规模以上工业增加值增长9%，增速居全省首位。", {"9%": "规模以上工业增加值", "首位": "规模以上工业增加值增速"}),
        ("2024年，柳州市固定资产投资下降3%，增幅排名全区第10位。", {"第10位": "固定资产投资增幅"}),
        ("2024年，咸阳市居民消费价格上涨2%，其中衣着类上涨1%，医疗保健类下降0.5%。", {"1%": "衣着类居民消费价格", "0.5%": "医疗保健类居民消费价格"}),
    ],
)
def test_a_name_holds_what_sets_it_apart(extract: Extractor, text: str, names: dict[str, str]) -> None:
    found = told(extract, text)
    assert {value: found.get(value) for value in names} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # what has a name of its own is no part
        ("2024年，无锡市地区生产总值1.6万亿元，其中工业增加值7000亿元。", {"7000亿元": "工业增加值"}),
        ("2024年福建省接待游客5亿人次，其中入境游客600万人次。", {"600万人次": "入境游客"}),
        ("2024年，衢州市和美乡村500个、未来社区30个。", {"500个": "和美乡村", "30个": "未来社区"}),
        ("2024年，珠海市营收30亿元，亏损2亿元。", {"2亿元": "亏损"}),
        # nor what another verb leads to
        ("2024年，珠海市营业收入3000亿元，上交税金200亿元。", {"200亿元": "上交税金"}),
        # a figure is compared with its own kind
        ("2024年，徐州市城镇居民人均可支配收入增加3000元。", {"3000元": "城镇居民人均可支配收入"}),
        # of what a body published
        ("泉州市统计局公布的人口为880万人。", {"880万人": "人口"}),
    ],
)
def test_a_name_takes_nothing_that_is_not_its_own(extract: Extractor, text: str, names: dict[str, str]) -> None:
    found = told(extract, text)
    assert {value: found.get(value) for value in names} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2024年，洛阳市拥有50家上市公司和200家专精特新企业。", {"50家": "上市公司", "200家": "专精特新企业"}),
        ("2024年杭州市拥有3000家国家高新技术企业和900家专精特新“小巨人”企业。", {"900家": "专精特新“小巨人”企业"}),
        ("2024年，唐山市铁矿、煤炭产量分别增长5%和6%。", {"5%": "铁矿产量", "6%": "煤炭产量"}),
        ("2024年仙桃市化工、纺织服装产值分别增长12%、10%。", {"12%": "化工产值", "10%": "纺织服装产值"}),
        ("2024年，台东县有医生300名、护士900名，流失率分别为4%及8%。", {"4%": "医生流失率", "8%": "护士流失率"}),
        ("2024年，昆明市高铁800公里、普速铁路500公里，比上年末分别增加50公里和10公里。", {"50公里": "高铁", "10公里": "普速铁路"}),
    ],
)
def test_the_noun_of_another_figure_is_not_taken(extract: Extractor, text: str, names: dict[str, str]) -> None:
    found = told(extract, text)
    assert {value: found.get(value) for value in names} == names


def test_a_superlative_is_of_the_whole_name(extract: Extractor) -> None:
    found = told(extract, "去年全省人均可支配收入最高的是杭州市，为7万元；最低的是衢州市，为5万元。")
    assert {found["7万元"], found["5万元"]} == {"人均可支配收入"}


@pytest.mark.parametrize(("text", "name"), [("日本2023年出现80万人的自然减少。", "自然减少"), ("新加坡去年錄得3万人的人口淨流出。", "人口净流出")])
def test_a_change_is_told_behind_its_figure(extract: Extractor, text: str, name: str) -> None:
    assert set(told(extract, text).values()) == {name}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2024年，泸州市65岁及以上人口的比重上升2个百分点。", {"2个百分点": "65岁及以上人口比重"}),
        ("一季度，全国钢材出口1700万吨，增长12.6%；进口290万吨，下降16%。", {"290万吨": "钢材进口", "16%": "钢材进口"}),
        ("春运期间，全国铁路累计发送旅客4亿人次。", {"4亿人次": "铁路发送旅客"}),
        ("2024年，宜宾市中职专任教师2052人，技校专任教师1120人。", {"1120人": "技校专任教师"}),
        ("8月，4个一线城市新建商品住宅销售价格环比上涨0.3%。", {"0.3%": "一线城市新建商品住宅销售价格"}),
        ("上半年，遂宁市规模以上工业企业实现利润总额120亿元。", {"120亿元": "规模以上工业企业利润总额"}),
        ("上周，惠州市商品房成交930套/7.6万平方米。", {"930套": "商品房成交", "7.6万平方米": "商品房成交"}),
        ("前8个月，池州市完成年度投资计划的70%。", {"70%": "年度投资计划完成率"}),
        ("7月，全国企业债券净融资150亿元，同比少32亿元。", {"32亿元": "企业债券净融资"}),
        ("6月，全国16个省份仔猪价格下降。华北地区价格较高，为46元/公斤。", {"46元/公斤": "省份仔猪价格"}),
        ("2024年，江苏42万考生，浙江38万考生。", {"42万": "考生", "38万": "考生"}),
        ("国庆假期，全国国内旅游接待总人数7亿人次。", {"7亿人次": "旅游接待总人数"}),
    ],
)
def test_what_belongs_to_the_name(extract: Extractor, text: str, names: dict[str, str]) -> None:
    found = told(extract, text)
    assert {value: found.get(value) for value in names} == names
