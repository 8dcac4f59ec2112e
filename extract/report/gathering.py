"""What a report shows of a run, taken in three passes: over its claims, over their contradictions, over its documents."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.analysis.choosing import Wanted
from extract.analysis.overview import Crossed, Overview, gathered
from extract.analysis.rankings import Ranking
from extract.analysis.series import Series
from extract.batch.past_claims import claims_of
from extract.batch.past_tables import records_of, require_whole
from extract.conflicts import find
from extract.contract import Conflict
from extract.formats.manifests import manifest_in
from extract.report.documents import Documents

Claim = Mapping[str, Any]
MOST_SERIES, MOST_RANKINGS, MOST_CONTRADICTIONS, MOST_DOUBTFUL = 16, 12, 40, 30
MOST_PLACES, MOST_METRICS = 20, 14
MOST_POINTS = 30  # of a ranking
MOST_REJECTS = 30
_MOST_STATED = 6  # claims of a contradiction that are shown


@dataclass(slots=True)
class Gathered:
    """What the page shows.

    Attributes:
        contradictions: the surest ones; ``contradictory`` says how many there are.
        evidence: the claims that any part of the page leads to, by id.
    """

    run: Path
    manifest: Mapping[str, Any]
    wanted: Wanted
    total: int
    places: int
    metrics: int
    days: tuple[str | None, str | None]
    counts: dict[str, list[tuple[str, int]]]
    confidences: list[tuple[int, int]]
    crossed: Crossed
    series: list[Series]
    rankings: list[Ranking]
    doubtful: list[Claim]
    contradictory: int = 0
    within: int = 0
    contradictions: list[Conflict] = field(default_factory=list)
    documents: Documents = field(default_factory=Documents)
    rejects: list[dict[str, Any]] = field(default_factory=list)
    evidence: dict[str, Claim] = field(default_factory=dict)


def gather(run: Path, wanted: Wanted | None = None, watched: Callable[[Iterable[Claim]], Iterator[Claim]] = iter) -> Gathered:
    """Takes from a run what a report shows. Memory and the page are bounded, however many claims there are.

    Args:
        run: the output folder of a run.
        wanted: which claims; all of them by default.
        watched: what the claims pass through while they are read, to be counted.

    Raises:
        UsageError: the run cannot be read.
        WriteError: the folder for temporary files is full.
    """
    wanted = wanted or Wanted()
    require_whole(run)
    choice = wanted.choice()
    with gathered(claim for claim in watched(claims_of(run)) if choice(claim)) as overview:
        found = _overall(run, wanted, overview)
        _contradictions(found, find(claims_of(run), chosen=choice))
        shown = [point.claim for part in found.rankings for point in part.points[:MOST_POINTS]]
        shown += [point.claim for part in found.series for point in part.points]
        stated = [claim.id for group in found.contradictions for claim in stated_of(group)]
        found.evidence = {claim["id"]: claim for claim in (*shown, *found.doubtful)} | overview.by_id(stated)
    of_document: dict[str, list[Claim]] = {}
    for claim in found.evidence.values():
        of_document.setdefault(claim["document_id"], []).append(claim)
    for document in records_of(run, "documents"):
        found.documents.add(document, of_document.get(document["id"], ()))
    found.rejects = heapq.nsmallest(MOST_REJECTS, records_of(run, "rejects"), key=lambda reject: (reject["code"], reject["source"]))
    return found


def _overall(run: Path, wanted: Wanted, overview: Overview) -> Gathered:
    return Gathered(
        run=run, manifest=manifest_in(run), wanted=wanted, total=overview.total(), places=overview.different("place"),
        metrics=overview.different("metric"), days=overview.days(), counts={name: overview.counts(name) for name in ("kind", "status", "bound")},
        confidences=overview.confidences(), crossed=overview.crossed(MOST_PLACES, MOST_METRICS), series=overview.series(MOST_SERIES),
        rankings=overview.rankings(MOST_RANKINGS), doubtful=overview.doubtful(MOST_DOUBTFUL),
    )  # fmt: skip


def stated_of(group: Conflict) -> list[Any]:
    """The claims of a contradiction that are shown: the surest of each value, then others."""
    surest = [sorted(value.claims, key=lambda claim: (-claim.confidence, claim.id)) for value in group.values]
    ordered = [claims[0] for claims in surest] + [claim for claims in surest for claim in claims[1:]]
    return ordered[:_MOST_STATED]


def _contradictions(found: Gathered, groups: Iterable[Conflict]) -> None:
    def counted() -> Iterator[Conflict]:
        for group in groups:
            if group.relation == "contradiction":
                found.contradictory += 1
                found.within += group.within and not group.across
                yield group

    found.contradictions = heapq.nlargest(MOST_CONTRADICTIONS, counted(), key=lambda group: (group.across, group.confidence, group.id))
