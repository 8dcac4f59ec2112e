"""``zh-extract run``: articles in, the files of the output contract out."""

from __future__ import annotations

import dataclasses
import math
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from extract.batch.outputs.chosen import FORMATS, Format
from extract.batch.work import DEFAULT_MAX_SECONDS
from extract.cli.config import config_option
from extract.cli.limits import Seconds, Size
from extract.cli.ner import ner_option
from extract.data.configuration import current
from extract.errors import UsageError
from extract.formats.options import DEFAULT_MAX_BYTES
from extract.formats.rows import FIELDS
from extract.model import THRESHOLD

if TYPE_CHECKING:
    from extract.batch import BatchOptions, OnProgress, Summary

SOME_REJECTED = 3
_NOT_ON_RAY = {"part", "duplicates", "no_duplicates", "force", "changed_only", "json_progress", "show"}


def _column(field: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    shown = f"The name that CSV, JSON and Parquet inputs have for {field}; a.b for b in a."
    return click.option(f"--{field}-column", metavar="NAME", help=shown)


def _columns(command: Callable[..., None]) -> Callable[..., None]:
    for field in reversed(FIELDS):
        command = _column(field)(command)
    return command


@click.command("run", no_args_is_help=True)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="OUTDIR", required=True, help="The folder to write to; made if it is not there.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes to use.  [default: one a processor]")
@click.option(
    "--format", "formats", type=click.Choice(FORMATS), multiple=True, default=("jsonl",), show_default=True,
    help="What to write; may be given several times.",
)  # fmt: skip
@click.option("--part", type=click.IntRange(min=1), metavar="N", help="Write each table as a folder of parts of N documents.")
@_columns
@click.option("--no-texts", is_flag=True, help="Leave the articles' text out of the documents.")
@click.option(
    "--max-bytes", type=Size(), default=DEFAULT_MAX_BYTES, metavar="SIZE", help="Reject articles over this size (500KB, 20MB).  [default: 10MB]"
)
@click.option(
    "--max-seconds", type=Seconds(), default=DEFAULT_MAX_SECONDS, metavar="SECONDS", show_default=True,
    help="Reject articles that take longer; none for no limit.",
)  # fmt: skip
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=THRESHOLD, metavar="X", show_default=True,
    help="Send claims of lower confidence (0 to 1) to the candidates; where one of every kind must be right, try 0.5.",
)  # fmt: skip
@ner_option
@config_option
@click.option(
    "--duplicates", type=click.FloatRange(0, 1), default=0.8, metavar="X", show_default=True,
    help="List documents as near-duplicates that share at least this part (0 to 1) of their text with an earlier one.",
)  # fmt: skip
@click.option("--no-duplicates", is_flag=True, help="Look for no near-duplicates.")
@click.option("--force", is_flag=True, help="Do all documents anew, also those that an earlier run in OUTDIR has done.")
@click.option("--changed-only", is_flag=True, help="Do only new and changed documents, even if another version of zh-extract did the rest.")
@click.option("--engine", type=click.Choice(("local", "ray")), default="local", show_default=True, help="Work on this machine, or on a Ray cluster.")
@click.option("--ray-address", metavar="ADDRESS", help="The Ray cluster to join; without it one is started on this machine.")
@click.option("--allow-rejects", is_flag=True, help="Exit with 0 even if some documents were rejected.")
@click.option("--quiet", is_flag=True, help="Show neither progress nor summary.")
@click.option("--json-progress", is_flag=True, help="Write a line of JSON a second to standard error instead of a progress bar.")
@click.option("--show", is_flag=True, help="End with example claims and the list of rejects.")
@click.pass_context
def command(
    ctx: click.Context, /, inputs: tuple[str, ...], output: str, workers: int | None, *, formats: tuple[Format, ...], part: int | None,
    no_texts: bool, max_bytes: int, max_seconds: float, min_confidence: float, duplicates: float, no_duplicates: bool, force: bool,
    changed_only: bool, ner: str, engine: str, ray_address: str | None, allow_rejects: bool, quiet: bool, json_progress: bool, show: bool,
    **columns: str | None,
) -> None:  # fmt: skip
    """Extract the claims of all articles in INPUT and write them to OUTDIR.

    A run that was stopped, even by a power cut, goes on where it was when the same
    command is given again; a later run does only what is new or has changed.

    INPUT is a file, a folder (with all below it), a pattern such as 'news/**/*.html',
    an address of one of these (s3://bucket/news), or - for standard input.

    \b
    Examples:
      zh-extract run articles/ -o results
      zh-extract run 'crawl/*.html' news.jsonl.zst -o results --workers 8
      cat article.txt | zh-extract run - -o results --show

    \b
    Inputs, each also as .gz or .zst:
      .txt .md         one article a file; UTF-8, GB18030, Big5 or UTF-16, detected
      .html .htm       one page a file; its main text is read
      .jsonl .ndjson   one article a line: {"text": ...} and, where known,
                       "id", "title", "publisher", "author", "url", "published"
      .json            such an object, or a list of them
      .csv .tsv        a table with a column text and, where known, the others
      .parquet         the same (needs: pip install "zh-extract[parquet]")
      .warc .wet       pages and texts of a crawl (needs: "zh-extract[warc]")
      .tar .tgz .zip   archives of such files, read where they lie
    A file metadata.jsonl in a folder gives title, publisher, published ... of the
    files beside it by their id, which is the file's name without the suffix.

    \b
    Outputs in OUTDIR:
      claims.jsonl      one claim a line: place, metric, value, date, source, spans
      candidates.jsonl  doubtful claims in the same form, for reviewers
      documents.jsonl   one article a line: its text, metadata, repairs, counts
      rejects.jsonl     what could not be read, and why
      duplicates.jsonl  articles that nearly repeat an earlier one
      manifest.json     versions, settings, counts, timings
    or the same tables as .csv (opens in Excel), .parquet, results.sqlite, results.duckdb

    \b
    Exit codes:
      0  all was read
      1  a failure of zh-extract
      2  wrong usage
      3  some documents were rejected (0 with --allow-rejects)
    """
    from extract import batch

    if force and changed_only:
        raise UsageError("--force and --changed-only contradict each other", mend="give one of them")
    options = batch.BatchOptions(
        workers=workers, texts=not no_texts, min_confidence=min_confidence, max_bytes=max_bytes,
        max_seconds=None if max_seconds == math.inf else max_seconds, formats=formats, part=part,
        columns={name.removesuffix("_column"): given for name, given in columns.items() if given is not None},
        duplicates=None if no_duplicates else duplicates, force=force, changed_only=changed_only, ner=ner,
        configuration=current(),
    )  # fmt: skip
    if engine == "ray" or ray_address is not None:
        summary = _on_ray(ctx, inputs, output, options, ray_address, quiet=quiet)
        show = False
    else:
        with _progress(json_progress=json_progress, quiet=quiet) as progress:
            summary = batch.run(inputs, output, options, progress=progress)
    if not quiet:
        from extract.cli import run_report
        from extract.cli.console import stdout

        run_report.show(stdout(), summary, output, details=show and "jsonl" in formats and part is None)
    if summary.rejects and not allow_rejects:
        ctx.exit(SOME_REJECTED)


