"""The network that scores labels for words: sums of feature vectors, residual convolutions, all in NumPy.

The weights are arrays of a NumPy archive (no code in it), small integers with a scale for each column of the feature
table, half floats for the rest. Vectors of words are worked out once and kept, and many sentences go through the
convolutions as one long row with gaps between them, so that the time goes into a few large matrix products.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, filterfalse
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from extract.data import path_of
from extract.data.configuration import per_configuration
from extract.errors import UsageError
from extract.mentions.ner import features
from extract.mentions.ner.labels import KINDS, LABELS, TYPES, Entity, Scores, best, entities

WEIGHTS = "ner/zh_claims_ner.npz"
FORMAT = 1
_REMEMBERED = 20_000  # words whose vectors are kept; then they are forgotten all at once
_CHUNK = 1_024  # words that go through the convolutions together
_EPSILON = 1e-5
_ORG = TYPES.index("ORG")
_RECIPE = "python -m extract.training.ner"

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Layer:
    taps: tuple[tuple[int, Array], ...]  # how many words away, and the weights for the word there
    bias: Array
    scale: Array
    shift: Array


class _Remembered:
    """The vectors of words met before, each in a row of its own, and what the first layer makes of them; row 0 is a gap's."""

    def __init__(self, taps: Sequence[Array], bias: Array) -> None:
        self._taps = taps
        self._bias = bias  # goes with what the first tap makes
        self.forget()

    def forget(self) -> None:
        """Drops them all."""
        self.known: dict[str, int] = {}
        self.vectors: Array = np.zeros((len(self._taps) + 1, 1_024, len(self._bias)), np.float32)
        self.vectors[1, 0] = self._bias

    def add(self, words: Sequence[str], vectors: Array) -> None:
        """Adds words that are not known with their vectors."""
        first = len(self.known) + 1
        if first + len(words) > self.vectors.shape[1]:
            size = max(min(2 * self.vectors.shape[1], _REMEMBERED + 1), first + len(words))
            grown = np.zeros((len(self.vectors), size, len(self._bias)), np.float32)
            grown[:, :first] = self.vectors[:, :first]
            self.vectors = grown
        new = slice(first, first + len(words))
        self.vectors[0, new] = vectors
        for product, tap in zip(self.vectors[1:], self._taps, strict=True):
            np.matmul(vectors, tap, out=product[new])
        self.vectors[1, new] += self._bias
        self.known.update(zip(words, range(first, first + len(words)), strict=True))


@cache
def _blas() -> ThreadpoolController:
    """The libraries of matrix products that are loaded."""
    return ThreadpoolController()


@cache
def network(path: Path | None = None, style: str = "news") -> Network:
    """The network with the weights at ``path``, by default those that the package ships; loaded once a process."""
    return Network(path or path_of(WEIGHTS), style)


