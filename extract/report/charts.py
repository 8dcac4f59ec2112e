"""Charts as SVG that stands in the page as it is: described in Vega-Lite, drawn by vl-convert, no script in what comes out.

Exact figures are filled points; bounds are open triangles that point where the value may lie; approximate ones are open circles, ranges
bars. Each leads to its evidence in the page. Text has the page's font and colours (``style``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extract.analysis.rankings import Ranking
from extract.analysis.scales import scale_of, unit_name, value_text
from extract.analysis.series import Point, Series
from extract.extras import needed
from extract.report.wording import title_of_point

COLOUR = "#2f7ed8"  # on white and on dark grey alike at least 3:1
_OPEN = {"more_than": "triangle-up", "at_least": "triangle-up", "less_than": "triangle-down", "at_most": "triangle-down"}
_WIDTH, _HEIGHT, _BAR = 460, 190, 22
_FONT = "system-ui, sans-serif"
_ASCII, _HAN = 7, 13  # pixels that a character takes in the labels
_TICKS = 6  # of an axis of time, about
_LONGEST_LABEL = 12  # characters
_HREF = re.compile(r'xlink:href="[^"#]*#(e-[\w-]+)"')
_OTHER_HREF = re.compile(r' ?xlink:href="[^"]*"')
_MARK = re.compile(r'(<path aria-label="([^"<]*)"[^<>]*?)/>')
_CONFIG = {
    "font": _FONT, "background": None, "view": {"stroke": None}, "axis": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as SVG, and the unit of its numbers."""

    svg: str
    unit: str


def require() -> Any:
    """vl-convert.

    Raises:
        MissingExtraError: it is not installed.
    """
    return needed("vl_convert", "vl-convert-python", "report", "drawing the charts of a report")


def of_series(series: Series) -> Chart:
    """The figures of a series over time: a line through the surest of each day, and all of them as points."""
    power, unit = scale(series.points, series.key.unit)
    years = series.key.length == "year"
    rows = [_row(point, power) | {"x": point.at.year if years else point.at.isoformat()} for point in series.points]
    surest: dict[Any, tuple[float, dict[str, Any]]] = {}
    for point, row in zip(series.points, rows, strict=True):
        if row["x"] not in surest or surest[row["x"]][0] < point.claim["confidence"]:
            surest[row["x"]] = (point.claim["confidence"], row)
    falling = series.key.kind == "rank"  # the first place stands above
    up: dict[str, Any] = {"field": "y", "type": "quantitative", "title": unit or None, "scale": {"domain": _reach(rows), "reverse": falling}}
    up["axis"] = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "start", "titleY": -14, "titleX": -30, "tickCount": 5}
    line = {"mark": {"type": "line", "color": COLOUR, "strokeWidth": 2}, "data": {"values": [row for _, row in surest.values()]}}
    return Chart(_svg([line, *_points(rows)], {"x": _along(series), "y": up}, _HEIGHT), unit)


def of_ranking(ranking: Ranking, most: int) -> Chart:
    """The greatest figures of a ranking as bars with their values."""
    points = ranking.points[:most]
    power, unit = scale(points, ranking.key.unit)
    rows = [_row(point, power) | {"name": label(point.claim["city"]["name"]), "shown": value_text(point.claim["value"])} for point in points]
    for place, row in enumerate(rows):  # two places of one name are two rows
        row["name"] += "\u200b" * sum(other["name"].rstrip("\u200b") == row["name"] for other in rows[:place])
    extent = max(sum(_HAN if ord(c) > 0x2E80 else _ASCII for c in row["name"].rstrip("\u200b")) for row in rows) + 10
    order = [row["name"] for row in rows]
    across: dict[str, Any] = {"field": "y", "type": "quantitative", "title": unit or None, "axis": {"tickCount": 5, "titleAnchor": "end"}}
    numbers = [0, *(row["y"] for row in rows)]
    room = (max(numbers) - min(numbers) or 1) * 0.3  # for the values beside the bars
    across["scale"] = {"domain": [min(numbers) - (room if min(numbers) < 0 else 0), max(numbers) + (room if max(numbers) > 0 else 0)], "nice": False}
    named = {"field": "name", "type": "nominal", "sort": order, "title": None, "axis": {"minExtent": extent, "labelLimit": 0, "ticks": False}}
    link = {"href": {"field": "to"}, "description": {"field": "said"}}
    exact = {"condition": {"test": "datum.exact", "value": 0.9}, "value": 0.45}
    bars = {"mark": {"type": "bar", "color": COLOUR, "height": 14}, "encoding": {"fillOpacity": exact, **link}, "data": {"values": rows}}
    words = [_beside([row for row in rows if row["y"] >= 0], "left"), _beside([row for row in rows if row["y"] < 0], "right")]
    return Chart(_svg([bars, *words], {"x": across, "y": named}, _BAR * len(rows)), unit)


