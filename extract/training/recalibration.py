"""Confidence fitted anew to judged claims, where there are too few of them to learn every weight.

Two numbers are fitted: a factor on the score that the model gives and a shift (Platt's method), drawn towards 1 and 0 as if some claims had said
so. Figures come from folds of whole articles, each judged with numbers that were fitted without it.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from extract.claims import scoring
from extract.evaluate.calibration import Calibration, calibrate

MODEL = "confidence"
LEAST = 50  # claims below which nothing is fitted
_ALWAYS = "always"
_PRIOR = 10.0  # how strongly factor and shift are held, in claims
_FOLDS = 5
_STEPS = 50


@dataclass(frozen=True, slots=True)
class Fit:
    """A factor on scores and a shift."""

    factor: float
    shift: float

    def probability(self, score: float) -> float:
        """How likely a claim of a score is right."""
        return scoring.logistic(self.factor * score + self.shift)

    def weights(self, model: Mapping[str, float]) -> dict[str, float]:
        """The model's weights with the fit worked into them."""
        found = {name: weight * self.factor for name, weight in model.items()}
        found[_ALWAYS] = found.get(_ALWAYS, 0.0) + self.shift
        return found


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged claim: its article, its score by the model, whether it was right."""

    document: str
    score: float
    right: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a fit is worth: calibration before, and after by folds."""

    fit: Fit
    before: Calibration
    after: Calibration

    @property
    def better(self) -> bool:
        """Whether claims of articles that it has not seen are told better."""
        return self.after.brier < self.before.brier


def fitted(claims: Sequence[Judged]) -> Fit:
    """The most likely factor and shift, by Newton's method with steps that never make the loss larger; the loss is convex."""
    x = np.array([[c.score, 1.0] for c in claims])
    y = np.array([float(c.right) for c in claims])
    start = np.array([1.0, 0.0])
    w = start.copy()

    def loss(at: np.ndarray) -> float:
        margin = np.where(y > 0, 1.0, -1.0) * (x @ at)
        return float(np.logaddexp(0.0, -margin).sum() + _PRIOR / 2 * (at - start) @ (at - start))

    for _ in range(_STEPS):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -60, 60)))
        slope = x.T @ (p - y) + _PRIOR * (w - start)
        bend = (x * (p * (1 - p))[:, None]).T @ x + _PRIOR * np.eye(2)
        step = np.linalg.solve(bend, slope)
        while loss(w - step) > loss(w) and float(np.abs(step).max()) >= 1e-9:
            step = step / 2
        w = w - step
        if float(np.abs(step).max()) < 1e-9:
            break
    return Fit(float(w[0]), float(w[1]))


def recalibrated(claims: Sequence[Judged]) -> Outcome:
    """A fit to all claims, and how well fits to parts of them tell the rest."""
    before = calibrate((scoring.logistic(c.score), c.right) for c in claims)
    told: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        inside = [c for c in claims if _fold(c) != fold]
        fit = fitted(inside) if inside else Fit(1.0, 0.0)
        told += [(fit.probability(c.score), c.right) for c in claims if _fold(c) == fold]
    return Outcome(fitted(claims), before, calibrate(told))


def _fold(claim: Judged) -> int:
    return zlib.crc32(claim.document.encode()) % _FOLDS
