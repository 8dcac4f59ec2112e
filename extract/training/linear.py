"""Fitting the linear models: a softmax over the candidates of each quantity, and logistic regression."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Row = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Group:
    """The candidates of one choice: a row of features each, and which of them are right (at least one)."""

    rows: Sequence[Row]
    right: Sequence[bool]


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


def softmax_weights(found: Sequence[Group], *, penalty: float, least: int = 1) -> dict[str, float]:
    """Weights that make right candidates likely: maximum likelihood of "one of the right ones", L2 penalty, L-BFGS.

    Args:
        penalty: weight of half the squared norm against the mean loss of a group.
        least: features seen in fewer candidates are left out.
    """
    rows = [row for group in found for row in group.rows]
    index = _vocabulary(rows, least)
    x = _matrix(rows, index)
    sizes = np.array([len(g.rows) for g in found])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    groups = np.repeat(np.arange(len(found)), sizes)
    barred = np.where(np.array([r for g in found for r in g.right]), 0.0, -1e9)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = x @ w
        every = _log_sums(scores, starts, groups)
        right = _log_sums(scores + barred, starts, groups)
        slope = np.exp(scores - every[groups]) - np.exp(scores + barred - right[groups])
        return float(np.mean(every - right) + penalty / 2 * w @ w), x.T @ slope / len(found) + penalty * w

    best = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: float(best.x[i]) for name, i in index.items()}


def logistic_weights(found: Sequence[tuple[Row, bool]], *, penalty: float, least: int = 1) -> dict[str, float]:
    """Weights of a logistic regression without intercept (a feature that is always 1 takes its part), L2 penalty, L-BFGS."""
    rows = [row for row, _ in found]
    index = _vocabulary(rows, least)
    x = _matrix(rows, index)
    sign = np.where(np.array([right for _, right in found]), 1.0, -1.0)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (x @ w)
        slope = -sign / (1.0 + np.exp(np.clip(margin, -60, 60)))
        return float(np.mean(np.logaddexp(0.0, -margin)) + penalty / 2 * w @ w), x.T @ slope / len(rows) + penalty * w

    best = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: float(best.x[i]) for name, i in index.items()}
