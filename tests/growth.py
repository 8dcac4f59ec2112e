"""How the time of a function grows with its input, whatever else the machine does."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_TRIES = 5
_TIMES = 10  # how much longer the long input is
_MOST = 4  # times the growth that a linear function has
_CLOCK = 0.005  # seconds: shorter runs are not told apart


def grows_linearly(work: Callable[[int], object], size: int) -> bool:
    """Whether ``work`` takes on an input ten times ``size`` less than forty times as long as on ``size``.

    Quadratic growth (a hundred times) shows in every try, a busy machine in some. What other tests left on the heap is kept
    from the garbage collector, whose runs grow with it.
    """

    def seconds(times: int) -> float:
        start = time.process_time()
        work(times)
        return time.process_time() - start

    seconds(size // 20)
    gc.freeze()
    try:
        return any(seconds(_TIMES * size) < _MOST * _TIMES * max(seconds(size), _CLOCK) for _ in range(_TRIES))
    finally:
        gc.unfreeze()
