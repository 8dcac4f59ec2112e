"""``zh-extract query``: claims of a run, found by place, metric, period and more, as a table, a chart or lines for programs."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click

from extract.analysis.choosing import Wanted
from extract.analysis.ordering import KEYS, ordered
from extract.batch.outputs.parts import guarded
from extract.batch.past_claims import claims_of, files_of
from extract.cli.chosen_claims import choosing, hint, options_of
from extract.cli.console import amount, plural, stdout, table
from extract.cli.progress import watched
from extract.cli.query_chart import charts, require
from extract.cli.query_table import COLUMNS, row
from extract.errors import UsageError
from extract.formats.tables import columns
from extract.formats.writers import json_line

_SHOWN = 50
_DRAWN = 20_000  # claims that are looked at for charts


@click.command("query", no_args_is_help=True)
@click.argument("run", metavar="OUTDIR", type=click.Path(path_type=Path))
@choosing
@click.option("--sort", type=click.Choice(tuple(KEYS)), default="date", show_default=True, help="The order of the claims.")
@click.option("--descending", is_flag=True, help="The greatest, or latest, first.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help=f"Claims at most; 0 for all.  [default: {_SHOWN} in a table, else all]")
@click.option("--format", type=click.Choice(("table", "csv", "json")), default="table", show_default=True, help="A table, CSV, or JSON lines.")
@click.option("--chart", is_flag=True, help="Draw the figures over time as well.")
@click.option("--candidates", is_flag=True, help="Look among the doubtful claims instead.")
def command(run: Path, *, sort: str, descending: bool, limit: int | None, format: str, chart: bool, candidates: bool, **chosen: Any) -> None:
    """Find claims of a run by place, metric, period, status, kind, confidence and source.

    Places are named as people name them (杭州, 臺北, 330100), metrics by id, Chinese or
    English name. OUTDIR is that of zh-extract run, in any of its formats.

    \b
    Examples:
      zh-extract query results --city 杭州 --metric GDP --from 2020 --chart
      zh-extract query results --metric 常住人口 --sort value --descending --limit 10
      zh-extract query results --status target --format json | jq .value.number

    \b
    Exit codes:
      0  the run was searched, also where nothing was found
      1  a failure of zh-extract
      2  wrong usage, or a run that cannot be read
    """
    if chart and format != "table":
        raise UsageError(f"--chart is drawn for people, --format {format} is for programs", mend="leave one out")
    if chart:
        require()
    asked, from_table = options_of(chosen), "candidates" if candidates else "claims"
    files_of(run)
    if limit is None:
        limit = _SHOWN if format == "table" else 0
    choice = asked.choice()
    read = watched("claims read")(claims_of(run, from_table))
    found = ordered((claim for claim in read if choice(claim)), sort, descending=descending)
    if format == "json":
        for claim in _first(found, limit):
            click.echo(json_line(claim))
    elif format == "csv":
        _csv(_first(found, limit))
    else:
        _show(found, limit, asked, chart=chart)


def _first(claims: Iterable[dict[str, Any]], limit: int) -> Iterator[dict[str, Any]]:
    return islice(claims, limit or None)


def _csv(claims: Iterable[dict[str, Any]]) -> None:
    """The columns of the CSV files of a run, without the byte-order mark that is no use in a pipe."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(newline="")
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow([column.name for column in columns("claims")])
    for claim in claims:
        out.writerow([guarded(column.of(claim)) for column in columns("claims")])


def _show(claims: Iterator[dict[str, Any]], limit: int, asked: Wanted, *, chart: bool) -> None:
    console = stdout()
    shown = table("Claims", *COLUMNS)
    drawn: list[dict[str, Any]] = []
    number = 0
    for number, claim in enumerate(claims, 1):
        if not limit or number <= limit:
            shown.add_row(*row(claim))
        if chart and number <= _DRAWN:
            drawn.append(claim)
    if not number:
        console.print(f"no claim was found{hint(asked)}")
        return
    console.print(shown)
    told = f"{plural(number, 'claim')}" + (f", {amount(limit)} shown; --limit 0 shows all" if limit and number > limit else "")
    console.print(told)
    if chart and not charts(console, drawn):
        console.print("nothing to draw: no two figures are of one metric and different periods or places")
    if chart and number > _DRAWN:
        console.print(f"the charts are of the first {amount(_DRAWN)}")
