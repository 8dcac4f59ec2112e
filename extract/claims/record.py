"""Claims as the contract has them: spans in the raw text, every quotation read again there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import regex

from extract import contract
from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.claims.period_candidates import Choice as PeriodChoice
from extract.claims.subject_candidates import Choice as SubjectChoice
from extract.errors import ContractError
from extract.mentions import own_rules
from extract.model import Attribution, Metric, Place, Quantity, RawArticle, Sentence, Span, Status
from extract.text.offsets import NormalizedText
from extract.text.repairs import trust
from extract.version import __version__ as VERSION

_BLANKS = regex.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Linked:
    """All that a claim is made of, in positions of the normalized text."""

    quantity: Quantity
    sentence: Sentence
    subject: SubjectChoice
    place: Place
    metric: Metric
    period: PeriodChoice
    status: Status
    comparison: dict[str, str | None] | None
    attribution: Attribution | None
    flags: tuple[str, ...]
    confidence: float
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one quantity, for the trace.

    ``outcome``: claim, candidate, or dropped with the reason. ``row`` holds the features of its confidence.
    """

    frame: Frame
    subject: SubjectChoice | None
    metric: Metric | None
    period: PeriodChoice | None
    worth: float
    outcome: str
    reason: str
    linked: Linked | None
    row: Mapping[str, float] = field(default_factory=dict)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


class Recorder:
    """Makes the contract's records for one article."""

    def __init__(self, article: RawArticle, normalized: NormalizedText, sentences: Sequence[Sentence]) -> None:
        self._article = article
        self._normalized = normalized
        self._sentences = sentences
        self._evidence: dict[Span, contract.Evidence] = {}  # many claims stand in one sentence
        meta = article.metadata
        self._document = contract.SourceDocument(
            id=article.id, title=meta.title, publisher=meta.publisher, author=meta.author, url=meta.url,
            published=meta.published.isoformat() if meta.published else None,
        )  # fmt: skip

    def quoted(self, span: Span | None) -> tuple[str | None, Span | None]:
        """The raw words and raw span of a normalized span, edges without blanks; re-read and checked."""
        if span is None or span[0] >= span[1]:
            return None, None
        start, end = self._normalized.to_raw(span)
        raw = self._article.text
        while start < end and raw[start].isspace():
            start += 1
        while end > start and raw[end - 1].isspace():
            end -= 1
        if start >= end:
            raise ContractError(f"nothing stands at {span}", where=self._article.id)
        return raw[start:end], (start, end)

    def evidence(self, sentence: Sentence, end: int = 0) -> contract.Evidence:
        """A sentence as evidence, up to ``end`` where a value goes on behind a line break that ended it (19.8⏎億美元)."""
        whole = sentence.span[0], max(sentence.span[1], end)
        if whole not in self._evidence:
            text, span = self.quoted(whole)
            self._evidence[whole] = contract.Evidence(text=text, span=span)
        return self._evidence[whole]

    def claim(self, linked: Linked, others: Sequence[Sentence] = ()) -> contract.Claim:
        """The record of a linked claim; ``others`` are further sentences that it needs or that repeat it."""
        q = linked.quantity
        value_text, value_span = self.quoted(q.span)
        place_text, place_span = self.quoted(_span_of(linked.subject.occurrence))
        metric_text, metric_span = self.quoted(linked.metric.span)
        repairs = self._repairs(linked)
        flags = [*linked.flags, *(["repaired"] if repairs else [])]
        attribution = None
        if linked.attribution is not None:
            text, span = self.quoted(linked.attribution.span)
            attribution = contract.Attribution(text=text, span=span, name=linked.attribution.name, kind=linked.attribution.kind)
        comparison = contract.Comparison(**linked.comparison) if linked.comparison else None
        city = contract.City(
            text=place_text, span=place_span, name=linked.place.name, adcode=linked.place.adcode, level=linked.place.level,
            grounding=linked.subject.grounding,
            members=[contract.Member(name=m.name, adcode=m.adcode, level=m.level) for m in linked.place.members],
        )  # fmt: skip
        metric = contract.Metric(text=metric_text, span=metric_span, name=linked.metric.name, id=linked.metric.id, canonical=linked.metric.canonical)
        value = contract.Value(
            text=value_text, span=value_span, kind=q.kind if linked.label is None else "category", number=_number(q.number), low=_number(q.low),
            high=_number(q.high), unit=q.unit, bound=q.bound, comparison=comparison, label=linked.label,
        )  # fmt: skip
        return contract.Claim(
            id=self._id(linked), document_id=self._article.id, city=city, metric=metric, value=value, date=self._date(linked),
            source=contract.Source(
                document=self._document, attribution=attribution, evidence=self.evidence(linked.sentence, q.span[1]),
                evidences=[self.evidence(s) for s in others],
            ),
            status=linked.status, flags=flags, confidence=round(linked.confidence * trust(repairs), 4),
            provenance=contract.Provenance(extractor="zh-extract", rule=self._rule(linked), version=VERSION, repairs=repairs),
        )  # fmt: skip

    @staticmethod
    def _rule(linked: Linked) -> str:
        """The rules that read the value and the metric; of those for date and source a user's own, for ours are not on record."""
        used = (linked.period.mention.rule if linked.period.mention else None, linked.attribution.rule if linked.attribution else None)
        return "+".join([linked.quantity.rule, linked.metric.rule, *(rule for rule in used if rule in own_rules.ids())])

    def _date(self, linked: Linked) -> contract.Date | None:
        period = linked.period
        if period.key is None and (period.mention is None or period.mention.start is not None):
            return None
        text, span = self.quoted(period.mention.span if period.mention else None)
        start, end = (period.key[0].isoformat(), period.key[1].isoformat()) if period.key else (None, None)
        return contract.Date(text=text, span=span, start=start, end=end, precision=period.precision, grounding=period.grounding)

    def _repairs(self, linked: Linked) -> list[str]:
        date = linked.period.mention.span if linked.period.mention else None
        spans = [linked.quantity.span, linked.metric.span, _span_of(linked.subject.occurrence), date]
        return sorted({kind for span in spans if span for kind in self._normalized.repairs_in(span)})

    def _id(self, linked: Linked) -> str:
        place = linked.place.adcode or linked.place.name
        quantity = linked.quantity.core
        return identity(self._article.id, self._normalized.text, linked.sentence.span, quantity, place, linked.metric.name, linked.label)


def identity(document: str, text: str, sentence: Span, value: Span, place: str, metric: str, label: str | None = None) -> str:
    """The id of a claim: of the document, the sentence's normalized words, the value and its place among equals there, city and metric.

    Args:
        text: normalized; ``sentence`` and ``value`` (number and unit only) are spans of it.
        place: code, or name where there is none.
    """
    core = text[slice(*value)]
    before = text[sentence[0] : value[0]]
    parts = (document, _BLANKS.sub("", text[slice(*sentence)]), core, str(before.count(core)), place, metric, label or "")
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _span_of(occurrence: Occurrence | None) -> Span | None:
    return occurrence.span if occurrence else None
