"""What a report tells of the documents, and the surroundings of its evidence, in one pass over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from extract.model import Span

Record = Mapping[str, Any]
_MOST_LISTED = 100
_AROUND = 60  # characters beside a sentence
_MOST_NAMES = 5000  # publishers that are counted; a crawl can name any number
_LONGEST = 600  # characters of a stretch


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a raw text that begins at ``offset``; ``before`` and ``behind`` tell whether text was left out there."""

    text: str
    offset: int
    before: bool
    behind: bool


@dataclass(slots=True)
class Documents:
    """What was read.

    Attributes:
        repairs: how often each kind of damage was mended, and in how many documents.
        listed: the first documents, without their texts; ``total`` says how many there are.
        repaired: some repairs of each kind: what stood there and what it became.
    """

    total: int = 0
    characters: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    encodings: Counter[str] = field(default_factory=Counter)
    publishers: Counter[str] = field(default_factory=Counter)
    repairs: Counter[str] = field(default_factory=Counter)
    repaired_documents: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    listed: list[dict[str, Any]] = field(default_factory=list)
    stretches: dict[str, Stretch] = field(default_factory=dict)

    def add(self, document: Record, claims: Iterable[Record]) -> None:
        """Counts a document, and keeps the surroundings of its claims' sentences."""
        self.total += 1
        self.characters += document["length"]
        self.statuses[document["status"]] += 1
        self.languages[document["language"]] += 1
        self.encodings[document["encoding"] or "unknown"] += 1
        publisher = document["publisher"] or "not known"
        if publisher in self.publishers or len(self.publishers) < _MOST_NAMES:
            self.publishers[publisher] += 1
        self._repairs(document["repairs"])
        if len(self.listed) < _MOST_LISTED:
            kept = ("id", "title", "publisher", "published", "length", "status", "counts")
            self.listed.append({name: document[name] for name in kept} | {"repairs": len(document["repairs"])})
        for claim in claims:
            stretch = _stretch(claim, document["text"])
            if stretch is not None:
                self.stretches[claim["id"]] = stretch

    def _repairs(self, repairs: Iterable[Record]) -> None:
        kinds = Counter(repair["kind"] for repair in repairs)
        self.repairs.update(kinds)
        self.repaired_documents.update(kinds.keys())
        for repair in repairs:
            known = self.examples.setdefault(repair["kind"], [])
            pair = (repair["before"][:_SHOWN], repair["after"][:_SHOWN])
            if len(known) < _EXAMPLES and pair not in known:
                known.append(pair)


_EXAMPLES = 3  # of each kind of repair
_SHOWN = 24  # characters of each


def _stretch(claim: Record, text: str | None) -> Stretch | None:
    """The sentence of a claim with some text around it; the sentence alone in a run without texts."""
    evidence = claim["source"]["evidence"]
    if evidence["span"] is None:
        return None
    (start, end), value = evidence["span"], claim["value"]["span"]
    if text is None:
        return _cut(evidence["text"], start, start, end, value)
    return _cut(text, 0, max(0, start - _AROUND), min(len(text), end + _AROUND), value)


def _cut(text: str, offset: int, start: int, end: int, value: Span | None) -> Stretch:
    """The text from one position to another; of a very long stretch the part around the value."""
    if end - start > _LONGEST:
        middle = value[0] if value is not None else start
        start = max(start, min(middle - _LONGEST // 2, end - _LONGEST))
        end = min(end, start + _LONGEST)
    return Stretch(text[start - offset : end - offset], start, start > offset, end < offset + len(text))
