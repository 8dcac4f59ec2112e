"""Figures that are as much planned, foreseen or offered as the one before them in their sentence.

(计划投资300亿元，增长13%; 预计达46万人次，较去年的34万增35%; 预估将从2万元，提升为3万元; 西部补助80%，中部60%.)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from extract.claims import policies
from extract.claims.frames import Frame
from extract.claims.record import Decision, Linked
from extract.data.late import late_regex
from extract.model import Status

_DONE = late_regex(r"以来|至今|投[产运用]后|已(?:经)?|了(?!解)|曾|目前|现有|如今|(?<![由从比较])[去上前]年|同比|累计|超额|如期|提前(?:完成|实现)")
# What ends the scope of a plan: a contrast, what was really done.
_TURNS = late_regex(r"[；;]|[，,]\s?(?:而|但|却|另)|不过|仍|实际|现在|现有|眼下|年里|正常|[常往平历]年|(?:执行|完成|达成|成交)率")
# What goes on telling it: 增长13%, 新增5000套, 比重提高到45%; not: 加工企业9家
_MOVES = late_regex(
    r"[增升降减涨跌扩缩翻]|提高|提升|回落|突破|超过?|达|新[建改开投设]|改扩?建|建成|创造|实现|完成|投[入资用产]|安排|惠及|带动|[使让是为占]|定在|相当于"
)
_SET_AGAINST = late_regex(r"[比较与跟]")
_AGAINST = late_regex(r"[，,]\s?(?:比|较|跟|和|与)[^，。；\d]{0,10}$")  # 较去年的34万增35%: what is only compared with passes the status on
_PASSED_ON = late_regex(r"[增多升涨减少降跌低高]|翻")
_WILL_MOVE = late_regex(r"预[估计测期料]|有望|可望|(?<![材原])料将")
_IS_TO_MOVE = late_regex(r"计划|准备把|打算|拟将|力争|争取|目标")

Period = tuple[dt.date | None, dt.date | None]


def of(text: str, frame: Frame, alone: Status, decisions: Sequence[Decision], period: Period, reference: dt.date | None) -> Status:
    """The status of a figure that may share it with one before it in its sentence.

    Args:
        text: the normalized text.
        frame: the figure.
        alone: its status by its own words.
        decisions: those on the figures before.
        period: when it holds.
        reference: the article's day.
    """
    last = decisions[-1] if decisions else None
    if last is None or last.linked is None or last.frame.index != frame.previous:
        return alone
    if last.linked.status == "policy":
        return "policy" if policies.goes_on(text, frame, last.frame) else alone
    if alone != "actual":
        return alone
    return _shared(text, frame, decisions, last, last.linked, period, reference) or alone


def _shared(
    text: str, frame: Frame, decisions: Sequence[Decision], last: Decision, linked: Linked, period: Period, reference: dt.date | None
) -> Status | None:  # fmt: skip
    if led := _led_to(text, frame, last.frame, linked.status):
        return led
    if _goes_on(text, frame, last, period, reference):
        return linked.status
    lead = decisions[-2] if len(decisions) > 1 else None
    if lead is None or lead.linked is None or lead.frame.index != last.frame.previous or frame.quantity.kind != "growth":
        return None
    (start, at), behind = (lead.frame.quantity.span[1], last.frame.quantity.span[0]), (last.frame.quantity.span[1], frame.quantity.span[0])
    passed = _AGAINST.search(text, start, at) and _PASSED_ON.match(text, *behind) and not _DONE.search(text, *behind)
    planned = lead.linked.status in ("target", "forecast") and lead.linked.period.key == period
    return lead.linked.status if passed and planned else None


def _led_to(text: str, frame: Frame, before: Frame, status: Status) -> Status | None:
    """The status of a change's end by that of its start (由2.7%上修至2.9%), or by the words before it in an earlier clause."""
    start, at = before.clause_span[0], before.quantity.span[0]
    if before.revised and before.clause == frame.clause:
        return status
    if not before.sets_out or before.clause == frame.clause or _DONE.search(text, before.quantity.span[1], frame.quantity.span[0]):
        return None
    if _WILL_MOVE.search(text, start, at):
        return "forecast"
    return "target" if _IS_TO_MOVE.search(text, start, at) else None


def _goes_on(text: str, frame: Frame, last: Decision, period: Period, reference: dt.date | None) -> bool:
    """Whether a figure is as much planned or foreseen as the one before it."""
    at, behind = frame.quantity.span[0], last.frame.quantity.span[1]
    if last.linked is None or last.linked.status not in ("target", "forecast") or frame.sets_out or frame.quantity.kind == "rank":
        return False
    if _DONE.search(text, behind, at) or _TURNS.search(text, behind, at) or not _MOVES.search(text, behind, frame.quantity.span[1]):
        return False
    if frame.quantity.kind != "growth" and _SET_AGAINST.search(text, behind, at):
        return False  # 预计达50亿元，比邻县的40亿元多
    (then, until), (start, end) = last.linked.period.key or (None, None), period
    if start is None or end is None or then is None or until is None:
        return start == then
    return start >= then and end >= until and (reference is None or end >= reference)
