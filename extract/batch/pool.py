"""Work on a stream of documents in several processes: results in the order of the documents, whatever dies."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.context import BaseContext

from extract.batch.work import Outcome, Settings, crash, failure, too_slow
from extract.batch.workers import Job, Work, Worker, new_context, wait
from extract.errors import ZhExtractError
from extract.formats.html import Page
from extract.model import RawArticle, Reject

Result = Outcome | Reject
Item = RawArticle | Page | Outcome | Reject

_AHEAD = 16  # documents that a worker may be ahead of the one that the output waits for
_HELD_BYTES = 64_000_000  # of documents that are ahead
_TRIES = 2


def serial(items: Iterable[Item], work: Work, settings: Settings) -> Iterator[Result]:
    """The results of all items, worked on in this process; results among them pass through."""
    for item in items:
        yield work(item, settings) if isinstance(item, RawArticle | Page) else item


def parallel(items: Iterable[Item], work: Work, settings: Settings, workers: int) -> Iterator[Result]:
    """The results of all items, in their order; results among them pass through.

    At most 16 documents a worker are ahead of the one whose result is next, and no more than 64 MB of them. When a process
    dies, the document that it was working on is tried once more while no other is under way, and rejected if it kills its
    process again. A process that does not come back from a document in time is ended, and the document rejected.

    Args:
        work: importable by its name, since it is sent to other processes.

    Raises:
        ZhExtractError: worker processes cannot be started.
    """
    pool = _Pool(work, settings, workers)
    source = iter(items)
    waiting: deque[_Entry] = deque()
    more = True
    try:
        while more or waiting:
            wanted = more and pool.hungry and len(waiting) < workers * _AHEAD and (pool.held < _HELD_BYTES or not waiting)
            if wanted:
                item = next(source, None)
                if item is None:
                    more = False
                    continue
                waiting.append(pool.taken(item))
            pool.serve(block=not wanted and waiting[0].result is None)
            while waiting and (result := waiting[0].result) is not None:
                waiting.popleft()
                yield result
    finally:
        pool.close()


@dataclass(slots=True)
class _Entry:
    """A document under way, and its result once it is there."""

    item: Item
    result: Result | None = None
    job: Job | None = None
    tries: int = 0


class _Pool:
    """Worker processes, started when first needed, and started again when they die."""

    def __init__(self, work: Work, settings: Settings, size: int) -> None:
        self.held = 0
        self._work = work
        self._settings = settings
        self._size = size
        self._context: BaseContext | None = None
        self._workers: list[Worker] = []
        self._backlog: deque[_Entry] = deque()
        self._alone: deque[_Entry] = deque()  # what killed its process once
        self._entries: dict[int, _Entry] = {}
        self._numbers = 0

    @property
    def hungry(self) -> bool:
        """Whether workers wait for documents."""
        return len(self._backlog) < self._size and not self._alone

    def taken(self, item: Item) -> _Entry:
        """The entry of an item; a document among them is on its way to a worker."""
        if not isinstance(item, RawArticle | Page):
            return _Entry(item, item)
        self._numbers += 1
        entry = _Entry(item, job=Job.of(self._numbers, item))
        assert entry.job is not None
        self.held += entry.job.size
        self._backlog.append(entry)
        return entry

    def serve(self, *, block: bool) -> None:
        """Hands documents to workers and takes results from them; with ``block`` at least one thing happens first."""
        self._feed()
        if any(w.jobs for w in self._workers):
            for worker in wait(self._workers, self._patience() if block else None):
                self._take(worker)
        for worker in [w for w in self._workers if w.overdue(self._settings.max_seconds)]:
            self._end(worker, overdue=True)
        self._feed()

    def close(self) -> None:
        """Ends the workers."""
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def _patience(self) -> float:
        return 60.0 if self._settings.max_seconds is None else min(60.0, max(0.05, self._settings.max_seconds / 4))

    def _feed(self) -> None:
        if self._alone:
            if not any(w.jobs for w in self._workers):
                self._send(self._worker(0), self._alone.popleft())
            return
        for depth in (1, 2):  # a second document for each, so that none waits for this process, once each has its first
            for n in range(self._size):
                job = self._backlog[0].job if self._backlog else None
                if job is None:
                    return
                worker = self._worker(n)
                if len(worker.jobs) < depth and worker.has_room(job):
                    self._send(worker, self._backlog.popleft())

    def _worker(self, n: int) -> Worker:
        while len(self._workers) <= n:
            self._context = self._context or new_context()
            self._workers.append(Worker(self._context, self._work, self._settings))
        return self._workers[n]

    def _send(self, worker: Worker, entry: _Entry) -> None:
        assert entry.job is not None
        self._entries[entry.job.number] = entry
        worker.send(entry.job)

    def _take(self, worker: Worker) -> None:
        """Takes one result of a worker, or notes that it died."""
        received = worker.receive()
        if received is None:
            self._end(worker, overdue=False)
        else:
            number, result = received
            entry = self._entries.pop(number)
            if isinstance(result, BaseException):
                assert isinstance(entry.item, RawArticle | Page)
                result = failure(entry.item, result)
            self._done(entry, result)

    def _done(self, entry: _Entry, result: Result) -> None:
        assert entry.job is not None
        self.held -= entry.job.size
        entry.result, entry.job = result, None

    def _end(self, worker: Worker, *, overdue: bool) -> None:
        """Ends a worker that died or hangs; what it had not begun goes back to the backlog."""
        worker.kill()
        self._workers.remove(worker)
        if not worker.jobs and not worker.ever_finished:
            raise ZhExtractError("worker processes die as soon as they start", code="workers", mend="use a smaller number with --workers")
        jobs = [self._entries.pop(job.number) for job in worker.jobs]
        self._backlog.extendleft(reversed(jobs[1:]))
        if not jobs:
            return
        entry = jobs[0]
        assert isinstance(entry.item, RawArticle | Page)
        entry.tries += 1
        if overdue:
            self._done(entry, too_slow(entry.item, self._settings))
        elif entry.tries >= _TRIES:
            self._done(entry, crash(entry.item))
        else:
            self._alone.append(entry)
