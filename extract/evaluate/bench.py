"""Speed and memory beside plain jieba on the same text in the same run: ``python -m extract.evaluate.bench``.

``bench_text`` makes as much distinct text of the articles given as is asked for, ``bench_workers`` measures whole runs with one
worker and more, and ``peers`` puts the mention finders beside those of other libraries.

Absolute speeds say more of the machine than of the code; a ratio to a tokenizer that everyone knows can be compared.
No text is measured twice. Each article is cut by jieba and at once after that given to one of three in turn: the pipeline with the NER model,
the pipeline without, the model alone. Time is that of the processor in this process, so that other programs on the machine have little
say. A stage's time is its own: what it spends inside another stage is that stage's. Peak memory is that of fresh processes, one for each,
interpreter and data included.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from extract import pipeline
from extract.errors import UsageError, ZhExtractError
from extract.evaluate import bench_workers, memory, peers
from extract.evaluate.bench_stages import HOOKS, Clock, hooked
from extract.evaluate.bench_text import distinct
from extract.mentions.ner.choice import finder
from extract.model import RawArticle, Reject
from extract.processes.garbage import collect_seldom
from extract.text import sentences
from extract.text.normalize import normalize_text

VERSION = 2  # of the JSON
MEGABYTES = 10.0
_MEMORY_BYTES, _RUN_BYTES = 1_000_000, 2_000_000  # of text, for peak memory and for each run with workers
_PEER_ROUNDS = 3
_SETTINGS = ("ours", "none", "names")
_PEERS = Path(".venv-peers/bin/python")


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds, characters a second, and the time as a multiple of jieba's on the same articles."""

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
    """What was measured.

    Attributes:
        jieba: plain ``jieba.cut`` over all articles.
        names: the NER model on every sentence, words included (the pipeline asks it for fewer).
        pipeline, without_ner: the whole pipeline, with the default NER and with rules alone.
        stages: of the pipeline with the default NER.
    """

    documents: int
    characters: int
    bytes: int
    jieba: Speed
    names: Speed
    pipeline: Speed
    without_ner: Speed
    stages: dict[str, Speed]
    memory: Memory | None


def _seconds(function: Callable[[], object]) -> float:
    start = time.process_time()
    function()
    return time.process_time() - start


def measure(articles: Iterable[RawArticle], *, with_memory: bool = True) -> Benchmark:
    """Measures jieba, the pipeline and its stages on some articles, each of which is taken once.

    Raises:
        UsageError: there is nothing to measure.
    """
    cut = memory.jieba_cut()
    memory.warm_up(cut)
    clock = Clock()
    base, spent, characters = (dict.fromkeys(_SETTINGS, 0.0) for _ in range(3))
    documents = size = kept = 0
    sample: list[RawArticle] = []
    for documents, article in enumerate(articles, 1):
        name = _SETTINGS[documents % len(_SETTINGS)]
        own = len(article.text.encode("utf-8", "surrogatepass"))
        size += own
        if kept < _MEMORY_BYTES:
            kept += own
            sample.append(article)
        characters[name] += len(article.text)
        base[name] += _seconds(lambda text=article.text: list(cut(text)))  # type: ignore[misc]
        if name == "names":
            pieces = _sentences(article.text)
            spent[name] += _seconds(lambda pieces=pieces: finder()(pieces))  # type: ignore[misc]
        elif name == "none":
            spent[name] += _seconds(lambda item=article: pipeline.run(item, ner="none"))  # type: ignore[misc]
        else:
            with hooked(clock):
                spent[name] += _seconds(lambda item=article: _whole(clock, item))  # type: ignore[misc]
    if not sum(characters.values()):
        raise UsageError("no text to measure", mend="give files or folders with articles")

    def speed(seconds: float, *names: str) -> Speed:
        of = [sum(counted[n] for n in names) for counted in (characters, base)]
        return Speed(round(seconds, 6), round(of[0] / seconds, 1) if seconds else 0.0, round(seconds / of[1], 3) if of[1] else 0.0)

    stages = {name: speed(clock.spent[name], "ours") for name in (*HOOKS, "other") if name in clock.spent}
    return Benchmark(
        documents, int(sum(characters.values())), size, speed(sum(base.values()), *_SETTINGS), speed(spent["names"], "names"),
        speed(spent["ours"], "ours"), speed(spent["none"], "none"), stages, _memory(sample) if with_memory else None,
    )  # fmt: skip


def _whole(clock: Clock, article: RawArticle) -> None:
    with clock.running("other"):
        pipeline.run(article)


