"""Forms of commentary and transcripts, on sentences of ours: what only a verb names, whom a place is like, what a figure is as much as."""

from __future__ import annotations

import pytest
from told import claims_by_value, metrics_of, place_of

from extract import Extractor
from extract.claims.words import without_opening
from extract.mentions import metrics
from extract.model import Token


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threshold=0.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全省苹果产量480万吨，去年出口了30万吨，进口了2万吨。", {"30万吨": "苹果出口量", "2万吨": "苹果进口量"}),
        ("全省苹果产量480万吨，商家卖出了其中的30万吨。", {"30万吨": "苹果产量"}),  # more than a verb
        ("全省用电量1500亿度。这座城市加上几千家工厂，每年也只用70亿度。", {"70亿度": "用电量"}),
        ("全省粮食产量1200万吨，相当于陕西产量的九成，相当于全国产量的2%。", {"2%": "粮食产量相当于产量比重"}),
        ("全省车桩比61%。", {"61%": "车桩比"}),
        ("全省七成的农民工是中年人。", {"七成": "中年人占农民工比重"}),
        ("到2035年，核电在全省电力结构中的占比将达到7%。", {"7%": "核电占全省电力结构比重"}),
        ("预计到2035年核电在本地电力结构中的占比将达到7%。", {"7%": "核电占本地电力结构比重"}),
        ("全省有幼儿园7000所，公益园占91.2%。", {"91.2%": "公益园占比"}),
        ("全省近年来GDP排名多在第27位。", {"第27位": "GDP"}),
        ("全省常住人口减少11.3万，意味着净流出6.4万。", {"6.4万": "人口净流出"}),
        ("全市户籍人口减少，不过有6.4万的流入。", {"6.4万": "人口流入"}),
        ("全省常住人口在减少，高校有6万的流入。", {"6万": "高校"}),
        ("全省悼念5·12人数达2万人，平均年龄38·5岁。", {"2万人": "悼念5·12人数", "38·5岁": "平均年龄"}),
        ("高居榜首3强的企业产值800亿元。", {"800亿元": "企业产值"}),
        ("全省外资流入30亿元，流出20亿元。", {"20亿元": "流出"}),  # of no people
        ("全市出租车只有4200台，网约车有近2万台。", {"近2万台": "网约车"}),
        ("全省有20所大学，他们有12所。", {"12所": "大学"}),  # who has them
        ("全省人口2400万，但酒泉市只有16.8万平方公里。", {"16.8万平方公里": "面积"}),
        ("全省的林区有16.8万平方公里的森林。", {"16.8万平方公里": "森林"}),  # of another thing
        ("去年全省发生9800起重大犯罪，包括64起凶杀案，1400起抢劫、300起诈骗。", {"1400起": "抢劫", "300起": "诈骗"}),
        ("甘肃成功但艰难卫冕药材种植第一大省。", {"第一": "药材种植"}),
        ("全省成人识字率92%，八成的劳动力都是自雇零工。", {"八成": "自雇零工的劳动力占比"}),
        ("全省的人均GDP超过了青海。青海突破5万元之后就停滞了。", {"突破5万元": "人均GDP"}),
        ("从外省到兰州上班的是2.8万人。", {"2.8万人": "从外省到兰州上班人数"}),
        ("兰州出让4宗宅地，其中一块溢价70%，达到每平米7700元。", {"7700元": "楼面价"}),
        ("二手房卖得不错，兰州每平方米超过1.2万元。", {"超过1.2万元": "房价"}),
        ("二手房不贵，兰州每平方米的装修费超过1200元。", {"超过1200元": "每平方米的装修费"}),
        ("全省组织37个工作组深入种粮大县。", {"37个": "工作组"}),
        ("兰州、白银等地15岁以上人口占比都在84%以上。", {"84%以上": "15岁以上人口"}),
        ("酒泉等县级市人口90万。", {"90万": "县级市人口"}),  # 等 and 县级市, no 等县
        ("兰州等地区住宿旅客90万人次。", {"90万人次": "住宿旅客"}),
        ("兰州等地铁站点120个。", {"120个": "地铁站点"}),
        ("二手房难卖，兰州目前每平方米9100元。", {"9100元": "房价"}),
        ("兰州住宅供热每平方米25元。", {"25元": "住宅供热"}),
        ("兰州二手房好卖，仓库每平方米1800元。", {"1800元": "仓库"}),  # of no homes
        ("韩国、日本增长较快，上述两国汽车产量合计1200万辆。", {"1200万辆": "汽车产量"}),
        ("全省上述企业出口额26亿元。", {"26亿元": "上述企业出口额"}),  # points at no place
        ("全省国企用电量增长4%，其余行业用电量下降2%。", {"2%": "其余行业用电量"}),
        ("全省唯一央企利润31亿元。", {"31亿元": "央企利润"}),
        ("白银市采矿业的失业率6%。", {"6%": "采矿业的失业率"}),
        ("白银市对原有工作不满意的采矿业的失业率6%。", {"6%": "采矿业的失业率"}),
    ],
)
def test_what_a_figure_measures(extractor: Extractor, text: str, expected: dict[str, str]) -> None:
    found = metrics_of(extractor, text)
    assert {value: found.get(value) for value in expected} == expected


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("德国公布了预算，支出规模和法国差不多，但赤字达到300亿欧元。", "300亿欧元", "德国"),
        ("苏州的人口与杭州接近，但工业产值是4.5万亿元。", "4.5万亿元", "苏州市"),
        ("苏州和杭州的GDP都接近2万亿元。", "接近2万亿元", "苏州市、杭州市"),
        ("广东上缴1259亿元。今年，中央基本养老金转移支付预算数破万亿，为11160亿元。", "11160亿元", "中国"),
        ("广西今年获得中央转移支付400亿元。", "400亿元", "广西壮族自治区"),
        ("四川争取中央预算内投资20亿元。", "20亿元", "四川省"),
        ("在浙江11个城市中，有8个城市的房价上涨。", "8个", "浙江省"),
        ("深圳、苏州表现突出。在23座万亿城市中，有16座城市的人均GDP出现回调。", "16座", "中国"),
        ("印度的铁矿石出口3000万吨。去年全球粗钢产量18.9亿吨。", "18.9亿吨", "全球"),
        ("成都引进了全球高端人才500人。", "500人", "成都市"),
        ("从甲地看，从深圳外出上班的是2.8万人，到惠州上班的是2.6万人。", "2.6万人", "惠州市"),
        ("越南很强。秘鲁和智利转向了矿业，人均GDP已经超过越南，都在7000美元以上。", "7000美元以上", "秘鲁、智利"),
        ("秘鲁和智利转向了矿业，越南的人均GDP不高，在4000美元左右。", "4000美元左右", "越南"),
        ("越南很强。秘鲁和智利转向了矿业。按世界银行的标准，这两个国家的赤贫人口有200万。", "200万", "秘鲁、智利"),
        ("襄阳人均GDP只有7.2万元，落后于全国的平均水平（8.94万元）。", "8.94万元", "中国"),
        ("宁夏的煤炭产量达到1亿吨，相当于去年陕西产量的12%。", "12%", "宁夏回族自治区"),
        ("全球造船完工量增加了3000万吨，其中超过2400万吨增量是由韩国贡献的。", "超过2400万吨", "韩国"),
    ],
)
def test_whose_a_figure_is(extractor: Extractor, text: str, value: str, place: str) -> None:
    assert place_of(extractor, text, value) == place


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("广东21个城市中，有2个在5千亿到1万亿之间，7个在1200亿以下。", "5千亿到1万亿之间"),
        ("广东21个城市中，有2个在5千亿到1万亿之间，7个在1200亿以下。", "1200亿以下"),
        ("从区间看，广东各市的GDP，4000亿到5000亿有6个。", "4000亿到5000亿"),
        ("天津GDP下降的原因有两点，第一是转变观念。", "第一"),
    ],
)
def test_what_sorts_those_that_are_counted_is_no_figure(text: str, value: str) -> None:
    assert value not in {c.value.text for c in Extractor()(text).claims}


