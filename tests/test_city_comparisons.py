"""Commentary that compares cities, on sentences of ours: metrics told once or not at all, who writes, gaps, bounds behind a figure."""

from __future__ import annotations

import pytest
from told import claims_by_value, metrics_of, place_of

from extract import Extractor
from extract.claims import no_names, writers_home
from extract.mentions import places, quantities


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threshold=0.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("万亿城市又添一员，烟台拿下了9500亿，常州9550亿。", {"9500亿": "GDP", "9550亿": "GDP"}),
        ("上半年的账公布了。兰州3300亿，酒泉900亿，天水820亿。总量还是兰州最大。", {"3300亿": "GDP", "820亿": "GDP"}),  # sums that need no name
        ("兰州3300亿，酒泉实现地区生产总值900亿。", {"3300亿": "地区生产总值"}),
        ("全省一季度不好看。兰州降了3%，酒泉降2%。生产总值下滑的还有天水。", {"3%": "地区生产总值", "2%": "地区生产总值"}),
        ("贷款余额，兰州1.2万亿，酒泉2000亿。", {"1.2万亿": "贷款余额", "2000亿": "贷款余额"}),
        ("GDP占比不高。财政呢，兰州230亿，酒泉45亿。", {"230亿": "财政收入", "45亿": "财政收入"}),
        ("七普数据出来了。兰州435万，酒泉105万，天水298万。", {"435万": "人口", "298万": "人口"}),
        ("全省年末常住2460万，出生18.3万。兰州是另一回事，443万。", {"443万": "常住"}),  # births are fewer
        ("兰州户籍345万，常住却有443万。", {"345万": "户籍", "443万": "常住"}),
        ("财政收入就难看了。酒泉四十五亿，天水五十八亿。", {"四十五亿": "财政收入", "五十八亿": "财政收入"}),
        ("工资？兰州平均七千三，酒泉六千八。", {"七千三": "平均工资", "六千八": "平均工资"}),
        ("聊聊GDP。兰州3300亿，酒泉900亿，差了2400亿。", {"2400亿": "GDP差距"}),
        ("聊聊GDP。兰州3300亿，酒泉900亿。兰州比酒泉多出两千四百亿。", {"两千四百亿": "GDP"}),
        ("聊聊GDP。兰州3300亿，酒泉900亿。\n户籍人口兰州340万。2030年兰州要冲五千亿。", {"五千亿": "GDP"}),
        ("兰州去年新签合同额，320亿；完成产值500亿。", {"500亿": "产值"}),
        ("兰州卖车1200亿元，酒泉卖车300亿元。", {"1200亿元": "卖车"}),  # a name of its own
    ],
)
def test_what_is_told_once(extractor: Extractor, text: str, expected: dict[str, str]) -> None:
    found = metrics_of(extractor, text)
    assert {value: found.get(value) for value in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本次洪灾造成严重损失，河南1200亿元，河北900亿元。", {"1200亿元": "严重损失"}),
        ("2023年全省土地拍卖回暖，杭州1800亿元，宁波900亿元。", {"1800亿元": "土地拍卖", "900亿元": "土地拍卖"}),
        ("经济大省挑大梁。今年首批专项贴息，广东1200亿元，山东800亿元。", {"1200亿元": "首批专项贴息", "800亿元": "首批专项贴息"}),
        ("生产总值之外，用电量，浙江涨了8%，江苏多了6%。", {"8%": "用电量", "6%": "用电量"}),
        ("常住人口城镇化后，郑州地铁客流，130万。", {"130万": "地铁客流"}),
        ("广州GDP突破3万亿元。全市常住人口1882万人。", {"1882万人": "常住人口"}),
        ("感染流感的人多，武汉12万，长沙10万。", {"12万": "感染流感的人"}),
        ("机场，新疆28个，云南15个。", {"28个": "机场", "15个": "机场"}),
        ("收入方面，广东1.3万亿元，江苏9900亿元。", {"1.3万亿元": "收入"}),
        ("社会融资总量30万亿元，江苏总量3万亿元。", {"3万亿元": "社会融资总量"}),
        ("基金盘子100亿元，合肥盘子500亿元。", {"500亿元": "基金盘子"}),
        ("去年苏州GDP2.4万亿元。降水偏少，无锡少了30%，南京少20%。", {"30%": "降水"}),
        ("大学生就业难。山东90万，河南85万。", {"90万": None}),
        ("工业是立市之本。佛山1.7万亿元。", {"1.7万亿元": None}),
        ("贷款还款，广东300亿元，江苏200亿元。", {"300亿元": "贷款还款"}),
        ("汽车都是租的，三亚500辆。", {"500辆": "汽车都是租"}),
        ("存款，人均来看，北京20万，上海18万。", {"20万": "存款"}),
        ("今年任务完成率98%，与目标差2个百分点。", {"2个百分点": "任务完成率"}),
        ("恩施州去年GDP1400亿元，还差600亿元才到2000亿元。", {"600亿元": "GDP"}),
        ("杭州有研究院30家，研究所120个。", {"120个": "研究所"}),
        ("全国一般公共预算收入21万亿元，中央10万亿元，地方11万亿元。", {"11万亿元": "地方预算收入"}),
    ],
)
def test_what_is_told_of_something_else(extractor: Extractor, text: str, expected: dict[str, str | None]) -> None:
    found = metrics_of(extractor, text)
    assert {value: found.get(value) for value in expected} == expected


