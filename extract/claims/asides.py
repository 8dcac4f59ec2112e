"""Dates that hold only for a figure told beside the others.

Those in brackets hold inside them (增长2%（2022年增速为5%），其中甲增长1%: 1% is not of 2022), the one day of a longer time that a sentence turns to
holds until that part of it ends (甲县接待8万人次，其中10月3日达2万人次；乙县6万人次), and a day up to which others have told
theirs is of how many did (截至10月8日，25个省份公布了数据。甲省增长5%).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extract.claims import date_clauses
from extract.claims.brackets import Brackets
from extract.data.late import late_regex
from extract.model import DateMention, Span

_OF_WHICH = late_regex(r"其中[，,]?(?:\p{Han}{2,8})?(?:仅|单单?|光是?|就)?在?\s?$")
_THAT_DAY = late_regex(r"[^，,。；;\n\d]{0,12}?(?:单日|(?<=日)当[天日](?!起))")
_THE_MOST = late_regex(r"[^。；;\n]{0,30}?(?:[为创系]|刷新|改写)[^。；;\n，,]{0,12}(?:峰值|最高|最多)")  # 10月3日达2万人次，为最高
# 4月30日是客流最高峰，当天: one day stands out
_PEAK = late_regex(
    r"[^，,。；;\n\d]{0,10}?(?:[为是系]|迎来)[^，,。；;\n\d]{0,10}(?:高峰|峰值|最高|最多|最[忙旺热])[^，,。；;\n\d]{0,4}[，,]\s?(?:当[天日]|单日)(?!起)"
)
_GOES_ON = late_regex(r"[，,；;]\s?$")
_PART_END = late_regex(r"[；;。！？\n]")


class Asides:
    """The asides of one article: brackets that date a figure of their own, and parts of sentences that turn to a single day."""

    def __init__(self, text: str, mentions: Sequence[DateMention], figures: Sequence[int]) -> None:
        """Finds them; ``figures`` are the starts of the article's figures, in order."""
        self._brackets = Brackets(text)
        self._dated = {span for m in mentions if (span := self.around(m.span[0])) and _figure_between(figures, m.span[1], span[1])}
        self._turns = {m.span: span for i, m in enumerate(mentions) if (span := _turn(text, mentions, i)) is not None}

    def around(self, at: int) -> Span | None:
        """The brackets that hold a position."""
        return self._brackets.around(at)

    def dated(self, at: int) -> Span | None:
        """The aside that holds a position."""
        span = self.around(at)
        return span if span in self._dated else None

    def in_turn(self, at: int) -> bool:
        """Whether a position lies in a part of a sentence that turns to a single day."""
        return any(start <= at < end for start, end in self._turns.values())

    def hides(self, m: DateMention, figure: int) -> bool:
        """Whether a date is told in an aside and a figure stands outside; brackets of one list share their dates (甲（2023年3%）、乙（2%）)."""
        turn = self._turns.get(m.span)
        if turn is not None:
            return not turn[0] <= figure < turn[1]
        span = self.dated(m.span[0])
        if span is None or span[0] <= figure < span[1]:
            return False
        return figure < span[0] or self.around(figure) is None


def _figure_between(figures: Sequence[int], start: int, end: int) -> bool:
    i = bisect_left(figures, start)
    return i < len(figures) and figures[i] < end


def _turn(text: str, mentions: Sequence[DateMention], i: int) -> Span | None:
    """The part of a sentence that a date alone is of: one up to which others told, or a day of a longer time told before it; or None."""
    m = mentions[i]
    if (telling := date_clauses.told_so_far(text, m)) is not None:
        return telling
    if m.precision != "day" or m.start is None or m.start != m.end or m.role != "period":
        return None
    opens = _GOES_ON.search(text, max(0, m.span[0] - 2), m.span[0]) is None
    of_which = _OF_WHICH.search(text, max(0, m.span[0] - 14), m.span[0])
    if not (of_which or _THAT_DAY.match(text, m.span[1]) or _PEAK.match(text, m.span[1]) or (not opens and _THE_MOST.match(text, m.span[1]))):
        return None
    if not any(d.start is not None and d.end is not None and d.start <= m.start <= d.end and d.start < d.end for d in mentions[:i]):
        return None
    stop = _PART_END.search(text, m.span[1])
    return m.span[0], stop.start() if stop else len(text)
