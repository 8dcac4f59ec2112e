"""The metric of a whole whose parts follow by their places: 受伤8人（甲市3人，乙市5人）; 失联12人，包括甲市7人; 80万人饮水困难，其中甲县9万人."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.model import Metric

_PARTS = late_regex(r"\s?(?:[（(](?:其中|包括)?|[，,：:]\s?(?:其中|包括|分别[为是在]))[，,：:]?")
_LISTED = late_regex(r"\s?[、和及与]\s?")
_FURTHEST = 8  # figures back in which the same is told more fully


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of the whole that a figure is a place's part of, or None; ``decided`` are the metrics of earlier figures, by index."""
    q, text = frame.quantity, words.text
    end = q.span[0]
    for index in range(frame.index - 1, max(-1, frame.index - _FURTHEST), -1):
        other = words.frames[index].quantity
        if other.kind != q.kind or other.kind != "amount" or words.frames[index].sentence != frame.sentence:
            return None
        told = decided.get(index)
        opening = _PARTS.match(text, other.span[1], end)
        if opening is None and told is not None and told.span is not None and told.span[0] >= other.span[1]:  # what befalls them is told behind
            opening = _PARTS.match(text, told.span[1], end)
        whole = told if other.unit == q.unit else _beside(words, frame, index, decided) if opening else None
        if other.unit != q.unit and whole is None:
            return None
        if not words.only_places((opening.end() if opening else other.span[1], end)):
            return None
        if opening:
            return Metric(whole.span, whole.text, whole.name, "metric.previous", whole.id, whole.canonical) if whole is not None else None
        end = other.span[0]
    return None


def _beside(words: Words, frame: Frame, index: int, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a figure in the unit of a part, in one list with the last of the wholes: 80万人、9万头牲畜饮水困难，其中甲县9万人."""
    first = index - 1
    if first < 0 or words.frames[first].quantity.unit != frame.quantity.unit or words.frames[first].sentence != frame.sentence:
        return None
    joined = _LISTED.fullmatch(words.text, words.frames[first].quantity.span[1], words.frames[index].quantity.span[0])
    return decided.get(first) if joined else None
