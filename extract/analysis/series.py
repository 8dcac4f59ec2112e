"""Series: the figures of one metric of one place over time, comparable with each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from extract.analysis.scales import middle
from extract.claims import catalogue

Claim = Mapping[str, Any]
_DRAWN = frozenset(("amount", "rate", "growth", "ratio", "rank"))
_SET_ASIDE = frozenset(("negated", "hypothetical", "contradicted"))


@dataclass(frozen=True, slots=True, order=True)
class SeriesKey:
    """What the figures of a series have in common.

    Attributes:
        place: code, or name where there is none.
        metric: id of the catalogue, or the wording.
        length: of the periods: ``year``, ``month`` and so on; figures of a half year are no point between those of years.
        against: what changes are measured against, as JSON-like text.
    """

    place: str
    metric: str
    kind: str
    unit: str
    length: str
    against: str
    status: str


@dataclass(slots=True)
class Point:
    """A figure in a series.

    Attributes:
        at: the day that it stands for: the last of its period.
        number: the number that is drawn; of a range the middle.
        low, high: what the words admit; None where they set no end.
    """

    claim: Claim
    at: dt.date
    number: float
    low: float | None
    high: float | None

    @property
    def exact(self) -> bool:
        """Whether the article gives the very number."""
        return bool(self.claim["value"]["bound"] == "exact")


@dataclass(slots=True)
class Series:
    """The figures of a series, the earliest first."""

    key: SeriesKey
    points: list[Point] = field(default_factory=list)

    @property
    def place(self) -> str:
        """The name of the place."""
        return str(self.points[0].claim["city"]["name"])

    @property
    def metric(self) -> str:
        """The name of the metric."""
        metric = self.points[0].claim["metric"]
        return str(metric["canonical"] or metric["name"])

    @property
    def days(self) -> int:
        """How many different days have a figure."""
        return len({point.at for point in self.points})


def key_of(claim: Claim) -> SeriesKey | None:
    """The series that a claim belongs to; None where it has no number, no days, or is set aside."""
    city, metric, value, date = claim["city"], claim["metric"], claim["value"], claim["date"]
    if value["kind"] not in _DRAWN or middle(value) is None or date is None or date["start"] is None or date["end"] is None:
        return None
    if _SET_ASIDE.intersection(claim["flags"]):
        return None
    compared = value["comparison"] or {}
    against = " ".join(str(compared[part]) for part in ("basis", "period", "place") if compared.get(part))
    return SeriesKey(
        place=city["adcode"] or city["name"], metric=metric["id"] or metric["name"], kind=value["kind"], unit=_unit(claim),
        length=_length(date["start"], date["end"]), against=against, status=claim["status"],
    )  # fmt: skip


def _unit(claim: Claim) -> str:
    """The unit; of a number that stands alone (常住人口985万) the one that its metric is counted in."""
    unit, known = claim["value"]["unit"], catalogue.entry(claim["metric"]["id"]) if claim["metric"]["id"] else None
    if unit is None and known is not None and claim["value"]["kind"] == "amount" and known.units[0] != "-":
        return known.units[0]
    return unit or ""


def _length(start: str, end: str) -> str:
    """How long a period is, in words that are the same for every February. A day is taken with the years: 年末 beside 全年."""
    days = (dt.date.fromisoformat(end) - dt.date.fromisoformat(start)).days + 1
    if days <= 1:
        return "year" if end.endswith("-12-31") else "day"
    for name, least, most in (("month", 28, 31), ("quarter", 88, 92), ("half", 180, 184), ("year", 364, 366)):
        if least <= days <= most:
            return name
    return f"{round(days / 30.4)} months"


def point_of(claim: Claim) -> Point:
    """The point of a claim that has a key."""
    value = claim["value"]
    number = middle(value)
    assert number is not None
    return Point(claim, dt.date.fromisoformat(claim["date"]["end"]), number, value["low"], value["high"])


def series_of(claims: Iterable[Claim]) -> list[Series]:
    """All series of some claims; those with the most days first, then by what they are of."""
    found: dict[SeriesKey, Series] = {}
    for claim in claims:
        key = key_of(claim)
        if key is not None:
            found.setdefault(key, Series(key)).points.append(point_of(claim))
    for series in found.values():
        series.points.sort(key=lambda point: (point.at, point.number, point.claim["id"]))
    return sorted(found.values(), key=lambda series: (-series.days, series.key))
