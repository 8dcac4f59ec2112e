"""Parts of a year: what they are, and those that name months (5月3日, 1—5月, 12月下旬).

They follow a year or stand alone and take it from context. Their list is ``extract.mentions.date_part_list``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import regex

from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_reading import Context
from extract.mentions.date_years import COUNT, DAY, MONTH, RANGE, number
from extract.mentions.rules import Rules, yes
from extract.model import Precision

_FAR = 5  # months: what ends later is not under way


def _is_quarters(found: Interval) -> bool:
    """Whether days are those of one, two or three quarters: of 全年 and 年底 those to come are meant."""
    return 80 < (found.end - found.start).days < 300


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a year that is still unknown.

    Attributes:
        within: the days that it covers in a year, or None where that year has no such day.
        grain: its precision, where the year stays unknown.
        month: the month that tells, where no year is named, whether it lies in the past; None for parts of the current year.
        by_start: its own first day tells so instead (a festival's).
        loosely: what the words cover where nothing is counted on a day: 10月底 as a query is its last week, beside a figure the last day.
        needs_year: without a year before it the words are no date in a text (夏季, 第一周), only as a whole text.
        cumulated: from January on (1—5月): figures of it are told when it is over, so it never lies ahead.
        vague: unless its year is known, the words are no date (元旦前后).
        taiwan: what the words cover in an article of Taiwan where that is something else (public holidays).
    """

    within: Callable[[int], Interval | None]
    grain: Precision
    month: int | None = None
    by_start: bool = False
    loosely: Callable[[int], Interval | None] | None = None
    needs_year: bool = False
    cumulated: bool = False
    taiwan: Callable[[int], Interval | None] | None = None
    vague: bool = False

    def days(self, year: int, context: Context) -> Interval | None:
        """The days in a named year."""
        if self.taiwan and context.roc:
            return self.taiwan(year)
        return self.loosely(year) if self.loosely and context.alone else self.within(year)

    def of(self, year: int, context: Context, *, named: bool, ahead: int = 2) -> Interval | None:
        """The days in a year; where nobody named it, the latest that are not more than ``ahead`` months in the future."""
        if named:
            return self.days(year, context)
        reference = context.reference
        if reference is not None and not context.alone:
            if self.month is not None and self.month > reference.month + (0 if self.cumulated else ahead):
                year -= 1  # in March, 11月 is last November; two months ahead may be a plan
            elif self.by_start and (found := self.within(year)) and found.start > cal.shift_months(reference, ahead):
                year -= 1
            elif self.month is None and (found := self.within(year)) and _is_quarters(found) and found.end > cal.shift_months(reference, _FAR):
                year -= 1  # in February, 前三季度 and 四季度 are last year's; 上半年 may be a plan
        # 29 February is looked for in the last leap year
        return next((found for back in range(9) if (found := self.days(year - back, context))), None)


PARTS: Rules[Part] = Rules()


def runs(written: list[str], separator: str) -> str:
    """A pattern for two or more neighbours in a list: 1、2, 1、2、3, 2、3 …"""
    longest = range(len(written), 1, -1)
    return "|".join(separator.join(written[a : a + n]) for n in longest for a in range(len(written) - n + 1))


_MARCH = "2025-03-10"
NEIGHBOURS = "|".join(f"{n}[、和及]{n + 1}(?:[、和及]{n + 2})?" for n in range(30, 0, -1))


