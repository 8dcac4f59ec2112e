"""What the decisions on one claim come to.

Each reviewer has one opinion: the last judgement that was not undone. Where opinions differ the claim is disputed until a lead settles it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.review.store.subjects import Record

JUDGEMENTS = ("accept", "reject", "correct", "add")
_STATES = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "accepted"}
Decision = Mapping[str, Any]  # a row of the table


@dataclass(frozen=True, slots=True)
class Standing:
    """What a claim's decisions come to.

    Attributes:
        state: open, accepted, rejected, corrected, disputed; ``withdrawn`` for an added claim that was undone.
        effective: the record as corrected, None where it stands as it was made.
        opinions: how many reviewers have one.
        by, at: the last of them.
    """

    state: str
    effective: Record | None = None
    opinions: int = 0
    by: str | None = None
    at: str | None = None


def standing_after(decisions: Iterable[Decision], *, added: bool = False) -> Standing:
    """Weighs the decisions on one claim, given in their order. ``added``: a reviewer made the claim."""
    rows = list(decisions)
    undone = {row["undoes"] for row in rows if row["action"] == "undo"}
    standing = [row for row in rows if row["action"] in JUDGEMENTS and row["id"] not in undone]
    if not standing:
        return Standing("withdrawn" if added else "open")
    by_reviewer = {row["reviewer"]: row for row in standing}
    settled = next((row for row in reversed(standing) if row["settles"]), None)
    last = settled or standing[-1]
    disputed = settled is None and len({_meaning(row) for row in by_reviewer.values()}) > 1
    corrected = last["result"] if last["action"] == "correct" and not disputed else None
    return Standing("disputed" if disputed else _STATES[last["action"]], corrected, len(by_reviewer), last["reviewer"], last["at"])


def _meaning(row: Decision) -> str:
    """What two opinions have in common if they agree."""
    if row["action"] == "correct":
        return json.dumps([_judged(row["result"])], sort_keys=True)
    return _STATES[row["action"]]


def _judged(record: Record) -> Sequence[Any]:
    """The fields that make a claim right or wrong; what grounds them may be marked in more than one way."""
    city, value, date = record["city"], record["value"], record["date"]
    parts = [value[field] for field in ("kind", "number", "low", "high", "unit", "bound", "label")]
    return (
        city["adcode"] or city["name"],
        record["metric"]["id"] or record["metric"]["name"],
        parts,
        date and (date["start"], date["end"]),
        record["status"],
    )
