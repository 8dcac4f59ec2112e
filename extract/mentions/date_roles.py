"""What a date is there for: a figure's period, the base of a comparison, or an end (截至)."""

from __future__ import annotations

import regex

from extract.mentions.date_reading import Draft, Role
from extract.model import Span

_BASE_BEFORE = regex.compile(
    r"(?:(?<!赶)超(?=$)|较|比起?|相比于?|相较于?|相对于?|对比|打破|超越|刷新|追平|赶上|高于|低于|超过|不及|优于|[仅]?次于|少于|多于|逊于|好于|不如|落后于|领先于)\s?$"
)
_LAST_ROUND = regex.compile(r"[与和同跟较比](?:上一?|前一)[届次回]的?\s?$")  # 和上届2018年选举比较
_BASE_NOTE = regex.compile(
    r"[较比](?:\p{Han}{0,4})?(?:上一?期|前一?期|上一?季度?|上个?月|同期|上次|上一?年度?)\s?[（(]\s?$"
)  # 较上一期（6月至8月）上升0.1
_BASE_WITH = regex.compile(r"(?:与|同|跟|和)\s?[“\"「]?$")
_SET_THEN = regex.compile(r"(?:所)?(?:确定|下达|制定|提出|预定|设定|核定|下发)的|(?<=年初)(?:的|所定的?)?(?:预期)?(?:目标|预算|计划|任务)")
_OF_SURVEY = regex.compile(r"(?<!\d)(?:19|20)\d\d年(?:\p{Han}{2,5}[省市县区])?$")
_BASE_AFTER = regex.compile(
    r"\s?比(?=[，,起少多增减涨跌升降高低快慢大小])|[\p{Han}\p{L}\d“”.,%％‰℃/²³]{0,28}?(?:相比|相较|持平|相当|相若|相近|相仿|相同|一致|一样|比较)"
)
_SETS_OUT = regex.compile(r"[从由自][^，。；]{2,24}\d\s?[%％][^，。；\d]{0,6}$")  # 由2015年的60%恢复到2023年的72%: both are its own
_SHARE_BEFORE = regex.compile(
    r"(?:恢复[到至]|[仅只]及|不[及到足]|相当于[至到]?|仅?(?<![转变增升降减提扩缩改])为|是|达到?|[仅只]有?|约|近|超过?)\s?(?:疫情?(?:爆发|发生)?之?前的?)?$"
)
_SHARE_OF_ITS = regex.compile(
    r"(?:[（(][^（）()\n]{0,20}[）)])?(?:(?:同期|全年|水平|[\p{Han}]{0,4}(?:时|之初|前夕|的时候))*|[\p{Han}A-Z]{1,8}(?=的[约近超过逾不足\s]*[\d.两三四五六七八九十]+\s?倍))的(?:约|近|超过?|逾|不足)?\s?(?:[\d.]+\s?(?:[%％]|倍)|[一二三四五六七八九两]成|[一二三四五六七八九两十]+(?:倍|分之)|一半)"
)
_SHARE_OF_SAME = regex.compile(r"(?P<what>\p{Han}{2,8})的(?:约|近|超过?|逾|不足)?\s?(?:[\d.]+\s?[%％]|[一二三四五六七八九]成|一半)")
_BEFORE_SAME_PERIOD = regex.compile(r"(?:较|比|与|同|和|上)$")
_SAME_WITHIN = 60  # characters before a date in which the measure that it tells a share of stands


def sets_out(text: str, at: int) -> bool:
    """Whether a share of an earlier date stands right before a date, which the one behind it is set against (由2015年的60%恢复到2023年的72%)."""
    return _SETS_OUT.search(text, max(0, at - _SAME_WITHIN), at) is not None


def role_of(text: str, span: Span, rule: str, draft: Draft) -> Role:
    """What a date is there for: a figure's period, the base of a comparison, or an end (截至)."""
    before = text[max(0, span[0] - 12) : span[0]]
    if rule == "date.survey":  # 与2010年安徽省第六次人口普查相比: of the year before it
        before = _OF_SURVEY.sub("", text[max(0, span[0] - 18) : span[0]])[-6:]
    after = text[span[1] : span[1] + 40]
    share = _SHARE_OF_ITS.match(after)
    # 提升至2020年的12%: its own value; 增至上年的9倍, 恢复至2019年的90%: a share of another.
    of_another = share and text.startswith(("至", "到"), span[0]) and (share.group().endswith("倍") or before.endswith("恢复"))
    if (of_another or (share and _SHARE_BEFORE.search(before))) and not ("恢复" in before and sets_out(text, span[0])):
        return "base"
    of = _SHARE_OF_SAME.match(after) if _SHARE_BEFORE.search(before) else None
    if of is not None and text.find(of["what"], max(0, span[0] - _SAME_WITHIN), span[0]) >= 0:
        return "base"  # 总产量为23万吨，仅为1960年总产量的85%
    if _SET_THEN.match(text, span[1]):  # 年初确定的目标: when it was set, not when it holds
        return "base"
    if (
        _BASE_BEFORE.search(before)
        or _BASE_NOTE.search(before)
        or (text[span[0]].isdigit() and _LAST_ROUND.search(before))
        or (_BASE_WITH.search(before) and _BASE_AFTER.match(after))
    ):
        return "base"
    if rule in ("date.same-period", "date.same-part") and _BEFORE_SAME_PERIOD.search(before):
        return "base"
    return draft.role
