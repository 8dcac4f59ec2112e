"""The rules for dates: what is a date, and how it is read once its context is known.

Each rule yields a ``Draft``; ``extract.mentions.dates`` resolves drafts from left to right, for a year that one date
names holds for those behind it. Where matches overlap the one that starts first wins, then the longer, then the earlier
rule. The ids of the rules are features of the model that links dates to figures.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import regex

from extract.data import alternatives, read_table
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_near_rules import NEAR
from extract.mentions.date_parts import EDGE, PART, Part, has_part, read_part
from extract.mentions.date_reading import Context, Draft, Reading, Role, known
from extract.mentions.date_years import RANGE, YEAR, YEAR4, Year, number, read_year
from extract.mentions.rules import Rules, yes
from extract.model import Grounding

RULES: Rules[Draft] = Rules()

_LEAD = r"(?:(?P<until>截至|截止到?|截止至|至|到)\s?)?"
_SINCE = r"(?:(?P<since>以来|来(?=[，,])|至今(?!年)|迄今)|起(?![点来步码草到降]))?"


def _draft(m: regex.Match[str], read: Callable[[Context], Reading | None], *, names_year: bool = False) -> Draft:
    """A draft with the role that 截至 before the date or 以来 behind it gives."""
    return Draft(read, "since" if m["since"] else _until(m), names_year)


def _until(m: regex.Match[str]) -> Role:
    return "until" if (m["until"] or "").startswith("截") else "period"


@RULES.rule(
    "date.years",
    rf"{_LEAD}(?P<first>{YEAR4})\s?年?{RANGE}(?P<last>{YEAR4}|\d{{2}})\s?年度?(?!代){_SINCE}",
    yes=[
        yes("2021—2023年，", "2021—2023年", start="2021-01-01", end="2023-12-31", precision="years"),
        yes("2019年至2022年累计", "2019年至2022年", start="2019-01-01", end="2022-12-31"),
        yes("二〇一六年到二〇二〇年间", "二〇一六年到二〇二〇年", start="2016-01-01", end="2020-12-31"),
        yes("2008-12年新增", "2008-12年", start="2008-01-01", end="2012-12-31"),
    ],
    no=["2021年和2023年", "2023-2021年"],
)
def years(m: regex.Match[str]) -> Draft | None:
    """From one year to another, both included."""
    first, last = number(m["first"]), number(m["last"])
    if last < 100:
        last += first // 100 * 100
    found = cal.years(first, last)
    return _draft(m, known(found), names_year=True) if found else None


@RULES.rule(
    "date.numeric.range",
    rf"(?<![\d./-])(?P<y1>(?:19|20)\d\d)(?P<sep>[./])(?P<m1>0?[1-9]|1[0-2]){RANGE}(?P<y2>(?:19|20)\d\d)(?P=sep)(?P<m2>0?[1-9]|1[0-2])(?![\d.%/])",
    yes=[yes("任期2018.03-2022.10，", "2018.03-2022.10", start="2018-03-01", end="2022-10-31", precision="month")],
    no=["2018.03-2017.10", "12018.03-2022.10"],
)
def numeric_range(m: regex.Match[str]) -> Draft | None:
    """From one month to another, in numbers."""
    first = cal.months(int(m["y1"]), int(m["m1"]), int(m["m1"]))
    last = cal.months(int(m["y2"]), int(m["m2"]), int(m["m2"]))
    if first is None or last is None or last.end < first.start:
        return None
    return Draft(known(Interval(first.start, last.end, "month")), names_year=True)


@RULES.rule(
    "date.numeric",
    rf"{_LEAD}(?<![\d.]|\d[/-])(?P<y>(?:19|20)\d{{2}})\s?[-/.]\s?(?P<m>0?[1-9]|1[0-2])"
    rf"(?:\s?[-/.]\s?(?P<d>0?[1-9]|[12]\d|3[01])(?![\d.%])|(?<=[-/]\d{{1,2}})(?![\d.%]|\s?[万亿元个家])){_SINCE}",
    yes=[
        yes("更新于2024-05-03，", "2024-05-03", start="2024-05-03", end="2024-05-03", precision="day"),
        yes("2023/11/8发布", "2023/11/8", start="2023-11-08"),
        yes("2022.7.15 来源", "2022.7.15", start="2022-07-15"),
        yes("2024/05数据", "2024/05", start="2024-05-01", end="2024-05-31", precision="month"),
        yes("2023-02-29发布", "2023-02-29", start=None, precision="day"),
    ],
    no=["2024.05亿元", "2010-12家", "10/1/2017-11/2/2017", "版本2024.5"],
)
def numeric(m: regex.Match[str]) -> Draft:
    """A day or a month in numbers; with a point only a day, for 2024.05 is a number too."""
    year, month = int(m["y"]), int(m["m"])
    found = cal.day(year, month, int(m["d"])) if m["d"] else cal.months(year, month, month)
    return _draft(m, known(found), names_year=True)


@RULES.rule(
    "date.same-period",
    r"(?:(?P<base>去年|上年|前年|(?P<year>(?:19|20)\d{2})年))?同期(?![限声录])|同比时期",
    yes=[
        yes("去年同期为3.2%", "去年同期", reference="2025-03-10", start="2024-01-01", end="2024-12-31", grounding="publication"),
        yes("与2019年同期持平", "2019年同期", start="2019-01-01", role="base"),
        yes("高于同期水平", "同期", reference="2025-03-10", start=None, grounding="coreference", role="base"),
    ],
    no=["同期限贷款", "同期录音"],
)
def same_period(m: regex.Match[str]) -> Draft:
    """同期: the period spoken of, in another year. Which part of the year it is only the linker knows."""
    back = {"去年": 1, "上年": 1, "前年": 2}.get(m["base"] or "")
    if m["year"]:
        return Draft(known(cal.year(int(m["year"]))))

    def read(context: Context) -> Reading:
        if back and context.now is not None:
            return Reading(cal.year(context.now - back), "year", "publication")
        return Reading(None, "year", "coreference")

    return Draft(read)


def _dated(year: Year, part: Part | None) -> Callable[[Context], Reading | None]:
    """The reading of a year with or without a part."""

    def read(context: Context) -> Reading | None:
        if not year.fits(context):
            return None
        value = year.resolve(context)
        if value is None:
            return Reading(None, part.grain if part else "year", year.grounding)
        found = part.within(value) if part else cal.year(value)
        return Reading(found, found.precision if found else part.grain if part else "year", year.grounding)

    return read


@RULES.rule(
    "date.year-part",
    rf"{_LEAD}{YEAR}(?:\s?(?:的\s?)?{PART}|{EDGE})?{_SINCE}",
    yes=[
        yes("2024年，", "2024年", start="2024-01-01", end="2024-12-31", precision="year", grounding="explicit"),
        yes("二〇二三年度营收", "二〇二三年度", start="2023-01-01", end="2023-12-31"),
        yes("截至2024年12月底，", "截至2024年12月底", start="2024-12-31", role="until"),
        yes("2015年以来，", "2015年以来", reference="2025-03-10", start="2015-01-01", end="2025-03-10", role="since"),
        yes("去年的上半年", "去年的上半年", reference="2025-03-10", start="2024-01-01", end="2024-06-30"),
        yes("大前年建成", "大前年", reference="2025-03-10", start="2022-01-01"),
        yes("同比2022年，同年下半年", "同年下半年", start="2022-07-01", end="2022-12-31", grounding="coreference"),
        yes("今年增长", "今年", start=None, end=None, precision="year", grounding="publication"),
        yes("民国113年，", "民国113年", start="2024-01-01"),
        yes("民国元年成立", "民国元年", start="1912-01-01"),
        yes("民国0年。", "民国0年", start=None, end=None),
        yes("113年度预算", "113年度", roc=True, start="2024-01-01"),
        yes("112年共办理", "112年", roc=True, start="2023-01-01"),
        yes("去(111)年底，", "去(111)年底", roc=True, start="2022-12-31", end="2022-12-31"),
        yes("98年4月通车", "98年4月", start="1998-04-01"),
        yes("零八年的客流", "零八年", start="2008-01-01"),
        yes("五八年八月投产", "五八年八月", start="1958-08-01"),
    ],
    no=["113年共办理", "这20年间", "三五年建成", "不同年份", "过去年均增长", "两年前年均", "113年历史"],
)
def year_part(m: regex.Match[str]) -> Draft | None:
    """A year, or a part of a year together with its year."""
    year, part = read_year(m), read_part(m)
    if part is None and has_part(m):
        return None
    if year.origin == "short" and part is None and not m.group().removesuffix("度").endswith("年"):
        year = Year("republic", year.number)  # 105年度起 is a year where the article counts so, else a duration
    return _draft(m, _dated(year, part), names_year=True)


@RULES.rule(
    "date.part",
    rf"{_LEAD}(?<![\d.第]|第[一二三四五六七八九十]|[一二三四五六七八九十]){PART}{_SINCE}",
    yes=[
        yes("一季度增长", "一季度", reference="2025-03-10", start="2025-01-01", end="2025-03-31", grounding="publication"),
        yes("截至6月底，", "截至6月底", reference="2025-07-10", start="2025-06-30", role="until"),
        yes("2021年增长，三季度加快", "三季度", start="2021-07-01", end="2021-09-30", grounding="inherited"),
        yes("一季度增长", "一季度", start=None, end=None, precision="quarter"),
    ],
    no=["第3月台", "2.5月"],
)
def part(m: regex.Match[str]) -> Draft | None:
    """A part of a year without its year: it is of the year that the sentence names, else of the article's own."""
    found = read_part(m)
    if found is None:
        return None

    def read(context: Context) -> Reading:
        year = context.named or context.now
        grounding: Grounding = "inherited" if context.named else "publication"
        interval = None if year is None else found.of(year, context, named=context.named is not None, ahead=0 if m["since"] else 2)
        if context.account and not context.named and interval and context.reference and interval.end > context.reference:
            interval = found.within(context.account) or interval
        return Reading(interval, interval.precision if interval else found.grain, grounding)

    return _draft(m, read)


