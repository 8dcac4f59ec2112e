"""The output contract: what every consumer may rely on, as pydantic models.

``schemas/`` is generated from these models (``zh-extract schema``). Extending them is fine; renaming or dropping a field is not.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, model_validator

# The number of this contract, which manifests of runs name. It rises where a field is renamed or dropped, means something else, or may have another
# word for its value. Added fields leave it: earlier versions leave them out, and this one takes them for null or empty where they are missing.
VERSION = 1

SpanPair = Annotated[tuple[int, int], Field(description="[start, end) in code points of the raw text")]


def _plain(value: float) -> int | float:
    """A JSON number without float noise: whole numbers as integers."""
    return int(value) if value.is_integer() and abs(value) < 2**63 else float(f"{value:.12g}")


Number = Annotated[float, Field(allow_inf_nan=False), PlainSerializer(_plain, return_type=int | float, when_used="always")]
Level = Literal["country", "region", "province", "city", "county", "township", "zone", "world", "foreign", "group"]
Grounding = Literal["explicit", "inherited", "coreference", "publication", "implied"]
Kind = Literal["amount", "rate", "growth", "rank", "ratio", "category"]
Bound = Literal["exact", "approx", "more_than", "at_least", "less_than", "at_most", "range"]
Status = Literal["actual", "target", "forecast", "policy"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)  # a run needs few of them


class Quoted(_Model):
    """Words of the raw text and where they stand; both are null for what does not stand in the text."""

    text: str | None = Field(description="the raw article's words as they are")
    span: SpanPair | None

    @model_validator(mode="after")
    def _both_or_none(self) -> Quoted:
        if (self.text is None) != (self.span is None):
            raise ValueError("text and span go together")
        if self.span is not None and self.text is not None and self.span[1] - self.span[0] != len(self.text):
            raise ValueError("span does not have the length of text")
        return self


class Member(_Model):
    """A place that belongs to a group."""

    name: str
    adcode: str | None
    level: Level


class City(Quoted):
    """The place that the value is of."""

    name: str = Field(description="official name, simplified")
    adcode: str | None = Field(description="GB/T 2260 code, null where there is none")
    level: Level
    grounding: Grounding
    members: list[Member] = Field(default_factory=list, description="for a group: the places it is made of")


class Metric(Quoted):
    """What is measured."""

    name: str = Field(description="as the article words it: simplified, repaired, completed from context")
    id: str | None = Field(default=None, description="of the metric catalogue, null for open metrics")
    canonical: str | None = Field(default=None, description="official name where the catalogue knows the metric")


class Comparison(_Model):
    """What a growth or a gap is measured against."""

    basis: Literal["yoy", "mom", "average_annual", "since", "place", "target"]
    period: str | None = Field(default=None, description="ISO interval start/end of the base period")
    place: str | None = Field(default=None, description="name of the other place")


class Value(Quoted):
    """The value as it stands and what it is worth in base units."""

    kind: Kind
    number: Number | None
    low: Number | None
    high: Number | None
    unit: str | None = Field(description="ISO 4217 for money, %, pp, else the simplified Chinese unit; null for rank, ratio, category")
    bound: Bound
    comparison: Comparison | None = None
    label: str | None = Field(default=None, description="for category: the label in simplified characters")


class Date(Quoted):
    """The period that the value holds for, as inclusive ISO days."""

    start: str | None = Field(pattern=r"^\d{4}-\d\d-\d\d$")
    end: str | None = Field(pattern=r"^\d{4}-\d\d-\d\d$")
    precision: Literal["day", "month", "quarter", "half", "year", "years"]
    grounding: Grounding


class SourceDocument(_Model):
    """The article."""

    id: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None


class Attribution(Quoted):
    """Who the article says it from."""

    name: str
    kind: Literal["report", "body", "company", "person", "media", "law", "survey", "conference"]


class Evidence(Quoted):
    """A sentence of the raw text."""


class Source(_Model):
    """Where the claim comes from."""

    document: SourceDocument
    attribution: Attribution | None
    evidence: Evidence = Field(description="the sentence that holds the value")
    evidences: list[Evidence] = Field(description="every other sentence that the claim needs or that repeats it")


class Provenance(_Model):
    """How the claim was made."""

    extractor: str
    rule: str
    version: str
    repairs: list[str]


class Claim(_Model):
    """A place had, has or will have a value of a metric at a date, according to a source."""

    id: str
    document_id: str
    city: City
    metric: Metric
    value: Value
    date: Date | None
    source: Source
    status: Status
    flags: list[Literal["negated", "hypothetical", "repaired", "repeated", "contradicted"]]
    confidence: Annotated[Number, Field(ge=0, le=1)]
    provenance: Provenance


class StatedClaim(_Model):
    """A claim as it stands in a group of claims about the same thing: what a reader needs to find and weigh it."""

    id: str
    document_id: str
    publisher: str | None
    published: str | None
    url: str | None
    attribution: str | None = Field(description="who the article says it from")
    metric: str = Field(description="the metric as the article words it")
    date: str | None = Field(description="the words that date it")
    value: Value
    evidence: Evidence
    confidence: Annotated[Number, Field(ge=0, le=1)]


class StatedValue(_Model):
    """A value that one or more claims of a group state."""

    number: Number | None
    low: Number | None
    high: Number | None
    bound: Bound
    least: Number | None = Field(description="the least that the words admit, rounding and 约 included; null where they set no lower end")
    most: Number | None = Field(description="the most that they admit; null where they set no upper end")
    contradicts: list[int] = Field(description="places in ``values`` of those that this one cannot be true beside")
    claims: list[StatedClaim]


class Difference(_Model):
    """How far two values of a group are apart."""

    absolute: Number = Field(description="between the numbers as stated, in the unit of the group; to the nearer end of a range")
    relative: Number = Field(description="that as a share of the larger of the two in size")
    between: tuple[int, int] = Field(description="places in ``values``")


class ComparedPlace(_Model):
    """The place that the claims of a group are about."""

    name: str
    adcode: str | None
    level: Level
    members: list[Member]


class ComparedMetric(_Model):
    """The metric that the claims of a group are about."""

    id: str | None
    name: str = Field(description="the official name, or for open metrics the wording of the first claim")


class Period(_Model):
    """Inclusive ISO days."""

    start: str
    end: str


class Conflict(_Model):
    """Claims about the same place, metric and period that can be held against each other, and whether they agree."""

    id: str = Field(description="a hash of what the claims have in common: it stays when claims are added")
    place: ComparedPlace
    metric: ComparedMetric
    period: Period
    known_until: str | None = Field(description="the day of the articles, if the period was not over then")
    kind: Kind
    unit: str | None
    comparison: Comparison | None = Field(description="what the growth or the gap is measured against")
    among: str | None = Field(description="for a rank: among whom, in the article's words")
    status: Status
    attribution: str | None = Field(description="for a target or forecast: whose")
    relation: Literal["agreement", "contradiction"]
    by: Literal["equal", "rounding", "approximate", "bounds", "tolerance"] | None = Field(
        description="the most lenient ground on which two of the values agree; null for a contradiction"
    )
    difference: Difference | None = Field(
        description="of a contradiction the largest, of an agreement the largest within it; null if all numbers are equal"
    )
    confidence: Number = Field(description="the product of those of the surest claims behind the difference; of the surest claim where there is none")
    documents: int = Field(description="how many documents the claims are from")
    sentences: int = Field(description="how many different sentences say it: 1 where documents only repeat each other")
    across: bool = Field(description="whether different documents contradict each other")
    within: bool = Field(description="whether one document contradicts itself")
    values: list[StatedValue] = Field(description="the different values, the smallest first")


class RepairRecord(_Model):
    """One damage that normalization mended."""

    kind: str
    span: SpanPair
    before: str
    after: str


class Document(_Model):
    """One article as it was read and what was made of it."""

    id: str
    title: str | None
    publisher: str | None
    author: str | None
    url: str | None
    published: str | None
    text: str | None = Field(description="the raw text that all spans point into; null with --no-texts")
    sha256: str = Field(description="of the raw text in UTF-8")
    length: int = Field(description="of the raw text in code points")
    encoding: str | None
    main_text: str | None = Field(description="main-text extractor and version for HTML")
    language: str
    status: Literal["ok", "repaired", "not_chinese", "truncated", "failed"] = Field(
        description="failed: there is no result; only from Extractor.pipe, since a run rejects such a document"
    )
    repairs: list[RepairRecord]
    counts: dict[str, int]
    found: list[Literal["title", "publisher", "author", "published"]] = Field(
        default_factory=list, description="which of these the input did not give and the text says itself"
    )


MODELS: dict[str, type[_Model]] = {"claim": Claim, "conflict": Conflict, "document": Document}


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record of the contract: ``claim``, ``conflict`` or ``document``."""
    schema = MODELS[name].model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://zh-extract.dev/schemas/{name}.schema.json",
        **schema,
    }
