"""Days without their year around the turn of a year.

What has been counted has gone (截至5月31日 in March), what is to be lies ahead (将于1月1日 in December).
"""

from __future__ import annotations

import datetime as dt

from extract.data.late import late_regex
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval

_ANNOUNCED = dt.timedelta(days=7)  # a count may be told a few days ahead
_CLAUSE_END = late_regex(r"[，,；;：]")
_DEADLINE = late_regex(r"(?:报名|活动|申请|申报|投票|登记|期限|优惠|展期|有效期|时间|征集|受理|日期|报考|预约|募集|施工|[展放]期)(?:期?限)?\s?$")
_TO_BE = late_regex(r"(?:将|拟|定|计划|预计|预定|预期|即将|明定|订)(?:于|在|自|从)\s?$")
_LATELY = dt.timedelta(days=14)
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
