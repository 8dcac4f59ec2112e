"""The rules for a text that is a date and nothing else, as users type it: 廿一, 6·30, 2022 11 23, 三三年, 1月3.

In an article the same characters are numbers, names or parts of other words, so these rules match a whole text only.
"""

from __future__ import annotations

import datetime as dt

import regex

from extract.data import alternatives
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_almanac import festivals, lunar_day, lunar_month_at
from extract.mentions.date_named_rules import century_of
from extract.mentions.date_part_list import PART, read_part
from extract.mentions.date_parts import third_of_month
from extract.mentions.date_reading import Context, Draft, Reading, from_reference, group, known
from extract.mentions.date_years import DAY, MONTH, RANGE, YEAR, YEAR4, Year, number, read_year
from extract.mentions.rules import Rules, yes

ALONE: Rules[Draft] = Rules()

_TODAY = "2025-03-12"
_ONE = dt.timedelta(days=1)


@ALONE.rule(
    "date.alone.numeric",
    rf"=?\s?(?P<year>{YEAR4})(?:{RANGE}(?P<last>{YEAR4}))?|(?P<y>(?:19|20)\d\d)\.(?P<m>0?[1-9]|1[0-2])"
    r"|(?P<y>(?:19|20)\d\d)(?P<sep>[ ]?)(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>[0-3]?\d)",
    yes=[
        yes("2022 11 23", "2022 11 23", start="2022-11-23", end="2022-11-23", precision="day"),
        yes("20240503", "20240503", start="2024-05-03"),
        yes("2020.5", "2020.5", start="2020-05-01", end="2020-05-31", precision="month"),
        yes("2020-2024", "2020-2024", start="2020-01-01", end="2024-12-31", precision="years"),
        yes("= 2019", "= 2019", start="2019-01-01", end="2019-12-31", precision="year"),
    ],
    no=["编号20240503", "2019家"],
)
def numeric(m: regex.Match[str]) -> Draft | None:
    """A year, or a day in digits that nothing but spaces parts."""
    if m["year"]:
        first = number(m["year"])
        found = cal.years(first, number(m["last"]) if m["last"] else first)
        return Draft(known(found)) if found else None
    if not m["d"]:
        return Draft(known(cal.months(int(m["y"]), int(m["m"]), int(m["m"]))))
    if not m["sep"] and len(m["m"] + m["d"]) != 4:
        return None
    found = cal.day(int(m["y"]), int(m["m"]), int(m["d"]))
    return Draft(known(found)) if found else None


@ALONE.rule(
    "date.alone.year",
    rf"(?P<year>\d\d|[〇零○一二三四五六七八九]{{2}})\s?年(?:的?{PART})?",
    yes=[
        yes("三三年", "三三年", reference=_TODAY, start="1933-01-01", end="1933-12-31", precision="year"),
        yes("98年", "98年", start="1998-01-01", end="1998-12-31"),
        yes("20年小寒", "20年小寒", start="2020-01-06"),
    ],
    no=["历时20年", "三三年约"],
)
def year(m: regex.Match[str]) -> Draft:
    """A year of two digits; in Chinese characters it has been (三三年), in others it may be some years ahead (30年)."""
    short, part = number(m["year"]), read_part(m)
    spoken = not m["year"].isdigit()

    def read(context: Context) -> Reading:
        value = Year("short", short).resolve(context)
        if spoken and value and value > (context.now or value):
            value -= 100
        days = None if value is None else part.days(value, context) if part else cal.year(value)
        return Reading(days, days.precision if days else "year", "explicit")

    return Draft(read)


@ALONE.rule(
    "date.alone.day",
    rf"(?P<only>{DAY})[日号]|(?P<m1>0?[1-9]|1[0-2])/(?P<d1>1[3-9]|2\d|3[01])|(?P<d1>1[3-9]|2\d|3[01])/(?P<m1>0?[1-9]|1[0-2])|(?P<m1>0[1-9]|1[0-2])-(?P<d1>\d\d)|(?P<m1>{MONTH})[月·](?P<d1>{DAY})(?:{RANGE}(?P<m2>{MONTH})[月·](?P<d2>{DAY}))?",
    yes=[
        yes("6·30", "6·30", reference=_TODAY, start="2025-06-30", end="2025-06-30", precision="day"),
        yes("1月3", "1月3", reference=_TODAY, start="2025-01-03"),
        yes("15号", "15号", reference=_TODAY, start="2025-03-15"),
        yes("11/25", "11/25", reference=_TODAY, start="2025-11-25"),
        yes("1月3至2月10", "1月3至2月10", reference=_TODAY, start="2025-01-03", end="2025-02-10"),
    ],
    no=["6·30事件", "6.30", "5/12"],
)
def day(m: regex.Match[str]) -> Draft | None:
    """A day without its month, of the reference's; a month and a day without 日, or from one to another, of the reference's year."""
    if m["only"]:
        date = number(m["only"])
        return Draft(from_reference("day", lambda day: cal.day(day.year, day.month, date)))
    a, b = (number(m["m1"]), number(m["d1"])), (number(m["m2"]), number(m["d2"])) if m["m2"] else None
    if "月" in m.group() and not (m["d1"].isdigit()):
        return None  # 八月十五 is of the lunar calendar

    def read(context: Context) -> Reading:
        if context.now is None:
            return Reading(None, "day", "publication")
        first, last = cal.day(context.now, *a), cal.day(context.now, *b) if b else None
        if first and last and last.end >= first.start:
            first = Interval(first.start, last.end, "day")
        return Reading(first, "day", "publication")

    return Draft(read)


