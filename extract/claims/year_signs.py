"""Signs of the year that an article is from, other than the years it names: five-year plans, weekdays of days, numbered meetings, words of a time.

Each sign gives features of a year for the model ``year`` (``extract.claims.article_year``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import regex

from extract.data import alternatives, read_table
from extract.mentions.date_years import number

_WEEKDAY = regex.compile(  # 2月28日(周三), 周三(2月28日)
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日\s?[（(]?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])"
    r"|(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])\s?[（(]\s?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
)
_WEEKDAYS = "一二三四五六日"
_ORDINAL = r"第?(?P<number>[一二三四五六七八九十\d]{1,3})届"
_FAR = 9  # years


@dataclass(frozen=True, slots=True)
class Signs:
    """What an article's words tell of its year.

    Attributes:
        plans: first years of the five-year plans that it names.
        days: month, day and weekday (Monday is 0) of days told with theirs.
        editions: years of the numbered meetings that it names.
        known: first and last year of the words of a time; 9999 where people still use one.
    """

    plans: tuple[int, ...]
    days: tuple[tuple[int, int, int], ...]
    editions: tuple[int, ...]
    known: tuple[tuple[int, int], ...]

    @property
    def newest(self) -> int | None:
        """The first year of the newest word of a time; None where the text has none."""
        return max((first for first, _ in self.known), default=None)

    def features(self, year: int) -> dict[str, float]:
        """What the signs say for and against a year."""
        row: dict[str, float] = {}
        if self.plans:
            row[f"latest plan {_near(year - max(self.plans), -3, 6):+}"] = 1.0
        if self.days:
            row["weekdays agree" if any(_is_weekday(year, *day) for day in self.days) else "weekdays disagree"] = 1.0
        if self.editions:
            row[f"latest meeting {_near(max(self.editions) - year, -3, 2):+}"] = 1.0
        newest = self.newest
        if newest is not None:
            row[f"newest word {_near(newest - year, -_FAR, 2):+}"] = 1.0
            row["years since the newest word"] = max(0, year - newest) / 10
            unknown = sum(first > year for first, _ in self.known)
            if unknown:
                row["words not known yet"] = 1.0
                row["two words not known yet"] = float(unknown > 1)
            if any(last < year for _, last in self.known):
                row["words of the past"] = 1.0
        return row


def read(text: str) -> Signs:
    """The signs in a normalized text."""
    plans, plan = _plans()
    editions, edition = _editions()
    known, word = _known()
    days = ((int(m["month"]), int(m["day"]), _WEEKDAYS.index(m["weekday"].replace("天", "日"))) for m in _WEEKDAY.finditer(text))
    held = (_held(m, *editions[m["name"]]) for m in edition.finditer(text))
    return Signs(
        tuple(plans[m["plan"]] for m in plan.finditer(text)),
        tuple(days),
        tuple(year for year in held if year),
        tuple(known[w] for w in sorted(set(word.findall(text)))),
    )


def _near(value: int, least: int, most: int) -> int:
    return max(least, min(most, value))


def _is_weekday(year: int, month: int, day: int, weekday: int) -> bool:
    try:
        return dt.date(year, month, day).weekday() == weekday
    except ValueError:
        return False


@cache
def _plans() -> tuple[Mapping[str, int], regex.Pattern[str]]:
    first = {r["plan"]: int(r["first"]) for r in read_table("lexicons/five_year_plans.tsv")}
    name = rf"(?P<plan>{alternatives(list(first))})五"
    return first, regex.compile(rf"[“\"「『]{name}[”\"」』]|(?<![第\p{{N}}]){name}(?=规划|计划|时期|期间|期末|末|以来|开局|收官)")


@cache
def _editions() -> tuple[Mapping[str, tuple[int, int, int, bool]], regex.Pattern[str]]:
    rows = read_table("lexicons/editions.tsv")
    found = {name: (int(r["number"]), int(r["year"]), int(r["every"]), r["sessions"] == "yes") for r in rows for name in r["names"].split(";")}
    return found, regex.compile(rf"{_ORDINAL}(?P<name>{alternatives(list(found))})(?:第?(?P<session>[一二三四五])次会议)?")


def _held(m: regex.Match[str], one: int, year: int, every: int, sessions: bool) -> int | None:
    """The year of a meeting; of a body that sits for years only a session has one."""
    if sessions and not m["session"]:
        return None
    nth = int(m["number"]) if m["number"].isdigit() else number(m["number"])
    return year + (nth - one) * every + (number(m["session"]) - 1 if m["session"] else 0)


@cache
def _known() -> tuple[Mapping[str, tuple[int, int]], regex.Pattern[str]]:
    rows = read_table("lexicons/known_years.tsv")
    found = {word: (int(r["first"]), int(r["last"] or 9999)) for r in rows for word in r["words"].split(";")}
    return found, regex.compile(alternatives(list(found)))
