"""The year of an undated article: what it tells as over, and what it reckons from a year that it names."""

from __future__ import annotations

import pytest

from extract import Extractor
from extract.claims import article_year, year_bounds


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("截至2018年底，全市建成公园41个。", 2019),
        ("截止2018年末，全区有养老院9家。", 2019),
        ("2022年整整一年，景区接待游客310万人次，今年元旦三天就来了12万人次。", 2023),
        ("2019年，全县新建公园8个，拆违12万平方米，年末绿化率41%。今年一季度又建2个。", 2020),
        ("2019年末全县常住人口41万人。今年前两个月结婚登记300对。", 2020),
        ("自2016年7月以来，全县少雨三成，今年春播推迟。", 2017),
        ("2023年产量跌了4%，今年止跌回升，增长2%。", 2024),
        ("2021年失业率高达9%，到去年才降到6%。", 2023),
        ("法院昨日发布《2015—2019年全市知识产权审判白皮书》，五年收案8200件。", 2020),
        ("五年前的2017年，这里还只有3家工厂。", 2022),
        ("第七次全国人口普查数据显示，全县常住人口41万人。", 2021),
        ("以2010年11月1日零时为标准时点，全县人口52万人。县人口普查数据昨日公布。", 2011),
    ],
)
def test_what_is_over_was_before(text: str, first: int) -> None:
    assert year_bounds.least(text) == first


@pytest.mark.parametrize(
    "text",
    [
        "到2025年底，全市建成公园60个。",
        "2025年底将建成公园60个，今年先建20个。",
        "2025年，力争新建公园8个，年末绿化率41%。今年一季度已建2个。",
        "到2025年全年客流达到300万人次，今年先开两条线。",
        "2021年落成的楼宇有13%空置，去年租金又跌了。",
        "2021年3月2日，记者从市水务局获悉，今年全市计划投资30亿元。",
        "到2024年，全省恢复教学点500个，今年先恢复90个。",
        "自2016年以来，全县累计植树90万亩。",
        "第七次全国人口普查将以2020年11月1日零时为标准时点。",
    ],
)
def test_what_lies_ahead_bounds_nothing(text: str) -> None:
    assert year_bounds.least(text) == 0


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("全县学生从2016年的9.1万降到去年的6.8万，五年减少了四分之一。", {2022}),
        ("2019年有门店21家，今年增至55家，三年翻了一番还多。", {2022}),
        ("州议会选举四年一次。登记选民320万人，比2018年上届多出20万人。", {2022}),
        ("1951年建场，1998年改制。今年9月，职工们庆祝建场65周年，到2020年还要再栽树2万亩。", {2016}),
        ("昨天，市教育局召开2022学年秋季招生工作会。今秋一年级新生4.1万人。", {2022}),
        ("截至2019年8月底，全市车辆220万台，本年前8个月新增14万台。", {2019}),
    ],
)
def test_the_year_is_reckoned_from_one_that_is_named(text: str, years: set[int]) -> None:
    assert year_bounds.reckoned(text) == years


@pytest.mark.parametrize(
    "text",
    [
        "从2016年的9.1万降到去年的6.8万，五年级学生减少最多。",
        "2019年有门店21家，今年增至55家，三年后再开一家。",
        "州议会选举四年一次，登记选民320万人。",
        "去年庆祝建场65周年，1951年的老照片展出了200张。",
        "2022年秋季入学的新生已经毕业。",
    ],
)
def test_nothing_is_reckoned_where_nothing_is_said(text: str) -> None:
    assert year_bounds.reckoned(text) == set()


def test_the_animal_of_a_year_leaves_one_in_twelve() -> None:
    assert year_bounds.of_its_animal("今年是龙年，前三个月出生婴儿2.1万人。", {2023, 2024, 2025}) == {2024}
    assert year_bounds.of_its_animal("去年是龙年，出生婴儿多了。", {2023, 2024}) == {2023, 2024}


def test_who_cannot_write_in_the_year_told_last_writes_later() -> None:
    text = "截至2021年底，全省装机1.1亿千瓦。去年发电4300亿千瓦时。今年7月以来，来水偏枯四成，而2020年还弃水202亿千瓦时。"
    found = article_year.guess(text, "", roc=False)
    assert found is not None
    assert found[0] == 2022


def test_a_day_at_the_head_has_the_year_that_was_told(extractor: Extractor) -> None:
    text = "桂北旱情持续\n本报桂林3月19日讯 自2009年8月以来，桂林市平均降雨量仅282毫米。截至18日，桂林市受旱面积1108万亩。今年春播推迟。"
    found = next(c for c in extractor(text).claims if c.value.text == "1108万亩")
    assert found.date is not None
    assert found.date.start == "2010-03-18"
