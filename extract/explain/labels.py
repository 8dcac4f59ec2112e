"""Class labels as rows: which words of which sentence give a place its label (第一阵营, 国家中心城市), and by which form."""

from __future__ import annotations

from dataclasses import dataclass

from extract.claims import link, seams
from extract.claims.categories import Form
from extract.explain.outcomes import Outcome, Outcomes
from extract.model import Span
from extract.pipeline import Trace

_FORMS: dict[Form, str] = {
    "is": "the place is the label",
    "is, with others": "the place and others beside it are the label",
    "lists": "the label lists its places",
    "examples": "the label gives its examples",
    "stood for": "the label is stood for by its places",
}


@dataclass(frozen=True, slots=True)
class LabelRow:
    """Why a place got a label.

    Attributes:
        label, place: as they stand in the claim.
        value: the label's words in the raw text, at ``span``.
        place_text, place_span: the place's words in the raw text and where they stand; None where it is not named.
        form: the form of the language that was read, in words.
        words: the raw words that the form was read from.
        outcome: ``claim``, ``candidate``, ``joined`` (it says again what another claim says) or ``dropped``.
        claim: the id of the claim that it became or joined, or None.
    """

    sentence: int
    label: str
    value: str
    span: Span
    place: str
    place_text: str | None
    place_span: Span | None
    form: str
    words: str
    outcome: str
    reason: str
    claim: str | None


def rows(trace: Trace, outcomes: Outcomes) -> tuple[LabelRow, ...]:
    """All labels that the article gives to places, in the order of the text."""
    text, normalized = trace.normalized.text, trace.normalized
    found = seams.find(text, trace.sentences, trace.occurrences, trace.order)
    linked = link.label(text, trace.sentences, found, trace.mentions.attributions)
    told = []
    for item, claim in zip(found, linked, strict=True):
        outcome: Outcome | None = outcomes.of(claim)
        place = item.place.span
        told.append(
            LabelRow(
                sentence=item.sentence,
                label=item.label,
                value=normalized.quote(item.label_span),
                span=normalized.to_raw(item.label_span),
                place=item.place.place.name,
                place_text=normalized.quote(place) if place else None,
                place_span=normalized.to_raw(place) if place else None,
                form=_FORMS[item.form],
                words=normalized.quote(item.words),
                outcome=outcome.kind if outcome else "dropped",
                reason=outcome.reason if outcome else "no claim says so",
                claim=outcome.claim if outcome else None,
            )
        )
    return tuple(told)
