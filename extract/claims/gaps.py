"""How far the figures of places lie apart: two of the metric that was told before (差了2800亿, 甲市比乙市多出一千一百多亿)."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.model import Metric

_GAP = late_regex(
    r"[\s，,]*(?:但|而|且|其中|目前|如今|因此|所以)?(?:两者|二者|双方|两地|[两二三](?:个?省|个?市|个?国|个?县|个?区)|彼此|前后|与其|[与和跟同比][^，。]{1,12}?|[\d一二两三四五六七八九十]{1,3}年(?:下来|间)?)?(?:之间)?的?"
    r"(?:差距|差额|落差|相差|(?:也?就|只|才|还|总共|大概)?差[了着]?)(?:仅|只|已|竟然?|进一步|再|又|拉大|扩大|缩小|收窄|为|是|有|达到?|高达|约|近|将近|超过?|到|至|了){0,5}\s?"
)
_MORE_THAN = late_regex(  # 甲市比乙市多出一千一百多亿
    r"[\s，,]*(?:但|而|可|结果|最后)?(?:仍|还|也|又|就|已经?|足足|整整)?比(?:[多少高低][出了]?)(?:约|近|将近|整整|足足|不到){0,2}\s?"
)
_OF_GOAL = late_regex("目标|任务|计划|进度|预期")
_TO_REACH = late_regex(r"\s?(?:才|就|便|即)")  # 还差600亿元才到2000亿元
_FURTHEST = 8  # figures back


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """How far the figures told before lie apart (两省的差距扩大到4万亿元, 两者相差2元): the gap of what they measure."""
    q = frame.quantity
    more = _MORE_THAN.fullmatch(words.besides_places((frame.clause_span[0], q.span[0]))) is not None
    gap = more or _GAP.fullmatch(words.text, frame.clause_span[0], q.span[0]) is not None
    if q.kind not in ("amount", "number", "growth", "rate") or not gap or (more and q.unit in ("%", "pp")):
        return None
    if _OF_GOAL.search(words.text, frame.clause_span[0], q.span[0]) or _TO_REACH.match(words.text, q.span[1]):
        return None
    for index in range(frame.index - 1, max(-1, frame.index - _FURTHEST), -1):
        other, metric = words.frames[index], decided.get(index)
        if not words.goes_on(other.sentence, frame.sentence):
            return None
        like = other.quantity.unit == q.unit or (q.unit in ("%", "pp") and other.quantity.unit == "%")
        like = like and (q.unit is not None or ("亿" in q.text) == ("亿" in other.quantity.text))
        if like and metric is not None and other.quantity.kind in ("amount", "rate", "number"):
            name = metric.name if more or metric.name.endswith("差距") else f"{metric.name}差距"
            return Metric(metric.span, metric.text, name, "metric.previous")
    return None
