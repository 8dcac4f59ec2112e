"""Two values of one thing in one sentence cannot both be right: all but the surest reading are doubted.

(岁入增长5.4%，岁出增长6.1% read as two growths of one metric.) What a value is measured against tells 同比 from 环比; the two ends of a
change (由620公里减少到580公里) do not contradict each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.claims.record import Linked

_LEFT = 0.7  # of its confidence is left to a reading that a surer one contradicts


def _key(item: Linked) -> tuple[object, ...]:
    basis = tuple(sorted((item.comparison or {}).items(), key=str))
    return (item.sentence.span, item.place.name, item.metric.name, item.quantity.kind, item.quantity.unit, item.period.key, item.status, basis)


def doubted(found: Sequence[Linked | None], set_out: Sequence[bool]) -> list[Linked | None]:
    """The same claims, those that a surer one contradicts with less confidence and the flag ``contradicted``.

    ``set_out`` tells of each whether a change sets out from it.
    """
    keys = [None if item is None else (*_key(item), starts) for item, starts in zip(found, set_out, strict=True)]
    values: dict[tuple[object, ...], set[object]] = {}
    surest: dict[tuple[object, ...], float] = {}
    for item, key in zip(found, keys, strict=True):
        if item is not None and key is not None:
            values.setdefault(key, set()).add((item.quantity.number, item.quantity.low, item.quantity.high))
            surest[key] = max(surest.get(key, 0.0), item.confidence)
    return [
        replace(item, confidence=item.confidence * _LEFT, flags=(*item.flags, "contradicted"))
        if item is not None and key is not None and len(values[key]) > 1 and item.confidence < surest[key]
        else item
        for item, key in zip(found, keys, strict=True)
    ]