@PARTS.rule(
    "date.part.day",
    rf"(?P<m1>{MONTH})\s?月份?\s?(?:(?P<days>{NEIGHBOURS})[日号](?![、和及]?\d)|(?P<d1>{DAY})"
    rf"(?:\s?[日号](?:{RANGE}(?:(?P<m2>{MONTH})\s?月份?\s?)?(?P<d2>{DAY})\s?[日号])?|{RANGE}(?P<d2>{DAY})\s?[日号]))",
    yes=[
        yes("2024年5月3日开工", "2024年5月3日", start="2024-05-03", end="2024-05-03", precision="day"),
        yes("去年十月二十八日通车", "去年十月二十八日", reference=_MARCH, start="2024-10-28"),
        yes("二〇二五年十一月廿八日成立", "二〇二五年十一月廿八日", start="2025-11-28", end="2025-11-28"),
        yes("2月8日揭牌", "2月8日", reference=_MARCH, start="2025-02-08", grounding="publication"),
        yes("11月6日签约", "11月6日", reference=_MARCH, start="2024-11-06"),
        yes("2023年4月8日至10日举办", "2023年4月8日至10日", start="2023-04-08", end="2023-04-10"),
        yes("2023年12月30日至1月2日客流", "2023年12月30日至1月2日", start="2023-12-30", end="2024-01-02"),
        yes("2019年6月5—9日展出", "2019年6月5—9日", start="2019-06-05", end="2019-06-09"),
        yes("2020年8月22、23日举办", "2020年8月22、23日", start="2020-08-22", end="2020-08-23"),
        yes("2月29日发布", "2月29日", reference=_MARCH, start="2024-02-29"),
        yes("2024年2月30日下午", "2024年2月30日", start=None, end=None, precision="day", grounding="explicit"),
        yes("2月30日下午", "2月30日", reference=_MARCH, start=None, precision="day"),
    ],
    no=["5日均线", "第3月台"],
)
def day(m: regex.Match[str]) -> Part:
    """A day of a month, neighbours that share one 日, or days up to another; a day that no calendar has stays unknown rather than become another."""
    a = number(m["m1"])
    if m["days"]:
        listed = [int(n) for n in regex.findall(r"\d+", m["days"])]
        return Part(lambda year: _days(year, a, listed[0], listed[-1]), "day", a)
    d1 = number(m["d1"])
    b, d2 = (number(m["m2"]) if m["m2"] else a), (number(m["d2"]) if m["d2"] else None)

    def within(year: int) -> Interval | None:
        first = cal.day(year, a, d1)
        if first is None or d2 is None:
            return first
        last = cal.day(year + (1 if b < a else 0), b, d2)
        return Interval(first.start, last.end, "day") if last and last.end >= first.start else first

    return Part(within, "day", a)


def _days(year: int, month: int, first: int, last: int) -> Interval | None:
    start, end = cal.day(year, month, first), cal.day(year, month, last)
    return Interval(start.start, end.end, "day") if start and end else None


