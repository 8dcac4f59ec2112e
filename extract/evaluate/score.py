"""Counting: precision, recall and F1 of claims against gold, accuracy by field, and whether confidence means what it says.

``core``: the value is found in its place, its number is right and it is given to the right place. ``full``: core, and
unit, kind, metric and date are right. ``complete``: full, and status and bound. ``category``: class labels of places.
A claim that is core but not full counts in ``full`` both as one claim too many and as one gold claim missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from extract.contract import Claim
from extract.evaluate.calibration import Calibration, calibrate
from extract.evaluate.gold import GoldClaim, GoldDocument, GoldLabel
from extract.evaluate.match import COMPLETE_FIELDS, FIELDS, FULL_FIELDS, Verdict, align, holds, place_names
from extract.evaluate.wording import gist, same_place, same_wording
from extract.model import RawArticle

OutcomeKind = Literal["right", "incomplete", "wrong", "missed", "spurious", "label right", "label missed", "label spurious"]


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean, from 0 to 1; 0 where there is nothing to divide by."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, right: int, wrong: int, missed: int) -> Rates:
        """Rates from counts: right claims, claims that are wrong, gold claims that are missed."""
        precision = right / (right + wrong) if right + wrong else 0.0
        recall = right / (right + missed) if right + missed else 0.0
        return cls(precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one gold claim, one claim or one label.

    Attributes:
        kind: of core claims ``right`` are those that are complete, ``incomplete`` those that are full, ``wrong`` the others.
        verdict: on the fields, where a claim answers a gold claim.
        why: for a human: the wrong fields, or what a missed claim lacks.
    """

    kind: OutcomeKind
    document: str
    gold: GoldClaim | GoldLabel | None
    claim: Claim | None
    verdict: Verdict | None
    why: str


