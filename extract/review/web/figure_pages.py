"""The pages to look at: overview, places and metrics with their series, quality."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup
from sqlalchemy import Connection, select

from extract.review.store import audits, figures, tables
from extract.review.store.clock import now
from extract.review.store.queues import Queue
from extract.review.web import charts, numbers
from extract.review.web.api import AuditIn, Clean, post_audit
from extract.review.web.charts import Bar, Point, Whisker
from extract.review.web.desk import TheDesk
from extract.review.web.pages import Name
from extract.review.web.render import page
from extract.review.web.sessions import Reader, of_form
from extract.review.web.wording import Wording, language_of

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
_BARS = 10
_RULES = 12
_MOST = 3000  # claims of a place or metric that are drawn
_ACCEPTED = ("accepted", "corrected")


@dataclass(frozen=True, slots=True)
class Series:
    """The accepted values of one metric of one place, drawn and listed."""

    key: str
    name: str
    kind: str
    basis: str
    unit: str
    chart: Markup
    rows: Sequence[Mapping[str, Any]]


@router.get("/")
def show_overview(request: Request, desk: TheDesk, who: Reader) -> Response:
    """How far the desk is and what its claims are like."""
    words = Wording(language_of(request))
    with desk.database.read() as connection:
        tally = figures.Tally(connection)
        groups = {what: desk.lately(f"by {what}", partial(figures.by, connection, what))[:_BARS] for what in ("city", "metric")}
        confidences = desk.lately("confidences", partial(figures.confidences, connection))
        statuses = desk.lately("statuses", partial(figures.claim_statuses, connection))
        rules = figures.precision_by_rule(connection)[:_RULES]
        reviewers = figures.reviewers(connection, now()[:10])
        run = connection.execute(select(tables.runs).order_by(tables.runs.c.id.desc()).limit(1)).mappings().first()
    special = {kind: tally.queue(kind) for kind in ("contradictions", "doubtful", "again")}
    by_state: dict[str, int] = defaultdict(int)
    for (_, state), count in tally.states().items():
        by_state[state] += count
    drawn = {
        what: charts.bars([Bar(p.name, p.total, p.done, f"/{_PAGES[what]}?{urlencode({'key': p.key})}") for p in rows], words(f"chart.{what}"))
        for what, rows in groups.items()
    }
    drawn["confidence"] = charts.histogram(confidences, words("chart.confidence"))
    drawn["status"] = charts.bars([Bar(words(f"status.{status}"), count) for status, count in statuses], words("chart.status"))
    drawn["state"] = charts.bars([Bar(words(f"state.{state}"), count) for state, count in sorted(by_state.items())], words("chart.state"))
    drawn["rule"] = charts.whiskers([Whisker(r, s.estimate or 0, s.low, s.high, s.judged) for r, s in rules], words("chart.rule"))
    return page(
        request, desk, who, "overview.html", by_state=by_state, charts=drawn, groups=groups, confidences=confidences, statuses=statuses, rules=rules,
        reviewers=reviewers, special=special, run=run, total=sum(by_state.values()),
    )  # fmt: skip


_PAGES = {"city": "places", "metric": "metrics"}


@router.get("/places")
def show_places(request: Request, desk: TheDesk, who: Reader, key: Name = "") -> Response:
    """All places, or one with its metrics over time."""
    return _looked_at(request, desk, who, "city", key)


@router.get("/metrics")
def show_metrics(request: Request, desk: TheDesk, who: Reader, key: Name = "") -> Response:
    """All metrics, or one with its places over time."""
    return _looked_at(request, desk, who, "metric", key)


def _looked_at(request: Request, desk: TheDesk, who: Reader, what: str, key: str) -> Response:
    with desk.database.read() as connection:
        if not key:
            return page(request, desk, who, "things.html", what=what, rows=figures.by(connection, what, 400))
        found = _accepted(connection, what, key)
        i = tables.items.c
        column, name = (i.place_key, i.place) if what == "city" else (i.metric_key, i.metric)
        named = connection.scalar(select(name).where(column == key).limit(1))
    if named is None:
        return page(request, desk, who, "missing.html", 404)
    queue = Queue(what, key)
    return page(request, desk, who, "thing.html", what=what, name=named, queue=queue, series=_series(found, what), key=key)


def _accepted(connection: Connection, what: str, key: str) -> list[dict[str, Any]]:
    i, d = tables.items.c, tables.documents.c
    wanted = (i.place_key if what == "city" else i.metric_key) == key
    statement = select(tables.items, d.title).outerjoin(tables.documents, d.document == i.document).where(wanted, i.state.in_(_ACCEPTED))
    return [dict(row) for row in connection.execute(statement.limit(_MOST)).mappings()]


def _series(rows: Sequence[dict[str, Any]], what: str) -> list[Series]:
    """Claims as series: those that measure the same of one place in one unit."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        record = row["effective"] or row["record"]
        value = record["value"]
        basis = value["comparison"]["basis"] if value["comparison"] else ""
        other, name = (row["metric_key"], row["metric"]) if what == "city" else (row["place_key"], row["place"])
        groups[other, name, value["kind"], value["unit"] or "", basis].append({**row, "told": record})
    found = []
    for (other, name, kind, unit, basis), claims in groups.items():
        claims.sort(key=lambda row: (row["told"]["date"] or {}).get("end") or "")
        found.append(Series(other, name, kind, basis, unit, _drawn(name, claims), claims))
    return sorted(found, key=lambda s: (-len(s.rows), s.name))


