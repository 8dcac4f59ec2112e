"""Periods that the metric of a figure tells: those of the places told before it in a row, and the year of what comes about in one.

A place told with its figure alone is told of when the others were (前三季度甲市7400亿。乙市比较尴尬，6800亿), whatever was foreseen between;
births and deaths told beside the people of a year's end are those of the year (2023年末常住6500万；出生40万).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from extract.claims import what_places_have
from extract.claims.frames import Frame
from extract.claims.period_candidates import Candidate, Choice
from extract.claims.timing import Key
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.model import Metric

_FLOW = late_regex(r"^(?:全年|年度)?(?:出生|死亡|新生儿(?=$|人?数|死亡)|人口自然|自然增[长加]|净[流增减])")
_AT_THE_END = late_regex(r"年(?:末|底)$")
_BEFORE = late_regex(r"年前|当年|当时|那时|那会儿|以前|从前|原先|原来|曾经")
_FURTHEST = 8  # figures back


def kept(
    words: Words, frame: Frame, metric: Metric | None, found: tuple[Candidate, ...], decided: Mapping[int, Metric], given: Mapping[int, Key],
    today: dt.date | None,
) -> tuple[Candidate, ...]:  # fmt: skip
    """The candidates of a bare figure's period that the figures told before leave: that of the last of the same metric that does not lie ahead."""
    if metric is None or metric.rule != "metric.previous" or len(found) == 1 or not what_places_have.is_alone(words, frame):
        return found
    text, start = words.text, words.sentences[frame.sentence].span[0]
    part = max(start, text.rfind("；", start, frame.quantity.span[0]) + 1)
    if words.dates_in((part, frame.quantity.span[0])):
        return found
    paragraph = words.sentences[frame.sentence].paragraph
    for index in range(frame.index - 1, max(-1, frame.index - _FURTHEST), -1):
        other, told, key = words.frames[index], decided.get(index), given.get(index)
        if words.sentences[other.sentence].paragraph != paragraph:
            return found
        if told is None or told.name != metric.name or other.quantity.kind != frame.quantity.kind or other.quantity.unit != frame.quantity.unit:
            continue
        if _is_set_against(words, other.clause_span[0], other.quantity.span[0]):
            continue  # 贵阳过了2000万，十年前的2008年才480万。乌鲁木齐2303万
        if key is not None and today is not None and key[1] > today and key[1].year >= today.year and key[0] != dt.date(today.year, 1, 1):
            continue
        return tuple(c for c in found if c.key == key) or found
    return found


def _is_set_against(words: Words, start: int, end: int) -> bool:
    """Whether a figure's clause dates it as what was long before, to set another against it."""
    return _BEFORE.search(words.text, start, end) is not None


def of_flow(frame: Frame, metric: Metric | None, period: Choice) -> Choice:
    """The period of a figure, or the whole year for births and deaths that stand beside what there was at its end."""
    m, key = period.mention, period.key
    if metric is None or m is None or key is None or not _FLOW.match(metric.name):
        return period
    beside = m.span[0] < frame.clause_span[0]
    if not beside or key[0] != key[1] or (key[1].month, key[1].day) != (12, 31) or not _AT_THE_END.search(m.text):
        return period
    return replace(period, key=(dt.date(key[1].year, 1, 1), key[1]), precision="year")
