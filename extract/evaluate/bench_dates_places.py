"""Speed of the finders of dates and places beside JioNLP, Recognizers-Text and cpca, on the same sentences in one run.

``python -m extract.evaluate.bench_dates_places --peers DIR/bin/python``, where DIR is an environment with
``extract/evaluate/peers.txt`` installed: peers pin old libraries, so they are timed by an interpreter of their own, one
process for each. Without ``--peers`` only ours are measured.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from extract.errors import UsageError
from extract.evaluate import peer_timer
from extract.formats import read_inputs
from extract.mentions import dates, places
from extract.model import RawArticle
from extract.text.normalize import normalize_text
from extract.text.sentences import split

_TIMEOUT = 1800  # seconds for one peer
OURS: dict[str, Callable[[str], int]] = {
    "dates": lambda text: len(dates.find(text, peer_timer.REFERENCE.date())),
    "places": lambda text: len(places.find(text)),
}


@dataclass(frozen=True, slots=True)
class Row:
    """What one finder needs: microseconds a sentence, MB of UTF-8 a second, mentions found; or why it could not be timed."""

    name: str
    task: str
    microseconds: float | None
    megabytes: float | None
    found: int | None
    error: str | None = None


def sentences_of(folder: Path) -> list[str]:
    """The normalized sentences of all articles in a folder."""
    found = []
    for article in read_inputs([str(folder)]):
        if isinstance(article, RawArticle):
            text = normalize_text(article.text).text
            found += [text[slice(*s.span)].strip() for s in split(text)]
    return [s for s in found if s]


def _row(name: str, task: str, answer: dict[str, float], sentences: Sequence[str]) -> Row:
    seconds, size = answer["seconds"], sum(len(s.encode()) for s in sentences)
    return Row(name, task, 1e6 * seconds / len(sentences), size / 1e6 / seconds, int(answer["found"]))


def ours(sentences: Sequence[str]) -> list[Row]:
    """Our finders, on normalized text."""
    return [_row("zh-extract", task, peer_timer.timed(find, sentences), sentences) for task, find in OURS.items()]


def peer(name: str, python: Path, sentences: Sequence[str]) -> Row:
    """One peer, in a process of its own."""
    library, _, task = name.rpartition("-")
    try:
        done = subprocess.run(
            [python, peer_timer.__file__, name], input=json.dumps(sentences), capture_output=True, text=True, timeout=_TIMEOUT, check=False
        )
        answer: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {"error": done.stderr.strip().rpartition("\n")[2]}
    except (OSError, subprocess.TimeoutExpired, json.JSONDecodeError) as error:
        answer = {"error": str(error)}
    if "error" in answer:
        return Row(library, task, None, None, None, str(answer["error"]))
    return _row(library, task, answer, sentences)


def measure(sentences: Sequence[str], python: Path | None) -> list[Row]:
    """All rows: ours first, then each peer."""
    if not sentences:
        raise UsageError("there are no sentences to measure on", mend="give a folder of Chinese articles")
    return [*ours(sentences), *(peer(name, python, sentences) for name in peer_timer.PEERS if python is not None)]


def table(rows: Sequence[Row]) -> str:
    """The rows as text, the time of each peer as a multiple of ours for the same task."""
    base = {r.task: r.microseconds for r in rows if r.name == "zh-extract"}
    lines = [f"{'finder':14}{'task':8}{'µs/sentence':>12}{'MB/s':>8}{'found':>8}{'times ours':>12}"]
    for r in rows:
        if r.microseconds is None or r.megabytes is None:
            lines.append(f"{r.name:14}{r.task:8}  not measured: {r.error}")
            continue
        own = base.get(r.task)
        lines.append(f"{r.name:14}{r.task:8}{r.microseconds:12.1f}{r.megabytes:8.2f}{r.found:8}{r.microseconds / own if own else 0:12.1f}")
    return "\n".join(lines)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("corpus"))
@click.option("--peers", "python", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Interpreter with peers.txt installed.")
@click.option("--sentences", "limit", type=click.IntRange(1), default=400, show_default=True, help="At most so many, evenly taken.")
def main(folder: Path, python: Path | None, limit: int) -> None:
    """Time dates and places beside JioNLP, Recognizers-Text and cpca."""
    found = sentences_of(folder)
    chosen = found[:: max(1, len(found) // limit)][:limit]
    click.echo(f"{len(chosen)} sentences of {folder}, {sum(map(len, chosen))} characters, {dt.date.today():%Y-%m-%d}")
    click.echo(table(measure(chosen, python)))


if __name__ == "__main__":
    main()
