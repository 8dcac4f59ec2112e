"""Work on a stream of documents, in this process or in several: results in the order of the documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.batch.work import Outcome, Settings, crash, failure, prepare, too_slow
from extract.formats.html import Page
from extract.model import RawArticle, Reject
from extract.processes import pool
from extract.processes.workers import Work

Result = Outcome | Reject
Item = RawArticle | Page | Outcome | Reject


def serial(items: Iterable[Item], work: Work, settings: Settings) -> Iterator[Result]:
    """The results of all items, worked on in this process; results among them pass through."""
    for item in items:
        yield work(item, settings) if isinstance(item, RawArticle | Page) else item


def parallel(items: Iterable[Item], work: Work, settings: Settings, workers: int) -> Iterator[Result]:
    """The results of all items, in their order; results among them pass through. A document that cannot be done becomes a reject.

    Raises:
        ZhExtractError: worker processes cannot be started.
    """
    return pool.parallel(items, _Documents(work, settings, settings.max_seconds, prepare), workers)


class _Documents(pool.Task):
    """The work on documents."""

    def wanted(self, item: Item) -> bool:
        return isinstance(item, RawArticle | Page)

    def failed(self, item: RawArticle | Page, error: BaseException) -> Reject:
        return failure(item, error)

    def late(self, item: RawArticle | Page) -> Reject:
        return too_slow(item, self.settings)

    def crashed(self, item: RawArticle | Page) -> Reject:
        return crash(item)
