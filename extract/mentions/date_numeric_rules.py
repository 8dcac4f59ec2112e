"""The rules for dates in numbers: 2024-05-03, 2018.03-2022.10, 20/3/2018, 2024Q3."""

from __future__ import annotations

import regex

from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_reading import LEAD, SINCE, Context, Draft, Reading, known, with_role
from extract.mentions.date_years import RANGE, Year
from extract.mentions.rules import Rules, yes

NUMERIC: Rules[Draft] = Rules()


@NUMERIC.rule(
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


@NUMERIC.rule(
    "date.numeric",
    rf"{LEAD}(?<![\d.]|\d[/-])(?P<y>(?:19|20)\d{{2}})\s?[-/.]\s?(?P<m>0?[1-9]|1[0-2])"
    rf"(?:\s?[-/.]\s?(?P<d>0?[1-9]|[12]\d|3[01])(?![\d.%])|(?<=[-/]\d{{1,2}})(?![\d.%]|\s?[万亿元个家])){SINCE}",
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
    return with_role(m, known(found), names_year=True)


@NUMERIC.rule(
    "date.numeric.day-first",
    r"(?<![\d./])(?P<d>0?[1-9]|[12]\d|3[01])/(?P<m>0?[1-9]|[12]\d|3[01])/(?P<y>(?:19|20)\d\d)(?![\d./])",
    yes=[
        yes("开业于20/3/2018。", "20/3/2018", start="2018-03-20", end="2018-03-20", precision="day"),
        yes("3/20/2018发布", "3/20/2018", start="2018-03-20"),
    ],
    no=["1/2/3/2018", "13/13/2018年"],
)
def day_first(m: regex.Match[str]) -> Draft | None:
    """Day, month, year as Hong Kong and Macao write them; month first only where the other order names no day."""
    y, a, b = (int(m[name]) for name in ("y", "m", "d"))
    found = cal.day(y, a, b) or cal.day(y, b, a)
    return Draft(known(found), names_year=True) if found else None


@NUMERIC.rule(
    "date.numeric.short",
    r"(?<![A-Za-z\d./-])(?P<y>\d\d)-(?P<m>0?[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?![A-Za-z\d./-]|\s?[比分万亿元])",
    yes=[yes("更新于12-11-10，", "12-11-10", start="2012-11-10", end="2012-11-10", precision="day")],
    no=["电话0755-12-11-10", "比分21-15-12", "12-11-10分"],
)
def short(m: regex.Match[str]) -> Draft | None:
    """Year of two digits, month and day, with hyphens."""
    value = Year("short", int(m["y"]))
    month, day = int(m["m"]), int(m["d"])
    if cal.day(2000 + value.number, month, day) is None:
        return None

    def read(context: Context) -> Reading:
        year = value.resolve(context)
        return Reading(cal.day(year, month, day) if year else None, "day", "explicit")

    return Draft(read, names_year=True)


@NUMERIC.rule(
    "date.numeric.quarter",
    r"(?<![A-Za-z\d.-])(?:(?P<y>20\d\d|[0-4]\d)\s?年?\s?(?P<kind>[QH])(?P<n>[1-4])(?:\s?[-–—~至到]\s?Q?(?P<to>[2-4]))?|(?P<n>[1-4])(?P<kind>[QH])\s?(?P<y>20\d\d|[0-4]\d)|(?P<kind>FY)\s?(?P<y>20\d\d|[0-4]\d))"
    r"(?![A-Za-z\d.])",
    yes=[
        yes("2024Q3营收", "2024Q3", start="2024-07-01", end="2024-09-30", precision="quarter"),
        yes("2024年Q1-Q3营收", "2024年Q1-Q3", start="2024-01-01", end="2024-09-30", precision="quarter"),
        yes("3Q24毛利", "3Q24", start="2024-07-01", end="2024-09-30"),
        yes("2024年H1净利", "2024年H1", start="2024-01-01", end="2024-06-30", precision="half"),
        yes("FY2024收入", "FY2024", start="2024-01-01", end="2024-12-31", precision="year"),
    ],
    no=["奥迪Q3", "2024Q35", "EFY2024"],
)
def numeric_quarter(m: regex.Match[str]) -> Draft | None:
    """Quarters, halves and business years as reports on companies write them; a business year is taken for the calendar's."""
    year = int(m["y"]) % 2000 + 2000
    if m["kind"] == "FY":
        return Draft(known(cal.year(year)), names_year=True)
    n = int(m["n"])
    to = int(m["to"]) if m["to"] else n
    if m["kind"] == "H" and to != n:
        return None
    found = cal.quarters(year, n, to) if m["kind"] == "Q" else cal.months(year, 6 * n - 5, 6 * n)
    return Draft(known(found), names_year=True) if found else None
