"""The columns of the sheets and the cells that they have: what a column is called, means, where it is in a record, of what type it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from extract.analysis.summaries import line_of
from extract.formats.addresses import web_address

Type = Literal["text", "number", "share", "date", "address"]
LINKED = "words"
_FIRST_YEAR = 1900  # of dates that Excel knows


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet.

    Attributes:
        what: its meaning, for readers.
        of: its value in a record.
        width: in characters.
    """

    name: str
    what: str
    of: Callable[[Mapping[str, Any]], Any]
    type: Type = "text"
    width: int = 12


def _at(*path: str) -> Callable[[Mapping[str, Any]], Any]:
    def value(record: Mapping[str, Any]) -> Any:
        found: Any = record
        for step in path:
            if found is None:
                return None
            found = found[step]
        return ", ".join(found) if isinstance(found, list) else found

    return value


def _metric(claim: Mapping[str, Any]) -> str:
    return str(claim["metric"]["canonical"] or claim["metric"]["name"])


def _members(claim: Mapping[str, Any]) -> str:
    return ", ".join(member["name"] for member in claim["city"]["members"])


def _comparison(claim: Mapping[str, Any]) -> str | None:
    found = claim["value"]["comparison"]
    return " ".join(part for part in (found["basis"], found["period"], found["place"]) if part) if found else None


CLAIM_COLUMNS = (
    Column("place", "official name of the place that the figure is of", _at("city", "name"), width=16),
    Column(
        "metric", "official name of what is measured, or the article's wording", lambda c: c["metric"]["canonical"] or c["metric"]["name"], width=26
    ),
    Column(LINKED, "the value as the article writes it; leads to its sentence", lambda c: c["value"]["text"] or c["value"]["label"], width=18),
    Column("number", "the value in base units; empty for a range and a label", _at("value", "number"), "number", 18),
    Column("unit", "ISO 4217 for money, %, pp for percentage points, else the Chinese unit", _at("value", "unit"), width=8),
    Column("bound", "exact, approx, more_than, at_least, less_than, at_most, range", _at("value", "bound"), width=10),
    Column("low", "the least that the words admit", _at("value", "low"), "number", 18),
    Column("high", "the most that they admit", _at("value", "high"), "number", 18),
    Column("kind", "amount, rate, growth, rank, ratio, category", _at("value", "kind"), width=10),
    Column("against", "what a growth or gap is measured against", _comparison, width=14),
    Column("from", "first day of the period", _at("date", "start"), "date"),
    Column("to", "last day of the period", _at("date", "end"), "date"),
    Column("precision", "grain of the words of the date", _at("date", "precision"), width=10),
    Column("status", "actual, target, forecast, policy", _at("status"), width=10),
    Column("confidence", "how likely all of the claim is right, 0 to 1", _at("confidence"), "share", 11),
    Column("said by", "who the article says it from", _at("source", "attribution", "name"), width=22),
    Column("article", "id of the document", _at("document_id"), width=24),
    Column("publisher", "of the article", _at("source", "document", "publisher"), width=16),
    Column("published", "day of the article", _at("source", "document", "published"), "date"),
    Column("title", "of the article", _at("source", "document", "title"), width=30),
    Column("wording", "the metric in the article's words, simplified and mended", _at("metric", "name"), width=24),
    Column("metric id", "of the catalogue; empty where it does not know the metric", _at("metric", "id"), width=24),
    Column("code", "GB/T 2260 code of the place", _at("city", "adcode"), width=10),
    Column("level", "country, region, province, city, county, township, zone, world, foreign, group", _at("city", "level"), width=10),
    Column("members", "the places of a group", _members, width=16),
    Column("flags", "negated, hypothetical, repaired, repeated, contradicted", _at("flags"), width=14),
    Column("rule", "which rules read the value and the metric", _at("provenance", "rule"), width=28),
    Column("repairs", "repairs of the text that touch the claim", _at("provenance", "repairs"), width=18),
    Column("id", "of the claim", _at("id"), width=20),
    Column("in short", "the claim in one line", line_of, width=40),
)

DOCUMENT_COLUMNS = (
    Column("article", "id", _at("id"), width=28),
    Column("title", "", _at("title"), width=40),
    Column("publisher", "", _at("publisher"), width=18),
    Column("author", "", _at("author"), width=14),
    Column("published", "", _at("published"), "date"),
    Column("address", "", _at("url"), "address", 40),
    Column("claims", "", lambda d: d["counts"].get("claims"), "number", 9),
    Column("candidates", "", lambda d: d["counts"].get("candidates"), "number", 10),
    Column("characters", "", _at("length"), "number", 10),
    Column("status", "", _at("status"), width=12),
    Column("repairs", "", lambda d: len(d["repairs"]), "number", 9),
    Column("language", "", _at("language"), width=10),
    Column("encoding", "", _at("encoding"), width=10),
    Column("sha256", "", _at("sha256"), width=20),
)


class Cells:
    """The formats of a workbook's cells, and how a value is written by the type of its column."""

    def __init__(self, workbook: Any) -> None:
        top = {"valign": "top"}
        self.head = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4", **top})
        self.link = workbook.get_default_url_format()
        self.wrapped = workbook.add_format({"text_wrap": True, **top})
        self.text = workbook.add_format(top)
        self._whole = workbook.add_format({"num_format": "#,##0", **top})
        self._parts = workbook.add_format({"num_format": "#,##0.0#####", **top})
        self._share = workbook.add_format({"num_format": "0.00", **top})
        self._date = workbook.add_format({"num_format": "yyyy-mm-dd", **top})
        colours = {"value": "#C0392B", "city": "#0059A3", "metric": "#00734F", "date": "#8E3A80", "attribution": "#8A5A00"}
        self.parts = {part: workbook.add_format({"bold": True, "color": colour}) for part, colour in colours.items()}

    def write(self, sheet: Any, row: int, place: int, column: Column, record: Mapping[str, Any]) -> None:
        """Writes the cell of a column: numbers and dates as such, all else as text, nothing for null."""
        value = column.of(record)
        if value is None or value == "":
            return
        day = _day(value) if column.type == "date" else None
        if column.type == "share":
            sheet.write_number(row, place, value, self._share)
        elif column.type == "number":
            sheet.write_number(row, place, value, self._whole if float(value).is_integer() else self._parts)
        elif day is not None:
            sheet.write_datetime(row, place, day, self._date)
        elif column.type == "address" and web_address(value) is not None and len(value) <= 2000:
            sheet.write_url(row, place, value, self.link, value)
        else:
            sheet.write_string(row, place, str(value), self.text)


def _day(value: str) -> dt.date | None:
    """A day that Excel has as a date."""
    try:
        day = dt.date.fromisoformat(value[:10])
    except ValueError:
        return None
    return day if day.year > _FIRST_YEAR else None
