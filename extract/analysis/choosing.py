"""Which claims somebody asks for: by place, metric, period, status, kind, confidence and source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.conflicts.selection import of_metric, of_place
from extract.text.normalize import normalize_text

Claim = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. What is left empty excludes nothing; of several places, metrics and so on one is enough.

    Attributes:
        cities: names in either script, or codes.
        metrics: ids, Chinese or English names of the catalogue, or parts of a wording.
        start, end: ISO days; the claim's period lies between them, both included. Claims without a period are left out.
        sources: parts of the publisher's, the quoted source's or the article's name, title or address.
    """

    cities: Sequence[str] = ()
    metrics: Sequence[str] = ()
    start: str | None = None
    end: str | None = None
    statuses: Sequence[str] = ()
    kinds: Sequence[str] = ()
    min_confidence: float = 0.0
    sources: Sequence[str] = ()

    @property
    def everything(self) -> bool:
        """Whether nothing is excluded."""
        return self == Wanted()

    def told(self) -> str:
        """What was asked for, in words for people; empty for everything."""
        words = [*self.cities, *self.metrics, *self.statuses, *self.kinds, *self.sources]
        words += [f"from {self.start}"] if self.start else []
        words += [f"to {self.end}"] if self.end else []
        words += [f"confidence from {self.min_confidence:g}"] if self.min_confidence else []
        return ", ".join(words)

    def choice(self) -> Callable[[Claim], bool]:
        """The test of a claim."""
        tests: list[Callable[[Claim], bool]] = []
        if self.cities:
            tests.append(_any([of_place(name) for name in self.cities]))
        if self.metrics:
            tests.append(_any([of_metric(name) for name in self.metrics]))
        if self.start is not None or self.end is not None:
            tests.append(self._in_time)
        if self.statuses:
            tests.append(lambda claim: claim["status"] in self.statuses)
        if self.kinds:
            tests.append(lambda claim: claim["value"]["kind"] in self.kinds)
        if self.min_confidence:
            tests.append(lambda claim: claim["confidence"] >= self.min_confidence)
        if self.sources:
            tests.append(_of_source([_plain(name) for name in self.sources]))
        return lambda claim: all(test(claim) for test in tests)

    def _in_time(self, claim: Claim) -> bool:
        date = claim["date"]
        if date is None or date["start"] is None or date["end"] is None:
            return False
        return (self.start is None or date["start"] >= self.start) and (self.end is None or date["end"] <= self.end)


def _any(tests: Sequence[Callable[[Claim], bool]]) -> Callable[[Claim], bool]:
    return lambda claim: any(test(claim) for test in tests)


def _of_source(names: Sequence[str]) -> Callable[[Claim], bool]:
    def chosen(claim: Claim) -> bool:
        document, attribution = claim["source"]["document"], claim["source"]["attribution"]
        told = [document[field] for field in ("id", "title", "publisher", "author", "url")] + [attribution["name"] if attribution else None]
        known = "\n".join(_plain(text) for text in told if text)
        return any(name in known for name in names)

    return chosen


def _plain(text: str) -> str:
    """A name as names are compared: simplified, in lower case."""
    return normalize_text(text).text.casefold()
