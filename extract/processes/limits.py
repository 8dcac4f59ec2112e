"""How long one piece of work may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TimeUp(BaseException):
    """The time for a piece of work is over. No ``Exception``, since libraries catch those."""


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Raises ``TimeUp`` in the code inside once the seconds are over, at the next step of Python code.

    It needs the signals of a Unix system and the main thread, and does nothing elsewhere; what hangs in a library's own code
    is ended by the process that started this one (``processes.pool``).
    """
    if seconds is None or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        raise TimeUp

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
