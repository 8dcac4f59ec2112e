"""Metrics of figures that only set a place against another: they measure what the last figure of their kind does."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.model import Metric

# 反观丙市只有3万元, 而丁县高达9%
_OTHER_PLACE = late_regex(
    r"[\s，,；;]*(?:而|但|可|不过|反观|相比之下|相较之下|相形之下|比较之下|对比之下|与之相比|同期|同样)?[，,]?(?:每人|人均|平均)?(?:也|则|却|就|仅|只|才|更|还|竟){0,3}"
    r"(?:有|为|是|达到?|高达|多达|少至|低至|不到|不足|占)?了?(?:约|近|逾|超过?)?\s?"
)
_BELOW_OTHERS = late_regex(
    r"[\s，,]*(?:仅|只|略|稍)?(?:次于|低于|高于|少于|多于|落后于|逊于|排在)(?:之?后)?[，,\s]*(?:则|并|也)?(?:排名?在?|位[居列]|[居列]|名列|[高稳屈并]居|排行)*(?:全[国省市球]|世界)?\s?"
)
_ENDS = late_regex(r"\s?(?:左右|以上|上下|出头)?\s?(?:[，,。；;、！？\n）)”」]|$)")  # no noun of its own stands behind it
_NEAREST = 4  # figures back to the one that is set against


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric, or None; ``decided`` are the metrics of earlier figures, by index."""
    return _of_other_place(words, frame, decided) or _rank_below_others(words, frame, decided)


def _of_other_place(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of the last figure in the same unit, which one of another place alone is set against (人均负债8万元，全省最多，反观乙市3万元)."""
    q, start = frame.quantity, frame.clause_span[0]
    if (
        q.kind not in ("amount", "rate")
        or not _ENDS.match(words.text, q.span[1])
        or words.place_within((start, q.span[0])) is None
        or not _OTHER_PLACE.fullmatch(words.besides_places((start, q.span[0])))
    ):
        return None
    for index in range(frame.index - 1, max(-1, frame.index - _NEAREST), -1):
        other, metric = words.frames[index], decided.get(index)
        if other.sentence != frame.sentence or other.run.size > 1:
            return None
        if other.quantity.kind in ("rank", "growth"):
            continue
        if other.quantity.unit != q.unit or other.quantity.kind != q.kind or metric is None:
            return None
        return Metric(metric.span, metric.text, metric.name, "metric.previous", metric.id, metric.canonical)
    return None


def _rank_below_others(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a level whose rank is told behind those before it (负债率62%，仅低于乙省，排全国第二)."""
    before = decided.get(frame.previous) if frame.previous is not None else None
    if before is None or frame.previous is None or frame.quantity.kind != "rank":
        return None
    other = words.frames[frame.previous].quantity
    if other.kind not in ("amount", "rate", "number"):
        return None
    behind = _BELOW_OTHERS.fullmatch(words.besides_places((other.span[1], frame.quantity.span[0])))
    return Metric(before.span, before.text, before.name, "metric.previous", before.id, before.canonical) if behind else None
