"""What the name of a metric says by itself for a figure: its length, its ending, whether the catalogue has it, how often it comes."""

from __future__ import annotations

from functools import lru_cache

from extract.claims.catalogue import match as catalogued
from extract.claims.scoring import Part
from extract.claims.wording import Candidate, head_of, unit_class, usual
from extract.model import Quantity

_KEPT = 8192  # parts of rows that are remembered, of each kind
_IN_CATALOGUE = "in catalogue"


@lru_cache(maxsize=_KEPT)
def _read_as(source: str, base: tuple[str, ...]) -> Part:
    return Part({f"{source}, {name}": 1.0 for name in base})


@lru_cache(maxsize=_KEPT)
def _ending(end: str, base: tuple[str, ...]) -> Part:
    return Part({f"ends with {characters}, {name}": 1.0 for characters in (end[-1:], end) for name in base})


@lru_cache(maxsize=_KEPT)
def _shape(length: int, said: int, known: str, usual_unit: bool) -> Part:
    row = {f"length {min(length, 16) // 2 * 2}": 1.0, f"said {said} times": 1.0}
    if known:
        row[known] = 1.0
    if known == _IN_CATALOGUE:
        row["unit of the catalogue" if usual_unit else "other unit than the catalogue's"] = 1.0
    if length == 1:
        row["one character"] = 1.0
    return Part(row)


class Naming:
    """The names that one article could give to its figures: the same few again and again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counts: dict[str, int] = {}
        self._parts: dict[tuple[str, str, str | None, str], tuple[Part, ...]] = {}  # by rule, name, unit and kind

    def named(self, candidate: Candidate, q: Quantity) -> Candidate:
        """A reading with what its name says for a quantity."""
        rule, name = candidate.metric.rule, candidate.metric.name
        known = (rule, name, q.unit, q.kind)
        if known not in self._parts:
            source = rule.removeprefix("metric.").removesuffix(".completed")
            base = tuple(dict.fromkeys((unit_class(q), q.kind)))
            self._parts[known] = (_read_as(source, base), _ending(name[-2:], base), self._shape_of(name, q))
        return Candidate(candidate.metric, [*candidate.row, *self._parts[known]])

    def _shape_of(self, name: str, q: Quantity) -> Part:
        entry = catalogued(name)
        known = _IN_CATALOGUE if entry is not None else "ends with a head" if head_of(name) else ""
        return _shape(len(name), min(self._times(name), 3), known, entry is not None and usual(entry.units, q))

    def _times(self, words: str) -> int:
        """How often an article has these words: a name comes again, a stretch of words hardly."""
        if words not in self._counts:
            self._counts[words] = self._text.count(words)
        return self._counts[words]
