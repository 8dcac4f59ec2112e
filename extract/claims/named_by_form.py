"""Metrics that the form of a sentence names: the highest of a measure, the next owner of a share, figures told again in a unit of the sentence."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims import modified_by
from extract.claims.frames import Frame
from extract.claims.words import Words, without_opening
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric

_EXTREME = late_regex(  # 举债占比最高的是甲县，高达62%; 甲市是净额最高的城市，达到1万元
    r"(?:^|[，,；;]|(?:是|为))(?:而|其中|但|又|也)?+(?P<name>[\p{Han}A-Z]{3,18}?)最[高低多少大小]的"
    r"(?:(?:城市|县市|国家|省份|地区|县|市|省|直辖市)?(?:则|就|仍|也)?(?:是|为)(?P<whose>[\p{Han}]{2,8})|城市|县市|国家|省份|地区|县|市|省|直辖市)"
    r"[，,](?:高|仅|只|多|已)?(?:高达|达到?|为|有|仅|只有|至)(?:了|约|近|逾|超过?){0,2}\s?$"
)
_GROWTH_OF = late_regex(
    r"(?:(?:超越|超过|高于|快于|低于|慢于|跑赢|高过|落后于?)(?:了|同期)?|[，,；;]|其中|^)(?P<name>(?!\p{Han}{0,6}(?:超越|超过|[高低快慢]于|跑赢|高过))[\p{Han}A-Z]{2,14}?)(?:[（(][A-Z]{2,5}[）)])?的?"
    r"(?:增速|增幅|涨幅|升幅|增长率|成长率)\s?[（(]\s?$"
)
_ABOVE = late_regex(
    r"(?:左右|以上)?的(?:同比)?(?:增长速度|增长率|增速|增幅|涨幅|升幅|水平|占比|比例)(?:也|则|都|明显|远远?|大幅|略微?){0,2}(?:高于|低于|快于|慢于|超过|不及|好于|大于|小于|多于|少于|领先于?|落后于?)(?:同期)?的?(?:约|近)?\s?"
)
_ITS_PACE = late_regex(r"(?:左右|以上)?的(?:同比)?(?:增长速度|增长率|增速|增幅|涨幅|升幅)")
_GROWS = late_regex(
    r"(?:^|[，,；;：:。\s])(?:其中[，,]?|而|但|不过[，,]?)?(?P<name>[\p{Han}A-Z]{2,18}?)(?:更|也|则|继续|依然|仍然?|保持|实现|呈现?|均|都|的)*"
    r"(?:快速|高速|迅速|迅猛|强劲|大幅|稳步|明显|持续|较快|飞速|加速)?"
    r"(?:(?:增长|上涨|扩张|上升|增加|回升|攀升)(?:得?(?:更|较|很|最|非常|尤为|尤其)?(?:快|迅猛|强劲|明显|迅速))?|发展得?(?:更|较|很|最|非常|尤为)(?:快|迅猛|强劲|迅速))"
    r"[，,]$"
)
# What a growth is set against, no thing that grows: 低于全国平均增速（5%）.
_NO_THING = r"(?:平均|预期|预计|目标|同期|上年|去年|前年|年初|年度|全年|整体|总体|实际|名义|计划|规划|往年|历史|行业|原定|的)"
_NO_THINGS = late_regex(rf"^{_NO_THING}+|{_NO_THING}+$")
_NEXT_OWNER = late_regex(r"(?:左右|以上|强|弱|多)?[、，,和及与]\s?(?:约|近)?占?(?P<whom>\p{Han}{2,8})的(?:约|近|超过?|逾|将近|不到)?\s?")
_SHARE = late_regex(r"(?P<what>.{1,24}占)(?P<whole>\p{Han}{2,8}?)(?P<head>\p{Han}{0,6}比重)")
_SET_AGAINST = late_regex(r"[\s，,、和及与]{0,3}+(?:较|比|相较于?|相比于?)?[\s，,]{0,3}+")
_COMPARES = late_regex(r"[\s，,]{0,2}(?:较|比|相较|相比)")
_FURTHEST = 60  # characters before a figure
_MOST_BACK = 6  # figures back


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric, or None; ``decided`` are the metrics of earlier figures, by index."""
    return (
        _set_beside(words, frame, decided)
        or _growth_of(words, frame)
        or _growing(words, frame)
        or _extreme(words, frame)
        or _next_owner(words, frame, decided)
        or _in_its_unit(words, frame, decided)
    )


def _growth_of(words: Words, frame: Frame) -> Metric | None:
    """What a growth in brackets is of, whose word stands before them: 大幅超越生产总值（GDP）的增速（3%）."""
    q = frame.quantity
    m = _GROWTH_OF.search(words.text, frame.clause_span[0], q.span[0]) if q.unit == "%" else None
    parts = words.segments(m.span("name")) if m is not None else []
    if m is None or not parts or words.is_place(m.span("name")):
        return None
    span = parts[0][0][0], m.end("name")
    name = _NO_THINGS.sub("", without_opening(words.text[slice(*span)]))
    tokens = words.tokens(frame.sentence, span)
    known = metrics.head_in(name) is not None or (bool(tokens) and all(modified_by.is_noun(t) for t in tokens))
    if len(name) < 2 or not known or name in metrics.never_names() or name in metrics.light_words():
        return None
    return Metric(span, words.text[slice(*span)], name, "metric.before")


