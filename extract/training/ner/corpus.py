"""Sentences with names: Universal NER, ours, the stand-off test articles, and text without annotation."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from extract.data import read_table
from extract.mentions import gazetteer
from extract.mentions.ner.labels import KINDS, LABELS, TYPES
from extract.mentions.ner.words import words
from extract.model import Span
from extract.text.normalize import normalize_text
from extract.text.offsets import NormalizedText
from extract.text.sentences import split
from extract.training.standoff import digest

Entity = tuple[int, int, str, str | None]  # start, end, label, kind

EVERY = (1 << len(LABELS)) - 1
STYLES = ("news", "wikipedia")  # whose conventions: ours, Universal NER's
# Universal NER's labels in ours, and what its unlabelled words may be: it knows no products, works and events.
_UNER = {"PER": ("PERSON",), "ORG": ("ORG",), "LOC": ("GPE", "LOC", "FAC")}
TO_UNER = {label: name for name, labels in _UNER.items() for label in labels}
_UNMARKED = ("PRODUCT", "WORK", "EVENT")
_FOLDS = 10
_OVERLAP = 12  # characters: sentences that share most stretches of this length are the same
_UNKNOWN = "unknown"  # kind


@cache
def _endings() -> dict[str, str]:
    return {r["ending"]: r["label"] for r in read_table("names/place_endings.tsv")}


def _places(name: str) -> tuple[str, ...]:
    """What a place of Universal NER may be here: what the gazetteer or its ending tells, else any of three."""
    known = gazetteer.surface(name)
    if known is not None:
        return ("LOC",) if known.entries[0].level in ("region", "group", "world") else ("GPE",)
    ending = next((name[i:] for i in range(1, len(name)) if name[i:] in _endings()), None)
    return (_endings()[ending],) if ending else _UNER["LOC"]


def _bits(labels: Iterable[str]) -> int:
    return sum(1 << LABELS.index(label) for label in labels)


_OUTSIDE = {
    "news": _bits(["O"]),
    "wikipedia": _bits(["O", *(f"{p}-{t}" for t in _UNMARKED for p in "BI")]),
}


@dataclass(slots=True)
class Labelled:
    """A sentence as the models learn it.

    Attributes:
        words, spans: the model's words and where they stand in ``text``.
        gold: its names; those of Universal NER keep its labels.
        allowed: for each word a bit mask of the labels that it may have: several where the annotation leaves it open.
        kinds: for each word the kind of the organization that it belongs to, as index of KINDS, or -1.
        style: whose conventions the annotation follows.
        base: where its text begins in its article.
        soft: what teachers give for each label of each word, or None.
        tags: LAC's tags at the first and the last character of each word, or None.
    """

    text: str
    words: list[str]
    spans: list[Span]
    gold: set[tuple[int, int, str]]
    allowed: list[int]
    kinds: list[int]
    style: str
    base: int = 0
    soft: Any = field(default=None, repr=False)
    tags: Any = field(default=None, repr=False)


def labelled(text: str, entities: Sequence[Entity], style: str) -> Labelled:
    """A normalized sentence with its names. Where a name does not end with a word, its words may have any label."""
    parts = words(text)
    ends = [0]
    for word in parts:
        ends.append(ends[-1] + len(word))
    spans = list(pairwise(ends))
    first = {a: i for i, (a, _) in enumerate(spans)}
    last = {b: i for i, (_, b) in enumerate(spans)}
    allowed = [_OUTSIDE[style]] * len(parts)
    kinds = [-1] * len(parts)
    for a, b, label, kind in entities:
        types = (label,) if style == "news" else _places(text[a:b]) if label == "LOC" else _UNER[label]
        if a in first and b in last and first[a] <= last[b]:
            allowed[first[a]] = _bits(f"B-{t}" for t in types)
            for i in range(first[a] + 1, last[b] + 1):
                allowed[i] = _bits(f"I-{t}" for t in types)
            if label == "ORG" and style == "news":
                for i in range(first[a], last[b] + 1):
                    kinds[i] = -1 if kind == _UNKNOWN else KINDS.index(kind or "other")
        else:
            for i, (x, y) in enumerate(spans):
                if x < b and y > a:
                    allowed[i] = EVERY
    return Labelled(text, parts, spans, {(a, b, label) for a, b, label, _ in entities}, allowed, kinds, style)


def _normalized(text: str, entities: Sequence[Entity]) -> tuple[str, list[Entity]] | None:
    """A sentence and its names after normalization, or None where a name is lost."""
    done = normalize_text(text)
    if done.text == text:
        return text, list(entities)
    first, last = _positions(done)
    if not all(a in first and b in last for a, b, *_ in entities):
        return None
    return done.text, [(first[a], last[b], label, kind) for a, b, label, kind in entities]


def _positions(done: NormalizedText) -> tuple[dict[int, int], dict[int, int]]:
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for i in range(len(done.text)):
        a, b = done.to_raw((i, i + 1))
        first.setdefault(a, i)
        last[b] = i + 1
    return first, last


def universal(path: Path) -> list[Labelled]:
    """Sentences of a file of Universal NER (IOB2 with the text above each sentence), normalized."""
    found = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        text, at, entities = "", 0, list[Entity]()
        inside = ""
        for line in block.split("\n"):
            if line.startswith("# text = "):
                text = line.removeprefix("# text = ")
            elif line and not line.startswith("#"):
                _, word, tag = line.split("\t")[:3]
                a = text.index(word, at)
                at = a + len(word)
                if tag[0] == "I" and inside == tag[2:]:
                    entities[-1] = (entities[-1][0], at, tag[2:], None)
                elif tag != "O":
                    entities.append((a, at, tag[2:], None))
                inside = tag[2:]
        done = _normalized(text, entities) if text else None
        if done is not None:
            found.append(labelled(*done, "wikipedia"))
    return found


def ours(folder: Path, part: str) -> list[Labelled]:
    """Our own sentences (``corpus/ner``): the part ``train``, ``dev`` or ``test``; an article is in one of them."""
    found = []
    for path in sorted(folder.glob("*.names")):
        for row in map(json.loads, path.read_text(encoding="utf-8").strip("\n").split("\n")):
            fold = zlib.crc32(row["article"].encode()) % _FOLDS
            if part != ("dev" if fold == 0 else "test" if fold == 1 else "train"):
                continue
            done = _normalized(row["text"], [(a, b, label, kind) for a, b, label, kind in row["entities"]])
            if done is not None:
                found.append(labelled(*done, "news"))
    return found


@dataclass(frozen=True, slots=True)
class Article:
    """A test article: its text, the annotated stretches, their names, and the sentences that reach into them."""

    id: str
    text: str
    ranges: tuple[Span, ...]
    gold: dict[tuple[int, int, str], str | None]
    normalized: NormalizedText
    sentences: tuple[Labelled, ...]


def _texts(paths: Iterable[Path]) -> dict[str, str]:
    rows = (json.loads(line) for path in paths if path.exists() for line in path.read_text(encoding="utf-8").strip("\n").split("\n"))
    return {row["id"]: row["text"] for row in rows}


def articles(annotations: Path, texts: Iterable[Path]) -> list[Article]:
    """The articles that a stand-off file annotates, as far as their texts are at hand and unchanged."""
    known = _texts(texts)
    found = []
    for row in map(json.loads, annotations.read_text(encoding="utf-8").strip("\n").split("\n")):
        text = known.get(row["document"])
        if text is None or digest(text) != row["sha256"]:
            continue
        done = normalize_text(text)
        ranges = tuple((a, b) for a, b in row["ranges"])
        sentences = []
        for sentence in split(done.text):
            start, end = done.to_raw(sentence.span)
            if any(a < end and start < b for a, b in ranges):
                item = labelled(done.text[slice(*sentence.span)], [], "news")
                item.base = sentence.span[0]
                sentences.append(item)
        gold = {(a, b, label): kind for a, b, label, kind in row["spans"]}
        found.append(Article(row["document"], text, ranges, gold, done, tuple(sentences)))
    return found


def annotated(found: Iterable[Article]) -> list[Labelled]:
    """The sentences of annotated articles, to learn from. An organization without a kind is one whose kind nobody noted."""
    sentences = []
    for article in found:
        first, last = _positions(article.normalized)
        names = [
            (first[a], last[b], label, kind or _UNKNOWN) for (a, b, label), kind in article.gold.items() if a in first and b in last
        ]  # fmt: skip
        for sentence in article.sentences:
            start, end = sentence.base, sentence.base + len(sentence.text)
            raw = article.normalized.to_raw((start, end))
            if any(a <= raw[0] and raw[1] <= b for a, b in article.ranges):
                inside = [(a - start, b - start, label, kind) for a, b, label, kind in names if start <= a and b <= end]
                sentences.append(labelled(sentence.text, inside, "news"))
    return sentences


def apart(sentences: Iterable[Labelled], tested: Sequence[Article]) -> list[Labelled]:
    """The sentences without those that test articles hold too: press releases and agencies are printed more than once."""
    whole = [a.normalized.text for a in tested]
    held = {text[i : i + _OVERLAP] for text in whole for i in range(len(text) - _OVERLAP + 1)}
    kept = []
    for sentence in sentences:
        text = sentence.text.strip()
        parts = [text[i : i + _OVERLAP] for i in range(max(1, len(text) - _OVERLAP + 1))]
        if 2 * sum(p in held for p in parts) < len(parts) and not (len(text) < _OVERLAP and any(text in t for t in whole)):
            kept.append(sentence)
    return kept


def unlabelled(texts: Iterable[Path], without: Iterable[str]) -> Iterator[Labelled]:
    """Sentences of articles that are in no test set."""
    left_out = set(without)
    for name, text in _texts(texts).items():
        if name in left_out:
            continue
        done = normalize_text(text).text
        for sentence in split(done):
            piece = done[slice(*sentence.span)]
            if piece.strip():
                yield labelled(piece, [], "news")


__all__ = [
    "EVERY", "KINDS", "STYLES", "TO_UNER", "TYPES", "Article", "Labelled", "annotated", "apart", "articles", "labelled", "ours",
    "universal", "unlabelled",
]  # fmt: skip
