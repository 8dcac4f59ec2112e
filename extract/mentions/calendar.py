"""Arithmetic on inclusive intervals of days."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple

from extract.model import Precision


class Interval(NamedTuple):
    """Inclusive days with the grain of the words they come from."""

    start: dt.date
    end: dt.date
    precision: Precision


def day(year: int, month: int, day_: int) -> Interval | None:
    """One day, or None where the calendar has no such day."""
    try:
        date = dt.date(year, month, day_)
    except ValueError:
        return None
    return Interval(date, date, "day")


def last_day(year: int, month: int) -> int:
    """The number of days in a month."""
    return calendar.monthrange(year, month)[1]


def months(year: int, first: int, last: int) -> Interval | None:
    """From the first day of one month to the last day of another of the same year."""
    if not (1 <= first <= last <= 12 and 1 <= year <= 9999):
        return None
    span: Precision = {(1, 12): "year", (1, 6): "half", (7, 12): "half"}.get((first, last), "month")  # type: ignore[assignment]
    if first % 3 == 1 and last == first + 2:
        span = "quarter"
    return Interval(dt.date(year, first, 1), dt.date(year, last, last_day(year, last)), span)


def year(value: int) -> Interval | None:
    """A calendar year."""
    return months(value, 1, 12)


def years(first: int, last: int) -> Interval | None:
    """Whole years from first to last."""
    if not 1 <= first <= last <= 9999:
        return None
    return Interval(dt.date(first, 1, 1), dt.date(last, 12, 31), "years" if first != last else "year")


def quarters(value: int, first: int, last: int) -> Interval | None:
    """From one quarter to another of the same year (1 to 4)."""
    if not 1 <= first <= last <= 4:
        return None
    found = months(value, 3 * first - 2, 3 * last)
    return found._replace(precision="quarter") if found and (first, last) != (1, 4) else found


def last_of(interval: Interval) -> Interval:
    """The last day of an interval (年末, 6月底, “十四五”末)."""
    return Interval(interval.end, interval.end, "day")


def shift_years(date: dt.date, count: int) -> dt.date:
    """The same day some years away; 29 February becomes 28 where there is none."""
    target = date.year + count
    return dt.date(target, date.month, min(date.day, last_day(target, date.month)))


def shift_months(date: dt.date, count: int) -> dt.date:
    """The same day some months away, or the last day of a shorter month."""
    index = date.year * 12 + date.month - 1 + count
    value, month = divmod(index, 12)
    return dt.date(value, month + 1, min(date.day, last_day(value, month + 1)))


def shift_period(period: tuple[dt.date, dt.date], years: int) -> tuple[dt.date, dt.date]:
    """The same days of another year; the end of a month stays the end of a month."""
    start, end = shift_years(period[0], years), shift_years(period[1], years)
    if period[1].day == last_day(period[1].year, period[1].month):
        end = end.replace(day=last_day(end.year, end.month))
    return start, end


_WEEK = dt.timedelta(days=7)
_ONE = dt.timedelta(days=1)


def single(date: dt.date) -> Interval:
    """One day as an interval."""
    return Interval(date, date, "day")


def week_of(date: dt.date, step: int = 0) -> Interval:
    """The week from Monday to Sunday that holds a day, or one so many weeks away."""
    monday = date - date.weekday() * _ONE + step * _WEEK
    return Interval(monday, monday + 6 * _ONE, "day")


def nth_weeks(within: Interval, first: int, last: int) -> Interval | None:
    """From one week of a month or year to another, counted from 1; the first is the one with its first Monday.

    Negative numbers count whole weeks from the end (-1 is the last).
    """
    if first < 0:
        sunday = within.end - (within.end.weekday() + 1) % 7 * _ONE
        start, end = sunday + (first + 1) * _WEEK - 6 * _ONE, sunday + (last + 1) * _WEEK
    else:
        monday = within.start + -within.start.weekday() % 7 * _ONE
        start, end = monday + (first - 1) * _WEEK, monday + (last - 1) * _WEEK + 6 * _ONE
    return Interval(start, end, "day") if within.start <= start <= within.end and start <= end else None


def nth_weekday(within: Interval, nth: int, weekday: int) -> Interval | None:
    """The nth such day of the week (0 is Monday) in a month or year; negative numbers count from the end."""
    if nth < 0:
        found = within.end - (within.end.weekday() - weekday) % 7 * _ONE + (nth + 1) * _WEEK
    else:
        found = within.start + (weekday - within.start.weekday()) % 7 * _ONE + (nth - 1) * _WEEK
    return single(found) if within.start <= found <= within.end else None


def run_of_months(year: int, month: int, count: int) -> Interval | None:
    """So many whole months from one on, also over the turn of the year."""
    index = year * 12 + month - 1
    (y1, m1), (y2, m2) = divmod(index, 12), divmod(index + count - 1, 12)
    first, last = months(y1, m1 + 1, m1 + 1), months(y2, m2 + 1, m2 + 1)
    if first is None or last is None:
        return None
    if y1 == y2:
        return months(y1, m1 + 1, m2 + 1)
    return Interval(first.start, last.end, "month" if count < 12 else "years")
