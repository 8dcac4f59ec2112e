"""A claim as a reviewer would have it: the claim that was shown with some fields changed, or one that the extractor missed.

One way for both of: what is shown while a form is filled in, and what is kept when it is sent.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from extract.claims.record import identity
from extract.contract import Claim
from extract.model import Span
from extract.review.claims import fields
from extract.review.claims.articles import Article
from extract.review.claims.edits import Edits
from extract.review.claims.fields import FieldError, Record
from extract.review.store.subjects import quotes
from extract.version import __version__

_EXTRACTOR = "reviewer"
_FIELDS = ("city", "metric", "value", "date", "attribution")


@dataclass(slots=True)
class Draft:
    """A claim in the making.

    Attributes:
        record: as far as it could be read; a full claim where there are no errors.
        errors: by field, why it could not be read (a word that pages translate).
    """

    record: Record
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether it can be kept."""
        return not self.errors


def corrected(article: Article, shown: Mapping[str, Any], edits: Edits) -> Draft:
    """A claim with some of its fields changed."""
    return _draft(article, copy.deepcopy(dict(shown)), edits, "review.corrected")


def added(article: Article, edits: Edits) -> Draft:
    """A claim that the extractor missed."""
    about = article.about
    document = {"id": article.id, **{name: about.get(name) for name in ("title", "publisher", "author", "url", "published")}}
    blank: Record = {
        "id": "", "document_id": article.id, "city": None, "metric": None, "value": None, "date": None,
        "source": {"document": document, "attribution": None, "evidence": {"text": None, "span": None}, "evidences": []},
        "status": "actual", "flags": [], "confidence": 1.0, "provenance": {},
    }  # fmt: skip
    return _draft(article, blank, edits, "review.added")


def _draft(article: Article, record: Record, edits: Edits, rule: str) -> Draft:
    draft = Draft(record)
    before, source = record["value"], record["source"]
    spans = _spans(article, draft, edits)
    if edits.value is not None:
        words = (edits.value.text or "").strip()
        span = spans.get("value") or fields.stands_at(article, words, source["evidence"]["span"])
        if span is None and words and (before is None or words != before["text"]):
            draft.errors.setdefault("value", "not_in_article")
        _into(draft, record, "value", fields.value, article, edits.value, span, before)
    elif before is None:
        draft.errors["value"] = "missing"
    evidence = _evidence(article, draft)
    if edits.city is not None:
        at = spans.get("city") or fields.stands_at(article, (edits.city.name or "").strip(), evidence)
        _into(draft, record, "city", fields.city, article, edits.city, at, evidence)
    if edits.metric is not None:
        at = spans.get("metric") or _inside(article, edits.metric.name, evidence)
        _into(draft, record, "metric", fields.metric, article, edits.metric, at)
    if edits.date is not None:
        at = spans.get("date") or _inside(article, edits.date.words, evidence)
        _into(draft, record, "date", fields.date, article, edits.date, at, evidence)
    if edits.attribution is not None:
        at = spans.get("attribution") or fields.stands_at(article, (edits.attribution.name or "").strip(), evidence)
        _into(draft, source, "attribution", fields.attribution, article, edits.attribution, at, source["attribution"])
    if edits.status is not None:
        record["status"] = edits.status
    for name in ("city", "metric"):
        if record[name] is None:
            draft.errors.setdefault(name, "missing")
    if draft.complete:
        _finish(article, draft, rule)
    return draft


def _spans(article: Article, draft: Draft, edits: Edits) -> dict[str, Span]:
    """The selections as raw spans, by field; one in the repaired text is mapped back. What is no stretch of the article is told."""
    found: dict[str, Span] = {}
    for name in _FIELDS:
        edit = getattr(edits, name)
        if edit is None or edit.span is None:
            continue
        span = raw = edit.span
        if edit.repaired:
            raw = article.reading.normalized.to_raw(span) if span[0] <= span[1] <= len(article.reading.normalized.text) else (0, 0)
        if not 0 <= raw[0] < raw[1] <= len(article.text):
            draft.errors[name] = "outside"
        elif not article.text[slice(*raw)].strip():
            draft.errors[name] = "blank"
        else:
            found[name] = article.trimmed(raw)
    return found


def _inside(article: Article, given: str | None, span: Span | None) -> Span | None:
    """Where words stand in the value's sentence; elsewhere they may mean something else."""
    words = (given or "").strip()
    at = article.text.find(words, *span) if words and span else -1
    return (at, at + len(words)) if at >= 0 else None


def _into(draft: Draft, holder: Record, name: str, read: Callable[..., Any], *given: Any) -> None:
    """Reads a field, unless it is known already that it cannot be."""
    if name in draft.errors:
        return
    try:
        holder[name] = read(*given)
    except FieldError as error:
        draft.errors[name] = error.code


def _evidence(article: Article, draft: Draft) -> Span | None:
    """The value's sentence; where the value has moved out of the one that was, another."""
    source, value = draft.record["source"], draft.record["value"]
    known = source["evidence"]["span"]
    if value is None or value["span"] is None:
        return (known[0], known[1]) if known else None
    at = (value["span"][0], value["span"][1])
    if known is None or not (known[0] <= at[0] and at[1] <= known[1]):
        known = article.sentence_at(at)
        source["evidence"] = {"text": article.text[slice(*known)], "span": list(known)}
    return known[0], known[1]


def _finish(article: Article, draft: Draft, rule: str) -> None:
    """What follows from the fields: other evidence, repairs, flags, id. What does not make a claim is told as an error."""
    record, normalized = draft.record, article.reading.normalized
    source = record["source"]
    evidence = source["evidence"]["span"]
    parts = [record["city"], record["metric"], record["date"], source["attribution"]]
    spans = [part["span"] for part in (*parts, record["value"]) if part is not None and part["span"] is not None]
    others = {article.sentence_at((a, b)) for a, b in spans if not (evidence[0] <= a and b <= evidence[1])}
    others |= {(e["span"][0], e["span"][1]) for e in source["evidences"]}
    source["evidences"] = [{"text": article.text[a:b], "span": [a, b]} for a, b in sorted(others - {tuple(evidence)})]
    read = [normalized.offsets.from_raw((a, b)) for a, b in spans]
    repairs = sorted({kind for span in read if span[0] < span[1] for kind in normalized.repairs_in(span)})
    kept = [flag for flag in record["flags"] if flag in ("negated", "hypothetical")]
    record["flags"] = [*kept, *(["repaired"] if repairs else [])]
    record["provenance"] = {"extractor": _EXTRACTOR, "rule": rule, "version": __version__, "repairs": repairs}
    record["confidence"] = 1.0
    record["id"] = _identity(article, record)
    try:
        draft.record = Claim.model_validate(record).model_dump(mode="json")
    except ValidationError as error:
        draft.errors[str(error.errors()[0]["loc"][0])] = "invalid"
        return
    if not quotes(draft.record, article.text):
        draft.errors["value"] = "outside"


def _identity(article: Article, record: Record) -> str:
    offsets = article.reading.normalized.offsets
    sentence, value = (offsets.from_raw(tuple(part["span"])) for part in (record["source"]["evidence"], record["value"]))
    place = record["city"]["adcode"] or record["city"]["name"]
    return identity(article.id, article.reading.normalized.text, sentence, value, place, record["metric"]["name"], record["value"]["label"])


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The fields in which two records of a claim differ, with both sides."""
    sides = [{**r, "attribution": r["source"]["attribution"]} for r in (before, after)]
    names = (*_FIELDS, "status")
    return {name: (sides[0][name], sides[1][name]) for name in names if sides[0][name] != sides[1][name]}
