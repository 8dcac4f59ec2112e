"""Arithmetic on days, months and years, and how a draft of a date is read in its context."""

from __future__ import annotations

import datetime as dt

import pytest
import regex

from extract.mentions import calendar as cal
from extract.mentions import date_reading as reading
from extract.mentions.calendar import Interval
from extract.mentions.date_reading import Context, Reading


def date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def interval(start: str, end: str, precision: str) -> Interval:
    return Interval(date(start), date(end), precision)  # type: ignore[arg-type]


def context(reference: dt.date | None, *, alone: bool = False) -> Context:
    return Context(reference, None, None, None, False, alone=alone)


def test_a_day() -> None:
    assert cal.day(2024, 2, 29) == interval("2024-02-29", "2024-02-29", "day")
    assert cal.day(2023, 2, 29) is None
    assert cal.day(0, 1, 1) is None
    assert cal.single(date("2024-02-29")) == cal.day(2024, 2, 29)
    assert cal.last_of(interval("2024-01-01", "2024-06-30", "half")) == cal.day(2024, 6, 30)


@pytest.mark.parametrize(
    ("first", "last", "start", "end", "precision"),
    [
        (1, 1, "2024-01-01", "2024-01-31", "month"),
        (2, 2, "2024-02-01", "2024-02-29", "month"),
        (12, 12, "2024-12-01", "2024-12-31", "month"),
        (1, 2, "2024-01-01", "2024-02-29", "month"),
        (1, 3, "2024-01-01", "2024-03-31", "quarter"),
        (4, 6, "2024-04-01", "2024-06-30", "quarter"),
        (10, 12, "2024-10-01", "2024-12-31", "quarter"),
        (2, 4, "2024-02-01", "2024-04-30", "month"),
        (3, 5, "2024-03-01", "2024-05-31", "month"),
        (1, 6, "2024-01-01", "2024-06-30", "half"),
        (7, 12, "2024-07-01", "2024-12-31", "half"),
        (2, 7, "2024-02-01", "2024-07-31", "month"),
        (1, 12, "2024-01-01", "2024-12-31", "year"),
    ],
)
def test_months_of_a_year(first: int, last: int, start: str, end: str, precision: str) -> None:
    assert cal.months(2024, first, last) == interval(start, end, precision)


@pytest.mark.parametrize(("year", "first", "last"), [(2024, 0, 1), (2024, 12, 13), (2024, 3, 2), (0, 1, 1), (10000, 1, 1)])
def test_there_are_no_such_months(year: int, first: int, last: int) -> None:
    assert cal.months(year, first, last) is None


@pytest.mark.parametrize("value", [1, 9999])
def test_the_first_and_the_last_year(value: int) -> None:
    assert cal.year(value) == Interval(dt.date(value, 1, 1), dt.date(value, 12, 31), "year")
    assert cal.years(value, value) == cal.year(value)


def test_years() -> None:
    assert cal.years(2021, 2025) == interval("2021-01-01", "2025-12-31", "years")
    assert cal.years(2021, 2020) is None
    assert cal.years(0, 1) is None
    assert cal.years(9999, 10000) is None
    assert cal.year(0) is None


def test_quarters() -> None:
    assert cal.quarters(2024, 1, 1) == interval("2024-01-01", "2024-03-31", "quarter")
    assert cal.quarters(2024, 1, 2) == interval("2024-01-01", "2024-06-30", "quarter")
    assert cal.quarters(2024, 2, 3) == interval("2024-04-01", "2024-09-30", "quarter")
    assert cal.quarters(2024, 2, 4) == interval("2024-04-01", "2024-12-31", "quarter")
    assert cal.quarters(2024, 4, 4) == interval("2024-10-01", "2024-12-31", "quarter")
    assert cal.quarters(2024, 1, 4) == interval("2024-01-01", "2024-12-31", "year")
    assert cal.quarters(2024, 0, 1) is None
    assert cal.quarters(2024, 4, 5) is None
    assert cal.quarters(2024, 3, 2) is None
    assert cal.quarters(0, 1, 1) is None


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        ("2024-02-29", 1, "2025-02-28"),
        ("2024-02-29", 4, "2028-02-29"),
        ("2024-02-29", -1, "2023-02-28"),
        ("2023-02-28", 1, "2024-02-28"),
        ("2023-07-31", 0, "2023-07-31"),
    ],
)
def test_years_away(day: str, count: int, found: str) -> None:
    assert cal.shift_years(date(day), count) == date(found)


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-01-31", 13, "2025-02-28"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2024-12-15", 1, "2025-01-15"),
        ("2024-12-31", 0, "2024-12-31"),
        ("2024-11-30", 1, "2024-12-30"),
        ("2024-05-31", -12, "2023-05-31"),
        ("2024-03-31", -1, "2024-02-29"),
    ],
)
def test_months_away(day: str, count: int, found: str) -> None:
    assert cal.shift_months(date(day), count) == date(found)


