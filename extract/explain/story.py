"""A result told as plain rows: what was read, mended, found and decided, each with where it stands in the raw text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Literal

from extract import contract
from extract.claims.link import Decision
from extract.claims.occurrences import place_of
from extract.errors import UsageError
from extract.explain import labels, mentions
from extract.explain.labels import LabelRow
from extract.explain.mentions import MentionRow
from extract.explain.outcomes import Outcomes
from extract.model import Span
from extract.pipeline import Result, Trace
from extract.text.spans import Spans
from extract.text.tokens import tokenize

Part = Literal["city", "metric", "value", "date", "attribution"]
PARTS: tuple[Part, ...] = ("city", "metric", "value", "date", "attribution")
LAYERS: tuple[Part, ...] = ("attribution", "date", "metric", "city", "value")
"""Where parts of a claim overlap the later of these is shown."""
_HINT_IDS = 5


@dataclass(frozen=True, slots=True)
class RepairRow:
    """A damage that was mended: the fixer's name, where it stood, what stood there and what is read."""

    kind: str
    span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence as it is read (normalized), with its raw span, its tokens where it holds a quantity, and its mentions."""

    index: int
    role: str
    span: Span
    text: str
    tokens: tuple[tuple[str, str], ...]
    mentions: tuple[MentionRow, ...]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What became of one quantity.

    Attributes:
        value: its words in the raw text, at ``span``.
        outcome: ``claim``, ``candidate``, ``dropped`` or ``joined`` (it says again what another claim says).
        reason: why it is no claim; empty for a claim.
        worth: probability that it is a figure of a place at all.
        subject, metric, period: what was chosen, in words; None where nothing was.
        subjects, periods: the candidates with their shares, the best first.
        claim: the id of the claim that it became or joined, or None.
    """

    sentence: int
    value: str
    span: Span
    outcome: str
    reason: str
    worth: float
    subject: str | None
    subjects: tuple[tuple[str, float], ...]
    metric: str | None
    period: str | None
    periods: tuple[tuple[str, float], ...]
    claim: str | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of the raw text with the parts of a claim that stand in it; spans are in the raw text."""

    text: str
    span: Span
    parts: tuple[tuple[Part, Span], ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim or candidate: its record, its evidence with its parts, and the sentences that it touches."""

    record: contract.Claim
    outcome: Literal["claim", "candidate"]
    quotations: tuple[Quotation, ...]
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Everything about one article, in the order of the text."""

    id: str
    raw: str
    facts: tuple[tuple[str, str], ...]
    repairs: tuple[RepairRow, ...]
    sentences: tuple[SentenceRow, ...]
    decisions: tuple[DecisionRow, ...]
    labels: tuple[LabelRow, ...]
    claims: tuple[ClaimRow, ...]

    def about(self, claim_id: str) -> Story:
        """The part of the story that concerns one claim, given by its id or the beginning of it.

        Raises:
            UsageError: no claim or several claims begin so.
        """
        found = [c for c in self.claims if c.record.id.startswith(claim_id)]
        if not found or not claim_id:
            raise UsageError(f"no claim of {self.id} has an id that begins with {claim_id!r}", mend="run without --claim to see all ids")
        if len(found) > 1 and not any(c.record.id == claim_id for c in found):
            ids = ", ".join(c.record.id for c in found[:_HINT_IDS])
            raise UsageError(f"{len(found)} claims have an id that begins with {claim_id!r}: {ids}", mend="give more of the id")
        claim = next((c for c in found if c.record.id == claim_id), found[0])
        decisions = tuple(d for d in self.decisions if d.claim == claim.record.id)
        labels = tuple(row for row in self.labels if row.claim == claim.record.id)
        wanted = {*claim.sentences, *(d.sentence for d in decisions), *(row.sentence for row in labels)}
        sentences = tuple(s for s in self.sentences if s.index in wanted)
        repairs = tuple(r for r in self.repairs if any(r.span[0] < s.span[1] and s.span[0] < max(r.span[1], r.span[0] + 1) for s in sentences))
        return replace(self, repairs=repairs, sentences=sentences, decisions=decisions, labels=labels, claims=(claim,))


def _known(values: Iterable[tuple[str, object]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in values if value not in (None, "", ()))


def _facts(result: Result) -> tuple[tuple[str, str], ...]:
    document, facts, article = result.document, result.trace.facts, result.trace.article
    rows: list[tuple[str, object]] = [
        ("title", document.title), ("publisher", document.publisher), ("author", document.author), ("address", document.url),
        ("published", document.published), ("read from", article.source), ("encoding", document.encoding), ("main text by", document.main_text),
        ("length", f"{document.length} characters"), ("language", document.language), ("status", document.status),
        ("said by the text", ", ".join(document.found)),
        ("parts out of order", ", ".join(f"sentence {a} goes on in sentence {b}" for a, b in result.trace.order.seams)),
    ]  # fmt: skip
    if facts is not None:
        given = "given with the article" if article.metadata.published else "found in its text"
        home = (f"{place_of(key).name} ({level})" for level, key in facts.home.items())
        heaviest = sorted(facts.weight.items(), key=lambda item: (-item[1], item[0]))[:6]
        rows += [
            ("locale", f"{facts.locale}: 元 without another word is {facts.currency}"),
            ("reference date", f"{facts.reference}, {given}" if facts.reference else "unknown: 今年, 目前 and the like stay open"),
            ("year of 今年", facts.year),
            ("home places", ", ".join(home)),
            ("places in the title", ", ".join(place_of(key).name for key in facts.title_places)),
            ("places by weight", ", ".join(f"{place_of(key).name} {weight:g}" for key, weight in heaviest)),
        ]
    rows.append(("found", ", ".join(f"{count} {name}" for name, count in document.counts.items())))
    return _known(rows)


def _sentence_rows(trace: Trace) -> tuple[SentenceRow, ...]:
    text, normalized = trace.normalized.text, trace.normalized
    found = mentions.rows(trace)
    starts = [at for at, _ in found]
    counts = sorted(q.core[0] for q in trace.mentions.quantities)
    rows = []
    for i, sentence in enumerate(trace.sentences):
        a, b = sentence.span
        counted = bisect_left(counts, a) < bisect_left(counts, b)
        tokens = tuple((t.text, t.flag) for t in tokenize(text, sentence.span)) if counted else ()
        inside = tuple(row for _, row in found[bisect_left(starts, a) : bisect_left(starts, b)])
        rows.append(SentenceRow(i, sentence.role, normalized.to_raw(sentence.span), text[a:b], tokens, inside))
    return tuple(rows)


def _decision_rows(trace: Trace, outcomes: Outcomes) -> tuple[DecisionRow, ...]:
    rows = []
    for d in trace.decisions:
        became = outcomes.of(d.linked) if d.linked is not None and d.outcome != "dropped" else None
        if became is None:
            rows.append(_decision_row(trace, d, d.outcome, d.reason, None))
        else:
            less_sure = "it rests on a repair that may be wrong" if became.kind == "candidate" and d.outcome == "claim" else ""
            rows.append(_decision_row(trace, d, became.kind, became.reason or d.reason or less_sure, became.claim))
    return tuple(rows)


def _decision_row(trace: Trace, d: Decision, outcome: str, reason: str, claim_id: str | None) -> DecisionRow:
    q, subject, period, metric = d.frame.quantity, d.subject, d.period, d.metric
    named = f"{place_of(subject.key).name}, {subject.grounding}, share {subject.probability:.2f}" if subject else None
    dated = None
    if period is not None:
        key = "no date" if period.key is None else f"{period.key[0]}..{period.key[1]}"
        dated = f"{key}, {period.precision}, {period.grounding}, share {period.probability:.2f}"
    measured = None
    if metric is not None:
        known = f", in the catalogue as {metric.id} {metric.canonical}" if metric.id else ""
        measured = f"{metric.name} by {metric.rule}{known}"
    return DecisionRow(
        sentence=d.frame.sentence,
        value=trace.normalized.quote(q.span),
        span=trace.normalized.to_raw(q.span),
        outcome=outcome,
        reason=reason,
        worth=d.worth,
        subject=named,
        subjects=tuple((place_of(key).name, round(share, 3)) for key, share in subject.candidates) if subject else (),
        metric=measured,
        period=dated,
        periods=tuple(("none" if key is None else f"{key[0]}..{key[1]}", round(share, 3)) for key, share in period.candidates) if period else (),
        claim=claim_id,
    )


def _quotations(record: contract.Claim) -> tuple[Quotation, ...]:
    source = record.source
    holders: dict[Part, contract.Quoted | None] = {
        "city": record.city, "metric": record.metric, "value": record.value, "date": record.date, "attribution": source.attribution,
    }  # fmt: skip
    rows = []
    for evidence in (source.evidence, *source.evidences):
        if evidence.text is None or evidence.span is None:
            continue
        a, b = evidence.span
        parts = [(p, h.span) for p in PARTS if (h := holders[p]) is not None and h.span is not None and a <= h.span[0] and h.span[1] <= b]
        rows.append(Quotation(evidence.text, evidence.span, tuple(parts)))
    return tuple(rows)


def _touched(record: contract.Claim, sentences: Spans[tuple[int, Span]]) -> tuple[int, ...]:
    """Indices of the sentences, which come with their raw spans, that the evidence of a claim lies in."""
    spans = [e.span for e in (record.source.evidence, *record.source.evidences) if e.span is not None]
    return tuple(sorted({index for span in spans for index, _ in sentences.touching(span)}))


def tell(result: Result) -> Story:
    """The story of one result."""
    trace = result.trace
    sentences = Spans([(i, trace.normalized.to_raw(s.span)) for i, s in enumerate(trace.sentences)], itemgetter(1))
    outcomes = Outcomes(result)

    def claim(record: contract.Claim, outcome: Literal["claim", "candidate"]) -> ClaimRow:
        return ClaimRow(record, outcome, _quotations(record), _touched(record, sentences))

    return Story(
        id=trace.article.id,
        raw=trace.article.text,
        facts=_facts(result),
        repairs=tuple(RepairRow(r.kind, r.span, r.before, r.after) for r in trace.normalized.repairs),
        sentences=_sentence_rows(trace),
        decisions=_decision_rows(trace, outcomes),
        labels=labels.rows(trace, outcomes),
        claims=(*(claim(c, "claim") for c in result.claims), *(claim(c, "candidate") for c in result.candidates)),
    )
