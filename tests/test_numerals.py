"""What numerals are worth, one by one: the smallest case of each way in which Chinese puts a number together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract import find_quantities
from extract.mentions.numerals import Number, longest, numeral_at, parse


def worth(words: str) -> Decimal | None:
    number = parse(words)
    return None if number is None else number.value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("0", "0"),
        ("007", "7"),
        ("3.50", "3.50"),
        (".5", "0.5"),
        ("1,234", "1234"),
        ("12，345.6", "12345.6"),
        ("1 234", "1234"),
        ("1’234", "1234"),
        ("1'234'567", "1234567"),
        (" 12万 ", "120000"),
        ("12 万", "120000"),
        ("零", "0"),
        ("〇", "0"),
        ("七", "7"),
        ("十", "10"),
        ("十五", "15"),
        ("五十", "50"),
        ("五十五", "55"),
        ("廿", "20"),
        ("廿三", "23"),
        ("卅", "30"),
        ("卌二", "42"),
        ("一百廿三", "123"),
        ("百", "100"),
        ("二百零五", "205"),
        ("二百五", "250"),
        ("二百五十", "250"),
        ("二百五十五", "255"),
        ("一千零五十", "1050"),
        ("一千二", "1200"),
        ("一千零二", "1002"),
        ("一千二百三", "1230"),
        ("万", "10000"),
        ("三万五", "35000"),
        ("三万零五", "30005"),
        ("三万五千", "35000"),
        ("三万五千六", "35600"),
        ("三万五百", "30500"),
        ("一亿二", "120000000"),
        ("一亿二千万", "120000000"),
        ("十二亿三千四百五十六万七千八百九十", "1234567890"),
        ("五兆", "5000000000000"),
        ("万亿", "1000000000000"),
        ("4.78万亿", "4780000000000"),
        ("三千万亿", "3000000000000000"),
        ("三万五千亿", "3500000000000"),
        ("亿万", "100000000"),
        ("一百一", "110"),
        ("三万一", "31000"),
        ("一百二点五", "120.5"),
        ("百二万", "1200000"),
        ("三百五亿", "35000000000"),
        ("百万", "1000000"),
        ("万万", "100000000"),
        ("二万万", "200000000"),
        ("3千5百万", "35000000"),
        ("12万8,388", "128388"),
        ("12万8388", "128388"),
        ("1亿5", "150000000"),
        ("二〇二四", "2024"),
        ("一二三", "123"),
        ("壹贰叁", "123"),
        ("三点一四", "3.14"),
        ("一百二十点五", "120.5"),
        ("三点二万", "32000"),
        ("三点5", "3.5"),
        ("零点零五", "0.05"),
        ("五万点五", "50000.5"),
        ("七二九.二亿", "72920000000"),
        ("二八四・五亿", "28450000000"),
        ("284·5亿", "28450000000"),
        ("三十九.五", "39.5"),
        ("〇.五", "0.5"),
        ("一四·七万", "147000"),
        ("1403.亿", "140300000000"),
        ("12k", "12000"),
        ("12K", "12000"),
        ("1.5M", "1500000"),
        ("2G", "2000000000"),
        ("半百", "50"),
    ],
)
def test_closed_numerals(words: str, value: str) -> None:
    assert parse(words) == Number(Decimal(value), "", None)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2e5", "200000"),
        ("2E+5", "200000"),
        ("5e-2", "0.05"),
        ("2^10", "1024"),
        ("2^-1", "0.5"),
        ("2^--1", "2"),
        ("4^0.5", "2"),
        ("1.2×10^8", "120000000"),
        ("1.2 x 10^-2", "0.012"),
        ("3*10^3", "3000"),
        ("3×10⁸", "300000000"),
        ("3×10⁻²", "0.03"),
        ("1,200^1", "1200"),
    ],
)
def test_calculators_forms(words: str, value: str) -> None:
    found = worth(words)
    assert found == Decimal(value)
    assert "E" not in str(found), "written out, as the other numbers are"


@pytest.mark.parametrize(
    ("words", "value", "opened"),
    [
        ("20多万", 200000, "more"),
        ("十余", 10, "more"),
        ("三十来", 30, "near"),
        ("100多", 100, "more"),
        ("几十", 10, "several"),
        ("好几百", 100, "several"),
        ("数千", 1000, "several"),
        ("若干万", 10000, "several"),
        ("数十万", 100000, "several"),
        ("数百多", 100, "more"),
        ("十几", 10, "teens"),
        ("二十几万", 200000, "teens"),
        ("上千", 1000, "more"),
        ("成百", 100, "more"),
        ("上百万", 1000000, "more"),
        ("近百", 100, "near"),
        ("近万", 10000, "near"),
        ("成百上千", 100, "more"),
        ("成千上万", 1000, "more"),
    ],
)
def test_open_numerals(words: str, value: int, opened: str) -> None:
    assert parse(words) == Number(Decimal(value), opened, None)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("一二", 1, 2),
        ("五六百", 500, 600),
        ("十五六", 15, 16),
        ("二十三四万", 230000, 240000),
        ("三五十", 30, 50),
        ("七八", 7, 8),
        ("三五", 3, 5),
        ("两三千", 2000, 3000),
        ("八九亿", 800000000, 900000000),
    ],
)
def test_two_neighbouring_digits_are_a_span(words: str, low: int, high: int) -> None:
    assert parse(words) == Number(Decimal(low), "", Decimal(high))


@pytest.mark.parametrize(
    "words",
    [
        " ",
        "几",
        "多",
        "上",
        "数",
        "万元",
        "a",
        "五五十",
        "五七百",
        "六五百",
        "五十千",
        "五百百",
        "一百二百",
        "五十十",
        "五廿",
        "廿十",
        "五十千五六",
        "3五",
        "五3",
        "陆五",
        "三点",
        "三点五五点",
        "三点五千",
        "12k5",
        "五六百多",
        "几五六百",
        "1.2.3",
        "^2",
        "10^9999999999",
        "0^-1",
        "0^0",
        "来",
        "几多",
        "9e99999999999999999999",
    ],
)
def test_what_is_no_number(words: str) -> None:
    assert parse(words) is None


def test_a_numeral_is_read_where_it_stands() -> None:
    assert numeral_at("共五十家", 1) == (Number(Decimal(50)), 3)
    assert numeral_at("共五十家", 0) is None
    assert numeral_at("", 0) is None


@pytest.mark.parametrize(
    ("text", "start", "end", "found", "stop"),
    [
        ("五十千", 0, 3, 50, 2),
        ("一百二百", 0, 4, 100, 2),
        ("共五十千家", 1, 4, 50, 3),
        ("五", 0, 1, 5, 1),
        ("五万a", 0, 3, 50000, 2),
        ("3aaaaaaa", 0, 8, 3, 1),
    ],
)
def test_the_longest_part_that_is_a_number(text: str, start: int, end: int, found: int, stop: int) -> None:
    assert longest(text, start, end) == (Number(Decimal(found)), stop)


@pytest.mark.parametrize(("text", "start", "end"), [("a", 0, 1), ("3aaaaaaaa", 0, 9), ("五", 1, 1), ("", 0, 0)])
def test_no_part_that_is_a_number(text: str, start: int, end: int) -> None:
    assert longest(text, start, end) is None, "at most eight ends are tried"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("訂單七二九．二億美元", ["七二九．二億美元"]),
        ("年增三十九．五％，年減〇・五％", ["三十九．五％", "〇・五％"]),
        ("營收一四·七億元，成長二成", ["一四·七億元", "二成"]),
        ("产值284·5亿元", ["284·5亿元"]),
        ("总额1403.亿元，增长12.%", ["1403.亿元", "12.%"]),
        ("重点工作：\n一．五个园区开工", ["五个"]),
        ("纪念九·一八和一二·九，九三学社、五·四运动、三．八节，3·15晚会", []),
    ],
)
def test_a_number_with_a_point_is_read_as_a_whole(text: str, words: list[str]) -> None:
    assert [q.text for q in find_quantities(text)] == words
