"""The API that the pages' script talks to; programs may use it too, with a session of their own. ``/api/openapi.json`` describes it."""

from __future__ import annotations

import random
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from sqlalchemy import select

from extract.model import Span
from extract.review.claims.articles import Article
from extract.review.claims.drafts import Draft, added, corrected
from extract.review.claims.edits import Edits
from extract.review.claims.marks import raw_stretches, repaired_stretches, spans_of
from extract.review.claims.reasons import reasons
from extract.review.store import audits, decisions, figures, queues, tables
from extract.review.store.clock import now
from extract.review.store.decisions import Given, Kept, Met, Missing
from extract.review.store.queues import Queue
from extract.review.web.claim_view import changes, draft_parts, draft_stretches, item_of, known_values, readings
from extract.review.web.desk import Desk, TheDesk
from extract.review.web.render import part
from extract.review.web.sessions import Lead, Me, Writer
from extract.review.web.wording import Wording, language_of

router = APIRouter(prefix="/api", tags=["desk"])
_HEX = r"^[0-9a-f]{32}$"
_NUMBER = 2**31 - 1


def _without_nul(text: str) -> str:
    return text.replace("\0", "")


Clean = AfterValidator(_without_nul)
Subject = Annotated[str, Field(pattern=_HEX)]
Token = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9-]{8,64}$", description="made by the sender, another for each decision: what comes twice is kept once")
]
Version = Annotated[int, Field(ge=0, le=_NUMBER)]
Comment = Annotated[str, Field(max_length=2000), Clean]
QueueName = Annotated[str, Field(max_length=400), Clean]
DocumentId = Annotated[str, Field(max_length=1000), Clean]
QueueParameter = Annotated[str, Query(max_length=400), Clean]
REASON = Literal["place", "metric", "value", "date", "status", "no_claim", "repeated", "other"]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DecisionIn(_Body):
    """A decision on a claim. ``reject`` has a reason, ``correct`` has edits, ``comment`` has a comment."""

    token: Token
    subject: Subject
    version: Version
    action: Literal["accept", "reject", "correct", "skip", "comment"]
    reason: REASON | None = None
    comment: Comment | None = None
    edits: Edits | None = None
    extracted: bool = Field(default=False, description="what was seen is the claim as extracted, corrections of others left out")
    queue: QueueName | None = None
    seconds: Annotated[float, Field(ge=0, le=1e6)] | None = None

    @model_validator(mode="after")
    def _whole(self) -> DecisionIn:
        if self.action == "reject" and self.reason is None:
            raise ValueError("a rejection has a reason")
        if self.action == "correct" and (self.edits is None or not self.edits.any):
            raise ValueError("a correction has edits")
        if self.action == "comment" and not (self.comment or "").strip():
            raise ValueError("a comment has words")
        return self


class AdditionIn(_Body):
    """A claim that the extractor missed."""

    token: Token
    document: DocumentId
    edits: Edits
    comment: Comment | None = None
    queue: QueueName | None = None


class UndoIn(_Body):
    """Takes back a decision, without a number one's own last."""

    token: Token
    decision: Annotated[int, Field(ge=1, le=_NUMBER)] | None = None


class DraftIn(_Body):
    """Edits to be read and shown, of a claim or, with a document, of one that was missed."""

    subject: Subject | None = None
    document: DocumentId | None = None
    edits: Edits
    extracted: bool = False
    repaired: bool = Field(default=False, description="show the repaired text")


class AuditIn(_Body):
    """An audit to be drawn from a queue."""

    name: Annotated[str, Field(min_length=1, max_length=100), Clean]
    size: Annotated[int, Field(ge=1, le=5000)]
    queue: QueueName = "confidence"
    seed: Annotated[int, Field(ge=0, le=_NUMBER)] | None = None


class KeptOut(BaseModel):
    """The acknowledgement: the decision is on the disk."""

    id: int
    subject: str
    state: str
    version: int


def _kept(kept: Kept) -> KeptOut:
    return KeptOut(id=kept.id, subject=kept.subject, state=kept.state, version=kept.version)


