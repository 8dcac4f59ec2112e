"""Contradictions and agreements among stored claims, grouped when they are first asked for."""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, Literal

from extract.conflicts import find
from extract.contract import Conflict
from extract.stored.answers import ConflictPage
from extract.stored.database import Database, TooSlowError
from extract.stored.query import ClaimQuery, cursor, identity, place_of

Relation = Literal["contradiction", "agreement", "all"]
Scope = Literal["all", "across", "within"]
_KEPT = 16  # answers, the last that were asked for
_HEAVIEST = 20_000  # groups in an answer that is kept
_EVERY = 256  # claims between two looks at the clock


@dataclass(frozen=True, slots=True)
class ConflictQuery:
    """What is asked for.

    Attributes:
        places, metrics: of the claims, as ``ClaimQuery`` has them.
        min_confidence: claims of lower confidence are left out before they are grouped.
        tolerance: differences up to this share of the larger value count as agreement.
        relation: contradictions, agreements, or both.
        scope: contradictions across documents, within one, or both.
        document: only groups in which this document says something.
    """

    places: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    min_confidence: float = 0.0
    tolerance: float = 0.0
    relation: Relation = "contradiction"
    scope: Scope = "all"
    document: str | None = None


class Contradictions:
    """Answers about the claims of a database; the last ones are kept."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: OrderedDict[ConflictQuery, list[Conflict]] = OrderedDict()
        self._generation = database.generation
        self._lock = Lock()

    def page(self, query: ConflictQuery, limit: int, after: str | None, seconds: float | None) -> ConflictPage:
        """A page of the groups that were asked for, in the order of place, metric and period.

        Raises:
            UsageError: the cursor is none of this question.
            TooSlowError: the seconds are over.
        """
        question = identity(query)
        (begin,) = place_of(after, question, 1) if after else (0,)
        begin = max(0, begin)
        groups = self._groups(query, seconds)
        end = begin + limit
        return ConflictPage(items=groups[begin:end], total=len(groups), next=cursor(question, end) if end < len(groups) else None)

    def _groups(self, query: ConflictQuery, seconds: float | None) -> list[Conflict]:
        with self._lock:
            if self._generation != self._database.generation:
                self._generation = self._database.generation
                self._kept.clear()
            if query in self._kept:
                self._kept.move_to_end(query)
                return self._kept[query]
        found = find(self._claims(query, seconds), tolerance=query.tolerance, min_confidence=query.min_confidence)
        groups = [group for group in found if _wanted(group, query)]
        if len(groups) <= _HEAVIEST:
            with self._lock:
                self._kept[query] = groups
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return groups

    def _claims(self, query: ConflictQuery, seconds: float | None) -> Iterator[Mapping[str, Any]]:
        sql, parameters = ClaimQuery(places=query.places, metrics=query.metrics, min_confidence=query.min_confidence).where()
        wanted = f"SELECT record FROM claims JOIN records USING (n) WHERE {sql} ORDER BY n"
        end = None if seconds is None else time.monotonic() + seconds
        with self._database.reading(seconds) as reading:
            for number, (record,) in enumerate(reading.execute(wanted, parameters)):
                if end is not None and seconds is not None and number % _EVERY == 0 and time.monotonic() > end:
                    raise TooSlowError(seconds)
                yield json.loads(record)


def _wanted(group: Conflict, query: ConflictQuery) -> bool:
    if query.relation not in ("all", group.relation):
        return False
    if query.scope != "all" and not (group.across if query.scope == "across" else group.within):
        return False
    return query.document is None or any(claim.document_id == query.document for value in group.values for claim in value.claims)
