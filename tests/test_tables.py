"""Tables, however they reached us: their heads, first cells and captions say whose figure a number is, of what and of when."""

from __future__ import annotations

import pytest

from extract import Extractor
from extract.claims.table_heads import said_unit
from extract.text import rows

Row = tuple[str, str, float | None, str | None, str | None]  # city, metric, number, unit, start of the period


@pytest.fixture(scope="module")
def extract() -> Extractor:
    return Extractor()


def read(extract: Extractor, text: str) -> set[Row]:
    claims = extract(text, published="2025-06-20").claims
    return {(c.city.name, c.metric.name, c.value.number, c.value.unit, c.date.start if c.date else None) for c in claims}


INDICATORS = [
    ["指标", "单位", "绝对量", "比上年增长(%)"],
    ["地区生产总值", "亿元", "3251.3", "5.7"],
    ["#第一产业增加值", "亿元", "260.2", "2.1"],
    ["常住人口", "万人", "447.4", "-0.3"],
]
INDICATORS_READ: set[Row] = {
    ("绵阳市", "地区生产总值", 325130000000.0, "CNY", "2024-01-01"),
    ("绵阳市", "地区生产总值", 5.7, "%", "2024-01-01"),
    ("绵阳市", "第一产业增加值", 26020000000.0, "CNY", "2024-01-01"),
    ("绵阳市", "第一产业增加值", 2.1, "%", "2024-01-01"),
    ("绵阳市", "常住人口", 4474000.0, "人", "2024-01-01"),
    ("绵阳市", "常住人口", -0.3, "%", "2024-01-01"),
}
WAYS = {
    "bars": lambda table: "\n".join(["| " + " | ".join(r) + " |" for r in (table[0], ["---"] * len(table[0]), *table[1:])]),
    "tabs": lambda table: "\n".join("\t".join(r) for r in table),
    "two blanks": lambda table: "\n".join("  ".join(r) for r in table),
    "one blank": lambda table: "\n".join(" ".join(r) for r in table),
    "a cell a line": lambda table: "\n".join(c for r in table for c in r),
}


@pytest.mark.parametrize("way", WAYS)
def test_rows_are_metrics(way: str, extract: Extractor) -> None:
    text = f"2024年绵阳市国民经济和社会发展统计公报\n2024年绵阳市主要指标\n{WAYS[way](INDICATORS)}\n"
    assert read(extract, text) == INDICATORS_READ


def test_absolute_values_and_growth(extract: Extractor) -> None:
    text = "2024年绍兴市主要指标\n\n指标\t绝对值\t同比增长\n地区生产总值（亿元）\t8369\t6.5%\n进出口总额（亿元）\t4012\t-2.5%\n"
    found = extract(text, published="2025-03-01").claims
    assert {(c.metric.name, c.value.number, c.value.kind) for c in found} == {
        ("地区生产总值", 836900000000.0, "amount"), ("地区生产总值", 6.5, "growth"),
        ("进出口总额", 401200000000.0, "amount"), ("进出口总额", -2.5, "growth"),
    }  # fmt: skip
    assert {c.value.comparison.basis for c in found if c.value.comparison} == {"yoy"}


@pytest.mark.parametrize("way", WAYS)
def test_columns_are_years_and_rows_places(way: str, extract: Extractor) -> None:
    table = [["地区", "2023年", "2024年"], ["绵阳市", "4038.7", "4344.8"], ["宜宾市", "3806.6", "4005.8"], ["泸州市", "2725.9", "2792.4"]]
    text = f"表1 四川部分城市地区生产总值（单位：亿元）\n{WAYS[way](table)}\n"
    found = read(extract, text)
    assert len(found) == 6
    assert ("宜宾市", "地区生产总值", 380660000000.0, "CNY", "2023-01-01") in found
    assert ("泸州市", "地区生产总值", 279240000000.0, "CNY", "2024-01-01") in found


