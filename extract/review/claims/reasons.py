"""Why the extractor made a claim: what it chose between, and what its confidence is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extract.claims import scoring
from extract.explain.story import tell
from extract.explain.text import choices_of, why_labelled
from extract.review.claims.articles import Article

_MODEL = "confidence"
_LEAST = 0.005  # of a share in the score that is told


@dataclass(frozen=True, slots=True)
class Weighed:
    """A feature of a claim: its value, and what it adds to the log-odds that the claim is right."""

    name: str
    value: float
    adds: float


@dataclass(frozen=True, slots=True)
class Reasons:
    """How a claim came about in this version of the extractor.

    Attributes:
        choices: what was decided and between what, in words.
        features: what its confidence is made of, what weighs most first.
    """

    choices: tuple[tuple[str, str], ...] = ()
    features: tuple[Weighed, ...] = ()


def reasons(article: Article, record: Mapping[str, Any]) -> Reasons:
    """The reasons for a claim, read by extracting its article anew; empty where this version does not make the claim."""
    story = tell(article.result)
    told = [choices_of(row) for row in story.decisions if row.claim == record["id"] and row.outcome in ("claim", "candidate")]
    told += [why_labelled(row) for row in story.labels if row.claim == record["id"]]
    choices = tuple((name.strip(), words) for name, words in (told[0] if told else ()) if name != "claim")
    return Reasons(choices, _features(article, record))


def row_of(article: Article, record: Mapping[str, Any]) -> Mapping[str, float]:
    """The features that a claim's confidence was computed from; empty where this version makes no claim of its value."""
    span = record["value"]["span"]
    if span is None:
        return {}
    to_raw = article.result.trace.normalized.to_raw
    found = (d.row for d in article.result.trace.decisions if d.row and article.trimmed(to_raw(d.frame.quantity.span)) == tuple(span))
    return next(found, {})


def _features(article: Article, record: Mapping[str, Any]) -> tuple[Weighed, ...]:
    row = row_of(article, record)
    weighed = [Weighed(name, value, scoring.score(_MODEL, {name: value})) for name, value in row.items()]
    return tuple(sorted((w for w in weighed if abs(w.adds) >= _LEAST), key=lambda w: -abs(w.adds)))
