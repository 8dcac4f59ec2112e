"""What each part of the pipeline is worth: ``python -m extract.training.ablation``, in the Makefile ``make ablation``.

Annotated articles are scored with one part taken away at a time, and nothing trained anew. The trained models are also
set against linking by rules with priorities, whose weights (``priorities.tsv``) are written by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from extract import pipeline
from extract.claims import scoring
from extract.evaluate.score import Evaluation, score_document
from extract.model import THRESHOLD
from extract.text.repairs import FIXERS
from extract.training.articles import Annotated, load

_PRIORITIES = Path(__file__).parent / "priorities.tsv"
_Read = Callable[[Annotated], pipeline.Reading]


def _priorities() -> dict[str, dict[str, float]]:
    """Weights of the rules with priorities, by model; without a model of confidence every claim is as sure as another."""
    models: dict[str, dict[str, float]] = {"confidence": {}}
    rows = [line.split("\t") for line in _PRIORITIES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for model, feature, weight in rows[1:]:
        models.setdefault(model, {})[feature] = float(weight)
    return models


def _without_names(article: Annotated) -> pipeline.Reading:
    return pipeline.read(article.article, "none")


def _without_repairs(article: Annotated) -> pipeline.Reading:
    return pipeline.read(article.article, fixers=[f for f in FIXERS if not f.DAMAGE])


def _without_pointing(article: Annotated) -> pipeline.Reading:
    found = article.reading.mentions
    return replace(article.reading, mentions=replace(found, places=tuple(p for p in found.places if p.rule != "place.deictic")))


def _whole(article: Annotated) -> pipeline.Reading:
    return article.reading


VARIANTS: Mapping[str, _Read] = {
    "all of it": _whole,
    "no NER": _without_names,
    "no repair of damage": _without_repairs,
    "no words that point at places (我市, 该省, 两地)": _without_pointing,
}
RULES = "rules with priorities instead of trained models"


def scored(articles: Sequence[Annotated], read: _Read) -> Evaluation:
    """The articles scored as a variant reads them."""
    found = []
    for a in articles:
        claims = pipeline.conclude(a.article, read(a), THRESHOLD).claims
        found.append(score_document(a.article.text, a.gold, claims))
    return Evaluation(tuple(found))


def _row(name: str, found: Evaluation) -> str:
    t = found.total
    full = t.rates("full")
    figures = [full.precision, full.recall, full.f1, t.rates("core").f1, t.rates("complete").f1]
    return f"| {name} | " + " | ".join(f"{x:.3f}" for x in figures) + " |"


@click.command()
@click.option("--articles", type=click.Path(path_type=Path, exists=True), default=Path("../shared/eval/articles.jsonl"), show_default=True)
@click.option("--gold", type=click.Path(path_type=Path, exists=True), default=Path("../shared/eval/gold"), show_default=True)
def main(articles: Path, gold: Path) -> None:
    """Score annotated articles with one part of the pipeline taken away at a time, as a Markdown table."""
    annotated = load(articles, gold, "gold")
    click.echo("| variant | precision (full) | recall (full) | F1 full | F1 core | F1 complete |\n| --- | --- | --- | --- | --- | --- |")
    for name, read in VARIANTS.items():
        click.echo(_row(name, scored(annotated, read)))
    with scoring.using(_priorities()):
        click.echo(_row(RULES, scored(annotated, _whole)))


if __name__ == "__main__":
    main()
