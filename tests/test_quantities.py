"""Quantities beyond single rules: lists, pairs, gaps, masks, numerals, units, and time on floods."""

from __future__ import annotations

from decimal import Decimal

import pytest
from growth import grows_linearly

from extract import find_quantities
from extract.mentions import quantities
from extract.mentions.numerals import longest, numeral_at, parse
from extract.mentions.units import unit_at
from extract.model import Quantity


def values(text: str) -> list[tuple[Decimal | None, str | None]]:
    return [(q.number, q.unit) for q in find_quantities(text)]


def only(text: str) -> Quantity:
    found = find_quantities(text)
    assert len(found) == 1, found
    assert text[slice(*found[0].span)] == found[0].text
    return found[0]


@pytest.mark.parametrize(
    ("text", "numbers", "unit"),
    [
        ("财政收入分别为12、15和18亿元", [12 * 10**8, 15 * 10**8, 18 * 10**8], "CNY"),
        ("分别增长5.3、6.1和7%", [Decimal("5.3"), Decimal("6.1"), 7], "%"),
        ("分别下降5.3、6.1和7%", [Decimal("-5.3"), Decimal("-6.1"), -7], "%"),
        ("企业分别有3、5家", [3, 5], "家"),
        ("收入为10亿、20亿、30亿元", [10**9, 2 * 10**9, 3 * 10**9], "CNY"),
    ],
)
def test_a_unit_stated_once_counts_for_the_whole_list(text: str, numbers: list[Decimal], unit: str) -> None:
    assert values(text) == [(n, unit) for n in numbers]


@pytest.mark.parametrize("text", ["1、2类区域", "2025、2026年"])
def test_numbers_that_only_order_get_no_unit(text: str) -> None:
    assert all(q.unit is None for q in find_quantities(text)[:-1])


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("数字在1000以上，1500以下", 1000, 1500),
        ("大于50且小于120", 50, 120),
        ("不大于50不小于20", 20, 50),
        ("500元以上1000元以下", 500, 1000),
        ("介于3%和5%之间", 3, 5),
    ],
)
def test_two_bounds_of_one_thing_are_a_range(text: str, low: int, high: int) -> None:
    q = only(text)
    assert (q.number, q.low, q.high, q.bound) == (None, low, high, "range")


@pytest.mark.parametrize("text", ["大于50并小于12", "最高2427元，最低2415元", "超过50家，不足30人"])
def test_bounds_that_make_no_range_stay_two(text: str) -> None:
    assert len(find_quantities(text)) == 2


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一百 五 十 二", 152),
        ("百 分 之 五 十", 50),
        ("六 点 五 成", 65),
        ("规模突破3,5\n00亿元", 3500 * 10**8),
        ("规模达68.\n5亿元", Decimal("6850000000")),
        ("规模达3500\n亿元", 3500 * 10**8),
        ("比重达12\n- 3 -\n%", 12),
        ("人口 2480 万 2600 人", 24802600),
        ("月增 1 万 3,000 人", 13000),
    ],
)
def test_gaps_inside_a_numeral(text: str, number: Decimal) -> None:
    assert only(text).number == number


@pytest.mark.parametrize(("text", "number"), [("接近十五万人次", 150000), ("将近十二亿元", 12 * 10**8), ("近十余万人", 100000), ("近百所", 100)])
def test_what_a_bound_stands_before_is_the_whole_numeral(text: str, number: int) -> None:
    assert only(text).number == number


@pytest.mark.parametrize(
    ("text", "share", "kind"),
    [
        ("比上年减少5000人（4.8%）。", -4.8, "growth"),
        ("比上年增加2000家、7.1%。", 7.1, "growth"),
        ("比上年增加2000人（60%为女性）", 60, "rate"),
        ("面积减少300亩、5%的村", 5, "rate"),
    ],
)
def test_a_per_cent_says_the_change_before_it_again(text: str, share: float, kind: str) -> None:
    found = find_quantities(text)[1]
    assert (float(found.number or 0), found.kind) == (share, kind)


@pytest.mark.parametrize("text", ["一 二 三", "序号\n1\n%"])
def test_gaps_between_numerals_stay(text: str) -> None:
    assert all(q.number is None or q.number < 10 for q in find_quantities(text))


def test_no_quantity_touches_a_mask_but_a_mask_inside_a_numeral_is_none() -> None:
    text = "四百四十五家"
    assert quantities.find(text, [(0, 5)]) == []
    assert [q.number for q in quantities.find(text, [(3, 5)])] == [445], "no date begins inside a numeral"


def test_texts_without_numerals_are_passed_over() -> None:
    assert not quantities.possible("全市经济运行总体平稳。")
    assert quantities.possible("位居首位")
    assert quantities.possible("3家")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("五十五兆壹十二亿四万五千二", 55001200045200),
        ("2千零30万", 20300000),
        ("俩千两百贰拾二", 2222),
        ("参拾参", 33),
        ("1.2×10^8", 120000000),
        ("1,2345,6789", 123456789),
        ("千三", 1300),
        ("百二万", 1200000),
    ],
)
def test_worth_of_numerals(words: str, value: int) -> None:
    number = parse(words)
    assert number is not None
    assert number.value == value
    assert numeral_at(words, 0) == (number, len(words))


@pytest.mark.parametrize("words", ["", "几", "陆五", "五十千", "一百二百", "1.2.3"])
def test_characters_that_make_no_number(words: str) -> None:
    assert parse(words) is None


def test_the_longest_part_of_a_numeral() -> None:
    assert longest("五十千", 0, 3) == (parse("五十"), 2)
    assert longest("一百二百", 0, 4) == (parse("一百"), 2), "二 belongs to the second 百"


@pytest.mark.parametrize(
    ("text", "base", "end"),
    [("元/平方米的价格", "CNY/平方米", 5), ("吨每日", "吨/天", 3), ("元/千瓦时", "CNY/千瓦时", 5), ("件/万人", "件/万人", 4), ("km以外", "公里", 2)],
)
def test_the_unit_at_a_place(text: str, base: str, end: int) -> None:
    found = unit_at(text, 0)
    assert found is not None
    assert (found[0].base, found[1]) == (base, end)


@pytest.mark.parametrize("text", ["位于市中心", "台湾", "kms", "人民生活", ""])
def test_words_that_only_begin_like_a_unit(text: str) -> None:
    assert unit_at(text, 0) is None


@pytest.mark.parametrize("piece", ["1", "1,", "一万", "1、", "-1", "1至", "百 分 之 ", "3家", "突破3\n亿", "三又", "超过", "1."])
def test_time_grows_with_the_length_of_a_flood(piece: str) -> None:
    assert grows_linearly(lambda times: quantities.find(piece * times), 2000)


@pytest.mark.parametrize(
    ("text", "words", "bound"),
    [
        ("至少死了184人", "至少死了184人", "at_least"),
        ("率分别超98.5%和99%", "99%", "more_than"),
        ("船舶运价不足去年同期的六成", "六成", "less_than"),
        ("产能接近全省总产能的30%", "30%", "approx"),
        ("盘中跌破3000点", "跌破3000点", "less_than"),
        ("期货最高2427元，最低2415元", "最高2427元", "exact"),
        ("补贴最高5000元", "最高5000元", "at_most"),
        ("已通过786家企业", "786家", "exact"),
        ("其余14省不到1000亿", "14省", "exact"),
    ],
)
def test_bounds_by_words_that_stand_further_off(text: str, words: str, bound: str) -> None:
    assert (words, bound) in [(q.text, q.bound) for q in quantities.find(text)]
