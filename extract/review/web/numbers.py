"""Numbers as the pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_POWERS = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))
_SIGNS = {"approx": "≈", "more_than": ">", "at_least": "≥", "less_than": "<", "at_most": "≤"}
_PLAIN = ("%", "pp")


def short(number: float, *, powers: bool = True) -> str:
    """A number with 万, 亿 and 万亿, at most six digits."""
    if powers:
        for power, word in _POWERS:
            if abs(number) >= power:
                return f"{_digits(number / power)}{word}"
    return _digits(number)


def _digits(number: float) -> str:
    text = f"{number:.6g}"
    return f"{number:,.0f}" if "e" in text else text


def value(told: Mapping[str, Any]) -> str:
    """What a value is worth, with its bound and unit."""
    if told["kind"] == "category":
        return str(told["label"])
    unit = told["unit"] or ""
    powers = unit not in _PLAIN and told["kind"] in ("amount", "growth")
    if told["bound"] == "range" and told["low"] is not None and told["high"] is not None:
        words = f"{short(told['low'], powers=powers)}–{short(told['high'], powers=powers)}"
    else:
        number = told["number"] if told["number"] is not None else told["low"] if told["low"] is not None else told["high"]
        if number is None:
            return str(told["text"] or "")
        sign = "+" if told["kind"] == "growth" and number > 0 else ""
        words = f"{_SIGNS.get(told['bound'], '')}{sign}{short(number, powers=powers)}"
    if told["kind"] == "rank":
        return f"№ {words}"
    return f"{words} {unit}".strip() if unit not in _PLAIN else f"{words}{unit}"


def period(date: Mapping[str, Any] | None) -> str:
    """A period as short as it can be written."""
    if date is None or not date["start"] or not date["end"]:
        return "–"
    start, end = date["start"], date["end"]
    if start == end:
        return str(start)
    if start.endswith("01-01") and end.endswith("12-31"):
        return start[:4] if start[:4] == end[:4] else f"{start[:4]}–{end[:4]}"
    return f"{start} – {end}"


def percent(share: float | None) -> str:
    """A share in per cent, one digit behind the point."""
    return "–" if share is None else f"{share:.1%}"