@cache
def _plans() -> dict[str, tuple[int, int]]:
    """The first and last year of each five-year plan."""
    return {r["plan"]: (int(r["first"]), int(r["last"])) for r in read_table("lexicons/five_year_plans.tsv")}


@RULES.rule(
    "date.plan",
    rf"{_LEAD}[“\"「『]?(?P<plan>{alternatives(list(_plans()))})五[”\"」』]?"
    r"(?P<tail>时期|期间|规划期|以来|期末|末期?|初期|中期|开局之年|开局|收官之年|[，,、]"
    r"|(?=规划|发展|目标|建设|的|时|节能|将|提出|战略|全[市省国]|我[省市]))",
    yes=[
        yes("“十四五”期间，", "“十四五”期间", start="2021-01-01", end="2025-12-31", precision="years"),
        yes("到“十五五”末，", "到“十五五”末", start="2030-12-31", end="2030-12-31"),
        yes("“十三五”以来，", "“十三五”以来", reference="2018-05-02", start="2016-01-01", end="2018-05-02", role="since"),
        yes("八五期间建成", "八五期间", start="1991-01-01", end="1995-12-31"),
        yes("“十四五”开局之年，", "“十四五”开局之年", start="2021-01-01", end="2021-12-31"),
    ],
    no=["十五分钟", "五五开"],
)
def plan(m: regex.Match[str]) -> Draft:
    """A five-year plan of the People's Republic, its first year, its last, or its last day."""
    first, last = _plans()[m["plan"]]
    tail = m["tail"] or ""
    if "末" in tail:
        found = cal.day(last, 12, 31)
    elif tail.startswith("开局"):
        found = cal.year(first)
    elif tail.startswith("收官"):
        found = cal.year(last)
    else:
        found = cal.years(first, last)
    return Draft(known(found), "since" if tail == "以来" else _until(m))


