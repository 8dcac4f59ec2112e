"""What dates.find makes of several dates in one text: order, overlap, inherited years, roles, ranges."""

from __future__ import annotations

import datetime as dt

import pytest
from growth import grows_linearly

from extract.mentions import dates
from extract.mentions.date_rules import RULES
from extract.model import DateMention

REFERENCE = dt.date(2025, 3, 12)


def find(text: str, **options: object) -> list[DateMention]:
    return dates.find(text, REFERENCE, **options)  # type: ignore[arg-type]


def bounds(text: str, **options: object) -> list[tuple[str, str, str]]:
    return [(m.text, str(m.start), str(m.end)) for m in find(text, **options)]


def test_a_year_holds_for_the_parts_behind_it_in_its_sentence() -> None:
    first, second, third = find("2022年产值增长，三季度加快。一季度放缓。")
    assert (first.grounding, second.grounding, third.grounding) == ("explicit", "inherited", "publication")
    assert (second.start, third.start) == (dt.date(2022, 7, 1), dt.date(2025, 1, 1))


def test_the_year_of_the_subject_is_not_that_of_the_reference() -> None:
    assert bounds("全年进出口", year=2024) == [("全年", "2024-01-01", "2024-12-31")]
    assert bounds("去年进出口", year=2024) == [("去年", "2023-01-01", "2023-12-31")]


def test_without_a_reference_relative_dates_are_found_and_unknown() -> None:
    found = dates.find("今年上半年、上周五和目前，较上年同期")
    assert [(m.start, m.end) for m in found] == [(None, None)] * 4


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("较2020年增长", "base"),
        ("与2020年相比", "base"),
        ("与前年的3亿元相若", "base"),
        ("高于去年同期", "base"),
        ("截至2020年末", "until"),
        ("2020年以来", "since"),
        ("“十四五”以来", "since"),
        ("2020年增长", "period"),
    ],
)
def test_roles(text: str, role: str) -> None:
    (mention,) = find(text)
    assert mention.role == role


@pytest.mark.parametrize(
    ("text", "words", "start", "end", "precision"),
    [
        ("2021年8月至2022年3月客流", "2021年8月至2022年3月", "2021-08-01", "2022-03-31", "month"),
        ("2021年4月—2022年1月", "2021年4月—2022年1月", "2021-04-01", "2022-01-31", "month"),
        ("2022年12月28日至2023年1月3日", "2022年12月28日至2023年1月3日", "2022-12-28", "2023-01-03", "day"),
        ("2023年6月至今年1月", "2023年6月至今年1月", "2023-06-01", "2025-01-31", "month"),
        ("2016年和2019年之间新增", "2016年和2019年", "2016-01-01", "2019-12-31", "years"),
        ("2020年一季度至2021年底", "2020年一季度至2021年底", "2020-01-01", "2021-12-31", "years"),
    ],
)
def test_two_dates_make_a_range(text: str, words: str, start: str, end: str, precision: str) -> None:
    (mention,) = find(text)
    assert (mention.text, str(mention.start), str(mention.end), mention.precision) == (words, start, end, precision)
    assert mention.rule == "date.range"


@pytest.mark.parametrize("text", ["2016年和2019年分别为", "比2020年2021年更高", "2022年—2020年"])
def test_two_dates_stay_two(text: str) -> None:
    assert len(find(text)) == 2


@pytest.mark.parametrize("text", ["2024年2月30日下午", "2023年2月29日，", "2024-02-30", "民国0年", "6月31日上午", "2023年营收增长，2月29日，"])
def test_an_impossible_date_is_unknown_and_nothing_else(text: str) -> None:
    mention = find(text)[-1]
    assert mention.start is None
    assert mention.end is None
    assert not [m for m in find(text) if m.span[0] > mention.span[0]]


def test_a_range_may_cross_the_turn_of_the_year() -> None:
    assert bounds("2023年11月至2月供暖") == [("2023年11月至2月", "2023-11-01", "2024-02-29")]
    assert bounds("12月28日至1月3日客流") == [("12月28日至1月3日", "2024-12-28", "2025-01-03")]