def _progress(*, json_progress: bool, quiet: bool) -> AbstractContextManager[OnProgress | None]:
    """What shows how a run goes on; what draws it is not loaded where nothing is shown."""
    if quiet and not json_progress:
        return nullcontext()
    from extract.cli import run_progress
    from extract.cli.console import stderr

    if json_progress:
        return run_progress.lines(sys.stderr)
    errors = stderr()
    return run_progress.bar(errors) if errors.is_terminal else nullcontext()


def _on_ray(ctx: click.Context, inputs: tuple[str, ...], output: str, options: BatchOptions, address: str | None, *, quiet: bool) -> Summary:
    """A run on a cluster, which has fewer options than one on this machine."""
    from extract.batch import ray_engine

    given = {name for name in ctx.params if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE}
    if address is not None and ctx.params["engine"] == "local" and "engine" in given:
        raise UsageError("--ray-address needs --engine ray", mend="leave one of them out")
    unknown = sorted(given & _NOT_ON_RAY)
    if unknown or ("formats" in given and tuple(options.formats) != ("parquet",)):
        name = unknown[0].replace("_", "-") if unknown else "format"
        raise UsageError(f"--{name} means nothing with --engine ray, which writes Parquet and keeps nothing between runs", mend="leave it out")
    return ray_engine.run(inputs, output, dataclasses.replace(options, formats=("parquet",), duplicates=None), address=address, quiet=quiet)
