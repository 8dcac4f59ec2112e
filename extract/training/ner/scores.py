"""Precision, recall and F1 of names: a name counts when its span and its label are those of the gold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extract.training.ner.corpus import TO_UNER, Article, Labelled

Found = Callable[[Sequence[Labelled]], list[list[tuple[int, int, str]]]]


@dataclass(slots=True)
class Counts:
    """Names found rightly, found wrongly, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the found names that are right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the gold's names that are found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


Table = dict[str, Counts]


def _count(table: Table, gold: Iterable[tuple[int, int, str]], found: Iterable[tuple[int, int, str]]) -> None:
    wanted, got = set(gold), set(found)
    for group, names in (("right", wanted & got), ("wrong", got - wanted), ("missed", wanted - got)):
        for name in names:
            for label in (name[2], "all"):
                counts = table.setdefault(label, Counts())
                setattr(counts, group, getattr(counts, group) + 1)


def of_sentences(sentences: Sequence[Labelled], finder: Found) -> Table:
    """Scores on sentences; those of Universal NER by its own labels."""
    table: Table = {}
    for sentence, found in zip(sentences, finder(sentences), strict=True):
        theirs = [(a, b, TO_UNER[label]) for a, b, label in found if label in TO_UNER]
        _count(table, sentence.gold, theirs if sentence.style == "wikipedia" else found)
    return table


def of_articles(articles: Sequence[Article], finder: Found) -> Table:
    """Scores on the annotated stretches of articles, in positions of their raw texts."""
    table: Table = {}
    for article in articles:
        found = []
        for sentence, names in zip(article.sentences, finder(article.sentences), strict=True):
            for a, b, label in names:
                start, end = article.normalized.to_raw((a + sentence.base, b + sentence.base))
                if any(x <= start and end <= y for x, y in article.ranges):
                    found.append((start, end, label))
        _count(table, article.gold, found)
    return table


def line(table: Table) -> str:
    """Precision, recall and F1 by label on one line."""
    order = sorted(table, key=lambda label: (label == "all", -(table[label].right + table[label].missed)))
    return "; ".join(f"{x} {100 * table[x].precision:.1f}/{100 * table[x].recall:.1f}/{100 * table[x].f1:.1f}" for x in order)
