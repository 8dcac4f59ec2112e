"""Figures that go on about whom the one before them is of: alone in their clause (占55家，接近七成), or behind a sentence that a place opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from extract.claims import clause_topics
from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.claims.spoken_of import Memory
from extract.data.late import late_regex
from extract.model import Quantity, Sentence

_HOW = (
    r"同比|环比|按年|[较比与]?(?:上年|去年|前年|上月|上一?季度?|年初|同期)(?:同期|同月|末)?(?:相比)?|名义|实际|净|大幅|小幅|略|微|仅|只|已|又|再|均|了"
    r"|增长|增加|下降|下滑|减少|提高|上升|上涨|下跌|回落|降低|增|降|升|涨|跌|约|近|接近|将近|超过|超|逾|不到|不足|达到?|高达|占比?|比重|比例|占有率|为|是|更|[增降涨跌升]幅|增速"
)
_ALONE = late_regex(rf"[^，,。；;]{{0,16}}[，,]\s?(?:{_HOW}){{0,5}}\s?")
_ENDS = late_regex(r"(?:左右|以上|多|强|有余)?\s?(?:[，,。；;、）)！\n]|$)")
_OPENS = late_regex(
    r"\s{0,4}+(?:而|其中|例如|比如|如)?[，,]?(?:据?\p{Han}{2,8}[部省局厅署会院所](?:的[数资]据|的?报告)?(?:显示|指出|发现|公布|宣布|表示)[，,：:])?(?:邻国|近邻|邻近的?|相邻的?|隔壁的?)?(?:\d{4}\s?年(?:\d{1,2}月)?|\d{1,2}月份?|今年|去年)?[，,]?\s?"
)
_TO_THE_LIST = late_regex(r"(?:左右|以上|多)?[\p{Han}]{0,4}[）)]?[，,；;][^，,。；;\d]{0,12}(?=\s?[-\d一二三四五六七八九两])")  # 2079套，分别增长28%
_PEOPLE_FROM = late_regex(r"(?:地区)?(?:籍|裔|人士|人(?=[的有占约为共]))")  # 港澳人士有2万对，占20%: of all
_DATELINE = late_regex(r"^[^，,。；;\d]{0,6}(?:讯|报道|报导|电)")  # 华北房产报讯
_SOME_ONE = late_regex(r"一[家名位]|某")  # whose figures follow then
_NEXT = late_regex(r"\s?(?:左右|以上)?(?:、|和|及|与|以及)\s?")
_MEASURES = ("compared", "measured", "whole", "scope", "visitors", "target", "beside")
_REGIONS, _ABROAD = ("region", "zone", "group"), "world:"


def key_of(
    text: str, found: Sequence[Occurrence], frame: Frame, *,
    memory: Memory, sentences: Sequence[Sentence], places: Mapping[int, Sequence[Occurrence]], nation: str, report: bool,
) -> str | None:  # fmt: skip
    """The place that a figure goes on about; None where nothing tells, and for ranks and lists of figures."""
    if frame.quantity.kind == "rank" or frame.run.size > 1:
        return None
    return (
        _alone(text, found, frame, memory)
        or _opened(text, found, frame, memory, sentences, places)
        or _begun(text, found, frame, memory, sentences)
        or clause_topics.place(text, found, frame, sentence=sentences[frame.sentence], nation=nation, report=report, spoken_of=memory.last)
    )


def dealt(text: str, found: Sequence[Occurrence], frame: Frame, *, memory: Memory) -> str | None:
    """The place of a figure of a list told one by one of as many places that had one each before it (甲县1214套、乙县2079套，分别增长28%、41%).

    Behind a list of theirs without a word for it too (甲、乙分别有3家、5家，占1%、2%).
    """
    size, place, at = frame.run.size, frame.index - frame.run.first, frame.quantity.core[0]
    before = [(key, q) for key, q, sentence in memory.recent if sentence == frame.sentence][: -place or None][-size:]
    keys, units = [key for key, _ in before], {q.unit for _, q in before}
    if size < 2 or len(set(keys)) < size or any("+" in key for key in keys) or len(units) > 1:
        return None
    end = before[-1][1].span[1]
    if any(o.span and end <= o.start < at and o.role not in _MEASURES for o in found):
        return None
    told = _TO_THE_LIST.match(text, end, at + 1)
    if told is None or not ("分别" in told.group() or _in_a_list(text, [q for _, q in before])):
        return None
    return keys[place]


def _in_a_list(text: str, figures: Sequence[Quantity]) -> bool:
    """Whether figures stand in one list with nothing between them."""
    return all(_NEXT.fullmatch(text, a.span[1], b.span[0]) for a, b in pairwise(figures))


def _alone(text: str, found: Sequence[Occurrence], frame: Frame, memory: Memory) -> str | None:
    """The place of the figure before, for one that has nothing else in its clause than how it is told; None elsewhere."""
    if memory.last is None or frame.previous is None or (memory.last_sentence, memory.last_index) != (frame.sentence, frame.previous):
        return None
    before, start = memory.recent[-1][1], frame.quantity.span[0]
    end = before.span[1]
    if before.kind == "rank" or any(o.span and end <= o.start < start for o in found):
        return None
    of = max((o for o in found if o.span and o.end <= before.core[0]), key=lambda o: o.start, default=None)
    if of is not None and (of.role in ("compared", "measured") or _PEOPLE_FROM.match(text, of.end)):
        return None  # 仅次于甲省的9万亿元，增长6%: of whom it is set against, and not of 甲省
    if _ALONE.fullmatch(text, end, start) is None or _ENDS.match(text, frame.quantity.span[1]) is None:
        return None
    return memory.last


def _opened(
    text: str, found: Sequence[Occurrence], frame: Frame, memory: Memory, sentences: Sequence[Sentence], places: Mapping[int, Sequence[Occurrence]]
) -> str | None:
    """The region that opens a paragraph whose figures so far are its, with no other place since; None elsewhere."""
    n, at = frame.sentence, frame.quantity.core[0]
    if memory.last is None or n - memory.last_sentence > 1 or any(o.span and o.start < at and o.role not in _MEASURES for o in found):
        return None
    first = None
    for i in range(n - 1, -1, -1):
        if sentences[i].paragraph != sentences[n].paragraph:
            break
        named = [o for o in places.get(i, ()) if o.span and o.role not in _MEASURES]
        if any(o.key != memory.last for o in named):
            return None
        first = named[0] if named else first
    if first is None or first.role != "subject" or not (first.place.level in _REGIONS or first.key.startswith(_ABROAD)):
        return None
    said = sentences[first.sentence].span
    if _DATELINE.search(text, first.end, first.end + 12) or _SOME_ONE.search(text, first.end, frame.clause_span[1]):
        return None
    return first.key if _OPENS.fullmatch(text, said[0], first.start) else None


def _begun(text: str, found: Sequence[Occurrence], frame: Frame, memory: Memory, sentences: Sequence[Sentence]) -> str | None:
    """The place that opens a sentence and has its figures so far, with no other named in it (甲市销售5万台；以旧换新13万台); None elsewhere."""
    if memory.last is None or memory.last_sentence != frame.sentence:
        return None
    before = [o for o in found if o.span and o.start < frame.quantity.core[0]]
    first = before[0] if before else None
    if first is None or first.key != memory.last or any(o.key != first.key for o in before):
        return None
    if first.role != "subject" and not (first.role == "government" and first.key.startswith(_ABROAD)):
        return None
    start = sentences[frame.sentence].span[0]
    return first.key if _OPENS.fullmatch(text, start, first.start) else None
