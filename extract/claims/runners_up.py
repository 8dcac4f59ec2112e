"""Things ranked by a measure that only the first says: 以香蕉损失2亿元最多，其次为木瓜1亿元、番石榴8000万元.

The first is named without what it is chosen from (全县农损以香蕉损失); those behind it take its measure.
"""

from __future__ import annotations

from collections.abc import Mapping

import regex

from extract.claims import modified_by
from extract.claims.frames import Frame
from extract.claims.wording import in_place_of, measure_of
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric, Span

_FIRST = late_regex(
    r"(?<![所可加得予何难足借据给])以(?P<name>(?!上|下|来|及|内|外|后|前|往|免|致|至|便)[\p{Han}A-Za-z、]{2,20}?)(?:[（(][^（()）\d]{1,8}[）)])?(?:了|约|近|逾|达|为|高达|超过?){0,2}\s?$"
)
_FOREMOST = late_regex(
    r"(?:以上|左右|多)?(?:[（(][^（()）]{1,12}[）)])?(?:[、，,]占[^，,。；;]{1,18})?(?:[，,]?(?:为|算是?))?(?:最(?!近|后|新|终)|居[冠首]|之?冠|为首|夺冠|称冠|占大宗)"
)
_RANKED = late_regex(r"最[多高大低少小快慢严长重]|居[冠首]|之[冠首最]|为首|第一|夺冠|首位")
_SECOND = late_regex(
    r"(?:以上|左右|多)?[）)]?(?:最\p{Han}{1,2}|居[冠首]|为首|夺冠)?(?:[，,](?:为|是|居|高居)[^，,。；;\d]{0,8}?(?:最[高多大低]|之冠|第一|首位))?[\s，,；;]*(?:而|且)?(?:其次|再其次|再次|次之|次[高多大]|接[着续])(?:则|便|就|依[序次]|分别){0,2}(?:[为是])?"
    r"(?P<item>[\p{Han}A-Za-z]{2,12}?)(?:的|则|约|达|各)?\s?[（(]?$"
)
_AND = late_regex(
    r"(?:以上|左右|多)?[）)]?\s?(?:、|，?(?:以?及|和|与)|，再(?:其)?次(?:则?[为是])?)\s?(?P<item>[\p{Han}A-Za-z]{2,12}?)(?:的|则|约|达)?\s?[（(]?$"
)
_BETWEEN_PLACES = ("到", "至", "飞", "往", "飞往", "、", "和", "与", "的")
_MEASURED = late_regex(r"(?<!\p{Han})(?P<name>\p{Han}{2,8})$")
_SHORT = 4  # characters of a whole that is named by what befell people: 死亡人数, not 全国死亡人数
_OF_BRANCH = late_regex(r"\p{Han}{1,12}?(?<![就失毕作创企专停])业(?P<measure>的?(?!者|务|绩|主)\p{Han}{2,8})")  # 营造业伤病人数


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of the first or of one behind it, or None; ``decided`` are the metrics of earlier figures, by index."""
    return _first(words, frame, decided) or _next(words, frame, decided)


def _first(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The name behind 以, where the figure is said to be the foremost; a thing alone takes the measure of the whole told before it."""
    q, text = frame.quantity, words.text
    m = _FIRST.search(text, frame.left[0], q.span[0]) if q.kind in ("amount", "rate") else None
    if m is None or not _FOREMOST.match(text, q.span[1]):
        return None
    if words.place_within(m.span("name")) is not None and (measured := _of_places(words, frame, m)) is not None:
        return measured
    parts = words.segments(m.span("name"))
    measure = metrics.head_in(m["name"])
    if len(parts) != 1 or parts[0][0] != m.span("name") or measure == m["name"] or "以" in m["name"]:
        return None
    if measure is None:
        return _of_whole(words, frame, m["name"], m.span("name"), decided)
    return Metric(m.span("name"), m["name"], m["name"], "metric.before")


def _of_places(words: Words, frame: Frame, m: regex.Match[str]) -> Metric | None:
    """What places are ranked by, told before them: 票价以北京到上海600元最贵."""
    told = _MEASURED.search(words.text, frame.left[0], m.start())
    only_places = all(t.flag == "ns" or t.text in _BETWEEN_PLACES for t in words.tokens(frame.sentence, m.span("name")))
    if not only_places or told is None or metrics.head_in(told["name"]) is None:
        return None
    return Metric(told.span("name"), told["name"], told["name"], "metric.before")


def _of_whole(words: Words, frame: Frame, item: str, span: Span, decided: Mapping[int, Metric]) -> Metric | None:
    """A thing with the measure of the whole told right before it: 死亡人数20万人，其中以癌症5万人居首位."""
    told = decided.get(frame.previous) if frame.previous is not None else None
    tokens = words.tokens(frame.sentence, span)
    if told is None or frame.previous is None or words.frames[frame.previous].quantity.unit != frame.quantity.unit or frame.quantity.kind != "amount":
        return None
    measure = measure_of(told.name)
    if measure is None or metrics.class_of_head(told.name) not in ("people", "sum", "measure") or words.place_within(span) is not None:
        return None
    if not tokens or not all(modified_by.is_noun(t) for t in tokens):
        return None
    of_doing = told.name if len(told.name) <= _SHORT and told.name.endswith("人数") else measure
    return Metric(span, item, item + of_doing, "metric.before.ranked")


def _next(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """A thing behind the first, with the measure of the one before it."""
    q, text = frame.quantity, words.text
    last = words.frames[frame.previous] if frame.previous is not None else None
    before = last.previous if last is not None and last.quantity.kind == "rank" else frame.previous  # 5万人居首位，其次为
    told = decided.get(before) if before is not None else None
    if told is None or last is None or before is None or q.kind not in ("amount", "rate"):
        return None
    other = last.quantity
    start = words.sentences[frame.sentence].span[0]
    m = _SECOND.fullmatch(text, other.span[1], q.span[0])
    if m is None and told.rule == "metric.before.ranked":
        m = _AND.fullmatch(text, other.span[1], q.span[0])
    if m is None or words.frames[before].quantity.unit != q.unit or not _RANKED.search(text, start, m.start("item")):
        return None
    item, span = m["item"], m.span("item")
    parts = words.segments(span)
    tokens = words.tokens(frame.sentence, span)
    if parts != [(span, "edge")] or not tokens or not all(modified_by.is_noun(t) for t in tokens) or words.place_within(span) is not None:
        return None
    if metrics.head_in(item) is not None and not metrics.counts(item):
        return None
    if told.rule == "metric.before.ranked":
        measure: str | None = told.name.removeprefix(told.text or "")
    else:
        of_branch = _OF_BRANCH.fullmatch(told.name)
        measure = of_branch["measure"] if of_branch is not None and item.endswith("业") else measure_of(told.name)
    name = in_place_of(item, told.name) or (item + measure if measure and told.name not in (measure, item) else None)
    return Metric(span, item, name, "metric.before.ranked") if name is not None else None
