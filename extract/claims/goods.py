"""Goods and branches told one behind the other: each with the measure that only the first says, and with all of its joined name.

首饰、钟表及名贵礼物销货价值上升6%，家用电器上升3%; 其次为服装（销货价值上升5%）；鞋类（上升2%）.
"""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.wording import renamed
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric

_MEASURE = late_regex(
    r"(?P<measure>(?:零售|销货|销售|批发|出口|进口|成交|营业|交易)(?:价值|金额|总额|额|数量|量|值)|(?:销|产|运)量|(?:零售|批发|平均|成交)?(?:价格|售价|均价))$"
)
_JOINED = late_regex(r"(?:^|[，,；;。：:（(\s])(?:其次|再次|其中|当中|此外|另外)?(?:依[序次])?[为是]?(?P<items>(?:[\p{Han}A-Za-z]{2,8}、\s?){1,4})$")
_JOINS = late_regex(r"\p{Han}{2}[及和与]\p{Han}{2}")
_LEADS = late_regex(r"[\s，,；;、]*+(?:其次|再次|其中|此外|另外|至于|以及|[而则])?(?:则|依次|依序|分别)?(?:[为是])?[\s，,：:]*+")
_BRACKET = late_regex(r"\s?[（(](?:则|也|亦)?$")
_ITEM = late_regex(r"(?:^|[，,；;。：:\s])(?:其次|再次|其中|当中|此外|另外)?(?:依[序次])?[为是]?(?P<item>[\p{Han}A-Za-z、]{2,24})\s?[（(]$")
_FURTHEST = 8  # figures back in which the measure is told
_NO_GOODS = ("v", "d", "m", "t", "f", "r", "p", "ns", "nr", "nt")


def whole(words: Words, frame: Frame, metric: Metric, decided: Mapping[int, Metric]) -> Metric:
    """The metric with the joined goods before it, and with the measure of the goods told before.

    ``decided``: the metrics of earlier figures, by index.
    """
    span, text = metric.span, words.text
    if span is None or metric.rule != "metric.before" or text[slice(*span)] != metric.name:
        return metric
    before = words.segments((max(frame.clause_span[0], frame.left[0]), span[0]))
    start = max(before[0][0][0], span[0] - 40) if before else span[0]
    if _JOINS.search(metric.name) and (joined := _JOINED.search(text[start : span[0]])) is not None:
        span = (start + joined.start("items"), span[1])
        metric = Metric(span, text[slice(*span)], text[slice(*span)], metric.rule, metric.id, metric.canonical)
    if frame.quantity.kind != "growth" or frame.quantity.unit != "%":
        return metric
    if _MEASURE.fullmatch(metric.name) and (item := _ITEM.search(text, max(words.sentences[frame.sentence].span[0], span[0] - 28), span[0])):
        return renamed(metric, item["item"] + metric.name, metric.rule)
    measure = _told(words, frame, decided) if _is_goods(words, frame, metric.name, span) else None
    return renamed(metric, metric.name + measure, metric.rule) if measure is not None else metric


def _told(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> str | None:
    """The measure of the goods whose growth the last figures of the sentence tell."""
    for index in range(frame.index - 1, max(-1, frame.index - _FURTHEST), -1):
        other, metric = words.frames[index], decided.get(index)
        if other.sentence != frame.sentence or other.quantity.kind != "growth" or metric is None:
            return None
        measure = _MEASURE.search(metric.name)
        if measure is not None:
            return str(measure["measure"]) if measure.start() > 1 else None
    return None


def _is_goods(words: Words, frame: Frame, name: str, span: tuple[int, int]) -> bool:
    """Whether a name is of goods alone and opens its clause or what stands behind the figure before."""
    if metrics.head_in(name) is not None or name in metrics.nominal_verbs() or words.is_place(span):
        return False
    if not _LEADS.fullmatch(words.text, frame.left[0], span[0]):
        return False
    tokens = words.tokens(frame.sentence, span)
    return bool(tokens) and tokens[-1].text not in metrics.nominal_verbs() and (tokens[-1].flag == "vn" or not tokens[-1].flag.startswith(_NO_GOODS))
