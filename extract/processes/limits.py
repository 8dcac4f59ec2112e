"""How long one piece of work may take."""

from __future__ import annotations

import ctypes
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

T = TypeVar("T")
_SOON = 1e-6  # seconds: a timer of 0 would be none
_AGAIN = 0.2  # seconds


class TimeUp(BaseException):
    """The time for a piece of work is over. No ``Exception``, since libraries catch those."""


def limited(seconds: float | None, work: Callable[[], T]) -> T:
    """What the work gives, if it comes to its end within the seconds; None sets no limit.

    Once they are over, ``TimeUp`` is raised in the work at the next step of Python code, and again every 0.2 seconds until the work is left:
    once may be in vain, since what is raised in a ``__del__`` is lost, and some code catches everything. An import comes to its end first, since
    a module that was loaded by half would stay so.

    In the main thread of a Unix system a signal does it, which also ends a regular expression in the middle of its search (``re`` and
    ``regex`` look for signals). Elsewhere another thread does it, and a search, or anything else that is not Python code, comes to
    its end first; what must be ended surely belongs into a process of its own (``processes.pool``).

    Raises:
        TimeUp: it does not.
    """
    if seconds is None:
        return work()
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        return _by_signal(seconds, work)
    return _by_thread(seconds, work)


def too_long(seconds: float | None) -> str:
    """What is told of work that took longer than it may."""
    return f"it took longer than the limit of {seconds:g} seconds"


# In both, ``inside`` is held while the work goes on, and nothing is raised when it is not. It is a lock because leaving one is a single step: the
# exit of a context manager that is written in Python could be interrupted before it has done anything, and what it should end would go on.


def _by_signal(seconds: float, work: Callable[[], T]) -> T:
    """The timer and the handler that were there before, of whoever calls us, are set again."""
    inside = threading.Lock()

    def over(_: int, frame: FrameType | None) -> None:
        if inside.locked() and not _importing(frame):
            raise TimeUp

    handler = signal.signal(signal.SIGALRM, over)
    begun = time.monotonic()
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        with inside:
            return work()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(_SOON, left - (time.monotonic() - begun)), interval)


def _by_thread(seconds: float, work: Callable[[], T]) -> T:
    inside, done = threading.Lock(), threading.Event()
    thread, time_up = threading.get_ident(), ctypes.py_object(TimeUp)
    known, set_exception = ctypes.c_ulong(thread), ctypes.pythonapi.PyThreadState_SetAsyncExc

    def watch() -> None:
        pause = seconds
        while not done.wait(pause):
            # Between this look and the call no other thread comes: the interpreter changes threads only behind calls and jumps back.
            if not _importing(sys._current_frames().get(thread)) and inside.locked():
                set_exception(known, time_up)
            pause = _AGAIN

    watching = threading.Thread(target=watch, daemon=True, name="time limit")
    watching.start()
    try:
        with inside:
            return work()
    finally:
        set_exception(known, None)  # what was set and is not raised yet; first, since anything before could be interrupted by it
        done.set()


def _importing(frame: FrameType | None) -> bool:
    """Whether code that runs was called by an import."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False
