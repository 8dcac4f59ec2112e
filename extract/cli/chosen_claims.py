"""The options by which commands choose claims of a run, and what is said where none is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, get_args

import click

from extract.analysis.choosing import Wanted
from extract.analysis.periods import given
from extract.conflicts.selection import is_place
from extract.contract import Kind, Status
from extract.errors import UsageError


class Day(click.ParamType[tuple[str, str]]):
    """A year, a month or a day, as first and last day."""

    name = "PERIOD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """First and last day."""
        if isinstance(value, tuple):
            return value
        try:
            return given(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


_OPTIONS = (
    click.option("--city", "cities", metavar="PLACE", multiple=True, help="Only of this place: a name, or GB/T 2260 code. Repeatable."),
    click.option("--metric", "metrics", metavar="METRIC", multiple=True, help="Only of this metric: id or name. Repeatable."),
    click.option("--from", "start", type=Day(), metavar="PERIOD", help="Only of periods from this year, month or day on (2020, 2020-05)."),
    click.option("--to", "end", type=Day(), metavar="PERIOD", help="Only of periods up to this year, month or day."),
    click.option("--status", "statuses", type=click.Choice(get_args(Status)), multiple=True, help="Only of this status. Repeatable."),
    click.option("--kind", "kinds", type=click.Choice(get_args(Kind)), multiple=True, help="Only of this kind of value. Repeatable."),
    click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X", show_default=True, help="Leave out claims below this."),
    click.option("--source", "sources", metavar="TEXT", multiple=True, help="Only of publishers, sources, articles with this in it. Repeatable."),
)  # fmt: skip


def choosing(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options that choose claims; ``wanted`` makes of them what was asked for."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def wanted(
    cities: Sequence[str], metrics: Sequence[str], start: tuple[str, str] | None, end: tuple[str, str] | None, statuses: Sequence[str],
    kinds: Sequence[str], min_confidence: float, sources: Sequence[str],
) -> Wanted:  # fmt: skip
    """What was asked for.

    Raises:
        UsageError: the end lies before the beginning.
    """
    if start is not None and end is not None and end[1] < start[0]:
        raise UsageError("--to lies before --from", mend="exchange them")
    return Wanted(
        cities=tuple(cities), metrics=tuple(metrics), start=start[0] if start else None, end=end[1] if end else None,
        statuses=tuple(statuses), kinds=tuple(kinds), min_confidence=min_confidence, sources=tuple(sources),
    )  # fmt: skip


def hint(asked: Wanted) -> str:
    """Why nothing may have been found: the places that the gazetteer does not know."""
    unknown = [name for name in asked.cities if not is_place(name)]
    return f"; the gazetteer knows no {', '.join(unknown)}" if unknown else ""


def options_of(given: dict[str, Any]) -> Wanted:
    """``wanted`` out of the arguments of a command that has the options."""
    names = ("cities", "metrics", "start", "end", "statuses", "kinds", "min_confidence", "sources")
    return wanted(**{name: given[name] for name in names})
