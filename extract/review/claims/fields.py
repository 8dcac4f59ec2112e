"""Each field of a claim from what a reviewer gave, read by the extractor's own finders; why one cannot be read is told in a word for translation."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from extract.claims import catalogue
from extract.mentions import dates, places, quantities
from extract.model import Place, PlaceMention, Quantity, Span
from extract.review.claims.articles import Article
from extract.review.claims.edits import AttributionEdit, CityEdit, DateEdit, MetricEdit, ValueEdit
from extract.text.normalize import normalize_text

Record = dict[str, Any]
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:\.\.|~|至|到|/)\s*(\d{4}-\d\d-\d\d))?")
_NEAR = 0.5  # of a mention that a selection must share with it, and of the selection
_OPEN = {"more_than": ("low",), "at_least": ("low",), "less_than": ("high",), "at_most": ("high",), "approx": ()}


class FieldError(Exception):
    """A field that cannot be read; ``code`` names the reason for the page's translations."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def quoted(article: Article, span: Span | None) -> Record:
    """``text`` and ``span`` of a quotation."""
    return {"text": article.text[slice(*span)] if span else None, "span": list(span) if span else None}


def stands_at(article: Article, words: str, near: Span | None) -> Span | None:
    """Where words stand in the raw text: inside a given span if they do, else where they stand first."""
    if not words:
        return None
    at = article.text.find(words, near[0], near[1]) if near else -1
    at = article.text.find(words) if at < 0 else at
    return (at, at + len(words)) if at >= 0 else None


def read_at(article: Article, span: Span | None) -> str:
    """The words at a raw span as the extractor reads them there: repaired, simplified."""
    if span is None:
        return ""
    normalized = article.reading.normalized
    return normalized.text[slice(*normalized.offsets.from_raw(span))] or normalize_text(article.text[slice(*span)]).text


def _like(article: Article, span: Span, mentions: Sequence[Any]) -> Any | None:
    """The mention that a raw span means: the one that shares most with it."""
    best, most = None, 0.0
    for mention in mentions:
        a, b = article.reading.normalized.to_raw(mention.span)
        common = min(b, span[1]) - max(a, span[0])
        if common >= _NEAR * (b - a) and common >= _NEAR * (span[1] - span[0]) and common / (b - a) > most:
            best, most = mention, common / (b - a)
    return best


def city(article: Article, edit: CityEdit, span: Span | None, evidence: Span | None) -> Record:
    """A place by its name or its words; a span alone is read as the extractor reads it there (该市)."""
    name = (edit.name or "").strip()
    found: PlaceMention | None = None
    if not name and span is not None:
        found = _like(article, span, article.reading.mentions.places)
        name = read_at(article, span)
    normalized = normalize_text(name).text.strip()
    alone = [p for p in places.find(normalized) if p.span == (0, len(normalized)) and p.name]
    if found is None or not found.name:
        found = alone[0] if alone else None
    place = places.as_place(found) if found is not None else None
    if place is None:
        raise FieldError("no_place")
    return {
        **quoted(article, span), "name": place.name, "adcode": place.adcode, "level": place.level,
        "grounding": _grounding(span, evidence), "members": [_member(member) for member in place.members],
    }  # fmt: skip


def _member(place: Place) -> Record:
    return {"name": place.name, "adcode": place.adcode, "level": place.level}


def _grounding(span: Span | None, evidence: Span | None) -> str:
    """A reviewer says where a thing stands; whether that is in the value's sentence is plain to see."""
    if span is None:
        return "implied"
    return "explicit" if evidence is not None and evidence[0] <= span[0] and span[1] <= evidence[1] else "inherited"


def metric(article: Article, edit: MetricEdit, span: Span | None) -> Record:
    """A metric by its name, or as the words read when they are repaired and simplified; the catalogue names it where it can."""
    given = edit.name if edit.name is not None else read_at(article, span)
    name = "".join(normalize_text(given).text.split())
    if not name:
        raise FieldError("empty")
    entry = catalogue.match(name)
    return {**quoted(article, span), "name": name, "id": entry.id if entry else None, "canonical": entry.canonical if entry else None}


def value(article: Article, edit: ValueEdit, span: Span | None, before: Mapping[str, Any] | None) -> Record:
    """A value: its words read by the rules for quantities, with what the reviewer says instead.

    Args:
        before: the value as it was, whose kind and comparison hold on where the words do not say otherwise.
    """
    at = span if span is not None else (tuple(before["span"]) if before and before["span"] else None)
    if at is None:
        raise FieldError("not_in_article")
    moved = before is None or span is not None
    found = _quantity(article, at) if moved else None
    if found is None and moved and edit.number is None and edit.low is None and edit.high is None and edit.kind != "category":
        raise FieldError("no_number")
    read = _as_value(found, before) if found is not None else dict(before or _EMPTY)
    given = {name: getattr(edit, name) for name in ("kind", "number", "low", "high", "unit", "bound", "label") if getattr(edit, name) is not None}
    if edit.unit == "":
        given["unit"] = None
    read = {**read, **given}
    if edit.basis is not None:
        read["comparison"] = {"basis": edit.basis, "period": None, "place": None} if edit.basis else None
    return {**_fitting(read, given), **quoted(article, at)}


