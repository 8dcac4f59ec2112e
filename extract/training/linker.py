"""The recipe of the linking models: ``python -m extract.training.linker``.

Each annotated article is walked twice. First the walk remembers the right choices (the gold is its teacher) and the
models learn from that. But in use a walk remembers its own choices, right or wrong; so the articles are walked again,
each with models that have not seen it, and the final models learn from these steps. Figures come from folds of whole
articles: of each article from models that were trained, in both rounds, without it.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from extract import pipeline
from extract.claims import occurrences, scoring, subject_candidates, timing, wording
from extract.claims.link import Step, Walk
from extract.claims.outlook import Outlook
from extract.evaluate import Evaluation
from extract.evaluate.gold import GoldClaim
from extract.evaluate.match import covers
from extract.evaluate.score import DocumentScore, judged, score_document
from extract.evaluate.wording import gist, same_place, same_wording
from extract.model import THRESHOLD, DateMention, Metric
from extract.training.articles import Annotated, load
from extract.training.linear import Group, logistic_weights, softmax_weights
from extract.training.weights import FOLDER, write_models

Models = Mapping[str, scoring.Weights]
CHOICES = ("subject", "metric", "period", "worth")
MODELS = (*CHOICES, "outlook", "confidence")
PENALTY = {"outlook": 0.002, "confidence": 0.0003, "subject": 0.002, "period": 0.003, "metric": 0.0006, "worth": 0.003}
PAIRS = {"subject": 80, "period": 0, "metric": 40, "worth": 160}  # features weighed two by two
LEAST = {"outlook": 3, "confidence": 20, "subject": 3, "period": 2, "metric": 3, "worth": 4}
_POOL = Path(__file__).parent / "annotations" / "pool.jsonl"
OURS = "corpus"  # the source of articles that the project wrote
# How much a choice of theirs counts beside one of a real article: they are denser and harder than those. Of a metric's wording they tell as much.
_OURS_COUNT = 0.3
_FOLDS = 5


def _place_is(key: str, claim: GoldClaim) -> bool:
    place = occurrences.place_of(key)
    names = [m.name for m in place.members] or [place.name]
    return any(
        len(names) == len(wanted) and all(any(same_place(n, w) for n in names) for w in wanted) for wanted in claim.places
    )  # fmt: skip


def _period_is(key: timing.Key, claim: GoldClaim) -> bool:
    if claim.dates is None:
        return False
    written = None if key is None else (key[0].isoformat(), key[1].isoformat())
    return any(wanted == written for wanted in claim.dates)


def _metric_is(name: str, claim: GoldClaim) -> bool:
    return any(same_wording(name, wanted) for wanted in claim.metrics)


class Teacher:
    """What the gold of one article says of each step of a walk."""

    def __init__(self, annotated: Annotated) -> None:
        self._annotated = annotated

    def claims(self, step: Step) -> list[GoldClaim]:
        """The gold claims whose value a step is about."""
        raw = self._annotated.reading.normalized.to_raw(step.frame.quantity.core)
        return [claim for span, claim in self._annotated.claims if covers(raw, span)]

    def __call__(self, step: Step) -> tuple[str | None, tuple[timing.Key, DateMention | None] | None, Metric | None, bool]:
        """The right choices, as far as they are among the candidates: what a walk without errors remembers."""
        claims = self.claims(step)
        if not claims:
            return None, None, None, False
        key = next((c.key for c in step.subjects if any(_place_is(c.key, g) for g in claims)), None)
        period = next(((c.key, c.mention) for c in step.periods if any(_period_is(c.key, g) for g in claims)), None)
        metric = next((c.metric for c in step.metrics if any(_metric_is(c.metric.name, g) for g in claims)), None)
        return key, period, metric, True


@dataclass(slots=True)
class Lessons:
    """What the models learn from: choices with what is right, and steps with whether they are claims."""

    subject: list[Group] = field(default_factory=list)
    period: list[Group] = field(default_factory=list)
    metric: list[Group] = field(default_factory=list)
    worth: list[tuple[Mapping[str, float], bool]] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)  # how much each of ``worth`` counts

    def add(self, other: Lessons) -> None:
        """Appends those of other articles."""
        for name in (*CHOICES, "weights"):
            getattr(self, name).extend(getattr(other, name))

    def models(self) -> dict[str, dict[str, float]]:
        """The four models of choices, fitted."""
        return {
            **{n: softmax_weights(getattr(self, n), penalty=PENALTY[n], least=LEAST[n], pairs=PAIRS[n]) for n in ("subject", "period", "metric")},
            "worth": logistic_weights(self.worth, penalty=PENALTY["worth"], least=LEAST["worth"], pairs=PAIRS["worth"], weights=self.weights),
        }


_SAME_MEANING = 0.37  # how right a wording is that means the same as the gold's, where another equals it


def _wordings(names: Sequence[str], claims: Iterable[GoldClaim]) -> list[float]:
    """How right each wording is: one that equals a gold wording wholly; one that means the same in part, wholly where none equals it."""
    wanted = [w for c in claims for w in c.metrics]
    equal = {gist(w) for w in wanted}
    exact = [gist(n) in equal for n in names]
    same = _SAME_MEANING if any(exact) else 1.0
    return [1.0 if e else same if any(same_wording(n, w) for w in wanted) else 0.0 for n, e in zip(names, exact, strict=True)]


def _taught(right: Sequence[float], rows: Sequence[Mapping[str, float]], into: list[Group], weight: float = 1.0) -> None:
    if len(set(right)) > 1:
        into.append(Group(rows, right, weight))


def lessons_of(annotated: Annotated, models: Models | None) -> Lessons:
    """The lessons of one article; without models its walk is taught by the gold, with models it remembers its own choices."""
    teacher = Teacher(annotated)
    reading = annotated.reading
    found = Lessons()
    if reading.facts is None:
        return found
    title = annotated.article.metadata.title or ""
    counts = _OURS_COUNT if annotated.source == OURS else 1.0
    with scoring.using(models or {name: {} for name in CHOICES}):
        walk = Walk(
            reading.normalized.text, reading.sentences, reading.mentions, reading.facts, title, None if models else teacher
        )  # fmt: skip

        def rows_of(candidates: Sequence[subject_candidates.Candidate | wording.Candidate]) -> list[Mapping[str, float]]:
            return [scoring.taught(c.features, walk.kinds) for c in candidates]

        for step in walk:
            claims = teacher.claims(step)
            if claims and all(c.optional for c in claims):
                continue
            found.worth.append((scoring.taught(step.features, walk.kinds), bool(claims)))
            found.weights.append(counts)
            if not claims:
                continue
            _taught([any(_place_is(c.key, g) for g in claims) for c in step.subjects], rows_of(step.subjects), found.subject, counts)
            spans = [(scoring.taught(c.features, walk.kinds), any(_period_is(c.key, g) for g in claims), c.key) for c in step.periods]
            if walk.outlook.report and any(right and key is not None for _, right, key in spans):
                # A report is about one year: where its gold takes that year and none, the year is learnt.
                spans = [s for s in spans if s[2] is not None or not s[1]]
            _taught([right for _, right, _ in spans], [row for row, _, _ in spans], found.period, counts)
            _taught(_wordings([c.metric.name for c in step.metrics], claims), rows_of(step.metrics), found.metric)
    return found


def _fold_of(annotated: Annotated, folds: int) -> int:
    return zlib.crc32(annotated.article.id.encode()) % folds


def _outlooks(annotated: Annotated) -> list[tuple[Mapping[str, float], bool]]:
    """The sentences of a report with whether they plan ahead: all their annotated figures can be goals, or all can be facts."""
    reading = annotated.reading
    if reading.facts is None:
        return []
    outlook = Outlook(reading.normalized.text, reading.sentences, annotated.article.metadata.title or "", reading.facts.now)
    spans = [(reading.normalized.to_raw(s.span), row) for s, row in zip(reading.sentences, outlook.rows, strict=False)]
    found: list[tuple[Mapping[str, float], bool]] = []
    for (a, b), row in spans:
        told = [set(claim.statuses) for span, claim in annotated.claims if a <= span[0] < b]
        plan, fact = all(s & {"target", "forecast"} for s in told), all("actual" in s for s in told)
        if plan != fact:
            found.append((row, plan))
    return found


def _outlook_weights(articles: Iterable[Annotated]) -> dict[str, float]:
    """The model of a sentence's outlook by itself: how common plans are in all is left to the passage around it."""
    lessons = [x for a in articles for x in _outlooks(a)]
    weights = logistic_weights(lessons, penalty=PENALTY["outlook"], least=LEAST["outlook"])
    plans = sum(right for _, right in lessons)
    if 0 < plans < len(lessons):
        weights["always"] -= math.log(plans / (len(lessons) - plans))
    return weights


