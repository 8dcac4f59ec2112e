"""Speed and memory, as ratios to plain jieba on the same text in the same run: ``python -m extract.evaluate.bench``.

``extract.evaluate.peers`` then puts the mention finders beside those of other libraries.

Absolute speeds say more of the machine than of the code; a ratio to a tokenizer that everyone knows can be compared.
Articles take turns, jieba then the pipeline, and of several rounds the fastest counts, so that a busy moment of the
machine hurts both or neither. A stage's time is its own: what it spends inside another stage is that stage's.
Peak memory is that of fresh processes, one for each, interpreter and data included.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from extract import pipeline
from extract.errors import UsageError, ZhExtractError
from extract.evaluate import memory, peers
from extract.mentions.ner.choice import finder
from extract.model import RawArticle, Reject
from extract.text import sentences, tokens
from extract.text.normalize import normalize_text

ROUNDS = 3
_PEERS = Path(".venv-peers/bin/python")
# Where the pipeline calls each stage, as names below the module extract.pipeline. The rest of its time is "other".
_HOOKS = {
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


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds for all articles, characters a second, and the time as a multiple of jieba's."""

    seconds: float
    characters_per_second: float
    times_jieba: float


@dataclass(frozen=True, slots=True)
class Memory:
    """Peak resident memory in MiB of a process that does this and nothing else."""

    jieba: float
    names: float
    pipeline: float
    times_jieba: float


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What was measured; ``names`` is the NER model on every sentence, words included (the pipeline asks it for fewer)."""

    documents: int
    characters: int
    rounds: int
    jieba: Speed
    names: Speed
    pipeline: Speed
    stages: dict[str, Speed]
    memory: Memory | None


class Clock:
    """Exclusive times of nested calls: while a call inside another runs, the outer clock stands still."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._open: list[tuple[str, float]] = []

    @contextmanager
    def running(self, name: str) -> Iterator[None]:
        """Counts what happens inside for ``name``."""
        now = time.perf_counter()
        if self._open:
            outer, since = self._open[-1]
            self.spent[outer] = self.spent.get(outer, 0.0) + now - since
        self._open.append((name, now))
        try:
            yield
        finally:
            now = time.perf_counter()
            name, since = self._open.pop()
            self.spent[name] = self.spent.get(name, 0.0) + now - since
            if self._open:
                self._open[-1] = (self._open[-1][0], now)


