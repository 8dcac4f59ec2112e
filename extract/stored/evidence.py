"""The evidence of a claim in its context: the sentences, what stands around them, the words that each part was read from."""

from __future__ import annotations

from extract.contract import Claim, Document, Quoted
from extract.stored.answers import EvidenceInContext, Mark, Passage


def in_context(claim: Claim, document: Document | None, context: int) -> EvidenceInContext:
    """A claim's sentences with up to ``context`` characters of the raw text before and after each.

    Args:
        document: the record of its article, with the text where the run holds it; None where there is no record.
    """
    text = document.text if document is not None else None
    marks = _marks(claim)
    passages = []
    for role, evidence in (("evidence", claim.source.evidence), *(("further", other) for other in claim.source.evidences)):
        if evidence.span is None or evidence.text is None:
            continue
        if role == "further" and evidence.span == claim.source.evidence.span:
            continue
        start, end = evidence.span
        passages.append(
            Passage(
                role="evidence" if role == "evidence" else "further", text=evidence.text, span=evidence.span,
                before=None if text is None else text[max(0, start - context) : start],
                after=None if text is None else text[end : end + context],
                marks=[mark for mark in marks if start <= mark.span[0] and mark.span[1] <= end],
            )
        )  # fmt: skip
    told = document.model_copy(update={"text": None}) if document is not None else None
    return EvidenceInContext(claim=claim, document=told, passages=passages)


def _marks(claim: Claim) -> list[Mark]:
    parts: dict[str, Quoted | None] = {
        "city": claim.city, "metric": claim.metric, "value": claim.value, "date": claim.date, "attribution": claim.source.attribution,
    }  # fmt: skip
    found = [
        Mark.model_validate({"field": field, "text": part.text, "span": part.span})
        for field, part in parts.items()
        if part is not None and part.span is not None
    ]
    return sorted(found, key=lambda mark: mark.span)