def _claims(annotated: Annotated, models: Models) -> list[tuple[Mapping[str, float], bool]]:
    """The claims that models make of an article that they have not seen: features of their confidence, and whether all of a claim is right."""
    with scoring.using({**models, "confidence": {}}):
        result = pipeline.conclude(annotated.article, annotated.reading, 0.0)
    rows = {annotated.reading.normalized.to_raw(d.frame.quantity.span): d.row for d in result.trace.decisions if d.row}
    found: list[tuple[Mapping[str, float], bool]] = []
    for claim, right in judged(annotated.article.text, annotated.gold, result.claims):
        row = rows.get(claim.value.span) if claim.value.span else None
        if row is not None:
            found.append((row, right))
    return found


def train(articles: Sequence[Annotated], *, folds: int = _FOLDS) -> dict[str, dict[str, float]]:
    """The recipe: models from annotated articles."""
    inside = [[a for a in articles if _fold_of(a, folds) != fold] for fold in range(folds)]
    outlooks = [{"outlook": _outlook_weights(known)} for known in inside]
    taught = []
    for a in articles:
        with scoring.using(outlooks[_fold_of(a, folds)]):
            taught.append(lessons_of(a, None))

    def without(fold: int, lessons: Sequence[Lessons]) -> dict[str, dict[str, float]]:
        known = Lessons()
        for article, found in zip(articles, lessons, strict=True):
            if _fold_of(article, folds) != fold:
                known.add(found)
        return {**known.models(), **outlooks[fold]}

    first = [without(fold, taught) for fold in range(folds)]
    own = [lessons_of(a, first[_fold_of(a, folds)]) for a in articles]
    second = [without(fold, own) for fold in range(folds)]
    found = [a for a in articles if a.source != OURS] or articles  # what is written to be dense and hard tells less of how often claims are right
    claims = [claim for a in found for claim in _claims(a, second[_fold_of(a, folds)])]
    # Few articles come without a date: those of the others are hidden, for how much less is right then.
    claims += [claim for a in found if (hidden := a.undated()) is not None for claim in _claims(hidden, second[_fold_of(a, folds)])]
    every = Lessons()
    for lessons in own:
        every.add(lessons)
    sure = logistic_weights(claims, penalty=PENALTY["confidence"], least=LEAST["confidence"])
    return {**every.models(), "outlook": _outlook_weights(articles), "confidence": sure}


