"""Periods: as short as they can be written, and as people give them on the command line."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_GIVEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def days(start: str, end: str) -> str:
    """A period as short as it can be said: 2024, 2024-05, 2024-05-01, 2024-01 to 2024-06.

    Args:
        start: the first day, in ISO form.
        end: the last day.
    """
    if start == end:
        return start
    year, month, day = end.split("-")
    whole_months = start.endswith("-01") and int(day) == calendar.monthrange(int(year), int(month))[1]
    if whole_months and (start[5:7], month) == ("01", "12"):
        return year if start[:4] == year else f"{start[:4]} to {year}"
    if whole_months:
        return f"{year}-{month}" if start[:7] == end[:7] else f"{start[:7]} to {end[:7]}"
    return f"{start} to {end}"


def given(text: str) -> tuple[str, str]:
    """First and last day of a year (2024), a month (2024-05) or a day (2024-05-01).

    Raises:
        ValueError: it is none of these.
    """
    found = _GIVEN.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no year, month or day; write it as 2024, 2024-05 or 2024-05-01")
    year, month, day = int(found[1]), found[2], found[3]
    try:
        first = dt.date(year, int(month or 1), int(day or 1))
        last = first if day else dt.date(year, int(month or 12), calendar.monthrange(year, int(month or 12))[1])
    except ValueError:
        raise ValueError(f"{text!r} is no day of the calendar") from None
    return first.isoformat(), last.isoformat()
