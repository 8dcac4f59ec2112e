"""Which claim a linked mention became, or joined: a claim that is said twice in an article stands once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract import contract
from extract.claims.record import Linked, Recorder
from extract.pipeline import Result


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a linked mention.

    Attributes:
        claim: id of the claim or candidate that it became or joined.
        kind: ``claim`` or ``candidate`` where it became one, ``joined`` where it says again what another says.
        reason: why it joined; empty otherwise.
    """

    claim: str
    kind: Literal["claim", "candidate", "joined"]
    reason: str = ""


def _meaning(c: contract.Claim) -> tuple[object, ...]:
    """What a record says of a place: of records with one meaning only one stands."""
    v, date = c.value, (c.date.start, c.date.end) if c.date and c.date.start else None
    place = c.city.adcode or c.city.name
    return (place, c.metric.id or c.metric.name, v.kind, v.number, v.low, v.high, v.unit, v.label, date, c.status)


class Outcomes:
    """The claims and candidates of a result, to look linked mentions up in."""

    def __init__(self, result: Result) -> None:
        trace = result.trace
        self._recorder = Recorder(trace.article, trace.normalized, trace.sentences)
        self._claims = {c.id for c in result.claims}
        self._candidates = {c.id for c in result.candidates}
        self._first: dict[tuple[object, ...], str] = {}
        for c in (*result.claims, *result.candidates):
            self._first.setdefault(_meaning(c), c.id)

    def of(self, linked: Linked) -> Outcome | None:
        """What became of a linked mention, or None where no claim says what it says."""
        record = self._recorder.claim(linked)
        if record.id in self._claims:
            return Outcome(record.id, "claim")
        if record.id in self._candidates:
            return Outcome(record.id, "candidate")
        other = self._first.get(_meaning(record))
        return None if other is None else Outcome(other, "joined", f"it says again what the claim {other} says")
