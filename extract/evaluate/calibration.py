"""Whether confidence means what it says: of the claims at 0.9, are nine in ten right?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims whose confidence lies in [low, high).

    Attributes:
        count: how many.
        confidence: their mean confidence.
        accuracy: the share of them that is right.
    """

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Reliability of the confidences of a set of claims.

    Attributes:
        bins: those that hold claims, from low to high; the last one includes 1.
        count: number of claims.
        error: expected calibration error: the mean gap between confidence and accuracy, weighted by the bins' counts.
        brier: the mean squared gap between confidence and 1 (right) or 0 (wrong).
    """

    bins: tuple[Bin, ...]
    count: int
    error: float
    brier: float


def calibrate(judged: Iterable[tuple[float, bool]], bins: int = BINS) -> Calibration:
    """Calibration of claims given as confidence and whether the claim is right."""
    rows: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, right in judged:
        rows[min(int(confidence * bins), bins - 1)].append((confidence, right))
    found = []
    for i, row in enumerate(rows):
        if row:
            found.append(Bin(i / bins, (i + 1) / bins, len(row), sum(c for c, _ in row) / len(row), sum(r for _, r in row) / len(row)))
    count = sum(b.count for b in found)
    if not count:
        return Calibration((), 0, 0.0, 0.0)
    error = sum(b.count * abs(b.confidence - b.accuracy) for b in found) / count
    brier = sum((c - r) ** 2 for row in rows for c, r in row) / count
    return Calibration(tuple(found), count, error, brier)