def _article(desk: Desk, id: str) -> Article:
    found = desk.articles.get(id)
    if found is None:
        raise HTTPException(404, "there is no such article under review")
    return found


def _item(desk: Desk, subject: str) -> dict[str, Any]:
    with desk.database.read() as connection:
        found = item_of(connection, subject)
    if found is None:
        raise HTTPException(404, "this claim is not under review any more")
    return found


def met(_: Request, error: Exception) -> JSONResponse:
    """The answer to the second of two reviewers: what the first one decided, and what the claim is now."""
    assert isinstance(error, Met)
    item = error.item
    others = [
        {"reviewer": d["reviewer"], "action": d["action"], "reason": d["reason"], "comment": d["comment"], "at": d["at"],
         "changes": changes(d["seen"], d["result"])}
        for d in error.others
    ]  # fmt: skip
    return JSONResponse({"detail": str(error), "subject": item["subject"], "state": item["state"], "version": item["version"], "others": others}, 409)


def missing(_: Request, error: Exception) -> JSONResponse:
    """The answer where a claim or a decision is not there."""
    return JSONResponse({"detail": str(error)}, 404)


def _refused(request: Request, draft: Draft) -> JSONResponse:
    return JSONResponse({"detail": "the claim cannot be read", "errors": _errors(request, draft)}, 422)


def _errors(request: Request, draft: Draft) -> dict[str, str]:
    words = Wording(language_of(request))
    return {field: words(f"error.{code}") for field, code in draft.errors.items()}


@router.post("/decisions", response_model=KeptOut, responses={404: {}, 409: {}})
def post_decision(given: DecisionIn, request: Request, desk: TheDesk, me: Writer) -> Any:
    """Keeps a decision. 409 tells that somebody else judged the claim since ``version``: nothing is kept then."""
    result = None
    item = _item(desk, given.subject)
    seen = item["record"] if given.extracted else item["effective"] or item["record"]
    if given.action == "correct":
        assert given.edits is not None
        draft = corrected(_article(desk, item["document"]), seen, given.edits)
        if not draft.complete:
            return _refused(request, draft)
        result = draft.record
    told = Given(given.token, me.name, given.action, given.version, me.leads, given.reason, given.comment, result, seen, given.queue, given.seconds)
    with desk.database.write() as connection:
        return _kept(decisions.decide(connection, given.subject, told))


@router.post("/additions", response_model=KeptOut, responses={404: {}, 409: {}})
def post_addition(given: AdditionIn, request: Request, desk: TheDesk, me: Writer) -> Any:
    """Keeps a claim that the extractor missed."""
    draft = added(_article(desk, given.document), given.edits)
    if not draft.complete:
        return _refused(request, draft)
    told = Given(given.token, me.name, "add", 0, me.leads, None, given.comment, queue=given.queue)
    with desk.database.write() as connection:
        run = connection.scalar(select(tables.runs.c.id).order_by(tables.runs.c.id.desc()).limit(1)) or 0
        return _kept(decisions.add_claim(connection, run, draft.record, told))


@router.post("/undo", response_model=KeptOut, responses={404: {}})
def post_undo(given: UndoIn, desk: TheDesk, me: Writer) -> KeptOut:
    """Takes a decision back by adding one that says so."""
    with desk.database.write() as connection:
        return _kept(decisions.undo(connection, Given(given.token, me.name, "undo", 0, me.leads), given.decision))


@router.post("/drafts", responses={404: {}})
def post_draft(given: DraftIn, request: Request, desk: TheDesk, _: Writer) -> dict[str, Any]:
    """Reads edits and keeps nothing: how each field is understood, what is wrong, and the article with the parts marked."""
    known: list[Span] = []
    if given.subject is not None:
        item = _item(desk, given.subject)
        article = _article(desk, item["document"])
        draft = corrected(article, item["record"] if given.extracted else item["effective"] or item["record"], given.edits)
    elif given.document is not None:
        article = _article(desk, given.document)
        draft = added(article, given.edits)
        with desk.database.read() as connection:
            known = known_values(connection, given.document)
    else:
        raise HTTPException(422, "name a claim or a document")
    html = part(request, "_article.html", stretches=draft_stretches(article, draft, repaired=given.repaired, known=known))
    told = {"complete": draft.complete, "errors": _errors(request, draft), "readings": readings(draft.record), "html": html}
    return {**told, "value": draft.record["value"], "spans": dict(spans_of(draft_parts(draft)))}


