"""Audits: n claims drawn at random, and what they say of all: a precision with its interval.

The interval is Wilson's for a share (Wilson 1927), at 95%: it holds for small samples and near 0 and 1 too.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select

from extract.review.store import tables
from extract.review.store.clock import now
from extract.review.store.queues import Queue

_Z = 1.959964  # of the normal distribution: 95% lie within
RIGHT, WRONG = ("accepted",), ("rejected", "corrected")


@dataclass(frozen=True, slots=True)
class Share:
    """A share that was seen, and the interval in which the true one lies with 95%."""

    right: int
    judged: int
    low: float
    high: float

    @property
    def estimate(self) -> float | None:
        """The share, None where nothing was judged."""
        return self.right / self.judged if self.judged else None


def share(right: int, judged: int) -> Share:
    """A share with Wilson's interval."""
    if not judged:
        return Share(0, 0, 0.0, 1.0)
    p, n = right / judged, judged
    middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    spread = _Z * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
    return Share(right, judged, max(0.0, min(p, middle - spread)), min(1.0, max(p, middle + spread)))  # not past p by noise of floats


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit and how far it is; ``population`` is the number of claims that it was drawn from."""

    id: int
    name: str
    by: str
    at: str
    population: int
    size: int
    precision: Share


def draw(connection: Connection, *, name: str, by: str, size: int, within: Queue, seed: int) -> int:
    """Draws an audit from the claims of a queue (doubtful candidates only from their own); returns its number.

    The same seed draws the same claims from the same run.
    """
    i = tables.items.c
    every = list(connection.scalars(select(i.subject).where(and_(*within.members(by), i.origin != "added")).order_by(i.subject)))
    chosen = random.Random(seed).sample(every, min(size, len(every)))
    values = {"name": name, "by": by, "at": now(), "seed": seed, "population": len(every)}
    id = int(connection.execute(insert(tables.audits).values(values).returning(tables.audits.c.id)).scalar_one())
    if chosen:
        connection.execute(insert(tables.audit_items), [{"audit": id, "place": n, "subject": subject} for n, subject in enumerate(chosen)])
    return id


def all_audits(connection: Connection) -> list[Audit]:
    """All audits, the newest first."""
    drawn, i, a = tables.audit_items.c, tables.items.c, tables.audits.c
    sizes: Mapping[int, int] = dict(connection.execute(select(drawn.audit, func.count()).group_by(drawn.audit)).all())
    rows = connection.execute(
        select(drawn.audit, i.state, func.count()).join(tables.items, i.subject == drawn.subject).group_by(drawn.audit, i.state)
    ).all()
    states: dict[int, dict[str, int]] = {}
    for audit, state, count in rows:
        states.setdefault(audit, {})[state] = count
    return [_audit(dict(row), sizes, states) for row in connection.execute(select(tables.audits).order_by(a.id.desc())).mappings()]


def _audit(row: dict[str, Any], sizes: Mapping[int, int], states: Mapping[int, Mapping[str, int]]) -> Audit:
    counts = states.get(row["id"], {})
    right, wrong = sum(counts.get(s, 0) for s in RIGHT), sum(counts.get(s, 0) for s in WRONG)
    return Audit(row["id"], row["name"], row["by"], row["at"], row["population"], sizes.get(row["id"], 0), share(right, right + wrong))
