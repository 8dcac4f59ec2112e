"""Figures of the desk: how far each queue and reviewer is, how claims are spread, how often rules are right, how far reviewers agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, Integer, case, cast, func, select

from extract.review.store import tables
from extract.review.store.audits import RIGHT, WRONG, Share, share
from extract.review.store.opinions import JUDGEMENTS

BINS = 20
_i = tables.items.c
_d = tables.decisions.c
_WAITING = case((_i.state == "open", 1), else_=0)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far something is: ``key`` and ``name`` say what, ``waiting`` of ``total`` claims are to be judged."""

    key: str
    name: str
    waiting: int
    total: int

    @property
    def done(self) -> int:
        """How many are judged."""
        return self.total - self.waiting


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a reviewer did: judgements by kind, and seconds at a claim (the median of those told)."""

    reviewer: str
    counts: Mapping[str, int]
    today: int

    @property
    def total(self) -> int:
        """All judgements."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree on the claims that both judged.

    Attributes:
        alike: the share that both judged alike.
        kappa: Cohen's, on accept, reject and correct: agreement beyond that of chance; None where chance alone would make it whole.
    """

    first: str
    second: str
    both: int
    alike: float
    kappa: float | None


class Tally:
    """The numbers of claims by all that the fixed queues ask for, read in one pass over an index."""

    def __init__(self, connection: Connection) -> None:
        columns = (_i.origin, _i.state, _i.relation, _i.again)
        self._rows = connection.execute(select(*columns, func.count().label("claims")).group_by(*columns)).all()

    def states(self) -> Mapping[tuple[str, str], int]:
        """The number of claims by origin and state."""
        found: Counter[tuple[str, str]] = Counter()
        for row in self._rows:
            found[row.origin, row.state] += row.claims
        return found

    def queue(self, kind: str) -> Progress:
        """How far a queue is that has no key and asks nobody's opinion in particular."""
        wanted: Callable[[Any], bool] = {
            "doubtful": lambda row: row.origin == "candidate",
            "contradictions": lambda row: row.origin != "candidate" and row.relation == "contradiction",
            "again": lambda row: bool(row.again),
            "disputed": lambda row: row.state == "disputed",
        }.get(kind, lambda row: row.origin != "candidate")
        waiting = "disputed" if kind == "disputed" else "open"
        rows = [row for row in self._rows if wanted(row)]
        return Progress(kind, kind, sum(row.claims for row in rows if row.state == waiting), sum(row.claims for row in rows))


def by(connection: Connection, what: str, limit: int = 40) -> list[Progress]:
    """Places (``city``), metrics (``metric``) or articles (``document``) with the most claims, and how far each is."""
    key, name = {"city": (_i.place_key, _i.place), "metric": (_i.metric_key, _i.metric), "document": (_i.document, _i.document)}[what]
    total = func.count().label("total")
    rows = connection.execute(select(key, func.min(name), func.sum(_WAITING), total).group_by(key).order_by(total.desc(), key).limit(limit)).all()
    return [Progress(k, n, int(waiting), count) for k, n, waiting, count in rows]


def confidences(connection: Connection) -> list[tuple[int, int]]:
    """Claims and doubtful candidates by confidence, in bins of a twentieth: the number in all, and of those judged."""
    bin = func.floor(_i.confidence * BINS) if connection.dialect.name == "postgresql" else cast(_i.confidence * BINS, Integer)
    judged = case((_i.state == "open", 0), else_=1)
    rows = connection.execute(select(bin, func.count(), func.sum(judged)).group_by(bin)).all()
    found = [(0, 0)] * BINS
    for at, count, done in rows:
        place = min(BINS - 1, int(at))
        found[place] = (found[place][0] + count, found[place][1] + int(done))
    return found


def claim_statuses(connection: Connection) -> list[tuple[str, int]]:
    """Claims by whether they are facts, targets, forecasts or policy."""
    rows = connection.execute(select(_i.status, func.count()).group_by(_i.status).order_by(func.count().desc())).all()
    return [(status, count) for status, count in rows]


def precision_by_rule(connection: Connection, least: int = 1) -> list[tuple[str, Share]]:
    """How often claims of each rule were right, the most judged first. Corrected ones were wrong."""
    rows = connection.execute(
        select(_i.rule, _i.state, func.count()).where(_i.state.in_((*RIGHT, *WRONG)), _i.origin != "added").group_by(_i.rule, _i.state)
    ).all()
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for rule, state, count in rows:
        counts[rule][state in RIGHT] += count
    found = [(rule, share(c[True], c.total())) for rule, c in counts.items() if c.total() >= least]
    return sorted(found, key=lambda pair: (-pair[1].judged, pair[0]))


def reviewers(connection: Connection, day: str) -> list[Reviewed]:
    """What each reviewer did, in all and since the beginning of a day (ISO); what was undone does not count."""
    undone = select(_d.undoes).where(_d.undoes.is_not(None))
    today = func.sum(case((_d.at >= day, 1), else_=0))
    statement = select(_d.reviewer, _d.action, func.count(), today).where(_d.action.in_((*JUDGEMENTS, "skip")), _d.id.not_in(undone))
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    recent: Counter[str] = Counter()
    for reviewer, action, count, of_today in connection.execute(statement.group_by(_d.reviewer, _d.action)).all():
        counts[reviewer][action] = count
        recent[reviewer] += int(of_today)
    return sorted((Reviewed(name, found, recent[name]) for name, found in counts.items()), key=lambda r: (-r.total, r.reviewer))


def agreements(connection: Connection) -> list[Agreement]:
    """How far each two reviewers agree, by their own last judgements."""
    undone = select(_d.undoes).where(_d.undoes.is_not(None))
    rows = connection.execute(
        select(_d.subject, _d.reviewer, _d.action).where(_d.action.in_(JUDGEMENTS), _d.id.not_in(undone), _d.settles.is_(False)).order_by(_d.id)
    )
    judged: dict[str, dict[str, str]] = defaultdict(dict)
    for subject, reviewer, action in rows:
        judged[subject][reviewer] = "accept" if action == "add" else action
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for opinions in judged.values():
        for first, second in combinations(sorted(opinions), 2):
            pairs[first, second].append((opinions[first], opinions[second]))
    return [Agreement(a, b, len(found), sum(x == y for x, y in found) / len(found), kappa(found)) for (a, b), found in sorted(pairs.items())]


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (Cohen 1960) of two judges' labels; None where both give one and the same label throughout."""
    n = len(pairs)
    if not n:
        return None
    seen = sum(a == b for a, b in pairs) / n
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[label] * second[label] for label in first) / n**2
    return None if chance == 1 else (seen - chance) / (1 - chance)
