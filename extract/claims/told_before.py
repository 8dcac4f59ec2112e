"""How a metric that was told before stands to a figure that has no words of its own for what it measures, as parts of rows."""

from __future__ import annotations

from functools import lru_cache

from extract.claims.scoring import Part, holding

_KEPT = 8192  # parts of rows that are remembered, of each kind


@lru_cache(maxsize=_KEPT)
def spoken_of(rank: int, where: str, same: bool, kind: str, now: str, between: str, change: bool, in_clause: bool) -> Part:
    """The metric of an earlier figure of a ``kind``, for one of the kind ``now``."""
    row = {
        f"previous {rank} in {where}": 1.0, f"previous {'same unit' if same else 'other unit'} in {where}": 1.0,
        f"previous is {kind}": 1.0, f"previous is {kind}, this {now}": 1.0, f"words between {between}": 1.0,
    }  # fmt: skip
    if change:
        row["word of change between"] = 1.0
    if in_clause:
        row["previous in clause"] = 1.0
    return Part(row)


@lru_cache(maxsize=_KEPT)
def topic(order: int, figures: str, kind: str, back: int) -> Part:
    """A noun phrase of an earlier clause."""
    return holding(f"topic {order}", f"topic {figures} figures", f"topic {kind}", f"topic clauses back {back}")


@lru_cache(maxsize=_KEPT)
def head(where: str, back: int, order: int) -> Part:
    """A noun phrase with a head before the clause."""
    return holding(f"headed in {where}", f"headed in {where}, {back} clauses back", f"headed, order {order}")


@lru_cache(maxsize=_KEPT)
def completed_from(source: str) -> Part:
    """What a bare head takes from the context, and where that stands."""
    return holding("completed", f"completed from {source}")
