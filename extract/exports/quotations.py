"""The words of the raw text that a claim rests on, part by part, and positions in units other than code points."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

PARTS = ("value", "city", "metric", "date", "attribution")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the raw text: ``raw[start:end] == exact``.

    Attributes:
        part: what they are of the claim, one of ``PARTS``.
    """

    part: str
    exact: str
    start: int
    end: int


def quotations(claim: Mapping[str, Any]) -> Iterator[Quotation]:
    """The parts of a claim that stand in the text, the value first."""
    parts = {**{part: claim[part] for part in ("value", "city", "metric", "date")}, "attribution": claim["source"]["attribution"]}
    for part in PARTS:
        found = parts[part]
        if found is not None and found["span"] is not None:
            yield Quotation(part, found["text"], found["span"][0], found["span"][1])


class Utf16Positions:
    """Positions of a text counted in UTF-16 code units, as JavaScript counts: characters beyond the first plane count twice."""

    def __init__(self, text: str) -> None:
        self._wide = [place for place, character in enumerate(text) if ord(character) > 0xFFFF]

    def of(self, position: int) -> int:
        """The position in code units of one in code points."""
        return position + bisect_left(self._wide, position)
