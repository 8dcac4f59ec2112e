"""Many claims at once: kept in a temporary database, from which counts, series, rankings and single claims are taken."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from typing import Any

from extract import scratch
from extract.analysis.rankings import Ranking, group_of, rankings_of
from extract.analysis.series import Series, key_of, series_of

Claim = Mapping[str, Any]
_COLUMNS = ("id", "place", "metric", "kind", "status", "bound", "level", "confidence", "start", "at", "series", "ranking", "record")
_PER_SERIES = 40  # claims that are looked at
_PER_RANKING = 2000


@dataclass(frozen=True, slots=True)
class Crossed:
    """Counts of claims by place and metric; ``totals`` are those of each place with any metric."""

    places: tuple[str, ...]
    metrics: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]
    totals: Mapping[str, int]


class Overview:
    """Claims in a database of one table; see ``gathered``."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._database.execute(query, values).fetchall()

    def total(self) -> int:
        """How many claims there are."""
        return int(self._rows("SELECT COUNT(*) FROM claims")[0][0])

    def different(self, field: str) -> int:
        """How many different places or metrics the claims are of."""
        return int(self._rows(f"SELECT COUNT(DISTINCT {_known(field)}) FROM claims")[0][0])

    def days(self) -> tuple[str | None, str | None]:
        """The first day and the last day of all periods."""
        first, last = self._rows("SELECT MIN(start), MAX(at) FROM claims")[0]
        return first, last

    def counts(self, field: str, limit: int = -1) -> list[tuple[str, int]]:
        """The commonest values of a field (``place``, ``metric``, ``kind``, ``status``, ``bound``, ``level``) and how often they come."""
        name = _known(field)
        return self._rows(f"SELECT {name}, COUNT(*) FROM claims GROUP BY {name} ORDER BY COUNT(*) DESC, {name} LIMIT ?", limit)

    def confidences(self) -> list[tuple[int, int]]:
        """How many claims lie in each tenth of confidence, 0 for those below 0.1."""
        return self._rows("SELECT MIN(9, CAST(confidence * 10 AS INTEGER)) AS tenth, COUNT(*) FROM claims GROUP BY tenth ORDER BY tenth")

    def crossed(self, places: int, metrics: int) -> Crossed:
        """How many claims there are by place and metric: the commonest metrics, and the places with the most claims about them."""
        columns = [name for name, _ in self.counts("metric", metrics)]
        among = f"metric IN ({', '.join('?' * len(columns))})"
        rows = self._rows(f"SELECT place FROM claims WHERE {among} GROUP BY place ORDER BY COUNT(*) DESC, place LIMIT ?", *columns, places)
        names = [name for (name,) in rows]
        of_places = f"place IN ({', '.join('?' * len(names))})"
        found = self._rows(f"SELECT place, metric, COUNT(*) FROM claims WHERE {of_places} AND {among} GROUP BY place, metric", *names, *columns)
        totals = dict(self._rows(f"SELECT place, COUNT(*) FROM claims WHERE {of_places} GROUP BY place", *names))
        return Crossed(tuple(names), tuple(columns), {(place, metric): n for place, metric, n in found}, totals)

    def series(self, limit: int, *, days: int = 2) -> list[Series]:
        """The series with figures for the most days.

        Args:
            days: different days that a series has at least.
        """
        keys = self._rows(
            "SELECT series FROM claims WHERE series IS NOT NULL GROUP BY series HAVING COUNT(DISTINCT at) >= ?"
            " ORDER BY COUNT(DISTINCT at) DESC, AVG(confidence) DESC, series LIMIT ?", days, limit,
        )  # fmt: skip
        found = [claim for (key,) in keys for claim in self._records("series = ? ORDER BY confidence DESC, id", key, limit=_PER_SERIES)]
        return series_of(found)

    def rankings(self, limit: int, *, least: int = 3) -> list[Ranking]:
        """The rankings with the most places.

        Args:
            least: places that a ranking has at least.
        """
        keys = self._rows(
            "SELECT ranking FROM claims WHERE ranking IS NOT NULL GROUP BY ranking HAVING COUNT(DISTINCT place) >= ?"
            " ORDER BY COUNT(DISTINCT place) DESC, AVG(confidence) DESC, ranking LIMIT ?", least, limit,
        )  # fmt: skip
        found = [claim for (key,) in keys for claim in self._records("ranking = ? ORDER BY confidence DESC, id", key, limit=_PER_RANKING)]
        return rankings_of(found, least=least)

    def doubtful(self, limit: int) -> list[Claim]:
        """The claims of the lowest confidence."""
        return list(self._records("1 ORDER BY confidence, id", limit=limit))

    def by_id(self, ids: Iterable[str]) -> dict[str, Claim]:
        """Claims by their ids, those that there are."""
        return {id: claim for id in ids for claim in self._records("id = ?", id, limit=1)}

    def _records(self, where: str, *values: Any, limit: int) -> Iterator[Claim]:
        for (record,) in self._rows(f"SELECT record FROM claims WHERE {where} LIMIT ?", *values, limit):
            yield json.loads(record)


def _known(field: str) -> str:
    if field not in _COLUMNS:
        raise ValueError(field)
    return field


@contextmanager
def gathered(claims: Iterable[Claim]) -> Iterator[Overview]:
    """An overview of some claims, for as long as the context lasts; memory does not grow with them.

    Raises:
        WriteError: the folder for temporary files is full.
    """
    with scratch.database(f"claims ({', '.join(_COLUMNS)})") as database:
        database.executemany(f"INSERT INTO claims VALUES ({', '.join('?' * len(_COLUMNS))})", map(_row, claims))
        for column in ("id", "series", "ranking"):
            database.execute(f"CREATE INDEX by_{column} ON claims ({column})")
        yield Overview(database)


def _row(claim: Claim) -> tuple[Any, ...]:
    metric, value, date = claim["metric"], claim["value"], claim["date"] or {"start": None, "end": None}
    series, ranking = key_of(claim), group_of(claim)
    return (
        claim["id"], claim["city"]["name"], metric["canonical"] or metric["name"], value["kind"], claim["status"], value["bound"],
        claim["city"]["level"], claim["confidence"], date["start"], date["end"], json.dumps(astuple(series)) if series else None,
        json.dumps([astuple(ranking[0]), *ranking[1:]]) if ranking else None, json.dumps(claim, ensure_ascii=False),
    )  # fmt: skip
