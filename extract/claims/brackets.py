"""Where brackets stand, and which tell of other places with figures of theirs: behind these asides the topic goes on.

(甲县第8（乙县第17位），增加5%.)
"""

from __future__ import annotations

from bisect import bisect_right

from extract.data.late import late_regex
from extract.model import Span

_BRACKETS = late_regex(r"[（(][^（()）\n]{4,300}+[）)]")
_FIGURE = late_regex(
    r"(?<![\d.,/:-])\d[\d.,]*+(?!\s?[年月日号时点:/\d-])|第\s?[一二三四五六七八九十]|[一二三四五六七八九]成|分之[一二三四五六七八九]"
)

_TOLD_OF = late_regex(r"[（(]\s?(?:其中)?(?:不?含|不?包括|不?包含|不?计|除了?|如|例如|比如|新增|分别[为是])")
_BEHIND_A_COUNT = late_regex(r"\d\s?[万亿]{0,2}(?:[个家座条所户项处款只支艘台种][省市县区国]?|[%％])\s?$")
_SENTENCE_GOES_ON = late_regex(r"\s?[，,。；;、]")


class Brackets:
    """The brackets of one article."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._all = [m.span() for m in _BRACKETS.finditer(text)]
        self._starts = [a for a, _ in self._all]

    def around(self, at: int) -> Span | None:
        """The brackets that hold a position."""
        i = bisect_right(self._starts, at) - 1
        return self._all[i] if i >= 0 and at < self._all[i][1] else None

    def hide(self, place: Span | None, at: int | None = None) -> bool:
        """Whether a place stands with a figure of its own in brackets that are closed before a position, or anywhere."""
        span = self.around(place[0]) if place is not None else None
        if span is None or place is None or (at is not None and at < span[1]):
            return False
        return _FIGURE.search(self._text, place[1], span[1]) is not None

    def sets_aside(self, place: Span | None, at: int) -> bool:
        """Whether brackets closed before a position hold a place, and only tell what was counted: 增加2个（甲、乙），, （含甲）."""
        span = self.around(place[0]) if place is not None else None
        if span is None or at < span[1]:
            return False
        if _TOLD_OF.match(self._text, span[0]) is not None:
            return True
        counted = _BEHIND_A_COUNT.search(self._text, max(0, span[0] - 6), span[0]) is not None
        return counted and _SENTENCE_GOES_ON.match(self._text, span[1]) is not None
