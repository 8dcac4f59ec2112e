"""Items by the spans that they stand at: which of them touch a span, found without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from extract.model import Span

Item = TypeVar("Item")


class Spans(Generic[Item]):
    """Items that each have a span. They may overlap; looking them up is quick where few do."""

    __slots__ = ("_items", "_reach", "_spans")

    def __init__(self, items: Iterable[Item], span: Callable[[Item], Span]) -> None:
        self._items = sorted(items, key=span)
        self._spans = [span(item) for item in self._items]
        self._reach = list(accumulate((end for _, end in self._spans), max))  # how far the items up to each one go

    def touching(self, span: Span) -> list[Item]:
        """The items that share a character with a span, in the order of the text."""
        start, end = span
        found: list[Item] = []
        at = bisect_left(self._spans, (end,)) - 1
        while at >= 0 and self._reach[at] > start:
            if self._spans[at][1] > start:
                found.append(self._items[at])
            at -= 1
        return found[::-1]
