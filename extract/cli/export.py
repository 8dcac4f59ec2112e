"""``zh-extract export``: the claims of a run in the form that another program reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extract.cli.chosen_claims import choosing, hint, options_of
from extract.cli.console import plural, stderr
from extract.cli.progress import watched
from extract.errors import UsageError
from extract.exports.chosen_run import DEFAULT_BASE, ChosenRun
from extract.exports.formats import FORMATS, TABLES, export, format_of


@click.command("export", no_args_is_help=True)
@click.argument("run", metavar="OUTDIR", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="FILE", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@click.option("--format", type=click.Choice(tuple(FORMATS)), help="What to write; needed where the name of FILE does not tell.")
@click.option("--table", type=click.Choice(TABLES), default="claims", show_default=True, help="What jsonl, csv and parquet hold.")
@click.option("--candidates", is_flag=True, help="Take the doubtful claims as well.")
@click.option("--base", metavar="IRI", default=DEFAULT_BASE, show_default=True, help="What names in linked data and annotations begin with.")
@choosing
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
def command(run: Path, *, output: Path, format: str | None, table: str, candidates: bool, base: str, quiet: bool, **chosen: Any) -> None:
    """Write the claims of a run to a file for another program: a workbook, annotations, linked data, labelling tools, tables.

    OUTDIR is that of zh-extract run, in any of its formats. Options that choose claims
    (--city, --metric, --from ...) leave out the others, and documents without any.

    \b
    Examples:
      zh-extract export results -o claims.xlsx
      zh-extract export results -o hangzhou.csv --city 杭州 --from 2020
      zh-extract export results -o claims.ttl
      zh-extract export results -o tasks.json --format label-studio

    \b
    Exit codes:
      0  the file was written
      1  a failure of zh-extract
      2  wrong usage, a run that cannot be read, or a file that cannot be written
    """
    asked = options_of(chosen)
    if not base.startswith(("http://", "https://", "urn:", "tag:")) or any(sign in base for sign in '<>"{}|\\^` '):
        raise UsageError(f"--base {base!r} is no beginning of an IRI", mend="give one like https://example.org/claims/")
    format = format or format_of(output)
    source = ChosenRun(run, asked, candidates=candidates, base=base, watched=watched("claims", quiet=quiet))
    export(output, source, format, table)
    if not quiet:
        what = "documents" if table == "documents" else plural(source.claims_done, "claim")
        nothing = hint(asked) if source.claims_done == 0 else ""
        stderr().print(f"{output}: {what}, {FORMATS[format].what}{nothing}", soft_wrap=True)
