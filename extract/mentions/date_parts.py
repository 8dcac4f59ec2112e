"""Parts of a year: 5月3日, 一季度, 上半年, 年底. They follow a year or stand alone and take it from context."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import regex

from extract.data import alternatives, read_table
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_reading import Context
from extract.mentions.date_years import COUNT, DAY, MONTH, RANGE, number
from extract.mentions.rules import Rules, yes
from extract.model import Precision


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a year that is still unknown.

    Attributes:
        within: the days that it covers in a year, or None where that year has no such day.
        grain: its precision, where the year stays unknown.
        month: the month that tells, where no year is named, whether it lies in the past; None for parts of the current year.
    """

    within: Callable[[int], Interval | None]
    grain: Precision
    month: int | None = None

    def of(self, year: int, context: Context, *, named: bool, ahead: int = 2) -> Interval | None:
        """The days in a year; where nobody named it, the latest that are not more than ``ahead`` months in the future."""
        if named:
            return self.within(year)
        reference = context.reference
        if reference is not None and self.month is not None and self.month > reference.month + ahead:
            year -= 1  # in March, 11月 is last November; two months ahead may be a plan
        # 29 February is looked for in the last leap year
        return next((found for back in range(9) if (found := self.within(year - back))), None)


PARTS: Rules[Part] = Rules()


def _runs(written: list[str], separator: str) -> str:
    """A pattern for two or more neighbours in a list: 1、2, 1、2、3, 2、3 …"""
    longest = range(len(written), 1, -1)
    return "|".join(separator.join(written[a : a + n]) for n in longest for a in range(len(written) - n + 1))


_MARCH = "2025-03-10"


@PARTS.rule(
    "date.part.day",
    rf"(?P<m1>{MONTH})\s?月份?\s?(?P<d1>{DAY})"
    rf"(?:\s?[日号](?:{RANGE}(?:(?P<m2>{MONTH})\s?月份?\s?)?(?P<d2>{DAY})\s?[日号])?|{RANGE}(?P<d2>{DAY})\s?[日号])",
    yes=[
        yes("2024年5月3日开工", "2024年5月3日", start="2024-05-03", end="2024-05-03", precision="day"),
        yes("去年十月二十八日通车", "去年十月二十八日", reference=_MARCH, start="2024-10-28"),
        yes("2月8日揭牌", "2月8日", reference=_MARCH, start="2025-02-08", grounding="publication"),
        yes("11月6日签约", "11月6日", reference=_MARCH, start="2024-11-06"),
        yes("2023年4月8日至10日举办", "2023年4月8日至10日", start="2023-04-08", end="2023-04-10"),
        yes("2023年12月30日至1月2日客流", "2023年12月30日至1月2日", start="2023-12-30", end="2024-01-02"),
        yes("2019年6月5—9日展出", "2019年6月5—9日", start="2019-06-05", end="2019-06-09"),
        yes("2月29日发布", "2月29日", reference=_MARCH, start="2024-02-29"),
        yes("2024年2月30日下午", "2024年2月30日", start=None, end=None, precision="day", grounding="explicit"),
        yes("2月30日下午", "2月30日", reference=_MARCH, start=None, precision="day"),
    ],
    no=["5日均线", "第3月台"],
)
def day(m: regex.Match[str]) -> Part:
    """A day of a month, or days up to another; a day that no calendar has stays unknown rather than become another."""
    a, d1 = number(m["m1"]), number(m["d1"])
    b, d2 = (number(m["m2"]) if m["m2"] else a), (number(m["d2"]) if m["d2"] else None)

    def within(year: int) -> Interval | None:
        first = cal.day(year, a, d1)
        if first is None or d2 is None:
            return first
        last = cal.day(year + (1 if b < a else 0), b, d2)
        return Interval(first.start, last.end, "day") if last and last.end >= first.start else first

    return Part(within, "day", a)


@PARTS.rule(
    "date.part.months",
    rf"(?P<ma>{MONTH})\s?(?:月份?)?{RANGE}(?P<mb>{MONTH})\s?月份?",
    yes=[
        yes("2024年1-5月，", "2024年1-5月", start="2024-01-01", end="2024-05-31", precision="month"),
        yes("1至2月份利润", "1至2月份", reference=_MARCH, start="2025-01-01", end="2025-02-28"),
        yes("2022年三月到八月的客流", "2022年三月到八月", start="2022-03-01", end="2022-08-31"),
        yes("2023年11月至2月供暖", "2023年11月至2月", start="2023-11-01", end="2024-02-29"),
    ],
    no=["3-5个月"],
)
def months(m: regex.Match[str]) -> Part | None:
    """From one month to another, also over the turn of the year (11月至2月)."""
    a, b = number(m["ma"]), number(m["mb"])
    if a == b or a - b in range(1, 5):  # 3至2月 is no stretch of eleven months
        return None

    def within(year: int) -> Interval | None:
        if a < b:
            return cal.months(year, a, b)
        first, last = cal.months(year, a, a), cal.months(year + 1, b, b)
        return Interval(first.start, last.end, "month") if first and last else None

    return Part(within, "month", max(a, b))


