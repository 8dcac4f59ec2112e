"""The time of each stage of the pipeline, while it works: a clock in the place of every function that it calls."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from extract import pipeline

# Where the pipeline calls each stage, as names below the module extract.pipeline. The rest of its time is "other".
HOOKS = {
    "normalize": "normalize_text",
    "language": "language.language_of",
    "split": "sentences.split",
    "masthead": "masthead.read",
    "order": "reading_order",
    "places": "places.find",
    "facts": "facts.gather",
    "dates": "dates.find",
    "quantities": "quantities.find",
    "names": "names.find_names",
    "attributions": "attributions.find",
    "link": "link.link",
    "merge": "merge.merge",
    "record": "Recorder.claim",
}


class Clock:
    """Exclusive processor time of nested calls: while a call inside another runs, the outer clock stands still."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._open: list[tuple[str, float]] = []

    @contextmanager
    def running(self, name: str) -> Iterator[None]:
        """Counts what happens inside for ``name``."""
        now = time.process_time()
        if self._open:
            outer, since = self._open[-1]
            self.spent[outer] = self.spent.get(outer, 0.0) + now - since
        self._open.append((name, now))
        try:
            yield
        finally:
            now = time.process_time()
            name, since = self._open.pop()
            self.spent[name] = self.spent.get(name, 0.0) + now - since
            if self._open:
                self._open[-1] = (self._open[-1][0], now)


def _timed(clock: Clock, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        with clock.running(name):
            return function(*args, **kwargs)

    return call


def holder(hook: str) -> tuple[Any, str]:
    """The object that holds a hook's function, and the function's name in it."""
    found: Any = pipeline
    *path, name = hook.split(".")
    for part in path:
        found = getattr(found, part)
    return found, name


@contextmanager
def hooked(clock: Clock) -> Iterator[None]:
    """The pipeline with a clock in every stage, as long as the context lasts."""
    places = {stage: holder(hook) for stage, hook in HOOKS.items()}
    originals = {stage: getattr(where, name) for stage, (where, name) in places.items()}
    try:
        for stage, (where, name) in places.items():
            setattr(where, name, _timed(clock, stage, originals[stage]))
        yield
    finally:
        for stage, (where, name) in places.items():
            setattr(where, name, originals[stage])
