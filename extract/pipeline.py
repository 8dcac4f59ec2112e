"""The one list of stages: an article in, claims with their trace out.

read → normalize → split → places → facts of the article → dates → quantities → names → attributions
→ link (subject, metric, period, worth) → merge → record
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from extract import contract
from extract.claims import facts, link, masthead, merge, seams
from extract.claims.link import Decision
from extract.claims.masthead import Masthead
from extract.claims.occurrences import Occurrence
from extract.claims.record import Linked, Recorder
from extract.errors import ZhExtractError
from extract.mentions import attributions, dates, names, places, quantities
from extract.model import THRESHOLD, Mentions, Metadata, Name, PlaceMention, Quantity, RawArticle, Sentence
from extract.text import language, sentences
from extract.text.normalize import normalize_text
from extract.text.offsets import NormalizedText, OffsetMap
from extract.text.reading_order import ReadingOrder, reading_order
from extract.text.repairs import FIXERS, Fixer

STAGES = (
    "normalize", "split", "places", "facts", "dates", "quantities", "names", "attributions", "link", "merge", "record",
)  # fmt: skip


_FIELDS = ("title", "publisher", "author", "published")


@dataclass(frozen=True, slots=True)
class Trace:
    """What each stage made of an article: for explain and for the review page."""

    article: RawArticle
    normalized: NormalizedText
    sentences: tuple[Sentence, ...]
    facts: facts.Facts | None
    mentions: Mentions
    occurrences: tuple[Occurrence, ...]
    decisions: tuple[Decision, ...]
    order: ReadingOrder = field(default_factory=ReadingOrder)


@dataclass(frozen=True, slots=True)
class Result:
    """What was made of one article.

    Attributes:
        claims: those whose confidence reaches the threshold, in the order of the text.
        candidates: the doubtful rest, in the same form.
        document: the article as it was read: text, metadata, repairs, counts, status.
        trace: what each stage made of it.
        error: why there is no result, where ``Extractor.pipe`` went on past an article; else None.
    """

    claims: tuple[contract.Claim, ...]
    candidates: tuple[contract.Claim, ...]
    document: contract.Document
    trace: Trace
    error: ZhExtractError | None = None


def _names_for_claims(text: str, split: Sequence[Sentence], counted: Sequence[Quantity], placed: Sequence[PlaceMention], ner: str) -> list[Name]:
    """Names in sentences that hold a quantity, stand just before one, tell who said it (“……。”王某说), or hold a place for a figure."""
    numbers, sites = _holding(split, [q.core[0] for q in counted]), _holding(split, [p.span[0] for p in placed])
    wanted = []
    for i, s in enumerate(split):
        next_has = i + 1 < len(split) and i + 1 in numbers and split[i + 1].paragraph == s.paragraph and split[i + 1].role != "boilerplate"
        says = i > 0 and i - 1 in numbers and text[s.span[0] - 1] in "”」" and split[i - 1].paragraph == s.paragraph
        if next_has or says or (s.role != "boilerplate" and (i in numbers or (numbers and i in sites))):
            wanted.append(s.span)
    return names.find_names(text, wanted, ner)


def _holding(split: Sequence[Sentence], positions: Sequence[int]) -> set[int]:
    """Indices of the sentences that hold any of some positions."""
    starts = [s.span[0] for s in split]
    found = {bisect_right(starts, at) - 1 for at in positions}
    return {i for i in found if i >= 0}


@dataclass(frozen=True, slots=True)
class Reading:
    """An article read and its mentions found: all that linking needs."""

    normalized: NormalizedText
    language: str
    sentences: tuple[Sentence, ...] = ()
    facts: facts.Facts | None = None
    mentions: Mentions = field(default_factory=Mentions)
    order: ReadingOrder = field(default_factory=ReadingOrder)
    masthead: Masthead = field(default_factory=Masthead)


def read(article: RawArticle, ner: str = names.OURS, fixers: Sequence[Fixer] = FIXERS) -> Reading:
    """The stages before linking; those after ``normalize`` only for a text in Chinese. ``ner`` chooses the NER stage."""
    normalized = normalize_text(article.text, fixers)
    tongue = language.language_of(normalized.text)
    if tongue != "zh":
        return Reading(normalized, tongue)
    text = normalized.text
    split = sentences.split(text)
    placed = places.find(text)
    said = masthead.read(text, split)
    known = facts.gather(normalized, split, placed, article.metadata)
    if known.reference is None:
        said = said.in_year(known.year, known.year_share)
    if known.reference is None and said.published is not None:
        known = facts.gather(normalized, split, placed, replace(article.metadata, published=said.published))
    dated = dates.find(text, known.reference, year=known.year, account=known.account, roc=known.roc)
    counted = quantities.find(text, sorted([*(d.span for d in dated), *places.appositions(text, placed)]))
    named = _names_for_claims(text, split, counted, placed, ner)
    attributed = attributions.find(text, split, named, dated)
    mentions = Mentions(tuple(counted), tuple(dated), tuple(placed), tuple(named), tuple(attributed))
    return Reading(normalized, tongue, tuple(split), known, mentions, reading_order(text, split), said)


def run(article: RawArticle, *, threshold: float = THRESHOLD, ner: str = names.OURS) -> Result:
    """All stages over one article. ``threshold`` sends claims of lower confidence to the candidates, ``ner`` chooses the NER stage."""
    return conclude(article, read(article, ner), threshold)


def conclude(article: RawArticle, reading: Reading, threshold: float) -> Result:
    """The stages from linking on, over an article that was read."""
    normalized, split, known, mentions = reading.normalized, reading.sentences, reading.facts, reading.mentions
    if known is None:
        return _without_claims(article, _document(article, article.metadata, normalized, reading.language, {}), normalized)
    text = normalized.text
    decisions, occurrences = link.link(text, split, mentions, known, article.metadata.title or "", threshold)
    metadata = reading.masthead.completes(article.metadata, known.reference)
    recorder = Recorder(replace(article, metadata=metadata), normalized, split)
    sure = [d.linked for d in decisions if d.outcome == "claim" and d.linked]
    sure += link.label(text, split, seams.find(text, split, occurrences, reading.order), mentions.attributions)
    doubtful = [d.linked for d in decisions if d.outcome == "candidate" and d.linked]
    recorded = _recorded(recorder, split, sure)
    claims = [c for c in recorded if c.confidence >= threshold]
    seen = {c.id for c in claims}
    less_sure = {c.id: c for c in [*recorded, *_recorded(recorder, split, doubtful)] if c.id not in seen}
    candidates = sorted(less_sure.values(), key=lambda c: c.value.span or (0, 0))
    counts = {
        "sentences": len(split), "quantities": len(mentions.quantities), "dates": len(mentions.dates), "places": len(mentions.places),
        "claims": len(claims), "candidates": len(candidates),
    }  # fmt: skip
    trace = Trace(article, normalized, split, known, mentions, tuple(occurrences), tuple(decisions), reading.order)
    return Result(tuple(claims), tuple(candidates), _document(article, metadata, normalized, reading.language, counts), trace)


def failed(article: RawArticle, error: ZhExtractError) -> Result:
    """The result that stands for an article of which there is none."""
    try:
        return replace(_unread(article), error=error)
    except Exception:  # an article made by hand, whose fields are not what they should be
        return replace(_unread(RawArticle(str(article.id), "")), error=error)


def _unread(article: RawArticle) -> Result:
    normalized = NormalizedText(article.text, article.text, OffsetMap.identity(len(article.text)))
    document = _document(article, article.metadata, normalized, "none", {}).model_copy(update={"status": "failed"})
    return _without_claims(article, document, normalized)


def _without_claims(article: RawArticle, document: contract.Document, normalized: NormalizedText) -> Result:
    return Result((), (), document, Trace(article, normalized, (), None, Mentions(), (), ()))


def _recorded(recorder: Recorder, split: Sequence[Sentence], linked: Sequence[Linked]) -> list[contract.Claim]:
    """Records of merged claims in the order of the text, each id once."""
    records: dict[str, contract.Claim] = {}
    for item, others in merge.merge(linked, split):
        record = recorder.claim(item, others)
        records.setdefault(record.id, record)
    return list(records.values())


def _document(article: RawArticle, meta: Metadata, normalized: NormalizedText, tongue: str, counts: dict[str, int]) -> contract.Document:
    given = article.metadata
    state: Literal["not_chinese", "truncated", "repaired", "ok"] = "repaired" if normalized.repairs else "ok"
    if tongue != "zh":
        state = "not_chinese"
    elif article.truncated:
        state = "truncated"
    return contract.Document(
        id=article.id, title=meta.title, publisher=meta.publisher, author=meta.author, url=meta.url,
        published=meta.published.isoformat() if meta.published else None, text=article.text,
        sha256=hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(), length=len(article.text), encoding=article.encoding,
        main_text=article.main_text, language=tongue, status=state,
        repairs=[contract.RepairRecord(kind=r.kind, span=r.span, before=r.before, after=r.after) for r in normalized.repairs],
        counts=dict(counts), found=[f for f in _FIELDS if getattr(given, f) is None and getattr(meta, f) is not None],
    )  # fmt: skip
