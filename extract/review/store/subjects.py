"""What a decision is about: a claim as its words and values are, whatever run made it and wherever its article has moved it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

Record = dict[str, Any]
_VALUE = ("text", "kind", "number", "low", "high", "unit", "bound", "comparison", "label")


def subject_of(record: Mapping[str, Any]) -> str:
    """A hash of all that a reviewer judges: evidence, value and where it stands there, place, metric, period and status.

    Claims of two runs with one subject say the same on the same grounds. Confidence, versions, and where the evidence stands in the article
    are left out.
    """
    city, value, date, evidence = record["city"], record["value"], record["date"], record["source"]["evidence"]
    at = value["span"][0] - evidence["span"][0] if value["span"] and evidence["span"] else None
    said = [
        record["document_id"], "".join((evidence["text"] or "").split()), at, [_plain(value.get(field)) for field in _VALUE],
        city["adcode"] or city["name"], sorted(member["adcode"] or member["name"] for member in city["members"]),
        record["metric"]["name"], [date["start"], date["end"]] if date else None, record["status"],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]


def _plain(value: Any) -> Any:
    """Numbers alike, whether a file keeps them as whole ones or not."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def quotations(part: Any) -> Iterator[Mapping[str, Any]]:
    """Every part of a record that quotes the article: it has ``text`` and ``span``, and both are told."""
    if isinstance(part, Mapping):
        if part.get("span") is not None and part.get("text") is not None:
            yield part
        for value in part.values():
            yield from quotations(value)
    elif isinstance(part, list):
        for value in part:
            yield from quotations(value)


def quotes(record: Record, text: str) -> bool:
    """Whether every quotation of a record stands in a text where the record says."""
    return all(text[slice(*found["span"])] == found["text"] for found in quotations(record))


def moved(record: Record, text: str) -> Record | None:
    """The record in an article that has changed around it, or None where its words do not stand there any more, or stand there twice."""
    if quotes(record, text):
        return record
    evidence = record["source"]["evidence"]
    if evidence["text"] is None or text.count(evidence["text"]) != 1:
        return None
    shifted: Record = _shifted(record, text.index(evidence["text"]) - evidence["span"][0])
    return shifted if quotes(shifted, text) else None


def _shifted(part: Any, by: int) -> Any:
    if isinstance(part, Mapping):
        return {key: [at + by for at in value] if key == "span" and value is not None else _shifted(value, by) for key, value in part.items()}
    if isinstance(part, list):
        return [_shifted(value, by) for value in part]
    return part