@pytest.mark.parametrize(
    ("start", "end", "years", "found"),
    [
        ("2023-02-01", "2023-02-28", 1, ("2024-02-01", "2024-02-29")),
        ("2024-02-01", "2024-02-29", -1, ("2023-02-01", "2023-02-28")),
        ("2023-02-01", "2023-02-27", 1, ("2024-02-01", "2024-02-27")),
        ("2023-01-01", "2023-06-30", 2, ("2025-01-01", "2025-06-30")),
        ("2023-06-05", "2023-06-20", -1, ("2022-06-05", "2022-06-20")),
    ],
)
def test_a_period_of_another_year(start: str, end: str, years: int, found: tuple[str, str]) -> None:
    assert cal.shift_period((date(start), date(end)), years) == (date(found[0]), date(found[1]))


def test_weeks() -> None:
    week = interval("2024-07-01", "2024-07-07", "day")  # a Monday to a Sunday
    assert cal.week_of(date("2024-07-01")) == week
    assert cal.week_of(date("2024-07-04")) == week
    assert cal.week_of(date("2024-07-07")) == week
    assert cal.week_of(date("2024-07-08"), -1) == week
    assert cal.week_of(date("2024-06-19"), 2) == interval("2024-07-01", "2024-07-07", "day")


JULY = interval("2024-07-01", "2024-07-31", "month")  # Monday to Wednesday
AUGUST = interval("2024-08-01", "2024-08-31", "month")  # Thursday to Saturday
JUNE = interval("2024-06-01", "2024-06-30", "month")  # Saturday to Sunday
SEPTEMBER = interval("2024-09-01", "2024-09-30", "month")  # Sunday to Monday


@pytest.mark.parametrize(
    ("within", "first", "last", "start", "end"),
    [
        (JULY, 1, 1, "2024-07-01", "2024-07-07"),
        (JULY, 2, 3, "2024-07-08", "2024-07-21"),
        (JULY, 5, 5, "2024-07-29", "2024-08-04"),
        (AUGUST, 1, 1, "2024-08-05", "2024-08-11"),
        (AUGUST, 4, 4, "2024-08-26", "2024-09-01"),
        (JUNE, 1, 1, "2024-06-03", "2024-06-09"),
        (SEPTEMBER, 5, 5, "2024-09-30", "2024-10-06"),
        (JUNE, -1, -1, "2024-06-24", "2024-06-30"),
        (JUNE, -2, -1, "2024-06-17", "2024-06-30"),
        (JULY, -1, -1, "2024-07-22", "2024-07-28"),
        (JULY, -4, -4, "2024-07-01", "2024-07-07"),
        (AUGUST, -1, -1, "2024-08-19", "2024-08-25"),
    ],
)
def test_weeks_of_a_month(within: Interval, first: int, last: int, start: str, end: str) -> None:
    assert cal.nth_weeks(within, first, last) == interval(start, end, "day")


@pytest.mark.parametrize(("within", "first", "last"), [(JULY, 6, 6), (JULY, -5, -5), (JULY, 3, 2), (JULY, 0, 0), (AUGUST, 5, 5)])
def test_a_month_has_no_such_week(within: Interval, first: int, last: int) -> None:
    assert cal.nth_weeks(within, first, last) is None


@pytest.mark.parametrize(
    ("within", "nth", "weekday", "found"),
    [
        (JULY, 1, 0, "2024-07-01"),
        (JULY, 1, 6, "2024-07-07"),
        (JULY, 5, 2, "2024-07-31"),
        (AUGUST, 1, 2, "2024-08-07"),
        (AUGUST, 1, 3, "2024-08-01"),
        (AUGUST, 2, 4, "2024-08-09"),
        (JULY, -1, 2, "2024-07-31"),
        (JULY, -1, 3, "2024-07-25"),
        (JULY, -2, 2, "2024-07-24"),
        (JULY, -5, 0, "2024-07-01"),
    ],
)
def test_days_of_the_week_in_a_month(within: Interval, nth: int, weekday: int, found: str) -> None:
    assert cal.nth_weekday(within, nth, weekday) == interval(found, found, "day")


