"""``zh-extract check-config``: what a configuration holds, and whether it can be used."""

from __future__ import annotations

from collections import Counter

import click

from extract.cli import WRONG_USAGE
from extract.cli.console import plural

_TABLES = {"metrics": "metric", "places": "place", "units": "unit", "rules": "rule", "spun_words": "spun word"}


@click.command("check-config", no_args_is_help=True)
@click.argument("path", metavar="PATH")
@click.pass_context
def command(ctx: click.Context, path: str) -> None:
    """Check the configuration in PATH, a .toml file or a folder with some, and run the examples of its rules.

    Each mistake is one line: file, line and key, what is wrong, how to mend it. Exits with 2 if there is any.

    \b
    Examples:
      zh-extract check-config own.toml
      zh-extract check-config config/ && zh-extract run articles/ -o results --config config/
    """
    from extract.config import check

    report = check(path)
    for problem in report.problems:
        click.echo(f"zh-extract: {problem}", err=True)
    counts = Counter(table for table, _, _ in report.entries)
    held = ", ".join(plural(counts[table], name) for table, name in _TABLES.items() if counts[table]) or "nothing"
    if report.problems:
        click.echo(f"zh-extract: error: {path}: {plural(len(report.problems), 'problem')}", err=True)
        ctx.exit(WRONG_USAGE)
    click.echo(f"{path}: {held}")
    for table, name, about in report.entries:
        click.echo(f"  {_TABLES[table]}  {name}  {about}")
    click.echo(f"{plural(report.examples, 'example')} run, all as written")
