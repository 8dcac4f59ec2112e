"""What was expected of a figure right behind it: 录得6.4万个，优于市场预期的5万个; 升至4.6%，超出预期的4.5%."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.model import Metric

_EXPECTED = late_regex(
    r"(?:优于|好于|高于|大于|快于|超出|远超|超过|超|逊于|逊|低于|慢于|差于|不及|少于|高过|胜过|符合)了?(?:此前|先前|早前|原先)?(?:市场|分析师|外界|经济学家|经济学者|华尔街|各界|机构|专家)?"
    r"(?:的)?(?:普遍|平均)?(?:预期|预测|预估|预计|预料|估计)(?:中值|均值|中位数|值|水平)?(?:的|[（(])(?:约|近)?\s?$"
)


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of the figure before an expected one of the same unit, in its sentence; ``decided`` are those of earlier figures, by index."""
    metric = decided.get(frame.previous) if frame.previous is not None else None
    if metric is None or frame.previous is None or words.frames[frame.previous].quantity.unit != frame.quantity.unit:
        return None
    if not is_expected(words.text, frame):
        return None
    return Metric(metric.span, metric.text, metric.name, "metric.previous", metric.id, metric.canonical)


def is_expected(text: str, frame: Frame) -> bool:
    """Whether a figure is what was expected, and no fact."""
    return _EXPECTED.search(text, frame.clause_span[0], frame.quantity.span[0]) is not None
