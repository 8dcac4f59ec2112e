"""Small linear models with weights that a person can read: a table of features, and pairs of features, with numbers.

A pair (``a × b``) weighs where both features hold: it adds its weight times both values.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.data import read_lines

Features = Mapping[str, float]
Weights = Mapping[str, float]
PAIR = " × "


@dataclass(frozen=True, slots=True)
class Model:
    """Weights made ready for use: of single features, and of pairs by either member."""

    single: Weights
    pairs: Mapping[str, Mapping[str, float]]


def _model(weights: Weights) -> Model:
    single: dict[str, float] = {}
    pairs: dict[str, dict[str, float]] = {}
    for name, weight in weights.items():
        one, _, other = name.partition(PAIR)
        if other:
            pairs.setdefault(one, {})[other] = weight
            pairs.setdefault(other, {})[one] = weight
        else:
            single[name] = weight
    return Model(single, pairs)


_in_training: dict[str, Model] = {}


@cache
def _shipped(name: str) -> Model:
    """From ``data/linking/NAME.tsv`` (columns: feature, weight)."""
    rows = (line.split("\t") for line in read_lines(f"linking/{name}.tsv"))
    return _model({feature: float(value) for feature, value, *_ in rows})


@contextmanager
def using(models: Mapping[str, Weights]) -> Iterator[None]:
    """Other weights inside a ``with`` block; for training and for folds, one thread only."""
    before = dict(_in_training)
    _in_training.update({name: _model(weights) for name, weights in models.items()})
    try:
        yield
    finally:
        _in_training.clear()
        _in_training.update(before)


def score(name: str, features: Features) -> float:
    """The weighted sum of the features and of their pairs; unknown ones weigh nothing."""
    model = _in_training[name] if name in _in_training else _shipped(name)
    weight_of, pairs_of = model.single.get, model.pairs.get
    total = 0.0
    paired: list[tuple[str, float, Mapping[str, float]]] = []
    for feature, value in features.items():
        weight = weight_of(feature)
        if weight is not None:
            total += weight * value
        others = pairs_of(feature)
        if others is not None:
            for other, times, _ in paired:
                weight = others.get(other)
                if weight is not None:
                    total += weight * value * times
            paired.append((feature, value, others))
    return total


def probabilities(scores: Sequence[float]) -> list[float]:
    """Softmax: the share of each of several candidates."""
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def ranked(name: str, rows: Sequence[Features]) -> tuple[list[int], list[float], float]:
    """Candidates by a model: their indices, the best first; the share of each; how far the best is ahead in score."""
    scores = [score(name, row) for row in rows]
    order = sorted(range(len(rows)), key=lambda i: (-scores[i], i))
    margin = scores[order[0]] - scores[order[1]] if len(order) > 1 else 10.0
    return order, probabilities(scores), margin


def logistic(value: float) -> float:
    """The probability that belongs to a log-odds value."""
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, value))))


@lru_cache(maxsize=8192)
def shown(characters: str) -> str:
    """Characters of a text as part of a feature's name: white space made visible, "none" for nothing."""
    return "".join("␣" if c.isspace() else c for c in characters) or "none"
