"""``zh-extract explain``: how the claims of one article came about."""

from __future__ import annotations

from pathlib import Path

import click

from extract import pipeline
from extract.cli.chosen import one_article
from extract.cli.config import config_option
from extract.cli.console import stdout
from extract.cli.ner import ner_option
from extract.errors import WriteError
from extract.explain import lines, page, tell


@click.command("explain", no_args_is_help=True)
@click.argument("article", metavar="ARTICLE")
@click.option("--claim", "claim_id", metavar="ID", help="Only the story of this claim; the beginning of its id is enough.")
@click.option("--document", metavar="ID", help="Which document, where the input holds several.")
@ner_option
@config_option
@click.option("--html", "html_file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Write one standalone page instead.")
def command(article: str, claim_id: str | None, document: str | None, ner: str, html_file: Path | None) -> None:
    """Show what was read, mended, found and decided in one ARTICLE, and what each claim rests on.

    \b
    Examples:
      zh-extract explain corpus/a01_halfyear.txt
      zh-extract explain articles.jsonl --document 17 --claim 3fa9
      zh-extract explain page.html --html explained.html
    """
    story = tell(pipeline.run(one_article(article, document), ner=ner))
    if claim_id is not None:
        story = story.about(claim_id)
    if html_file is not None:
        try:
            html_file.write_text(page(story), encoding="utf-8", newline="\n")
        except OSError as error:
            raise WriteError(f"cannot be written: {error.strerror}", where=str(html_file)) from error
        click.echo(f"wrote {html_file}")
        return
    console = stdout()
    for line in lines(story, width=console.width):
        console.print(line, soft_wrap=True)
