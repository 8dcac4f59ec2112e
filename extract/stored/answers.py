"""What is told of stored claims, as pydantic models beside those of the contract."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from extract.contract import Claim, Conflict, Document, SpanPair


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Holdings(_Model):
    """What the runs hold."""

    runs: list[str] = Field(description="the names of their folders")
    claims: int
    candidates: int = Field(description="doubtful claims, which are only told where they are asked for")
    documents: int
    texts: bool = Field(description="whether the documents' texts are there, so that evidence can be shown in context")


class ClaimPage(_Model):
    """Claims that were asked for, a page of them."""

    items: list[Claim]
    total: int = Field(description="how many there are on all pages")
    next: str | None = Field(description="give it as cursor to get the page after this one; null on the last")


class Count(_Model):
    """How many claims have a value."""

    value: str | None
    id: str | None = Field(default=None, description="of a metric in the catalogue, or of a place in GB/T 2260")
    claims: int


class Mark(_Model):
    """Words that a part of the claim was read from."""

    field: Literal["city", "metric", "value", "date", "attribution"]
    text: str
    span: SpanPair


class Passage(_Model):
    """A sentence that the claim rests on, with what stands around it in the article."""

    role: Literal["evidence", "further"] = Field(description="evidence holds the value; further ones are needed besides, or repeat it")
    text: str
    span: SpanPair
    before: str | None = Field(description="the raw text before it; null where the run does not hold texts")
    after: str | None
    marks: list[Mark] = Field(description="the words of the claim inside the sentence, in the order of the text")


class EvidenceInContext(_Model):
    """A claim and the passages of its article that it rests on."""

    claim: Claim
    document: Document | None = Field(description="the record of the article, its text left out")
    passages: list[Passage]


class ConflictPage(_Model):
    """Groups of claims about the same thing, a page of them."""

    items: list[Conflict]
    total: int
    next: str | None
