"""Numbers and units as Chinese readers write them: 万, 亿 and 万亿, 元 for CNY, signs for bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.data import read_table
from extract.data.configuration import per_configuration

_POWERS = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))
_SIGNS = {"exact": "", "approx": "约", "more_than": ">", "at_least": "≥", "less_than": "<", "at_most": "≤", "range": ""}
_RATES = {"%": "%", "pp": "个百分点"}
_DIGITS = 6
_NO_POWERS = frozenset(_RATES)


def scale_of(number: float) -> tuple[int, str]:
    """The power of ten that a number is best written with, and its word: 12,673.8亿 has 10**12 and 万亿."""
    return next(((power, word) for power, word in _POWERS if abs(number) >= power), (1, ""))


@per_configuration()
def unit_name(unit: str | None) -> str:
    """A unit of the contract as it is written behind a Chinese number: CNY is 元, pp is 个百分点."""
    if unit is None:
        return ""
    return _RATES.get(unit) or _currencies().get(unit) or unit


@per_configuration()
def _currencies() -> dict[str, str]:
    """The usual name of each currency: the first of data/units.tsv that ends with 元, else the first at all."""
    names: dict[str, list[str]] = {}
    for row in read_table("units.tsv"):
        if row["class"] == "money" and not row["factor"]:
            names.setdefault(row["base"], []).append(row["written"])
    return {code: next((name for name in written if name.endswith("元")), written[0]) for code, written in names.items()}


def figure(number: float, unit: str | None, digits: int = _DIGITS) -> str:
    """A number with its unit: 1.26738万亿元, 5.8%, 37家."""
    power, word = (1, "") if unit in _NO_POWERS else scale_of(number)
    return f"{short(number / power, digits)}{word}{unit_name(unit)}"


def short(number: float, digits: int = _DIGITS) -> str:
    """A number without exponent, with so many significant digits at most after the point."""
    whole = len(str(int(abs(number))))
    text = f"{number:,.{max(0, digits - whole)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def value_text(value: Mapping[str, Any]) -> str:
    """What a value of a claim is worth, as it is read in a table: >1000亿元, +5.8%, 第3, 950万~980万人."""
    kind, unit, number = value["kind"], value["unit"], value["number"]
    if kind == "category":
        return value.get("label") or value.get("text") or ""
    if number is None:
        low, high = value["low"], value["high"]
        if low is None or high is None:
            return value.get("text") or ""
        return f"{_signed(low, kind)}{figure(low, unit)}~{_signed(high, kind)}{figure(high, unit)}"
    sign = _SIGNS[value["bound"]]
    if kind == "rank":
        return f"{sign}第{short(number)}" if number >= 0 else f"{sign}倒数第{short(-number)}"
    if kind == "ratio":
        return f"{sign}{short(number)}"
    return f"{sign}{_signed(number, kind)}{figure(number, unit)}"


def _signed(number: float, kind: str) -> str:
    return "+" if kind == "growth" and number > 0 else ""


def middle(value: Mapping[str, Any]) -> float | None:
    """The one number that stands for a value where it is drawn or sorted: the number, the middle of a range, the end that it gives."""
    number, low, high = value["number"], value["low"], value["high"]
    if number is not None:
        return float(number)
    ends = [float(end) for end in (low, high) if end is not None]
    return sum(ends) / len(ends) if ends else None
