"""Our mention finders beside Recognizers-Text, JioNLP and cpca, on the same sentences in one run.

Each system runs in a process of its own (``peer_worker``), the peers in the interpreter of an environment that has them
(``make bench`` sets up ``.venv-peers``). To compare on another task add a row to ``TASKS``, and to ``peer_worker.CALLS`` how a
library is called.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.errors import ZhExtractError
from extract.evaluate import peer_worker

ROUNDS = 3
_SHORTEST, _LONGEST = 6, 200  # characters of a sentence; longer ones are tables and lists
_NO_PEERS = "no environment with it; make bench sets up .venv-peers where a package index can be reached"
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")


@dataclass(frozen=True, slots=True)
class Task:
    """What is compared: a name, our call and those of peers that do the same or less."""

    name: str
    ours: str
    peers: tuple[str, ...]


# find_quantities reads numbers, shares, money and other units in one go; Recognizers-Text needs a call for each. JioNLP reads money
# only, as find_money does.
TASKS: tuple[Task, ...] = (
    Task("quantities", "zh-extract quantities", ("Recognizers-Text quantities", "Recognizers-Text numbers")),
    Task("money", "zh-extract money", ("JioNLP money",)),
    Task("dates", "zh-extract dates", ("Recognizers-Text dates", "JioNLP dates")),
    Task("places", "zh-extract places", ("JioNLP places", "cpca places")),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One system on one task.

    ``times_ours`` is its time as a multiple of ours on the sentences in which both find something (``shared`` many), for
    there both do the work; ``times_ours_of_all`` is that on all sentences. ``reason`` tells why there are no figures; they are then zero.
    """

    task: str
    system: str
    version: str = ""
    found: int = 0
    microseconds_per_sentence: float = 0.0
    megabytes_per_second: float = 0.0
    microseconds_per_mention: float = 0.0
    shared: int = 0
    times_ours: float = 0.0
    times_ours_of_all: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Answer:
    version: str
    seconds: list[float]
    found: list[int]


def sentences_of(texts: Iterable[str], most: int) -> list[str]:
    """Up to so many sentences of some texts, evenly taken from all of them."""
    found = [s.strip() for text in texts for s in _SENTENCE.findall(text) if _SHORTEST <= len(s.strip()) <= _LONGEST]
    step = max(1, len(found) // most)
    return found[::step][:most]


def _asked(python: Path | str, call: str, sentences: Sequence[str], rounds: int) -> _Answer | str:
    """The worker's answer, or the reason why there is none."""
    request = json.dumps({"call": call, "sentences": list(sentences), "rounds": rounds})
    # As a file, not as a module of the package: a peer's interpreter does not have the package.
    command = [str(python), "-P", peer_worker.__file__]
    try:
        done = subprocess.run(command, input=request, capture_output=True, text=True, check=False)
    except OSError as error:
        return f"{python}: {error.strerror}"
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["no message"])[-1]
    return _Answer(**json.loads(done.stdout))


def _row(task: str, system: str, sentences: Sequence[str], answer: _Answer, ours: _Answer) -> Measured:
    seconds = sum(answer.seconds)
    shared = [i for i in range(len(sentences)) if answer.found[i] and ours.found[i]]
    ours_there = sum(ours.seconds[i] for i in shared)
    times = sum(answer.seconds[i] for i in shared) / ours_there if ours_there else 0.0
    size = sum(len(s.encode()) for s in sentences)
    return Measured(
        task, system, answer.version, sum(answer.found), round(seconds / len(sentences) * 1e6, 1), round(size / seconds / 1e6, 3),
        round(seconds / max(1, sum(answer.found)) * 1e6, 1), len(shared), round(times, 2), round(seconds / sum(ours.seconds), 2),
    )  # fmt: skip


def compare(sentences: Sequence[str], peers: Path | None, *, rounds: int = ROUNDS, tasks: Sequence[Task] = TASKS) -> list[Measured]:
    """All tasks, ours first; peers that can't be run carry the reason.

    Args:
        peers: the interpreter of the environment with the peers, or None if there is none.

    Raises:
        ZhExtractError: our own function could not be measured.
    """
    rows: list[Measured] = []
    for task in tasks:
        ours = _asked(sys.executable, task.ours, sentences, rounds)
        if isinstance(ours, str):
            raise ZhExtractError(f"{task.ours} could not be measured: {ours}", code="bench")
        rows.append(_row(task.name, task.ours.partition(" ")[0], sentences, ours, ours))
        for call in task.peers:
            answer = _asked(peers, call, sentences, rounds) if peers is not None else _NO_PEERS
            rows.append(Measured(task.name, call, reason=answer) if isinstance(answer, str) else _row(task.name, call, sentences, answer, ours))
    return rows


def table(rows: Sequence[Measured], sentences: Sequence[str]) -> str:
    """The comparison as lines of text."""
    lines = [
        f"beside peers: {len(sentences)} sentences, {sum(map(len, sentences))} characters;"
        " time × ours is that on the sentences in which both find something, then on all",
        f"{'task':12}{'system':40}{'µs/sentence':>12}{'MB/s':>8}{'found':>8}{'µs/mention':>12}{'both in':>9}{'time × ours':>13}{'on all':>8}",
    ]
    for row in rows:
        name = f"{row.task:12}{f'{row.system} {row.version}'.strip():40}"
        if row.reason:
            lines.append(f"{name} left out: {row.reason}")
        else:
            speed = f"{row.microseconds_per_sentence:>12,.0f}{row.megabytes_per_second:>8.2f}"
            figures = f"{row.found:>8}{row.microseconds_per_mention:>12,.0f}{row.shared:>9}"
            lines.append(name + speed + figures + f"{row.times_ours:>13.1f}{row.times_ours_of_all:>8.1f}")
    return "\n".join(lines)
