"""One worker process: how it is started, what is sent to it, and how it ends."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection, forkserver, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from typing import Any

from extract.errors import ZhExtractError

Work = Callable[[Any, Any], Any]  # from what was sent and the settings to the answer; importable by its name
Prepare = Callable[[Any], None]  # what a worker does with the settings before its first job

_PRELOAD = "extract.warm"  # imported once by the server of processes: workers share what it loads
_MEND = "use one worker, and in a script of your own call this under if __name__ == '__main__'"
# What a pipe takes without a reader, on Linux. A second document is sent ahead only where both fit: sending then never waits
# for a worker that may itself wait for us to take its result.
_PIPE = 60_000 if sys.platform == "linux" else 0
_GRACE = 5.0  # seconds beyond its limit after which a document that does not notice the time is ended with its process


@dataclass(frozen=True, slots=True)
class Job:
    """A document, or another piece of work, as it is sent."""

    number: int
    data: bytes

    @classmethod
    def of(cls, number: int, item: object) -> Job:
        """The job of a document; numbers tell jobs apart."""
        return cls(number, pickle.dumps((number, item), pickle.HIGHEST_PROTOCOL))

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.data)


class Worker:
    """A process that works on one document after the other.

    Attributes:
        jobs: what was sent and is not answered: the first is being worked on.
        ever_finished: it has answered at least once.
    """

    def __init__(self, context: BaseContext, work: Work, settings: Any, prepare: Prepare | None = None) -> None:
        self.jobs: deque[Job] = deque()
        self.ever_finished = False
        self._begun = 0.0
        theirs, self._out = context.Pipe(duplex=False)
        self._in, answers = context.Pipe(duplex=False)
        self._process = context.Process(target=_serve, args=(theirs, answers, work, settings, prepare), daemon=True)  # type: ignore[attr-defined]
        try:
            self._process.start()
        except (OSError, EOFError) as error:
            raise ZhExtractError(f"worker processes cannot be started ({error})", code="workers", mend=_MEND) from error
        theirs.close()
        answers.close()

    def has_room(self, job: Job) -> bool:
        """Whether the document can be sent without waiting."""
        return not self.jobs or (len(self.jobs) == 1 and self.jobs[0].size + job.size <= _PIPE)

    def send(self, job: Job) -> None:
        """Sends a document."""
        if not self.jobs:
            self._begun = time.monotonic()
        self.jobs.append(job)
        with suppress(OSError):  # it died; receiving will tell
            self._out.send_bytes(job.data)

    @property
    def waitable(self) -> Connection:
        """What becomes ready when there is a result, or when the process is gone."""
        return self._in

    def receive(self) -> tuple[int, Any] | None:
        """The number of a job and its result (an exception if the work let one through), or None if the process died."""
        try:
            answer: tuple[int, Any] = pickle.loads(self._in.recv_bytes())
        except (EOFError, OSError, pickle.UnpicklingError):
            return None
        self.jobs.popleft()
        self.ever_finished = True
        self._begun = time.monotonic()
        return answer

    def overdue(self, limit: float | None) -> bool:
        """Whether the document in work has taken much longer than the limit in seconds."""
        return limit is not None and bool(self.jobs) and time.monotonic() - self._begun > limit + _GRACE

    def kill(self) -> None:
        """Ends the process at once."""
        self._process.kill()
        self._process.join()
        self._out.close()
        self._in.close()


def wait(workers: Iterable[Worker], seconds: float | None) -> list[Worker]:
    """The workers that have something to say; waits up to ``seconds`` for one that has, None does not wait."""
    by_connection = {w.waitable: w for w in workers}
    ready = connection.wait(list(by_connection), 0 if seconds is None else seconds)
    return [by_connection[c] for c in ready]  # type: ignore[index]


def new_context() -> BaseContext:
    """How processes are started: not by plain fork, which copies the locks of a process that may have threads (a progress bar's).

    Raises:
        ZhExtractError: processes cannot be started.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        context: BaseContext = multiprocessing.get_context("spawn")
    else:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([_PRELOAD])
        resource_tracker.ensure_running()  # else it is started below, where it would undo the mask
        # The server and the workers forked from it inherit the mask: Ctrl-C is for the parent, even while they load.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    _try_out(context)
    return context


def _try_out(context: BaseContext) -> None:
    """Sees that processes can be started, and waits until they start fast: a first one that does nothing.

    An interrupt is likeliest during this wait, and this process, other than a worker, does not complain when its parent is gone.
    """
    process = context.Process(target=_nothing)  # type: ignore[attr-defined]
    try:
        process.start()
    except (OSError, EOFError) as error:
        raise ZhExtractError(f"worker processes cannot be started ({error})", code="workers", mend=_MEND) from error
    process.join()
    if process.exitcode:
        raise ZhExtractError("worker processes die as soon as they start", code="workers", mend=_MEND)


def _nothing() -> None:
    pass


def _serve(jobs: Connection, answers: Connection, work: Work, settings: Any, prepare: Prepare | None) -> None:
    """In a worker: answers jobs until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    _end_with_parent()
    if prepare is not None:
        with suppress(Exception):  # what fails here fails again, and is then reported with its job
            prepare(settings)
    while True:
        try:
            number, item = pickle.loads(jobs.recv_bytes())
        except EOFError:
            return
        try:
            answer = pickle.dumps((number, work(item, settings)), pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # what cannot be sent between processes
            answer = pickle.dumps((number, RuntimeError(f"{type(error).__name__}: {error}")))
        answers.send_bytes(answer)


def _end_with_parent() -> None:
    """Ends this process when the parent is gone, even if that was killed in the middle of something long."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
