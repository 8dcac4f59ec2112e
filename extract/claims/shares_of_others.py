"""Shares told of one thing behind another in the same words: 煤电占比从23%降至20%。核电从18%降至17%; 风电占14%，水电6%."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.words import Words, without_opening
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric

_SHARE = late_regex(
    r"(?P<what>[\p{Han}A-Za-z、]{2,20}?)(?P<head>(?:发电|用电|出口|进口|消费|投资|产值|销量|种植|养殖|栽培|销售|使用|就业|持股|市场)?(?:占\p{Han}{2,8}?)?(?:占比|比例|比重|份额))$"
)
_OWN = late_regex(
    r"[\s，,；;。、]*(?:其中|而|但|至于|此外|另外|同期)?[，,]?(?P<item>[\p{Han}A-Za-z]{2,6}?)(?:则|也|亦)?(?:[由从]|占了?|为)?(?:上年|去年|前年|[一二三四五六七八九十\d]{1,3}年前)?的?(?:约|近|仅|不到|超过?)?\s?"
)
_ITS = late_regex(
    r"(?:^|[。；;，,\s])(?P<item>[\p{Han}A-Za-z]{2,6}?)(?:目前|至今)?(?:仍然?|依然|依旧|一直|已经?)?(?:是|为|成为)[^，,。；;\d]{2,24}[，,](?:它|其)的?(?P<head>占比|比重|份额)(?:则|也|已)?[由从]?的?(?:约|近)?\s?$"
)
_MOVED_TO = late_regex(r"\s?(?:左右)?(?:一路|逐步|逐年|再)?(?:增长|上升|提高|提升|增加|升|降|下降|回落|减少|跌|扩大)(?:到|至)(?:了)?\s?")
_NO_ITEM = late_regex(
    r".*(?:税|利息|利率|利润|毛利|净利|佣金|失业|通胀|通膨|赤字|国债|仓位|折扣|分红|股息|学费|补贴|租金|首付|\p{Han}化)|.*(?:占比|比重|比例|以上|以下|其余|其他|合计|总共|平均|全国|全球|相比|同比|增长|下降|持平|预计|目标|分别|左右|达到|超过|已经|约占)"
)


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The share of the noun right before a per cent where the one before it is the share of another, or None; ``decided`` by index."""
    q = frame.quantity
    if q.kind != "rate" or q.unit != "%":
        return None
    own = words.besides_places((frame.left[0], q.span[0]))
    its = _ITS.search(_since(words, frame))
    if its is not None and its["item"] not in metrics.never_names():
        return Metric(None, None, f"{its['item']}{its['head']}", "metric.topic")
    other = words.frames[frame.index - 1] if frame.index else None
    told = decided.get(frame.index - 1)
    if (
        other is None
        or told is None
        or not words.goes_on(other.sentence, frame.sentence)
        or other.quantity.kind != "rate"
        or other.quantity.unit != "%"
    ):
        return None
    share = _SHARE.fullmatch(told.name)
    if share is None:
        return None
    if other.sets_out and _MOVED_TO.fullmatch(words.besides_places((other.quantity.span[1], q.span[0]))):
        return Metric(told.span, told.text, told.name, "metric.previous")
    if other.sentence != frame.sentence and not frame.sets_out:
        return None  # 新能源车占比为35%。乙省失业3%; the next sentence only where its share moves too
    item = _OWN.fullmatch(own)
    name = without_opening(item["item"]) if item is not None else ""
    if len(name) < 2 or _NO_ITEM.fullmatch(name) or name in share["what"] or name in metrics.light_words() or not _is_thing(words, frame, name):
        return None
    return Metric(None, None, name + share["head"], "metric.previous.completed")


def _since(words: Words, frame: Frame) -> str:
    """The words of a sentence before a figure, from the figure before on, dates and places aside."""
    start = words.frames[frame.previous].quantity.span[1] if frame.previous is not None else words.sentences[frame.sentence].span[0]
    return words.besides_places((start, frame.quantity.span[0]))


def _is_thing(words: Words, frame: Frame, name: str) -> bool:
    """Whether words are a noun without a head of its own."""
    at = words.text.rfind(name, frame.left[0], frame.quantity.span[0])
    tokens = words.tokens(frame.sentence, (at, at + len(name))) if at >= 0 else []
    plain = bool(tokens) and all(t.flag[:1] in "njlazb" or t.flag in ("vn", "eng") for t in tokens)
    return plain and not words.is_place((at, at + len(name))) and metrics.head_in(name) is None
