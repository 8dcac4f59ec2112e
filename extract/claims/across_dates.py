"""Names that a date cuts in two: 高中102学年有84万名学生 tells of 高中学生, 国小102学年学生数达131万 of 国小学生数."""

from __future__ import annotations

from extract.claims.frames import Frame
from extract.claims.wording import renamed
from extract.claims.words import Words
from extract.data import read_words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric, Span

_LEAD = late_regex(r"(?:则|也|仍|还|预[计估]|约)?(?:计有|共有|有|达到?|为|仅剩下?|剩下?|尚有)?\s?")
_MORE_PEOPLE = ("学生数", "人数", "学生人数", "员额", "床数")
_HEAD_BEHIND = late_regex(
    r"(?:\d{2,4}|[一二三四五六七八九十○〇零]{2,5}|去|今|前|明)(?:学年度?|年度?|\d{1,2}月)[底末]?的?(?P<head>学生数|学生人数|人数|人口|产量|产值|家数|户数)"
    + _LEAD.pattern
)
_LONGEST = 6  # characters of the words before the date


def joined(words: Words, frame: Frame, metric: Metric) -> Metric:
    """The metric with the noun before the date that stands right before it, or before its figure."""
    span = metric.span
    if span is None or metric.rule not in ("metric.before", "metric.behind") or words.text[slice(*span)] != metric.name:
        return metric
    told = _HEAD_BEHIND.fullmatch(words.text, span[1], frame.quantity.span[0]) if metric.rule == "metric.before" else None
    if told is not None and words.date_ends(told.start("head")):
        return renamed(metric, metric.name + told["head"], metric.rule)  # 国小102学年学生数达到131万
    if metric.name not in (*_MORE_PEOPLE, *read_words("people_of_schools")) and metric.name not in metrics.bare_heads():
        return metric
    until = span[0] if metric.rule == "metric.before" else frame.quantity.span[0]
    parts = words.segments((frame.clause_span[0], until))
    if len(parts) < 2 or parts[0][1] != "date" or not _LEAD.fullmatch(words.text, *parts[0][0]):
        parts = [((until, until), "date"), *parts] if _dated(words, parts, until) else []
    if len(parts) < 2:
        return metric
    start, end = parts[1][0]
    phrase = metrics.before(words.text, words.between(frame, (start, end)))
    if phrase is None or phrase.span[1] != end or len(phrase.text) > _LONGEST or metrics.is_head(phrase.text):
        return metric
    place = words.place_within(phrase.span)
    if place is not None and place[0] > phrase.span[0]:
        return metric
    lead = words.text[place[1] if place is not None else phrase.span[0] : phrase.span[1]]
    return renamed(metric, lead + metric.name, metric.rule) if len(lead) > 1 else metric


def _dated(words: Words, parts: list[tuple[Span, str]], until: int) -> bool:
    """Whether a date stands right before a place in the text, and words before that date."""
    return bool(parts) and parts[0][0][1] < until and words.date_ends(until)
