"""The period of a change that two levels before it make up: 2023年10亿元，2022年8亿元，增长25% is of 2023."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from extract.claims.frames import Frame
from extract.claims.timing import Key
from extract.model import Quantity

_FURTHEST, _NEAREST = 12, 2  # figures back; for a change in whole numbers, which more pairs make up by chance
_ROUNDED = 0.6  # of the last digit that the change is told with
_SHARE_OF_IT = 0.003  # of the change itself: levels are rounded, too


def period(frames: Sequence[Frame], frame: Frame, given: Mapping[int, Key]) -> Key:
    """The later one's period of two figures of one unit, told of two periods, that differ by just this change; None where none do.

    Args:
        frames: those of the article.
        frame: the change.
        given: the periods that the figures before were given to, by index.
    """
    q = frame.quantity
    if q.kind != "growth" or q.number is None or frame.previous is None or frame.sets_out:
        return None
    digits = _digits(q.number)
    levels = [
        f for f in frames[max(0, frame.index - (_FURTHEST if digits else _NEAREST)) : frame.index]
        if frame.sentence - f.sentence <= 1 and f.quantity.unit != "pp" and f.quantity.number and given.get(f.index) is not None
        and (f.quantity.kind in ("amount", "rate") or (f.quantity.kind == "growth" and f.quantity.unit != "%"))
    ]  # fmt: skip
    for i in range(len(levels) - 1, 0, -1):
        for one in reversed(levels[:i]):
            a, b = (one, levels[i]) if _is_later(given[one.index], given[levels[i].index]) else (levels[i], one)
            if given[a.index] != given[b.index] and _makes_up(a.quantity, b.quantity, q):
                return given[a.index]
    return None


def _is_later(one: Key, other: Key) -> bool:
    return one is not None and other is not None and one > other


def _makes_up(now: Quantity, before: Quantity, change: Quantity) -> bool:
    """Whether a level is by just a change above the one before."""
    if now.unit != before.unit or not now.number or not before.number or not change.number:
        return False
    found = float(now.number - before.number)
    if change.unit == "%":
        found *= 100 / float(before.number)
    elif change.unit != now.unit and (change.unit, now.unit) != ("pp", "%"):
        return False
    wanted = abs(float(change.number))
    slack = _ROUNDED * 10 ** -_digits(change.number) if change.unit in ("%", "pp") else 0.0
    return abs(abs(found) - wanted) <= slack + _SHARE_OF_IT * wanted


def _digits(number: Decimal) -> int:
    """Digits behind the point."""
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
