"""Which claim answers which gold claim, and in which fields the two agree.

A claim can answer a gold claim when its value covers the gold value's place in the raw text, its number is right and it
is given to the right place. A figure of a group may be told by one claim about the whole group or by claims about each
of its members; a difference between two places by a claim about either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.contract import Claim, Value
from extract.evaluate.gold import GoldClaim
from extract.evaluate.wording import same_place, same_source, same_wording, unit_of
from extract.model import Span

FULL_FIELDS = ("number", "unit", "kind", "metric", "date")
COMPLETE_FIELDS = (*FULL_FIELDS, "status", "bound")
FIELDS = (*COMPLETE_FIELDS, "attribution")

Verdict = dict[str, bool | None]
"""For each field of FIELDS: right, wrong, or None where the gold does not judge it."""

_TOLERANCE = 1e-4
_COVERED = 0.5  # of the gold value must be covered by the claim's
_FILLED = 0.3  # of the claim's value must be the gold value: the rest are words that bound it
_BETWEEN_PLACES = re.compile(r"差距|差额|之比|领先|优势|比[^比\n]*.[多少高低]|与[^与\n]*.差")


def span_of(claim: Claim) -> Span | None:
    """Where the claim's value stands in the raw text."""
    return claim.value.span


def place_names(claim: Claim) -> list[str]:
    """Names of the place, or of all members of a group."""
    return [m.name for m in claim.city.members] or [claim.city.name]


def covers(value: Span, gold: Span) -> bool:
    """Whether a claim's value stands where the gold value does, and is not much longer."""
    common = min(value[1], gold[1]) - max(value[0], gold[0])
    return common >= _COVERED * (gold[1] - gold[0]) and common >= _FILLED * (value[1] - value[0])


def _close(wanted: float, got: float | None) -> bool:
    return got is not None and abs(wanted - got) <= _TOLERANCE * max(1e-9, abs(wanted), abs(got))


def number_right(gold: GoldClaim, value: Value) -> bool:
    """Whether the value has one of the gold's numbers; a range must have both ends."""
    return any(
        _close(alternative[0], value.low) and _close(alternative[1], value.high) if len(alternative) == 2 else _close(alternative[0], value.number)
        for alternative in gold.numbers
    )


@dataclass(frozen=True, slots=True)
class PlaceFit:
    """How far a claim's place is the gold's: all of it (``whole``), or these members of the group (``told``)."""

    whole: bool
    told: frozenset[str]


def place_fit(gold: GoldClaim, claim: Claim) -> PlaceFit | None:
    """How the claim's place fits, or None if it names a place that the gold does not."""
    names = place_names(claim)
    part: frozenset[str] | None = None
    for wanted in gold.places:
        if not all(any(same_place(name, w) for w in wanted) for name in names):
            continue
        told = frozenset(w for w in wanted if any(same_place(name, w) for name in names))
        if told == frozenset(wanted):
            return PlaceFit(True, told)
        part = told
    return PlaceFit(False, part) if part else None


def _date_right(gold: GoldClaim, claim: Claim) -> bool | None:
    if gold.dates is None:
        return None
    start, end = (claim.date.start, claim.date.end) if claim.date else (None, None)
    return any((not start and not end) if wanted is None else wanted == (start, end) for wanted in gold.dates)


def _attribution_right(gold: GoldClaim, claim: Claim) -> bool | None:
    if gold.attributions is None:
        return None
    named = claim.source.attribution
    if named is None:
        return not gold.attributions or "-" in gold.attributions
    return any(same_source(wanted, named.name or named.text or "") for wanted in gold.attributions if wanted != "-")


def judge(gold: GoldClaim, claim: Claim) -> Verdict:
    """Field by field, whether a claim says what the gold says."""
    value = claim.value
    return {
        "number": number_right(gold, value),
        "unit": unit_of(value.unit) in {unit_of(u) for u in gold.units},
        "kind": value.kind in gold.kinds,
        "metric": any(same_wording(claim.metric.name, wanted) for wanted in gold.metrics),
        "date": _date_right(gold, claim),
        "status": claim.status in gold.statuses,
        "bound": value.bound in gold.bounds,
        "attribution": _attribution_right(gold, claim),
    }


def holds(verdict: Verdict, fields: Sequence[str]) -> bool:
    """Whether no field of these is wrong."""
    return all(verdict[f] is not False for f in fields)


@dataclass(frozen=True, slots=True)
class Answer:
    """A claim that answers a gold claim, with the verdict on its fields."""

    claim: Claim
    verdict: Verdict
    fit: PlaceFit


@dataclass(frozen=True, slots=True)
class Answered:
    """A gold claim with the claims that tell it, the best first; empty where it is missed."""

    gold: GoldClaim
    answers: tuple[Answer, ...]
    value_found: bool

    @property
    def best(self) -> Answer | None:
        """The answer that is scored."""
        return self.answers[0] if self.answers else None


@dataclass(slots=True)
class Alignment:
    """All gold claims of an article with their answers, required ones first, and the claims that answer none."""

    required: list[Answered] = field(default_factory=list)
    optional: list[Answered] = field(default_factory=list)
    spurious: list[Claim] = field(default_factory=list)


def _told_in_parts(gold: GoldClaim, answers: Sequence[Answer]) -> bool:
    """Whether claims about members may stand for a group: all of it is told, or it is a difference between places."""
    if _BETWEEN_PLACES.search(";".join(gold.metrics)):
        return True
    told = frozenset().union(*(a.fit.told for a in answers))
    return any(len(names) > 1 and told == frozenset(names) for names in gold.places)


def _answers(gold: GoldClaim, span: Span | None, free: Sequence[tuple[int, Claim]]) -> tuple[list[tuple[int, Answer]], bool]:
    """Claims that may answer, the best first, each with its index; and whether any has the value right."""
    found: list[tuple[int, Answer]] = []
    value_found = False
    for index, claim in free:
        value = span_of(claim)
        if span is None or value is None or not covers(value, span) or not number_right(gold, claim.value):
            continue
        value_found = True
        fit = place_fit(gold, claim)
        if fit is not None:
            found.append((index, Answer(claim, judge(gold, claim), fit)))
    found.sort(key=lambda item: (not item[1].fit.whole, -sum(v is True for v in item[1].verdict.values()), item[0]))
    return found, value_found


def align(text: str, gold: Sequence[GoldClaim], claims: Sequence[Claim]) -> Alignment:
    """Aligns the claims of one article to its gold; class labels (kind ``category``) are not looked at.

    Each claim answers at most one gold claim. Required gold chooses before optional gold, in the order of the file.
    """
    free = {index: claim for index, claim in enumerate(claims) if claim.value.kind != "category"}
    result = Alignment()
    for item in sorted(gold, key=lambda g: g.optional):
        found, value_found = _answers(item, item.span_in(text), list(free.items()))
        if found and not item.optional and not found[0][1].fit.whole and not _told_in_parts(item, [a for _, a in found]):
            found = []
        if found and not item.optional and (found[0][1].fit.whole or not item.of_group):
            found = found[:1]
        for index, _ in found:
            del free[index]
        (result.optional if item.optional else result.required).append(Answered(item, tuple(a for _, a in found), value_found))
    result.spurious = list(free.values())
    return result
