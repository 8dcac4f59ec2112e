"""Groups of claims about the same thing, out of any number of claims: sorted in a temporary database, judged one group at a time."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any

import regex

from extract import scratch
from extract.claims import catalogue
from extract.conflicts.comparability import key_of
from extract.conflicts.judging import GROUNDS, Extent, Verdict, compare, extent_of
from extract.contract import Claim, ComparedMetric, ComparedPlace, Conflict, Difference, Period, StatedClaim, StatedValue, Value
from extract.errors import UsageError
from extract.text.normalize import normalize_text

_MARKS = regex.compile(r"[\s\p{P}]+")
_Record = Mapping[str, Any]


def find(
    claims: Iterable[Claim | _Record], *, tolerance: float = 0.0, min_confidence: float = 0.0, chosen: Callable[[_Record], bool] | None = None
) -> Iterator[Conflict]:
    """Groups claims about the same place, metric and period, and judges whether their values agree.

    A claim counts once, however often it is given. Told are groups of claims from at least two documents, and claims of one document
    that contradict each other; in the order of place, metric and period, whatever order the claims come in. Memory does not grow
    with the claims: they lie in a temporary database (about 1 KB each in the folder for temporary files), and one group at a time is read.

    Args:
        claims: of any number of articles, as models or as objects of the contract (lines of ``claims.jsonl``).
        tolerance: values that differ by at most this share of the larger one agree, however they are written.
        min_confidence: claims of lower confidence are left out.
        chosen: whether a claim, as an object of the contract, is to be looked at at all.

    Raises:
        UsageError: something among them is no claim.
        WriteError: the folder for temporary files is full.
    """
    with scratch.database("claims (key TEXT, document TEXT, start INTEGER, id TEXT, record TEXT)") as database:
        database.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?)", _rows(claims, min_confidence, chosen))
        database.execute("CREATE INDEX by_key ON claims (key, document, start, id)")
        several = "SELECT key FROM claims GROUP BY key HAVING COUNT(*) > 1"
        ordered = database.execute(f"SELECT key, record FROM claims WHERE key IN ({several}) ORDER BY key, document, start, id")
        for key, of_key in groupby(ordered, key=lambda row: row[0]):
            found = {record["id"]: record for record in (json.loads(row[1]) for row in of_key)}
            told = _judged(key, list(found.values()), tolerance)
            if told is not None:
                yield told


def _rows(
    claims: Iterable[Claim | _Record], min_confidence: float, chosen: Callable[[_Record], bool] | None
) -> Iterator[tuple[str, str, int, str, str]]:
    for given in claims:
        claim = given.model_dump(mode="json") if isinstance(given, Claim) else given
        try:
            wanted = claim["confidence"] >= min_confidence and (chosen is None or chosen(claim))
            key = key_of(claim) if wanted else None
            if key is not None:
                span = claim["value"]["span"]
                yield json.dumps(key, ensure_ascii=False), claim["document_id"], span[0] if span else -1, claim["id"], json.dumps(_record(claim))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            named = claim.get("id") if isinstance(claim, Mapping) else None
            raise UsageError("it is no claim of the output contract", where=f"claim {named}" if named else "a record",
                             mend="give the claims of a run as zh-extract wrote them") from error  # fmt: skip


def _record(claim: _Record) -> dict[str, Any]:
    """What is kept of a claim while the others are read."""
    source, city = claim["source"], claim["city"]
    return {
        "id": claim["id"], "document_id": claim["document_id"], "confidence": claim["confidence"], "status": claim["status"],
        "place": {"name": city["name"], "adcode": city["adcode"], "level": city["level"], "members": city["members"]},
        "metric": claim["metric"]["name"], "metric_id": claim["metric"]["id"],
        "period": [claim["date"]["start"], claim["date"]["end"]], "date": claim["date"]["text"], "value": claim["value"],
        "attribution": source["attribution"]["name"] if source["attribution"] else None,
        "source": {field: source["document"][field] for field in ("publisher", "published", "url")},
        "evidence": source["evidence"],
    }  # fmt: skip


@dataclass(slots=True)
class _Stated:
    """A value with the claims that state it."""

    extent: Extent
    claims: list[dict[str, Any]]

    def documents(self) -> set[str]:
        return {claim["document_id"] for claim in self.claims}


def _judged(key: str, claims: list[dict[str, Any]], tolerance: float) -> Conflict | None:
    """The group as it is told, or None for claims of one document that agree."""
    values = _by_value(claims)
    verdicts = {(i, j): compare(values[i].extent, values[j].extent, tolerance) for i, j in combinations(range(len(values)), 2)}
    apart = [pair for pair, verdict in verdicts.items() if verdict.by is None]
    documents = {claim["document_id"] for claim in claims}
    if not apart and len(documents) < 2:
        return None
    across = any(len(values[i].documents() | values[j].documents()) > 1 for i, j in apart)
    within = any(values[i].documents() & values[j].documents() for i, j in apart)
    first, parts = claims[0], json.loads(key)
    known = catalogue.entry(first["metric_id"]) if first["metric_id"] else None
    difference = _difference(verdicts, apart)
    grounds = [verdict.by for verdict in verdicts.values() if verdict.by is not None]
    unit = next((claim["value"]["unit"] for claim in claims if claim["value"]["unit"]), None)
    return Conflict(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        place=ComparedPlace(**first["place"]),
        metric=ComparedMetric(id=first["metric_id"], name=known.canonical if known else first["metric"]),
        period=_period(claims),
        known_until=parts[_SO_FAR] or None, kind=first["value"]["kind"], unit=unit, comparison=json.loads(parts[_COMPARISON] or "null"),
        among=parts[_STANDING].split("\t")[0] or None, status=first["status"], attribution=parts[_WHOSE] or None,
        relation="contradiction" if apart else "agreement",
        by=None if apart else max(grounds, key=GROUNDS.index, default="equal"),
        difference=difference, confidence=_confidence(values, difference), documents=len(documents),
        sentences=_sentences(claims), across=across, within=within,
        values=[_told(value, [j if i == n else i for i, j in apart if n in (i, j)]) for n, value in enumerate(values)],
    )  # fmt: skip


_SO_FAR, _COMPARISON, _STANDING, _WHOSE = 4, -4, -3, -1  # in the key


def _by_value(claims: list[dict[str, Any]]) -> list[_Stated]:
    """The different values of the claims, the smallest first. One value may be written to different places: the finest counts."""
    found: dict[tuple[float, float, str], _Stated] = {}
    for claim in claims:
        extent = extent_of(claim["value"])
        stated = found.setdefault((extent.low, extent.high, extent.bound), _Stated(extent, []))
        stated.claims.append(claim)
        if extent.most - extent.least < stated.extent.most - stated.extent.least:
            stated.extent = extent
    return [found[key] for key in sorted(found)]


def _period(claims: list[dict[str, Any]]) -> Period:
    """The longest of their periods; those of figures at a point in time begin at different days."""
    return Period(start=min(c["period"][0] for c in claims), end=claims[0]["period"][1])


def _sentences(claims: list[dict[str, Any]]) -> int:
    """Different sentences, marks and blanks aside, in one script."""
    written = {claim["evidence"]["text"] or "" for claim in claims}
    return len(written) if len(written) == 1 else len({_MARKS.sub("", normalize_text(text).text) for text in written})


def _difference(verdicts: Mapping[tuple[int, int], Verdict], apart: list[tuple[int, int]]) -> Difference | None:
    pairs = apart or [pair for pair, verdict in verdicts.items() if verdict.absolute]
    if not pairs:
        return None
    widest = max(pairs, key=lambda pair: (verdicts[pair].relative, verdicts[pair].absolute, -pair[0], -pair[1]))
    return Difference(absolute=verdicts[widest].absolute, relative=verdicts[widest].relative, between=widest)


def _confidence(values: list[_Stated], difference: Difference | None) -> float:
    surest = [max(float(claim["confidence"]) for claim in value.claims) for value in values]
    return max(surest) if difference is None else math.prod(surest[place] for place in difference.between)


def _told(stated: _Stated, contradicts: list[int]) -> StatedValue:
    value, extent = stated.claims[0]["value"], stated.extent
    return StatedValue(
        number=value["number"], low=value["low"], high=value["high"], bound=value["bound"],
        least=_finite(extent.least), most=_finite(extent.most), contradicts=contradicts,
        claims=[
            StatedClaim(
                id=claim["id"], document_id=claim["document_id"], attribution=claim["attribution"], metric=claim["metric"], date=claim["date"],
                value=Value.model_validate(claim["value"]), evidence=claim["evidence"], confidence=claim["confidence"], **claim["source"],
            )
            for claim in stated.claims
        ],
    )  # fmt: skip


def _finite(end: float) -> float | None:
    return end if math.isfinite(end) else None