@PARTS.rule(
    "date.part.months",
    rf"(?P<ma>{MONTH})\s?(?:月份?)?{RANGE}(?P<mb>{MONTH})\s?月份?",
    yes=[
        yes("2024年1-5月，", "2024年1-5月", start="2024-01-01", end="2024-05-31", precision="month"),
        yes("1至2月份利润", "1至2月份", reference=_MARCH, start="2025-01-01", end="2025-02-28"),
        yes("1—5月内销", "1—5月", reference=_MARCH, start="2024-01-01", end="2024-05-31"),
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

    return Part(within, "month", max(a, b), cumulated=a == 1)


_PAIRS = [a + b for a, b in pairwise("一二三四五六七八九")]


@PARTS.rule(
    "date.part.month-list",
    rf"(?P<listed>{runs([str(n) for n in range(1, 13)], '[、和]')})月份?|(?P<pair>{'|'.join(_PAIRS)})月份?",
    yes=[
        yes("2024年1、2月，", "2024年1、2月", start="2024-01-01", end="2024-02-29"),
        yes("10、11月份客流", "10、11月份", reference="2025-03-10", start="2024-10-01", end="2024-11-30"),
        yes("2024年4、5、6月产量", "2024年4、5、6月", start="2024-04-01", end="2024-06-30", precision="quarter"),
        yes("2023年七八月份客流", "2023年七八月份", start="2023-07-01", end="2023-08-31"),
    ],
    no=["3、4个月", "二十一二月"],
)
def month_list(m: regex.Match[str]) -> Part:
    """Neighbouring months that share one 月. Others (3月和5月) are dates of their own."""
    listed = [number(n) for n in (m["pair"] or regex.findall(r"\d+", m["listed"]))]
    return Part(lambda year: cal.months(year, listed[0], listed[-1]), "month", listed[-1])


_THIRDS = {
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "上中旬": (1, 20),
    "中下旬": (11, 31),
    "上半月": (1, 15),
    "下半月": (16, 31),
    "初": (1, 10),
}
_LOOSE = {"初": (1, 5), "底": (25, 31), "末": (25, 31)}
THIRD = rf"(?:[上中下]旬|上中旬|中下旬|[上下]半月|底(?![部层线])|末(?![期端])|初(?![步期级次])|前{COUNT}[天日](?![内之])|最后一[天日]|第一天|首日)"


def third_of_month(year: int, month: int, words: str, *, loosely: bool = False) -> Interval | None:
    """上旬, 中旬, 下旬, 月初 (its first ten days), 月底 (its last day) or 前两天 of a month; the month itself for no words.

    ``loosely`` takes 月初 as the first five days and 月底 as those from the 25th on.
    """
    whole = cal.months(year, month, month)
    if whole is None or not words:
        return whole
    if words in ("底", "末") and not loosely:
        return cal.last_of(whole)
    if words in ("第一天", "首日") or words.startswith("最后"):
        return cal.single(whole.start) if "最" not in words else cal.last_of(whole)
    if words[0] == "前":
        first, last = 1, number(words[1:-1])
        if not 1 <= last <= whole.end.day:
            return None
    else:
        first, last = _LOOSE[words] if loosely and words in _LOOSE else _THIRDS[words]
    return Interval(dt.date(year, month, first), dt.date(year, month, min(last, whole.end.day)), "day")


@PARTS.rule(
    "date.part.month",
    rf"(?P<month>{MONTH})\s?月份?(?:的?(?P<third>{THIRD})|当月|单月)?",
    yes=[
        yes("2024年12月，", "2024年12月", start="2024-12-01", end="2024-12-31", precision="month"),
        yes("二〇二三年十月达到", "二〇二三年十月", start="2023-10-01", end="2023-10-31"),
        yes("2025年2月底前", "2025年2月底", start="2025-02-28", end="2025-02-28", precision="day"),
        yes("去年5月下旬开始", "去年5月下旬", reference=_MARCH, start="2024-05-21", end="2024-05-31"),
        yes("3月上半月均价", "3月上半月", reference=_MARCH, start="2025-03-01", end="2025-03-15"),
        yes("2024年6月前两天客流", "2024年6月前两天", start="2024-06-01", end="2024-06-02", precision="day"),
        yes("2024年5月的最后一天成交", "2024年5月的最后一天", start="2024-05-31", end="2024-05-31"),
        yes("此前10月中旬公布", "10月中旬", reference="2025-11-10", start="2025-10-11", end="2025-10-20"),
        yes("2月份新增", "2月份", reference=_MARCH, start="2025-02-01"),
        yes("2021年8月，新增3家；9月再增", "9月", start="2021-09-01", end="2021-09-30", grounding="inherited"),
        yes("8月当月产量", "8月当月", reference=_MARCH, start="2024-08-01", end="2024-08-31"),
    ],
    no=["历时13月", "5个月", "满月酒"],
)
def month(m: regex.Match[str]) -> Part:
    """A month, its beginning, its end, a half or a third of it, or its first days."""
    found, words = number(m["month"]), m["third"] or ""
    loosely = (lambda year: third_of_month(year, found, words, loosely=True)) if words in _LOOSE else None
    return Part(lambda year: third_of_month(year, found, words), "month", found, loosely=loosely)
