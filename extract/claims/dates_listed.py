"""Dates told with figures in a row: one each, the ends of a range, the years of a span."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from extract.claims.frames import Frame
from extract.claims.timing import Key
from extract.mentions import calendar as cal
from extract.model import DateMention

_BETWEEN_LIST = regex.compile(r"[、。；]|年均|平均|每年|累计|合计|共计")  # then the figures are of all the years, or of several things
_LISTED = regex.compile(r"\s?(?:、|和|与|及|，)\s?")
_ONE_EACH = regex.compile(r"(?![^，]*(?:[均都共至到从由]|合计|累计|期间|以来))[\p{Han}]{0,8}")
_FROM = regex.compile(r"[从由自]\s?$")
_FIRST_VALUE = regex.compile(r"(?:年?底|末)?的?[约近超不足到]{0,3}\s?")
_TO = regex.compile(r"[^。；]{0,20}(?:[到至为]了?[约近超]?|(?:的?基础上|[起再又])[^，。；]{0,4})\s?$")
_YEAR = regex.compile(r"\d{2,4}\s?年|(?<!\d)\d{4}(?=\s?[至到—－–~～-])|[去今前上本]年")
_MONTH = regex.compile(r"月(?:份|[底末])?(?=$|\s?[至到—－~～-])")


def distributed(text: str, frames: Sequence[Frame], frame: Frame, before: Sequence[DateMention]) -> DateMention | None:
    """The date of a list that belongs to a figure of a list of as many, told with 分别 or right behind it (2021年和2022年为5%、3%)."""
    run = frame.run
    listed = before[-run.size :]
    if run.size < 2 or len(listed) < run.size:
        return None
    together = all(_LISTED.fullmatch(text[a.span[1] : b.span[0]]) for a, b in pairwise(listed))
    between = text[listed[-1].span[1] : frames[run.first].quantity.span[0]]
    if together and ("分别" in between or _ONE_EACH.fullmatch(between)):
        return listed[frame.index - run.first]
    return None


def each_year(text: str, frames: Sequence[Frame], frame: Frame, before: Sequence[DateMention]) -> tuple[Key, DateMention] | None:
    """The year of a figure in a list of as many as the years that a date before it covers (近3年出生人数为2.1万、2.0万和1.9万)."""
    run, m = frame.run, before[-1] if before else None
    if run.size < 2 or m is None or m.start is None or m.end is None or m.end.year - m.start.year + 1 != run.size:
        return None
    if (m.start.month, m.start.day, m.end.month, m.end.day) != (1, 1, 12, 31) or len({frame.sentence, frames[run.first].sentence}) > 1:
        return None
    if _BETWEEN_LIST.search(text, m.span[1], frames[run.first].quantity.core[0]) or frames[run.first].quantity.core[0] < m.span[1]:
        return None
    year = cal.year(m.start.year + frame.index - run.first)
    return ((year.start, year.end), m) if year is not None else None


def starts_change(text: str, frames: Sequence[Frame], frame: Frame, m: DateMention) -> bool:
    """Whether a date is that of an earlier figure of the sentence, from which it changed: 从2020年的2900家增加到3500家，增加600家."""
    if not _FROM.search(text, max(0, m.span[0] - 2), m.span[0]):
        return False
    first = frame
    while first.previous is not None and frames[first.previous].quantity.core[0] >= m.span[1]:
        first = frames[first.previous]
    if first is frame or not _FIRST_VALUE.fullmatch(text, m.span[1], first.quantity.core[0]):
        return False
    return _TO.search(text, first.quantity.core[0], frames[first.index + 1].quantity.span[0]) is not None


def end_of_range(frames: Sequence[Frame], frame: Frame, m: DateMention) -> Key:
    """The first year or month of a range for the figure that a change sets out from, the last for the one it leads to (2013年到2020年，人口
    从109万减少到89万).
    """
    if m.role != "period" or m.start is None or m.end is None or m.start.year == m.end.year or len(_YEAR.findall(m.text)) < 2:
        return None
    first = frame.sets_out
    if not first and not (frame.previous is not None and frames[frame.previous].sets_out):
        return None
    if not first and m.span[0] >= frames[frame.index - 1].quantity.core[0]:
        return None  # 由10至12月的3.5%跌至11月至1月的3.4%: the whole of the second
    day = m.start if first else m.end
    end = cal.months(day.year, day.month, day.month) if len(_MONTH.findall(m.text)) == 2 else cal.year(day.year)
    return (end.start, end.end) if end else None
