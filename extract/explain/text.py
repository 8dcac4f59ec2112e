"""A story as lines of styled text for a terminal, readable without colours too.

Under each line of evidence stands a line of marks: ``=`` place, ``~`` metric, ``^`` value, ``-`` date, ``.`` attribution.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from extract import contract
from extract.explain.labels import LabelRow
from extract.explain.story import LAYERS, ClaimRow, DecisionRow, Part, Quotation, SentenceRow, Story

MARKS: dict[Part, str] = {"city": "=", "metric": "~", "value": "^", "date": "-", "attribution": "."}
STYLES: dict[Part, str] = {"city": "bold blue", "metric": "underline", "value": "bold reverse", "date": "bold magenta", "attribution": "italic"}
_OUTCOMES = {"claim": "bold green", "candidate": "yellow", "joined": "cyan", "dropped": "dim"}
_LEGEND = "place ====   metric ~~~~   value ^^^^   date ----   attribution ...."
_NARROWEST = 20
_LEFT, _INDENT = 21, "    "


def shown(text: str) -> str:
    """Raw text on one line: line ends and invisible characters as visible signs, one for one."""
    return "".join("⏎" if c == "\n" else " " if c in "\t\r" else "�" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text)


def _heading(text: str) -> Iterator[Text]:
    yield Text("")
    yield Text(text, "bold underline")


def _pair(name: str, value: str) -> Text:
    return Text.assemble(("  " + name.ljust(_LEFT), "dim"), shown(value))


def _wrapped(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Pieces of a line that fit into so many columns."""
    start = used = 0
    for i, char in enumerate(text):
        columns = cell_len(char)
        if used + columns > width and i > start:
            yield start, i
            start, used = i, 0
        used += columns
    if start < len(text):
        yield start, len(text)


def quotation(found: Quotation, width: int) -> Iterator[Text]:
    """A stretch of raw text with a line of marks under every line that holds a part of the claim."""
    offset = found.span[0]
    text = shown(found.text)
    marks: list[Part | None] = [None] * len(text)
    for name, (a, b) in sorted(found.parts, key=lambda p: LAYERS.index(p[0])):
        marks[a - offset : b - offset] = [name] * (b - a)
    for start, end in _wrapped(text, max(_NARROWEST, width - len(_INDENT))):
        line, under = Text(_INDENT), _INDENT
        for part, run in groupby(range(start, end), key=marks.__getitem__):
            piece = "".join(text[i] for i in run)
            line.append(piece, STYLES[part] if part else None)
            under += (MARKS[part] if part else " ") * cell_len(piece)
        yield line
        if under.strip():
            yield Text(under.rstrip(), "dim")


def _date(date: contract.Date | None) -> str:
    if date is None:
        return "none"
    interval = f"{date.start}..{date.end}" if date.start else "not resolved"
    return f"{interval}, {date.precision}, {date.grounding}{', written ' + date.text if date.text else ''}"


def _value(value: contract.Value) -> str:
    if value.kind == "category":
        return f"{value.text}: {value.label}"
    number = f"{value.low:.12g} to {value.high:.12g}" if value.bound == "range" and value.low is not None and value.high is not None else "no number"
    if value.number is not None:
        number = f"{value.number:.12g}"
    against = ""
    if value.comparison is not None:
        parts = (value.comparison.basis, value.comparison.period, value.comparison.place)
        against = f", against {' '.join(p for p in parts if p)}"
    return f"{value.text}: {value.kind}, {number}{' ' + value.unit if value.unit else ''}, {value.bound}{against}"


def _city(city: contract.City) -> str:
    members = f" = {'、'.join(m.name for m in city.members)}" if city.members else ""
    code = f" {city.adcode}" if city.adcode else ""
    return f"{city.name}{members}{code}, {city.level}, {city.grounding}, {'written ' + city.text if city.text else 'not in the text'}"


def facts_of(c: contract.Claim) -> tuple[tuple[str, str], ...]:
    """What a claim says, field by field, in words."""
    attribution = c.source.attribution
    rows = [
        ("place", _city(c.city)),
        ("metric", f"{c.metric.name}{f' (catalogue: {c.metric.id} {c.metric.canonical})' if c.metric.id else ''}"),
        ("value", _value(c.value)),
        ("date", _date(c.date)),
        ("status", ", ".join((c.status, *c.flags))),
        ("attribution", f"{attribution.name}, {attribution.kind}" if attribution else "none"),
        ("rule", c.provenance.rule),
    ]
    if c.provenance.repairs:
        rows.append(("mended", ", ".join(c.provenance.repairs)))
    return tuple(rows)


