"""Metrics told behind a list of places that have a figure each in brackets: 甲省（20万人）、乙省（18万人）均接待游客超过15万人次."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.words import Words, without_opening
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.mentions.quantity_context import change_verbs
from extract.model import Metric, Quantity

RULE = "metric.behind-list"
_OPENS = late_regex(r"\s?[（(](?:约|共|达|为|近|超)?\s?$")
_CLOSES = late_regex(r"\s?(?:左右|以上)?[）)]")
_NEXT = late_regex(r"\s?(?:、|[，,]|以?及|和|与|等){1,2}\s?(?:以及)?")
_RANKED = r"(?:(?:是|为|位列|排在|位居|进入|跻身|居)[^，,。；;（()）\d]{2,14}[，,])?"
_ALL = r"(?:等(?:地|省|市|[两二三四五六七八九十\d]{1,2}[个省市地国县区]{1,2})?)?[，,]?(?:均|都|共|合计|分别|各|则|皆|双双|总共|累计)*"
_VERB_FIRST = late_regex(
    rf"{_RANKED}{_ALL}(?:实现|完成)?(?P<name>\p{{Han}}{{2,10}}?)(?:均|都|共|分别|各|已|双双)*(?:超过?|突破|达到?|达|逾|约|近|在|高于|低于|不足|不到|位居|居|排|名列|位列|领先|为|第)+"
)
_NAME_OF = late_regex(
    r"的(?P<name>\p{Han}{2,12}?)(?:均|都|则|也|皆|分别|双双)*(?:位居|居|排|名列|位列|领先|超过?|突破|达|最|较|增长|下降|保持|为|在|高于|低于|呈|持续)"
)
_CHANGE = late_regex(rf"(?:同比|环比)?(?:{change_verbs()}|增速|增幅|降幅|跌幅|涨幅|下滑|滑坡)")
_MOST = 12  # brackets of one list


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a figure in such a list, or None; ``decided`` are the metrics of earlier figures, by index."""
    q, text = frame.quantity, words.text
    if q.kind not in ("amount", "number", "rate", "growth") or not _is_in_list(words, frame):
        return None
    at, last = frame.index, frame
    while at + 1 < len(words.frames) and at - frame.index < _MOST:
        after = words.frames[at + 1]
        if after.sentence != frame.sentence or not _is_in_list(words, after) or not _alike(q, after.quantity):
            break
        closed = _CLOSES.match(text, last.quantity.span[1])
        joint = _NEXT.match(text, closed.end()) if closed is not None else None
        if joint is None:
            break
        at, last = at + 1, after
    before = words.frames[frame.index - 1] if frame.index else None
    told = decided.get(frame.index - 1)
    if before is not None and told is not None and told.rule == RULE and before.sentence == frame.sentence and _alike(q, before.quantity):
        return Metric(told.span, told.text, told.name, RULE)  # the next of the list
    if last is frame:
        return None
    closed = _CLOSES.match(text, last.quantity.span[1])
    return _named_behind(words, frame, closed.end()) if closed is not None else None


def _named_behind(words: Words, frame: Frame, at: int) -> Metric | None:
    end = words.sentences[frame.sentence].span[1]
    m = _NAME_OF.match(words.text, at, end) or _VERB_FIRST.match(words.text, at, end)
    if m is None or words.is_place(m.span("name")) or words.place_within(m.span("name")) is not None:
        return None
    name = without_opening(m["name"])
    if _CHANGE.fullmatch(name):
        return None  # 甲省（-26%）、乙省（-23%）下滑都超过两成
    known = metrics.head_in(name) is not None or any(
        t.text in metrics.nominal_verbs() or t.flag in ("v", "vn") for t in words.tokens(frame.sentence, m.span("name"))
    )
    return Metric(m.span("name"), m["name"], name, RULE) if len(name) > 1 and known and name not in metrics.never_names() else None


def _is_in_list(words: Words, frame: Frame) -> bool:
    """Whether a figure stands alone in brackets right behind a place."""
    opening = _OPENS.search(words.text, max(0, frame.quantity.span[0] - 4), frame.quantity.span[0])
    if opening is None or _CLOSES.match(words.text, frame.quantity.span[1]) is None:
        return False
    place = words.place_within((max(0, opening.start() - 12), opening.start()))
    return place is not None and place[1] == opening.start()


def _alike(q: Quantity, other: Quantity) -> bool:
    return q.unit == other.unit and q.kind == other.kind
