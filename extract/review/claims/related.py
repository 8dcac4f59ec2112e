"""What other claims say of the same place, metric and period, and whether both can be true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select

from extract.conflicts.judging import compare, extent_of
from extract.review.store import tables

_MOST = 50


@dataclass(frozen=True, slots=True)
class Related:
    """A claim about the same thing.

    Attributes:
        item: its row; ``record`` is it as corrected.
        agrees: whether both values can be true.
        by: on what ground they agree (equal, rounding, approximate, bounds), None where they contradict each other.
        relative: how far they are apart, as a share of the larger.
        where: in the same article or in another.
    """

    item: Mapping[str, Any]
    record: Mapping[str, Any]
    agrees: bool
    by: str | None
    relative: float
    where: Literal["here", "elsewhere"]


def related(connection: Connection, item: Mapping[str, Any]) -> list[Related]:
    """Claims about the same thing as one, contradictions first; rejected ones stay out."""
    if item["same"] is None:
        return []
    i = tables.items.c
    statement = select(tables.items).where(i.same == item["same"], i.subject != item["subject"], i.state.not_in(("rejected", "withdrawn")))
    here = extent_of((item["effective"] or item["record"])["value"])
    found = []
    for row in connection.execute(statement.order_by(i.origin.desc(), i.confidence.desc()).limit(_MOST)).mappings():
        record = row["effective"] or row["record"]
        verdict = compare(here, extent_of(record["value"]))
        where: Literal["here", "elsewhere"] = "here" if row["document"] == item["document"] else "elsewhere"
        found.append(Related(dict(row), record, verdict.by is not None, verdict.by, verdict.relative, where))
    return sorted(found, key=lambda r: (r.agrees, r.where == "here"))
