"""Growth told of places without a word of what: that of their economy (16省增速跑赢全国（4.8%）; 多地增速目标定在5.5%).

So where nothing else was measured before it in its paragraph; a goal of growth is always the economy's.
"""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.conditions import PLACE_UNITS
from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data import alternatives, read_words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric

_SO_MANY = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|多|各|大部分|部分)个?(?:省份?|城市|国家|地区|市|区县|县|地)"
_GROWTH = late_regex(
    rf"[\s，,；;、和与及]*(?:(?:其中|而)?在[^，。；\d]{{2,8}}中)?(?:但是?|可是?|不过|而|其中|此外|只有|仅有|仅|有|包括){{0,2}}(?:{_SO_MANY})?(?:的|均|都|也|未能|没有|未|已|其|全年|今年|去年|年度|实现|完成|达到|达成|预期|了){{0,5}}"
    rf"(?:实际|名义|平均|预期|总体|整体|经济){{0,2}}的?增速(?P<goal>目标)?(?:{_SO_MANY})?"
    r"(?:全部|也|都|均|则|预|设|定|在|为|是|跑赢|跑输|超过|高于|低于|快于|慢于|落后于?|领先于?|达到?|仅|只有|高达|了){0,4}"
    r"(?:平均|均值|水平|目标|的){0,3}\s?[（(]?(?:约|近|超过?|约为){0,2}\s?"
)
_FORECAST = late_regex(
    rf"[\s，,、；;]*(?:而|但|也)?(?:{alternatives(read_words('forecasters'))})(?:则|也|仍|还){{0,2}}"
    r"(?:预期|预测|预估|预计|认为|估计)(?:其)?(?:将|仅|只|可望|有望|会|则|也){0,3}(?:增长|成长|衰退|萎缩)(?:约|近|了)?\s?"
)  # IMF预期今年日本仅成长1%
_LEADS = late_regex(r"[、和与及]*(?:则|也|都|均|分别)?(?:以|为|是|达到?|只有|仅)\s?")
_PLACES_COUNTED = ("个", "地", *PLACE_UNITS)
_NAME = "GDP"
_OF_ECONOMY = late_regex(r"GDP|生产总值|经济(?:总量|增[速长])")


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a growth whose clause says only that places grow, or None; ``decided`` are the metrics of earlier figures, by index."""
    q = frame.quantity
    if q.unit != "%" or q.kind not in ("rate", "growth"):
        return None
    growth = _GROWTH.fullmatch(said := words.besides_places((frame.clause_span[0], q.span[0])))
    if growth is None and frame.clause and _LEADS.fullmatch(said):  # 11省增速高于全国，某省以6.3%居首
        growth = _GROWTH.fullmatch(
            words.besides_places(words.sentences[frame.sentence].clauses[frame.clause - 1]).rstrip("，,").removesuffix("第一").removesuffix("居首")
        )
    if growth is None and _FORECAST.fullmatch(said):
        return Metric(None, None, "经济增长", "metric.topic")
    if growth is None or not (growth["goal"] or _first_told(words, frame, decided)):
        return None
    return Metric(None, None, _NAME, "metric.topic")


def _first_told(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> bool:
    """Whether what was measured last in the paragraph is the economy, or nothing was; how many places there are is no measure."""
    paragraph = words.sentences[frame.sentence].paragraph
    for index in range(frame.index - 1, -1, -1):
        other, told = words.frames[index].quantity, decided.get(index)
        if words.sentences[words.frames[index].sentence].paragraph != paragraph:
            return True
        if told is not None and other.unit not in _PLACES_COUNTED and metrics.head_in(told.name) is not None:
            return _OF_ECONOMY.search(told.name) is not None
    return True
