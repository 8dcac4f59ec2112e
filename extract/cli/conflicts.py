"""``zh-extract conflicts``: where articles of a run contradict each other, and where they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from extract.batch.past_claims import claims_of, files_of
from extract.cli.config import config_option
from extract.cli.conflicts_table import rows
from extract.cli.console import amount, plural, stdout, table
from extract.cli.progress import watched
from extract.conflicts import find
from extract.conflicts.selection import of_metric, of_place
from extract.contract import Conflict
from extract.errors import UsageError
from extract.formats.writers import json_line

FOUND = 3
_SHOWN = 50
_WIDEST_WORD = len("contradiction")
_ONLY = ("contradictions", "agreements", "all")
_SCOPES = ("all", "across", "within")


@click.command("conflicts", no_args_is_help=True)
@click.argument("runs", metavar="RUN...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--only", type=click.Choice(_ONLY), default="all", show_default=True, help="Which groups to tell.")
@click.option(
    "--scope", type=click.Choice(_SCOPES), default="all", show_default=True, help="Contradictions across articles, within one article, or both."
)
@click.option("--city", "cities", metavar="PLACE", multiple=True, help="Only of this place: name or GB/T 2260 code. Repeatable.")
@click.option("--metric", "metrics", metavar="METRIC", multiple=True, help="Only of this metric: id, name, or a part of one. Repeatable.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X", show_default=True, help="Leave out claims below this.")
@click.option(
    "--tolerance", type=click.FloatRange(0, 1), default=0.0, metavar="X", show_default=True,
    help="Differences up to this share of the larger value count as agreement.",
)  # fmt: skip
@click.option("--reposts", is_flag=True, help="Tell agreements of articles that only repeat one sentence, too.")
@click.option("--json", "as_json", is_flag=True, help="Print each group as a line of JSON (schema: zh-extract schema conflict).")
@click.option("--limit", type=click.IntRange(min=0), default=_SHOWN, metavar="N", show_default=True, help="Groups in the table; 0 for all.")
@config_option
@click.option("--exit-code", is_flag=True, help="Exit with 3 if there is a contradiction.")
@click.pass_context
def command(
    ctx: click.Context, /, runs: tuple[Path, ...], *, only: str, scope: str, cities: tuple[str, ...], metrics: tuple[str, ...],
    min_confidence: float, tolerance: float, reposts: bool, as_json: bool, limit: int, exit_code: bool,
) -> None:  # fmt: skip
    """Group the claims of different articles about the same thing: do they agree, or by how much do they differ?

    RUN is the OUTDIR of zh-extract run, in any format (also in parts), or a file of
    claims. Several are taken together. Claims are about the same thing if place, metric, kind, unit, period, comparison and status are the same.

    \b
    Examples:
      zh-extract conflicts results
      zh-extract conflicts results --only contradictions --city 北京 --metric GDP
      zh-extract conflicts results --json | jq 'select(.relation == "contradiction")'

    \b
    Exit codes:
      0  the claims were compared
      1  a failure of zh-extract
      2  wrong usage, or a run that cannot be read
      3  there is a contradiction (only with --exit-code)
    """
    if scope != "all" and only == "agreements":
        raise UsageError(f"--scope {scope} is about contradictions", mend="leave --scope or --only out")
    for run in runs:
        files_of(run)  # a mistake in any shows before the work begins
    choices = [[of_place(city) for city in cities], [of_metric(metric) for metric in metrics]]
    tally: Counter[str] = Counter()
    groups = find(
        watched("claims read")(_all(runs)), tolerance=tolerance, min_confidence=min_confidence,
        chosen=lambda claim: all(not wanted or any(choice(claim) for choice in wanted) for wanted in choices),
    )  # fmt: skip
    told = _told(groups, tally, only, scope, reposts=reposts)
    if as_json:
        for group in told:
            click.echo(json_line(group.model_dump(mode="json")))
    else:
        _show(told, tally, limit)
    if exit_code and tally["contradiction"]:
        ctx.exit(FOUND)


def _all(runs: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for run in runs:
        yield from claims_of(run)


def _told(groups: Iterator[Conflict], tally: Counter[str], only: str, scope: str, *, reposts: bool) -> Iterator[Conflict]:
    """The groups that were asked for; ``tally`` counts them as they are taken, and the reposts left out."""
    wanted: dict[str, Callable[[Conflict], bool]] = {"all": lambda _: True, "across": lambda g: g.across, "within": lambda g: g.within}
    for group in groups:
        if only != "all" and not only.startswith(group.relation):
            continue
        if group.relation == "contradiction":
            if not wanted[scope](group):
                continue
            tally["within"] += group.within and not group.across
        elif scope != "all":
            continue
        elif group.sentences == 1 and not reposts:
            tally["repost"] += 1
            continue
        tally[group.relation] += 1
        yield group


def _show(groups: Iterator[Conflict], tally: Counter[str], limit: int) -> None:
    console = stdout()
    shown = table("Claims about the same thing", "place", "metric", "period", "value", "article", "relation", numbers=0)
    shown.columns[-1].min_width = _WIDEST_WORD
    hidden = 0
    for number, group in enumerate(groups):
        if limit and number >= limit:
            hidden += 1
            continue
        for row in rows(group):
            shown.add_row(*row)
        shown.add_section()
    if shown.row_count:
        console.print(shown)
    if hidden:
        console.print(f"and {amount(hidden)} more; --limit 0 shows all, --json is for programs")
    inside = f" ({amount(tally['within'])} within one article)" if tally["within"] else ""
    console.print(f"{plural(tally['contradiction'], 'contradiction')}{inside}, {plural(tally['agreement'], 'agreement')}")
    if tally["repost"]:
        console.print(f"{plural(tally['repost'], 'agreement')} of articles that only repeat one sentence left out; --reposts tells them")
