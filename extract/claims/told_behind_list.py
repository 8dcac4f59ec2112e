"""Metrics told behind a list of places that have a figure each in brackets: 甲省（20万人）、乙省（18万人）均接待游客超过15万人次."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.wording import unit_class
from extract.claims.words import Words, without_opening
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.mentions.quantity_context import change_verbs
from extract.model import Metric, Quantity

RULE = "metric.behind-list"
_OPENS = late_regex(r"\s?[（(](?:约|共|达|为|近|超)?\s?$")
_CLOSES = late_regex(r"\s?(?:左右|以上)?[）)]")
_NEXT = late_regex(r"\s?(?:、|[，,]|以?及|和|与|等){1,2}\s?(?:以及)?")
_RANKED = r"(?:(?:位列|排在|位居|进入|跻身|居)[^，,。；;（()）\d]{2,14}[，,])?"
_ALL = r"(?:等(?:地|省|市|[两二三四五六七八九十\d]{1,2}[个省市地国县区]{1,2})?)?[，,]?(?:均|都|共|合计|分别|各|则|皆|双双|总共|累计){0,4}"
_VERB_FIRST = late_regex(
    rf"{_RANKED}{_ALL}(?:实现|完成)?(?P<name>\p{{Han}}{{2,10}}?)"
    rf"(?:均|都|共|分别|各|已|双双){{0,3}}(?:超过?|突破|达到?|达|逾|约|近|(?:在|为)(?=\s?\d)|[高低多少大小]于|不足|不到|位居|居|排|名列|位列|领先|第){{1,3}}"
)
_NAME_OF = late_regex(
    r"的(?P<name>\p{Han}{2,12}?)(?:均|都|则|也|皆|分别|双双){0,3}(?:位居|居|排|名列|位列|领先|超过?|突破|达|最|较|增长|下降|保持|为|在|高于|低于|呈|持续)"
)
_CHANGE = late_regex(rf"(?:同比|环比)?(?:{change_verbs()}|增速|增幅|降幅|跌幅|涨幅|下滑|滑坡)")
# Ends of names that only figures of one kind of unit can have; of none those that are not counted at all.
_FIT = (
    (late_regex(r"(?:能力|活力|实力|潜力|竞争力|水平|影响力|环境|优势)$"), late_regex(r"分")),
    (late_regex(r"面积$"), late_regex(r".{0,12}(?:亩|顷|平|km|m)|.{0,12}²")),
    (late_regex(r"(?:份额|占比|比重|比例|率)$"), late_regex(r"[%‰]|pp")),
    (
        late_regex(
            r"(?:收入|利润|产值|总值|GDP|支出|工资|税收|税额|销售额|交易额|投资额|金额|资金|成本|营收|市值|[售房地油物单均]价|价格|售额|口额)$"
        ),
        late_regex(r"[A-Z]{3}|[%‰]"),
    ),
    (late_regex(r"年龄$"), late_regex(r"岁")),
)
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
    span = m.end("name") - len(m["name"].rpartition("的")[2]), m.end("name")  # 实施的最低工资标准
    name = without_opening(words.text[slice(*span)])
    if _CHANGE.fullmatch(name) or not _fits(name, frame.quantity):
        return None  # 甲省（-13%）、乙省（-17%）的下滑
    tokens = words.tokens(frame.sentence, span)
    known = metrics.head_in(name) is not None or any(t.text in metrics.nominal_verbs() or t.flag in ("v", "vn") for t in tokens)
    if len(name) < 2 or not known or name in metrics.never_names() or (len(tokens) == 1 and tokens[0].flag == "v"):
        return None  # a verb alone: 均发生在…
    return Metric(span, words.text[slice(*span)], name, RULE)


def _fits(name: str, q: Quantity) -> bool:
    """Whether a figure's unit can be of what a name ends with: no 企业利润 of 300家."""
    unit = q.unit or ""
    if metrics.class_of_head(name) in ("price", "share", "index", "ratio") and unit_class(q) in ("things", "people"):
        return False
    return all(units.match(unit) is not None for ends, units in _FIT if ends.search(name))


def _is_in_list(words: Words, frame: Frame) -> bool:
    """Whether a figure stands alone in brackets right behind a place."""
    opening = _OPENS.search(words.text, max(0, frame.quantity.span[0] - 4), frame.quantity.span[0])
    if opening is None or _CLOSES.match(words.text, frame.quantity.span[1]) is None:
        return False
    place = words.place_within((max(0, opening.start() - 12), opening.start()))
    return place is not None and place[1] == opening.start()


def _alike(q: Quantity, other: Quantity) -> bool:
    return q.unit == other.unit and q.kind == other.kind
