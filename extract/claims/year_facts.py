"""What leaves a year no choice: its place in a five-year plan, an anniversary, a day that is told by the sun's and by the moon's calendar.

Each is read from the whole text of an undated article (``extract.claims.article_year``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from extract.data import alternatives, read_table
from extract.data.late import late_regex
from extract.mentions.calendar import Interval
from extract.mentions.date_almanac import festivals, lunar_day
from extract.mentions.date_years import COUNT, number

_FIRST, _LAST = 2000, 2030  # years of which the web has articles
_THIS_YEAR = r"(?:今年|本年)(?:恰?[是逢为值]|正[是逢值]|适逢|系|作为|，?也?是|既是)"
_NTH = r"第?(?P<nth>[一二三四五])年"
_DIGITS = "一二三四五六七八九"
_NTH_DAY = rf"初[{_DIGITS}十]|十[{_DIGITS}]|二?廿[{_DIGITS}]?|二十[{_DIGITS}]?|十|三十"
_DAY_OF_MOON = rf"(?:[大农历]{{0,2}}(?P<month>[正一二三四五六七八九十冬腊]|十[一二])月|大?年)(?P<day>{_NTH_DAY})"
_MONTHS = {name: n for n, name in enumerate(["正", *"二三四五六七八九十", "十一", "十二"], start=1)} | {"一": 1, "冬": 11, "腊": 12}
_LINK = r"\s?(?:[（(，,]\s?)?(?:也?(?:正|恰)?[是为逢]|即|当天是|适逢|恰逢|正值)?(?:传统节日|农历|中国农历)?[“「]?"


@cache
def _plans() -> tuple[dict[str, tuple[int, int]], regex.Pattern[str]]:
    rows = {r["plan"]: (int(r["first"]), int(r["last"])) for r in read_table("lexicons/five_year_plans.tsv")}
    return rows, regex.compile(
        rf"{_THIS_YEAR}[^，。；！？\n]{{0,16}}?[“\"「『]?(?P<plan>{alternatives(list(rows))})五[”\"」』]?(?:规划|计划|时期|发展){{0,3}}的?(?:实施的?)?"
        rf"(?:(?P<first>开局|起步|头)(?:之?年|一年)|(?P<last>收官|决胜|最后)(?:之?年|一年)|{_NTH})"
    )


@cache
def _anniversaries() -> tuple[dict[str, int], regex.Pattern[str]]:
    years = {name: int(r["year"]) for r in read_table("lexicons/anniversaries.tsv") for name in r["event"].split(";")}
    return years, regex.compile(
        rf"(?:{_THIS_YEAR}|(?:值|适逢|喜迎|迎来)[^，。；！？\n]{{0,4}}?)[^，。；！？\n]{{0,10}}?(?P<event>{alternatives(list(years))})(?:的)?(?P<count>{COUNT}|一百[一二三四五六七八九十]{{0,3}})周年"
    )


@cache
def _days() -> regex.Pattern[str]:
    feasts = alternatives([word for word, (feast, _) in festivals().items() if feast.day.startswith(("lunar", "eve"))])
    return regex.compile(
        rf"(?<!\d)(?P<m>1[0-2]|[1-9])月(?P<d>[12]\d|3[01]|[1-9])日{_LINK}(?:(?P<feast>{feasts})(?!假期|期间|小长假|档|前|后)|{_DAY_OF_MOON}(?!至|到|[—~-]))"
    )


_OTHER_YEAR = late_regex(r"(?:(?:19|20)\d\d年|去年|前年|上年|明年)的?\s?$")


def years(text: str) -> set[int]:
    """The only years that an article can be from by such facts; none where there are no facts, or they disagree."""
    found = {*_places_in_plans(text), *_of_anniversaries(text)}
    if found:
        return found if len(found) == 1 else set()
    agreeing = [days for m in _days().finditer(text) if (days := _years_of(text, m))]
    return set.intersection(*agreeing) if agreeing else set()


def _places_in_plans(text: str) -> Iterator[int]:
    plans, pattern = _plans()
    for m in pattern.finditer(text):
        first, last = plans[m["plan"]]
        yield first if m["first"] else last if m["last"] else first + number(m["nth"]) - 1


def _of_anniversaries(text: str) -> Iterator[int]:
    years, pattern = _anniversaries()
    for m in pattern.finditer(text):
        hundred, rest = (100, m["count"][2:]) if m["count"].startswith("一百") else (0, m["count"])
        yield years[m["event"]] + hundred + (number(rest) if rest else 0)


def _years_of(text: str, m: regex.Match[str]) -> set[int]:
    """The years in which a day of the sun's calendar is that of the moon's it is said to be."""
    if _OTHER_YEAR.search(text, max(0, m.start() - 8), m.start()):
        return set()
    month, day = int(m["m"]), int(m["d"])
    days = {y: _day_of_moon(m, y) for y in range(_FIRST, _LAST + 1)}
    return {y for y, on in days.items() if on is not None and (on.start.year, on.start.month, on.start.day) == (y, month, day)}


def _day_of_moon(m: regex.Match[str], year: int) -> Interval | None:
    if m["feast"]:
        return festivals()[m["feast"]][0].on(year)
    words = m["day"]
    nth = number(words[1:]) if words[0] == "初" else 20 + (number(words[-1]) if words[-1] not in "廿十" else 0) if "廿" in words else number(words)
    month = _MONTHS[m["month"]] if m["month"] else 1
    return lunar_day(year - (month >= 11 and int(m["m"]) <= 2), month, nth)
