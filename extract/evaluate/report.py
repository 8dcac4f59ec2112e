"""The figures of an evaluation as tables for people and as one object for machines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from extract.contract import Claim
from extract.errors import UsageError
from extract.evaluate.gold import GoldClaim, GoldLabel
from extract.evaluate.match import FIELDS, place_names
from extract.evaluate.score import Evaluation, Outcome, Rates, Tally
from extract.model import Span

LEVELS = ("core", "full", "complete", "category")
_CONTEXT = 24


@dataclass(frozen=True, slots=True)
class Table:
    """A table to show: title, column heads, rows of cells; the first column is text, the others are figures."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """One error for a reviewer.

    Attributes:
        what: missed, wrong, incomplete (only status or bound is wrong), spurious, label missed, label spurious.
        where: FILE:LINE of the gold, else the document.
        why: which fields are wrong, or what is lacking.
        gold, got: both sides in one line each, or None.
        context: the raw text before the value, the value, and the text behind it; None where it does not stand in the text.
    """

    what: str
    document: str
    where: str
    why: str
    gold: str | None
    got: str | None
    context: tuple[str, str, str] | None


def _gold_or_claim(of_gold: Callable[[GoldClaim], str], of_claim: Callable[[Claim], str]) -> Callable[[Outcome], str]:
    def group(outcome: Outcome) -> str:
        if isinstance(outcome.gold, GoldClaim):
            return of_gold(outcome.gold)
        return of_claim(outcome.claim) if outcome.claim is not None else "-"

    return group


def _claim_only(of_claim: Callable[[Claim], str]) -> Callable[[Outcome], str]:
    return lambda outcome: of_claim(outcome.claim) if outcome.claim is not None else "(missed)"


GROUPS: dict[str, Callable[[Outcome], str]] = {
    "document": lambda outcome: outcome.document,
    "kind": _gold_or_claim(lambda g: g.kinds[0], lambda c: c.value.kind),
    "unit": _gold_or_claim(lambda g: g.units[0], lambda c: c.value.unit or "-"),
    "bound": _gold_or_claim(lambda g: g.bounds[0], lambda c: c.value.bound),
    "status": _gold_or_claim(lambda g: g.statuses[0], lambda c: c.status),
    "level": _claim_only(lambda c: c.city.level),
    "grounding": _claim_only(lambda c: c.city.grounding),
    "date-grounding": _claim_only(lambda c: c.date.grounding if c.date else "none"),
    "rule": _claim_only(lambda c: c.provenance.rule),
}
"""What figures can be broken down by. Up to ``status`` the gold decides (a spurious claim goes by its own field); the
others are known of claims only, so that their recall counts nothing as missed."""


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _rates_row(name: str, rates: Rates) -> tuple[str, ...]:
    return name, _share(rates.precision), _share(rates.recall), _share(rates.f1)


def figures(total: Tally) -> Table:
    """Precision, recall and F1 at each level."""
    found = f"{total.gold} gold claims, value recall {_share(total.value_recall)}"
    return Table(found, ("level", "precision", "recall", "F1"), tuple(_rates_row(level, total.rates(level)) for level in LEVELS))  # type: ignore[arg-type]


def by_field(total: Tally) -> Table:
    """How often each field of a core claim is right."""
    rows = [(name, str(total.fields[name][0]), str(total.fields[name][1]), _share(total.accuracy(name))) for name in FIELDS]
    return Table("fields of the core claims", ("field", "right", "judged", "accuracy"), tuple(rows))


def reliability(evaluation: Evaluation) -> Table:
    """Confidence beside accuracy, bin by bin."""
    found = evaluation.calibration
    rows = [
        (f"{b.low:.1f}–{b.high:.1f}", str(b.count), _share(b.confidence), _share(b.accuracy), f"{b.accuracy - b.confidence:+.3f}") for b in found.bins
    ]
    title = f"calibration: expected error {found.error:.3f}, Brier score {found.brier:.3f}, {found.count} claims"
    return Table(title, ("confidence", "claims", "mean", "complete", "gap"), tuple(rows))


def grouped(evaluation: Evaluation, name: str) -> Table:
    """Core and full figures for each value of a field.

    Raises:
        UsageError: figures can't be broken down by that.
    """
    if name not in GROUPS:
        raise UsageError(f"figures cannot be broken down by {name!r}", mend=f"use one of {', '.join(GROUPS)}")
    rows = []
    for group, tally in evaluation.by(GROUPS[name]).items():
        core, full = tally.rates("core"), tally.rates("full")
        cells = (core.precision, core.recall, core.f1, full.precision, full.recall, full.f1)
        rows.append((group, str(tally.gold), str(tally.spurious), *(_share(x) for x in cells)))
    return Table(f"by {name}", (name, "gold", "spurious", "core P", "R", "F1", "full P", "R", "F1"), tuple(rows))


def brief(claim: Claim) -> str:
    """A claim in one line, in the order of ``GoldClaim.brief``."""
    value, date = claim.value, claim.date
    if value.kind == "category":
        return f"{'+'.join(place_names(claim))} | {value.label or value.text}"
    number = f"{value.number:.12g}" if value.number is not None else f"{value.low}~{value.high}"
    period = f"{date.start}..{date.end}" if date and date.start else "-"
    place = "+".join(place_names(claim))
    return f"{place} | {claim.metric.name} | {value.text} | {value.kind} {number} {value.unit or '-'} {value.bound} | {period} | {claim.status}"


def _context(text: str, span: Span | None) -> tuple[str, str, str] | None:
    if span is None:
        return None
    pieces = text[max(0, span[0] - _CONTEXT) : span[0]], text[span[0] : span[1]], text[span[1] : span[1] + _CONTEXT]
    before, value, after = (" ".join(p.split()) if p.strip() else "" for p in pieces)
    return before, value, after


def issues(evaluation: Evaluation) -> list[Issue]:
    """All errors, by document, in the order of the text; labels at the end of each document."""
    found: list[Issue] = []
    for document in evaluation.documents:
        rows: list[tuple[int, Issue]] = []
        for outcome in document.outcomes:
            if outcome.kind in ("right", "label right"):
                continue
            gold, claim, span = outcome.gold, outcome.claim, None
            told: str | None = None
            if isinstance(gold, GoldClaim):
                span, told = gold.span_in(document.text), gold.brief()
            elif isinstance(gold, GoldLabel):
                told = f"{gold.place} | {gold.labels[0]}"
            if span is None and claim is not None:
                span = claim.value.span
            got = brief(claim) if claim is not None else None
            issue = Issue(outcome.kind, document.id, gold.where if gold else document.id, outcome.why, told, got, _context(document.text, span))
            rows.append((span[0] if span else len(document.text), issue))
        found.extend(issue for _, issue in sorted(rows, key=lambda row: (row[1].what.startswith("label"), row[0])))
    return found


def _rates_object(rates: Rates) -> dict[str, float]:
    return {"p": round(rates.precision, 4), "r": round(rates.recall, 4), "f1": round(rates.f1, 4)}


def as_object(evaluation: Evaluation, *, by: str | None = None, errors: bool = False) -> dict[str, Any]:
    """All figures as one object for JSON; rates are rounded to four places."""
    total, found = evaluation.total, evaluation.calibration
    result: dict[str, Any] = {
        "documents": len(evaluation.documents),
        "gold": total.gold,
        "value_recall": None if total.value_recall is None else round(total.value_recall, 4),
        **{level: _rates_object(total.rates(level)) for level in LEVELS},  # type: ignore[arg-type]
        "fields": _fields_object(total.fields),
        "misquoted": total.misquoted,
        "calibration": {
            "claims": found.count,
            "error": round(found.error, 4),
            "brier": round(found.brier, 4),
            "bins": [
                {"low": b.low, "high": b.high, "claims": b.count, "confidence": round(b.confidence, 4), "accuracy": round(b.accuracy, 4)}
                for b in found.bins
            ],
        },
    }
    if by is not None:
        grouped(evaluation, by)
        result["by"] = {
            group: {"gold": t.gold, "spurious": t.spurious, "core": _rates_object(t.rates("core")), "full": _rates_object(t.rates("full"))}
            for group, t in evaluation.by(GROUPS[by]).items()
        }
    if errors:
        result["errors"] = [
            {"what": i.what, "document": i.document, "where": i.where, "why": i.why, "gold": i.gold, "got": i.got, "context": i.context}
            for i in issues(evaluation)
        ]
    return result


def _fields_object(fields: Mapping[str, list[int]]) -> dict[str, dict[str, float]]:
    return {name: {"right": right, "judged": judged, "accuracy": round(right / judged, 4)} for name, (right, judged) in fields.items() if judged}
