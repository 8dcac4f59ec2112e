"""How often a process of our own looks for garbage."""

from __future__ import annotations

import atexit
import gc

_NEW_OBJECTS = 100_000  # until it is looked for; Python's own 700 cost an eighth of the start and about a tenth of the work


def collect_seldom() -> None:
    """Lets garbage in cycles wait: data stays, what an article makes goes with its last reference, and looking through both finds nothing."""
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)  # what is left at the end goes with the process, and is not looked through before
