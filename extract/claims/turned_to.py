"""Places that a text turns to by a short sentence without figures (乙市的故事又不同。), of which what follows is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.claims import pronouns
from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.data.late import late_regex
from extract.model import Sentence

_OPENS = late_regex(r"\s{0,4}+(?:而|但|但是|可|可是|不过|再|先|那么|至于|轮到|说到|再说|再看|来看|看看){0,2}(?:隔壁|邻近|近邻)?的?[，,]?\s?")
_SAID = late_regex(
    r"(?:[市省县])?(?:的\p{Han}{2,6}?)?(?:[，,]?(?:则|却|也|又|就|更|可|还|倒|同样|其实|恰好|恰恰|正好|完全|并|都|是|不)|[的呢人])[^。！？!?；;\d]{0,14}[。！？!?：:]\s{0,4}+"
)
_FIGURE = late_regex(r"\d|[一二三四五六七八九十两几百千万]\s?(?:[成万亿倍家个年%％]|分之)")
_MEASURES = ("compared", "measured", "whole", "scope")


def place(
    text: str, found: Sequence[Occurrence], frame: Frame, *, sentences: Sequence[Sentence], places: Mapping[int, Sequence[Occurrence]]
) -> str | None:
    """The place that such a sentence or 其 turns to, with no other named since; None where none does."""
    return pronouns.place(text, found, frame, sentences=sentences, places=places) or _told_of(text, found, frame, sentences, places)


def _told_of(
    text: str, found: Sequence[Occurrence], frame: Frame, sentences: Sequence[Sentence], places: Mapping[int, Sequence[Occurrence]]
) -> str | None:
    """The place that a short sentence of the paragraph says something of without a figure, the last one that names any."""
    if any(o.role not in _MEASURES for o in found):
        return None
    for i in range(frame.sentence - 1, -1, -1):
        if sentences[i].paragraph != sentences[frame.sentence].paragraph:
            return None
        named = [o for o in places.get(i, ()) if o.span]
        if named:
            o, (start, end) = named[0], sentences[i].span
            told = len(named) == 1 and o.role == "subject" and not o.pointing and _OPENS.fullmatch(text, start, o.start)
            return o.key if told and _SAID.fullmatch(text, o.end, end) and not _FIGURE.search(text, o.end, end) else None
    return None
