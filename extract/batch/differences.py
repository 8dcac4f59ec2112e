"""What differs between the claims of two runs over the same documents: an upgrade of the extractor, or of the input.

Claims are paired by their id, which says document, sentence, value, place and metric; those left over are paired where they speak of the
same characters of the document, so that a figure given to another place counts as changed and not as one claim lost and one won.
Both runs go through a temporary database, so that memory does not grow with them and their order does not matter.
"""

from __future__ import annotations

import json
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal

from extract import scratch

Claim = dict[str, Any]
Kind = Literal["added", "withdrawn", "changed"]

# Says how a claim was made, or follows from what the other fields say.
_NO_FIELDS = frozenset({"id", "provenance.version", "provenance.extractor"})
_LONGEST_VALUE = 400  # characters; a value that begins further off is another one


@dataclass(frozen=True, slots=True)
class Difference:
    """One claim that one run has and the other has not, or has otherwise.

    Attributes:
        fields: paths of the fields that differ (``city.name``), of a changed claim.
    """

    kind: Kind
    before: Claim | None
    after: Claim | None
    fields: tuple[str, ...] = ()

    @property
    def claim(self) -> Claim:
        """The claim as it was, of an added one as it is."""
        found = self.before if self.before is not None else self.after
        assert found is not None
        return found

    def record(self) -> dict[str, Any]:
        """As an object for JSON."""
        return {
            "change": self.kind, "document_id": self.claim["document_id"], "fields": list(self.fields),
            "before": self.before, "after": self.after,
        }  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Counts of the differences.

    Attributes:
        same: claims that both runs have alike.
        kinds: of differences.
        rules: of differences, by the rule that made the claim and kind.
        fields: of changed claims, by the field.
        documents: documents with claims in either run.
        differing: those of them with a difference.
    """

    same: int = 0
    kinds: Counter[Kind] = field(default_factory=Counter)
    rules: Counter[tuple[str, Kind]] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    differing: int = 0

    def add(self, found: Difference) -> None:
        """Counts a difference."""
        self.kinds[found.kind] += 1
        self.rules[found.claim["provenance"]["rule"], found.kind] += 1
        self.fields.update(found.fields)

    def record(self) -> dict[str, Any]:
        """As an object for JSON."""
        kinds: tuple[Kind, ...] = ("added", "withdrawn", "changed")
        rules = sorted({rule for rule, _ in self.rules})
        return {
            "claims": {"same": self.same, **{kind: self.kinds[kind] for kind in kinds}},
            "documents": {"with_claims": self.documents, "differing": self.differing},
            "by_rule": {rule: {kind: self.rules[rule, kind] for kind in kinds} for rule in rules},
            "by_field": dict(sorted(self.fields.items())),
        }


def differences(before: Iterable[Claim], after: Iterable[Claim], tally: Tally, *, confidence: float = 0.05) -> Iterator[Difference]:
    """The differences between two runs, by document and there by place; ``tally`` counts as they are taken.

    Args:
        confidence: a confidence that moved by less than this is no change.
    """
    with scratch.database("claims (document TEXT, run INTEGER, record TEXT)") as database:
        for run, claims in enumerate((before, after)):
            rows = ((claim["document_id"], run, json.dumps(claim, separators=(",", ":"))) for claim in claims)
            database.executemany("INSERT INTO claims VALUES (?, ?, ?)", rows)
        database.execute("CREATE INDEX by_document ON claims (document, run)")
        ordered = database.execute("SELECT document, run, record FROM claims ORDER BY document, run, rowid")
        for _, of_document in groupby(ordered, key=lambda row: row[0]):
            sides: tuple[list[Claim], list[Claim]] = ([], [])
            for _, run, record in of_document:
                sides[run].append(json.loads(record))
            found = _of_document(*sides, confidence)
            tally.documents += 1
            tally.differing += bool(found)
            tally.same += len(sides[1]) - sum(d.after is not None for d in found)
            for difference in found:
                tally.add(difference)
                yield difference


def _of_document(before: Sequence[Claim], after: Sequence[Claim], confidence: float) -> list[Difference]:
    later = {claim["id"]: claim for claim in after}
    earlier = {claim["id"] for claim in before}
    pairs: list[tuple[Claim, Claim | None]] = [(claim, later.get(claim["id"])) for claim in before]
    fresh = _ByPlace(claim for claim in after if claim["id"] not in earlier)
    found: list[Difference] = []
    for old, new in pairs:
        match = new if new is not None else fresh.take(old)
        if match is None:
            found.append(Difference("withdrawn", old, None))
        elif fields := _differing(old, match, confidence):
            found.append(Difference("changed", old, match, fields))
        elif new is None:  # only the id is another: the sentence around it has changed
            found.append(Difference("changed", old, match, ("id",)))
    found.extend(Difference("added", None, claim) for claim in fresh.left())
    return sorted(found, key=lambda d: (_start(d.claim), d.claim["id"]))


class _ByPlace:
    """Claims by where their value stands, each to be taken once."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._claims = {claim["id"]: claim for claim in claims}
        self._starts: list[tuple[int, str]] = []
        for claim in self._claims.values():
            insort(self._starts, (_start(claim), claim["id"]))

    def take(self, claim: Claim) -> Claim | None:
        """The likest claim whose value overlaps that of another, or None."""
        start, end = claim["value"].get("span") or (0, 0)
        first, last = bisect_left(self._starts, (start - _LONGEST_VALUE, "")), bisect_left(self._starts, (end, ""))
        near = [self._claims[id] for _, id in self._starts[first:last] if id in self._claims]
        near = [other for other in near if other["value"]["span"][1] > start]
        if not near:
            return None
        best = min(near, key=lambda other: (len(_differing(claim, other, 1.0)), _start(other), other["id"]))
        return self._claims.pop(best["id"])

    def left(self) -> list[Claim]:
        """Those that were not taken."""
        return list(self._claims.values())


def _start(claim: Claim) -> int:
    span = claim["value"].get("span")
    return int(span[0]) if span else -1


def _differing(old: Claim, new: Claim, confidence: float) -> tuple[str, ...]:
    """Paths of the fields in which two claims differ."""
    a, b = dict(_leaves(old)), dict(_leaves(new))
    found = sorted(path for path in a.keys() | b.keys() if a.get(path) != b.get(path) and path not in _NO_FIELDS)
    if "confidence" in found and abs(a.get("confidence", 0.0) - b.get("confidence", 0.0)) < confidence:
        found.remove("confidence")
    return tuple(found)


def _leaves(record: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """The fields of a record with their paths; lists are fields, and an object that is missing has none."""
    for name, value in record.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{path}{name}.")
        elif value is not None:
            yield f"{path}{name}", value
