"""Charts as SVG, made here: bars, a histogram, intervals, time series. Colours and lines come from the style sheet, by class.

Each chart is an image with a name; the numbers stand in a table beside it, for readers who do not see it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

_WIDTH = 640
_ROW = 24
_LABEL = 168
_END = 88
_HEIGHT = 220
_MARGIN = (12, 16, 26, 66)  # top, right, bottom, left of a plot
_LONGEST = 13


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it stands for, how long it is, how much of it is filled (judged), and where a click leads."""

    name: str
    total: float
    done: float = 0
    address: str = ""


@dataclass(frozen=True, slots=True)
class Whisker:
    """A share with its interval."""

    name: str
    share: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a series: when, how much, what is shown for it, and whether it is a fact or looks ahead."""

    day: int
    number: float
    words: str
    actual: bool = True


def _svg(width: float, height: float, name: str, parts: Sequence[Markup], role: str = "img") -> Markup:
    head = Markup('<svg class="chart" viewBox="0 0 {} {}" role="{}" aria-label="{}">').format(_n(width), _n(height), role, name)
    return head + Markup("").join(parts) + Markup("</svg>")


def _n(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")


def _text(x: float, y: float, words: str, css: str = "") -> Markup:
    return Markup('<text x="{}" y="{}" class="{}">{}</text>').format(_n(x), _n(y), css, words)


def _rect(x: float, y: float, width: float, height: float, css: str) -> Markup:
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>').format(_n(x), _n(y), _n(max(0.0, width)), _n(height), css)


def _line(x1: float, y1: float, x2: float, y2: float, css: str) -> Markup:
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>').format(*map(_n, (x1, y1, x2, y2)), css)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def bars(rows: Sequence[Bar], name: str) -> Markup:
    """Bars, one below the other, the judged part of each filled."""
    most = max((row.total for row in rows), default=1) or 1
    room = _WIDTH - _LABEL - _END
    parts = []
    for n, row in enumerate(rows):
        y = n * _ROW
        bar = [
            _text(_LABEL - 8, y + 16, _short(row.name), "label end"),
            _rect(_LABEL, y + 5, room * row.total / most, _ROW - 9, "bar"),
            _rect(_LABEL, y + 5, room * row.done / most, _ROW - 9, "bar done"),
            _text(_LABEL + room * row.total / most + 6, y + 16, f"{row.done:g} / {row.total:g}" if row.done else f"{row.total:g}", "label"),
        ]
        drawn = Markup("").join(bar)
        parts.append(Markup('<a href="{}">{}</a>').format(row.address, drawn) if row.address else drawn)
    return _svg(_WIDTH, len(rows) * _ROW + 2, name, parts, "group" if any(row.address for row in rows) else "img")


def histogram(counts: Sequence[tuple[int, int]], name: str) -> Markup:
    """Counts in bins from 0 to 1, the judged part of each filled."""
    top, right, bottom, left = _MARGIN
    width, height = _WIDTH - left - right, 160 - top - bottom
    most = max((total for total, _ in counts), default=1) or 1
    step = width / len(counts)
    parts = [_line(left, top + height, left + width, top + height, "axis"), _text(left - 6, top + 8, f"{most}", "label end")]
    for n, (total, done) in enumerate(counts):
        x = left + n * step
        parts += [
            _rect(x + 1, top + height * (1 - total / most), step - 2, height * total / most, "bar"),
            _rect(x + 1, top + height * (1 - done / most), step - 2, height * done / most, "bar done"),
        ]
    parts += [_text(left + width * x, 160 - 8, f"{x:g}", "label middle") for x in (0, 0.25, 0.5, 0.75, 1)]
    return _svg(_WIDTH, 160, name, parts)


def whiskers(rows: Sequence[Whisker], name: str) -> Markup:
    """Shares from 0 to 1 as points on their intervals."""
    label = _LABEL + 70
    room = _WIDTH - label - 60
    parts = [_line(label + room * x, 0, label + room * x, len(rows) * _ROW, "grid") for x in (0, 0.25, 0.5, 0.75, 1)]
    for n, row in enumerate(rows):
        y = n * _ROW + 12
        parts += [
            _text(label - 10, y + 4, row.name if len(row.name) < 34 else row.name[:33] + "…", "label small end"),
            _line(label + room * row.low, y, label + room * row.high, y, "whisker"),
            Markup('<circle cx="{}" cy="{}" r="4.5" class="dot"/>').format(_n(label + room * row.share), _n(y)),
            _text(label + room + 10, y + 4, f"n={row.count}", "label small"),
        ]
    parts += [_text(label + room * x, len(rows) * _ROW + 14, f"{x:.0%}", "label small middle") for x in (0, 0.5, 1)]
    return _svg(_WIDTH, len(rows) * _ROW + 20, name, parts)


def series(points: Sequence[Point], name: str, words: Sequence[tuple[float, str]], days: Sequence[tuple[int, str]]) -> Markup:
    """Values over time: facts as filled points on a line, goals and forecasts as open diamonds.

    Args:
        words: numbers of the scale with what is written there.
        days: days of the scale with what is written there.
    """
    top, right, bottom, left = _MARGIN
    width, height = _WIDTH - left - right, _HEIGHT - top - bottom
    low, high = min(n for n, _ in words), max(n for n, _ in words)
    first, last = min(d for d, _ in days), max(d for d, _ in days)

    def x(day: float) -> float:
        return left + width * ((day - first) / (last - first) if last > first else 0.5)

    def y(number: float) -> float:
        return top + height * (1 - ((number - low) / (high - low) if high > low else 0.5))

    parts = []
    for number, written in words:
        parts += [_line(left, y(number), left + width, y(number), "grid"), _text(left - 6, y(number) + 4, written, "label small end")]
    parts += [_text(x(day), _HEIGHT - 8, written, "label small middle") for day, written in days]
    facts = sorted((p for p in points if p.actual), key=lambda p: p.day)
    if len(facts) > 1:
        path = " ".join(f"{_n(x(p.day))},{_n(y(p.number))}" for p in facts)
        parts.append(Markup('<polyline points="{}" class="line"/>').format(path))
    for p in points:
        drawn = (
            Markup('<circle cx="{}" cy="{}" r="4.5" class="dot"><title>{}</title></circle>')
            if p.actual
            else Markup('<rect x="{}" y="{}" width="9" height="9" class="ahead"><title>{}</title></rect>')
        )
        offset = 0 if p.actual else 4.5
        parts.append(drawn.format(_n(x(p.day) - offset), _n(y(p.number) - offset), p.words))
    return _svg(_WIDTH, _HEIGHT, name, parts)


def ticks(low: float, high: float, count: int = 4) -> list[float]:
    """Round numbers that span two: at most ``count`` + 2 of them."""
    if not high > low:
        low, high = (low - abs(low) * 0.1 or low - 1), (high + abs(high) * 0.1 or high + 1)
    rough = (high - low) / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough * 0.999)
    at = math.floor(low / step) * step
    found = []
    while at < high + step * 0.999:
        found.append(round(at, 12))
        at += step
    return found
