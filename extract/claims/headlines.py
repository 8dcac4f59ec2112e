"""Headlines: what they tell without a date is of the period that the text below gives for the same figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.claims.periods import Choice
from extract.claims.record import Linked
from extract.model import Quantity

_ROLES = ("title", "heading")
_FARTHEST = 24  # figures below a headline among which it is told again


def dated(linked: Sequence[Linked | None]) -> list[Linked | None]:
    """The figures, those of headlines without a date with the period of the first figure below that is the same of the same place."""
    found = list(linked)
    for n, head in enumerate(linked):
        if head is None or head.period.key is not None or head.sentence.role not in _ROLES:
            continue
        again = next((below for below in linked[n + 1 : n + 1 + _FARTHEST] if below is not None and _same(head, below)), None)
        if again is not None:
            found[n] = replace(
                head, period=Choice(again.period.key, again.period.precision, head.period.probability, head.period.margin, None, "inherited")
            )
    return found


def _same(head: Linked, below: Linked) -> bool:
    alike = _value(head.quantity) == _value(below.quantity) and head.subject.key == below.subject.key
    return alike and below.period.key is not None and below.sentence.role not in _ROLES


def _value(q: Quantity) -> tuple[object, ...]:
    return q.kind, q.unit, q.number, q.low, q.high
