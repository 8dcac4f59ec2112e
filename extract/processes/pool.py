"""Work on a stream of items in several processes: results in the order of the items, whatever dies."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from typing import Any

from extract.errors import ZhExtractError
from extract.processes.workers import Job, Prepare, Work, Worker, new_context, wait

_AHEAD = 16  # items that a worker may be ahead of the one that the output waits for
_HELD_BYTES = 64_000_000  # of items that are ahead
_TRIES = 2


class Task(ABC):
    """What is done with each item, and what stands for its result where there is none.

    Attributes:
        work: called in a worker with an item and ``settings``; importable by its name, since it is sent to other processes.
        settings: for all items.
        max_seconds: after this and five seconds more a process is ended; None waits for ever.
        prepare: called once in each worker with ``settings``, to load what the first item should not wait for; as ``work`` importable.
    """

    def __init__(self, work: Work, settings: Any, max_seconds: float | None, prepare: Prepare | None = None) -> None:
        self.work = work
        self.settings = settings
        self.max_seconds = max_seconds
        self.prepare = prepare

    @abstractmethod
    def wanted(self, item: Any) -> bool:
        """Whether there is something to do; what there is not is a result already."""

    @abstractmethod
    def failed(self, item: Any, error: BaseException) -> Any:
        """The result where the work let an exception through."""

    @abstractmethod
    def late(self, item: Any) -> Any:
        """The result where the process had to be ended."""

    @abstractmethod
    def crashed(self, item: Any) -> Any:
        """The result where the process died twice."""


def parallel(items: Iterable[Any], task: Task, workers: int) -> Iterator[Any]:
    """The results of all items, in their order; results among them pass through.

    At most 16 items a worker are ahead of the one whose result is next, and no more than 64 MB of them. When a process
    dies, the item that it was working on is tried once more while no other is under way, and given up if it kills its
    process again. A process that does not come back from an item in time is ended, and the item given up.

    Raises:
        ZhExtractError: worker processes cannot be started.
    """
    pool = _Pool(task, workers)
    source = iter(items)
    waiting: deque[_Entry] = deque()
    more = True
    try:
        while more or waiting:
            wanted = more and pool.hungry and len(waiting) < workers * _AHEAD and (pool.held < _HELD_BYTES or not waiting)
            if wanted:
                try:
                    item = next(source)
                except StopIteration:
                    more = False
                    continue
                waiting.append(pool.taken(item))
            pool.serve(block=not wanted and not waiting[0].done)
            while waiting and waiting[0].done:
                yield waiting.popleft().result
    finally:
        pool.close()


@dataclass(slots=True)
class _Entry:
    """An item under way, and its result once it is there."""

    item: Any
    result: Any = None
    done: bool = False
    job: Job | None = None
    tries: int = 0


class _Pool:
    """Worker processes, started when first needed, and started again when they die."""

    def __init__(self, task: Task, size: int) -> None:
        self.held = 0
        self._task = task
        self._size = size
        self._context: BaseContext | None = None
        self._workers: list[Worker] = []
        self._backlog: deque[_Entry] = deque()
        self._alone: deque[_Entry] = deque()  # what killed its process once
        self._entries: dict[int, _Entry] = {}
        self._numbers = 0

    @property
    def hungry(self) -> bool:
        """Whether workers wait for items."""
        return len(self._backlog) < self._size and not self._alone

    def taken(self, item: Any) -> _Entry:
        """The entry of an item; one with something to do is on its way to a worker."""
        if not self._task.wanted(item):
            return _Entry(item, item, done=True)
        self._numbers += 1
        entry = _Entry(item, job=Job.of(self._numbers, item))
        assert entry.job is not None
        self.held += entry.job.size
        self._backlog.append(entry)
        return entry

    def serve(self, *, block: bool) -> None:
        """Hands items to workers and takes results from them; with ``block`` at least one thing happens first."""
        self._feed()
        if any(w.jobs for w in self._workers):
            for worker in wait(self._workers, self._patience() if block else None):
                self._take(worker)
        for worker in [w for w in self._workers if w.overdue(self._task.max_seconds)]:
            self._end(worker, overdue=True)
        self._feed()

    def close(self) -> None:
        """Ends the workers."""
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def _patience(self) -> float:
        return 60.0 if self._task.max_seconds is None else min(60.0, max(0.05, self._task.max_seconds / 4))

    def _feed(self) -> None:
        if self._alone:
            if not any(w.jobs for w in self._workers):
                self._send(self._worker(0), self._alone.popleft())
            return
        for depth in (1, 2):  # a second item for each, so that none waits for this process, once each has its first
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
            self._workers.append(Worker(self._context, self._task.work, self._task.settings, self._task.prepare))
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
            self._done(entry, self._task.failed(entry.item, result) if isinstance(result, BaseException) else result)

    def _done(self, entry: _Entry, result: Any) -> None:
        assert entry.job is not None
        self.held -= entry.job.size
        entry.result, entry.done, entry.job = result, True, None

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
        entry.tries += 1
        if overdue:
            self._done(entry, self._task.late(entry.item))
        elif entry.tries >= _TRIES:
            self._done(entry, self._task.crashed(entry.item))
        else:
            self._alone.append(entry)
