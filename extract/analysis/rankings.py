"""Rankings: places of one level by a figure of one metric for the same period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from extract.analysis.series import Point, SeriesKey, key_of, point_of

Claim = Mapping[str, Any]
Group = tuple[SeriesKey, str, str, str]
_COMPARED = frozenset(("amount", "rate", "growth", "ratio"))
_LEVELS = frozenset(("country", "province", "city", "county", "zone", "foreign"))


@dataclass(frozen=True, slots=True)
class Ranking:
    """Figures of different places that can be held against each other, the greatest first.

    Attributes:
        key: what they have in common; its place is empty.
        level: of the places.
        start, end: first and last day of the period.
    """

    key: SeriesKey
    level: str
    start: str
    end: str
    points: tuple[Point, ...]

    @property
    def metric(self) -> str:
        """The name of the metric."""
        metric = self.points[0].claim["metric"]
        return str(metric["canonical"] or metric["name"])


def group_of(claim: Claim) -> Group | None:
    """What a claim has in common with those that it can be ranked among: metric and so on, level, first and last day; None if it is not ranked."""
    key, level = key_of(claim), claim["city"]["level"]
    if key is None or key.kind not in _COMPARED or level not in _LEVELS or key.status != "actual":
        return None
    return replace(key, place=""), level, claim["date"]["start"], claim["date"]["end"]


def rankings_of(claims: Iterable[Claim], *, least: int = 3) -> list[Ranking]:
    """All rankings of some claims; those with the most places first, the latest of these first. Of several figures of a place the surest counts.

    Args:
        least: places that a ranking has at least.
    """
    found: dict[Group, dict[str, Claim]] = {}
    for claim in claims:
        group = group_of(claim)
        if group is None:
            continue
        places, place = found.setdefault(group, {}), claim["city"]["adcode"] or claim["city"]["name"]
        other = places.get(place)
        if other is None or (claim["confidence"], other["id"]) > (other["confidence"], claim["id"]):
            places[place] = claim
    rankings = [
        Ranking(key, level, start, end, tuple(sorted(map(point_of, places.values()), key=lambda p: (-p.number, p.claim["city"]["name"]))))
        for (key, level, start, end), places in found.items()
        if len(places) >= least
    ]
    return sorted(sorted(rankings, key=lambda r: (r.key, r.level)), key=lambda r: (len(r.points), r.end), reverse=True)
