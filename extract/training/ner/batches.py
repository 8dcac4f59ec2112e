"""Batches of sentences as tensors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from itertools import islice
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from extract.mentions.ner.labels import LABELS
from extract.training.ner.coded import Coded, Integers, Lexicon, Ragged

_AHEAD = 6  # batches made while the network learns
_ON_CPU = ("sizes", "character_sizes")
_LIKE = 8  # words by which sentences of a batch may differ in length, and more


@dataclass(frozen=True, slots=True)
class Batch:
    """Some sentences, padded; distinct words once.

    Attributes:
        features, feature_starts: hashes of the features of each distinct word.
        word, places: of each word of the sentences, which distinct word it is, and where it stands in the padded sentences.
        present: 1 where a word is; sizes: words of each sentence (on the CPU).
        styles: of sentences; allowed, kinds: see Coded; soft: what teachers think; trust: weight of ``allowed`` beside ``soft``.
        pieces, piece_present, firsts, lasts: for the transformer, and each word's first and last piece.
        characters, character_sizes, heads, tails: for LAC, likewise.
    """

    features: Tensor
    feature_starts: Tensor
    word: Tensor
    places: Tensor
    present: Tensor
    sizes: Tensor
    styles: Tensor
    allowed: Tensor
    kinds: Tensor
    soft: Tensor
    trust: Tensor
    pieces: Tensor
    piece_present: Tensor
    firsts: Tensor
    lasts: Tensor
    characters: Tensor
    character_sizes: Tensor
    heads: Tensor
    tails: Tensor

    def to(self, device: torch.device) -> Batch:
        """On a device, but for what packing reads on the CPU."""
        parts = {f.name: getattr(self, f.name) for f in fields(self)}
        return Batch(**{name: v if name in _ON_CPU else v.to(device) for name, v in parts.items()})


def _padded(flat: NDArray[Any], sizes: Integers, value: float = 0) -> tuple[NDArray[Any], Integers]:
    """Rows behind one another as a rectangle, and where in it their items stand."""
    width = int(sizes.max(initial=0))
    places = np.repeat(np.arange(len(sizes)) * width - (np.cumsum(sizes) - sizes), sizes) + np.arange(int(sizes.sum()))
    made = np.full((len(sizes) * width, *flat.shape[1:]), value, flat.dtype)
    made[places] = flat
    return made.reshape(len(sizes), width, *flat.shape[1:]), places


def _within(parts: Ragged, words: Integers, sizes: Integers, before: int) -> tuple[Integers, Integers, NDArray[Any], NDArray[Any]]:
    """The parts of the words of sentences: all of them, how many a sentence has, and each word's first and last, padded."""
    at, counts = parts.at(words)
    bounds = np.concatenate(([0], np.cumsum(sizes)))
    upto = np.concatenate(([0], np.cumsum(counts)))
    whole = upto[bounds[1:]] - upto[bounds[:-1]]
    first = upto[:-1] - np.repeat(upto[bounds[:-1]], sizes) + before
    return parts.flat[at].astype(np.int64), whole, _padded(first, sizes)[0], _padded(first + counts - 1, sizes)[0]


class Maker:
    """Makes batches.

    Args:
        soft: what teachers think of each word of the sentences, in their order.
        trust: for each sentence, the weight of its own labels beside that.
        ends: the transformer's pieces before a sentence (two) and behind it (one), or None if no network reads pieces.
        drop: share of distinct words that lose their own feature, so that the others learn to do without it.
    """

    def __init__(
        self, sentences: Coded, lexicon: Lexicon, soft: NDArray[np.float16] | None = None, trust: NDArray[np.float32] | None = None,
        ends: Sequence[int] | None = None, drop: float = 0.0,
    ) -> None:  # fmt: skip
        self.sentences, self.lexicon, self.soft, self.trust, self.ends, self.drop = sentences, lexicon, soft, trust, ends, drop

    def make(self, chosen: Integers, seed: int) -> Batch:
        """A batch of the sentences with these numbers."""
        s = self.sentences
        at, sizes = s.words.at(chosen)
        words = s.words.flat[at].astype(np.int64)
        distinct, which = np.unique(words, return_inverse=True)
        where, counts = self.lexicon.features.at(distinct)
        hashes = self.lexicon.features.flat[where].astype(np.int64)
        if self.drop:
            gone = np.random.default_rng(seed).random(len(distinct)) < self.drop
            kept = np.ones(len(hashes), bool)
            kept[(np.cumsum(counts) - counts)[gone]] = False
            hashes, counts = hashes[kept], counts - gone
        present, places = _padded(np.ones(len(words), np.float32), sizes)
        made: dict[str, NDArray[Any]] = {
            "features": hashes, "feature_starts": np.cumsum(counts) - counts, "word": which, "places": places, "present": present, "sizes": sizes,
            "styles": s.styles[chosen], "allowed": _padded(s.allowed[at], sizes)[0], "kinds": _padded(s.kinds[at], sizes, -1)[0],
            "soft": _padded(self.soft[at], sizes)[0] if self.soft is not None else np.zeros(0, np.float16),
            "trust": self.trust[chosen] if self.trust is not None else np.ones(len(chosen), np.float32),
        }  # fmt: skip
        none = np.zeros(0, np.int64)
        for name in ("pieces", "piece_present", "firsts", "lasts", "characters", "character_sizes", "heads", "tails"):
            made[name] = none
        if self.ends is not None:
            flat, whole, made["firsts"], made["lasts"] = _within(self.lexicon.pieces, words, sizes, 2)
            start, mark, end = self.ends
            inner, _ = _padded(flat, whole)
            made["pieces"] = np.concatenate([np.tile([start, mark], (len(chosen), 1)), inner, np.full((len(chosen), 1), end)], 1)
            made["pieces"][np.arange(len(chosen)), whole + 2] = end
            made["piece_present"] = np.arange(made["pieces"].shape[1]) < whole[:, None] + 3
            flat, made["character_sizes"], made["heads"], made["tails"] = _within(self.lexicon.characters, words, sizes, 0)
            made["characters"] = _padded(flat, made["character_sizes"])[0]
        return Batch(**{name: torch.from_numpy(np.ascontiguousarray(value)) for name, value in made.items()})

    def batches(self, chosen: Sequence[Integers], device: torch.device, seed: int = 0) -> Iterator[Batch]:
        """Batches one by one, the next ones made meanwhile."""
        with ThreadPoolExecutor(1 if device.type == "cpu" else 2) as pool:
            waiting = (pool.submit(self.make, part, seed + i) for i, part in enumerate(chosen))
            ahead = list(islice(waiting, _AHEAD))
            while ahead:
                made = ahead.pop(0).result()
                ahead += islice(waiting, 1)
                yield made.to(device)


def shuffled(sizes: Integers, chosen: Integers, batch: int, random: np.random.Generator) -> list[Integers]:
    """Batches of some sentences, those of like length together, in random order."""
    order = chosen[np.argsort(sizes[chosen] + random.random(len(chosen)) * _LIKE, kind="stable")]
    parts = [order[i : i + batch] for i in range(0, len(order), batch)]
    return [parts[i] for i in random.permutation(len(parts))]


def probabilities(shape: int) -> NDArray[np.float16]:
    """Room for the labels' probabilities of so many words."""
    return np.zeros((shape, len(LABELS)), np.float16)
