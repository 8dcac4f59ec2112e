"""Claims as rows of the table ``items``: what queues are ordered and chosen by, beside the record itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from extract.claims import catalogue
from extract.conflicts.comparability import key_of, metric_key, place_keys
from extract.review.store.searching import plain
from extract.review.store.subjects import Record


def same_of(record: Mapping[str, Any]) -> str | None:
    """What claims about the same place, metric and period share: the id of their group in ``extract.conflicts``; None where nothing compares."""
    key = key_of(record)
    return None if key is None else hashlib.sha256(json.dumps(key, ensure_ascii=False).encode()).hexdigest()[:16]


def told_by(record: Record) -> dict[str, Any]:
    """The columns that follow what a record says: they change when it is corrected."""
    city, metric = record["city"], record["metric"]
    return {
        "place": city["name"],
        "place_key": "+".join(place_keys(city)),
        "metric": metric["canonical"] or metric["name"],
        "metric_key": metric_key(metric) or f"~{catalogue.plain(metric['name'])}",
        "status": record["status"],
        "same": same_of(record),
    }


def row_of(record: Record, subject: str, origin: str, run: int) -> dict[str, Any]:
    """The row of a claim on which nothing is decided yet.

    Args:
        origin: ``claim``, ``candidate``, or ``added`` by a reviewer.
        run: the run that it is under review with.
    """
    span = record["value"]["span"] or record["source"]["evidence"]["span"]
    return {
        "subject": subject, "run": run, "claim": record["id"], "document": record["document_id"], "position": span[0] if span else 0,
        "origin": origin, "confidence": record["confidence"], "rule": record["provenance"]["rule"], "record": record, "relation": None,
        "effective": None, "state": "open", "version": 0, "opinions": 0, "decided_by": None, "decided": None, "again": False, **told_by(record),
    }  # fmt: skip


def words_of(record: Record) -> str:
    """The words that a claim is found by."""
    city, metric, source = record["city"], record["metric"], record["source"]
    article = source["document"]
    words = (
        article["title"], article["publisher"], city["name"], city["text"], metric["name"], metric["canonical"], record["value"]["text"],
        source["evidence"]["text"],
    )  # fmt: skip
    return " | ".join(plain(word) for word in words if word)