def test_rates_of_newborns_are_of_their_day(extractor: Extractor) -> None:
    claim = claims_by_value(extractor, "截至2023年底，深圳新生儿听力筛查率达99%。", published="2024-03-01")["99%"]
    assert claim.date is not None
    assert claim.date.start == "2023-12-31"


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("台风瞄准浙江，明天风力将达12级，雨量达200毫米。", "200毫米", "forecast"),
        ("学者认为，唐代长安城人口可达100万。", "100万", "actual"),
        ("专家测算，黄河每年输沙量可达16亿吨。", "16亿吨", "actual"),
        ("业界估计，今年台湾出口总值可达4800亿美元。", "4800亿美元", "forecast"),
    ],
)
def test_aims_and_guesses(extractor: Extractor, text: str, value: str, status: str) -> None:
    assert claims_by_value(extractor, text, published="2024-03-01")[value].status == status


def test_fast_is_no_bound(extractor: Extractor) -> None:
    assert "350公里" in claims_by_value(extractor, "高铁速度快到350公里，上海到北京只要4小时。")


def test_rows_keep_their_period(extractor: Extractor) -> None:
    text = "2024年聊GDP。前三季度，兰州2600亿，酒泉700亿，四季度它一般能做200亿。天水比较尴尬，620亿。"
    claim = claims_by_value(extractor, text, published="2024-11-05")["620亿"]
    assert claim.date is not None
    assert (claim.date.start, claim.date.end) == ("2024-01-01", "2024-09-30")


def test_births_are_of_the_year(extractor: Extractor) -> None:
    claim = claims_by_value(extractor, "2023年末甘肃常住2465万；出生17.8万。")["17.8万"]
    assert claim.date is not None
    assert (claim.date.start, claim.date.end) == ("2023-01-01", "2023-12-31")


def test_goals_in_plain_words(extractor: Extractor) -> None:
    text = "2022年兰州生产总值3300亿。市里放话，2030年要奔六千亿去。"
    assert claims_by_value(extractor, text)["六千亿"].status == "target"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("楼主天水人，摆几个数。", "天水市"),
        ("我在甘肃酒泉教了三十年书。", "酒泉市"),
        ("我们天水这边才820亿。", "天水市"),
        ("我是土生土长的兰州人。", "兰州市"),
        ("我是记者，在兰州采访。", None),
        ("我们公司在兰州。", None),
        ("兰州人说话快，我不习惯。", None),
    ],
)
def test_who_writes(text: str, place: str | None) -> None:
    home = writers_home.home(text, places.find(text))
    assert (home.name if home is not None else None) == place


