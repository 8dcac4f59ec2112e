"""The same claim said twice in an article is one claim with all its evidences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from extract.claims.record import Linked
from extract.model import Sentence

_WEAK_ROLES = ("title", "heading")


def _key(item: Linked) -> tuple[object, ...]:
    q = item.quantity
    when = item.period.key or (item.period.mention.text if item.period.mention else None)  # 前11月 and 11月 of a year that nobody names
    return (
        item.place.adcode or item.place.name, item.metric.id or item.metric.name, q.kind, q.number, q.low, q.high, q.unit, when,
        item.status, item.label,
    )  # fmt: skip


def merge(linked: Sequence[Linked], sentences: Sequence[Sentence]) -> list[tuple[Linked, tuple[Sentence, ...]]]:
    """Claims in the order of the text, each with the other sentences that it rests on or that say it again.

    Of several the first in a body sentence stands (news gives its source where it first tells a figure) unless a later one
    is read twice as surely; the others become its evidences.
    """
    groups: dict[tuple[object, ...], list[Linked]] = {}
    for item in linked:
        groups.setdefault(_key(item), []).append(item)
    starts = [s.span[0] for s in sentences]
    merged = []
    for items in groups.values():
        body = [i for i in items if i.sentence.role not in _WEAK_ROLES] or items
        enough = max(i.confidence for i in body) / 2
        best = min((i for i in body if i.confidence >= enough), key=lambda i: i.quantity.core)
        others = {i.sentence.span: i.sentence for i in items if i.sentence.span != best.sentence.span}
        if len(items) > 1:
            best = replace(best, flags=(*best.flags, "repeated"))
        for span in _context(best):
            at = bisect_right(starts, span[0]) - 1
            holder = sentences[at] if at >= 0 and span[0] < sentences[at].span[1] else None
            if holder is not None and holder.span != best.sentence.span:
                others.setdefault(holder.span, holder)
        merged.append((best, tuple(others[s] for s in sorted(others))))
    merged.sort(key=lambda m: (m[0].quantity.core, m[0].place.name))
    return merged


def _context(item: Linked) -> list[tuple[int, int]]:
    """Spans outside the sentence that the claim's place, metric and date rest on."""
    spans = [
        item.subject.occurrence.span if item.subject.occurrence else None,
        item.metric.span,
        item.period.mention.span if item.period.mention else None,
    ]
    return [s for s in spans if s is not None]
