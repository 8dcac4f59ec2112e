"""Figures of a firm that a sentence opens with: 腾讯启动校园招聘，开放5000个岗位 tells of no place, until one is spoken of again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.data import alternatives, read_words
from extract.data.late import late_regex
from extract.model import Name, Sentence

_FIRMS = ("company", "bank")
_OPENING = late_regex(  # 3月2日，
    r"[\s“”\u3000]{0,4}+(?:(?:据悉|近日|日前|昨日|今日|同日|当日|随后|此外|另外|与此同时|目前|今年|去年|其中|而|但)[，,]?|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:[上下中]午|晚间?)?[，,]?|\d{4}年[，,]?){0,2}\s?"
)
_ACTS = late_regex(  # what it does itself, and not what it says of others
    r"(?:集团|公司|股份|科技|控股)?(?:[（(][^（()）]{1,16}[）)])?(?:还|也|又|则|已|将|正在?|就|共|累计|首次|再次|正式|宣布|全面|计划|拟|共有){0,2}"
    r"(?:启动|开放|推出|招聘|招募|开启|上线|发售|售出|卖出|销售|交付|生产|投资|投入|斥资|出资|收购|并购|融资|募资|获得?|拥有|共有|实现|完成|开设|开出|新开|关闭|裁员|裁减|裁撤|上市"
    r"|(?:公布|发布|宣布)了?[^，,。；;\d]{0,12}(?:计划|招聘|财报|业绩|年报|季报|战略)|营收|净利|市值|股价|收入|亏损|盈利|服务|覆盖|入驻|签约|中标|承建|建成|建造|研发|申请|持有|占据|占有|的(?:营收|净利|市值|股价|员工|门店|市场份额|市占率|销量|销售额|收入|利润|毛利))"
)
_HERE = ("subject", "located", "government", "measured")
_OF_PLACES = late_regex(alternatives(read_words("metrics_of_places")))
_FRAMES = ("whole", "compared")  # 占某市工业的六成: the city is spoken of
_GOES_ON = 1  # sentences of a paragraph that go on about the firm of one before


def _opens(text: str, sentence: Sentence, names: Sequence[Name]) -> Name | None:
    """The firm that a sentence opens with and that acts in it."""
    i = bisect_left(names, sentence.span[0], key=lambda n: n.span[0])
    first = names[i] if i < len(names) and names[i].span[1] < sentence.span[1] else None
    if first is None or first.label != "ORG" or first.kind not in _FIRMS or _ACTS.match(text, first.span[1]) is None:
        return None
    return first if _OPENING.fullmatch(text, sentence.span[0], first.span[0]) else None


def is_one(text: str, sentences: Sequence[Sentence], frame: Frame, names: Sequence[Name], places: Mapping[int, Sequence[Occurrence]]) -> bool:
    """Whether a figure is a firm's that opens its sentence, or the one before it in its paragraph, and no place was spoken of since."""
    n, (start, end) = frame.sentence, frame.clause_span
    if any(o.span and start <= o.start < end and o.role in _FRAMES for o in places.get(n, ())):
        return False
    told_of_a_place = _OF_PLACES.search(text, start, frame.quantity.core[0]) is not None
    for i in range(n, max(-1, n - _GOES_ON - 1), -1):
        if sentences[i].paragraph != sentences[n].paragraph:
            return False
        firm, last = _opens(text, sentences[i], names), end if i == n else sentences[i].span[1]
        inside = firm.span if firm is not None else (0, 0)
        if any(o.span and o.start < last and o.role in _HERE and not inside[0] <= o.start < inside[1] for o in places.get(i, ())):
            return False
        if firm is not None:
            return firm.span[1] <= frame.quantity.core[0] and (firm.span[0] >= start or not told_of_a_place)
        if _another(sentences[i], names):
            return False
    return False


def _another(sentence: Sentence, names: Sequence[Name]) -> bool:
    """Whether a sentence names another organization."""
    i = bisect_left(names, sentence.span[0], key=lambda n: n.span[0])
    return i < len(names) and names[i].span[0] < sentence.span[1] and names[i].label == "ORG"
