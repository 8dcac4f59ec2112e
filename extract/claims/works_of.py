"""Sums that say only that something was done (投资, 总投资): whose they are stands before them.

第一产业完成投资21亿元; 房地产业有所回暖，完成投资88亿元; 项目30个，总投资90亿元.
"""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.model import Metric

_HEAD = r"(?P<head>(?:计划|年度计划|年度|概算|实际)?(?:总?投资)额?)"
_LEADS = r"(?:其中[，,：:]?)?"
_TRAILS = r"(?:约|近|超过?|达到?|为|共|突破|逾){0,2}\s?"
_OWN = late_regex(
    rf"[，,；;：:\s]{{0,2}}{_LEADS}(?P<whose>(?!累计|全[省市县区]|项目|其他)\p{{Han}}{{1,10}}?(?:产业|行业|业|领域|项目))(?:累计|共|已|合计){{0,2}}(?:完成|实现)(?:了)?{_HEAD}{_TRAILS}"
)
_BARE = late_regex(rf"[，,；;\s]{{0,2}}(?:累计|共|已|合计){{0,2}}(?:完成|实现)?(?:了)?{_HEAD}{_TRAILS}")
_BEFORE = late_regex(
    rf"{_LEADS}(?:\d{{1,5}}个)?(?P<whose>(?!累计|全[省市县区]|项目|其他)\p{{Han}}{{1,10}}?(?:产业|行业|业|领域|项目))(?:有所|进展|进度|持续|稳步|保持|加快)[^，,；;\d]{{0,8}}[，,]\s?"
)
_OF_THINGS = ("项目", "工程")
_THINGS = ("个", "项", "宗")


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of an investment of which the words before say whose it is, or None."""
    q, text = frame.quantity, words.text
    if q.kind != "amount" or q.unit != "CNY":
        return None
    own = _OWN.fullmatch(text, frame.left[0], q.span[0])
    if own is not None:
        span = own.span("whose")
        named = words.segments(span) == [(span, "edge")]
        return Metric(own.span("head"), own["head"], own["whose"] + own["head"], "metric.before.completed") if named else None
    bare = _BARE.fullmatch(text, frame.clause_span[0], q.span[0])
    if bare is None or not frame.clause:
        return None
    start, end = words.sentences[frame.sentence].clauses[frame.clause - 1]
    before = _BEFORE.fullmatch(text, start, max(end, frame.clause_span[0]))
    whose = before["whose"] if before is not None else _counted(words, frame, decided)
    return Metric(bare.span("head"), bare["head"], whose + bare["head"], "metric.before.completed") if whose else None


def _counted(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> str | None:
    """The projects that the figure right before counts (重点项目30个，总投资90亿元)."""
    told = decided.get(frame.previous) if frame.previous is not None else None
    if told is None or frame.previous is None:
        return None
    other = words.frames[frame.previous]
    near = other.clause >= frame.clause - 1 and other.quantity.unit in _THINGS and other.quantity.kind == "amount"
    return told.name if near and told.name.endswith(_OF_THINGS) and "投资" not in told.name else None