@PARTS.rule(
    "date.part.month-list",
    rf"(?P<listed>{_runs([str(n) for n in range(1, 13)], '[、和]')})月份?",
    yes=[
        yes("2024年1、2月，", "2024年1、2月", start="2024-01-01", end="2024-02-29"),
        yes("2024年4、5、6月产量", "2024年4、5、6月", start="2024-04-01", end="2024-06-30", precision="quarter"),
    ],
    no=["3、4个月"],
)
def month_list(m: regex.Match[str]) -> Part:
    """Neighbouring months that share one 月. Others (3月和5月) are dates of their own."""
    listed = [int(n) for n in regex.findall(r"\d+", m["listed"])]
    return Part(lambda year: cal.months(year, listed[0], listed[-1]), "month", listed[-1])


_THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "初": (1, 10)}
THIRD = r"(?:[上中下]旬|底(?![部层线])|末(?![期端])|初(?![步期级次]))"


def third_of_month(year: int, month: int, words: str) -> Interval | None:
    """上旬, 中旬, 下旬, 月初 (its first ten days) or 月底 (its last day) of a month; the month itself for no words."""
    whole = cal.months(year, month, month)
    if whole is None or not words:
        return whole
    if words in ("底", "末"):
        return cal.last_of(whole)
    first, last = _THIRDS[words]
    return Interval(dt.date(year, month, first), dt.date(year, month, min(last, whole.end.day)), "day")


@PARTS.rule(
    "date.part.month",
    rf"(?P<month>{MONTH})\s?月份?(?:(?P<third>{THIRD})|当月|单月)?",
    yes=[
        yes("2024年12月，", "2024年12月", start="2024-12-01", end="2024-12-31", precision="month"),
        yes("二〇二三年十月达到", "二〇二三年十月", start="2023-10-01", end="2023-10-31"),
        yes("2025年2月底前", "2025年2月底", start="2025-02-28", end="2025-02-28", precision="day"),
        yes("去年5月下旬开始", "去年5月下旬", reference=_MARCH, start="2024-05-21", end="2024-05-31"),
        yes("2月份新增", "2月份", reference=_MARCH, start="2025-02-01"),
        yes("2021年8月，新增3家；9月再增", "9月", start="2021-09-01", end="2021-09-30", grounding="inherited"),
        yes("8月当月产量", "8月当月", reference=_MARCH, start="2024-08-01", end="2024-08-31"),
    ],
    no=["历时13月", "5个月", "满月酒"],
)
def month(m: regex.Match[str]) -> Part:
    """A month, its beginning, its end, or a third of it."""
    found, words = number(m["month"]), m["third"] or ""
    return Part(lambda year: third_of_month(year, found, words), "month", found)


_QUARTERS = [f"[{a}{b}]" for a, b in zip("1234", "一二三四", strict=True)]


@PARTS.rule(
    "date.part.quarters",
    rf"第?(?P<q1>[一二三1-3])(?:季度?)?{RANGE}第?(?P<q2>[二三四2-4])季度?|第?(?P<quarters>{_runs(_QUARTERS, '[、和]')})季度",
    yes=[
        yes("2024年一至三季度，", "2024年一至三季度", start="2024-01-01", end="2024-09-30"),
        yes("2023年三、四季度新开", "2023年三、四季度", start="2023-07-01", end="2023-12-31"),
    ],
    no=["两三季度假"],
)
def quarters(m: regex.Match[str]) -> Part | None:
    """From one quarter to another, or neighbouring quarters that share one 季度."""
    words = [m["q1"], m["q2"]] if m["q1"] else regex.findall(r"[1-4一二三四]", m["quarters"])
    a, b = number(words[0]), number(words[-1])
    return Part(lambda year: cal.quarters(year, a, b), "quarter") if a < b else None


@PARTS.rule(
    "date.part.quarter",
    r"(?:第?(?P<quarter>[一二三四1-4])季度(?!假)|第(?P<quarter>[一二三四1-4])季|(?P<quarter>[一二三1-3])季(?=报)|(?<=[\d今去前明同当]年的?\s?)(?P<quarter>[一二三四1-4])季|首个?季度?)(?P<last>[末底])?",
    yes=[
        yes("2024年一季度，", "2024年一季度", start="2024-01-01", end="2024-03-31", precision="quarter"),
        yes("2023年第4季度末", "2023年第4季度末", start="2023-12-31", end="2023-12-31", precision="day"),
        yes("2025年首季增长", "2025年首季", start="2025-01-01", end="2025-03-31"),
        yes("114年第2季，", "114年第2季", roc=True, start="2025-04-01", end="2025-06-30"),
    ],
    no=["四季如春", "一年四季", "三季度假", "一个季度内"],
)
def quarter(m: regex.Match[str]) -> Part:
    """A quarter or its last day; 季 without 度 only after 第 or a year or before 报 (四季如春 is none)."""
    found = number(m["quarter"]) if m["quarter"] else 1

    def within(year: int) -> Interval | None:
        whole = cal.quarters(year, found, found)
        return cal.last_of(whole) if whole and m["last"] else whole

    return Part(within, "quarter", 3 * found - 2)


