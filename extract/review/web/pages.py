"""The pages for judging: queues, claims, articles, search."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import func, select

from extract.review.claims.marks import raw_stretches
from extract.review.store import audits, figures, queues, tables
from extract.review.store.decisions import REASONS
from extract.review.store.queues import Queue
from extract.review.store.searching import holds
from extract.review.web.api import Clean
from extract.review.web.claim_view import claim_view, form_of, known_values, readings
from extract.review.web.desk import Desk, TheDesk
from extract.review.web.render import page, part
from extract.review.web.sessions import Reader, Visitor

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
PAGE = 50
_FIXED = ("confidence", "contradictions", "doubtful", "again", "second", "disputed", "surest")
Name = Annotated[str, Query(max_length=1000), Clean]
Number = Annotated[int, Query(ge=1, le=100_000)]


def _name(who: Visitor) -> str:
    assert who.person is not None
    return who.person.name


@router.get("/queues")
def show_queues(request: Request, desk: TheDesk, who: Reader) -> Response:
    """All queues with how far they are."""
    with desk.database.read() as connection:
        tally = figures.Tally(connection)
        fixed = [tally.queue(kind) for kind in _FIXED if kind != "second"]
        fixed.append(figures.Progress("second", "second", *queues.counted(connection, Queue("second"), _name(who))))
        groups = {what: desk.lately(f"by {what}", partial(figures.by, connection, what)) for what in ("city", "metric", "document")}
        drawn = audits.all_audits(connection)
    return page(request, desk, who, "queues.html", fixed=fixed, groups=groups, audits=drawn)


@router.get("/queue")
def show_queue(request: Request, desk: TheDesk, who: Reader, name: Name = "confidence", all: bool = False, at: Number = 1) -> Response:
    """The claims of a queue as a list."""
    queue = Queue.named(name)
    with desk.database.read() as connection:
        statement = queues.listed(queue, _name(who), waiting=not all, limit=PAGE, offset=(at - 1) * PAGE)
        rows = [dict(row) for row in connection.execute(statement).mappings()]
        waiting, total = queues.counted(connection, queue, _name(who))
        label = queues.label_of(connection, queue)
    pages = -(-(total if all else waiting) // PAGE)
    return page(request, desk, who, "queue.html", queue=queue, label=label, rows=rows, waiting=waiting, total=total, all=all, at=at, pages=pages)


@router.get("/review")
def show_next(request: Request, desk: TheDesk, who: Reader, queue: Name = "confidence") -> Response:
    """The first claim of a queue that waits; where none does, a page that says so."""
    named = Queue.named(queue)
    with desk.database.write() as connection:
        subject = queues.next_subject(connection, named, _name(who))
        if subject is not None:
            queues.hold(connection, subject, _name(who))
    if subject is None:
        return page(request, desk, who, "done.html", queue=named)
    return RedirectResponse(
        str(request.url_for("show_claim", subject=subject).include_query_params(queue=str(named)).replace(scheme="", netloc="")), 303
    )


@router.get("/claims/{subject}", name="show_claim")
def show_claim(request: Request, desk: TheDesk, who: Reader, subject: str, queue: Name = "confidence", only: str = "") -> Response:
    """A claim in its article; with ``only=claim`` the part that changes from claim to claim."""
    named = Queue.named(queue)
    view = claim_view(desk.database, desk.articles, subject.replace("\0", ""), named, _name(who))
    if view is None:
        return page(request, desk, who, "missing.html", 404)
    assert who.person is not None
    values: dict[str, Any] = {
        "view": view, "form": form_of(view.record), "readings": readings(view.record), "reasons": REASONS, "me": who.person,
        "about": view.article.about,
    }  # fmt: skip
    if only == "claim":
        return HTMLResponse(part(request, "_claim.html", **values))
    values.pop("me")
    return page(request, desk, who, "claim.html", **values)


@router.get("/articles")
def show_article(request: Request, desk: TheDesk, who: Reader, id: Name) -> Response:
    """An article with all its claims, and a form for those that are missing."""
    article = desk.articles.get(id)
    if article is None:
        return page(request, desk, who, "missing.html", 404)
    with desk.database.read() as connection:
        rows = _rows(connection, queues.listed(Queue("document", id), _name(who), waiting=False, limit=500, offset=0))
        known = known_values(connection, id)
    return page(
        request, desk, who, "article.html", article=article, about=article.about, stretches=raw_stretches(article, None, known), rows=rows,
        form=form_of(None), readings=dict.fromkeys(("city", "metric", "value", "date", "attribution"), ""), queue=Queue("document", id),
    )  # fmt: skip


@router.get("/search")
def show_search(request: Request, desk: TheDesk, who: Reader, q: Name = "", at: Number = 1) -> Response:
    """Claims and articles with some words, in either script."""
    words = q.strip()[:200]
    rows: list[dict[str, Any]] = []
    articles: list[dict[str, Any]] = []
    total = 0
    if words:
        d, w = tables.documents.c, tables.document_words.c
        with desk.database.read() as connection:
            queue = Queue("search", words)
            rows = _rows(connection, queues.listed(queue, _name(who), waiting=False, limit=PAGE, offset=(at - 1) * PAGE))
            total = queues.counted(connection, queue, _name(who))[1]
            found = select(d.document, d.title).join(tables.document_words, w.document == d.document).where(holds(w.search, words))
            articles = _rows(connection, found.order_by(d.id).limit(20))
    pages = -(-total // PAGE)
    return page(request, desk, who, "search.html", words=words, rows=rows, total=total, articles=articles, at=at, pages=pages)


def _rows(connection: Any, statement: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(statement).mappings()]


def counts(desk: Desk) -> tuple[int, int]:
    """The number of articles and of claims under review."""
    with desk.database.read() as connection:
        articles = connection.scalar(select(func.count()).select_from(tables.documents)) or 0
        claims = connection.scalar(select(func.count()).select_from(tables.items)) or 0
    return articles, claims