def _growing(words: Words, frame: Frame) -> Metric | None:
    """What the clause before says to grow, whose growth opens the figure's own: 装备制造业增长更快，19%的增速高于乙市."""
    q, text = frame.quantity, words.text
    if q.unit != "%" or frame.clause < 1 or not _ITS_PACE.match(text, q.span[1]) or text[frame.clause_span[0] : q.span[0]].strip("，, 以并而"):
        return None
    start = words.sentences[frame.sentence].span[0]
    if frame.previous is not None:
        start = words.frames[frame.previous].quantity.span[1]
    m = _GROWS.search(text, start, frame.clause_span[0])
    parts = words.segments(m.span("name")) if m is not None else []
    if not parts or m is None or words.is_place(m.span("name")):
        return None
    name = without_opening(text[slice(*parts[0][0])].lstrip("的"))
    tokens = [t for t in words.tokens(frame.sentence, parts[0][0]) if t.span[1] > parts[0][0][1] - len(name)]
    if len(name) < 2 or not tokens or not all(modified_by.is_noun(t) or t.flag == "eng" for t in tokens):
        return None  # a verb and its object: 推动经济增长，5%的增速
    return Metric(parts[0][0], text[slice(*parts[0][0])], name, "metric.topic")


def _set_beside(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of the figure that another place's is set against: 19%的增速高于乙市的12%."""
    before = decided.get(frame.previous) if frame.previous is not None else None
    if before is None or frame.previous is None:
        return None
    q, other = frame.quantity, words.frames[frame.previous].quantity
    alike = q.unit == other.unit and {q.kind, other.kind} <= {"rate", "growth", "amount"}
    said = words.besides_places((other.span[1], q.span[0])) if alike else ""
    if not _ABOVE.fullmatch(said) or not words.place_within((other.span[1], q.span[0])):
        return None
    return Metric(before.span, before.text, before.name, "metric.previous", before.id, before.canonical)


def _extreme(words: Words, frame: Frame) -> Metric | None:
    """What is the highest or lowest, where the place stands behind or before it: 占比最高的是甲县，高达62%."""
    q = frame.quantity
    if q.kind not in ("amount", "rate", "number", "growth"):
        return None
    start = max(words.sentences[frame.sentence].span[0], q.core[0] - _FURTHEST)
    if frame.previous is not None:
        start = max(start, words.frames[frame.previous].quantity.span[1])
    m = _EXTREME.search(words.text, start, q.span[0]) or _EXTREME.search(words.text, start, q.core[0])
    if m is None or (m["whose"] and not words.is_place(m.span("whose"))):
        return None
    parts = words.segments(m.span("name"))
    if not parts or words.is_place(m.span("name")):
        return None
    span = parts[0][0]  # behind the time and the place: 去年全省人均可支配收入
    name = without_opening(words.text[slice(*span)])
    return Metric(span, words.text[slice(*span)], name, "metric.topic") if metrics.head_in(name) else None


def _next_owner(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The share of the next place in a list: 占全国的1/9、长三角的28%."""
    before = decided.get(frame.previous) if frame.previous is not None else None
    if before is None or frame.previous is None or frame.quantity.kind not in ("rate", "ratio"):
        return None
    m = _NEXT_OWNER.fullmatch(words.text, words.frames[frame.previous].quantity.span[1], frame.quantity.span[0])
    share = _SHARE.fullmatch(before.name) if m is not None else None
    if m is None or share is None or not words.is_place(m.span("whom")):
        return None
    return Metric(m.span(), m.group(), f"{share['what']}{m['whom']}{share['head']}", "metric.share")


def _in_its_unit(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """What was told in a figure's unit in the sentence, where it is set against it without a name: 80班，学生900人，较上学年82班、950人."""
    q = frame.quantity
    said = [words.text[slice(*part)] for part, _ in words.segments((frame.left[0], q.span[0]))]
    if (
        q.kind != "amount"
        or q.unit is None
        or not _COMPARES.match(words.text, *frame.clause_span)
        or not all(_SET_AGAINST.fullmatch(s) for s in said)
    ):
        return None
    names: dict[str | None, Metric] = {}
    for index in range(frame.index - 1, max(-1, frame.index - _MOST_BACK), -1):
        other, told = words.frames[index], decided.get(index)
        if other.sentence != frame.sentence:
            break
        if told is not None and other.quantity.kind == "amount":
            names.setdefault(other.quantity.unit, told)
    own = names.get(q.unit)
    if own is None or len({m.name for m in names.values()}) < 2 or frame.previous is None or words.frames[frame.previous].quantity.unit == q.unit:
        return None
    return Metric(own.span, own.text, own.name, "metric.previous", own.id, own.canonical)
