"""``zh-extract diff``: what an upgrade or a new input did to the claims of a run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from extract.batch.differences import Difference, Kind, Tally, differences
from extract.batch.past_claims import claims_of, files_of, version_of
from extract.cli.console import amount, plural, printable, stdout, table
from extract.errors import WriteError
from extract.formats.writers import AtomicFile

DIFFERENT = 3
_RULES, _FIELDS = 20, 20
_SIGNS: dict[Kind, tuple[str, str]] = {"added": ("+", "green"), "withdrawn": ("-", "red"), "changed": ("~", "yellow")}


@click.command("diff", no_args_is_help=True)
@click.argument("before", metavar="RUN1", type=click.Path(path_type=Path))
@click.argument("after", metavar="RUN2", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the counts as one JSON object instead of tables.")
@click.option("--changes", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Write each difference as a line of JSON.")
@click.option(
    "--withdrawn", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="Write the ids that RUN2 no longer has as lines of JSON: what to delete downstream.",
)  # fmt: skip
@click.option(
    "--confidence", type=click.FloatRange(0, 1), default=0.05, metavar="X", show_default=True,
    help="A confidence that moved by less is no change.",
)  # fmt: skip
@click.option("--examples", type=click.IntRange(min=0), default=5, metavar="N", show_default=True, help="Examples of each kind in the tables.")
@click.option("--exit-code", is_flag=True, help="Exit with 3 if the runs differ.")
@click.pass_context
def command(
    ctx: click.Context, /, before: Path, after: Path, *, as_json: bool, changes: Path | None, withdrawn: Path | None, confidence: float,
    examples: int, exit_code: bool,
) -> None:  # fmt: skip
    """Compare the claims of two runs: added, withdrawn and changed ones, by rule and by field.

    RUN1 and RUN2 are OUTDIRs of zh-extract run in any format (also in parts), or files
    of claims. A claim counts as changed where both runs
    speak of the same value in the text and say something else of it.

    \b
    Examples:
      zh-extract diff old new
      zh-extract diff old new --withdrawn to-delete.jsonl --changes changes.jsonl
      zh-extract diff old new --json --exit-code

    \b
    Exit codes:
      0  the runs were compared
      1  a failure of zh-extract
      2  wrong usage, or a run that cannot be read
      3  they differ (only with --exit-code)
    """
    for run in (before, after):
        files_of(run)  # a mistake in either shows before the work begins
    tally = Tally()
    found = differences(claims_of(before), claims_of(after), tally, confidence=confidence)
    shown = _write(found, changes, withdrawn, 0 if as_json else examples)
    if as_json:
        about = {"before": _about(before), "after": _about(after), **tally.record()}
        click.echo(json.dumps(about, ensure_ascii=False))
    else:
        _show(stdout(), tally, shown)
    if exit_code and tally.kinds:
        ctx.exit(DIFFERENT)


def _about(run: Path) -> dict[str, Any]:
    return {"run": str(run), "version": version_of(run)}


def _write(found: Iterator[Difference], changes: Path | None, withdrawn: Path | None, examples: int) -> dict[Kind, list[Difference]]:
    """Takes all differences, writes them to the files asked for, and keeps some examples of each kind."""
    kept: dict[Kind, list[Difference]] = {kind: [] for kind in _SIGNS}
    path = None
    try:
        with ExitStack() as stack:
            files = []
            for path in (changes, withdrawn):
                files.append(stack.enter_context(AtomicFile(path)) if path is not None else None)
            for difference in found:
                if len(kept[difference.kind]) < examples:
                    kept[difference.kind].append(difference)
                if files[0] is not None:
                    files[0].write(difference.record())
                if files[1] is not None and (gone := _gone(difference)):
                    files[1].write(gone)
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror}", where=str(error.filename or path)) from error
    return kept


def _gone(difference: Difference) -> dict[str, Any] | None:
    """The id that the later run no longer has, and the one that stands in its place."""
    old, new = difference.before, difference.after
    if old is None or (new is not None and new["id"] == old["id"]):
        return None
    return {"id": old["id"], "document_id": old["document_id"], "replaced_by": new["id"] if new is not None else None}


def _show(console: Console, tally: Tally, examples: dict[Kind, list[Difference]]) -> None:
    claims = table("Claims", "", "number")
    claims.add_row("the same in both", amount(tally.same))
    for kind, (_, style) in _SIGNS.items():
        claims.add_row(Text(kind, style=style), amount(tally.kinds[kind]))
    console.print(claims)
    if tally.fields:
        fields = table("Changed fields", "field", "claims")
        for name, n in tally.fields.most_common(_FIELDS):
            fields.add_row(printable(name), amount(n))
        console.print(fields)
    if tally.rules:
        rules = table("Rules", "rule", *_SIGNS, numbers=3)
        by_rule = sorted({rule for rule, _ in tally.rules}, key=lambda rule: (-sum(tally.rules[rule, kind] for kind in _SIGNS), rule))
        for rule in by_rule[:_RULES]:
            rules.add_row(printable(rule), *(amount(tally.rules[rule, kind]) for kind in _SIGNS))
        if len(by_rule) > _RULES:
            rules.add_row(f"and {len(by_rule) - _RULES} more")
        console.print(rules)
    for kind, chosen in examples.items():
        for difference in chosen:
            console.print(Text(_line(kind, difference), style=_SIGNS[kind][1]), soft_wrap=True)
    console.print(f"{plural(tally.differing, 'document')} of {amount(tally.documents)} with claims differ")


def _line(kind: Kind, difference: Difference) -> str:
    claim = difference.claim
    said = f"{_SIGNS[kind][0]} {claim['document_id']}: {_told(claim)}"
    if difference.before is not None and difference.after is not None:
        told = _told(difference.after)
        said += f" → {told}" if told != _told(claim) else f" ({', '.join(difference.fields)})"
    return printable(said)


def _told(claim: dict[str, Any]) -> str:
    value, date = claim["value"], claim.get("date")
    period = f", {date['start']}/{date['end']}" if date and date.get("start") else ""
    return f"{claim['city']['name']} {claim['metric']['name']} {value.get('text') or value.get('label') or ''}{period}"
