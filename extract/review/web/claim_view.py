"""All that a claim's page shows, gathered from the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from extract.model import Span
from extract.review.claims.articles import Article, Articles
from extract.review.claims.drafts import Draft, differences
from extract.review.claims.marks import Stretch, raw_stretches, repaired_stretches
from extract.review.claims.related import Related, related
from extract.review.store import queues, tables
from extract.review.store.database import Database
from extract.review.store.opinions import JUDGEMENTS
from extract.review.store.queues import Queue
from extract.review.web.numbers import period, value

Row = Mapping[str, Any]
FIELDS = ("city", "metric", "value", "date", "attribution")


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim, its article, and what is said of it.

    Attributes:
        record: the claim as it stands, corrections included.
        past: decisions on it, the newest first; empty while a second opinion is asked for.
        label, waiting, total: of the queue.
        blind: what others said is not shown yet.
        earlier: the last decision on what the claim said before, where it is asked again.
    """

    item: Row
    record: Row
    article: Article
    stretches: list[Stretch]
    related: list[Related]
    past: list[Row]
    queue: Queue
    label: str
    waiting: int
    total: int
    blind: bool
    earlier: Row | None


def item_of(connection: Connection, subject: str) -> dict[str, Any] | None:
    """The row of a claim."""
    row = connection.execute(select(tables.items).where(tables.items.c.subject == subject)).mappings().first()
    return dict(row) if row is not None else None


def claim_view(database: Database, articles: Articles, subject: str, queue: Queue, reviewer: str) -> ClaimView | None:
    """The view of a claim; None where it is not under review."""
    with database.read() as connection:
        item = item_of(connection, subject)
        if item is None:
            return None
        past = _decisions(connection, subject)
        others = related(connection, item)
        waiting, total = queues.counted(connection, queue, reviewer)
        label = queues.label_of(connection, queue)
        earlier = _earlier(connection, item) if item["again"] else None
    article = articles.get(item["document"])
    if article is None:
        return None
    blind = queue.kind == "second" and not any(d["reviewer"] == reviewer and d["action"] in JUDGEMENTS for d in past)
    record = item["record"] if blind else item["effective"] or item["record"]
    stretches = raw_stretches(article, record)
    return ClaimView(item, record, article, stretches, others, [] if blind else past, queue, label, waiting, total, blind, earlier)


def _decisions(connection: Connection, subject: str) -> list[Row]:
    d = tables.decisions.c
    rows = connection.execute(select(tables.decisions).where(d.subject == subject).order_by(d.id.desc())).mappings()
    found = [dict(row) for row in rows]
    undone = {row["undoes"] for row in found}
    return [{**row, "undone": row["id"] in undone, "changes": changes(row["seen"], row["result"])} for row in found]


def _earlier(connection: Connection, item: Row) -> Row | None:
    d = tables.decisions.c
    wanted = select(tables.decisions).where(d.claim == item["claim"], d.subject != item["subject"], d.action.in_(JUDGEMENTS))
    row = connection.execute(wanted.order_by(d.id.desc()).limit(1)).mappings().first()
    return {**row, "changes": changes(row["seen"], item["record"])} if row is not None else None


def changes(before: Row | None, after: Row | None) -> list[tuple[str, str, str]]:
    """The fields in which two records differ, each with both sides in words."""
    if before is None or after is None:
        return []
    return [(name, told(name, a), told(name, b)) for name, (a, b) in differences(before, after).items()]


def told(name: str, field: Any) -> str:
    """A field of a claim in a few words."""
    if field is None:
        return "–"
    match name:
        case "value":
            return value(field)
        case "date":
            return period(field)
        case "status":
            return str(field)
        case _:
            return str(field["name"])


def form_of(record: Row | None) -> dict[str, Any]:
    """What stands in a claim's form."""
    if record is None:
        return {"city": "", "metric": "", "value": "", "date": "", "attribution": "", "status": "actual", "kind": "amount", "bound": "exact"}
    found, date, named = record["value"], record["date"], record["source"]["attribution"]
    days = "" if date is None or not date["start"] else f"{date['start']}..{date['end']}"
    return {
        "city": record["city"]["name"], "metric": record["metric"]["name"], "value": found["text"] or "", "date": days,
        "attribution": named["name"] if named else "", "status": record["status"], "kind": found["kind"], "bound": found["bound"],
        "number": found["number"], "low": found["low"], "high": found["high"], "unit": found["unit"] or "",
        "basis": found["comparison"]["basis"] if found["comparison"] else "", "source_kind": named["kind"] if named else "body",
        "label": found["label"] or "",
    }  # fmt: skip


def readings(record: Row) -> dict[str, str]:
    """How each field of a claim, or of one in the making, is understood: shown beside what is typed, where it says more."""
    city, metric, date, named = record["city"], record["metric"], record["date"], record["source"]["attribution"]
    found = dict.fromkeys(FIELDS, "")
    if city is not None:
        found["city"] = _beside(city["name"], city["adcode"], "、".join(m["name"] for m in city["members"]))
    if metric is not None:
        found["metric"] = _beside(metric["name"], metric["canonical"], metric["id"])
    if record["value"] is not None:
        found["value"] = value(record["value"])
    if date is not None and date["start"]:
        found["date"] = _beside(period(date), f"“{date['text']}”" if date["text"] else None)
    if named is not None:
        found["attribution"] = named["name"]
    return found


def _beside(*parts: str | None) -> str:
    return " · ".join(dict.fromkeys(part for part in parts if part))


def draft_parts(draft: Draft) -> Row:
    """A claim in the making with empty parts for those that are not known yet."""
    return {**draft.record, **{name: draft.record[name] or {"span": None} for name in ("city", "metric", "value")}}


def draft_stretches(article: Article, draft: Draft, *, repaired: bool, known: Sequence[Span] = ()) -> list[Stretch]:
    """The article with the parts of a claim in the making, as far as they are known."""
    parts = draft_parts(draft)
    return repaired_stretches(article, parts) if repaired else raw_stretches(article, parts, known)


def known_values(connection: Connection, document: str) -> list[Span]:
    """Where the values of an article stand of which there are claims that were not rejected."""
    i = tables.items.c
    rows = connection.execute(select(i.effective, i.record).where(i.document == document, i.state.not_in(("rejected", "withdrawn"))))
    spans = ((row.effective or row.record)["value"]["span"] for row in rows)
    return [(span[0], span[1]) for span in spans if span is not None]
