"""Fitting the linear models: a softmax over the candidates of each quantity, and logistic regression.

Both can weigh pairs of features too. The features whose weights move scores most, by absolute weight times standard deviation, are
multiplied two by two, and the model is fitted anew with the products beside the features: a kernel of second degree over the
few features that matter, whose weights can still be read one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from extract.claims.scoring import PAIR, is_copy

Row = Mapping[str, float]
_Loss = Callable[[np.ndarray, csr_matrix], tuple[float, np.ndarray]]
_TOGETHER = 10  # rows that two features must share for their product to be weighed


@dataclass(frozen=True, slots=True)
class Group:
    """The candidates of one choice: a row of features each, and how right each is, 1 wholly and 0 not at all (at least one is wholly).

    ``weight``: how much the choice counts beside others.
    """

    rows: Sequence[Row]
    right: Sequence[float]
    weight: float = 1.0


def _vocabulary(rows: Sequence[Row], least: int) -> dict[str, int]:
    counts = Counter(name for row in rows for name, value in row.items() if value)
    return {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= least))}


def _matrix(rows: Sequence[Row], index: Mapping[str, int]) -> csr_matrix:
    data, columns, starts = [], [], [0]
    for row in rows:
        for name, value in row.items():
            column = index.get(name)
            if column is not None and value:
                columns.append(column)
                data.append(value)
        starts.append(len(columns))
    return csr_matrix((np.array(data), np.array(columns, dtype=np.int32), np.array(starts, dtype=np.int64)), shape=(len(rows), len(index)))


def _log_sums(scores: np.ndarray, starts: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Log of the summed powers of each group of scores."""
    top = np.maximum.reduceat(scores, starts)
    return np.asarray(top + np.log(np.add.reduceat(np.exp(scores - top[groups]), starts)))


def _pairs(x: csr_matrix, names: Sequence[str], weights: np.ndarray, count: int) -> tuple[csr_matrix, list[str]]:
    """Products, two by two, of the ``count`` features that move scores most, as columns, and their names; no copies for a kind of article."""
    mean = np.asarray(x.mean(axis=0)).ravel()
    spread = np.sqrt(np.maximum(np.asarray(x.multiply(x).mean(axis=0)).ravel() - mean * mean, 0.0))
    moves = np.where([is_copy(name) for name in names], -1.0, np.abs(weights) * spread)
    top = sorted(np.argsort(-moves, kind="stable")[:count])
    values = x[:, top].toarray().astype(np.float32)
    columns, found = [], []
    for i, one in enumerate(top[:-1]):
        products = csr_matrix(values[:, i : i + 1] * values[:, i + 1 :])
        enough = np.flatnonzero(np.bincount(products.indices, minlength=products.shape[1]) >= _TOGETHER)
        columns.append(products[:, enough].astype(np.float64))
        found += [f"{names[one]}{PAIR}{names[top[i + 1 + j]]}" for j in enough]
    return hstack(columns).tocsr(), found


def _fitted(x: csr_matrix, index: Mapping[str, int], loss: _Loss, pairs: int) -> dict[str, float]:
    """The weights of least loss, by L-BFGS; with ``pairs``, those of the products of so many features too."""

    def least(matrix: csr_matrix, start: np.ndarray) -> np.ndarray:
        return np.asarray(minimize(lambda w: loss(w, matrix), start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x)

    names = list(index)
    best = least(x, np.zeros(len(names)))
    if pairs > 1:
        products, found = _pairs(x, names, best, pairs)
        names += found
        best = least(hstack([x, products]).tocsr(), np.concatenate([best, np.zeros(len(found))]))
    return {name: float(w) for name, w in zip(names, best, strict=True)}


def softmax_weights(found: Sequence[Group], *, penalty: float, least: int = 1, pairs: int = 0) -> dict[str, float]:
    """Weights that make right candidates likely: maximum likelihood of "one of the right ones", L2 penalty, L-BFGS.

    One that is right in part counts for that part of its probability.

    Args:
        penalty: weight of half the squared norm against the mean loss of a group.
        least: features seen in fewer candidates are left out.
        pairs: how many of the strongest features are also weighed two by two.
    """
    rows = [row for group in found for row in group.rows]
    index = _vocabulary(rows, least)
    sizes = np.array([len(g.rows) for g in found])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    groups = np.repeat(np.arange(len(found)), sizes)
    right_by = np.array([float(r) for g in found for r in g.right])
    weight = np.array([g.weight for g in found])
    weight /= weight.sum()
    barred = np.where(right_by > 0, np.log(np.maximum(right_by, 1e-9)), -1e9)

    def loss(w: np.ndarray, x: csr_matrix) -> tuple[float, np.ndarray]:
        scores = x @ w
        every = _log_sums(scores, starts, groups)
        right = _log_sums(scores + barred, starts, groups)
        slope = (np.exp(scores - every[groups]) - np.exp(scores + barred - right[groups])) * weight[groups]
        return float(weight @ (every - right) + penalty / 2 * w @ w), x.T @ slope + penalty * w

    return _fitted(_matrix(rows, index), index, loss, pairs)


def logistic_weights(
    found: Sequence[tuple[Row, bool]], *, penalty: float, least: int = 1, pairs: int = 0, weights: Sequence[float] | None = None
) -> dict[str, float]:
    """Weights of a logistic regression without intercept (a feature that is always 1 takes its part), L2 penalty, L-BFGS.

    ``weights``: how much each row counts beside others; alike if None.
    """
    rows = [row for row, _ in found]
    weight = np.ones(len(rows)) if weights is None else np.array(weights)
    weight /= weight.sum()
    index = _vocabulary(rows, least)
    sign = np.where(np.array([right for _, right in found]), 1.0, -1.0)

    def loss(w: np.ndarray, x: csr_matrix) -> tuple[float, np.ndarray]:
        margin = sign * (x @ w)
        slope = -sign / (1.0 + np.exp(np.clip(margin, -60, 60))) * weight
        return float(weight @ np.logaddexp(0.0, -margin) + penalty / 2 * w @ w), x.T @ slope + penalty * w

    return _fitted(_matrix(rows, index), index, loss, pairs)
