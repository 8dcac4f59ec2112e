"""``zh-extract calibrate``: confidence fitted to what reviewers found."""

from __future__ import annotations

from pathlib import Path

import click

from extract.claims import scoring
from extract.cli.console import amount, stdout, table
from extract.cli.desk_address import opened
from extract.data import read_lines
from extract.errors import UsageError


@click.command("calibrate", no_args_is_help=True)
@click.option("--reviews", required=True, metavar="DESK", help="The desk: OUTDIR of its run, SQLite file, or URL.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write the new weights to a file.")
@click.option("--write", is_flag=True, help="Put the new weights in place of those that zh-extract uses.")
@click.option("--force", is_flag=True, help="Write them even if they tell unseen articles no better.")
def command(reviews: str, output: Path | None, write: bool, force: bool) -> None:
    """Refit confidence from reviewers' decisions: of the claims at 0.9, nine in ten should be right.

    Claims that were accepted count as right, corrected and rejected ones as wrong. Their
    articles are extracted anew. Figures are by folds of articles; nothing is written
    without -o or --write, nor where unseen articles are told no better.

    \b
    Examples:
      zh-extract calibrate --reviews results
      zh-extract calibrate --reviews results -o confidence.tsv
    """
    data = opened(reviews)
    from extract.review.results import lessons
    from extract.training import recalibration
    from extract.training.weights import FOLDER, written

    model = recalibration.MODEL
    claims = [recalibration.Judged(lesson.document, scoring.score(model, lesson.row), lesson.right) for lesson in lessons(data)]
    if len(claims) < recalibration.LEAST:
        raise UsageError(
            f"{len(claims)} judged claims are too few", where=reviews, mend=f"judge {recalibration.LEAST} or more; a random audit tells most"
        )
    found = recalibration.recalibrated(claims)
    shown = table(f"Confidence on {amount(len(claims))} judged claims", "", "error", "Brier", numbers=1)
    for name, side in (("before", found.before), ("after, by folds", found.after)):
        shown.add_row(name, f"{side.error:.3f}", f"{side.brier:.3f}")
    stdout().print(shown)
    stdout().print(f"factor {found.fit.factor:.3f}, shift {found.fit.shift:+.3f}")
    if output is None and not write:
        return
    if not found.better and not force:
        raise UsageError("unseen articles are told no better with the new weights", mend="judge more claims, or write them anyway with --force")
    old = {name: float(weight) for name, weight, *_ in (line.split("\t") for line in read_lines(f"linking/{model}.tsv"))}
    target = output if output is not None else FOLDER / f"{model}.tsv"
    words = f"fitted by zh-extract calibrate to {len(claims)} judged claims, from the weights before"
    target.write_text(written(model, found.fit.weights(old), words), encoding="utf-8")
    click.echo(f"weights written to {target}", err=True)
