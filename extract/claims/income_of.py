"""Sums told of people by their group alone: the measure is that of the sum before (就业人口收入中位数为1万元，本地居民为2万元)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.claims.frames import Frame
from extract.claims.wording import in_place_of, renamed
from extract.data import alternatives, read_words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric

_FURTHEST = 4  # figures back
_PEOPLE_BEFORE = late_regex(r"^.*(?:人口|居民|职工|人员|劳动力|从业者|农民工|家庭|住户|员工|雇员)(?:的)?(?=\p{Han}{2})")
_SUM = late_regex(alternatives(read_words("money_metrics")))  # 补助困难职工: a sum of its own
_MEASURES = ("sum", "price")
_MEDIAN = ("中位数", "平均数", "均值")


def whole(frames: Sequence[Frame], frame: Frame, metric: Metric, decided: Mapping[int, Metric]) -> Metric:
    """The metric of a sum with the measure of the one before, where its own name only says whose it is."""
    q = frame.quantity
    money = q.unit is not None and len(q.unit) == 3 and q.unit.isascii()
    if not money or _SUM.match(metric.name) or metric.rule != "metric.before" or metrics.class_of_head(metric.name) != "people":
        return metric
    for index in range(frame.index - 1, max(-1, frame.index - _FURTHEST - 1), -1):
        other, told = frames[index], decided.get(index)
        if frame.sentence - other.sentence > 1:
            return metric
        if told is None or other.quantity.unit != q.unit:
            continue
        if metrics.class_of_head(told.name) not in _MEASURES and not told.name.endswith(_MEDIAN):
            return metric
        measure = str(_PEOPLE_BEFORE.sub("", told.name))
        return renamed(metric, in_place_of(metric.name, told.name) or f"{metric.name}{measure}", "metric.before.completed")
    return metric