@RULES.rule(
    "date.decade",
    r"(?:(?P<century>上|本|[12]\d|二十一?|十九)世纪)?\s?(?P<tens>[1-9]0|[二三四五六七八九]十)年代(?:[初末前后]期?|中[期叶]|以来)?"
    r"|(?P<first>(?:19|20)\d0)年代(?:[初末前后]期?|中[期叶]|以来)?",
    yes=[
        yes("上世纪八十年代初，", "上世纪八十年代初", start="1980-01-01", end="1989-12-31", precision="years"),
        yes("20世纪90年代的厂房", "20世纪90年代", start="1990-01-01"),
        yes("二十一世纪二十年代，", "二十一世纪二十年代", start="2020-01-01", end="2029-12-31"),
        yes("1960年代末期建成", "1960年代末期", start="1960-01-01"),
    ],
    no=["年代久远", "1985年代理"],
)
def decade(m: regex.Match[str]) -> Draft:
    """Ten years of a century, of the last one where none is named; its beginning or end is not told apart."""
    century = m["century"] or ""
    hundreds = 1800 if century in ("19", "十九") else 2000 if century in ("本", "21", "二十一") else 1900
    first = int(m["first"]) if m["first"] else hundreds + number(m["tens"])
    return Draft(known(cal.years(first, first + 9)))


RULES.all.extend(NEAR.all)