def _timed(clock: Clock, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        with clock.running(name):
            return function(*args, **kwargs)

    return call


def _holder(hook: str) -> tuple[Any, str]:
    """The object that holds a hook's function, and the function's name in it."""
    holder: Any = pipeline
    *path, name = hook.split(".")
    for part in path:
        holder = getattr(holder, part)
    return holder, name


@contextmanager
def _hooked(clock: Clock) -> Iterator[None]:
    """The pipeline with a clock in every stage, as long as the context lasts."""
    places = {stage: _holder(hook) for stage, hook in _HOOKS.items()}
    originals = {stage: getattr(holder, name) for stage, (holder, name) in places.items()}
    try:
        for stage, (holder, name) in places.items():
            setattr(holder, name, _timed(clock, stage, originals[stage]))
        yield
    finally:
        for stage, (holder, name) in places.items():
            setattr(holder, name, originals[stage])


def _seconds(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def measure(articles: Sequence[RawArticle], *, rounds: int = ROUNDS, with_memory: bool = True) -> Benchmark:
    """Measures jieba, the pipeline and its stages on some articles.

    Raises:
        UsageError: there is nothing to measure.
    """
    characters = sum(len(a.text) for a in articles)
    if not characters:
        raise UsageError("no text to measure", mend="give files or folders with articles")
    cut = memory.jieba_cut()
    memory.warm_up(cut)
    jieba_best, names_best, pipeline_best = ([float("inf")] * len(articles) for _ in range(3))
    split = [_sentences(a.text) for a in articles]
    stages: dict[str, float] = {}
    for _ in range(rounds):
        clock = Clock()
        for i, article in enumerate(articles):
            jieba_best[i] = min(jieba_best[i], _seconds(lambda text=article.text: list(cut(text))))  # type: ignore[misc]
            names_best[i] = min(names_best[i], _seconds(lambda pieces=split[i]: _find_names(pieces)))  # type: ignore[misc]
            pipeline_best[i] = min(pipeline_best[i], _seconds(lambda item=article: pipeline.run(item)))  # type: ignore[misc]
        with _hooked(clock):
            for article in articles:
                with clock.running("other"):
                    pipeline.run(article)
        for name, spent in clock.spent.items():
            stages[name] = min(stages.get(name, float("inf")), spent)
    base = sum(jieba_best)

    def speed(seconds: float) -> Speed:
        return Speed(round(seconds, 6), round(characters / seconds, 1) if seconds else 0.0, round(seconds / base, 3) if base else 0.0)

    ordered = {name: speed(stages[name]) for name in (*_HOOKS, "other") if name in stages}
    used = _memory(articles) if with_memory else None
    return Benchmark(len(articles), characters, rounds, speed(base), speed(sum(names_best)), speed(sum(pipeline_best)), ordered, used)


def _sentences(text: str) -> list[str]:
    done = normalize_text(text).text
    return [done[slice(*s.span)] for s in sentences.split(done)]


def _find_names(pieces: list[str]) -> None:
    """All names of some sentences, their words found anew."""
    tokens.words.cache_clear()
    finder()(pieces)


def _memory(articles: Sequence[RawArticle]) -> Memory:
    texts = json.dumps([a.text for a in articles])

    def peak(which: str) -> float:
        # As a file, not as a module of the package: the package would load the extractor in jieba's process too.
        command = [sys.executable, "-P", memory.__file__, which]
        done = subprocess.run(command, input=texts, capture_output=True, text=True, check=False)
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise ZhExtractError(f"the memory of {which} could not be measured: {last}", code="bench")
        return float(done.stdout)

    jieba, names, ours = peak("jieba"), peak("names"), peak("pipeline")
    return Memory(round(jieba, 1), round(names, 1), round(ours, 1), round(ours / jieba, 2))


def table(found: Benchmark) -> str:
    """The measurements as lines of text."""
    lines = [
        f"{found.documents} articles, {found.characters} characters, fastest of {found.rounds} rounds",
        f"{'':14}{'characters/s':>14}{'time × jieba':>14}",
    ]
    rows = [
        ("jieba.cut", found.jieba),
        ("zh_claims_ner", found.names),
        ("pipeline", found.pipeline),
        *((f"  {name}", s) for name, s in found.stages.items()),
    ]
    lines += [f"{name:14}{s.characters_per_second:>14,.0f}{s.times_jieba:>14.2f}" for name, s in rows]
    if found.memory is not None:
        m = found.memory
        lines.append(
            f"peak memory: jieba {m.jieba:.0f} MiB, zh_claims_ner {m.names:.0f} MiB, pipeline {m.pipeline:.0f} MiB ({m.times_jieba:.2f} × jieba)"
        )
    return "\n".join(lines)


def _read(paths: Sequence[str]) -> list[RawArticle]:
    from extract.formats import ReadOptions, read_inputs

    found = []
    for item in read_inputs(list(paths), ReadOptions()):
        if isinstance(item, Reject):
            click.echo(f"left out: {item.source}: {item.reason}", err=True)
        else:
            found.append(item)
    return found


@click.command()
@click.argument("inputs", nargs=-1)
@click.option("--rounds", type=click.IntRange(1), default=ROUNDS, show_default=True, help="Rounds; of each article the fastest counts.")
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="Write the measurements to this file as JSON.")
@click.option("--no-memory", is_flag=True, help="Leave peak memory out.")
@click.option(
    "--peers", "peers_python", type=click.Path(path_type=Path), default=_PEERS, show_default=True,
    help="The interpreter of an environment with Recognizers-Text, JioNLP and cpca.",
)  # fmt: skip
@click.option("--no-peers", is_flag=True, help="Leave the comparison with peers out.")
@click.option("--sentences", type=click.IntRange(1), default=400, show_default=True, help="Sentences of the comparison with peers.")
def main(
    inputs: tuple[str, ...], rounds: int, json_file: Path | None, no_memory: bool, peers_python: Path, no_peers: bool, sentences: int
) -> None:  # fmt: skip
    """Measure speed and memory on INPUTS (files or folders; corpus/ by default), beside plain jieba.cut and beside peers."""
    try:
        articles = _read(inputs or ("corpus",))
        found = measure(articles, rounds=rounds, with_memory=not no_memory)
        click.echo(table(found))
        written = asdict(found)
        if not no_peers:
            chosen = peers.sentences_of((a.text for a in articles), sentences)
            compared = peers.compare(chosen, peers_python if peers_python.exists() else None, rounds=rounds)
            click.echo("\n" + peers.table(compared, chosen))
            written["peers"] = [asdict(row) for row in compared]
        if json_file is not None:
            json_file.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    except ZhExtractError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{json_file}: {error.strerror}") from error


if __name__ == "__main__":
    main()
