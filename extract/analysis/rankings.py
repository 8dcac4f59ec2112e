"""Rankings: places of one level by a figure of one metric for the same period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from extract.analysis.series import Point, SeriesKey, key_of, point_of

Claim = Mapping[str, Any]
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


def rankings_of(claims: Iterable[Claim], *, least: int = 3) -> list[Ranking]:
    """All rankings of some claims; those with the most places first, the latest of these first. Of several figures of a place the surest counts.

    Args:
        least: places that a ranking has at least.
    """
    found: dict[tuple[SeriesKey, str, str, str], dict[str, Claim]] = {}
    for claim in claims:
        key, level = key_of(claim), claim["city"]["level"]
        if key is None or key.kind not in _COMPARED or level not in _LEVELS or key.status != "actual":
            continue
        common = SeriesKey("", key.metric, key.kind, key.unit, key.length, key.against, key.status)
        places = found.setdefault((common, level, claim["date"]["start"], claim["date"]["end"]), {})
        other = places.get(key.place)
        if other is None or (claim["confidence"], other["id"]) > (other["confidence"], claim["id"]):
            places[key.place] = claim
    rankings = [
        Ranking(key, level, start, end, tuple(sorted(map(point_of, places.values()), key=lambda p: (-p.number, p.claim["city"]["name"]))))
        for (key, level, start, end), places in found.items()
        if len(places) >= least
    ]
    return sorted(sorted(rankings, key=lambda r: (r.key, r.level)), key=lambda r: (len(r.points), r.end), reverse=True)
