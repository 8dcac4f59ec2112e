"""What is asked of the servers and what they answer, as pydantic models beside those of the contract."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from extract.contract import Bound, Claim, Document, Grounding, Level, Member, Number, RepairRecord, SpanPair
from extract.formats.rows import scalar
from extract.model import DateMention, PlaceMention, Quantity
from extract.text.offsets import NormalizedText

Text = Annotated[str, BeforeValidator(lambda value: scalar(value) if isinstance(value, str) else value)]
"""A string whose lone surrogates, which no UTF-8 can hold, are replaced by U+FFFD; the length stays."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Article(_Model):
    """An article to extract from."""

    text: Text = Field(description="the text that all spans will point into", examples=["2023年，合肥市地区生产总值为12673.8亿元。"])
    id: Text | None = Field(default=None, description="the document_id; without it one is made of the text")
    title: Text | None = Field(default=None, description="context: a place or date that only the title names grounds claims of the text")
    publisher: Text | None = None
    author: Text | None = None
    url: Text | None = None
    published: Text | None = Field(default=None, description="the day that 今年 and 上月 count from, as YYYY-MM-DD", examples=["2024-03-01"])


class Refusal(_Model):
    """Why a document gave nothing."""

    source: str = Field(description="where it stands in what was sent")
    id: str | None
    code: str = Field(description="for programs: empty, binary, too-large, time-limit ...")
    reason: str


class Extraction(_Model):
    """What was made of one document."""

    document: Document
    claims: list[Claim] = Field(description="those whose confidence reaches the threshold, in the order of the text")
    candidates: list[Claim] = Field(description="the doubtful rest, in the same form")


class Item(_Model):
    """One document of several: its result, or why there is none; one of the two is null."""

    index: int = Field(description="its place in what was sent, from 0")
    extraction: Extraction | None
    reject: Refusal | None


class Batch(_Model):
    """The results for several documents, in their order."""

    items: list[Item]
    documents: int = Field(description="how many gave a result")
    claims: int
    rejects: int


class Segment(_Model):
    """A stretch of the normalized text and what it stands for in the raw text."""

    span: SpanPair = Field(description="[start, end) in the normalized text")
    raw: SpanPair
    whole: bool = Field(description="true where the stretch stands for the raw one only as a whole; else character stands for character")


class Normalization(_Model):
    """A repaired and normalized text, with the way back."""

    text: str
    changed: bool
    repairs: list[RepairRecord] = Field(description="damage that was mended, in positions of the raw text; a mere change of script is none")
    segments: list[Segment] = Field(description="they cover the normalized text, in its order; raw text that none covers was dropped")


class QuantityFound(_Model):
    """A number with what it counts or measures."""

    text: str
    span: SpanPair
    kind: Literal["amount", "rate", "growth", "rank", "ratio", "category", "number"]
    number: Number | None
    low: Number | None
    high: Number | None
    unit: str | None
    bound: Bound


class DateFound(_Model):
    """A date or period, as inclusive ISO days."""

    text: str
    span: SpanPair
    start: dt.date | None = Field(description="null for a relative date where no reference is given")
    end: dt.date | None
    precision: Literal["day", "month", "quarter", "half", "year", "years"]
    grounding: Grounding
    role: Literal["period", "base", "since", "until"]


class PlaceFound(_Model):
    """A place."""

    text: str
    span: SpanPair
    name: str | None = Field(description="official name; null for words that only point at a place")
    adcode: str | None
    level: Level
    path: list[str] = Field(description="the divisions that it lies in, the highest first")
    members: list[Member]


class Quantities(_Model):
    """The quantities of a text, in its order."""

    items: list[QuantityFound]


class Dates(_Model):
    """The dates of a text, in its order."""

    items: list[DateFound]


class Places(_Model):
    """The places of a text, in its order."""

    items: list[PlaceFound]


def normalization(found: NormalizedText) -> Normalization:
    """The answer for a normalized text."""
    return Normalization(
        text=scalar(found.text), changed=found.text != found.raw,
        repairs=[RepairRecord(kind=r.kind, span=r.span, before=scalar(r.before), after=scalar(r.after)) for r in found.repairs],
        segments=[Segment(span=span, raw=raw, whole=whole) for span, raw, whole in found.offsets.segments()],
    )  # fmt: skip


def quantities(found: list[Quantity]) -> Quantities:
    """The answer for quantities."""
    return Quantities(items=[
        QuantityFound(text=q.text, span=q.span, kind=q.kind, number=_number(q.number), low=_number(q.low), high=_number(q.high), unit=q.unit,
                      bound=q.bound)
        for q in found
    ])  # fmt: skip


def dates(found: list[DateMention]) -> Dates:
    """The answer for dates."""
    return Dates(items=[
        DateFound(text=d.text, span=d.span, start=d.start, end=d.end, precision=d.precision, grounding=d.grounding, role=d.role) for d in found
    ])  # fmt: skip


def places(found: list[PlaceMention]) -> Places:
    """The answer for places."""
    return Places(items=[
        PlaceFound(text=p.text, span=p.span, name=p.name, adcode=p.adcode, level=p.level, path=list(p.path),
                   members=[Member(name=m.name, adcode=m.adcode, level=m.level) for m in p.members])
        for p in found
    ])  # fmt: skip


def _number(value: Decimal | None) -> float | None:
    """A number that JSON can hold; what is beyond doubles is none."""
    made = None if value is None else float(value)
    return made if made is not None and abs(made) < float("inf") else None
