"""How long one piece of work may take."""

from __future__ import annotations

import ctypes
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from types import FrameType

_SOON = 1e-6  # seconds: a timer of 0 would be none
_AGAIN = 0.2  # seconds


class TimeUp(BaseException):
    """The time for a piece of work is over. No ``Exception``, since libraries catch those."""


def time_limit(seconds: float | None) -> AbstractContextManager[None]:
    """Raises ``TimeUp`` in the code inside once the seconds are over, at the next step of Python code.

    It is raised again every 0.2 seconds until the code is left: once may be in vain, since what is raised in a ``__del__`` is lost, and some
    code catches everything. An import comes to its end first, since a module that was loaded by half would stay so.

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
    inside = True

    def over(_: int, frame: FrameType | None) -> None:
        if inside and not _importing(frame):
            raise TimeUp

    handler = signal.signal(signal.SIGALRM, over)
    begun = time.monotonic()
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        try:
            yield
        finally:
            inside = False  # where the signal comes just before this, the outer one is still to come
    finally:
        inside = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(_SOON, left - (time.monotonic() - begun)), interval)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    watch = _Watch(seconds)
    watch.start()
    try:
        try:
            yield
        finally:
            watch.end()
    finally:
        watch.end()


class _Watch(threading.Thread):
    """Raises ``TimeUp`` in the thread that made it, until its work has come to its end."""

    def __init__(self, seconds: float) -> None:
        super().__init__(daemon=True, name="time limit")
        self._seconds = seconds
        self._watched = threading.get_ident()
        self._lock = threading.Lock()
        self._ended = threading.Event()

    def run(self) -> None:
        """Waits for the end of the work or of its time."""
        pause = self._seconds
        while not self._ended.wait(pause):
            with self._lock:
                if not self._ended.is_set() and not _importing(sys._current_frames().get(self._watched)):
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._watched), ctypes.py_object(TimeUp))
            pause = _AGAIN

    def end(self) -> None:
        """The work is done. An exception that was set and not yet raised is taken back."""
        with self._lock:
            self._ended.set()
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._watched), None)


def _importing(frame: FrameType | None) -> bool:
    """Whether code that runs was called by an import."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False
