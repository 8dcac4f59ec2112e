"""What the tools answer: the contract's records in few words, since a model has to read all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from extract.contract import Bound, Claim, Conflict, Kind, Number, RepairRecord, Status
from extract.stored import ClaimPage, ConflictPage, Count, EvidenceInContext
from extract.stored.answers import Mark


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Finding(_Model):
    """A claim: a place has, had or will have a value of a metric in a period, according to a document."""

    id: str = Field(description="give it to show_evidence")
    place: str = Field(description="official name; for a group of places its words")
    adcode: str | None = Field(description="GB/T 2260 code")
    metric: str
    metric_id: str | None = Field(description="of the catalogue; null for metrics that it does not know")
    value: str | None = Field(description="the words of the article")
    number: Number | None = Field(description="in base units (1.2亿元 is 120000000 CNY); null for ranges and categories")
    low: Number | None
    high: Number | None
    unit: str | None
    kind: Kind
    bound: Bound
    against: str | None = Field(description="what a growth or gap is measured against: yoy, mom, average_annual, since, place, target")
    start: str | None = Field(description="first day of the period")
    end: str | None = Field(description="last day")
    status: Status = Field(description="only actual is a fact; target and forecast are plans and expectations")
    flags: list[str]
    confidence: Number = Field(description="calibrated: of claims at 0.9 about nine in ten are right")
    document: str
    publisher: str | None
    published: str | None
    said_by: str | None = Field(description="whom the article names as its source")
    evidence: str | None = Field(description="the sentence of the article that holds the value, as it is")


class Extracted(_Model):
    """What an article says."""

    document: str
    language: str
    status: str = Field(description="ok, repaired (damage was mended), not_chinese (no claims are made), truncated")
    claims: list[Finding]
    candidates: list[Finding] = Field(description="doubtful ones, if they were asked for")
    left_out: int = Field(description="claims and candidates beyond the limit of the answer")


class Normalized(_Model):
    """A text made readable."""

    text: str
    changed: bool
    repairs: list[RepairRecord] = Field(description="damage that was mended, in positions of the text that was given")
    left_out: int = Field(description="repairs beyond the limit of the answer")


class Findings(_Model):
    """Claims that were asked for."""

    claims: list[Finding]
    total: int = Field(description="how many there are in all")
    next: str | None = Field(description="give it as cursor, with the same filters, for more; null where there are no more")


class Counts(_Model):
    """How many claims there are of each."""

    counts: list[Count]


class Passage(_Model):
    """A sentence of the article in its context."""

    role: Literal["evidence", "further"] = Field(description="evidence holds the value; further ones are needed besides, or repeat it")
    before: str | None
    text: str
    after: str | None
    span: tuple[int, int] = Field(description="[start, end) in characters of the article")
    marks: list[Mark] = Field(description="the words that each part of the claim was read from")


class Evidence(_Model):
    """A claim, its article, and the passages that it rests on."""

    claim: Finding
    title: str | None
    url: str | None
    passages: list[Passage]


class Stated(_Model):
    """A value, and who states it."""

    value: list[str] = Field(description="in the words of the articles")
    number: Number | None
    low: Number | None
    high: Number | None
    bound: Bound
    contradicts: list[int] = Field(description="places in values of those that it cannot be true beside")
    documents: list[str]
    claims: list[str] = Field(description="their ids, for show_evidence")


class Group(_Model):
    """Claims about the same thing."""

    place: str
    metric: str
    metric_id: str | None
    start: str
    end: str
    kind: Kind
    unit: str | None
    status: Status
    relation: Literal["agreement", "contradiction"]
    difference: Number | None = Field(description="the largest, as a share of the larger value")
    confidence: Number
    within: bool = Field(description="one document contradicts itself: often an error of extraction")
    values: list[Stated]


class Groups(_Model):
    """Groups that were asked for."""

    groups: list[Group]
    total: int
    next: str | None = Field(description="give it as cursor, with the same filters, for more; null where there are no more")


def finding(claim: Claim) -> Finding:
    """A claim in few words."""
    value, date, source = claim.value, claim.date, claim.source
    return Finding(
        id=claim.id, place=claim.city.name, adcode=claim.city.adcode, metric=claim.metric.name, metric_id=claim.metric.id, value=value.text,
        number=value.number, low=value.low, high=value.high, unit=value.unit, kind=value.kind, bound=value.bound,
        against=value.comparison.basis if value.comparison else None, start=date.start if date else None, end=date.end if date else None,
        status=claim.status, flags=list(claim.flags), confidence=claim.confidence, document=claim.document_id,
        publisher=source.document.publisher, published=source.document.published,
        said_by=source.attribution.name if source.attribution else None, evidence=source.evidence.text,
    )  # fmt: skip


def findings(page: ClaimPage) -> Findings:
    """A page of claims in few words."""
    return Findings(claims=[finding(claim) for claim in page.items], total=page.total, next=page.next)


def evidence(shown: EvidenceInContext) -> Evidence:
    """A claim's evidence in few words."""
    document = shown.claim.source.document
    passages = [
        Passage(role=p.role, before=p.before, text=p.text, after=p.after, span=p.span, marks=p.marks) for p in shown.passages
    ]  # fmt: skip
    return Evidence(claim=finding(shown.claim), title=document.title, url=document.url, passages=passages)


def groups(page: ConflictPage) -> Groups:
    """A page of groups in few words."""
    return Groups(groups=[_group(found) for found in page.items], total=page.total, next=page.next)


def _group(found: Conflict) -> Group:
    return Group(
        place=found.place.name, metric=found.metric.name, metric_id=found.metric.id, start=found.period.start, end=found.period.end,
        kind=found.kind, unit=found.unit, status=found.status, relation=found.relation,
        difference=found.difference.relative if found.difference else None, confidence=found.confidence, within=found.within,
        values=[
            Stated(value=_distinct(claim.value.text for claim in value.claims), number=value.number, low=value.low, high=value.high,
                   bound=value.bound, contradicts=value.contradicts, documents=_distinct(claim.document_id for claim in value.claims),
                   claims=[claim.id for claim in value.claims])
            for value in found.values
        ],
    )  # fmt: skip


def _distinct(words: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(word for word in words if word))


def extracted(document_id: str, language: str, status: str, claims: Sequence[Claim], candidates: Sequence[Claim], most: int) -> Extracted:
    """What was extracted, in few words and with at most ``most`` claims and candidates."""
    told, doubtful = claims[:most], candidates[: max(0, most - len(claims))]
    left_out = len(claims) + len(candidates) - len(told) - len(doubtful)
    return Extracted(document=document_id, language=language, status=status, claims=[finding(c) for c in told],
                     candidates=[finding(c) for c in doubtful], left_out=left_out)  # fmt: skip
