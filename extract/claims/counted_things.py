"""Counts of those of which something holds: 446个气象站最高气温破纪录 counts 气象站, 474家法院收案数上升 counts 法院."""

from __future__ import annotations

import regex

from extract.claims.frames import Frame
from extract.claims.wording import renamed
from extract.mentions import metrics
from extract.model import Metric

# Behind these stands what is told of them; what counts things itself (城市公园, 企业技术中心) is the head.
_THOSE = regex.compile(
    r"(?P<those>\p{Han}{0,12}(?:城市|省份|区县|县区|县市|国家|地区|法院|检察院|企业|公司|(?:气象|观测|监测|水文)站|断面|医院|学校|高校|景区|园区|港口|银行|机构|行业))"
    r"(?P<told>\p{Han}{2,14})"
)
_COUNTERS = frozenset("个座家所")


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