def _sentences(text: str) -> list[str]:
    done = normalize_text(text).text
    return [done[slice(*s.span)] for s in sentences.split(done)]


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
        f"{found.documents} articles, {found.characters:,} characters, {found.bytes / 1e6:.1f} MB, no text twice",
        f"{'':22}{'characters/s':>14}{'time × jieba':>14}{'speed ÷ jieba':>15}",
    ]
    rows = [
        ("jieba.cut", found.jieba),
        ("zh_claims_ner alone", found.names),
        ("pipeline, --ner none", found.without_ner),
        ("pipeline", found.pipeline),
        *((f"  {name}", s) for name, s in found.stages.items()),
    ]
    lines += [
        f"{name:22}{s.characters_per_second:>14,.0f}{s.times_jieba:>14.2f}{1 / s.times_jieba if s.times_jieba else 0:>15.3f}" for name, s in rows
    ]
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


def compared(now: dict[str, Any], before: dict[str, Any]) -> str:
    """How the ratios to jieba have moved since an earlier measurement, as lines of text.

    Raises:
        UsageError: the earlier one is of another version or no measurement.
    """
    if before.get("version") != VERSION:
        raise UsageError("the file to compare with is no measurement of this version", mend="measure once more and keep that one")
    lines = ["", f"{'time × jieba':22}{'before':>10}{'now':>10}{'change':>10}"]

    def rows(found: dict[str, Any]) -> dict[str, float]:
        chosen = {name: found["speed"][name]["times_jieba"] for name in ("names", "without_ner", "pipeline")}
        return {**chosen, **{f"  {name}": stage["times_jieba"] for name, stage in found["speed"]["stages"].items()}}

    old = rows(before)
    for name, value in rows(now).items():
        was = old.get(name)
        change = f"{value / was - 1:+.0%}" if was else ""
        lines.append(f"{name:22}{was if was is not None else 0:>10.2f}{value:>10.2f}{change:>10}")
    return "\n".join(lines)


@click.command()
@click.argument("inputs", nargs=-1)
@click.option(
    "--megabytes", type=click.FloatRange(min=0, min_open=True), default=MEGABYTES, show_default=True,
    help="Text to measure; as much as INPUTS lack is made of them, with other figures and places.",
)  # fmt: skip
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="Write the measurements to this file as JSON.")
@click.option("--compare", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="An earlier such file: tell what has changed.")
@click.option("--no-memory", is_flag=True, help="Leave peak memory out.")
@click.option("--workers", type=click.IntRange(0), default=2, show_default=True, help="Also measure whole runs with 1 to this many; 0 for none.")
@click.option(
    "--peers", "peers_python", type=click.Path(path_type=Path), default=_PEERS, show_default=True,
    help="The interpreter of an environment with Recognizers-Text, JioNLP and cpca.",
)  # fmt: skip
@click.option("--no-peers", is_flag=True, help="Leave the comparison with peers out.")
@click.option("--sentences", type=click.IntRange(1), default=400, show_default=True, help="Sentences of the comparison with peers.")
def main(
    inputs: tuple[str, ...], megabytes: float, json_file: Path | None, compare: Path | None, no_memory: bool, workers: int, peers_python: Path,
    no_peers: bool, sentences: int,
) -> None:  # fmt: skip
    """Measure speed and memory on INPUTS (files or folders; corpus/ by default), beside plain jieba.cut and beside peers."""
    collect_seldom()  # as the commands do
    try:
        articles = _read(inputs or ("corpus",))
        before = json.loads(compare.read_text(encoding="utf-8")) if compare is not None else None
        found = measure(distinct(articles, int(megabytes * 1e6)), with_memory=not no_memory)
        click.echo(table(found))
        written: dict[str, Any] = {"version": VERSION, "speed": asdict(found)}
        if workers:
            some = list(distinct(articles, min(_RUN_BYTES, int(megabytes * 1e6))))
            runs = [bench_workers.measure(some, n) for n in range(1, workers + 1)]
            click.echo("\nwhole runs\n" + bench_workers.table(runs))
            written["runs"] = [asdict(run) for run in runs]
        if not no_peers:
            chosen = peers.sentences_of((a.text for a in articles), sentences)
            beside = peers.compare(chosen, peers_python if peers_python.exists() else None, rounds=_PEER_ROUNDS)
            click.echo("\n" + peers.table(beside, chosen))
            written["peers"] = [asdict(row) for row in beside]
        if before is not None:
            click.echo(compared(written, before))
        if json_file is not None:
            json_file.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    except ZhExtractError as error:
        raise click.ClickException(str(error)) from error
    except ValueError as error:
        raise click.ClickException(f"{compare}: no JSON: {error}") from error
    except OSError as error:
        raise click.ClickException(f"{json_file}: {error.strerror}") from error


if __name__ == "__main__":
    main()
