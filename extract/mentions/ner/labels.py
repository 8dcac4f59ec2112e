"""The model's labels, and the best sequence of them for given scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

TYPES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK", "EVENT")
KINDS = ("government", "company", "university", "institute", "media", "bank", "other")
# Outside, then the first word of each type, then the later words of each type.
LABELS = ("O", *(f"B-{t}" for t in TYPES), *(f"I-{t}" for t in TYPES))
_N = len(TYPES)
_NEVER = np.float32(-1e9)

Scores = NDArray[np.float32]
Entity = tuple[int, int, int]  # first word, one past the last, index of the type


def entities(path: Sequence[int]) -> list[Entity]:
    """The entities of a sequence of label indices."""
    found: list[Entity] = []
    start, kind = -1, -1
    for i, label in enumerate(path):
        if start >= 0 and label <= _N:
            found.append((start, i, kind))
            start = -1
        if 0 < label <= _N:
            start, kind = i, label - 1
    if start >= 0:
        found.append((start, len(path), kind))
    return found


def best(scores: Sequence[Scores]) -> list[list[int]]:
    """The best sequence of labels for each sentence in which a later word follows a word of its type.

    Where the best labels of the words make such a sequence, it is that; the other sentences go through Viterbi.
    """
    lengths = np.fromiter(map(len, scores), np.intp, len(scores))
    if not lengths.sum():
        return [[] for _ in scores]
    tops = np.concatenate([s for s in scores if len(s)]).argmax(1)
    before = np.concatenate(([0], tops[:-1]))
    ends = np.cumsum(lengths)
    before[(ends - lengths)[lengths > 0]] = 0
    astray = (tops > _N) & (before != tops) & (before != tops - _N)
    paths: list[list[int]] = [part.tolist() for part in np.split(tops, ends[:-1])]
    wrong = np.unique(np.repeat(np.arange(len(scores)), lengths)[astray]).tolist()
    for i, path in zip(wrong, _constrained([scores[i] for i in wrong]), strict=True):
        paths[i] = path
    return paths


def _constrained(scores: Sequence[Scores]) -> list[list[int]]:
    """The best sequences by Viterbi, all sentences at once.

    The scores are those of words alone, so a step needs no matrix of transitions: O and first words follow the best of all
    labels, a later word the better of the first and later words of its type.
    """
    order = sorted(range(len(scores)), key=lambda i: -len(scores[i]))
    paths: list[list[int]] = [[] for _ in scores]
    order = [i for i in order if len(scores[i])]
    if not order:
        return paths
    lengths = [len(scores[i]) for i in order]
    count, longest = len(order), lengths[0]
    padded = np.zeros((longest, count, 2 * _N + 1), np.float32)
    for k, i in enumerate(order):
        padded[: lengths[k], k] = scores[i]
    total = padded[0].copy()
    total[:, _N + 1 :] = _NEVER
    back_any = np.zeros((longest, count), np.int8)
    back_same = np.zeros((longest, count, _N), bool)  # whether a later word follows a later word
    final = np.empty((count, 2 * _N + 1), np.float32)
    alive = count
    rows = np.arange(count)
    for t in range(1, longest + 1):
        while alive and lengths[alive - 1] == t:
            alive -= 1
            final[alive] = total[alive]
        if not alive:
            break
        now = total[:alive]
        top = now.argmax(1)
        first, later = now[:, 1 : _N + 1], now[:, _N + 1 :]
        back_any[t, :alive] = top
        back_same[t, :alive] = later > first
        reached = np.maximum(first, later)
        total = padded[t, :alive].copy()
        total[:, : _N + 1] += now[rows[:alive], top][:, None]
        total[:, _N + 1 :] += reached
    ends = final.argmax(1)
    for k, i in enumerate(order):
        path = [int(ends[k])]
        for t in range(lengths[k] - 1, 0, -1):
            label = path[-1]
            if label <= _N:
                path.append(int(back_any[t, k]))
            else:
                path.append(label if back_same[t, k, label - _N - 1] else label - _N)
        path.reverse()
        paths[i] = path
    return paths
