"""Small linear models with weights that a person can read: a table of features, and pairs of features, with numbers.

A pair (``a × b``) weighs where both features hold: it adds its weight times both values.

Articles of a kind (work reports, those that follow another usage than the mainland's) have ways of their own. What such an article shares with
others and what it does not are weighed apart (Daumé, Frustratingly Easy Domain Adaptation, 2007): a feature stands in the table by its name, and
again with the kind before it for what it weighs more or less there. In use both are one sum, added up once for all articles of a kind.

Rows share much: all readings of a figure stand before the same word, all wordings with one ending end alike. So a row is made of
parts, and a model weighs each part once. Pairs may lie across parts; which features hold together recurs, and its sum is remembered.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache

from extract.data import read_lines

Features = Mapping[str, float]
Weights = Mapping[str, float]
PAIR = " × "
Kinds = tuple[str, ...]
Weighed = tuple[float, int, tuple[tuple[int, float], ...]]
_REPORT, _OTHER_USAGE = "in a report", "in other usage"
_TOGETHER = 16384  # sets of features whose pairs are remembered
_KEPT = 16384  # parts that are remembered
_MODELS = 4  # that a part keeps what they make of it: one for each kind of article
_STEPS = 1e9  # of a score in one: rows that weigh the same are equal, in whatever order their weights were added


class Part:
    """Features of one row or, where it is shared, of many; rows hold each feature in one part only.

    What models make of it is kept, for the next article may be of another kind: the sum of its features alone, those of value 1 that pairs
    ask for, a bit each, and those of another value.
    """

    __slots__ = ("features", "weighed")

    def __init__(self, features: Features) -> None:
        self.features = features
        self.weighed: dict[Model, Weighed] = {}


Row = Sequence[Part]


def alone(features: Features) -> Row:
    """A row that shares nothing with others."""
    return (Part(features),)


@lru_cache(maxsize=_KEPT)
def holding(*features: str) -> Part:
    """Features that hold, as a part that all rows share that hold just these."""
    return Part(dict.fromkeys(features, 1.0))


def kinds_of(*, report: bool, mainland: bool) -> Kinds:
    """The kinds of an article that are weighed apart: whether it is a work report, whether it follows the mainland's usage."""
    return (*([_REPORT] if report else []), *([] if mainland else [_OTHER_USAGE]))


def in_report(kinds: Kinds) -> bool:
    """Whether the kinds of an article make it a work report."""
    return _REPORT in kinds


def taught(features: Features, kinds: Kinds) -> dict[str, float]:
    """The features with their copies for each kind of the article: what models learn from."""
    return {**features, **{f"{kind}: {name}": value for kind in kinds for name, value in features.items()}}


def is_copy(name: str) -> bool:
    """Whether a feature's name is a copy for a kind of article."""
    return name.startswith((f"{_REPORT}: ", f"{_OTHER_USAGE}: "))


def _within(weights: Weights, kinds: Kinds) -> Weights:
    """The weights for articles of some kinds: what each feature weighs everywhere and there."""
    summed = {name: weight for name, weight in weights.items() if not is_copy(name)}
    for kind in kinds:
        lead = f"{kind}: "
        for name, weight in weights.items():
            if name.startswith(lead):
                plain = name[len(lead) :]
                summed[plain] = summed.get(plain, 0.0) + weight
    return summed


def merged(row: Iterable[Part]) -> dict[str, float]:
    """All features of a row."""
    return {name: value for part in row for name, value in part.features.items()}


