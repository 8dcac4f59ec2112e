"""The recipe of the model ``year``: ``python -m extract.training.article_year``.

Articles whose date of publication is known are read as if it were not; the model learns to tell their year from the
years that they name. ``--folds`` prints how often it is right on articles that it has not seen.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from extract import pipeline
from extract.claims import article_year, scoring
from extract.formats import ReadOptions, read_inputs
from extract.model import RawArticle
from extract.training.linear import Group, softmax_weights
from extract.training.weights import FOLDER, write_weights

PENALTY, LEAST = 0.003, 3
_FOLDS = 5
_SHOWN = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Dated:
    """An article whose year is known, and the candidates with their features."""

    id: str
    year: int
    rows: dict[int, dict[str, float]]


def _load(path: Path) -> list[Dated]:
    found = []
    for article in read_inputs([str(path)], ReadOptions()):
        if not isinstance(article, RawArticle) or article.metadata.published is None:
            continue
        reading = pipeline.read(article)
        if reading.facts is not None:
            rows = article_year.features(reading.normalized.text, article.metadata.title or "", reading.facts.roc)
            found.append(Dated(article.id, article.metadata.published.year, rows))
    return found


def train(articles: Sequence[Dated]) -> dict[str, float]:
    """The recipe: weights from articles whose year is among several candidates."""
    groups = [Group(list(a.rows.values()), [y == a.year for y in a.rows]) for a in articles if a.year in a.rows and len(a.rows) > 1]
    return softmax_weights(groups, penalty=PENALTY, least=LEAST)


def _guesses(articles: Sequence[Dated]) -> list[tuple[float, bool]]:
    """Probability and rightness of the likeliest year of each article that names one, by folds."""
    found = []
    for fold in range(_FOLDS):
        inside = [a for a in articles if zlib.crc32(a.id.encode()) % _FOLDS != fold]
        with scoring.using({"year": train(inside)}):
            for a in articles:
                if zlib.crc32(a.id.encode()) % _FOLDS == fold and a.rows:
                    order, shares, _ = scoring.ranked("year", [scoring.alone(row) for row in a.rows.values()])
                    found.append((shares[order[0]], list(a.rows)[order[0]] == a.year))
    return found


@click.command()
@click.option(
    "--articles", "paths", multiple=True, type=click.Path(path_type=Path, exists=True), help="Articles with dates of publication; may be repeated.",
    default=(Path("../shared/pool/articles.jsonl"), Path("../shared/eval/train.jsonl"), Path("corpus")), show_default=True,
)  # fmt: skip
@click.option("--folds", is_flag=True, help="Report figures by folds of articles instead of training for use.")
def main(paths: tuple[Path, ...], folds: bool) -> None:
    """Train the model that tells the year of an undated article, and write its weights into the package."""
    articles = [a for path in paths for a in _load(path)]
    click.echo(f"{len(articles)} dated articles, {sum(bool(a.rows) for a in articles)} name a year", err=True)
    if folds:
        guesses = _guesses(articles)
        for least in _SHOWN:
            taken = [right for share, right in guesses if share >= least]
            click.echo(f"probability >= {least}: {len(taken) / len(articles):.3f} of the articles, {sum(taken) / max(1, len(taken)):.3f} right")
        return
    write_weights("year", train(articles), "extract.training.article_year", f"{len(articles)} articles whose date is known")
    click.echo(f"weights written to {FOLDER}")


if __name__ == "__main__":
    main()
