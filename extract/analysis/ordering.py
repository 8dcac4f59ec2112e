"""Claims in an order: any number of them, sorted in a temporary database."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from extract import scratch
from extract.analysis.scales import middle

Claim = Mapping[str, Any]
Key = str | float | None


def _start(claim: Claim) -> Key:
    return claim["date"]["start"] if claim["date"] else None


KEYS: dict[str, Callable[[Claim], Key]] = {
    "date": _start,
    "value": lambda claim: middle(claim["value"]),
    "confidence": lambda claim: float(claim["confidence"]),
    "city": lambda claim: claim["city"]["adcode"] or claim["city"]["name"],
    "metric": lambda claim: claim["metric"]["canonical"] or claim["metric"]["name"],
    "article": lambda claim: claim["document_id"],
}
_THEN = ("city", "metric", "date")  # where the first key is the same


def ordered(claims: Iterable[Claim], by: str, *, descending: bool = False, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The claims in the order of a key, those without it last; equal ones by place, metric, day, then as they came.

    Args:
        by: one of ``KEYS``.
        limit: how many are given at most.

    Raises:
        WriteError: the folder for temporary files is full.
    """
    keys = [KEYS[by], *(KEYS[name] for name in _THEN)]
    with scratch.database("claims (a, b, c, d, record TEXT)") as database:
        rows = ((*(key(claim) for key in keys), json.dumps(claim, ensure_ascii=False)) for claim in claims)
        database.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?)", rows)
        way = "DESC" if descending else "ASC"
        found = database.execute(f"SELECT record FROM claims ORDER BY a IS NULL, a {way}, b, c, d IS NULL, d, rowid LIMIT ?", (limit or -1,))
        for (record,) in found:
            yield json.loads(record)
