"""Sentences as arrays of numbers: all that the networks read, so that they train wherever NumPy and PyTorch are.

Each distinct word is described once, in a lexicon; a sentence is a row of numbers of words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Arrays = Mapping[str, NDArray[Any]]
OPEN = 1 << 31  # in ``allowed``: the word has no label of its own, teachers say what it is


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows of unlike length, one behind the other."""

    flat: NDArray[Any]
    sizes: NDArray[np.int64]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, flat: NDArray[Any], sizes: NDArray[Any]) -> Ragged:
        """Rows of these sizes."""
        sizes = sizes.astype(np.int64)
        return cls(flat, sizes, np.cumsum(sizes) - sizes)

    def at(self, rows: NDArray[np.int64]) -> tuple[Integers, Integers]:
        """Where the items of some rows stand in ``flat``, and how many each row has."""
        sizes = self.sizes[rows]
        before = np.cumsum(sizes) - sizes
        return np.repeat(self.starts[rows] - before, sizes) + np.arange(int(sizes.sum())), sizes


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Of each word: the hashes of its features (the first is the word itself), its pieces for the transformer, its characters for LAC."""

    features: Ragged
    pieces: Ragged
    characters: Ragged

    def stored(self) -> dict[str, NDArray[Any]]:
        """As arrays by name."""
        parts = {"features": self.features, "pieces": self.pieces, "characters": self.characters}
        return {f"{name}/{k}": v for name, part in parts.items() for k, v in (("flat", part.flat), ("sizes", part.sizes.astype(np.uint16)))}

    @classmethod
    def read(cls, arrays: Arrays) -> Lexicon:
        """From arrays by name."""
        return cls(*(Ragged.of(arrays[f"{name}/flat"], arrays[f"{name}/sizes"]) for name in ("features", "pieces", "characters")))


@dataclass(frozen=True, slots=True)
class Coded:
    """Sentences.

    Attributes:
        words: numbers of words, a row for each sentence.
        allowed: for each word a bit mask of its labels, OPEN where teachers tell.
        kinds: for each word the kind of its organization or -1.
        styles: for each sentence the number of its style.
        gold: for tests: rows of sentence, first word, end word, label's number; a name lost between words has -1 as words.
    """

    words: Ragged
    allowed: NDArray[np.int64]
    kinds: NDArray[np.int64]
    styles: NDArray[np.int64]
    gold: NDArray[np.int64]

    def stored(self, name: str) -> dict[str, NDArray[Any]]:
        """As arrays by name."""
        return {
            f"{name}/words": self.words.flat.astype(np.int32), f"{name}/sizes": self.words.sizes.astype(np.uint16),
            f"{name}/allowed": self.allowed.astype(np.uint32), f"{name}/kinds": self.kinds.astype(np.int8),
            f"{name}/styles": self.styles.astype(np.int8), f"{name}/gold": self.gold.astype(np.int32),
        }  # fmt: skip

    @classmethod
    def read(cls, arrays: Arrays, name: str) -> Coded:
        """From arrays by name."""
        words = Ragged.of(arrays[f"{name}/words"], arrays[f"{name}/sizes"])
        allowed, kinds, styles, gold = (arrays[f"{name}/{part}"].astype(np.int64) for part in ("allowed", "kinds", "styles", "gold"))
        return cls(words, allowed, kinds, styles, gold)

    def __len__(self) -> int:
        return len(self.words.sizes)


def joined(parts: Sequence[Coded]) -> Coded:
    """Sentences one set behind the other (without their gold)."""
    words = Ragged.of(np.concatenate([p.words.flat for p in parts]), np.concatenate([p.words.sizes for p in parts]))
    allowed, kinds, styles = (np.concatenate([getattr(p, name) for p in parts]) for name in ("allowed", "kinds", "styles"))
    return Coded(words, allowed, kinds, styles, np.zeros((0, 4), np.int64))


def restyled(sentences: Coded, style: int) -> Coded:
    """The sentences in another style, for teachers to label."""
    return Coded(sentences.words, np.full_like(sentences.allowed, OPEN), np.full_like(sentences.kinds, -1), np.full_like(sentences.styles, style), sentences.gold)
