"""Work on a stream of documents in several processes: results in the order of the documents, whatever dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import connection, forkserver, resource_tracker
from multiprocessing.context import BaseContext

from extract.batch.work import Outcome, Settings, crash, failure
from extract.errors import ZhExtractError
from extract.model import RawArticle, Reject

Result = Outcome | Reject
Work = Callable[[RawArticle, Settings], Result]

_IN_FLIGHT = 4  # documents under way for each worker: enough that none waits, few enough that they do not fill memory
_MEND = "use --workers 1, and in a script of your own call this under if __name__ == '__main__'"


def serial(items: Iterable[RawArticle | Reject], work: Work, settings: Settings) -> Iterator[Result]:
    """The results of all items, worked on in this process; rejects pass through."""
    for item in items:
        yield item if isinstance(item, Reject) else work(item, settings)


def parallel(items: Iterable[RawArticle | Reject], work: Work, settings: Settings, workers: int) -> Iterator[Result]:
    """The results of all items, in their order; rejects pass through.

    At most four documents a worker are under way. When a process dies, those are worked on once more, one by one, and the one
    that kills its process again is rejected.

    Args:
        work: importable by its name, since it is sent to other processes.

    Raises:
        ZhExtractError: worker processes cannot be started.
    """
    pool = _Pool(_Task(work, settings), workers)
    waiting: deque[_Entry] = deque()
    try:
        for item in items:
            waiting.append(_Entry(None, None, item) if isinstance(item, Reject) else _Entry(item, pool.submit(item)))
            if len(waiting) >= workers * _IN_FLIGHT:
                yield _next(pool, waiting)
        while waiting:
            yield _next(pool, waiting)
        pool.close()
    finally:
        pool.kill()


@dataclass(frozen=True, slots=True)
class _Task:
    """The work with its settings, as it is sent to a worker."""

    work: Work
    settings: Settings

    def __call__(self, article: RawArticle) -> Result:
        return self.work(article, self.settings)


@dataclass(slots=True)
class _Entry:
    """A document under way: with the future of its result, or with the result."""

    article: RawArticle | None
    future: Future[Result] | None
    result: Result | None = None


def _next(pool: _Pool, waiting: deque[_Entry]) -> Result:
    entry = waiting[0]
    if entry.future is not None and entry.article is not None:
        try:
            entry.result = entry.future.result()
        except BrokenProcessPool:
            _repeat(pool, waiting)
        except Exception as error:  # what cannot be sent between processes
            entry.result = failure(entry.article, error)
    waiting.popleft()
    assert entry.result is not None
    return entry.result


def _repeat(pool: _Pool, waiting: Iterable[_Entry]) -> None:
    """Works once more on the documents that a dead process took along, each alone."""
    pool.kill()
    alone = _Pool(pool.task, 1)
    try:
        for entry in waiting:
            if entry.article is not None and entry.future is not None and isinstance(entry.future.exception(), BrokenProcessPool):
                entry.result = alone.try_alone(entry.article)
                entry.future = None
        alone.close()
    finally:
        alone.kill()


class _Pool:
    """A process pool that is started when first needed, and again after it was killed."""

    def __init__(self, task: Callable[[RawArticle], Result], workers: int) -> None:
        self.task = task
        self._workers = workers
        self._executor: ProcessPoolExecutor | None = None

    def submit(self, article: RawArticle) -> Future[Result]:
        """Sends a document to a worker. In a pool that died meanwhile, the future has the exception."""
        try:
            return self._started().submit(self.task, article)
        except BrokenProcessPool as error:
            broken: Future[Result] = Future()
            broken.set_exception(error)
            return broken
        except (OSError, EOFError) as error:
            raise ZhExtractError(f"worker processes cannot be started ({error})", code="workers", mend=_MEND) from error

    def try_alone(self, article: RawArticle) -> Result:
        """The result for the only document in the pool; a reject if its process dies."""
        try:
            return self.submit(article).result()
        except BrokenProcessPool:
            self.kill()
            return crash(article)

    def close(self) -> None:
        """Ends the workers when they have done what they have."""
        if self._executor is not None:
            self._executor.shutdown()
            self._executor = None

    def kill(self) -> None:
        """Ends the workers at once."""
        executor, self._executor = self._executor, None
        if executor is None:
            return
        processes = list((executor._processes or {}).values())
        executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()

    def _started(self) -> ProcessPoolExecutor:
        if self._executor is None:
            context = _context()
            _try_out(context)
            self._executor = ProcessPoolExecutor(self._workers, mp_context=context, initializer=_start)
        return self._executor


def _context() -> BaseContext:
    """How processes are started: not by plain fork, which copies the locks of a process that may have threads (a progress bar's)."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["extract.batch.warm"])
    resource_tracker.ensure_running()  # else it is started below, where it would undo the mask
    # The server and the workers forked from it inherit the mask: Ctrl-C is for the parent, even while they load.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    return context


def _try_out(context: BaseContext) -> None:
    """Sees that processes can be started, and waits until they start fast: a first one that does nothing.

    An interrupt is likeliest during this wait, and this process, other than a worker, does not complain when its parent is gone.
    """
    process = context.Process(target=_nothing)  # type: ignore[attr-defined]
    process.start()
    process.join()
    if process.exitcode:
        raise ZhExtractError("worker processes die as soon as they start", code="workers", mend=_MEND)


def _nothing() -> None:
    pass


def _start() -> None:
    """In a worker: leaves Ctrl-C to the parent, and ends when the parent is gone, even if that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
