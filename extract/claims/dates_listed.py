"""Dates told with figures in a row: one each, the ends of a range, the years of a span."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

import regex

from extract.claims import timing
from extract.claims.frames import Frame
from extract.claims.period_memory import Memory
from extract.claims.timing import Key
from extract.data.late import late_regex
from extract.mentions import calendar as cal
from extract.model import DateMention, Sentence

_BEFORE_THAT = late_regex(r"[此之]?前[一二两三四五六七八九十\d]+年")
_BETWEEN_LIST = regex.compile(r"[、。；]|年均|平均|每年|累计|合计|共计")  # then the figures are of all the years, or of several things
_FEW = 4  # figures that a mean of years may stand behind the ends of its change
_SEVERAL = regex.compile(r"、|\p{Han}[和与及]\p{Han}|累计|合计|[两二三四五六七八九十]\s?[大个类市省国区县种家项者地]|各")
_NEAR = 16  # characters before a date in which a list may end
_QUARTERS = regex.compile(r"季")
_MONTHS = regex.compile(r"月")
_LISTED = regex.compile(r"\s?(?:、|和|与|及|，)\s?")
_JOINS = regex.compile(r"\s?[、和与及]\s?")
_IN_TURN = regex.compile(r"分别|依次|依序")
_LEAST_LISTED = 2
_SINGLE = 2  # figures by themselves between two lists: …占比大致为55%，各年分别为…
_ONE_EACH = regex.compile(r"(?![^，]*(?:[均都共至到从由]|合计|累计|期间|以来))[\p{Han}]{0,8}")
_FROM = regex.compile(r"[从由自]\s?$")
_PER = r"(?:每\s?[\d,一二三四五六七八九十百千万]*\s?\p{Han}{1,4})?"  # 从2011年的每1000人1.4人下降到每1000人1.2人
_FIRST_VALUE = regex.compile(
    rf"(?:年?底|末)?的?{_PER}(?:(?:同比|环比)?(?:增长|下降|上升|下跌|上涨|减少|增加|[增减升降涨跌]))?[约近超不足到]{{0,3}}\s?"
)
_TO = regex.compile(
    rf"[^。；]{{0,20}}(?:[到至为]了?{_PER}(?:大幅|小幅|同比|环比)?(?:增长|下降|上升|下跌|上涨)?[约近超]?|(?:的?基础上|[起再又])[^，。；]{{0,4}})\s?$"
)
_YEAR = regex.compile(r"\d{2,4}\s?年|(?<!\d)\d{4}(?=\s?[至到—－–~～-])|[去今前上本]年")
_MONTH = regex.compile(r"月(?:份|[底末])?(?=$|\s?[至到—－~～-])")


def distributed(text: str, frames: Sequence[Frame], frame: Frame, before: Sequence[DateMention]) -> DateMention | None:
    """The date of a list that belongs to a figure of a list of as many, told with 分别 or right behind it (2021年和2022年为5%、3%)."""
    run = frame.run
    listed = before[-run.size :]
    if run.size < 2 or len(listed) < run.size:
        return None
    if frame.quantity.kind == "growth" and any(m.role == "base" for m in listed):
        return None  # 今年1至11月与去年同期比较，分别增加3%与7%
    together = all(_LISTED.fullmatch(text[a.span[1] : b.span[0]]) for a, b in pairwise(listed))
    between = text[listed[-1].span[1] : frames[run.first].quantity.span[0]]
    if together and ("分别" in between or _ONE_EACH.fullmatch(between)):
        return listed[frame.index - run.first]
    return None


def each_part(text: str, frame: Frame, frames: Sequence[Frame], before: Sequence[DateMention]) -> tuple[Key, DateMention] | None:
    """The month or quarter of a figure in a list of as many as a date before it covers, told with 分别 (5、6月份分别增长1%和4%; 前三季度分别为…)."""
    run, m = frame.run, before[-1] if before else None
    if run.size < 2 or m is None or m.start is None or m.end is None or m.start.year != m.end.year or frames[run.first].sentence != frame.sentence:
        return None
    between = text[m.span[1] : frames[run.first].quantity.core[0]]
    if "分别" not in between or _SEVERAL.search(between) or m.role == "base" or "、" in text[max(0, m.span[0] - _NEAR) : m.span[0]]:
        return None
    step = 3 if _QUARTERS.search(m.text) else 1 if _MONTHS.search(m.text) else 0
    if not step or m.end.month - m.start.month + 1 != step * run.size:
        return None
    month = m.start.month + step * (frame.index - run.first)
    part = cal.months(m.start.year, month, month + step - 1)
    return ((part.start, part.end), m) if part is not None else None


def each_year(
    text: str, frames: Sequence[Frame], frame: Frame, before: Sequence[DateMention], given: Mapping[int, Key]
) -> tuple[Key, DateMention] | None:  # fmt: skip
    """The year of a figure in a list of as many as the years that a date before it covers (近3年出生人数为2.1万、2.0万和1.9万).

    ``given``: the periods of the figures so far, by index: 此前两年 are those before the year of the figure before the list.
    """
    run, m = frame.run, before[-1] if before else None
    if run.size < 2 or m is None or m.start is None or m.end is None or m.end.year - m.start.year + 1 != run.size:
        return None
    if (m.start.month, m.start.day, m.end.month, m.end.day) != (1, 1, 12, 31) or len({frame.sentence, frames[run.first].sentence}) > 1:
        return None
    if _BETWEEN_LIST.search(text, m.span[1], frames[run.first].quantity.core[0]) or frames[run.first].quantity.core[0] < m.span[1]:
        return None
    first, told = m.start.year, given.get(run.first - 1)
    if (
        told is not None
        and told[0].year == told[1].year <= m.end.year
        and _BEFORE_THAT.match(m.text)
        and frames[run.first - 1].sentence == frame.sentence
    ):
        first = told[0].year - run.size  # 去年减少4万人，此前两年分别减少7万和5万人
    year = cal.year(first + frame.index - run.first)
    return ((year.start, year.end), m) if year is not None else None


def dealt_again(text: str, frames: Sequence[Frame], frame: Frame, memory: Memory, dates: Sequence[DateMention]) -> Key:
    """The period of a figure in a list that goes on like one of as many figures before it (2016-2018年出口分别为A、B、C，进口分别为D、E、F).

    ``dates``: those of the sentence.
    """
    run = frame.run
    last = run.first - 1
    while last >= 0 and run.first - last <= _SINGLE and frames[last].run.size == 1:
        last -= 1
    if last < 0 or run.size < _LEAST_LISTED or frames[last].run.size != run.size or frame.sentence - frames[last].sentence > 1:
        return None
    behind, start = frames[last].quantity.span[1], frames[run.first].quantity.span[0]
    opening = text[frames[run.first - 1].quantity.span[1] : start]
    if not _IN_TURN.search(opening) or _SEVERAL.search(opening) or any(behind <= m.span[0] < start for m in dates):
        return None
    keys = [memory.given.get(i) for i in range(last - run.size + 1, last + 1)]
    in_order = all(a is not None and b is not None and a[1] < b[0] for a, b in pairwise(keys))
    return keys[frame.index - run.first] if in_order else None


def starts_change(text: str, frames: Sequence[Frame], frame: Frame, m: DateMention) -> Literal["here", "before", ""]:
    """Whether a date is that of a figure from which it changed: of this one (here), of an earlier one of the sentence (before), or of none.

    从2020年的2900家增加到3500家，增加600家; 由上月下降7%转为增长16%.
    """
    if not _FROM.search(text, max(0, m.span[0] - 2), m.span[0]):
        return ""
    first = frame
    while first.previous is not None and frames[first.previous].quantity.core[0] >= m.span[1]:
        first = frames[first.previous]
    if not _FIRST_VALUE.fullmatch(text, m.span[1], first.quantity.core[0]):
        return ""
    second = frames[first.index + 1] if first.index + 1 < len(frames) else first
    if second is first or second.sentence != first.sentence or _TO.search(text, first.quantity.core[0], second.quantity.span[0]) is None:
        return ""
    return "here" if first is frame else "before"


def of_first_of_row(text: str, frames: Sequence[Frame], frame: Frame, before: Sequence[DateMention], memory: Memory) -> Key:
    """The period of a figure in a row whose first stands right behind a date that others are compared with (较2023年的177班、3.4万人)."""
    first = frame
    while (
        first.previous is not None
        and first.quantity.kind == "amount"
        and _JOINS.fullmatch(text, frames[first.previous].quantity.span[1], first.quantity.span[0])
    ):
        first = frames[first.previous]
    if first is frame or first.quantity.kind != "amount":
        return None
    at = first.quantity.span[0]
    directly = any(m.role == "base" and m.span[1] <= at and not text[m.span[1] : at].strip("的之 （(") for m in before)
    return memory.given.get(first.index) if directly else None


def mean_of_change(text: str, frames: Sequence[Frame], frame: Frame, memory: Memory) -> Key:
    """The years between the ends of a change that a mean of years stands behind: 由2015年的50亿元增加到2020年的90亿元，年均增长12%."""
    if not timing.tells_yearly_mean(text, frame):
        return None
    for first in reversed(frames[max(0, frame.index - _FEW) : frame.index]):
        if first.sentence == frame.sentence and first.sets_out and not first.revised:
            start, end = memory.given.get(first.index), memory.given.get(first.index + 1)
            return (start[0], end[1]) if start is not None and end is not None and start[0] < end[0] else None
    return None


def goes_on_changing(
    frames: Sequence[Frame], frame: Frame, memory: Memory, dates: Sequence[DateMention], sentences: Sequence[Sentence]
) -> Key:  # fmt: skip
    """The period of an end of a change that stands behind another one of its sentence, or the one before, and names none.

    贫困人口由2012年底的679万人下降到2017年底的120万人；贫困率由12%下降到2%.

    Args:
        frames: those of the article.
        frame: the figure in question.
        memory: which periods were given to the figures before.
        dates: those of the sentence.
        sentences: those of the article.
    """
    first = frame if frame.sets_out else frames[frame.previous] if frame.previous is not None and frames[frame.previous].sets_out else None
    if first is None or first.revised:
        return None
    for i in range(first.index - 1, -1, -1):
        other = frames[i]
        near = frame.sentence - other.sentence <= 1 and sentences[other.sentence].paragraph == sentences[frame.sentence].paragraph
        if not near:
            return None
        if other.sets_out and not other.revised:
            behind = frames[i + 1].quantity.span[1]
            ends = memory.given.get(i), memory.given.get(i + 1)
            dated = any(behind <= m.span[0] < frame.quantity.core[0] and m.text != "同期" for m in dates)
            return ends[0 if first is frame else 1] if None not in ends and ends[0] != ends[1] and not dated else None
    return None


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
