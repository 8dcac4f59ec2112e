"""Two values of one thing in one sentence cannot both be right: all but the surest reading are doubted.

(岁入增长5.4%，岁出增长6.1% read as two growths of one metric.) What a value is measured against tells 同比 from 环比; the two ends of a
change (由620公里减少到580公里) do not contradict each other, nor do values
told right behind an age, a place or a grade (65至79岁1500元80岁以上2000元).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extract.claims.record import Linked

_APART = regex.compile(r"(?:\d{1,3}\s?岁(?:及?以[上下])?|第[一二三四五六七八九十\d]{1,2}名|(?<![\d.])[一二三四五六\d]级)[发可]?(?:为|给|放|领)?\s?$")
_BEFORE = 12  # characters before a value in which its age, place or grade stands
_LEFT = 0.7  # of its confidence is left to a reading that a surer one contradicts


def _key(item: Linked) -> tuple[object, ...]:
    basis = tuple(sorted((item.comparison or {}).items(), key=str))
    return (item.sentence.span, item.place.name, item.metric.name, item.quantity.kind, item.quantity.unit, item.period.key, item.status, basis)


def told_apart(text: str, item: Linked) -> str:
    """The age, place or grade right before a value, for which alone it holds; or nothing."""
    at = item.quantity.span[0]
    m = _APART.search(text, max(0, at - _BEFORE), at)
    return m.group() if m is not None else ""


def doubted(text: str, found: Sequence[Linked | None], set_out: Sequence[bool]) -> list[Linked | None]:
    """The same claims, those that a surer one contradicts with less confidence and the flag ``contradicted``.

    ``set_out`` tells of each whether a change sets out from it.
    """
    keys = [None if item is None else (*_key(item), starts, told_apart(text, item)) for item, starts in zip(found, set_out, strict=True)]
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