def test_we_are_where_the_writer_is_from(extractor: Extractor) -> None:
    text = "楼主天水人。酒泉去年生产总值840亿，我们才750亿。"
    assert place_of(extractor, text, "750亿") == "天水市"
    assert place_of(extractor, "兰州去年生产总值3300亿，我们才750亿。", "750亿") != "天水市"


@pytest.mark.parametrize(
    ("text", "value", "bound", "unit"),
    [
        ("兰州连两成都没到。", "两成", "less_than", "%"),
        ("连10家都没有开张", "10家", "exact", "家"),
        ("翻了1.5倍都不止。", "翻了1.5倍都不止", "more_than", "%"),
        ("县里还有村小九十六所。", "九十六所", "exact", "所"),
        ("花了小一万。", "小一万", "approx", None),
        ("每月补贴三百块。", "三百块", "exact", "CNY"),
        ("铺了三百块砖", "三百块", "exact", "块"),
        ("占比快到17%，", "快到17%", "approx", "%"),
        ("增速由3%加快到5%，", "5%", "exact", "%"),
        ("占全省两成边上。", "两成边上", "approx", "%"),
        ("水深3米边上有树", "3米", "exact", "米"),
        ("差不多占了全国的五分之一", "五分之一", "approx", "%"),
    ],
)
def test_spoken_bounds(text: str, value: str, bound: str, unit: str | None) -> None:
    (found,) = (q for q in quantities.find(text) if q.text == value)
    assert (found.bound, found.unit) == (bound, unit)


def test_a_year_that_people_came_in() -> None:
    assert "一年多" not in [q.text for q in quantities.find("一年多了七万多，")]
    assert "三年多" in [q.text for q in quantities.find("三年多了，还没修好")]


@pytest.mark.parametrize("words", ["两个小兄弟呢？", "之前大家", "跟前头那位差", "站上门槛"])
def test_talk_is_no_metric(words: str) -> None:
    assert no_names.is_talk(words)


@pytest.mark.parametrize("words", ["大家电产量", "老人家庭数", "俱乐部", "兄弟企业数", "门槛费"])
def test_metrics_are_no_talk(words: str) -> None:
    assert not no_names.is_talk(words)


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("民勤县有句老话。这个当年的防沙红旗县，2022年治沙3万亩。", "3万亩", "民勤县"),
        ("说说景德镇。这座瓷都小城，2022年生产总值1192亿元。", "1192亿元", "景德镇市"),
        ("义乌的故事长。这个县级市，2022年进出口4788亿元。", "4788亿元", "义乌市"),
        ("去年青海的用电量1000亿度，而用电大户江苏，一年要用掉7800亿度。", "7800亿度", "江苏省"),
    ],
)
def test_places_told_of_by_what_they_are(extractor: Extractor, text: str, value: str, place: str) -> None:
    assert place_of(extractor, text, value) == place


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("温州2022年生产总值8030亿，省会自然不用比，1.87万亿。", "1.87万亿", "杭州市"),
        ("柳州2022年生产总值3109亿。首府也只有5218亿。", "5218亿", "南宁市"),
        ("浙江的省会城市生产总值1.87万亿。", "1.87万亿", "浙江省"),
        ("兰州占了甘肃三成，南宁连两成都没到。", "两成", "南宁市"),
    ],
)
def test_capitals(extractor: Extractor, text: str, value: str, place: str) -> None:
    assert place_of(extractor, text, value) == place


def test_people_named_in_full_keep_their_name(extractor: Extractor) -> None:
    found = claims_by_value(extractor, "2020年，广西常住人口5012.68万人，比2010年增加410万人。", "2021-05-20")
    assert {c.metric.name for c in found.values()} == {"常住人口"}


def test_a_row_goes_on_in_its_period_past_what_was_long_before(extractor: Extractor) -> None:
    text = "贵阳2018年旅客吞吐量达到2000万，十年前的2008年它才480来万。乌鲁木齐2303万。"
    found = claims_by_value(extractor, text, "2019-03-20")
    assert found["2303万"].date is not None
    assert str(found["2303万"].date.start) == "2018-01-01"
