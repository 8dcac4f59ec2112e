"""Worker processes for requests as they come: each task to the next that is free, cut when its time is over, started anew when it dies."""

from __future__ import annotations

import itertools
import logging
import queue
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from multiprocessing.context import BaseContext

from extract.batch.work import Outcome
from extract.errors import ZhExtractError
from extract.processes.workers import Job, Worker, new_context, wait
from extract.service.tasks import Answer, Refused, Settings, Task, WarmUp, do, prepare, too_late

_LOG = logging.getLogger("extract.service")
_TRIES = 2
_LOOK = 0.2  # seconds between two looks at whether the pool is closed or a task late
_LONGEST_RETRY = 60


class BusyError(ZhExtractError):
    """More is under way than the pool takes.

    Attributes:
        retry_after: seconds after which it is worth another try.
    """

    code = "busy"

    def __init__(self, retry_after: int) -> None:
        super().__init__("more requests are waiting than the server takes", mend=f"try again in {retry_after} seconds")
        self.retry_after = retry_after


class Pool:
    """Worker processes, and the threads of this process that wait for them.

    Args:
        size: processes.
        settings: for all tasks.
        waiting: requests that may wait besides the ``size`` that are worked on.

    Attributes:
        restarts: processes that died or were ended, so far.
        failure: why the first process could not be made ready, if so.
    """

    def __init__(self, size: int, settings: Settings, *, waiting: int = 64) -> None:
        self.size = size
        self.settings = settings
        self.restarts = 0
        self.failure: str | None = None
        self._most = size + waiting
        self._admitted = 0
        self._seconds = 0.5  # that a request takes, lately
        self._tasks: queue.SimpleQueue[tuple[Task, Future[Answer]] | None] = queue.SimpleQueue()
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._starting = threading.Lock()
        self._context: BaseContext | None = None
        self._ready = threading.Event()
        self._closed = threading.Event()
        self._threads = [threading.Thread(target=self._serve, name=f"extract-{n}", daemon=True) for n in range(size)]

    def start(self) -> None:
        """Begins to start the processes, and returns at once."""
        self.submit(WarmUp()).add_done_callback(self._warmed)
        for thread in self._threads:
            thread.start()

    def _warmed(self, future: Future[Answer]) -> None:
        if future.cancelled():
            return
        error: object = future.exception()
        if error is None and not isinstance(future.result(), Outcome):
            error = getattr(future.result(), "reason", None)
        if error is not None:
            self.failure = str(error)
            _LOG.error("no worker process can be made ready: %s", error)
        else:
            self._ready.set()

    @property
    def ready(self) -> bool:
        """Whether a process has shown that it can work."""
        return self._ready.is_set() and not self._closed.is_set()

    def wait_until_ready(self, seconds: float) -> bool:
        """Waits for the first process; returns whether it can work."""
        return self._ready.wait(seconds)

    @property
    def admitted(self) -> int:
        """Requests that are worked on or wait."""
        return self._admitted

    @contextmanager
    def admission(self) -> Iterator[None]:
        """Room for one request, which may submit many tasks but should have few under way at once.

        Raises:
            BusyError: there is none.
        """
        with self._lock:
            if self._admitted >= self._most:
                ahead = self._admitted / self.size * self._seconds
                raise BusyError(max(1, min(_LONGEST_RETRY, round(ahead))))
            self._admitted += 1
        begun = time.monotonic()
        try:
            yield
        finally:
            with self._lock:
                self._admitted -= 1
                self._seconds += 0.1 * (time.monotonic() - begun - self._seconds)

    def submit(self, task: Task) -> Future[Answer]:
        """The answer to come. A task whose future is cancelled before a process takes it is not done."""
        future: Future[Answer] = Future()
        self._tasks.put((task, future))
        return future

    def close(self) -> None:
        """Ends the processes; what is still under way fails."""
        self._closed.set()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def _serve(self) -> None:
        worker: Worker | None = None
        while (entry := self._tasks.get()) is not None:
            task, future = entry
            if self._closed.is_set():
                future.cancel()
                continue
            if not future.set_running_or_notify_cancel():
                continue
            try:
                worker, answer = self._done(worker, task)
            except BaseException as error:
                worker = None
                future.set_exception(error)
            else:
                future.set_result(answer)
        if worker is not None:
            worker.kill()

    def _done(self, worker: Worker | None, task: Task) -> tuple[Worker | None, Answer]:
        """The answer, and the process for the next task: none where this one is gone."""
        limit = None if isinstance(task, WarmUp) else self.settings.max_seconds
        for _ in range(_TRIES):
            worker = worker or self._new_worker()
            worker.send(Job.of(next(self._numbers), task))
            while not wait([worker], _LOOK):
                if self._closed.is_set() or worker.overdue(limit):
                    self._end(worker)
                    return None, Refused("closing", "the server is being stopped") if self._closed.is_set() else too_late(self.settings)
            received = worker.receive()
            if received is not None:
                answer = received[1]
                return worker, Refused("internal", str(answer)) if isinstance(answer, BaseException) else answer
            self._end(worker)
            worker = None
        return None, Refused("crash", "the process that worked on it died twice")

    def _end(self, worker: Worker) -> None:
        worker.kill()
        with self._lock:
            self.restarts += 1

    def _new_worker(self) -> Worker:
        with self._starting:
            self._context = self._context or new_context()
            return Worker(self._context, do, self.settings, prepare)
