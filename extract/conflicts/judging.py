"""What a value admits as it is written, and whether two values can be true side by side.

How finely a number is rounded is read off its writing: 3.5% is rounded to a tenth of a per cent, 1.2万亿 to a tenth of 万亿, 3481亿 to 1亿.
Zeros at the end of a whole number are no measured digits, but two digits always count: 3500亿 is rounded to 100亿, and so is 3000亿.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

import regex

from extract.mentions import quantities
from extract.mentions.numerals import numeral_at
from extract.text.normalize import normalize_text

Ground = Literal["equal", "rounding", "approximate", "bounds", "tolerance"]
GROUNDS: tuple[Ground, ...] = ("equal", "rounding", "approximate", "bounds", "tolerance")

ABOUT = 0.05  # 约, 近, 左右 leave this share open to either side, unless the rounding leaves more
_ROUGH = 0.05  # so do fractions (三分之一, 一半, 1:6)
_HALF_A_PLACE = 0.5  # of a rank
_EXACT = 1e-9  # relative; numbers that differ by less were computed in another order
_NOISE = 1e-12  # relative; of floating-point sums
_FRACTION = regex.compile(r"(?<![百千万])分之|[半:：∶]|\d/\d")
_OF_HUNDRED = regex.compile(r"^(?:[百千万]分之|第|前|后|负|[-−+＋第])+")
_DECIMALS = regex.compile(r"[0-9][0-9,，]*\.(?P<digits>[0-9]+)")
_SCALES = regex.compile(r"[十百千万亿兆拾佰仟kKM]")
_ALL_DIGITS_COUNT = frozenset(("rate", "growth", "rank", "ratio"))


@dataclass(frozen=True, slots=True)
class Extent:
    """What a value admits.

    Attributes:
        low, high: the number as stated, twice; of a range its ends.
        least, most: what the words admit, with rounding, 约 and bounds allowed for; infinite where they set no end.
        bound: as in the contract.
    """

    low: float
    high: float
    least: float
    most: float
    bound: str


def extent_of(value: Mapping[str, Any]) -> Extent:
    """What a claim's value admits."""
    number, bound = value["number"], value["bound"]
    if bound in ("exact", "approx") and number is not None:
        room = rounding(value)
        if bound == "approx":
            room = max(room, ABOUT * abs(number))
        room = room or _EXACT * abs(number)
        return Extent(number, number, number - room, number + room, bound)
    ends = [end for end in (value["low"], value["high"]) if end is not None]
    low, high = (number, number) if number is not None else (min(ends), max(ends))
    least = -math.inf if value["low"] is None else float(value["low"])
    most = math.inf if value["high"] is None else float(value["high"])
    if bound in ("range", "at_least", "at_most"):  # the ends belong to it
        room = _HALF_A_PLACE if value["kind"] == "rank" else _EXACT * max(abs(low), abs(high))
        least, most = least - room, most + room
    return Extent(low, high, least, most, bound)


def rounding(value: Mapping[str, Any]) -> float:
    """Half of the last place that a number is written to, in the claim's unit; 0 where no number stands in the text."""
    if value["number"] is None or not value["text"]:
        return 0.0
    return _half_a_place(value["text"], float(value["number"]), value["kind"])


@lru_cache(maxsize=4096)
def _half_a_place(text: str, number: float, kind: str) -> float:
    written = normalize_text(text).text
    found = next((q for q in quantities.find(written) if q.number is not None), None)
    core = written[slice(*found.core)] if found is not None else written
    if _FRACTION.search(core):
        return _ROUGH * abs(number)
    if "成" in core:
        return 5.0 if number % 10 == 0 else 0.5
    core = core[m.end() :] if (m := _OF_HUNDRED.match(core)) else core
    start = next((at for at in range(len(core)) if numeral_at(core, at)), None)
    if start is None:
        return 0.0
    numeral = numeral_at(core, start)
    assert numeral is not None
    worth, end = numeral
    if not worth.value or not number:
        return 0.5 if not number else 0.0
    factor = abs(Decimal(repr(number)) / worth.value)
    scaled = _SCALES.search(core[start:end]) is not None or (kind == "growth" and factor > 1)  # 翻一番, 增长2倍: in hundreds of per cent
    exponent = _last_place(core[start:end], worth.value, scaled=scaled, all_digits=kind in _ALL_DIGITS_COUNT)
    return float(factor.scaleb(exponent) / 2)


def _last_place(written: str, worth: Decimal, *, scaled: bool, all_digits: bool) -> int:
    """The power of ten that a numeral is written to."""
    decimals = _DECIMALS.search(written)
    if decimals is not None:
        mantissa = Decimal(decimals.group().replace(",", "").replace("，", ""))
        scale = (worth / mantissa).adjusted() if mantissa else 0
        return scale - len(decimals["digits"])
    shortest = worth.normalize()
    last, first = int(shortest.as_tuple().exponent), shortest.adjusted()
    if scaled:
        return min(last, first - 1)
    return min(last, 0 if all_digits else max(first - 1, 0))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two values agree.

    Attributes:
        by: the ground on which they do, None if they contradict each other.
        absolute: how far the numbers as stated are apart; of a range the nearer end counts.
        relative: that as a share of the larger of the two in size.
    """

    by: Ground | None
    absolute: float
    relative: float


def compare(a: Extent, b: Extent, tolerance: float = 0.0) -> Verdict:
    """Holds two values against each other.

    Args:
        tolerance: values whose relative difference is at most this agree, however they are written.
    """
    lower, upper = (a, b) if (a.low, a.high) <= (b.low, b.high) else (b, a)
    absolute = max(0.0, upper.low - lower.high)
    relative = absolute / max(abs(upper.low), abs(lower.high)) if absolute else 0.0
    if (a.low, a.high, a.bound) == (b.low, b.high, b.bound):
        return Verdict("equal", 0.0, 0.0)
    noise = _NOISE * max(abs(upper.low), abs(lower.high))
    if b.most - a.least > noise and a.most - b.least > noise:
        return Verdict(_ground(a, b), absolute, relative)
    return Verdict("tolerance" if absolute and relative <= tolerance else None, absolute, relative)


def _ground(a: Extent, b: Extent) -> Ground:
    bounds = {a.bound, b.bound}
    if bounds - {"exact", "approx"}:
        return "bounds"
    return "approximate" if "approx" in bounds else "rounding"
