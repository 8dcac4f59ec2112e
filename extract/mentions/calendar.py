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
    return Interval(dt.date(year, first, 1), dt.date(year, last, last_day(year, last)), span if first != last else "month")


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
