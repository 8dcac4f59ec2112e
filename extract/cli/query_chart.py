"""Charts of ``zh-extract query`` in the terminal: figures over time as lines, or of several places as bars.

The canvas holds no Chinese, so that its columns stay columns in every terminal; names stand above it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import islice
from typing import Any

from rich.bar import Bar
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extract.analysis.periods import days
from extract.analysis.rankings import Ranking, rankings_of
from extract.analysis.scales import scale_of, short, unit_name, value_text
from extract.analysis.series import Point, Series, SeriesKey, series_of
from extract.cli.console import printable
from extract.cli.query_table import BASES
from extract.extras import needed

_MOST = 4  # charts
_BARS = 20
_TICK = 10  # characters between two ticks, as plotille sets them
_MOST_PARTS = 3  # ticks for a year or month
_HEIGHT = 12
_BLANK = " \u2800"  # the second is the empty pattern of Braille
_MONTHS_UP_TO = 30  # a series over more months has ticks by year


def require() -> Any:
    """plotille.

    Raises:
        MissingExtraError: it is not installed.
    """
    return needed("plotille", "plotille", "chart", "drawing a chart")


def charts(console: Console, claims: Sequence[Any]) -> int:
    """Draws the series of some claims that have figures for several days, else their places side by side.

    Returns:
        how many charts were drawn.
    """
    drawn = 0
    for series in islice((found for found in series_of(claims) if found.days > 1), _MOST):
        console.print(Text(_title(f"{series.place} {series.metric}", series.key), style="bold"))
        console.print(Text(_lines(series, console.width)), soft_wrap=True)
        drawn += 1
    if not drawn:
        for ranking in rankings_of(claims, least=2)[:1]:
            title = _title(f"{ranking.metric} {days(ranking.start, ranking.end)}", ranking.key)
            console.print(Text(title, style="bold"))
            console.print(_bars(ranking))
            drawn += 1
    return drawn


def _title(name: str, key: SeriesKey) -> str:
    told = [BASES.get(key.against.split(" ")[0], key.against)] if key.against else []
    told += [key.kind] if key.kind in ("growth", "rank", "ratio") and not told else []
    told += [key.status] if key.status != "actual" else []
    return printable(name + (f" ({', '.join(told)})" if told else ""))


def _scale(points: Sequence[Point], unit: str) -> tuple[int, str]:
    power, word = (1, "") if unit in ("%", "pp") else scale_of(max(abs(point.number) for point in points))
    return power, word + unit_name(unit or None)


def _lines(series: Series, width: int) -> str:
    """A line through the surest figure of each day, and a point for every other one."""
    power, unit = _scale(series.points, series.key.unit)
    surest: dict[float, Point] = {}
    by_month = series.key.length != "year" and _months(series.points[-1]) - _months(series.points[0]) <= _MONTHS_UP_TO
    of_years = series.key.length == "year"

    def place(point: Point) -> float:
        return _months(point) if by_month else point.at.year if of_years else _months(point) / 12

    for point in series.points:
        at = place(point)
        if at not in surest or surest[at].claim["confidence"] < point.claim["confidence"]:
            surest[at] = point
    places = list(surest)
    first = math.floor(places[0])
    step, ticks = _ticks(math.floor(places[-1]) - first + 1, width)
    figure = require().Figure()
    figure.with_colors = False
    figure.width, figure.height = ticks * _TICK, _HEIGHT
    figure.x_label, figure.y_label = "month" if by_month else "year", unit
    figure.set_x_limits(min_=first, max_=first + ticks * step)
    low, high = min(p.number for p in series.points) / power, max(p.number for p in series.points) / power
    margin = (high - low or abs(high) or 1) / 10
    figure.set_y_limits(min_=0 if 0 <= low < high / 2 else low - margin, max_=high + margin)
    figure.origin = False
    figure.x_ticks_fkt = lambda value, _: "" if abs(value - round(value)) > 0.01 else _month(value) if by_month else f"{value:.0f}"
    figure.y_ticks_fkt = lambda value, _: f"{short(value, 5):>9}"
    figure.plot(places, [surest[at].number / power for at in places])
    others = [point for point in series.points if point not in surest.values()]
    if others:
        figure.scatter([place(point) for point in others], [point.number / power for point in others], marker="x")
    drawn = "\n".join(line.rstrip(_BLANK) for line in figure.show().split("\n"))
    vague = sum(not point.exact for point in series.points)
    remarks = [f"x: {len(others)} other figures for the same day"] if others else []
    remarks += [f"{vague} of {len(series.points)} are bounds or approximate"] if vague else []
    return drawn + ("\n" + "; ".join(remarks) if remarks else "")


def _months(point: Point) -> float:
    """The months since the year 0, the last day of a month being the month itself."""
    return point.at.year * 12 + point.at.month - 1


def _month(value: float) -> str:
    year, month = divmod(round(value), 12)
    return f"{year}-{month + 1:02}"


def _ticks(whole: int, width: int) -> tuple[float, int]:
    """The years or months from one tick to the next, and how many ticks there are: as many as the terminal has room for.

    Args:
        whole: the years or months that are drawn.
        width: of the terminal.
    """
    room = max(2, (width - 14) // _TICK)
    if whole > room:
        step = math.ceil(whole / room)
        return step, math.ceil(whole / step)
    parts = min(_MOST_PARTS, room // whole)
    return 1 / parts, whole * parts


def _bars(ranking: Ranking) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column()
    table.add_column(justify="right")
    table.add_column(width=40)
    most = max(abs(point.number) for point in ranking.points) or 1
    for point in ranking.points[:_BARS]:
        bar = Bar(size=most, begin=0, end=abs(point.number), width=40)
        table.add_row(printable(point.claim["city"]["name"]), printable(value_text(point.claim["value"])), bar)
    if len(ranking.points) > _BARS:
        table.add_row(f"and {len(ranking.points) - _BARS} more")
    return table
