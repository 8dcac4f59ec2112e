"""Votes and seats of a party that is named before them: 甲党拿下5万票, 得票率48%, 乙党则是4万票、3席."""

from __future__ import annotations

from functools import cache

import regex

from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data import alternatives, read_words
from extract.data.late import late_regex
from extract.model import Metric

_COUNTED = {"票": "得票数", "席": "席次"}
_GOT = late_regex(  # all that the figure's own clause may say behind a party that the clause before names
    r"[\s，,、；;]*(?:则|也|仅|只|共|总共|合计|一共|一举){0,2}(?:获得?|拿下|取得|得到?|囊括|斩获|赢得)?(?:了|约|近|逾|超过?){0,2}\s?"
)
_GETS = late_regex(  # how the words between a party and a figure of its clause end: 在议会拿下12席, 席次减少3席; but not 晚宴安排了50席
    r"(?:^(?:本?[届次]|这次|则|也|却|仅|只|就|更|又|还|目前|原|现|共|总共|合计|一共|另|约|近|逾|超过?){0,4}(?:[是有为占]|拥有|达到?)?|获得?|拿下?|取得?|得到?|囊括|斩获|赢得?|夺[得下]?"
    r"|[增减]加?少?|失去?|流失|丢[掉了]?|席[次位]|议席|[得选总]票数?)(?:了|约|近|逾|超过?|总?共|[至到为是有达仅只多]){0,3}[\s，,：:]*$"
)
_RATE = late_regex(
    r"(?:的)?(?:总|平均)?得票率(?:却|则|也|为|达|是|仅|只|约|近|逾|略|微|小幅|大幅|提[高升]|上升|增加|成长|下[降滑]|减少|下跌|由|从|自|了|[:：，,\s]){0,5}$"
)
_STOP = late_regex(r"[。；;\n]")


@cache
def _party() -> regex.Pattern[str]:
    """A party, and not its members or offices: 党员, 党团, 党籍立委, 政党, 两党."""
    return regex.compile(
        rf"(?P<who>(?<!\p{{Han}})(?:{alternatives(read_words('parties'))})"
        r"|(?:(?![政朝野各两三小入退该本跨同主反]党)(?!由|在|和|与|及|而|但|则|对|让|是|为|的|届|比|较|今|去|年|日|月|有|中国(?=国民党))\p{Han}){1,4}(?<![政各两三入退该本跨同小在野])党)"
        r"(?![员团籍部内外章规产主席派]|中央|公职|提名|候选|执政|团队)"
    )


def reading(words: Words, frame: Frame) -> Metric | None:
    """The votes, seats or share of votes of the party told last before the figure, or None."""
    q, text = frame.quantity, words.text
    counted = _COUNTED.get(q.unit or "") if q.kind in ("amount", "growth", "number") else None
    rate = _RATE.search(text, frame.clause_span[0], q.span[0]) if q.unit in ("%", "pp") else None
    if counted is None and rate is None:
        return None
    own = max(_party().finditer(text, frame.left[0], q.span[0]), key=lambda m: m.start(), default=None)
    if counted is not None and not (_GETS.search(text[own.end() : q.span[0]]) if own is not None else _GOT.fullmatch(text, frame.left[0], q.span[0])):
        return None
    start = words.sentences[frame.sentence].span[0]
    who = own or max(_party().finditer(text, start, q.span[0]), key=lambda m: m.start(), default=None)
    if who is None or _STOP.search(text, who.end(), q.span[0]):
        return None
    if rate is not None and text[who.end() : rate.start()].strip("的在 ") and own is not None:
        return None
    return Metric(who.span("who"), who["who"], who["who"] + (counted or "得票率"), "metric.before.completed")