def _claim(row: ClaimRow, width: int) -> Iterator[Text]:
    c = row.record
    yield Text("")
    yield Text.assemble((f"{row.outcome} ", _OUTCOMES[row.outcome]), (c.id, "bold"), f"  confidence {c.confidence:g}")
    for name, value in facts_of(c):
        yield _pair(name, value)
    for i, found in enumerate(row.quotations):
        yield Text(f"  {'evidence' if not i else 'also'} [{found.span[0]}, {found.span[1]})", "dim")
        yield from quotation(found, width)


def _shares(rows: Iterable[tuple[str, float]]) -> str:
    return ", ".join(f"{name} {share:.2f}" for name, share in rows)


def choices_of(row: DecisionRow) -> tuple[tuple[str, str], ...]:
    """What was decided about a quantity and between what, in words."""
    rows = [
        ("because", row.reason),
        ("figure of a place", f"probability {row.worth:.2f}"),
        ("subject", row.subject or "none"),
        ("  candidates", _shares(row.subjects)),
        ("metric", row.metric or "none"),
        ("period", row.period or "none"),
        ("  candidates", _shares(row.periods)),
        ("claim", row.claim or ""),
    ]
    return tuple((name, value) for name, value in rows if value)


def _decision(row: DecisionRow) -> Iterator[Text]:
    yield Text("")
    where = f"  [{row.span[0]}, {row.span[1]})  sentence {row.sentence}"
    yield Text.assemble((row.outcome, _OUTCOMES.get(row.outcome, "")), "  ", (shown(row.value), "bold"), (where, "dim"))
    for name, value in choices_of(row):
        yield _pair(name, value)


def why_labelled(row: LabelRow) -> tuple[tuple[str, str], ...]:
    """Why a place got a label, in words."""
    written = f", written {row.place_text}" if row.place_text and row.place_text != row.place else ""
    where = f" at [{row.place_span[0]}, {row.place_span[1]})" if row.place_span else ""
    rows = [("place", f"{row.place}{written}{where}"), ("form", row.form), ("words", row.words), ("because", row.reason), ("claim", row.claim or "")]
    return tuple((name, value) for name, value in rows if value)


def _labelled(row: LabelRow) -> Iterator[Text]:
    yield Text("")
    where = f"  [{row.span[0]}, {row.span[1]})  sentence {row.sentence}"
    yield Text.assemble((row.outcome, _OUTCOMES.get(row.outcome, "")), "  ", (shown(row.value), "bold"), (where, "dim"))
    for name, value in why_labelled(row):
        yield _pair(name, value)


def _sentence(row: SentenceRow) -> Iterator[Text]:
    yield Text("")
    yield Text.assemble((f"[{row.index}] {row.role} ", "bold"), (f"[{row.span[0]}, {row.span[1]}) ", "dim"), shown(row.text))
    if row.tokens:
        yield _pair("tokens", " ".join(f"{shown(word)}/{flag}" for word, flag in row.tokens))
    for m in row.mentions:
        yield Text.assemble(("  " + m.kind.ljust(_LEFT), "dim"), (shown(m.text), "bold"), f"  {m.detail}", (f"  {m.rule}", "dim"))


def lines(story: Story, *, width: int = 100) -> Iterator[Text]:
    """All lines of a story; ``width`` is the columns that evidence is wrapped to."""
    yield Text(f"Article {shown(story.id)}", "bold")
    for name, value in story.facts:
        yield _pair(name, value)
    yield from _heading(f"Repairs ({len(story.repairs)})")
    for r in story.repairs:
        yield Text.assemble(("  " + r.kind.ljust(_LEFT), "dim"), f"[{r.span[0]}, {r.span[1]})  {shown(r.before)} → {shown(r.after) or '(nothing)'}")
    yield from _heading(f"Sentences ({len(story.sentences)})")
    for sentence in story.sentences:
        yield from _sentence(sentence)
    yield from _heading(f"Decisions on quantities ({len(story.decisions)})")
    for decision in story.decisions:
        yield from _decision(decision)
    if story.labels:
        yield from _heading(f"Decisions on labels ({len(story.labels)})")
    for label in story.labels:
        yield from _labelled(label)
    yield from _heading(f"Claims and candidates ({len(story.claims)})")
    if story.claims:
        yield Text(f"  {_LEGEND}", "dim")
    for claim in story.claims:
        yield from _claim(claim, width)
