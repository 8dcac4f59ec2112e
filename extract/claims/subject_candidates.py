"""A place that a figure could belong to, and the one chosen."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.claims import scoring
from extract.claims.occurrences import Occurrence, place_of
from extract.model import Grounding, Place


@dataclass(slots=True)  # made by the dozen for each figure: freezing takes as long as all else
class Candidate:
    """A place that a quantity could belong to.

    Attributes:
        key: its gazetteer keys, joined by ``+`` for a group.
        row: for the linear model ``subject``.
        nearest: the occurrence of the place that counts for grounding, or None where the text has none.
        goes_on: the figure goes on about it by a rule of the language, so that it is preferred to what the model ranks first.
    """

    key: str
    row: scoring.Row
    nearest: Occurrence | None
    goes_on: bool = False

    @property
    def features(self) -> dict[str, float]:
        """Names and values of the row."""
        return scoring.merged(self.row)

    @property
    def place(self) -> Place:
        """The place as it goes into a claim."""
        return place_of(self.key)


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen for a quantity, how sure, and the runners-up."""

    key: str
    probability: float
    margin: float
    occurrence: Occurrence | None
    grounding: Grounding
    candidates: tuple[tuple[str, float], ...] = field(default=())
