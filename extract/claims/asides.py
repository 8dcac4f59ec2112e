"""Dates told in brackets hold inside them: 增长2%（2022年增速为5%），其中甲增长1%: 1% is not of 2022."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extract.claims.brackets import Brackets
from extract.model import DateMention, Span


class Asides:
    """The brackets of one article; those that date a figure of their own are asides, whose dates nothing else has."""

    def __init__(self, text: str, mentions: Sequence[DateMention], figures: Sequence[int]) -> None:
        """Finds them; ``figures`` are the starts of the article's figures, in order."""
        self._brackets = Brackets(text)
        self._dated = {span for m in mentions if (span := self.around(m.span[0])) and _figure_between(figures, m.span[1], span[1])}

    def around(self, at: int) -> Span | None:
        """The brackets that hold a position."""
        return self._brackets.around(at)

    def dated(self, at: int) -> Span | None:
        """The aside that holds a position."""
        span = self.around(at)
        return span if span in self._dated else None

    def hides(self, m: DateMention, figure: int) -> bool:
        """Whether a date is told in an aside and a figure stands outside; brackets of one list share their dates (甲（2023年3%）、乙（2%）)."""
        span = self.dated(m.span[0])
        if span is None or span[0] <= figure < span[1]:
            return False
        return figure < span[0] or self.around(figure) is None


def _figure_between(figures: Sequence[int], start: int, end: int) -> bool:
    i = bisect_left(figures, start)
    return i < len(figures) and figures[i] < end