def test_a_growth_without_a_metric_is_of_the_column_at_its_left(extract: Extractor) -> None:
    text = "2024年一季度湖南部分市州情况\n\n地区  生产总值（亿元）  增速（%）\n长沙市  3410.2  5.1\n株洲市  871.6  5.5\n湘潭市  662.9  5.3\n"
    found = read(extract, text)
    assert ("株洲市", "生产总值", 87160000000.0, "CNY", "2024-01-01") in found
    assert ("湘潭市", "生产总值", 5.3, "%", "2024-01-01") in found


def test_a_caption_names_metric_unit_and_period(extract: Extractor) -> None:
    text = "表2：2024年广西各市固定资产投资增速（单位：%）\n| 城市 | 全年 | 一季度 |\n|---|---|---|\n| 南宁 | 3.2 | 2.1 |\n| 柳州 | -4.5 | -6.0 |\n"
    found = extract(text, published="2025-03-01").claims
    assert {(c.city.name, c.metric.name, c.value.number, c.value.kind, c.date.end if c.date else None) for c in found} == {
        ("南宁市", "固定资产投资", 3.2, "growth", "2024-12-31"), ("南宁市", "固定资产投资", 2.1, "growth", "2024-03-31"),
        ("柳州市", "固定资产投资", -4.5, "growth", "2024-12-31"), ("柳州市", "固定资产投资", -6.0, "growth", "2024-03-31"),
    }  # fmt: skip


def test_the_title_of_a_flattened_table_gives_no_place_to_its_rows(extract: Extractor) -> None:
    rows = "城市\nGDP（亿元）\n常住人口（万人）\n德阳\n3151\n346\n绵阳\n4344\n491\n宜宾\n4005\n463\n"
    found = read(extract, f"2024年四川经济观察\n表1 2024年四川部分城市主要指标\n{rows}")
    assert {row[0] for row in found} == {"德阳市", "绵阳市", "宜宾市"}
    assert ("德阳市", "常住人口", 3460000.0, "人", "2024-01-01") in found


def test_heads_of_two_rows(extract: Extractor) -> None:
    text = (
        "2024年湖北各市主要指标\n| 地区 | 地区生产总值 | | 固定资产投资 |\n|---|---|---|---|\n| | 总量（亿元） | 增速（%） | 增速（%） |\n"
        "| 武汉市 | 21106 | 5.2 | 4.1 |\n| 襄阳市 | 6102 | 6.1 | 7.0 |\n"
    )
    found = {row[:4] for row in read(extract, text)}
    assert {("武汉市", "地区生产总值", 2110600000000.0, "CNY"), ("武汉市", "地区生产总值", 5.2, "%"), ("襄阳市", "固定资产投资", 7.0, "%")} <= found


def test_places_in_columns(extract: Extractor) -> None:
    text = "2024年主要指标对比\n| 指标 | 成都 | 重庆 |\n|---|---|---|\n| GDP（亿元） | 23511 | 32193 |\n| 常住人口（万人） | 2147 | 3190 |\n"
    found = {row[:3] for row in read(extract, text)}
    assert found == {
        ("成都市", "GDP", 2351100000000.0), ("重庆市", "GDP", 3219300000000.0),
        ("成都市", "常住人口", 21470000.0), ("重庆市", "常住人口", 31900000.0),
    }  # fmt: skip


def test_figures_since_the_beginning_of_the_year(extract: Extractor) -> None:
    text = "2025年1-5月杭州市主要经济指标\n指标 单位 本月 本月止累计 累计同比±%\n"
    text += "规模以上工业增加值 亿元 380.2 1790.5 6.8\n出口总额 亿元 560.1 2570.8 9.9\n"
    found = extract(text, published="2025-06-20").claims
    assert {(c.metric.name, c.value.number, c.value.kind, c.date.start if c.date else None) for c in found} >= {
        ("规模以上工业增加值", 179050000000.0, "amount", "2025-01-01"), ("出口总额", 9.9, "growth", "2025-01-01"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "2024年成都市企业营收排名\n企业名称 营业收入（亿元） 利润（亿元）\n东某集团 120.5 3.4\n南某公司 98.7 2.2\n西某股份 60.1 1.1\n",
        "| 《春晖》 | 四川省退休职工协会 | 10万 | 148 |\n| 《秋实》 | 河南省退休职工协会 | 78万 | 78 |\n",
        "成都市情况\n目录\n第一章 总论 1\n第二章 方法 15\n第三章 结论 32\n",
    ],
)
def test_what_is_no_table_of_places(text: str, extract: Extractor) -> None:
    assert read(extract, text) == set()


