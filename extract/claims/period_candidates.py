"""The periods that a figure could hold for, as the choice among them sees them."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.claims import scoring
from extract.claims.facts import Facts
from extract.claims.timing import Key
from extract.mentions import calendar as cal
from extract.model import DateMention, Grounding, Precision


@dataclass(slots=True)  # made by the dozen for each figure: freezing takes as long as all else
class Candidate:
    """A period that a quantity could hold for; ``key`` None is "the text gives none"."""

    key: Key
    precision: Precision
    row: scoring.Row
    mention: DateMention | None
    inherited: bool

    @property
    def features(self) -> dict[str, float]:
        """Names and values of the row, for the linear model ``period``."""
        return scoring.merged(self.row)


@dataclass(frozen=True, slots=True)
class Choice:
    """The period chosen for a quantity and how sure."""

    key: Key
    precision: Precision
    probability: float
    margin: float
    mention: DateMention | None
    grounding: Grounding
    candidates: tuple[tuple[Key, float], ...] = field(default=())


def always(facts: Facts) -> dict[Key, tuple[Precision, tuple[str, ...]]]:
    """The periods that every figure of an article could hold for, with their precision and features."""
    found: dict[Key, tuple[Precision, tuple[str, ...]]] = {}
    if facts.reference is not None:
        found[facts.reference, facts.reference] = "day", ("publication day",)
    if facts.now is not None:
        for offset, name in ((0, "publication year"), (-1, "year before publication")):
            if year := cal.year(facts.now + offset):
                found[year.start, year.end] = "year", (name,)
    found[None] = "day", ("none",)
    return found
