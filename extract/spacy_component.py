"""Claims as a component of spaCy pipelines: ``nlp.add_pipe("zh_claims")``, then ``doc._.claims``.

It works on documents of any tokenizer, since it reads ``doc.text``: all offsets of a claim are characters of that. The component has no
weights of its own and keeps nothing between documents; its settings are in the pipeline's configuration, and what it finds is in
``doc.user_data`` as JSON, so that pipelines and documents can be saved and sent between processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.api import Extractor
from extract.contract import Claim, Quoted
from extract.errors import UsageError
from extract.mentions.names import OURS
from extract.model import THRESHOLD

NAME = "zh_claims"
_LABELS = {"city": "PLACE", "metric": "METRIC", "value": "VALUE", "date": "DATE"}
_METADATA = ("id", "title", "publisher", "author", "url", "published")
Alignment = Literal["strict", "contract", "expand"]


class ZhClaims:
    """The component.

    Args:
        threshold: claims of lower confidence go to ``doc._.claim_candidates``.
        ner: which model finds names, as ``extract.Extractor`` has it.
        spans_key: the group in ``doc.spans`` that gets the places, metrics, values and dates of the claims; None for no group.
        alignment: what becomes of words whose ends are inside of tokens: ``strict`` leaves them out of the group, ``contract`` and
            ``expand`` take the tokens inside or around them. The offsets in ``doc._.claims`` are exact in any case.
        max_seconds: the longest that one document may take, as ``extract.Extractor`` has it.

    Raises:
        UsageError: a setting is out of range.
    """

    def __init__(
        self, *, threshold: float = THRESHOLD, ner: str = OURS, spans_key: str | None = NAME, alignment: Alignment = "strict",
        max_seconds: float | None = None,
    ) -> None:  # fmt: skip
        if alignment not in ("strict", "contract", "expand"):
            raise UsageError(f"the alignment is {alignment!r}", mend='give "strict", "contract" or "expand"')
        self.extractor = Extractor(threshold=threshold, ner=ner, max_seconds=max_seconds)
        self.spans_key = spans_key
        self.alignment = alignment
        _set_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Finds the claims of a document.

        Raises:
            UsageError: ``doc._.article`` holds something that metadata of an article does not.
            ZhExtractError: it takes longer than ``max_seconds``.
        """
        result = self.extractor(doc.text, **_metadata(doc))
        doc.user_data[NAME] = {
            "claims": [claim.model_dump_json() for claim in result.claims],
            "candidates": [claim.model_dump_json() for claim in result.candidates],
        }
        if self.spans_key is not None:
            doc.spans[self.spans_key] = [span for claim in result.claims for span in self._spans(doc, claim)]
        return doc

    def _spans(self, doc: Doc, claim: Claim) -> Iterator[Span]:
        for field, label in _LABELS.items():
            quoted: Quoted | None = getattr(claim, field)
            if quoted is None or quoted.span is None:
                continue
            span = doc.char_span(*quoted.span, label=label, span_id=claim.id, alignment_mode=self.alignment)
            if span is not None:
                yield span


@Language.factory(
    NAME,
    default_config={"threshold": THRESHOLD, "ner": OURS, "spans_key": NAME, "alignment": "strict", "max_seconds": None},
    assigns=["doc._.claims", "doc._.claim_candidates", "doc.spans", "span._.claim"],
)
def make(
    nlp: Language, name: str, threshold: float, ner: str, spans_key: str | None, alignment: Alignment, max_seconds: float | None,  # noqa: ARG001
) -> ZhClaims:  # fmt: skip
    """The component for ``nlp.add_pipe("zh_claims")``."""
    return ZhClaims(threshold=threshold, ner=ner, spans_key=spans_key, alignment=alignment, max_seconds=max_seconds)


def _metadata(doc: Doc) -> dict[str, Any]:
    given = doc._.article
    if given is None:
        return {}
    if not isinstance(given, Mapping) or set(given) - set(_METADATA):
        raise UsageError("doc._.article is no metadata of an article", mend=f"give a mapping with any of {', '.join(_METADATA)}")
    return {name: value for name, value in given.items() if value is not None}


def _set_extensions() -> None:
    """``doc._.article`` to set; ``doc._.claims``, ``doc._.claim_candidates`` and ``span._.claim`` to get."""
    if not Doc.has_extension("article"):
        Doc.set_extension("article", default=None)
    for name, kept in (("claims", "claims"), ("claim_candidates", "candidates")):
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=_Kept(kept))
    if not Span.has_extension("claim"):
        Span.set_extension("claim", getter=_claim_of)


class _Kept:
    """Reads the claims that a document keeps; none where the component has not seen it."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __call__(self, doc: Doc) -> tuple[Claim, ...]:
        return tuple(Claim.model_validate_json(line) for line in doc.user_data.get(NAME, {}).get(self._kind, ()))


def _claim_of(span: Span) -> Claim | None:
    """The claim that a span of the group belongs to."""
    return next((claim for claim in span.doc._.claims if claim.id == span.id_), None)