_EMPTY: Mapping[str, Any] = {
    "kind": "amount", "number": None, "low": None, "high": None, "unit": None, "bound": "exact", "comparison": None, "label": None,
}  # fmt: skip


def _quantity(article: Article, span: Span) -> Quantity | None:
    """What the article's words at a span measure: as they read there, else by themselves."""
    found: Quantity | None = _like(article, span, article.reading.mentions.quantities)
    if found is not None:
        return found
    words = read_at(article, span)
    alone = quantities.find(words, dates.with_numerals(words))
    return max(alone, key=lambda q: q.span[1] - q.span[0], default=None)


def _as_value(found: Quantity, before: Mapping[str, Any] | None) -> Record:
    kind = "amount" if found.kind == "number" else found.kind
    if before and before["kind"] == "growth" and kind in ("rate", "amount"):
        kind = "growth"  # 增长 stands in the sentence, not in the value
    ends = {name: None if (n := getattr(found, name)) is None else float(n) for name in ("number", "low", "high")}
    comparison = before["comparison"] if before and kind == "growth" else None
    return {"kind": kind, **ends, "unit": found.unit, "bound": found.bound, "comparison": comparison, "label": None}


def _fitting(read: Record, given: Mapping[str, Any]) -> Record:
    """A value whose ends follow from its number and bound, or a word on why they cannot."""
    kind, bound, number = read["kind"], read["bound"], read["number"]
    if kind == "category":
        if not read["label"]:
            raise FieldError("no_label")
        return {**read, "number": None, "low": None, "high": None, "unit": None, "bound": "exact", "comparison": None}
    read = {**read, "label": None}
    if kind in ("rank", "ratio"):
        read["unit"] = None
    if kind != "growth" and read["comparison"] is not None and read["comparison"]["basis"] in ("yoy", "mom", "average_annual", "since"):
        read["comparison"] = None
    if bound == "range":
        if read["low"] is None or read["high"] is None or read["low"] > read["high"]:
            raise FieldError("no_range")
        return {**read, "number": None}
    if number is None:
        raise FieldError("no_number")
    if not {"number", "bound"} & given.keys() and (read["low"] is not None or read["high"] is not None):
        return read  # as it was read
    sides = _OPEN.get(bound, ("low", "high"))
    return {**read, "low": number if "low" in sides else None, "high": number if "high" in sides else None}


def date(article: Article, edit: DateEdit, span: Span | None, evidence: Span | None) -> Record | None:
    """A period by words or days; words are read from the article's day on. None for no period."""
    words = edit.words.strip() if edit.words is not None else None
    if words == "" and span is None:
        return None
    if words:
        days = _DAYS.fullmatch(words)
        if days is not None:
            return {**quoted(article, span), **_period(days[1], days[2] or days[1]), "grounding": _grounding(span, evidence)}
        found = next(iter(dates.find(normalize_text(words).text, article.published)), None)
    else:
        if span is None:
            raise FieldError("empty")
        found = _like(article, span, article.reading.mentions.dates)
        if found is None:
            found = next(iter(dates.find(read_at(article, span), article.published)), None)
    if found is None:
        raise FieldError("no_date")
    if found.start is None or found.end is None:
        raise FieldError("open_date")
    ends = {"start": found.start.isoformat(), "end": found.end.isoformat(), "precision": found.precision}
    grounding = _grounding(span, evidence) if found.grounding == "explicit" else found.grounding
    return {**quoted(article, span), **ends, "grounding": grounding}


def _period(start: str, end: str) -> Record:
    try:
        first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    except ValueError as error:
        raise FieldError("no_date") from error
    if first > last:
        raise FieldError("backwards")
    return {"start": start, "end": end, "precision": _precision(first, last)}


def _precision(first: dt.date, last: dt.date) -> str:
    """The grain of a period given by its days."""
    if first == last:
        return "day"
    if first.day == 1 and (last + dt.timedelta(days=1)).day == 1:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        grain = {1: "month", 3: "quarter", 6: "half", 12: "year"}.get(months)
        if grain and (grain == "month" or (first.month - 1) % months == 0):
            return grain
        if months > 12:
            return "years"
    return "years" if first.year != last.year else "day"


def attribution(article: Article, edit: AttributionEdit, span: Span | None, before: Mapping[str, Any] | None) -> Record | None:
    """Who says it; None for nobody."""
    given = edit.name if edit.name is not None else read_at(article, span) or (before or {}).get("name", "")
    name = normalize_text(given).text.strip()
    if not name:
        return None
    found = _like(article, span, article.reading.mentions.attributions) if span else None
    kind = edit.kind or (found.kind if found else None) or (before["kind"] if before else None) or "body"
    at = span if span is not None else (tuple(before["span"]) if before and before["span"] and edit.name is None else None)
    return {**quoted(article, at), "name": name, "kind": kind}
