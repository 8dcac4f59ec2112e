"""``zh-extract eval``: the extractor's figures against hand-written gold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from extract import pipeline
from extract.cli.config import config_option
from extract.cli.console import plural, printable, stdout
from extract.cli.ner import ner_option
from extract.errors import UsageError
from extract.evaluate import GoldDocument, evaluate, misquotes, read_folder, report
from extract.formats import ReadOptions, read_inputs
from extract.model import RawArticle, Reject

_SHOWN_IDS = 5
_STYLES = {"missed": "red", "wrong": "yellow", "incomplete": "cyan", "spurious": "magenta"}


def _listed(ids: Sequence[str]) -> str:
    return f"{', '.join(ids[:_SHOWN_IDS])}{f' and {len(ids) - _SHOWN_IDS} more' if len(ids) > _SHOWN_IDS else ''}"


def _warn(text: str) -> None:
    click.echo(f"zh-extract: warning: {printable(text)}", err=True)


def _articles(inputs: Iterable[str], gold: dict[str, GoldDocument]) -> Iterator[RawArticle]:
    """Articles that have gold, their gold checked against their text."""
    seen: set[str] = set()
    without: list[str] = []
    for item in read_inputs(list(inputs), ReadOptions()):
        if isinstance(item, Reject):
            _warn(f"{item.source}: not read: {item.reason}")
        elif item.id not in gold:
            without.append(item.id)
        else:
            seen.add(item.id)
            problems = misquotes(gold[item.id], item.text)
            for problem in problems[:-1]:
                click.echo(f"zh-extract: error: {printable(str(problem))}", err=True)
            if problems:
                raise problems[-1]
            yield item
    if without:
        _warn(f"{plural(len(without), 'document')} without gold left out: {_listed(without)}")
    unread = [name for name in gold if name not in seen]
    if unread and seen:
        _warn(f"gold for {plural(len(unread), 'document')} that the input does not hold: {_listed(unread)}")
    if not seen:
        raise UsageError("no document of the input has gold", mend=f"gold is named after document ids: {_listed(list(gold))}")


def _show(console: Console, table: report.Table) -> None:
    console.print(Text(table.title, "bold"), soft_wrap=True)
    shown = RichTable(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for i, column in enumerate(table.columns):
        shown.add_column(column, justify="right" if i else "left", no_wrap=bool(i), overflow="fold")
    for row in table.rows:
        shown.add_row(*map(Text, row))
    console.print(shown)
    console.print()


def _show_issue(console: Console, issue: report.Issue) -> None:
    why = f" ({issue.why})" if issue.why else ""
    console.print(Text.assemble((issue.what, _STYLES.get(issue.what, "")), why, f"  {issue.where}"), soft_wrap=True)
    if issue.context is not None:
        before, value, after = map(printable, issue.context)
        console.print(Text.assemble("  text  ", before, (f"【{value}】", "bold"), after), soft_wrap=True)
    for name, told in (("gold", issue.gold), ("got ", issue.got)):
        if told is not None:
            console.print(Text(f"  {name}  {printable(told)}"), soft_wrap=True)


@click.command("eval", no_args_is_help=True)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "--gold", "folder", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Folder of NAME.gold, one for each document_id NAME."
)
@ner_option
@config_option
@click.option("--errors", is_flag=True, help="List each missed, wrong and spurious claim with its context.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
@click.option("--by", metavar="FIELD", type=click.Choice(list(report.GROUPS)), help=f"Break the figures down by one of: {', '.join(report.GROUPS)}.")
def command(inputs: tuple[str, ...], folder: Path, ner: str, errors: bool, as_json: bool, by: str | None) -> None:
    """Extract claims from INPUT (as in zh-extract run) and score them against gold.

    core: the value is found in its place, its number is right and it is given to the right place. full: core, and
    unit, kind, metric and date are right. complete: full, and status and bound. category: class labels of places.

    \b
    Examples:
      zh-extract eval corpus --gold corpus/gold
      zh-extract eval corpus --gold corpus/gold --errors --by unit
    """
    gold = read_folder(folder)
    found = evaluate(_articles(inputs, gold), gold, lambda article: pipeline.run(article, ner=ner).claims)
    if as_json:
        click.echo(json.dumps(report.as_object(found, by=by, errors=errors), ensure_ascii=False))
        return
    console = stdout()
    total = found.total
    if errors:
        for issue in report.issues(found):
            _show_issue(console, issue)
        console.print()
    _show(console, report.figures(total))
    _show(console, report.by_field(total))
    _show(console, report.reliability(found))
    if by is not None:
        _show(console, report.grouped(found, by))
    if total.misquoted:
        _warn(f"{total.misquoted} text/span pairs of claims do not quote the raw text")
