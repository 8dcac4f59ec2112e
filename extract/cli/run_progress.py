"""What ``zh-extract run`` shows while it works: a bar for people, lines of JSON for programs."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from extract.cli.console import amount, plural

if TYPE_CHECKING:
    from rich.console import Console

    from extract.batch import OnProgress, Summary
    from extract.formats.inputs import Source

_REFRESH = 0.1  # seconds between two updates of the bar
_LINES = 1.0  # and between two lines of JSON
_WINDOW = 60.0  # seconds that the rate is taken over


class Pace:
    """How fast a run is and how long it will take, judged by its last minute; what was known from before does not count as speed."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._marks: deque[tuple[float, int, int]] = deque([(self._start, 0, 0)])

    def mark(self, summary: Summary, source: Source) -> None:
        """Notes where the run is."""
        now = time.monotonic()
        self._marks.append((now, summary.fresh, source.position))
        while len(self._marks) > 2 and now - self._marks[0][0] > _WINDOW:
            self._marks.popleft()

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._start

    @property
    def rate(self) -> float:
        """Documents a second."""
        (first, before, _), (last, now, _) = self._marks[0], self._marks[-1]
        return (now - before) / (last - first) if last > first else 0.0

    def left(self, source: Source) -> float | None:
        """Seconds that the rest will take, by the bytes of the input; None where nobody knows."""
        (first, _, before), (last, _, now) = self._marks[0], self._marks[-1]
        if not source.total or now <= before or last <= first:
            return None
        return (source.total - source.position) * (last - first) / (now - before)


@contextmanager
def bar(console: Console) -> Iterator[OnProgress]:
    """A progress bar on a terminal while the context lasts; it counts bytes read, since nobody knows the number of documents."""
    columns = (
        BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[counts]}", markup=False), TimeElapsedColumn(),
        TextColumn("{task.fields[left]}", markup=False),
    )  # fmt: skip
    pace = Pace()
    shown = 0.0
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None, counts="starting", left="")

        def update(summary: Summary, source: Source) -> None:
            nonlocal shown
            if (now := time.monotonic()) - shown < _REFRESH:
                return
            shown = now
            pace.mark(summary, source)
            known = f" ({amount(summary.reused)} known)" if summary.reused else ""
            counts = (
                f"{plural(summary.done, 'document')}{known}, {pace.rate:.1f}/s, "
                f"{plural(summary.claims.total(), 'claim')}, {plural(summary.rejects.total(), 'reject')}"
            )
            left = pace.left(source)
            progress.update(
                task, total=source.total or None, completed=source.position, counts=counts, left="" if left is None else f"{clock(left)} left"
            )

        yield update


@contextmanager
def lines(stream: TextIO) -> Iterator[OnProgress]:
    """A line of JSON each second and one at the end, while the context lasts."""
    pace = Pace()
    shown = time.monotonic()
    last: tuple[Summary, Source] | None = None

    def tell(summary: Summary, source: Source, *, done: bool) -> None:
        left = 0.0 if done else pace.left(source)
        row = {
            "done": done, "documents": summary.documents.total(), "rejects": summary.rejects.total(), "claims": summary.claims.total(),
            "candidates": summary.candidates, "reused": summary.reused, "bytes": source.position, "bytes_total": source.total or None,
            "seconds": round(pace.elapsed, 1), "documents_per_second": round(pace.rate, 2), "seconds_left": None if left is None else round(left, 1),
        }  # fmt: skip
        stream.write(json.dumps(row) + "\n")
        stream.flush()

    def update(summary: Summary, source: Source) -> None:
        nonlocal shown, last
        last = summary, source
        if (now := time.monotonic()) - shown >= _LINES:
            shown = now
            pace.mark(summary, source)
            tell(summary, source, done=False)

    yield update
    if last is not None:
        pace.mark(*last)
        tell(*last, done=True)


def clock(seconds: float) -> str:
    """A time as people read it: ``12 s``, ``3:05``, ``2:03:05``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