def score(articles: Iterable[Annotated], models: Models) -> list[DocumentScore]:
    """Each article scored with given models."""
    with scoring.using(models):
        return [score_document(a.article.text, a.gold, pipeline.conclude(a.article, a.reading, THRESHOLD).claims) for a in articles]


def cross_validate(articles: Sequence[Annotated], told: Callable[[str], None], *, folds: int = _FOLDS) -> dict[str, Evaluation]:
    """Figures by source; each article is scored with models trained without it."""
    scores: dict[str, list[DocumentScore]] = {}
    for fold in range(folds):
        told(f"fold {fold + 1} of {folds}")
        inside = [a for a in articles if _fold_of(a, folds) != fold]
        outside = [a for a in articles if _fold_of(a, folds) == fold]
        models = train(inside)
        for article, document in zip(outside, score(outside, models), strict=True):
            scores.setdefault(article.source, []).append(document)
    return {source: Evaluation(tuple(found)) for source, found in sorted(scores.items())}


def _report(source: str, found: Evaluation) -> str:
    t = found.total
    rates = [f"{level} {t.rates(level).f1:.3f}" for level in ("core", "full", "complete", "category")]
    fields = [f"{name} {t.accuracy(name) or 0:.3f}" for name in ("metric", "date", "status", "attribution")]
    return f"{source:12} {len(found.documents)} articles, value recall {t.value_recall or 0:.3f}, F1 {', '.join(rates)}; right {', '.join(fields)}"


@click.command()
@click.option(
    "--corpus", type=click.Path(path_type=Path, exists=True), default=Path("corpus"), help="Our articles; their gold lies in its folder gold."
)
@click.option("--train", "extra", type=click.Path(path_type=Path), default=Path("../shared/eval"), help="Folder with train.jsonl and train_gold/.")
@click.option("--pool", type=click.Path(path_type=Path), default=Path("../shared/pool/articles.jsonl"), help="Articles of annotations/pool.jsonl.")
@click.option("--folds", is_flag=True, help="Report figures by folds of whole articles instead of training for use.")
@click.option("--keep", multiple=True, type=click.Choice(MODELS), help="A model whose weights that ship stay.")
@click.option("--mean", is_flag=True, help="Write the mean of the new weights and those that ship, which owes less to chance than either.")
def main(corpus: Path, extra: Path, pool: Path, folds: bool, keep: tuple[str, ...], mean: bool) -> None:
    """Train the linking models on annotated articles and write their weights into the package."""
    articles = load(corpus, corpus / "gold", OURS)
    if (extra / "train.jsonl").exists():
        articles += load(extra / "train.jsonl", extra / "train_gold", "train")
    if pool.exists() and _POOL.exists():
        articles += load(pool, _POOL, "pool")
    click.echo(f"{len(articles)} annotated articles", err=True)
    if folds:
        for source, found in cross_validate(articles, lambda line: click.echo(line, err=True)).items():
            click.echo(_report(source, found))
        return
    models = train(articles)
    write_models({name: models[name] for name in MODELS}, [a.source for a in articles], "extract.training.linker", keep=keep, with_shipped=mean)
    click.echo(f"weights written to {FOLDER}")


if __name__ == "__main__":
    main()