def test_a_range_of_a_place_stays_its_figure() -> None:
    assert "5千亿到1万亿之间" in {c.value.text for c in Extractor()("去年江苏的GDP在5千亿到1万亿之间。").claims}


def test_as_many_of_a_known_thing_is_no_figure(extractor: Extractor) -> None:
    assert "24个" not in claims_by_value(extractor, "去年四川的发电量增长了6000亿度，相当于24个三峡。")


def test_a_sum_told_once_more_in_another_money_measures_the_same(extractor: Extractor) -> None:
    assert metrics_of(extractor, "财政盈余7.8亿美元，折换成人民币大约是56亿元。")["大约是56亿元"] == "财政盈余"


@pytest.mark.parametrize(
    ("text", "value", "start"),
    [
        ("2021年四川有19万家商店。2021年之后监管加强，现在四川的商店数量只有12万家。", "12万家", "2025-03-01"),
        ("2017年，香港的地价收入为1636亿港元，同一年财政盈余1300亿港元。", "1300亿港元", "2017-01-01"),
        ("到了22-23财政年度，香港的地价收入只有196亿港元。", "196亿港元", "2022-04-01"),
        ("广东自2007年超过河南之后已17次夺冠，人口增加27万。", "27万", "2024-01-01"),
        ("青岛市近年来就业人数增加30万人。", "30万人", "None"),  # in nobody knows which year
        ("青岛市近年来发展很快，2023年就业人数增加30万人。", "30万人", "2023-01-01"),
        ("上一个财政年度，香港的赤字为1002亿港元。", "1002亿港元", "2023-04-01"),
    ],
)
def test_when_a_figure_holds(extractor: Extractor, text: str, value: str, start: str) -> None:
    found = claims_by_value(extractor, text)[value]
    assert str(found.date and found.date.start) == start


def test_several_words_that_only_open_a_clause_are_no_name() -> None:
    assert without_opening("但预计盈余") == "盈余"
    assert without_opening("近年来GDP") == "GDP"


def test_short_nouns_end_a_name() -> None:
    tokens = [Token("公益", (0, 2), "n"), Token("园", (2, 3), "zg")]
    phrase = metrics.before("公益园", tokens)
    assert phrase is not None
    assert phrase.text == "公益园"
