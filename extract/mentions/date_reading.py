"""How a date is read: from its words to a draft, from the draft in its context to days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from extract.mentions.calendar import Interval
from extract.model import Grounding, Precision

Role = Literal["period", "base", "since", "until"]


@dataclass(frozen=True, slots=True)
class Context:
    """What decides the meaning of relative dates.

    Attributes:
        reference: the article's own date.
        now: the year that 今年 means.
        account: the year that 全年 and 三季度 mean where this year's still lie ahead (a work report of February); None elsewhere.
        named: the last year that the sentence names.
        roc: the article counts years of the Republic of China (113年 is 2024).
    """

    reference: dt.date | None
    now: int | None
    account: int | None
    named: int | None
    roc: bool


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
    """

    read: Callable[[Context], Reading | None]
    role: Role = "period"
    names_year: bool = False


def known(interval: Interval | None, precision: Precision = "day") -> Callable[[Context], Reading]:
    """The reading of a date that needs no context; ``precision`` is that of the words where no calendar has such a date."""
    reading = Reading(interval, interval.precision if interval else precision, "explicit")
    return lambda _context: reading


def from_reference(precision: Precision, find: Callable[[dt.date], Interval | None]) -> Callable[[Context], Reading]:
    """The reading of a date that counts from the article's own; unknown without one."""

    def read(context: Context) -> Reading:
        try:
            found = find(context.reference) if context.reference else None
        except (OverflowError, ValueError):  # before the first day of the calendar or after its last
            found = None
        return Reading(found, found.precision if found else precision, "publication")

    return read
