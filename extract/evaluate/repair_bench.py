"""What is restored of damaged sentences, side by side: ftfy, OpenCC alone, and this project. ``python -m extract.evaluate.repair_bench``.

Healthy sentences of the corpus are damaged on purpose (``damage.py``). All results are compared after folding to simplified characters and
half-width signs, so that nobody loses by leaving the script as it is. A healthy text counts as harmed where a fixer changes it beyond its
script (ftfy: beyond that at all). ftfy runs with the settings that keep Chinese punctuation (no straight quotes, no narrowing of widths)
and with its defaults. Everything is generated from fixed seeds: two runs print the same.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import click

from extract.errors import MissingExtraError
from extract.evaluate.damage import KINDS, RARE, Damage, converter
from extract.formats import ReadOptions, read_inputs
from extract.model import RawArticle
from extract.text.normalize import normalize_text
from extract.text.offsets import apply_edits
from extract.text.repairs import script, width

SENTENCES = 240  # healthy sentences that are damaged
DAMAGED = (  # articles of the corpus that are damaged themselves
    "a08", "a09", "a10", "a11", "c05", "c06", "c08", "c15", "c26", "c30", "e01", "e03", "e07", "e10", "e11", "e13", "f05", "f10", "f11", "g05", "g09",
    "g12", "h04", "h08", "h12", "i02", "i04", "i08", "i09", "i12", "j05", "j07", "j11", "k03", "k07", "k09", "k10", "k12", "m04", "m07",
    "m10", "n06", "n09", "n11", "o09", "o11", "o17", "o18", "o21", "q09", "q16", "q38", "r16", "r17", "r18", "r19", "r22", "u19", "u23", "v04", "v23",
    "l10", "p15", "p16", "z13", "z14", "z15", "z16", "gd12", "ge15", "ge16", "ge17", "ge18", "ge19", "ge20", "ge21", "ge22",
)  # fmt: skip
SAMPLED = ("a", "b", "c")  # articles whose sentences are damaged: the same while the corpus grows, so that figures can be compared
_SCRIPTS = ("s2t", "s2tw", "s2hk")
Fix = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Score:
    """Of one kind of damage: how many sentences, the share of characters restored, the share of sentences restored exactly."""

    sentences: int
    characters: float
    exact: float


def folded(text: str) -> str:
    """The text in simplified characters and half-width signs, without blanks around it."""
    for fixer in (width, script):
        text = apply_edits(text, fixer.find(text))
    return text.strip()


def same(a: str, b: str) -> int:
    """How many characters of ``a`` stand in ``b``, in order."""
    return len(a) if a == b else sum(m.size for m in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())


def corpus_sentences(corpus: Path, of: tuple[str, ...] = ("",)) -> list[str]:
    """Sentences of the healthy articles whose ids begin as ``of`` says, each once, in an order of their own."""
    found: list[str] = []
    for item in read_inputs([str(corpus)], ReadOptions()):
        if isinstance(item, RawArticle) and "gold" not in item.id and item.id.startswith(of) and not item.id.startswith(DAMAGED):
            found += [s.strip() for s in re.split(r"(?<=[。！？])|\n", item.text) if s.strip()]
    return sorted(set(found))


def healthy(corpus: Path, texts: Path) -> Iterator[tuple[str, str]]:
    """Healthy texts with where they are from: news in four scripts, and the lines of the files in ``texts``."""
    for sentence in corpus_sentences(corpus):
        yield "news", sentence
        for name in _SCRIPTS:
            other = str(converter(name).convert(sentence))
            if other != sentence:
                yield f"news ({name})", other
    for path in sorted(texts.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                yield path.stem, line


def _ftfy(**settings: bool | None) -> Fix:
    try:
        import ftfy
    except ImportError as error:
        raise MissingExtraError("ftfy", "dev", "the comparison of repairs") from error
    config = ftfy.TextFixerConfig(**settings)  # type: ignore[arg-type]
    return lambda text: str(ftfy.fix_text(text, config))


def contestants() -> Mapping[str, Fix]:
    """Who is compared, by name."""
    return {
        "ftfy": _ftfy(),
        "ftfy, Chinese kept": _ftfy(fix_character_width=False, uncurl_quotes=False, normalization=None),
        "OpenCC t2s": lambda text: str(converter("t2s").convert(text)),
        "zh-extract": lambda text: normalize_text(text).text,
    }


def score(fix: Fix, damage: Damage, sentences: Sequence[str]) -> Score:
    """What a contestant restores of one kind of damage."""
    count = total = right = exact = 0
    for sentence in sentences:
        broken = damage(sentence)
        if broken is None or broken == sentence:
            continue
        meant, found = folded(sentence), folded(fix(broken))
        count += 1
        total += max(len(meant), len(found))  # what is left over counts against it too
        right += same(meant, found)
        exact += meant == found
    return Score(count, right / max(1, total), exact / max(1, count))


def harmed(fix: Fix, text: str) -> bool:
    """Whether a contestant changes a healthy text beyond its script and the width of its digits."""
    return folded(fix(text)) != folded(text) or fix(text).count("\n") != text.count("\n")


def chosen(corpus: Path) -> list[str]:
    """The healthy sentences that are damaged."""
    long = [s for s in corpus_sentences(corpus, SAMPLED) if 15 <= len(s) <= 110 and len(re.findall("[一-鿿]", s)) > 10]
    random.Random(7).shuffle(long)
    return long[:SENTENCES]


def report(corpus: Path, texts: Path) -> str:
    """The tables, as Markdown."""
    fixes = contestants()
    sentences, everything = chosen(corpus), corpus_sentences(corpus)
    lines = ["| damage | sentences | " + " | ".join(fixes) + " |", "| --- | ---: | " + " | ".join(["---:"] * len(fixes)) + " |"]
    for _, (_, kinds) in KINDS.items():
        for kind, damage in kinds.items():
            scores = [score(fix, damage, everything if kind in RARE else sentences) for fix in fixes.values()]
            cells = [f"{100 * s.characters:.1f} % ({100 * s.exact:.0f} %)" for s in scores]
            lines.append(f"| {kind} | {scores[0].sentences} | " + " | ".join(cells) + " |")
    texts_by_source: dict[str, list[str]] = {}
    for source, text in healthy(corpus, texts):
        texts_by_source.setdefault(source, []).append(text)
    lines += ["", "| healthy texts | number | " + " | ".join(fixes) + " |", "| --- | ---: | " + " | ".join(["---:"] * len(fixes)) + " |"]
    totals = [0] * len(fixes)
    for source, found in texts_by_source.items():
        counts = [sum(harmed(fix, text) for text in found) for fix in fixes.values()]
        totals = [a + b for a, b in zip(totals, counts, strict=True)]
        lines.append(f"| {source} | {len(found)} | " + " | ".join(map(str, counts)) + " |")
    lines.append(f"| all | {sum(map(len, texts_by_source.values()))} | " + " | ".join(map(str, totals)) + " |")
    return "\n".join(lines)


@click.command()
@click.option("--corpus", type=click.Path(path_type=Path, exists=True), default=Path("corpus"), help="Articles whose sentences are damaged.")
@click.option("--texts", type=click.Path(path_type=Path, exists=True), default=Path("tests/data/healthy"), help="Further healthy texts, one a line.")
def main(corpus: Path, texts: Path) -> None:
    """Compare what ftfy, OpenCC alone and zh-extract restore of damaged sentences, and what they do to healthy ones."""
    click.echo(report(corpus, texts))


if __name__ == "__main__":
    sys.exit(main())
