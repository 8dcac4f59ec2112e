"""``zh-extract review-export``: what came of a review, as files."""

from __future__ import annotations

from pathlib import Path

import click

from extract.cli.console import amount, plural
from extract.cli.desk_address import opened

_FORMATS = ("jsonl", "csv", "parquet", "sqlite", "duckdb")


@click.command("review-export", no_args_is_help=True)
@click.argument("desk", metavar="DESK")
@click.option("-o", "--output", "folder", required=True, metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="Folder to write to.")
@click.option("--format", "formats", type=click.Choice(_FORMATS), multiple=True, help="Form of the tables; may be repeated.  [default: jsonl]")
@click.option("--gold", is_flag=True, help="Write gold for zh-extract eval instead: the articles that are judged to their end.")
def command(desk: str, folder: Path, formats: tuple[str, ...], gold: bool) -> None:
    """Write reviewed claims (accepted, corrected, added) as a run's files, with all decisions; or as gold.

    DESK is the OUTDIR of the run, an SQLite file, or the URL of a database.

    \b
    Examples:
      zh-extract review-export results -o reviewed --format csv --format parquet
      zh-extract review-export results -o audited --gold
      zh-extract eval audited/articles.jsonl --gold audited/gold
    """
    data = opened(desk)
    from extract.review import results
    from extract.review.store import people
    from extract.review.web.desk import local_person

    with data.write() as connection:
        people.log(connection, local_person().name, "export", detail=f"{'gold' if gold else ','.join(formats or ('jsonl',))} on the command line")
    if gold:
        done = results.write_gold(data, folder)
        left = f"; {plural(done.unfinished, 'article')} not judged to the end left out" if done.unfinished else ""
        click.echo(f"gold of {plural(done.articles, 'article')} with {plural(done.claims, 'claim')} in {folder}{left}", err=True)
        return
    counts = results.write_tables(data, folder, formats or ("jsonl",))
    told = ", ".join(f"{amount(count)} {name}" for name, count in counts.items())
    click.echo(f"{told} in {folder}", err=True)
