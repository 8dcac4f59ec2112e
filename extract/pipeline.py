"""The one list of stages: an article in, claims with their trace out.

read → normalize → split → places → facts of the article → dates → quantities → names → attributions
→ link (subject, metric, period, worth) → merge → record
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from extract import contract
from extract.claims import facts, link, merge
from extract.claims.link import Decision
from extract.claims.occurrences import Occurrence
from extract.claims.record import Linked, Recorder
from extract.mentions import attributions, dates, names, places, quantities
from extract.model import THRESHOLD, Mentions, Name, Quantity, RawArticle, Sentence
from extract.text import language, sentences
from extract.text.normalize import normalize_text
from extract.text.offsets import NormalizedText

STAGES = (
    "normalize", "split", "places", "facts", "dates", "quantities", "names", "attributions", "link", "merge", "record",
)  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class Result:
    """Claims of one article, the doubtful candidates, the document's record and the trace."""

    claims: tuple[contract.Claim, ...]
    candidates: tuple[contract.Claim, ...]
    document: contract.Document
    trace: Trace


def _names_near_quantities(text: str, split: Sequence[Sentence], mentions: Sequence[Quantity], ner: str) -> list[Name]:
    """Names in body sentences that hold a quantity or stand just before one that does: elsewhere no claim can be."""
    starts = [q.core[0] for q in mentions]
    wanted = [False] * len(split)
    at = 0
    for i, s in enumerate(split):
        while at < len(starts) and starts[at] < s.span[0]:
            at += 1
        if at < len(starts) and starts[at] < s.span[1] and s.role != "boilerplate":
            wanted[i] = True
            if i and split[i - 1].paragraph == s.paragraph:
                wanted[i - 1] = True
    return names.find_names(text, [s.span for s, want in zip(split, wanted, strict=True) if want], ner)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article read and its mentions found: all that linking needs."""

    normalized: NormalizedText
    language: str
    sentences: tuple[Sentence, ...] = ()
    facts: facts.Facts | None = None
    mentions: Mentions = field(default_factory=Mentions)


def read(article: RawArticle, ner: str = names.OURS) -> Reading:
    """The stages before linking; those after ``normalize`` only for a text in Chinese. ``ner`` chooses the NER stage."""
    normalized = normalize_text(article.text)
    tongue = language.language_of(normalized.text)
    if tongue != "zh":
        return Reading(normalized, tongue)
    text = normalized.text
    split = sentences.split(text)
    placed = places.find(text)
    known = facts.gather(normalized, split, placed, article.metadata)
    dated = dates.find(text, known.reference, year=known.year, account=known.account, roc=known.roc)
    counted = quantities.find(text, sorted([*(d.span for d in dated), *places.appositions(text, placed)]))
    named = _names_near_quantities(text, split, counted, ner)
    attributed = attributions.find(text, split, named, dated)
    mentions = Mentions(tuple(counted), tuple(dated), tuple(placed), tuple(named), tuple(attributed))
    return Reading(normalized, tongue, tuple(split), known, mentions)


def run(article: RawArticle, *, threshold: float = THRESHOLD, ner: str = names.OURS) -> Result:
    """All stages over one article. ``threshold`` sends claims of lower confidence to the candidates, ``ner`` chooses the NER stage."""
    reading = read(article, ner)
    normalized, split, known, mentions = reading.normalized, reading.sentences, reading.facts, reading.mentions
    if known is None:
        trace = Trace(article, normalized, (), None, Mentions(), (), ())
        return Result((), (), _document(article, normalized, reading.language, {}), trace)
    text = normalized.text
    decisions, occurrences = link.link(text, split, mentions, known, article.metadata.title or "", threshold)
    recorder = Recorder(article, normalized, split)
    sure = [d.linked for d in decisions if d.outcome == "claim" and d.linked]
    sure += link.label(text, split, occurrences, mentions.attributions)
    doubtful = [d.linked for d in decisions if d.outcome == "candidate" and d.linked]
    claims = _recorded(recorder, split, sure)
    seen = {c.id for c in claims}
    candidates = [c for c in _recorded(recorder, split, doubtful) if c.id not in seen]
    counts = {
        "sentences": len(split), "quantities": len(mentions.quantities), "dates": len(mentions.dates), "places": len(mentions.places),
        "claims": len(claims), "candidates": len(candidates),
    }  # fmt: skip
    trace = Trace(article, normalized, split, known, mentions, tuple(occurrences), tuple(decisions))
    return Result(tuple(claims), tuple(candidates), _document(article, normalized, reading.language, counts), trace)


def _recorded(recorder: Recorder, split: Sequence[Sentence], linked: Sequence[Linked]) -> list[contract.Claim]:
    """Records of merged claims in the order of the text, each id once."""
    records: dict[str, contract.Claim] = {}
    for item, others in merge.merge(linked, split):
        record = recorder.claim(item, others)
        records.setdefault(record.id, record)
    return list(records.values())


def _document(article: RawArticle, normalized: NormalizedText, tongue: str, counts: dict[str, int]) -> contract.Document:
    meta = article.metadata
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
        counts=dict(counts),
    )  # fmt: skip