class Model:
    """Weights made ready for use: of single features, and of pairs by either member."""

    def __init__(self, weights: Weights) -> None:
        pairs = {tuple(name.split(PAIR)): weight for name, weight in weights.items() if PAIR in name}
        paired = list(dict.fromkeys(name for pair in pairs for name in pair))
        self._number = {name: n for n, name in enumerate(paired)}  # of each feature that is in a pair
        single = dict.fromkeys(paired, 0.0) | {name: weight for name, weight in weights.items() if PAIR not in name}
        # Of each feature its weight and, for one that is in a pair, its bit; else 0.
        self._single = {name: (weight, 1 << self._number[name] if name in self._number else 0) for name, weight in single.items()}
        self._pairs = [[0.0] * len(paired) for _ in paired]
        for (one, other), weight in pairs.items():
            n, m = self._number[one], self._number[other]
            self._pairs[n][m] = self._pairs[m][n] = weight
        self._within: Callable[[int], float] = lru_cache(_TOGETHER)(self._sum_within)
        self._with: Callable[[int, int], float] = lru_cache(_TOGETHER)(self._sum_with)

    def scores(self, rows: Iterable[Row]) -> list[float]:
        """Of each row the weighed sum of its features and of their pairs; unknown ones weigh nothing."""
        found = []
        for row in rows:
            total, held = 0.0, 0
            other: tuple[tuple[int, float], ...] = ()
            for part in row:
                try:
                    alone, paired, rest = part.weighed[self]
                except KeyError:
                    alone, paired, rest = self._weigh(part)
                total += alone
                if paired:
                    held |= paired
                if rest:
                    other += rest
            if held:
                total += self._within(held)
            for n, (feature, value) in enumerate(other):
                total += value * self._with(feature, held)
                for before, times in other[:n]:
                    total += value * times * self._pairs[feature][before]
            found.append(math.floor(total * _STEPS + 0.5) / _STEPS)  # round() takes three times as long
        return found

    def _weigh(self, part: Part) -> Weighed:
        total, held = 0.0, 0
        other: list[tuple[int, float]] = []
        single = self._single.get
        for name, value in part.features.items():
            known = single(name)
            if known is None:
                continue
            weight, bit = known
            if value == 1.0:
                total += weight
                held |= bit
            elif value:
                total += weight * value
                if bit:
                    other.append((self._number[name], value))
        if len(part.weighed) >= _MODELS:  # those of a training before
            part.weighed.clear()
        part.weighed[self] = found = total, held, tuple(sorted(other)) if other else ()
        return found

    def _sum_within(self, held: int) -> float:
        """The weights of all pairs of features that hold together."""
        features = _numbers(held)
        total = 0.0
        for n, feature in enumerate(features):  # a dozen: for so few an array takes five times as long
            row = self._pairs[feature]
            for other in features[:n]:
                total += row[other]
        return total

    def _sum_with(self, feature: int, held: int) -> float:
        """The weights of the pairs of one feature with those that hold."""
        row = self._pairs[feature]
        return sum([row[other] for other in _numbers(held)])


def _numbers(held: int) -> list[int]:
    """The places of the bits that are set."""
    found = []
    while held:
        lowest = held & -held
        found.append(lowest.bit_length() - 1)
        held ^= lowest
    return found


_in_training: dict[str, Weights] = {}
_models: dict[tuple[str, Kinds], Model] = {}  # of those in training


@cache
def _read(name: str) -> Weights:
    """From ``data/linking/NAME.tsv`` (columns: feature, weight)."""
    rows = (line.split("\t") for line in read_lines(f"linking/{name}.tsv"))
    return {feature: float(value) for feature, value, *_ in rows}


@cache
def _shipped(name: str, kinds: Kinds) -> Model:
    return Model(_within(_read(name), kinds))


@contextmanager
def using(models: Mapping[str, Weights]) -> Iterator[None]:
    """Other weights inside a ``with`` block; for training and for folds, one thread only."""
    before = dict(_in_training)
    _in_training.update(models)
    _models.clear()
    try:
        yield
    finally:
        _in_training.clear()
        _in_training.update(before)
        _models.clear()


def _model(name: str, kinds: Kinds) -> Model:
    if name not in _in_training:
        return _shipped(name, kinds)
    if (name, kinds) not in _models:
        _models[name, kinds] = Model(_within(_in_training[name], kinds))
    return _models[name, kinds]


def scores(name: str, rows: Iterable[Row], kinds: Kinds = ()) -> list[float]:
    """The scores of rows by a model, in an article of some kinds."""
    return _model(name, kinds).scores(rows)


def score(name: str, features: Features) -> float:
    """The score of features that no other row shares."""
    return scores(name, [alone(features)])[0]


def probabilities(values: Sequence[float]) -> list[float]:
    """Softmax: the share of each of several candidates, by their scores."""
    top = max(values)
    powers = [math.exp(s - top) for s in values]
    total = sum(powers)
    return [p / total for p in powers]


def ranked(name: str, rows: Sequence[Row], kinds: Kinds = ()) -> tuple[list[int], list[float], float]:
    """Candidates by a model: their indices, the best first; the share of each; how far the best is ahead in score."""
    found = scores(name, rows, kinds)
    order = sorted(range(len(rows)), key=found.__getitem__, reverse=True)  # which leaves equals in their order
    margin = found[order[0]] - found[order[1]] if len(order) > 1 else 10.0
    return order, probabilities(found), margin


def logistic(value: float) -> float:
    """The probability that belongs to a log-odds value."""
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, value))))


@lru_cache(maxsize=8192)
def shown(characters: str) -> str:
    """Characters of a text as part of a feature's name: white space made visible, "none" for nothing."""
    return "".join("␣" if c.isspace() else c for c in characters) or "none"