class Network:
    """A trained network.

    Args:
        path: the archive of weights.
        style: whose conventions to follow, ``news`` (ours) or ``wikipedia`` (Universal NER's); see docs/ner.md.

    Raises:
        UsageError: the file is no such archive, or made by another version.
    """

    def __init__(self, path: Path, style: str = "news") -> None:
        try:
            with np.load(path, allow_pickle=False) as archive:
                arrays = {name: archive[name] for name in archive.files}
            about = json.loads(arrays.pop("about").tobytes())
        except (OSError, ValueError, KeyError) as error:
            raise UsageError(f"it holds no NER model ({error})", where=str(path), mend=f"name a file that {_RECIPE} made") from error
        if (about.get("format"), about.get("features"), tuple(about.get("labels", ()))) != (FORMAT, features.VERSION, LABELS):
            raise UsageError("the NER model is of another version of zh-extract", where=str(path), mend=f"train it anew: {_RECIPE}")
        self.about: dict[str, Any] = about
        self._table: NDArray[np.int8] = arrays["table"]
        self._table_scale: Array = arrays["table_scale"]
        full = {name: array.astype(np.float32) for name, array in arrays.items() if name not in ("table", "table_scale")}
        self._project, self._project_bias = full["project"], full["project_bias"]
        self._norm_scale, self._norm_shift = full["norm_scale"], full["norm_shift"]
        self._style = full["style"][about["styles"].index(style)]
        self._layers = []
        for i, dilation in enumerate(about["dilations"]):
            weights = full[f"convolution{i}"]
            taps = tuple(((k - len(weights) // 2) * dilation, tap) for k, tap in enumerate(weights))
            self._layers.append(_Layer(taps, full[f"convolution{i}_bias"], full[f"scale{i}"], full[f"shift{i}"]))
        self._labels, self._labels_bias = full["labels"], full["labels_bias"]
        self._kinds, self._kinds_bias = full["kinds"], full["kinds_bias"]
        self._gap = max(by for layer in self._layers for by, _ in layer.taps)
        self._lock = threading.Lock()
        # A word's features follow from the tables.
        self._remembered = per_configuration()(lambda: _Remembered([tap for _, tap in self._layers[0].taps], self._layers[0].bias))

    def _norm(self, x: Array, scale: Array, shift: Array) -> Array:
        x -= (x @ np.full(x.shape[1], 1 / x.shape[1], np.float32))[:, None]  # a product is quicker than mean()
        deviation = np.sqrt(np.einsum("ij,ij->i", x, x) / x.shape[1] + _EPSILON)
        x *= (1 / deviation)[:, None]
        x *= scale
        x += shift
        return x

    def _learn(self, words: list[str]) -> None:
        """Works out the vectors of words not met before."""
        size = len(self._table)
        rows = [features.rows(word, size) for word in words]
        starts = np.cumsum([0, *(len(r) for r in rows[:-1])])
        flat = np.fromiter((n for r in rows for n in r), np.int64)
        summed = np.add.reduceat(self._table[flat].astype(np.int32), starts, axis=0) * self._table_scale
        known = self._norm(np.maximum(summed.astype(np.float32) @ self._project + self._project_bias, 0), self._norm_scale, self._norm_shift)
        self._remembered().add(words, known + self._style)

    def _rows(self, sentences: Sequence[Sequence[str]]) -> tuple[NDArray[np.intp], Array]:
        """The rows of all words among the vectors, with gaps before, between and behind the sentences; and the vectors."""
        with self._lock:
            store = self._remembered()
            missing = list(dict.fromkeys(chain.from_iterable(filterfalse(store.known.__contains__, s) for s in sentences)))
            if missing:
                if len(store.known) + len(missing) > _REMEMBERED:
                    store.forget()
                    missing = list(dict.fromkeys(chain.from_iterable(sentences)))
                self._learn(missing)
            row_of = store.known.__getitem__
            gap = [0] * self._gap
            numbers = list(gap)
            for sentence in sentences:
                numbers += map(row_of, sentence)
                numbers += gap
            return np.array(numbers), store.vectors

    def _hidden(self, sentences: Sequence[Sequence[str]]) -> Array:
        """Hidden states of all words, gaps included."""
        rows, vectors = self._rows(sentences)
        gap = self._gap
        inner = slice(gap, len(rows) - gap)
        empty = np.flatnonzero(rows[inner] == 0)
        x: Array = vectors[0].take(rows, 0)
        y, product = np.empty_like(x[inner]), np.empty_like(x[inner])
        for number, layer in enumerate(self._layers):
            for k, (by, tap) in enumerate(layer.taps):
                moved = slice(gap + by, len(rows) - gap + by)
                out = product if k else y
                if number:
                    np.matmul(x[moved], tap, out=out)
                else:  # worked out once for each word
                    vectors[k + 1].take(rows[moved], 0, out, "clip")
                if k:
                    y += product
            if number:
                y += layer.bias
            np.maximum(y, 0, out=y)
            y += x[inner]
            self._norm(y, layer.scale, layer.shift)
            y[empty] = 0.0
            x[inner] = y
        return x

    def _chunks(self, sentences: Sequence[Sequence[str]]) -> Iterator[Sequence[Sequence[str]]]:
        first, size = 0, 0
        for i, sentence in enumerate(sentences):
            size += len(sentence) + self._gap
            if size >= _CHUNK:
                yield sentences[first : i + 1]
                first, size = i + 1, 0
        if first < len(sentences):
            yield sentences[first:]

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[list[tuple[Entity, str | None]]]:
        """The entities of each sentence, given as words; organizations with their kind."""
        # In one thread: the products are small, and processes side by side would wait for each other's threads.
        with _blas().limit(limits=1, user_api="blas"):
            return self._entities(sentences)

    def _entities(self, sentences: Sequence[Sequence[str]]) -> list[list[tuple[Entity, str | None]]]:
        states: list[Array] = []
        for chunk in self._chunks(sentences):
            hidden = self._hidden(chunk)
            at = self._gap
            for sentence in chunk:
                states.append(hidden[at : at + len(sentence)])
                at += len(sentence) + self._gap
        paths = best(self._scored(states))
        return [
            [(e, self._kind(state[e[0] : e[1]]) if e[2] == _ORG else None) for e in entities(path)] for state, path in zip(states, paths, strict=True)
        ]

    def _scored(self, states: Sequence[Array]) -> list[Scores]:
        if not states:
            return []
        scores = np.concatenate(states) @ self._labels + self._labels_bias
        # No need to normalize each word's scores: the best sequence has as many words as any other.
        return np.split(scores, np.cumsum([len(s) for s in states])[:-1])

    def _kind(self, state: Array) -> str | None:
        kind = KINDS[int((state.sum(0) @ self._kinds + len(state) * self._kinds_bias).argmax())]
        return None if kind == "other" else kind
