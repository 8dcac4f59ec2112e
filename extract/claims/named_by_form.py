"""Metrics that the form of a sentence names: the highest of a measure, the next owner of a share, figures told again in a unit of the sentence."""

from __future__ import annotations

from collections.abc import Mapping

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
_NEXT_OWNER = late_regex(r"(?:左右|以上|强|弱|多)?[、，,和及与]\s?(?:约|近)?占?(?P<whom>\p{Han}{2,8})的(?:约|近|超过?|逾|将近|不到)?\s?")
_SHARE = late_regex(r"(?P<what>.{1,24}占)(?P<whole>\p{Han}{2,8}?)(?P<head>\p{Han}{0,6}比重)")
_SET_AGAINST = late_regex(r"[\s，,、和及与]{0,3}+(?:较|比|相较于?|相比于?)?[\s，,]{0,3}+")
_COMPARES = late_regex(r"[\s，,]{0,2}(?:较|比|相较|相比)")
_FURTHEST = 60  # characters before a figure
_MOST_BACK = 6  # figures back


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric, or None; ``decided`` are the metrics of earlier figures, by index."""
    return _extreme(words, frame) or _next_owner(words, frame, decided) or _in_its_unit(words, frame, decided)


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
