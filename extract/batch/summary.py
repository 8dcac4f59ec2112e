"""What a run amounts to, counted as its results come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from extract.batch.work import Outcome
from extract.model import Reject


@dataclass(slots=True)
class Summary:
    """Counts of a run.

    Attributes:
        documents: documents read, by status (``ok``, ``repaired``, ``not_chinese``, ``truncated``).
        rejects: inputs that could not be read, by code.
        claims: claims by value kind and status.
        candidates: the number of doubtful claims.
        places: claims by name of the place.
        skipped: files of unknown kind in the given folders, by suffix.
        seconds: how long the run took.
        workers: processes used.
        reused: documents whose results an earlier run, or the part of this one before it was killed, had made.
        duplicates: documents that are near-duplicates of earlier ones.
    """

    documents: Counter[str] = field(default_factory=Counter)
    rejects: Counter[str] = field(default_factory=Counter)
    claims: Counter[tuple[str, str]] = field(default_factory=Counter)
    candidates: int = 0
    places: Counter[str] = field(default_factory=Counter)
    skipped: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    workers: int = 1
    reused: int = 0
    duplicates: int = 0

    @property
    def fresh(self) -> int:
        """Documents that this run itself worked on, and inputs that it rejected."""
        return self.done - self.reused

    @property
    def done(self) -> int:
        """Documents read and inputs rejected."""
        return self.documents.total() + self.rejects.total()

    def add(self, result: Outcome | Reject) -> None:
        """Counts one result."""
        if isinstance(result, Reject):
            self.rejects[result.code] += 1
            return
        self.documents[result.status] += 1
        self.claims.update(result.kinds)
        self.candidates += len(result.candidates)
        self.places.update(result.places)