@pytest.mark.parametrize(("nth", "weekday"), [(5, 3), (6, 0), (-5, 3), (-6, 0), (0, 0)])
def test_a_month_has_no_such_day_of_the_week(nth: int, weekday: int) -> None:
    assert cal.nth_weekday(JULY, nth, weekday) is None


@pytest.mark.parametrize(
    ("month", "count", "start", "end", "precision"),
    [
        (3, 1, "2024-03-01", "2024-03-31", "month"),
        (4, 3, "2024-04-01", "2024-06-30", "quarter"),
        (1, 12, "2024-01-01", "2024-12-31", "year"),
        (12, 1, "2024-12-01", "2024-12-31", "month"),
        (12, 2, "2024-12-01", "2025-01-31", "month"),
        (9, 11, "2024-09-01", "2025-07-31", "month"),
        (9, 12, "2024-09-01", "2025-08-31", "years"),
        (9, 24, "2024-09-01", "2026-08-31", "years"),
    ],
)
def test_whole_months_from_one_on(month: int, count: int, start: str, end: str, precision: str) -> None:
    assert cal.run_of_months(2024, month, count) == interval(start, end, precision)


def test_months_beyond_the_calendar() -> None:
    assert cal.run_of_months(9999, 12, 2) is None
    assert cal.run_of_months(0, 12, 2) is None


# --- readings ----------------------------------------------------------------------------------------


def test_a_group_that_is_not_there_is_empty() -> None:
    m = regex.compile("(?P<a>x)(?P<b>y)?").match("x")
    assert m is not None
    assert [reading.group(m, name) for name in "abc"] == ["x", "", ""]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("2020年以来", "since"),
        ("2020年至今", "since"),
        ("截至2020年", "until"),
        ("截止到2020年", "until"),
        ("到2020年", "period"),
        ("2020年", "period"),
    ],
)
def test_the_words_around_a_date_give_its_role(text: str, role: str) -> None:
    m = regex.compile(f"{reading.LEAD}2020年{reading.SINCE}").fullmatch(text)
    assert m is not None

    def read(_: Context) -> Reading | None:
        return None

    draft = reading.with_role(m, read)
    assert (draft.read, draft.role, draft.names_year) == (read, role, False)
    assert reading.with_role(m, read, names_year=True).names_year is True


def test_a_date_that_needs_no_context() -> None:
    found = interval("2024-01-01", "2024-12-31", "year")
    assert reading.known(found)(context(None)) == Reading(found, "year", "explicit")
    assert reading.known(found, "month")(context(None)).precision == "year"
    assert reading.known(None)(context(None)) == Reading(None, "day", "explicit")
    assert reading.known(None, "month")(context(None)) == Reading(None, "month", "explicit")


def test_a_date_that_counts_from_the_reference() -> None:
    read = reading.from_reference("month", cal.single, alone=lambda day: cal.year(day.year))
    day = date("2024-07-04")
    assert read(context(day)) == Reading(cal.single(day), "day", "publication")
    assert read(context(day, alone=True)) == Reading(cal.year(2024), "year", "publication")
    assert read(context(None)) == Reading(None, "month", "publication")
    assert reading.from_reference("month", cal.single)(context(day, alone=True)) == Reading(cal.single(day), "day", "publication")


@pytest.mark.parametrize("day", [dt.date.max, dt.date.min])
def test_a_date_beyond_the_calendar_is_unknown(day: dt.date) -> None:
    far = reading.from_reference("year", lambda d: cal.single(d + (d - dt.date(2000, 1, 1))))
    assert far(context(day)) == Reading(None, "year", "publication")
    nowhere = reading.from_reference("year", lambda d: cal.single(cal.shift_years(d, 9999 if d.year > 1 else -1)))
    assert nowhere(context(day)) == Reading(None, "year", "publication")


def test_words_that_count_from_the_reference_only_where_they_are_the_whole_text() -> None:
    read = reading.only_alone("day", cal.single)
    day = date("2024-07-04")
    assert read(context(day)) is None
    assert read(context(day, alone=True)) == Reading(cal.single(day), "day", "publication")
    assert reading.only_alone("month", cal.single)(context(None, alone=True)) == Reading(None, "month", "publication")
