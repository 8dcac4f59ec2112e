"""``zh-extract report``: one page that tells what a run found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extract.cli.chosen_claims import choosing, hint, options_of
from extract.cli.console import plural, stderr
from extract.cli.progress import watched
from extract.exports.files import text_file
from extract.report import charts
from extract.report.gathering import gather
from extract.report.page import page


@click.command("report", no_args_is_help=True)
@click.argument("run", metavar="OUTDIR", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="FILE", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The page to write.")
@click.option("--title", metavar="TEXT", help="The title of the page.  [default: the name of OUTDIR]")
@click.option("--no-charts", is_flag=True, help="Leave the charts out; their figures stay.")
@choosing
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
def command(run: Path, *, output: Path, title: str | None, no_charts: bool, quiet: bool, **chosen: Any) -> None:
    """Write one HTML page about a run: what was read and repaired, figures over time and side by side, contradictions, doubtful claims.

    The page needs no network and no script. Every figure leads to its sentence. However
    large the run is, the page is bounded: it shows the commonest and the surest.

    \b
    Examples:
      zh-extract report results -o report.html
      zh-extract report results -o hangzhou.html --city 杭州 --from 2020

    \b
    Exit codes:
      0  the page was written
      1  a failure of zh-extract
      2  wrong usage, a run that cannot be read, or a file that cannot be written
    """
    if not no_charts:
        charts.require()
    asked = options_of(chosen)
    found = gather(run, asked, watched("claims read", quiet=quiet))
    written = page(found, title=title or f"Report on {run.absolute().name}", drawn=not no_charts)
    with text_file(output) as file:
        file.write_line(written.rstrip("\n"))
    if not quiet:
        stderr().print(f"{output}: {plural(found.total, 'claim')}{hint(asked) if not found.total else ''}", soft_wrap=True)