def _beside(rows: list[dict[str, Any]], align: str) -> dict[str, Any]:
    """The values of bars, behind their ends."""
    mark = {"type": "text", "align": align, "baseline": "middle", "dx": 5 if align == "left" else -5, "fontSize": 12}
    return {"mark": mark, "encoding": {"text": {"field": "shown"}}, "data": {"values": rows}}


def scale(points: Sequence[Point], unit: str) -> tuple[int, str]:
    """The power of ten that the axis of some figures is written with, and its unit."""
    power, word = (1, "") if unit in ("%", "pp") else scale_of(max(abs(point.number) for point in points))
    return power, word + unit_name(unit or None)


def label(name: str) -> str:
    """A name that fits beside a bar."""
    return name if len(name) <= _LONGEST_LABEL else name[: _LONGEST_LABEL - 1] + "…"


def _along(series: Series) -> dict[str, Any]:
    """The axis of time: years, or the days of the figures."""
    first, last = series.points[0].at, series.points[-1].at
    if series.key.length == "year":
        step = max(1, (last.year - first.year) // _TICKS)
        axis = {"format": "d", "grid": False, "values": list(range(first.year, last.year + 1, step))}
        scale = {"domain": [first.year - 0.3, last.year + 0.3], "nice": False}
        return {"field": "x", "type": "quantitative", "title": None, "axis": axis, "scale": scale}
    every = sorted({point.at.isoformat() for point in series.points})
    shown = every[:: -(-len(every) // _TICKS)]
    format = "%Y-%m" if series.key.length in ("month", "quarter", "half") else "%Y-%m-%d"
    ticks = {"format": format, "grid": False, "values": shown, "labelOverlap": True}
    return {"field": "x", "type": "temporal", "title": None, "axis": ticks, "scale": {"padding": 24}}


def _reach(rows: Sequence[dict[str, Any]]) -> list[float]:
    """From where to where an axis reaches: from zero where that does not flatten the figures, else with some room on both sides."""
    numbers = [row[end] for row in rows for end in ("y", "low", "high") if row[end] is not None]
    low, high = min(numbers), max(numbers)
    room = (high - low or abs(high) or 1) * 0.12
    return [0 if 0 <= low < high / 2 else low - room, 0 if high <= 0 and low < 2 * high else high + room]


def _row(point: Point, power: int) -> dict[str, Any]:
    value = point.claim["value"]
    low, high = (point.low, point.high) if value["bound"] == "range" else (None, None)
    return {
        "y": point.number / power, "to": f"#e-{point.claim['id']}", "said": title_of_point(point.claim), "exact": point.exact,
        "shape": _OPEN.get(value["bound"], "circle"),
        "low": low / power if low is not None else None, "high": high / power if high is not None else None,
    }  # fmt: skip


def _points(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    link = {"href": {"field": "to"}, "description": {"field": "said"}}
    shapes = {"shape": {"field": "shape", "type": "nominal", "scale": None}}
    exact, open_, ranges = (
        [row for row in rows if row["exact"]],
        [row for row in rows if not row["exact"]],
        [r for r in rows if r["low"] is not None],
    )
    layers = []
    if ranges:
        ends = {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}}
        layers.append({"mark": {"type": "rule", "color": COLOUR, "strokeWidth": 2}, "encoding": ends, "data": {"values": ranges}})
    if exact:
        mark = {"type": "point", "filled": True, "opacity": 1, "size": 70, "color": COLOUR}
        layers.append({"mark": mark, "encoding": link, "data": {"values": exact}})
    if open_:
        mark = {"type": "point", "filled": False, "opacity": 1, "size": 90, "color": COLOUR, "strokeWidth": 2}
        layers.append({"mark": mark, "encoding": link | shapes, "data": {"values": open_}})
    return layers


def _svg(layers: list[dict[str, Any]], encoding: dict[str, Any], height: int) -> str:
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json", "width": _WIDTH, "height": height, "config": _CONFIG, "padding": 6,
        "encoding": encoding, "layer": layers,
    }  # fmt: skip
    drawn: str = require().vegalite_to_svg(json.dumps(spec, ensure_ascii=False))
    drawn = _OTHER_HREF.sub("", _HREF.sub(r'href="#\1"', drawn))
    return _MARK.sub(r"\1><title>\2</title></path>", drawn)
