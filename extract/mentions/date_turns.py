"""Dates without their year, by the words around them and the year that is spoken of.

What has been counted has gone (截至5月31日 in March), what is to be lies ahead (将于1月1日 in December), and 全年 is a year that has ended.
"""

from __future__ import annotations

import datetime as dt

from extract.data.late import late_regex
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval

_ANNOUNCED = dt.timedelta(days=7)  # a count may be told a few days ahead
_CLAUSE_END = late_regex(r"[，,；;：。！？\n]")
_DEADLINE = late_regex(r"(?:报名|活动|申请|申报|投票|登记|期限|优惠|展期|有效期|时间|征集|受理|日期|报考|预约|募集|施工|[展放]期)(?:期?限)?\s?$")
_TO_BE = late_regex(r"(?:将|拟|定|计划|预计|预定|预期|即将|明定|订)(?:于|在|自|从)\s?$")
_LATELY = dt.timedelta(days=14)
_LAST_MONTH = 12
_WIDTH = 40  # characters of a clause that are read
# 由2007年的38%提高到46%: the year of one figure alone, of which nothing else is told.
_OF_ONE_FIGURE = late_regex(r"的(?:约|近|超过?|逾|不足)?\s?[\d一二两三四五六七八九十百千万零〇.]+\s?[%％\p{Han}]")
_SETS_OUT = late_regex(r"[由从自]\s?$")
_AHEAD = late_regex(r"预计|预期|预测|有望|可望|力争|争取|目标|任务|计划|预算|安排|规划|确保|将(?!军|士|领)|拟|料|可(?=[达实产接完创望])")
_MET = late_regex(r"(?:完成|超额|占|实现)了?\s?$")  # 完成全年目标的110%
_TURN = 200  # days: a planned day so far back is that of the year to come


def turned(text: str, at: int, found: Interval, reference: dt.date, *, counted: bool) -> Interval:
    """The days in the year that the words around them allow.

    Args:
        text: the normalized text.
        at: where the date starts.
        found: its days in the article's year.
        reference: the article's own day.
        counted: something has been counted up to it (截至): it has gone, unless the words before make it a deadline.
    """
    years = 0
    if counted and found.start > reference + _ANNOUNCED and not _DEADLINE.search(text, max(0, at - 6), at):
        years = -1
    elif (reference - found.end).days > _TURN and _TO_BE.search(text, max(0, at - 5), at):
        years = 1
    if not years:
        return found
    start, end = cal.shift_period((found.start, found.end), years)
    return Interval(start, end, found.precision)


def set_against(found: Interval, last: Interval | None) -> Interval:
    """A month or season without its year that another is compared with, in the year before where it else lay ahead of that one.

    (2021年1月的指数为380点，较12月的379点上升. ) ``last``: the period spoken of.
    """
    if last is None or found.precision not in ("month", "quarter") or found.precision != last.precision or found.start <= last.end:
        return found
    start, end = cal.shift_period((found.start, found.end), -1)
    return Interval(start, end, found.precision)


def lately(between: str, found: Interval, reference: dt.date) -> Interval:
    """A day that took its year from an older one far before it, in the article's year if it then was just before the article.

    (以2022年的花费估计，2月24日 in an article of 2024-02-26.) ``between``: the text from the year to the day.
    """
    years = reference.year - found.end.year
    if found.precision != "day" or years <= 0 or not _CLAUSE_END.search(between):
        return found
    start, end = cal.shift_period((found.start, found.end), years)
    return Interval(start, end, found.precision) if dt.timedelta(0) <= reference - end <= _LATELY else found


class Spoken:
    """The year that a text speaks of as it goes on, which 全年 and, where the article's own year is unknown, any part of a year are of."""

    def __init__(self) -> None:
        self.year: int | None = None
        self._here = False  # told in this paragraph
        self._told: set[int] = set()

    def goes_on(self, between: str) -> None:
        """Takes note of the text up to the next date."""
        self._here = self._here and "\n" not in between

    def take(self, text: str, start: int, end: int, found: Interval) -> None:
        """Takes note of a date at ``start`` to ``end``, which is no base of a comparison."""
        if found.start.year != found.end.year or _OF_ONE_FIGURE.match(text, end) or _SETS_OUT.search(text, max(0, start - 2), start):
            return
        self.year, self._here = found.end.year, True
        self._told.add(found.end.year)

    def whole(self, text: str, start: int, end: int, found: Interval, reference: dt.date | None) -> Interval:
        """全年 of a year that has not ended yet: that spoken of, or the one before where the text named it; unless the clause plans or foresees.

        Args:
            text: the normalized text.
            start: where the word starts.
            end: where it ends.
            found: the article's own year.
            reference: its day.
        """
        now = found.start.year
        if self.year is None or self.year >= now or (reference is not None and (reference.year, reference.month) >= (now, _LAST_MONTH)):
            return found
        year = self.year if self._here or self.year == now - 1 else now - 1
        if year not in self._told or (_AHEAD.search(_clause(text, start, end)) and not _MET.search(text, max(0, start - 4), start)):
            return found
        return cal.year(year) or found


def _clause(text: str, start: int, end: int) -> str:
    """The clause that a date stands in."""
    before = text[max(0, start - _WIDTH) : start]
    first = max(m.end() for m in _CLAUSE_END.finditer(before)) if _CLAUSE_END.search(before) else 0
    stop = _CLAUSE_END.search(text, end, end + _WIDTH)
    return before[first:] + text[end : stop.start() if stop else end + _WIDTH]
