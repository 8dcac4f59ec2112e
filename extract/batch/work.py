"""The work on one document: what a worker process does and hands back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract import contract
from extract.batch.signature import signature
from extract.data.configuration import NONE, Configuration, using
from extract.formats import failures
from extract.formats.html import Page, article
from extract.formats.writers import as_line
from extract.mentions.names import OURS
from extract.model import THRESHOLD, RawArticle, Reject
from extract.processes.limits import TimeUp, limited, too_long

DEFAULT_MAX_SECONDS = 120.0
# Rejects that say as much of the machine as of the document: a later run tries again.
PASSING = frozenset(("crash", "time-limit"))


@dataclass(frozen=True, slots=True)
class Settings:
    """What the work on a document depends on besides the document.

    Attributes:
        max_seconds: the longest that one document may take; None sets no limit.
        configuration: what the user adds to our data.
    """

    min_confidence: float = THRESHOLD
    texts: bool = True
    ner: str = OURS
    max_seconds: float | None = DEFAULT_MAX_SECONDS
    configuration: Configuration = NONE


@dataclass(frozen=True, slots=True)
class Outcome:
    """The records of one document as lines of JSON, and what the summary counts.

    Attributes:
        id: the document_id.
        status: of the document.
        kinds: value kind and status of each claim.
        places: name of the place of each claim.
        signature: of the text, to find near-duplicates by (``batch.signature``).
    """

    id: str
    document: str
    claims: tuple[str, ...]
    candidates: tuple[str, ...]
    status: str
    kinds: tuple[tuple[str, str], ...]
    places: tuple[str, ...]
    signature: str = ""


def process(item: RawArticle | Page, settings: Settings) -> Outcome | Reject:
    """Extracts the claims of one article or page.

    An exception of any stage becomes a reject of the code ``internal``, and the end of its time one of the code ``time-limit``.
    """
    try:
        with using(settings.configuration):
            return limited(settings.max_seconds, lambda: _processed(item, settings))
    except TimeUp:
        return too_slow(item, settings)
    except Exception as error:
        return failure(item, error)


def _processed(item: RawArticle | Page, settings: Settings) -> Outcome | Reject:
    read = article(item) if isinstance(item, Page) else item
    return read if isinstance(read, Reject) else _extracted(read, settings)


def prepare(settings: Settings) -> None:
    """Loads what the settings ask for and the server of processes has not: another NER model, the tables of a user's configuration.

    So the first document's time does not run for it.
    """
    from extract import pipeline

    if settings.ner != OURS or settings.configuration:
        with using(settings.configuration):
            pipeline.run(RawArticle("warm-up", "北京市统计局说，2024年北京GDP为1亿元。"), ner=settings.ner)


def _extracted(read: RawArticle, settings: Settings) -> Outcome:
    from extract import pipeline

    result = pipeline.run(read, threshold=settings.min_confidence, ner=settings.ner)
    document = result.document if settings.texts else result.document.model_copy(update={"text": None})
    return Outcome(
        id=read.id,
        document=as_line(document.model_dump_json()),
        claims=_lines(result.claims),
        candidates=_lines(result.candidates),
        status=document.status,
        kinds=tuple((c.value.kind, c.status) for c in result.claims),
        places=tuple(c.city.name for c in result.claims),
        signature=signature(result.trace.normalized.text),
    )


def _lines(claims: Iterable[contract.Claim]) -> tuple[str, ...]:
    return tuple(as_line(claim.model_dump_json()) for claim in claims)


def failure(item: RawArticle | Page, error: BaseException) -> Reject:
    """The reject for a document on which our own code failed."""
    return Reject(item.source or item.id, item.id, "internal", failures.reason(error))


def crash(item: RawArticle | Page) -> Reject:
    """The reject for a document whose process died twice."""
    reason = "the process that worked on it died, and again when it was tried alone (out of memory?); please report it with the document"
    return Reject(item.source or item.id, item.id, "crash", reason)


def too_slow(item: RawArticle | Page, settings: Settings) -> Reject:
    """The reject for a document that took longer than it may."""
    reason = f"{too_long(settings.max_seconds)}; split it, or raise the limit with --max-seconds"
    return Reject(item.source or item.id, item.id, "time-limit", reason)
