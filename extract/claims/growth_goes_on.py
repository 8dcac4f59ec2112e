"""Changes told one behind the other with one verb: 甲乡增加488人最多，其次是乙乡390人、丙镇312人; 减少19班、725人; 成长率甲市-13%、乙市25%."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.data.late import late_regex
from extract.model import Quantity, Span

_JOINS = late_regex(r"\s?[、和及与]\s?")
_RANKS_ON = late_regex(
    r"[\s，,、]*+(?:(?:为)?(?:最多|最大|最高|最少|最低|居首|居冠|居次|次之))?[\s，,、；;]*+(?:(?:其次|再次|次|第[二三四]|依[序次])(?:依[序次])?(?:为|是|则为|则是|则)?)?[\s，,、]*+"
)
_GAP = late_regex(r"(?<![减提降增扩加缩])[多少高低快慢大小]出?了?(?:约|近|超过?|逾)?\s?$")
_IN_A_ROW = late_regex(r"、|其次|次之|再次")
_SIGNED = ("-", "−", "－", "负")


def sign(text: str, frame: Frame, before: Quantity | None, places: Sequence[Occurrence]) -> int:
    """The direction of a change that a figure goes on telling: that of the figure ``before`` it; 0 where it tells none.

    ``places``: those of its sentence.
    """
    q = frame.quantity
    if before is None or before.kind != "growth" or before.number is None or q.kind not in ("amount", "rate") or before.span[1] > q.span[0]:
        return 0
    if _GAP.search(text, max(0, before.span[0] - 8), before.span[0]):
        return 0  # 比乙市多出2万辆，丙市30万辆
    between = before.span[1], q.span[0]
    direction = -1 if before.number < 0 else 1
    if q.unit == "%":
        goes_on = before.unit == "%" and _IN_A_ROW.search(text, *between) and _only_places(text, between, places)
        return (1 if before.text.startswith(_SIGNED) else direction) if goes_on else 0  # each of 成长率 has its own sign
    if q.kind != "amount":
        return 0
    if q.unit == before.unit:
        return direction if _only_places(text, between, places) else 0
    joined = before.unit != "%" and _JOINS.fullmatch(text, *between) is not None
    return direction if joined else 0


def _only_places(text: str, span: Span, places: Sequence[Occurrence]) -> bool:
    """Whether nothing but one place, and words that rank it, stands in a span."""
    inside = [o for o in places if o.span is not None and span[0] <= o.start and o.end <= span[1]]
    if len(inside) != 1:
        return False
    return _RANKS_ON.fullmatch(text[span[0] : inside[0].start] + text[inside[0].end : span[1]]) is not None