@ALONE.rule(
    "date.alone.lunar-day",
    r"(?P<day>初[一二三四五六七八九十]|廿[一二三四五六七八九]?)",
    yes=[yes("廿一", "廿一", reference="2021-06-14", start="2021-06-30", end="2021-06-30")],
    no=["廿一世纪", "初一学生"],
)
def lunar(m: regex.Match[str]) -> Draft:
    """A day of the lunar month that the reference lies in."""
    words = number(m["day"].strip("初"))

    def find(reference: dt.date) -> Interval | None:
        at = lunar_month_at(reference)
        return lunar_day(at[0], at[1], words, leap=at[2]) if at else None

    return Draft(from_reference("day", find))


_NUMBERED = alternatives([word for word, (_, use) in festivals().items() if use == "number"])


@ALONE.rule(
    "date.alone.festival",
    rf"(?P<digits>{YEAR4})(?P<feast>{alternatives(list(festivals()))})|(?:{YEAR}的?)?[“\"「]?(?P<feast>{_NUMBERED})[”\"」]?",
    yes=[
        yes("五一", "五一", reference=_TODAY, start="2025-05-01", end="2025-05-01", precision="day"),
        yes("去年十一", "去年十一", reference=_TODAY, start="2024-10-01"),
        yes("2021春节", "2021春节", start="2021-02-12"),
    ],
    no=["五一路", "第十一", "三八红旗手"],
)
def festival(m: regex.Match[str]) -> Draft:
    """The day of a festival named by its number, of the reference's year where none is named, or behind a year without 年."""
    found, _ = festivals()[m["feast"]]
    named = any(group(m, name) for name in ("digits", "era_year", "year4", "stated_year", "relative", "short", "republic", "two_han"))

    def read(context: Context) -> Reading:
        value = number(m["digits"]) if m["digits"] else read_year(m).resolve(context) if named else context.now
        days = found.on(value, taiwan=context.roc) if value else None
        return Reading(days, "day", "explicit" if m["digits"] else "publication")

    return Draft(read)


@ALONE.rule(
    "date.alone.century",
    r"(?P<century>上个?|本|[12]?\d|二十一?|十[一二三四五六七八九])世纪",
    yes=[yes("20世纪", "20世纪", start="1901-01-01", end="2000-12-31", precision="years"), yes("本世纪", "本世纪", start="2001-01-01")],
    no=["21世纪经济报道", "新世纪"],
)
def century(m: regex.Match[str]) -> Draft:
    """A century: a hundred years from its year 1."""
    index = century_of(m["century"])
    return Draft(known(cal.years(100 * index - 99, 100 * index)))


@ALONE.rule(
    "date.alone.near",
    r"(?P<weekend>周末)|(?P<third>月[初中]|[上下]半月)|[qQ](?P<quarter>[1-4])|当[天日]|这一?天|(?P<next>第二天|次日|翌日)|(?P<eve>除夕|大?年三十)"
    r"|(?:周|星期|礼拜)(?P<first>[一二三四五六日天])(?:至|到|-|—)(?:周|星期|礼拜)?(?P<last>[一二三四五六日天])",
    yes=[
        yes("周末", "周末", reference=_TODAY, start="2025-03-15", end="2025-03-16", precision="day"),
        yes("当天", "当天", reference=_TODAY, start="2025-03-12"),
        yes("月初", "月初", reference=_TODAY, start="2025-03-01", end="2025-03-05"),
        yes("上半月", "上半月", reference=_TODAY, start="2025-03-01", end="2025-03-15"),
        yes("Q4", "Q4", reference=_TODAY, start="2025-10-01", end="2025-12-31"),
        yes("除夕", "除夕", reference=_TODAY, start="2026-02-16", end="2026-02-16"),
        yes("周一到周五", "周一到周五", reference=_TODAY, start="2025-03-10", end="2025-03-14"),
    ],
    no=["周末愉快", "当天往返"],
)
def near(m: regex.Match[str]) -> Draft:
    """Days of the reference's week or month, a quarter of its year, its day or the next, the coming eve of the lunar new year."""

    def find(reference: dt.date) -> Interval | None:
        week = cal.week_of(reference)
        if m["third"]:
            words = {"月初": "初", "月中": "中旬"}.get(m["third"], m["third"])
            return third_of_month(reference.year, reference.month, words, loosely=True)
        if m["quarter"]:
            return cal.quarters(reference.year, int(m["quarter"]), int(m["quarter"]))
        if m["weekend"]:
            return Interval(week.end - _ONE, week.end, "day")
        if m["first"]:
            first, last = ("一二三四五六日".index(m[name].replace("天", "日")) for name in ("first", "last"))
            return Interval(week.start + first * _ONE, week.start + last * _ONE, "day") if first < last else None
        if m["eve"]:
            eve = festivals()["除夕"][0]
            return next((day for year in (reference.year, reference.year + 1) if (day := eve.on(year)) and day.start >= reference), None)
        return cal.single(reference + _ONE if m["next"] else reference)

    return Draft(from_reference("day", find))
