"""What an almanac tells: lunar months, solar terms, festivals, public holidays.

Lunar dates and solar terms are those of PyPI ``lunar_python``, for the years that the rules ask about; festivals and
holidays stand in data/lexicons. Nothing is guessed: a holiday that no notice has fixed is unknown.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from extract.data import read_table, read_words
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval

_ONE = dt.timedelta(days=1)
FIRST_MONTH = {"春": 3, "夏": 6, "秋": 9, "冬": 12}  # of the seasons
_FIRST, _LAST = 1, 9998  # years that the library is asked for
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
ANIMALS = "鼠牛虎兔龙蛇马羊猴鸡狗猪"  # of the branches, in their order
_FIRST_OF_CYCLE = 4  # the year of our era that was 甲子
_TRAVEL_RUSH = (-15, 24)  # 春运: 40 days from the 15th day before the lunar new year


def _day(solar: Any) -> dt.date:
    return dt.date(solar.getYear(), solar.getMonth(), solar.getDay())


@lru_cache(maxsize=64)
def _months(year: int) -> dict[int, Interval]:
    """The months of a lunar year by number; a leap month has that of the month before it, negative."""
    from lunar_python import LunarYear, Solar

    if not _FIRST <= year <= _LAST:
        return {}
    found = {}
    for month in LunarYear.fromYear(year).getMonths():
        if month.getYear() == year:
            start = _day(Solar.fromJulianDay(month.getFirstJulianDay()))
            found[month.getMonth()] = Interval(start, start + (month.getDayCount() - 1) * _ONE, "month")
    return found


def lunar_month(year: int, month: int, *, leap: bool = False) -> Interval | None:
    """A month of the lunar calendar (1 is 正月), or None where the year has no such month."""
    return _months(year).get(-month if leap else month)


def lunar_day(year: int, month: int, day: int, *, leap: bool = False) -> Interval | None:
    """A day of the lunar calendar, or None where the month has no such day."""
    whole = lunar_month(year, month, leap=leap)
    if whole is None or not 1 <= day <= (whole.end - whole.start).days + 1:
        return None
    return cal.single(whole.start + (day - 1) * _ONE)


def lunar_month_at(date: dt.date) -> tuple[int, int, bool] | None:
    """The lunar month (year, number, leap) that a day lies in."""
    for year in (date.year, date.year - 1):
        for month, span in _months(year).items():
            if span.start <= date <= span.end:
                return year, abs(month), month < 0
    return None


def sexagenary(word: str, near: int) -> int | None:
    """The year of a name of the cycle of sixty (甲辰) that is nearest to another year; None for a name the cycle lacks."""
    stem, branch = STEMS.index(word[0]), BRANCHES.index(word[1])
    place = next((n for n in range(60) if n % 10 == stem and n % 12 == branch), None)
    if place is None:
        return None
    first = near - 30 + (place - (near - 30 - _FIRST_OF_CYCLE)) % 60
    return first if first >= 1 else None


def animal(year: int) -> str:
    """The animal of a year."""
    return ANIMALS[(year - _FIRST_OF_CYCLE) % len(ANIMALS)]


@lru_cache(maxsize=64)
def _terms(year: int) -> dict[str, dt.date]:
    from lunar_python import Lunar

    if not _FIRST < year <= _LAST:
        return {}
    table = Lunar.fromYmd(year, 6, 1).getJieQiTable()
    return {name: _day(table["DONG_ZHI" if name == "冬至" else name]) for name in read_words("solar_terms")}


def solar_term(name: str, year: int) -> Interval | None:
    """The day of one of the 24 solar terms in a calendar year (小寒 and 大寒 lie in its January)."""
    found = _terms(year).get(name)
    return cal.single(found) if found else None


def season(name: str, year: int) -> Interval | None:
    """春 夏 秋 冬 as weather services and statistics count them: three whole months; winter begins in December."""
    return cal.run_of_months(year, FIRST_MONTH[name], 3)


def season_of_almanac(name: str, year: int) -> Interval | None:
    """A season as the almanac counts it: from 立春, 立夏, 立秋 or 立冬 to the day before the next of them."""
    order = "春夏秋冬"
    following = order[(order.index(name) + 1) % 4]
    first, last = solar_term(f"立{name}", year), solar_term(f"立{following}", year + (name == "冬"))
    return Interval(first.start, last.start - _ONE, "quarter") if first and last else None


@dataclass(frozen=True, slots=True)
class Festival:
    """A day of every year: its name, and its rules (the columns day and taiwan of festivals.tsv)."""

    name: str
    day: str
    taiwan: str

    def on(self, year: int, *, taiwan: bool = False) -> Interval | None:
        """Its day in a year of our calendar."""
        kind, _, rest = (self.taiwan if taiwan and self.taiwan else self.day).partition(" ")
        if kind == "lunar":
            month, day = map(int, rest.split("-"))
            return lunar_day(year, month, day)
        if kind == "eve":
            first = lunar_day(year, 1, 1)
            return cal.single(first.start - _ONE) if first else None
        if kind == "term":
            return solar_term(rest, year)
        if kind == "nth":
            month, nth, weekday = map(int, rest.split())
            whole = cal.months(year, month, month)
            return cal.nth_weekday(whole, nth, weekday - 1) if whole else None
        if kind == "easter":
            return cal.single(_easter(year) + int(rest) * _ONE)
        month, day = map(int, kind.split("-"))
        return cal.day(year, month, day)

    def holiday(self, year: int, *, taiwan: bool = False) -> Interval | None:
        """The days off around it in a year; None where no notice is known, its day where it is no public holiday."""
        place = "taiwan" if taiwan else "mainland"
        if (place, self.name) not in _off():
            return self.on(year, taiwan=taiwan)
        return _holidays().get((place, self.name, year))


def travel_rush(year: int) -> Interval | None:
    """春运 of a year: 40 days around the lunar new year."""
    first = lunar_day(year, 1, 1)
    return Interval(first.start + _TRAVEL_RUSH[0] * _ONE, first.start + _TRAVEL_RUSH[1] * _ONE, "day") if first else None


def _easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, odd = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * odd + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


@cache
def festivals() -> dict[str, tuple[Festival, str]]:
    """Every word for a festival, and its use (the column of festivals.tsv)."""
    table = {}
    for row in read_table("lexicons/festivals.tsv"):
        found = Festival(row["name"], row["day"], row["taiwan"])
        table.update(dict.fromkeys(row["words"].split(";"), (found, row["use"])))
    return table


@cache
def _holidays() -> dict[tuple[str, str, int], Interval]:
    """Public holidays by place, name and year."""
    parse = dt.date.fromisoformat
    rows = read_table("lexicons/public_holidays.tsv")
    return {(r["place"], r["holiday"], int(r["year"])): Interval(parse(r["first"]), parse(r["last"]), "day") for r in rows}


@cache
def _off() -> frozenset[tuple[str, str]]:
    return frozenset((place, name) for place, name, _ in _holidays())


@cache
def eras() -> dict[str, tuple[int, bool]]:
    """Eras by name: the year that is their first, and whether their months are lunar."""
    return {r["era"]: (int(r["first"]), r["months"] == "lunar") for r in read_table("lexicons/reigns.tsv")}
