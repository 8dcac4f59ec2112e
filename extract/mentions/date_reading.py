"""How a date is read: from its words to a draft, from the draft in its context to days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import regex

from extract.mentions.calendar import Interval
from extract.model import Grounding, Precision

_NEXT_REPORT = dt.timedelta(days=31)  # by then 本月 is another month than that reported on
_YEARS = dt.timedelta(days=400)
Role = Literal["period", "base", "since", "until"]

HOURS = r"(?:凌晨|清晨|早晨|[上中下]午|正午|傍晚|白天|[夜晚]间|[早晚]上?|深夜|午夜|半夜|夜[里晚]?)"  # 21日夜间到23日白天
# What may stand before a date and behind it and says that it is an end (截至) or an open start (以来).
LEAD = r"(?:(?P<until>截至|截止到?|截止至|至|到)\s?)?"
# What follows 起 in words of their own, which open nothing: 起诉, 起草, 起飞.
NO_START = "点来步码草到降诉飞义源火售拍征价运居薪伏重航跳身家因初用"
SINCE = rf"(?:(?P<since>以来|来(?=[，,])|起?至今(?!年)|迄今)|起(?![{NO_START}]))?"


@dataclass(frozen=True, slots=True)
class Context:
    """What decides the meaning of relative dates.

    Attributes:
        reference: the article's own date.
        now: the year that 今年 means.
        account: the year that 全年 and 三季度 mean where this year's still lie ahead (a work report of February); None elsewhere.
        named: the last year that the sentence names.
        roc: the article counts years of the Republic of China (113年 is 2024).
        last: the interval of the date before it in the paragraph, for 当月 and 次日.
        day: the last day that the sentence names, which a day without its month goes on from (上月21日签约，24日开工).
        written: the last year that the text names by itself (1949年, not 今年).
        then: the same, the base of a comparison too, for 当时.
        told: the interval of the date before it, in whichever paragraph, for 三天后.
        counted: that of the last date of the paragraph that is not counted from another (上年): where 上年 counts from.
        holiday: the days of the last public holiday or travel rush that the text names.
        stretch: the days from one that the paragraph names until the next (5月3日开赛，到6月8日收官), or those that it names together.
        alone: the date is the whole text, as a user's query is: nothing tells whether it lies ahead or what it counts from,
            so it counts from the reference and means the coming one.
    """

    reference: dt.date | None
    now: int | None
    account: int | None
    named: int | None
    roc: bool
    last: Interval | None = None
    alone: bool = False
    told: Interval | None = None
    day: dt.date | None = None
    written: int | None = None
    then: Interval | None = None
    counted: Interval | None = None
    holiday: Interval | None = None
    stretch: Interval | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a date means in its context; ``interval`` is None where that can't be known."""

    interval: Interval | None
    precision: Precision
    grounding: Grounding


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule reads from the words of a date alone.

    Attributes:
        read: its meaning in a context; None where the words are no date there.
        role: what the words themselves say of it: an open start (以来), an end (截至), the base of a comparison, or a period.
        names_year: whether dates behind it that name no year are of its year.
        counts: whether its year counts from the one told before it (上年, 次年).
    """

    read: Callable[[Context], Reading | None]
    role: Role = "period"
    names_year: bool = False
    counts: bool = False


def group(m: regex.Match[str], name: str) -> str:
    """What a group matched; empty where the pattern has no such group or it took no part."""
    at = m.re.groupindex.get(name)
    return (m.group(at) or "") if at else ""


def with_role(m: regex.Match[str], read: Callable[[Context], Reading | None], *, names_year: bool = False, counts: bool = False) -> Draft:
    """A draft with the role that ``LEAD`` before the date or ``SINCE`` behind it gives."""
    role: Role = "since" if group(m, "since") else "until" if group(m, "until").startswith("截") else "period"
    return Draft(read, role, names_year, counts)


def known(interval: Interval | None, precision: Precision = "day") -> Callable[[Context], Reading]:
    """The reading of a date that needs no context; ``precision`` is that of the words where no calendar has such a date."""
    reading = Reading(interval, interval.precision if interval else precision, "explicit")
    return lambda _context: reading


def from_reference(
    precision: Precision, find: Callable[[dt.date], Interval | None], *, alone: Callable[[dt.date], Interval | None] | None = None
) -> Callable[[Context], Reading]:
    """The reading of a date that counts from the article's own, by ``alone`` where it is the whole text; unknown without a reference."""

    def read(context: Context) -> Reading:
        found = _safely(alone if alone and context.alone else find, context.reference)
        return Reading(found, found.precision if found else precision, "publication")

    return read


def from_month_told(
    precision: Precision,
    find: Callable[[dt.date], Interval | None],
    *,
    pointing: bool,
    alone: Callable[[dt.date], Interval | None] | None = None,
    of_report: bool = False,
) -> Callable[[Context], Reading]:
    """The reading of 上月 and its like: from the month or quarter that the paragraph speaks of, else as ``from_reference``.

    ``pointing``: the words point to the article's own day (上个月) and count from a date told only where that day is unknown.
    ``of_report``: the words may mean the month or quarter that is reported on (第1季负担率44%，…本季由上季的46%下降).
    """
    as_text = from_reference(precision, find, alone=alone)

    def read(context: Context) -> Reading:
        if context.alone:
            return as_text(context)
        reported = _reported(context, precision) if of_report else None
        found = _safely(find, reported or _spoken_of(context, pointing=pointing))
        return Reading(found, found.precision if found else precision, "publication")

    return read


def _reported(context: Context, precision: Precision) -> dt.date | None:
    """A day of the month told last in the paragraph, or of the quarter told last in the text."""
    told = [context.last, context.told] if precision == "quarter" else [context.last]
    since = _NEXT_REPORT if precision == "month" else _YEARS
    fits = (t.end for t in told if t is not None and t.precision == precision)
    return next((end for end in fits if context.reference is None or dt.timedelta() <= context.reference - end <= since), None)


def _spoken_of(context: Context, *, pointing: bool) -> dt.date | None:
    reference, last, told = context.reference, context.last, context.told
    single = last is not None and (last.precision != "day" or last.start == last.end)  # 五一假期 is no month that 上月 counts from
    counts = single and not pointing and last is not None and last.precision in ("day", "month", "quarter")
    if last is not None and counts and (reference is None or last.end <= reference):
        return last.end
    if reference is not None:
        return reference
    return told.end if told is not None and told.precision in ("day", "month") else None


def only_alone(precision: Precision, find: Callable[[dt.date], Interval | None]) -> Callable[[Context], Reading | None]:
    """The same for words that count from the reference only where they are the whole text (20天后); none elsewhere."""
    read = from_reference(precision, find)
    return lambda context: read(context) if context.alone else None


def _safely(find: Callable[[dt.date], Interval | None], date: dt.date | None) -> Interval | None:
    try:
        return find(date) if date else None
    except (OverflowError, ValueError):  # before the first day of the calendar or after its last
        return None