def test_a_part_of_no_year_lies_in_the_past() -> None:
    assert bounds("5月份以来，")[0][1] == "2024-05-01"
    assert bounds("4月，将开幕")[0][1] == "2025-04-01"  # two months ahead may be a plan
    assert bounds("11月，开幕")[0][1] == "2024-11-01"


def test_years_of_the_republic_only_where_the_article_counts_so() -> None:
    text = "113年共办理3场，105年度起实施，截至去(113)年底"
    assert bounds(text, roc=True) == [
        ("113年", "2024-01-01", "2024-12-31"),
        ("105年度起", "2016-01-01", "2025-03-12"),
        ("截至去(113)年底", "2024-12-31", "2024-12-31"),
    ]
    assert [m.text for m in find(text)] == ["截至去(113)年底"]
    assert bounds("109年至114年间", roc=True) == [("109年至114年", "2020-01-01", "2025-12-31")]


@pytest.mark.parametrize("roc", [False, True])
def test_a_duration_is_no_year(roc: bool) -> None:
    assert not find("已有120年历史，存续期15年的基金，判刑15年的人，第32年，", roc=roc)
    assert bounds("30年来，增长", roc=roc) == [("30年来", "1995-01-01", "2024-12-31")]
    assert bounds("10年前，这里", roc=roc) == [("10年前", "2015-01-01", "2015-12-31")]


def test_time_grows_with_the_text_only() -> None:
    """Words that are no dates are many in a long document, and so are dates."""
    text = "2024年5月，多年以来，学年共3个月，29日，去年同期增长。"

    assert grows_linearly(lambda times: dates.find(text * times, REFERENCE), 400)


@pytest.mark.parametrize("reference", [dt.date.min, dt.date.max])
def test_the_ends_of_the_calendar_are_no_error(reference: dt.date) -> None:
    text = "昨天；后天；上上周；下周末；上月底；下季度；100年前；3个月前；未来5年；12月至2月；2月29日；11月；明年底；近五年"
    assert len(dates.find(text, reference)) == 14


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年8月22日、8月23日举行", ["2024年8月22日、8月23日"]),
        ("2024年8月22日、23日、24日举行", ["2024年8月22日、23日、24日"]),
        ("2024年8月22日、8月25日举行", ["2024年8月22日", "8月25日"]),
        ("2024年8月22日、8月23日气温分别为30度和31度", ["2024年8月22日", "8月23日"]),
    ],
)
def test_days_listed_in_a_row_are_one_stretch_unless_each_has_its_own_figure(text: str, expected: list[str]) -> None:
    assert [m.text for m in find(text)] == expected


@pytest.mark.parametrize("text", ["增长5.7%，占比12%", "企业103家"])
def test_texts_without_a_word_of_time_are_not_read_for_dates_that_hold_numerals(text: str) -> None:
    assert dates.with_numerals(text) == [] == find(text)


def test_the_quick_look_hides_no_date_that_holds_a_numeral() -> None:
    texts = [example.text for rule in RULES.all for example in rule.yes]
    for text in texts:
        spans = [m.span for m in dates.find(text, query=False)]
        held = [s for s in spans if any(c.isdigit() or c in "一二三四五六七八九十两" for c in text[slice(*s)])]
        assert set(held) <= set(dates.with_numerals(text)), text


@pytest.mark.parametrize("text", ["2024巴黎奥运会期间接待游客", "2023上海车展成交", "在2025兰花展中展出"])
def test_a_bare_year_before_what_comes_round_is_a_date(text: str) -> None:
    assert [d.precision for d in dates.find(text, dt.date(2025, 8, 6))] == ["year"]


@pytest.mark.parametrize(
    "text", ["距离年底还有十天，", "离2030年还有5年，", "距2025年春节只剩10天", "距明年春节还有不到三个月", "距2026年世界杯还不足两年"]
)
def test_a_day_that_is_counted_down_to_is_no_date(text: str) -> None:
    assert not dates.find(text, dt.date(2024, 12, 21))


def test_what_is_still_missing_from_a_goal_of_a_year_counts_no_time() -> None:
    assert [d.text for d in dates.find("距2030年目标还差3万人", dt.date(2024, 12, 21))] == ["2030年"]
