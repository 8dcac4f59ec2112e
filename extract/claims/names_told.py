"""Words that complete the name of a metric from what was told before it or stands right before it: whose doing it is, and in what goods trade is."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.model import Metric, Span

_OTHER_WAY = {"进口": "出口", "出口": "进口", "进口额": "出口额", "出口额": "进口额", "进口量": "出口量", "出口量": "进口量"}
_DOER = late_regex(
    r"(?P<doer>(?:铁路|公路|水路|航空|民航|港口|机场|海关|口岸|法院|检察院|公安机关|邮政|快递|地铁|轨道交通|公交|高铁)(?:部门|系统|行业|机关)?)"
    r"(?:共|累计|预计|总共|合计|日均|已|全年){1,2}$"
)


def other_way(words: Words, frame: Frame, name: str, decided: Mapping[int, Metric]) -> str | None:
    """The name of trade the other way in the same goods (钢材出口3万吨，增长5%；进口2万吨), where the word opens its clause."""
    if name not in _OTHER_WAY or words.text[frame.left[0] : frame.quantity.span[0]].strip("，,；;、 其中而约为达近超") != name:
        return None
    for index in range(frame.index - 1, max(-1, frame.index - 3), -1):
        told = decided.get(index)
        if words.frames[index].sentence != frame.sentence or told is None:
            return None
        if told.name.endswith(_OTHER_WAY[name]) and len(told.name) > len(name):
            return told.name.removesuffix(_OTHER_WAY[name]) + name
    return None


def doer(words: Words, frame: Frame, span: Span) -> str | None:
    """Whose doing a verb with its object tells, where only an adverb stands between (全国铁路累计发送旅客): 铁路."""
    text, start = words.text, max(frame.clause_span[0], frame.left[0])
    tokens = words.tokens(frame.sentence, span)
    if len(tokens) < 2 or tokens[0].flag != "v" or frame.quantity.kind not in ("amount", "growth"):
        return None
    found = _DOER.search(text, start, span[0])
    at = next(iter(words.segments((start, span[0]))), ((start, 0), ""))[0][0]
    if found is None or found.start("doer") < at or text[at : found.start("doer")].strip("，,、 "):
        return None
    return str(found["doer"]) if words.segments(found.span("doer")) == [(found.span("doer"), "edge")] else None