@PARTS.rule(
    "date.part.first-quarters",
    r"[前头](?P<first_quarters>[一二两三1-3])个?季度?",
    yes=[
        yes("2024年前三季度，", "2024年前三季度", start="2024-01-01", end="2024-09-30"),
        yes("今年头两个季度投资", "今年头两个季度", reference=_MARCH, start="2025-01-01", end="2025-06-30"),
    ],
    no=["前几个季度"],
)
def first_quarters(m: regex.Match[str]) -> Part:
    """The first quarters of a year together."""
    count = number(m["first_quarters"])
    return Part(lambda year: cal.quarters(year, 1, count), "quarter")


@PARTS.rule(
    "date.part.first-months",
    rf"[前头首](?P<first_months>{COUNT})个?月份?(?![内之])",
    yes=[
        yes("2024年前11个月，", "2024年前11个月", start="2024-01-01", end="2024-11-30"),
        yes("前两月进出口", "前两月", reference=_MARCH, start="2025-01-01", end="2025-02-28"),
        yes("2020年头四个月均价", "2020年头四个月", start="2020-01-01", end="2020-04-30"),
    ],
    no=["前三个月内", "前20个月"],
)
def first_months(m: regex.Match[str]) -> Part | None:
    """The first months of a year together."""
    count = number(m["first_months"])
    return Part(lambda year: cal.months(year, 1, count), "month", count) if 1 <= count <= 12 else None


@cache
def _words() -> dict[str, Part]:
    """The words of year_parts.tsv."""

    def part(first: str, last: str, month: str) -> Part:
        (m1, d1), (m2, _) = (map(int, edge.split("-")) for edge in (first, last))
        if d1 != 1:
            return Part(lambda year: cal.day(year, m1, d1), "day")
        grain: Precision = "half" if m1 != m2 and (m1, m2) != (1, 12) else "year"
        return Part(lambda year: cal.months(year, m1, m2), grain, int(month) if month else None)

    return {r["word"]: part(r["first"], r["last"], r["month"]) for r in read_table("lexicons/year_parts.tsv")}


EDGE = r"(?P<edge>初(?![步期级次始中])|底(?![部层线])|末(?![期端]))"


@PARTS.rule(
    "date.part.word",
    rf"(?<![一二两三四五六七八九十几数多百半\d])(?P<word>{alternatives(list(_words()))})(?![龄部层线端期])",
    yes=[
        yes("2024年上半年，", "2024年上半年", start="2024-01-01", end="2024-06-30", precision="half"),
        yes("去年年底建成", "去年年底", reference=_MARCH, start="2024-12-31", end="2024-12-31", precision="day"),
        yes("下半年投产", "下半年", reference=_MARCH, start="2024-07-01", end="2024-12-31"),
        yes("全年接待游客", "全年", reference=_MARCH, start="2025-01-01", end="2025-12-31", precision="year"),
        yes("2023年末人口", "2023年末", start="2023-12-31", end="2023-12-31"),
        yes("2025年初人数", "2025年初", start="2025-01-01", end="2025-01-31", precision="month"),
    ],
    no=["两年内建成", "到底有多少", "全年龄段", "下半场", "三年末"],
)
def word(m: regex.Match[str]) -> Part:
    """上半年, 全年, 年底 and other words of year_parts.tsv; 年初 is January, 年底 the last day."""
    return _words()[m["word"]]


PART = "(?:" + "|".join(f"(?P<part{n}>{rule.pattern.pattern})" for n, rule in enumerate(PARTS.all)) + ")"


def read_part(m: regex.Match[str]) -> Part | None:
    """The part of a year that a match of ``PART`` (or of ``EDGE``: 2023年末) names; None where it names none."""
    groups = m.groupdict()
    if groups.get("edge"):
        return _words()[f"年{groups['edge']}"]
    return next((rule.build(m) for n, rule in enumerate(PARTS.all) if groups.get(f"part{n}") is not None), None)


def has_part(m: regex.Match[str]) -> bool:
    """Whether a match holds words for a part of a year."""
    return any(value is not None for name, value in m.groupdict().items() if name == "edge" or name.startswith("part"))
