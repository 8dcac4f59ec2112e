"""Routes: the claims of runs, searched."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from extract.contract import Claim, Document, Kind, Status
from extract.serve.server import Here
from extract.stored import ClaimPage, ClaimQuery, ConflictPage, ConflictQuery, Count, EvidenceInContext, Holdings
from extract.stored.contradictions import Relation, Scope
from extract.stored.query import Flag, Sort
from extract.stored.store import Counted

router = APIRouter(prefix="/v1", tags=["claims"])
_Name = Annotated[str, Field(min_length=1, max_length=200)]
_Names = Annotated[list[_Name], Field(max_length=50)]
_Share = Annotated[float, Field(ge=0, le=1)]
_Finite = Annotated[float, Field(allow_inf_nan=False)]
_Limit = Annotated[int, Field(ge=1, le=500)]
_Cursor = Annotated[str, Field(min_length=1, max_length=2000)]
_Id = Annotated[str, Path(min_length=1, max_length=500)]


class Filters(BaseModel):
    """Which claims are meant. Of a filter given several times any may hold, of several filters all must."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    place: _Names = Field(default=[], description="a name (合肥, 合肥市) or a GB/T 2260 code; groups with it as a member too", examples=[["合肥"]])
    within: bool = Field(default=False, description="places that lie in those, too")
    metric: _Names = Field(default=[], description="an id or name of the catalogue, or a part of the wording", examples=[["GDP"]])
    kind: list[Kind] = []
    unit: _Names = []
    status: list[Status] = []
    flag: list[Flag] = Field(default=[], description="claims with one of these")
    without: list[Flag] = Field(default=[], description="claims with none of these")
    since: _Name | None = Field(default=None, alias="from", description="the period does not end before: YYYY, YYYY-MM or YYYY-MM-DD")
    until: _Name | None = Field(default=None, alias="to", description="the period does not begin after")
    min_confidence: _Share | None = None
    max_confidence: _Share | None = None
    min_value: _Finite | None = Field(default=None, description="in base units")
    max_value: _Finite | None = None
    document: list[Annotated[str, Field(min_length=1, max_length=500)]] = Field(default=[], max_length=50)
    text: _Name | None = Field(default=None, description="words that stand in the evidence as they are")
    candidates: bool = Field(default=False, description="doubtful claims too")

    def query(self) -> ClaimQuery:
        """As the store has it."""
        return ClaimQuery(
            places=tuple(self.place), within=self.within, metrics=tuple(self.metric), kinds=tuple(self.kind), units=tuple(self.unit),
            statuses=tuple(self.status), flags=tuple(self.flag), without=tuple(self.without), since=self.since, until=self.until,
            min_confidence=self.min_confidence, max_confidence=self.max_confidence, min_value=self.min_value, max_value=self.max_value,
            documents=tuple(self.document), text=self.text, candidates=self.candidates,
        )  # fmt: skip


class Search(Filters):
    """Which claims, in which order, how many at once."""

    sort: Sort = Field(default="order", description="order is that of the runs; - before a name begins with the greatest; what has no value is last")
    limit: _Limit = 50
    cursor: _Cursor | None = Field(default=None, description="next of the page before")


class Counting(Filters):
    """Which claims are counted by what."""

    of: Counted
    limit: _Limit = 50


class Compared(BaseModel):
    """Which groups of claims are meant."""

    model_config = ConfigDict(extra="forbid")

    place: _Names = []
    metric: _Names = []
    min_confidence: _Share = Field(default=0.0, description="claims of lower confidence are left out")
    tolerance: _Share = Field(default=0.0, description="differences up to this share of the larger value count as agreement")
    relation: Relation = "contradiction"
    scope: Scope = Field(default="all", description="across documents, within one, or both")
    document: str | None = Field(default=None, max_length=500, description="only groups in which it says something")
    limit: _Limit = 50
    cursor: _Cursor | None = None


@router.get("/runs", summary="What is there")
def runs(server: Here) -> Holdings:
    """The runs that are served, and how much they hold."""
    return server.claims().holdings()


@router.get("/claims", summary="Search claims")
def claims(asked: Annotated[Search, Query()], server: Here) -> ClaimPage:
    """A page of the claims that were asked for."""
    return server.claims().search(asked.query(), sort=asked.sort, limit=asked.limit, after=asked.cursor)


@router.get("/claims/{id}", summary="One claim")
def claim(id: _Id, server: Here) -> Claim:
    """A claim or candidate by its id."""
    return server.claims().claim(id)


@router.get("/claims/{id}/evidence", summary="The evidence of a claim")
def evidence(id: _Id, server: Here, context: Annotated[int, Query(ge=0, le=2000)] = 100) -> EvidenceInContext:
    """The sentences that a claim rests on, with what stands before and after them in the article, and the words that each part was read from."""
    return server.claims().evidence(id, context=context)


@router.get("/documents/{id:path}", summary="One document")
def document(id: _Id, server: Here) -> Document:
    """The record of a document, with its text where the run holds it."""
    return server.claims().document(id)


@router.get("/counts", summary="Count claims")
def counts(asked: Annotated[Counting, Query()], server: Here) -> list[Count]:
    """How many claims there are of each place, metric ..., the most frequent first."""
    return server.claims().counts(asked.of, asked.query(), limit=asked.limit)


@router.get("/contradictions", summary="Contradictions")
def contradictions(asked: Annotated[Compared, Query()], server: Here) -> ConflictPage:
    """Groups of claims about the same place, metric and period whose values contradict each other (or agree)."""
    query = ConflictQuery(
        places=tuple(asked.place), metrics=tuple(asked.metric), min_confidence=asked.min_confidence, tolerance=asked.tolerance,
        relation=asked.relation, scope=asked.scope, document=asked.document,
    )  # fmt: skip
    return server.claims().contradictions(query, limit=asked.limit, after=asked.cursor)