@pytest.mark.parametrize(
    ("lines", "parted"),
    [
        (["地区 GDP 增速", "长沙 3410 5.1", "株洲 871 5.5"], [3, 3, 3]),
        (["地区\tGDP", "长沙\t3410", "株洲\t871"], [2, 2, 2]),
        (["指标 总量", "合 计 320", "其中： 城镇 210", "农村 110"], [2, 2, 2, 2]),
        (["年龄 人口数", "60岁及以上 138", "0-14岁 189"], [2, 2, 2]),
        (["成都 武汉 长沙", "三市去年增长 5.7%", "各有长短"], None),
        (["标题 副题", "成都 2024", "重庆 2023"], None),
        (["长沙 3410 5.1"], None),
    ],
)
def test_lines_that_blanks_or_tabs_part(lines: list[str], parted: list[int] | None) -> None:
    text = "\n".join(lines)
    spans, at = [], 0
    for line in lines:
        spans.append((at, at + len(line)))
        at += len(line) + 1
    found = rows.parted(text, spans)
    if parted is None:
        assert not found
    else:
        assert [len(found[n]) for n in range(len(lines))] == parted


@pytest.mark.parametrize(
    ("words", "unit"),
    [("GDP（亿元）", "亿元"), ("增速（%）", "%"), ("同比±%", "%"), ("单位：万人", "万人"),
     ("人均可支配收入（元/人）", "元/人"), ("城市（含县）", None), ("GDP", None)],
)  # fmt: skip
def test_units_in_heads(words: str, unit: str | None) -> None:
    assert said_unit(words) == unit


def test_a_bare_year_opens_the_head_of_a_column(extract: Extractor) -> None:
    text = "各省GDP（亿元）\n| 排名 | 省份 | 2019年 | 2018修订前 | 2018调整后 |\n|---|---|---|---|---|\n| 1 | 广东 | 107671.1 | 97277.8 | 99944.7 |\n"
    assert {(number, start) for _, _, number, _, start in read(extract, text)} == {
        (10767110000000.0, "2019-01-01"),
        (9727780000000.0, "2018-01-01"),
        (9994470000000.0, "2018-01-01"),
    }


def test_running_text_above_names_the_metric_of_years_side_by_side(extract: Extractor) -> None:
    text = "各省都改了数字，这里只看GDP。\n| 省份 | 2019 | 2018修订前 |\n|---|---|---|\n| 四川 | 46363.8 | 40678.1 |\n| 安徽 | 36845.5 | 30006.8 |\n"
    assert {(place, metric, number, start) for place, metric, number, _, start in read(extract, text)} == {
        ("四川省", "GDP", 46363.8, "2019-01-01"),
        ("四川省", "GDP", 40678.1, "2018-01-01"),
        ("安徽省", "GDP", 36845.5, "2019-01-01"),
        ("安徽省", "GDP", 30006.8, "2018-01-01"),
    }


def test_running_text_above_names_the_metric_of_places_side_by_side(extract: Extractor) -> None:
    text = "两市的常住人口（万人）近年变化不大，如下表。\n| 年份 | 上海 | 北京 |\n|---|---|---|\n| 2021 | 2489 | 2189 |\n| 2022 | 2476 | 2184 |\n"
    assert {(place, number, start) for place, _, number, _, start in read(extract, text)} == {
        ("上海市", 24890000.0, "2021-01-01"),
        ("北京市", 21890000.0, "2021-01-01"),
        ("上海市", 24760000.0, "2022-01-01"),
        ("北京市", 21840000.0, "2022-01-01"),
    }


def test_text_that_speaks_of_two_metrics_names_neither(extract: Extractor) -> None:
    text = "说到发电量和用电量，各地的差别也大。\n| 省份 | 2021年 | 2022年 |\n|---|---|---|\n| 河南 | 3000 | 3300 |\n| 山东 | 6200 | 6300 |\n"
    assert not read(extract, text)