@router.get("/next")
def get_next(
    desk: TheDesk, me: Me, queue: QueueParameter = "confidence", after: Annotated[str, Query(max_length=64), Clean] = ""
) -> dict[str, str | None]:
    """The claim that comes next in a queue; it is kept from other reviewers for two minutes."""
    with desk.database.write() as connection:
        subject = queues.next_subject(connection, Queue.named(queue), me.name, after or None)
        if subject is not None:
            queues.hold(connection, subject, me.name)
    return {"subject": subject}


@router.get("/claims/{subject}", responses={404: {}})
def get_claim(subject: str, desk: TheDesk, _: Me) -> dict[str, Any]:
    """A claim under review with what its decisions come to."""
    item = _item(desk, _without_nul(subject))
    return {name: value for name, value in item.items() if name != "id"}


@router.get("/claims/{subject}/article", responses={404: {}})
def get_article(subject: str, request: Request, desk: TheDesk, _: Me, repaired: bool = False) -> dict[str, str]:
    """The article of a claim as marked HTML, raw or repaired."""
    item = _item(desk, _without_nul(subject))
    article, record = _article(desk, item["document"]), item["effective"] or item["record"]
    stretches = repaired_stretches(article, record) if repaired else raw_stretches(article, record)
    return {"html": part(request, "_article.html", stretches=stretches)}


@router.get("/claims/{subject}/reasons", responses={404: {}})
def get_reasons(subject: str, request: Request, desk: TheDesk, _: Me) -> dict[str, str]:
    """Why the extractor made a claim, as HTML."""
    item = _item(desk, _without_nul(subject))
    found = reasons(_article(desk, item["document"]), item["record"])
    return {"html": part(request, "_reasons.html", reasons=found)}


@router.get("/queues/{name:path}")
def get_queue(
    name: str, desk: TheDesk, me: Me, waiting: bool = True,
    limit: Annotated[int, Query(ge=1, le=200)] = 50, offset: Annotated[int, Query(ge=0, le=_NUMBER)] = 0,
) -> dict[str, Any]:  # fmt: skip
    """The claims of a queue, and how many of them wait."""
    queue = Queue.named(_without_nul(name))
    with desk.database.read() as connection:
        rows = connection.execute(queues.listed(queue, me.name, waiting=waiting, limit=limit, offset=offset)).mappings()
        found = [{"subject": r["subject"], "state": r["state"], "record": r["effective"] or r["record"]} for r in rows]
        open_, total = queues.counted(connection, queue, me.name)
    return {"queue": str(queue), "waiting": open_, "total": total, "claims": found}


@router.get("/progress")
def get_progress(desk: TheDesk, _: Me) -> dict[str, Any]:
    """How far the desk and each reviewer are."""
    with desk.database.read() as connection:
        states = [{"origin": o, "state": s, "claims": n} for (o, s), n in figures.Tally(connection).states().items()]
        people = [{"reviewer": r.reviewer, "counts": r.counts, "today": r.today} for r in figures.reviewers(connection, now()[:10])]
    return {"states": states, "reviewers": people}


@router.post("/audits", status_code=201)
def post_audit(given: AuditIn, desk: TheDesk, me: Lead) -> dict[str, int]:
    """Draws an audit; its queue is ``audit:NUMBER``."""
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(_NUMBER)
    with desk.database.write() as connection:
        number = audits.draw(connection, name=given.name, by=me.name, size=given.size, within=Queue.named(given.queue), seed=seed)
    return {"audit": number}


HANDLERS = {Met: met, Missing: missing}
