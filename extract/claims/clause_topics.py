"""The place that opens a clause, of which the figures there and behind it are told until another is named (雨量减少，乙县去年只有3万吨).

A weak preference, for what an article is about all along outweighs it in the model: 兰州新区 that opens a sentence of a province's
report is still who invested. So is the place where something is done, with no one named before who does it (今年在乙区稽查40件).
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims import place_signs
from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence, above
from extract.data.late import late_regex
from extract.model import Sentence

_OPENS = late_regex(
    r"\s{0,4}+(?:而|但是?|可是?|不过|只是|其中|例如|比如|如|同期|此外|另外|同时|至于|相比之下|反观|就连|连|和|[，,]){0,2}(?:邻国|近邻|邻近的?|相邻的?|隔壁的?|同省的?|同市的?|省会|首府|首都|\p{Han}{0,4}(?:大户|大省|大市|大县|强省|强市|强县|老大哥?|老[二三]|龙头|重镇|邻居|对手|兄弟|榜首|黑马))?"
    r"(?:\d{4}\s?年(?:\d{1,2}月)?|\d{1,2}月份?|今年|去年)?[，,]?\s?"
)
_OF_MORE = late_regex(
    r"其余|其他|其它|[总一合]共|共计|合计|加起来|总计|分别|[（(][^（()）]*[）)]|前者|后者|国人|我们|[县市省]民|[；;]|一[家位名个](?!省|市|县|区|镇|国)"
)  # of others than it, of all, or told apart
_PART = late_regex(r"[，,]?\s?其中")
_IN = late_regex(r"(?<![现正存实内潜排住])在(?:省会|首府|省城)?$")
_MEASURES = ("compared", "measured", "whole", "scope")
_SET_AGAINST = ("compared", "measured")
_DIRECTLY = 4  # characters between a place that another is set against and its figure
_WORLD = "world:全球"
_THE_WORLD = ("全球", "全世界", "世界")
_ITS_MEASURE = late_regex(  # 去年全球粗钢产量18.9亿吨
    r"的?(?![^，]{0,10}(?:[最第占里中]|领先))[\p{Han}A-Z]{0,10}?(?:[量额值率数]|人口|GDP|产能|规模|需求|里程|面积|价格?|储备)(?:也|则|共|总共|已经?|将|仅|只)?"
    r"(?:达到?|为|是|有|在|约|超过?|突破|增加|减少|增长|下降|上升|高达|近|从|由|了|大约){0,3}\s?"
)
_LEVELS = ("province", "city", "county", "township", "zone", "foreign")
_REACH = 2  # clauses that a place holds for; in a work report, which tells of places by the way, its own alone


def place(
    text: str, found: Sequence[Occurrence], frame: Frame, *, sentence: Sentence, nation: str, report: bool, spoken_of: str | None = None
) -> str | None:
    """The place that a figure's clause, or one shortly before, opens with or says where; None where none does.

    ``spoken_of`` is the place of the figure before: behind that of a foreign country the nation is a place like any other.
    """
    if place_signs.counted(text, frame) is not None:
        return None
    at = frame.quantity.core[0]
    before = [o for o in found if o.span and o.end <= at and o.role not in _MEASURES]
    last = max(before, key=lambda o: (o.end, o.members), default=None)
    if last is not None and _of_the_world(text, last, frame):
        return last.key
    abroad = spoken_of is not None and spoken_of != nation and spoken_of.startswith("world:") and spoken_of != _WORLD
    if (
        last is None
        or (last.pointing and last.role != "government")
        or last.listed
        or last.members > 1
        or last.place.level not in _LEVELS
        or (last.key == nation and not abroad)
    ):
        return None
    if frame.clause - last.clause > (0 if report else _REACH) or _OF_MORE.search(text, last.end, at):
        return None
    if any(o.span and last.end <= o.start and o.role in _SET_AGAINST and 0 <= at - o.end <= _DIRECTLY for o in found):
        return None  # 与全国平均3.76%相当
    if last.role in ("subject", "government"):
        if last.pointing.endswith("里"):
            return None  # 省里对它的要求是
        start = sentence.clauses[last.clause][0]
        part = start > sentence.span[0] and _PART.match(text, start)  # 全国6180处，其中甲县有287处，服务26万人: goes back to the whole
        if part and last.clause < frame.clause:
            return None
        named = next((o.start for o in before if text[o.end : last.start] == "的" and o.key in above(last.key)), last.start)  # 武威的凉州区
        return last.key if _OPENS.fullmatch(text, start, named) else None
    if (
        last.role != "located"
        or last.place.level == "zone"
        or last.clause != frame.clause
        or not _IN.search(text, max(0, last.start - 4), last.start)
    ):
        return None
    around = (last.key, *above(last.key))  # 甲市在丙市设店: who does it
    return None if any(o.role == "subject" and o.key not in around for o in before) else last.key


def _of_the_world(text: str, last: Occurrence, frame: Frame) -> bool:
    """Whether the world opens a figure's clause and what it measures stands between."""
    if last.key != _WORLD or last.clause != frame.clause or last.role != "subject" or text[last.start : last.end] not in _THE_WORLD:
        return False
    start = frame.clause_span[0]
    return bool(_OPENS.fullmatch(text, start, last.start) and _ITS_MEASURE.fullmatch(text, last.end, frame.quantity.core[0]))
