"""Figures that stand as the one before does, right behind the next place of a list: what that one is, they are (甲区12例、乙区一例)."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.words import Words

_SMALL = 10  # numbers in words up to which they are doubted (一例)


def worth(words: Words, frame: Frame, p: float, told: Mapping[int, float]) -> float:
    """The probability that a figure is a place's, no less than that of the figure before where both stand alone behind a place of one list.

    Args:
        words: the article's.
        frame: the figure.
        p: its own probability.
        told: those of the figures before, by index.
    """
    before = frame.previous
    if before is None or frame.quantity.number is None or frame.quantity.number > _SMALL or told.get(before, 0.0) <= p:
        return p
    other, q = words.frames[before], frame.quantity
    if other.quantity.unit != q.unit or other.quantity.kind != q.kind or q.kind != "amount" or q.unit is None:
        return p
    alone = words.only_places((other.quantity.span[1], q.span[0])) and words.only_places((other.left[0], other.quantity.span[0]))
    return told[before] if alone else p
