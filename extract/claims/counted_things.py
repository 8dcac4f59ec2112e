"""Counts in and beside names: 446个气象站最高气温破纪录 counts 气象站, and no name begins with a count (214家企业占比 is 企业占比)."""

from __future__ import annotations

from collections.abc import Mapping

import regex

from extract.claims.frames import Frame
from extract.claims.no_names import COUNTERS_OF_PLACES
from extract.claims.wording import renamed
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric, Quantity

# Behind these stands what is told of them; what counts things itself (城市公园, 企业技术中心) is the head.
_THOSE = regex.compile(
    r"(?P<those>\p{Han}{0,12}(?:城市|省份|区县|县区|县市|国家|地区|法院|检察院|企业|公司|(?:气象|观测|监测|水文)站|断面|医院|学校|高校|景区|园区|港口|银行|机构|行业))"
    r"(?P<told>\p{Han}{2,14})"
)
_COUNTERS = frozenset("个座家所")
_OPENS_WITH_COUNT = late_regex(
    r"(?:近|约|逾|超过?|上|这)?(?P<count>\d[\d.,]*\s?[万千百]?[多余]?\s?(?:家|个|所|座|项|户|名|位|条|件|间|只|支))(?:\s|的)?(?=\p{Han}{2})(?!以[上下内]|及以|大中城市)"
)
_PLACES = r"(?:省份?|自治区|直辖市|特别行政区|地级市|县级市|市州?|县市?|区县?|州属|联邦直辖区|城市|国家|地区|省市|省区市?|盟)"
_KINDS_OF_PLACES = late_regex(  # two kinds or more: one alone may be part of the name (国家级新区, 市场主体, 城市轨道交通)
    rf"{_PLACES}(?:[、和及与]{_PLACES}){{1,3}}的?(?=\p{{Han}}{{3,}})(?![级属域直内外立])"
)
_FURTHEST = 6  # figures back
_OF_ONE_KIND = frozenset("家间所栋幢艘辆架床席头株例")  # counters of things of one kind each
_OF_ANY_KIND = frozenset("个项条人名")


def counter(q: Quantity, *, any_kind: bool = False) -> str | None:
    """The counter of a count that says of what kind its things are, with ``any_kind`` one that counts anything too; None for others."""
    return q.unit if q.kind == "amount" and (q.unit in _OF_ONE_KIND or (any_kind and q.unit in _OF_ANY_KIND)) else None


def alone(frame: Frame, metric: Metric) -> Metric:
    """The metric of a count without what is told of those that it counts."""
    if metric.rule != "metric.behind" or frame.quantity.unit not in _COUNTERS or frame.quantity.kind != "amount" or metric.span is None:
        return metric
    m = _THOSE.fullmatch(metric.name)
    if m is None or metrics.head_in(m["told"]) is None:
        return metric
    if metrics.counts(m["told"]) and not m["told"].endswith(("数", "量")):
        return metric
    return (
        Metric((metric.span[0], metric.span[0] + len(m["those"])), m["those"], m["those"], metric.rule)
        if metric.text == metric.name
        else renamed(metric, m["those"], metric.rule)
    )


def without_count(words: Words, frame: Frame, metric: Metric, decided: Mapping[int, Metric]) -> Metric:
    """The metric without the count that its name begins with (以214家企业居首位, 占比24%), and without the kinds of places that were counted.

    What was counted has the name that its own figure has (``decided``, by index): 入选百强企业 of 8家企业入选百强.
    """
    m = _OPENS_WITH_COUNT.match(metric.name)
    if m is not None:
        return renamed(metric, _as_counted(words, frame, metric.name[m.end() :], m["count"], decided), metric.rule)
    before = words.frames[frame.previous].quantity if frame.previous is not None else None
    if metric.span is None or before is None or before.kind != "amount" or before.span[1] != metric.span[0] or metric.text != metric.name:
        return metric
    kinds = _KINDS_OF_PLACES.match(metric.name) if before.unit in COUNTERS_OF_PLACES else None
    if kinds is None or metrics.head_in(metric.name) is None:
        return metric
    if all(t.span[0] != metric.span[0] + kinds.end() for t in words.tokens(frame.sentence, metric.span)):
        return metric  # in the midst of a word
    span = metric.span[0] + kinds.end(), metric.span[1]  # 9个省、自治区旅游收入超过8亿元: of each of them
    return Metric(span, words.text[slice(*span)], words.text[slice(*span)], metric.rule)


def _as_counted(words: Words, frame: Frame, rest: str, count: str, decided: Mapping[int, Metric]) -> str:
    for index in range(frame.index - 1, max(-1, frame.index - _FURTHEST), -1):
        told = decided.get(index)
        if told is None or words.frames[index].quantity.text.strip() != count or words.frames[index].quantity.kind != "amount":
            continue
        for size in range(min(len(rest), len(told.name)), 1, -1):
            if told.name.endswith(rest[:size]):
                return told.name + rest[size:]
    return rest
