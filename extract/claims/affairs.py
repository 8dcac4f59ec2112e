"""Whose affairs an article and its clauses tell of besides those of places: a firm's, an exchange's, what shops offer, an offence.

Figures of such affairs seldom are a place's; how seldom the model ``worth`` learns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache

from extract.claims import scoring
from extract.claims.scoring import Part
from extract.data import read_table
from extract.model import Sentence, Span

_OFTEN = 0.15  # of an article's sentences: one that tells of an affair this often is about it
_AT_LEAST = 3  # sentences


@cache
def _words() -> tuple[tuple[str, str], ...]:
    """Words and their affairs."""
    return tuple((word, row["affair"]) for row in read_table("lexicons/affairs.tsv") for word in row["words"].split())


class Affairs:
    """The affairs of one article: where words for them stand."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        starts = [s.span[0] for s in sentences]
        self._at: dict[int, list[tuple[int, str]]] = {}
        for word, affair in _words():  # each by itself: most articles hold few of them, and one pattern for all takes twenty times as long
            at = text.find(word)
            while at >= 0:
                i = bisect_right(starts, at) - 1
                if i >= 0 and sentences[i].role != "boilerplate":
                    self._at.setdefault(i, []).append((at, affair))
                at = text.find(word, at + len(word))
        counts = Counter(affair for found in self._at.values() for affair in {name for _, name in found})
        least = max(_AT_LEAST, _OFTEN * len(sentences))
        self._of_article = [f"affair of the article: {affair}" for affair, n in sorted(counts.items()) if n >= least]

    def of(self, sentence: int, clause: Span) -> Part:
        """Features of a figure: the affairs of its clause, its sentence and the article."""
        names = dict.fromkeys(self._of_article)
        for at, affair in self._at.get(sentence, ()):
            names[f"affair of the {'clause' if clause[0] <= at < clause[1] else 'sentence'}: {affair}"] = None
        return scoring.holding(*sorted(names))
