"""What a change is of that two levels before it make up: 2023年10亿元，2022年8亿元，增长25% is of 2023."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from extract.claims.frames import Frame
from extract.claims.timing import Key
from extract.model import Metric, Quantity

_FURTHEST, _NEAREST = 12, 2  # figures back; for a change in whole numbers, which more pairs make up by chance
_FAR = 0.5  # of what a change makes up: a per cent that differs by more is of something else
_ROUNDED = 0.6  # of the last digit that the change is told with
_SHARE_OF_IT = 0.003  # of the change itself: levels are rounded, too


def period(frames: Sequence[Frame], frame: Frame, given: Mapping[int, Key]) -> Key:
    """The later one's period of two figures of one unit, told of two periods, that differ by just this change; None where none do.

    Args:
        frames: those of the article.
        frame: the change.
        given: the periods that the figures before were given to, by index.
    """
    for one, other in _pairs(frames, frame):
        first, second = given.get(one.index), given.get(other.index)
        if first is None or second is None or first == second:
            continue
        now, before = (one, other) if first > second else (other, one)
        if _makes_up(now.quantity, before.quantity, frame.quantity):
            return max(first, second)
    return None


def metric(frames: Sequence[Frame], frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of two figures of one unit that differ by just this change, where both have the same; None where none do."""
    for one, other in _pairs(frames, frame):
        told, again = decided.get(one.index), decided.get(other.index)
        if told is None or again is None or told.name != again.name:
            continue
        if any(_makes_up(a.quantity, b.quantity, frame.quantity) for a, b in ((one, other), (other, one))):
            return told
    return None


def denies(level: Quantity, step: Quantity, share: Quantity) -> bool:
    """Whether a per cent is surely not what a change in units makes of the level told before it."""
    known = level.kind == "amount" and level.unit == step.unit and level.number and step.number and share.number is not None
    if not known or level.number is None or step.number is None or share.number is None or level.number <= step.number:
        return False
    found = 100 * float(step.number / (level.number - step.number))
    return abs(found - float(share.number)) > _FAR * max(abs(found), 1.0)


def _pairs(frames: Sequence[Frame], frame: Frame) -> Iterator[tuple[Frame, Frame]]:
    """The pairs of levels before a change, the nearest first."""
    q = frame.quantity
    if q.kind != "growth" or not q.number or frame.previous is None or frame.sets_out:
        return
    back = _FURTHEST if _digits(q.number) or q.unit not in ("%", "pp") else _NEAREST
    levels = [
        f for f in frames[max(0, frame.index - back) : frame.index]
        if frame.sentence - f.sentence <= 1 and f.quantity.unit != "pp" and f.quantity.number
        and (f.quantity.kind in ("amount", "rate") or (f.quantity.kind == "growth" and f.quantity.unit != "%"))
    ]  # fmt: skip
    for i in range(len(levels) - 1, 0, -1):
        for other in reversed(levels[:i]):
            yield other, levels[i]


def _makes_up(now: Quantity, before: Quantity, change: Quantity) -> bool:
    """Whether a level is by just a change above the one before."""
    if now.unit != before.unit or not now.number or not before.number or not change.number:
        return False
    found = float(now.number - before.number)
    if change.unit == "%":
        found *= 100 / float(before.number)
    elif change.unit != now.unit and (change.unit, now.unit) != ("pp", "%"):
        return False
    wanted = float(change.number)
    slack = _ROUNDED * 10 ** -_digits(change.number) if change.unit in ("%", "pp") else 0.0
    return abs(found - wanted) <= slack + _SHARE_OF_IT * abs(wanted)


def _digits(number: Decimal) -> int:
    """Digits behind the point."""
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
