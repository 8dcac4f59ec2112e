"""Times as the desk keeps them.

The clock of a machine may be set back. Nothing is ordered by time: decisions, runs and the log go by their numbers. Where a time tells whether
something still holds, one that lies further ahead than it can is of before the clock was set back, and holds no more.
"""

from __future__ import annotations

import datetime as dt
import time

from sqlalchemy import ColumnElement


def now() -> str:
    """This moment in UTC: 2026-03-01T08:30:00.000Z."""
    return dt.datetime.fromtimestamp(time.time(), dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def far(seconds: float, most: float) -> bool:
    """Whether a time (in seconds since 1970) is more than some seconds away from now, on either side."""
    return abs(time.time() - seconds) > most


def ahead(column: ColumnElement[float], most: float) -> ColumnElement[bool]:
    """Whether the times of a column lie ahead, by no more than some seconds."""
    return column.between(time.time(), time.time() + most)


def around(column: ColumnElement[float], most: float) -> ColumnElement[bool]:
    """Whether the times of a column are no more than some seconds away from now, on either side."""
    return column.between(time.time() - most, time.time() + most)
