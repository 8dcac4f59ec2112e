"""How long one piece of work may take."""

from __future__ import annotations

import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from types import FrameType

_SOON = 1e-6  # seconds: a timer of 0 would be none


class TimeUp(BaseException):
    """The time for a piece of work is over. No ``Exception``, since libraries catch those."""


def time_limit(seconds: float | None) -> AbstractContextManager[None]:
    """Raises ``TimeUp`` in the code inside once the seconds are over, at the next step of Python code.

    In the main thread of a Unix system a signal does it, which also ends a regular expression in the middle of its search (``re`` and
    ``regex`` look for signals). Elsewhere another thread does it, and a search, or anything else that is not Python code, comes to
    its end first; what must be ended surely belongs into a process of its own (``processes.pool``).
    """
    if seconds is None:
        return nullcontext()
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        return _by_signal(seconds)
    return _by_thread(seconds)


def too_long(seconds: float | None) -> str:
    """What is told of work that took longer than it may."""
    return f"it took longer than the limit of {seconds:g} seconds"


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    """The timer and the handler that were there before, of whoever calls us, are set again."""

    def over(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        raise TimeUp

    handler = signal.signal(signal.SIGALRM, over)
    begun = time.monotonic()
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(_SOON, left - (time.monotonic() - begun)), interval)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    watch = _Watch()
    timer = threading.Timer(seconds, watch.over)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        watch.end()
        timer.cancel()


class _Watch:
    """Raises ``TimeUp`` in the thread that made it, unless its work has come to its end."""

    def __init__(self) -> None:
        self._thread = ctypes.c_ulong(threading.get_ident())
        self._lock = threading.Lock()
        self._ended = False

    def over(self) -> None:
        """The time is over."""
        with self._lock:
            if not self._ended:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(self._thread, ctypes.py_object(TimeUp))

    def end(self) -> None:
        """The work is done. An exception that was set and not yet raised is taken back."""
        with self._lock:
            self._ended = True
            ctypes.pythonapi.PyThreadState_SetAsyncExc(self._thread, None)
