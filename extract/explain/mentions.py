"""Mentions as rows: what each finder made of the words, in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.model import Attribution, DateMention, Name, PlaceMention, Quantity, Span
from extract.pipeline import Trace

MentionKind = Literal["quantity", "date", "place", "name", "attribution"]


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention: its words in the raw text, their span there, what was read from them, and the rule that found it."""

    kind: MentionKind
    text: str
    span: Span
    detail: str
    rule: str


def _figure(value: Decimal) -> str:
    return f"{float(value):.12g}" if value == value.to_integral_value() and abs(value) < 10**15 else f"{float(value):.6g}"


def _quantity(q: Quantity) -> str:
    if q.bound == "range":
        number = f"{_figure(q.low) if q.low is not None else '…'} to {_figure(q.high) if q.high is not None else '…'}"
    else:
        number = _figure(q.number) if q.number is not None else "no number"
    return f"{q.kind}, {number}{' ' + q.unit if q.unit else ''}, {q.bound}"


def _date(d: DateMention) -> str:
    interval = f"{d.start}..{d.end}" if d.start else "not resolved"
    return f"{interval}, {d.precision}, {d.grounding}, {d.role}"


def _place(p: PlaceMention) -> str:
    name = p.name or "points at a place"
    members = f" = {'、'.join(m.name for m in p.members)}" if p.members else ""
    return f"{name}{members}{' ' + p.adcode if p.adcode else ''}, {p.level}{', inside a longer name' if p.inside else ''}"


def _name(n: Name) -> str:
    return f"{n.label}{', ' + n.kind if n.kind else ''}"


def _attribution(a: Attribution, trace: Trace) -> str:
    start, end = trace.normalized.to_raw(a.scope)
    return f"{a.name}, {a.kind}, holds for [{start}, {end})"


def rows(trace: Trace) -> list[tuple[int, MentionRow]]:
    """All mentions of an article with their place in the normalized text, in the order of the text."""
    found: list[tuple[int, MentionRow]] = []

    def put(kind: MentionKind, span: Span, detail: str, rule: str) -> None:
        found.append((span[0], MentionRow(kind, trace.normalized.quote(span), trace.normalized.to_raw(span), detail, rule)))

    for q in trace.mentions.quantities:
        put("quantity", q.span, _quantity(q), q.rule)
    for d in trace.mentions.dates:
        put("date", d.span, _date(d), d.rule)
    for p in trace.mentions.places:
        put("place", p.span, _place(p), p.rule)
    for n in trace.mentions.names:
        put("name", n.span, _name(n), getattr(n, "rule", "") or "name")
    for a in trace.mentions.attributions:
        put("attribution", a.span, _attribution(a, trace), a.rule)
    order = {"place": 0, "date": 1, "name": 2, "attribution": 3, "quantity": 4}
    return sorted(found, key=lambda item: (item[0], order[item[1].kind]))