def _drawn(name: str, claims: Sequence[Mapping[str, Any]]) -> Markup:
    """The series as a chart; nothing where fewer than two values have a day."""
    points = []
    for row in claims:
        record = row["told"]
        value, date = record["value"], record["date"]
        ends = [n for n in (value["number"], value["low"], value["high"]) if n is not None]
        if date is None or not date["end"] or not ends:
            continue
        number = value["number"] if value["number"] is not None else sum(ends) / len(ends)
        words = f"{numbers.period(date)}: {numbers.value(value)} ({row['document']})"
        points.append(Point(dt.date.fromisoformat(date["end"]).toordinal(), number, words, record["status"] == "actual"))
    if len(points) < 2:
        return Markup("")
    scale = charts.ticks(min(p.number for p in points), max(p.number for p in points))
    powers = claims[0]["told"]["value"]["kind"] == "amount"
    years = sorted({dt.date.fromordinal(p.day).year for p in points})
    first, last = years[0], years[-1]
    step = max(1, -(-(last - first + 1) // 8))
    days = [(dt.date(year, 12, 31).toordinal(), str(year)) for year in range(first, last + 1, step)]
    days = [(min(p.day for p in points), ""), *days, (max(p.day for p in points), "")]
    return charts.series(points, name, [(n, numbers.short(n, powers=powers)) for n in scale], days)


@router.get("/quality")
def show_quality(request: Request, desk: TheDesk, who: Reader) -> Response:
    """Audits with their precision, precision by rule, agreement between reviewers."""
    with desk.database.read() as connection:
        drawn, rules, agreed = audits.all_audits(connection), figures.precision_by_rule(connection), figures.agreements(connection)
    return page(request, desk, who, "quality.html", audits=drawn, rules=rules, agreements=agreed)


@router.post("/quality/audits")
def draw_audit(
    desk: TheDesk, who: Reader, name: Annotated[str, Form(min_length=1, max_length=100), Clean], size: Annotated[int, Form(ge=1, le=5000)],
    token: Annotated[str, Form()], queue: Annotated[str, Form(max_length=400), Clean] = "confidence",
) -> Response:  # fmt: skip
    """Draws an audit and goes to its first claim."""
    of_form(who, token)
    assert who.person is not None
    if not who.person.leads:
        return RedirectResponse("/quality", 303)
    drawn = post_audit(AuditIn(name=name, size=size, queue=queue), desk, who.person)
    return RedirectResponse(f"/review?queue=audit:{drawn['audit']}", 303)