@dataclass(slots=True)
class Tally:
    """Counts that can be added; the rates come from them."""

    gold: int = 0
    values_found: int = 0
    core: int = 0
    full: int = 0
    complete: int = 0
    missed: int = 0
    spurious: int = 0
    labels_right: int = 0
    labels_missed: int = 0
    labels_spurious: int = 0
    misquoted: int = 0
    fields: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in FIELDS})

    def add(self, other: Tally) -> None:
        """Adds the counts of another article."""
        for name in (
            "gold",
            "values_found",
            "core",
            "full",
            "complete",
            "missed",
            "spurious",
            "labels_right",
            "labels_missed",
            "labels_spurious",
            "misquoted",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name, (right, judged) in other.fields.items():
            self.fields[name][0] += right
            self.fields[name][1] += judged

    def count(self, verdict: Verdict) -> None:
        """Counts one core claim with its verdict."""
        self.core += 1
        self.full += holds(verdict, FULL_FIELDS)
        self.complete += holds(verdict, COMPLETE_FIELDS)
        for name, right in verdict.items():
            if right is not None:
                self.fields[name][0] += right
                self.fields[name][1] += 1

    @property
    def value_recall(self) -> float | None:
        """Share of required gold values found with the right number, whatever place they are given to."""
        return self.values_found / self.gold if self.gold else None

    def rates(self, level: Literal["core", "full", "complete", "category"]) -> Rates:
        """Precision, recall and F1 at one of the four levels."""
        if level == "category":
            return Rates.of(self.labels_right, self.labels_spurious, self.labels_missed)
        right = {"core": self.core, "full": self.full, "complete": self.complete}[level]
        short = self.core - right
        return Rates.of(right, self.spurious + short, self.missed + short)

    def accuracy(self, name: str) -> float | None:
        """Share of core claims whose field is right, of those that the gold judges."""
        right, judged = self.fields[name]
        return right / judged if judged else None


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """The figures of one article."""

    id: str
    text: str
    tally: Tally
    outcomes: tuple[Outcome, ...]
    judged: tuple[tuple[float, bool], ...]


def _misquoted(claim: Claim, text: str) -> int:
    """How many text/span pairs of a claim do not quote the raw text."""
    source = claim.source
    parts = (claim.city, claim.metric, claim.value, claim.date, source.attribution, source.evidence, *source.evidences)
    return sum(1 for part in parts if part is not None and part.span is not None and text[part.span[0] : part.span[1]] != part.text)


def _labels(document: GoldDocument, claims: Sequence[Claim], tally: Tally) -> list[Outcome]:
    """Compares class labels as sets of place and label."""
    left: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        if claim.value.kind == "category":
            for name in place_names(claim):
                left.setdefault((name, claim.value.label or claim.value.text or ""), claim)
    outcomes = []
    for wanted in sorted(document.labels, key=lambda g: g.optional):
        exact = {gist(label) for label in wanted.labels}
        fitting = [pair for pair in left if same_place(pair[0], wanted.place) and any(same_wording(pair[1], label) for label in wanted.labels)]
        chosen = min(fitting, key=lambda pair: (gist(pair[1]) not in exact, pair[1], pair[0]), default=None)
        answer = left.pop(chosen) if chosen else None
        if wanted.optional:
            continue
        tally.labels_right += answer is not None
        tally.labels_missed += answer is None
        outcomes.append(Outcome("label right" if answer else "label missed", document.id, wanted, answer, None, ""))
    tally.labels_spurious += len(left)
    outcomes.extend(Outcome("label spurious", document.id, None, claim, None, "") for claim in left.values())
    return outcomes


def judged(text: str, document: GoldDocument, claims: Sequence[Claim]) -> list[tuple[Claim, bool]]:
    """The claims that required gold judges, or that answer no gold, with whether all of each is right."""
    alignment = align(text, document.claims, claims)
    answered = [(a.claim, holds(a.verdict, COMPLETE_FIELDS)) for item in alignment.required for a in item.answers]
    return answered + [(claim, False) for claim in alignment.spurious]


def score_document(text: str, document: GoldDocument, claims: Sequence[Claim]) -> DocumentScore:
    """Scores the claims of one article, whose raw text is given, against its gold."""
    tally = Tally(misquoted=sum(_misquoted(claim, text) for claim in claims))
    outcomes: list[Outcome] = []
    judged: list[tuple[float, bool]] = []
    alignment = align(text, document.claims, claims)
    for item in alignment.required:
        tally.gold += 1
        tally.values_found += item.value_found
        judged.extend((a.claim.confidence, holds(a.verdict, COMPLETE_FIELDS)) for a in item.answers)
        if item.best is None:
            tally.missed += 1
            why = "its value is found, its place is wrong" if item.value_found else "its value is not found, or its number is wrong"
            outcomes.append(Outcome("missed", document.id, item.gold, None, None, why))
            continue
        verdict = item.best.verdict
        tally.count(verdict)
        wrong = ", ".join(f for f in FIELDS if verdict[f] is False)
        kind: OutcomeKind = "right" if holds(verdict, COMPLETE_FIELDS) else "incomplete" if holds(verdict, FULL_FIELDS) else "wrong"
        outcomes.append(Outcome(kind, document.id, item.gold, item.best.claim, verdict, wrong))
    for claim in alignment.spurious:
        tally.spurious += 1
        judged.append((claim.confidence, False))
        outcomes.append(Outcome("spurious", document.id, None, claim, None, ""))
    outcomes.extend(_labels(document, claims, tally))
    return DocumentScore(document.id, text, tally, tuple(outcomes), tuple(judged))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of several articles, in the order in which they came."""

    documents: tuple[DocumentScore, ...]

    @property
    def total(self) -> Tally:
        """All counts together."""
        total = Tally()
        for document in self.documents:
            total.add(document.tally)
        return total

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Of all articles."""
        return tuple(outcome for document in self.documents for outcome in document.outcomes)

    @property
    def calibration(self) -> Calibration:
        """Confidence against complete correctness, of all claims that are judged (not those that answer optional gold, not labels)."""
        return calibrate(pair for document in self.documents for pair in document.judged)

    def by(self, group_of: Callable[[Outcome], str]) -> dict[str, Tally]:
        """Counts by a group that each outcome belongs to; labels are left out."""
        groups: dict[str, Tally] = {}
        for outcome in self.outcomes:
            if outcome.kind.startswith("label"):
                continue
            tally = groups.setdefault(group_of(outcome), Tally())
            tally.gold += outcome.gold is not None
            tally.missed += outcome.kind == "missed"
            tally.spurious += outcome.kind == "spurious"
            if outcome.verdict is not None:
                tally.count(outcome.verdict)
        return dict(sorted(groups.items()))


def evaluate(articles: Iterable[RawArticle], gold: Mapping[str, GoldDocument], extract: Callable[[RawArticle], Sequence[Claim]]) -> Evaluation:
    """Extracts from every article that has gold and scores the claims; other articles are passed over."""
    return Evaluation(tuple(score_document(a.text, gold[a.id], extract(a)) for a in articles if a.id in gold))
