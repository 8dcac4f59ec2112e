"""Parts of a year that name no month: quarters, first months, weeks, and words (上半年, 年底)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import regex

from extract.data import alternatives, read_table
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_parts import Part, runs
from extract.mentions.date_years import COUNT, MONTH, RANGE, number
from extract.mentions.rules import Rules, yes
from extract.model import Precision

SPANS: Rules[Part] = Rules()

_MARCH = "2025-03-10"
_QUARTERS = [f"[{a}{b}]" for a, b in zip("1234", "一二三四", strict=True)]


@SPANS.rule(
    "date.part.quarters",
    rf"第?(?P<q1>[一二三1-3])(?:季度?)?{RANGE}第?(?P<q2>[二三四2-4])季度?"
    rf"|第?(?P<quarters>{runs(_QUARTERS, '[、和]')})季度|(?<![一二三四第])(?P<quarters>一二|二三|三四)季度",
    yes=[
        yes("2024年一至三季度，", "2024年一至三季度", start="2024-01-01", end="2024-09-30"),
        yes("2023年三、四季度新开", "2023年三、四季度", start="2023-07-01", end="2023-12-31"),
        yes("今年一二季度订单", "今年一二季度", reference=_MARCH, start="2025-01-01", end="2025-06-30"),
    ],
    no=["两三季度假"],
)
def quarters(m: regex.Match[str]) -> Part | None:
    """From one quarter to another, or neighbouring quarters that share one 季度."""
    words = [m["q1"], m["q2"]] if m["q1"] else regex.findall(r"[1-4一二三四]", m["quarters"])
    a, b = number(words[0]), number(words[-1])
    return Part(lambda year: cal.quarters(year, a, b), "quarter") if a < b else None


@SPANS.rule(
    "date.part.quarter",
    r"(?:第?(?P<quarter>[一二三四1-4])季度(?!假)|第(?P<quarter>[一二三四1-4])季|(?P<quarter>[一二三1-3])季(?=报)|(?<=[\d今去前明同当]年的?\s?)(?P<quarter>[一二三四1-4])季|首个?季度?|(?<=年的?)第(?P<quarter>[一二三四1-4])个季度)(?P<last>季?[末底])?(?P<begin>初)?",
    yes=[
        yes("2024年一季度，", "2024年一季度", start="2024-01-01", end="2024-03-31", precision="quarter"),
        yes("2023年第4季度末存款", "2023年第4季度末", start="2023-12-31", end="2023-12-31", precision="day"),
        yes("2025年首季增长", "2025年首季", start="2025-01-01", end="2025-03-31"),
        yes("2017年的第三个季度增长", "2017年的第三个季度", start="2017-07-01", end="2017-09-30"),
        yes("2024年二季度季末存款", "2024年二季度季末", start="2024-06-30", end="2024-06-30"),
        yes("114年第2季，", "114年第2季", roc=True, start="2025-04-01", end="2025-06-30"),
    ],
    no=["四季如春", "一年四季", "三季度假", "一个季度内", "连续第三个季度增长"],
)
def quarter(m: regex.Match[str]) -> Part:
    """A quarter or its last day; 季 without 度 only after 第 or a year or before 报 (四季如春 is none)."""
    found = number(m["quarter"]) if m["quarter"] else 1

    def within(year: int) -> Interval | None:
        if m["begin"]:
            return cal.months(year, 3 * found - 2, 3 * found - 2)
        whole = cal.quarters(year, found, found)
        return cal.last_of(whole) if whole and m["last"] else whole

    def loosely(year: int) -> Interval | None:
        return cal.months(year, 3 * found, 3 * found) if m["last"] else within(year)

    return Part(within, "quarter", 3 * found - 2, loosely=loosely)


@SPANS.rule(
    "date.part.first-quarters",
    r"[前头首](?P<first_quarters>[一二两三1-3])个?季(?:度(?!假))?(?!度假)",
    yes=[
        yes("2024年前三季度，", "2024年前三季度", start="2024-01-01", end="2024-09-30"),
        yes("2024年首三季访客", "2024年首三季", start="2024-01-01", end="2024-09-30"),
        yes("今年首两季零售额", "今年首两季", reference=_MARCH, start="2025-01-01", end="2025-06-30"),
        yes("今年头两个季度投资", "今年头两个季度", reference=_MARCH, start="2025-01-01", end="2025-06-30"),
    ],
    no=["前几个季度", "首三季度假区"],
)
def first_quarters(m: regex.Match[str]) -> Part:
    """The first quarters of a year together."""
    count = number(m["first_quarters"])
    return Part(lambda year: cal.quarters(year, 1, count), "quarter")


@SPANS.rule(
    "date.part.first-months",
    rf"(?<![此之以先])[前头首]\s?(?P<first_months>{COUNT})\s?个?月份?(?![内之])|最?后(?P<last_months>{COUNT})个?月(?![内之])",
    yes=[
        yes("2024年前11个月，", "2024年前11个月", start="2024-01-01", end="2024-11-30"),
        yes("前两月进出口", "前两月", reference=_MARCH, start="2025-01-01", end="2025-02-28"),
        yes("今年后三个月订单", "今年后三个月", reference=_MARCH, start="2025-10-01", end="2025-12-31"),
        yes("2023年首八个月出口", "2023年首八个月", start="2023-01-01", end="2023-08-31"),
        yes("2020年头四个月均价", "2020年头四个月", start="2020-01-01", end="2020-04-30"),
    ],
    no=["前三个月内", "前20个月", "进入最后两个月"],
)
def first_months(m: regex.Match[str]) -> Part | None:
    """The first months of a year together, or behind a year its last ones."""
    if m["last_months"]:
        last = number(m["last_months"])
        return Part(lambda year: cal.months(year, 13 - last, 12), "month", 12, needs_year=True) if 1 <= last <= 12 else None
    count = number(m["first_months"])
    return Part(lambda year: cal.months(year, 1, count), "month", count) if 1 <= count <= 12 else None


_WEEKDAY = "一二三四五六日"


@SPANS.rule(
    "date.part.week",
    rf"(?:(?P<week_month>{MONTH})\s?月份?的?)?(?:第\s?(?P<nth>{COUNT})个?|(?P<nth>首)个?|前\s?(?P<weeks>{COUNT})个?|(?P<last>最后)\s?(?P<weeks>{COUNT})?个?)\s?"
    r"(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])?(?![期年边转围长报])",
    yes=[
        yes("2021年的第一周开工", "2021年的第一周", start="2021-01-04", end="2021-01-10", precision="day"),
        yes("去年12月第一周均价", "去年12月第一周", reference=_MARCH, start="2024-12-02", end="2024-12-08"),
        yes("2019年的最后3周进行", "2019年的最后3周", start="2019-12-09", end="2019-12-29"),
        yes("今年第三十七个星期，", "今年第三十七个星期", reference="2021-06-14", start="2021-09-13", end="2021-09-19"),
        yes("2021年8月的第一个周二举行", "2021年8月的第一个周二", start="2021-08-03", end="2021-08-03"),
        yes("2019年四月的最后一个星期一，", "2019年四月的最后一个星期一", start="2019-04-29", end="2019-04-29"),
    ],
    no=["第一周赛事", "前三周期", "怀孕第12周"],
)
def week(m: regex.Match[str]) -> Part | None:
    """Weeks of a month or a year, or a day of the week in it. The first week is that of the first Monday."""
    month = number(m["week_month"]) if m["week_month"] else None
    count = number(m["weeks"]) if m["weeks"] else 1
    if m["last"]:
        first, last = -count, -1
    elif m["weeks"]:
        first, last = 1, count
    else:
        first = last = 1 if m["nth"] == "首" else number(m["nth"])
    weekday = _WEEKDAY.index(m["weekday"].replace("天", "日")) if m["weekday"] else None
    if first == 0 or (weekday is not None and first != last):
        return None

    def within(year: int) -> Interval | None:
        whole = cal.months(year, month, month) if month else cal.year(year)
        if whole is None:
            return None
        return cal.nth_weeks(whole, first, last) if weekday is None else cal.nth_weekday(whole, first, weekday)

    return Part(within, "day", month, needs_year=month is None)


@cache
def words() -> dict[str, Part]:
    """The words of year_parts.tsv."""

    def days(first: str, last: str) -> tuple[Callable[[int], Interval | None], Precision]:
        (m1, d1), (m2, _) = (map(int, edge.split("-")) for edge in (first, last))
        if d1 != 1:
            return lambda year: cal.day(year, m1, d1), "day"
        return lambda year: cal.months(year, m1, m2), "half" if m1 != m2 and (m1, m2) != (1, 12) else "year"

    def part(row: dict[str, str]) -> Part:
        within, grain = days(row["first"], row["last"])
        loosely = days(row["loose_first"], row["loose_last"])[0] if row["loose_first"] else None
        return Part(within, grain, int(row["month"]) if row["month"] else None, loosely=loosely)

    return {r["word"]: part(r) for r in read_table("lexicons/year_parts.tsv")}


EDGE = r"(?P<edge>初(?![步期级次始中])|底(?![部层线])|末(?![期端]))"


@SPANS.rule(
    "date.part.word",
    rf"(?<![一二两三四五六七八九十几数多百半])(?<!\d(?<!(?<!\d)20\d\d))(?P<word>{alternatives(list(words()))})(?![龄部层线端期])(?!(?<=全年)(?:最|之[最冠]|新高|新低))",
    yes=[
        yes("2024年上半年，", "2024年上半年", start="2024-01-01", end="2024-06-30", precision="half"),
        yes("2024年首半年零售额", "2024年首半年", start="2024-01-01", end="2024-06-30"),
        yes("去年年底建成", "去年年底", reference=_MARCH, start="2024-12-31", end="2024-12-31", precision="day"),
        yes("下半年投产", "下半年", reference=_MARCH, start="2024-07-01", end="2024-12-31"),
        yes("全年接待游客", "全年", reference=_MARCH, start="2025-01-01", end="2025-12-31", precision="year"),
        yes("2023年末人口", "2023年末", start="2023-12-31", end="2023-12-31"),
        yes("2025年初人数", "2025年初", start="2025-01-01", end="2025-01-31", precision="month"),
    ],
    no=["两年内建成", "到底有多少", "全年龄段", "下半场", "三年末", "产量为全年最高"],
)
def word(m: regex.Match[str]) -> Part:
    """上半年, 全年, 年底 and other words of year_parts.tsv; 年初 is January, 年底 the last day (as a query: two months each)."""
    return words()[m["word"]]
