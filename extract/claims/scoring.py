"""Small linear models with weights that a person can read: a table of feature names and numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache

from extract.data import read_lines

Features = Mapping[str, float]


@cache
def weights(name: str) -> dict[str, float]:
    """The weights of a model, from ``data/linking/NAME.tsv`` (columns: feature, weight)."""
    table = {}
    for line in read_lines(f"linking/{name}.tsv"):
        feature, value = line.split("\t")[:2]
        table[feature] = float(value)
    return table


def score(name: str, features: Features) -> float:
    """The weighted sum of the features; unknown features weigh nothing."""
    table = weights(name)
    return sum(table.get(f, 0.0) * v for f, v in features.items())


def probabilities(scores: Sequence[float]) -> list[float]:
    """Softmax: the share of each of several candidates."""
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def logistic(value: float) -> float:
    """The probability that belongs to a log-odds value."""
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, value))))
