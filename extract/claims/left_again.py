"""Places that a text only turns to in passing and leaves again: what follows is of whom it spoke before.

甲国占44%，而乙国这一比率近70%。总消费占比由65%降至50%: of 甲国 again, and so where 甲国 is only implied.
东部回落，中部增长。全年销售面积4.9亿平方米，其中，东部下降9%: what stands before 其中 is of none of its parts.
主产区分布在甲县、乙县。今年收成3200公顷: of the whole, not of where most of it grows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from extract.claims import beside_the_point
from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.data.late import late_regex
from extract.model import Sentence

_TURNS = late_regex(r"(?:^|[，,；;。\n])\s?(?:而|但|而同期|同期的?|相比之下[，,]?|相较之下[，,]?|反观|与此同时[，,]?)?(?:在)?$")
_SAME = late_regex(
    r"(?:[、和与及](?!这|该|此)\p{Han}{2,6}){0,3}(?:地区|全国|市|省)?(?:的|则|在)?(?:这一?个?|该|此)(?:项|类)?"
    r"(?:比率|比例|比重|占比|数字|数据|数值|指标|份额|水平|增速|增幅|均值|平均值)"
)
_BEHIND_ANOTHER = late_regex(
    r"\d[^。\d，,；;]{0,12}[，,；;]|[，,；;][^。，,；;]{0,40}[，,；;]"
)  # a turn of a sentence of its own may stay: 而甲市这一比例达到37%。户籍老年人口…
_PASSING = ("subject", "located")  # roles of places that are turned to
_BY_PLACE = late_regex(  # 若以县市来看，甲市2800人最多。至于通报的企业，则有300家: of the whole again
    r"\s*(?:其中|而|若|如|再|另)?(?:分|从|按照?|就|以|依)(?:各|不同)?(?:县市|地区|区域|省份?|城市|国家|行政区|乡镇|都市|六都)\p{Han}{0,4}?"
    r"(?:来?看|观察|而言|来说|来分|区分|分析|统计)\s?[，,：:]"
)
_GOES_ON = late_regex(r"\s*(?:至于|此外|另外|另|整体|总体|总计|不过|目前|同时)")
_OF_WHICH = late_regex(r"(?:^|[，,。；;：:\n（(])\s?其中\s?[，,：:]?\s?(?:\d[^，,；;。]{0,8}月[，,]?\s?)?$")


class LeftAgain:
    """The places of an article that its passages turn to in passing, worked out sentence by sentence."""

    def __init__(self, text: str, sentences: Sequence[Sentence], places: Mapping[int, Sequence[Occurrence]]) -> None:
        self._text = text
        self._sentences = sentences
        self._places = places
        self._turned: dict[int, int | None] = {}
        self._found: tuple[int, set[str]] = (-1, set())

    def kept(self, keys: list[str], here: Collection[str], frame: Frame) -> list[str]:
        """The candidates of a figure that are left, all of them where none would be; ``here`` are the places before it in its sentence."""
        if self._found[0] != frame.sentence:
            self._found = frame.sentence, self._left(frame.sentence)
        left = (self._found[1] | self._of_which(frame) | self._turned_to(frame)) - set(here)
        return [key for key in keys if key not in left] or keys if left else keys

    def _left(self, sentence: int) -> set[str]:
        """The places that the paragraph of a sentence names before it only in passing."""
        passing: set[str] = set()
        spoken_of: set[str] = set()
        grown: set[str] = set()
        breaks = _GOES_ON.match(self._text, *self._sentences[sentence].span) is not None
        for i in range(sentence - 1, -1, -1):
            if self._sentences[i].paragraph != self._sentences[sentence].paragraph:
                break
            turned = self._turn(i)
            parted = breaks and _BY_PLACE.match(self._text, *self._sentences[i].span) is not None
            for o in self._places.get(i, ()):
                if o.span is None or o.pointing:
                    continue
                if o.role == "beside" and beside_the_point.is_grown(self._text, o.span):
                    grown.update((o.key, *o.key.split("+")))
                aside = parted or (turned is not None and o.start >= turned and o.role in _PASSING)
                (passing if aside else spoken_of).add(o.key)
        return passing - spoken_of | grown

    def _turn(self, i: int) -> int | None:
        """Where a sentence turns to other places for the same metric; None where it does not."""
        if i not in self._turned:
            start = self._sentences[i].span[0]
            told = (
                o.start
                for o in self._places.get(i, ())
                if o.span
                and o.role in _PASSING
                and _BEHIND_ANOTHER.search(self._text, start, o.start)
                and _SAME.match(self._text, o.end)
                and _TURNS.search(self._text, max(start - 1, o.start - 8, 0), o.start)
            )
            self._turned[i] = next(told, None)
        return self._turned[i]

    def _turned_to(self, frame: Frame) -> set[str]:
        """The places that the sentence of a figure turns to behind it."""
        turned = self._turn(frame.sentence)
        if turned is None or turned < frame.quantity.span[1]:
            return set()
        return {o.key for o in self._places.get(frame.sentence, ()) if o.start >= turned and o.role in _PASSING}

    def _of_which(self, frame: Frame) -> set[str]:
        """The parts told behind 其中, in the sentence of a figure before it or at the start of the next one."""
        end, n = frame.quantity.span[1], frame.sentence
        for i in (n, n + 1):
            if i >= len(self._sentences) or self._sentences[i].paragraph != self._sentences[n].paragraph:
                break
            behind = [o for o in self._places.get(i, ()) if o.span and o.start >= end and o.role in _PASSING]
            for k, o in enumerate(behind):
                if _OF_WHICH.search(self._text, max(end, o.start - 20), o.start):
                    return {p.key for p in behind[k:]}
        return set()
