"""The work on one document: what a worker process does and hands back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract import contract
from extract.formats import failures
from extract.formats.writers import as_line
from extract.mentions.names import OURS
from extract.model import THRESHOLD, RawArticle, Reject


@dataclass(frozen=True, slots=True)
class Settings:
    """What the work on a document depends on besides the document."""

    min_confidence: float = THRESHOLD
    texts: bool = True
    ner: str = OURS


@dataclass(frozen=True, slots=True)
class Outcome:
    """The records of one document as lines of JSON, and what the summary counts.

    Attributes:
        status: of the document.
        kinds: value kind and status of each claim.
        places: name of the place of each claim.
    """

    document: str
    claims: tuple[str, ...]
    candidates: tuple[str, ...]
    status: str
    kinds: tuple[tuple[str, str], ...]
    places: tuple[str, ...]


def process(article: RawArticle, settings: Settings) -> Outcome | Reject:
    """Extracts the claims of one article. An exception of any stage becomes a reject of the code ``internal``."""
    from extract import pipeline

    try:
        result = pipeline.run(article, threshold=settings.min_confidence, ner=settings.ner)
        document = result.document if settings.texts else result.document.model_copy(update={"text": None})
        return Outcome(
            document=as_line(document.model_dump_json()),
            claims=_lines(result.claims),
            candidates=_lines(result.candidates),
            status=document.status,
            kinds=tuple((c.value.kind, c.status) for c in result.claims),
            places=tuple(c.city.name for c in result.claims),
        )
    except Exception as error:
        return failure(article, error)


def _lines(claims: Iterable[contract.Claim]) -> tuple[str, ...]:
    return tuple(as_line(claim.model_dump_json()) for claim in claims)


def failure(article: RawArticle, error: BaseException) -> Reject:
    """The reject for a document on which our own code failed."""
    return Reject(article.source or article.id, article.id, "internal", failures.reason(error))


def crash(article: RawArticle) -> Reject:
    """The reject for a document whose process died twice."""
    reason = "the process that worked on it died, and again when it was tried alone (out of memory?); please report it with the document"
    return Reject(article.source or article.id, article.id, "crash", reason)
