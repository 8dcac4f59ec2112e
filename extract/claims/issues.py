"""The date of an issue of a numbered series, told by the number in its title.

【睡前消息291】 came without its date, but others of its series did not.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

import regex

from extract.data import alternatives, read_table

_TURN = 21  # days from a year's turn within which a day told by proportion does not tell the year
_BEYOND = 200  # days before the first issue that is listed, or behind the last, to which the pace of the nearest two still holds


@cache
def _series() -> tuple[Mapping[str, Sequence[tuple[int, dt.date]]], regex.Pattern[str]]:
    found: dict[str, list[tuple[int, dt.date]]] = {}
    for r in read_table("lexicons/issues.tsv"):
        found.setdefault(r["series"], []).append((int(r["number"]), dt.date.fromisoformat(r["date"])))
    for name, listed in found.items():
        listed.sort()
        if any(b[1] <= a[1] for a, b in pairwise(listed)) or len(listed) < 2:
            raise ValueError(f"lexicons/issues.tsv: {name} needs two issues or more, later numbers with later dates")
    return found, regex.compile(rf"[【《\[]?\s?(?P<series>{alternatives(list(found))})\s?[第·]?\s?(?P<number>\d{{1,4}})\s?期?(?!\d)")


def published(title: str) -> dt.date | None:
    """The day of the issue that a title numbers, where the list has it; None for other titles and issues."""
    found = _numbered(title)
    return dict(found[0]).get(found[1]) if found else None


def year(title: str) -> int | None:
    """The year of the issue that a title numbers, told by proportion between those listed; None near a year's turn and for other titles."""
    found = _numbered(title)
    if found is None:
        return None
    listed, number = found
    at = min(max(bisect_left(listed, (number, dt.date.min)), 1), len(listed) - 1)
    (one, first), (other, last) = listed[at - 1], listed[at]
    day = first + (last - first) * ((number - one) / (other - one))
    if not listed[0][1] - dt.timedelta(_BEYOND) <= day <= listed[-1][1] + dt.timedelta(_BEYOND):
        return None
    certain = first.year == last.year and first <= day <= last
    years = {day.year} if certain else {(day - dt.timedelta(_TURN)).year, (day + dt.timedelta(_TURN)).year}
    return years.pop() if len(years) == 1 else None


def _numbered(title: str) -> tuple[Sequence[tuple[int, dt.date]], int] | None:
    """The issues listed of the series that a title begins with, and the title's number."""
    series, pattern = _series()
    m = pattern.match(title)
    return (series[m["series"]], int(m["number"])) if m else None
