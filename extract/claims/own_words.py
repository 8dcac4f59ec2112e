"""The words that a figure has of its own behind the figure before it: whether they can say what it measures, and whether two figures have the same.

辽宁938亿元，湖北766亿元 have none: what the first measures, the second does too. In 第一名60万、第二名21万 … 第一名30万 the same words tell the same.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from extract.claims.frames import Frame
from extract.claims.scoring import Part
from extract.claims.words import Words
from extract.mentions import metrics
from extract.model import Quantity

_KEPT = 8192  # parts of rows that are remembered
_LEAST = 2  # characters that are more than a mark
_NO_WORDS = frozenset(["x", "ul", "d", "c", "p"])
_THINGS = ("n", "vn", "j", "l", "i", "eng", "an")


class OwnWords(NamedTuple):
    """What stands between the last barrier and a figure, places and dates aside.

    Attributes:
        kind: a head (收入), another noun, a verb, or none of them.
        said: the words, without those that only lead to the value.
        placed: whether a place or a date stands there.
    """

    kind: str
    said: str
    placed: bool


_NONE = OwnWords("none", "", placed=False)


class OwnWordsOf:
    """The own words of the figures of one article."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._known: dict[int, OwnWords] = {}  # by index of the frame

    def of(self, frame: Frame) -> OwnWords:
        """The words of one figure."""
        found = self._known.get(frame.index)
        if found is None:
            found = self._known[frame.index] = self._read(frame)
        return found

    def _read(self, frame: Frame) -> OwnWords:
        kind, said = "none", ""
        if frame.quantity.span[0] - frame.left[0] < _LEAST:
            return _NONE
        segments = self._words.segments((frame.left[0], frame.quantity.span[0]))
        for segment, _ in reversed(segments):
            for token in self._words.between(frame, segment):
                what = _what(token.text, token.flag)
                if what is not None:
                    said += token.text
                    kind = what if what in ("head", "noun") or kind == "none" else kind
        return OwnWords(kind, said, len(segments) > 1)


@lru_cache(maxsize=16384)
def _what(word: str, pos: str) -> str | None:
    """What a word can say of a measure; None for one that only leads to the value."""
    if pos in _NO_WORDS or word in metrics.light_words():
        return None
    if word in metrics.nominal_verbs() or pos.startswith(_THINGS):
        return "head" if metrics.is_head(word) else "noun"
    return "verb" if pos.startswith("v") else "none"


@lru_cache(maxsize=_KEPT)
def _alike(own: str, words: str, unit: str, placed: str, size: str, order: int, sure: str) -> Part:
    row = {
        f"own words {own}": 1.0, f"own words {own}, {unit}": 1.0, f"own words {words}": 1.0, f"own words {words}, {unit}": 1.0,
        f"own words {words}, {placed}": 1.0, f"told {sure}": 1.0,
    }  # fmt: skip
    if unit == "same unit":
        row[f"size {size}"] = row[f"of its unit {order}"] = 1.0
    return Part(row)


def alike(own: OwnWords, other: OwnWords, q: Quantity, before: Quantity, order: int, trust: float) -> Part:
    """How a figure's own words and size are to those of an earlier one, whose metric is right with the probability ``trust``.

    ``order`` counts the metrics of the same unit between them.
    """
    words = ("the same" if own.said else "of neither") if own.said == other.said else "differ" if own.said and other.said else "of one"
    same = q.unit == before.unit and (q.kind == before.kind or {q.kind, before.kind} <= {"rate", "growth"})
    placed = "both placed" if own.placed and other.placed else "placed" if own.placed else "not placed"
    sure = "surely" if trust > 0.8 else "likely" if trust > 0.5 else "doubtfully"
    return _alike(own.kind, words, "same unit" if same else "other unit", placed, _size(q, before) if same else "", min(order, 2), sure)


def _size(q: Quantity, before: Quantity) -> str:
    """How far two figures are apart."""
    if not q.number or not before.number:
        return "unknown"
    times = abs(float(q.number) / float(before.number))
    times = max(times, 1 / times)
    return "like" if times < 3 else "ten times" if times < 12 else "hundred times" if times < 120 else "far apart"
