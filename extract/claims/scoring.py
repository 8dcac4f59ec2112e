"""Small linear models with weights that a person can read: a table of feature names and numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache

from extract.data import read_lines

Features = Mapping[str, float]
Weights = Mapping[str, float]
_in_training: dict[str, Weights] = {}


@cache
def _shipped(name: str) -> Weights:
    """From ``data/linking/NAME.tsv`` (columns: feature, weight)."""
    table = {}
    for line in read_lines(f"linking/{name}.tsv"):
        feature, value = line.split("\t")[:2]
        table[feature] = float(value)
    return table


def weights(name: str) -> Weights:
    """The weights of a model: those that the package ships, or those that ``using`` put in their place."""
    return _in_training[name] if name in _in_training else _shipped(name)


@contextmanager
def using(models: Mapping[str, Weights]) -> Iterator[None]:
    """Other weights inside a ``with`` block; for training and for folds, one thread only."""
    before = dict(_in_training)
    _in_training.update(models)
    try:
        yield
    finally:
        _in_training.clear()
        _in_training.update(before)


def score(name: str, features: Features) -> float:
    """The weighted sum of the features; unknown features weigh nothing."""
    known = weights(name).get
    total = 0.0
    for feature, value in features.items():
        weight = known(feature)
        if weight is not None:
            total += weight * value
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
