"""Queues: which claims are to be judged, in which order, and which comes next for whom.

A queue is named ``KIND`` or ``KIND:KEY``. What a reviewer skipped comes back at its end; a claim that is open on somebody's screen is passed
over for two minutes, so that two reviewers of one queue seldom meet.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, delete, exists, func, insert, not_, or_, select, true, tuple_

from extract.review.store import tables
from extract.review.store.clock import ahead
from extract.review.store.opinions import JUDGEMENTS
from extract.review.store.searching import holds

KINDS = ("confidence", "surest", "contradictions", "doubtful", "again", "second", "disputed", "document", "city", "metric", "audit", "search")
_KEYED = ("document", "city", "metric", "audit", "search")
_HELD = 120.0  # seconds
_i = tables.items.c
_d = tables.decisions.c


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue as it is named; ``key`` is a document's id, a place's or a metric's key, an audit's number, or words that are searched."""

    kind: str = "confidence"
    key: str = ""

    @classmethod
    def named(cls, name: str | None) -> Queue:
        """The queue of a name; of an unknown name that by confidence."""
        kind, _, key = (name or "").partition(":")
        if kind not in KINDS or (kind in _KEYED) != bool(key) or (kind == "audit" and not (key.isascii() and key.isdigit() and len(key) < 9)):
            return cls()
        return cls(kind, key)

    def __str__(self) -> str:
        """Its name."""
        return f"{self.kind}:{self.key}" if self.key else self.kind

    def members(self, reviewer: str) -> Sequence[ColumnElement[bool]]:
        """What holds for all claims of the queue, judged or not."""
        made = [_i.origin != "candidate"]
        match self.kind:
            case "doubtful":
                return [_i.origin == "candidate"]
            case "contradictions":
                return [*made, _i.relation == "contradiction"]
            case "again":
                return [_i.again]
            case "document":
                return [_i.document == self.key]
            case "city":
                return [*made, _i.place_key == self.key]
            case "metric":
                return [*made, _i.metric_key == self.key]
            case "audit":
                return [_i.subject.in_(select(tables.audit_items.c.subject).where(tables.audit_items.c.audit == int(self.key)))]
            case "search":
                words = tables.item_words.c
                return [_i.subject.in_(select(words.subject).where(holds(words.search, self.key)))]
            case "second":
                mine = exists().where(_d.subject == _i.subject, _d.reviewer == reviewer, _d.action.in_(JUDGEMENTS))
                others = select(_d.subject).where(_d.reviewer != reviewer, _d.action.in_(JUDGEMENTS))
                return [_i.subject.in_(others), _i.state.in_(("accepted", "rejected", "corrected")), _i.opinions == 1, not_(mine)]
            case "disputed":
                return [_i.state == "disputed"]
            case _:
                return made

    def waiting(self) -> Sequence[ColumnElement[bool]]:
        """What holds for those of them that are still to be judged."""
        return [] if self.kind in ("second", "disputed") else [_i.state == "open"]

    def order(self) -> tuple[ColumnElement[Any], ...]:
        """What they are ordered by; no two claims are alike in all of it."""
        match self.kind:
            case "document":
                return (_i.position, _i.id)
            case "contradictions":
                return (func.coalesce(_i.same, ""), _i.id)
            case "surest" | "doubtful" | "second" | "disputed":
                return (-_i.confidence, _i.id)
            case "audit":
                return (self._place(), _i.id)
            case _:
                return (_i.confidence, _i.id)

    def _place(self) -> ColumnElement[Any]:
        drawn = tables.audit_items.c
        return select(drawn.place).where(drawn.audit == int(self.key), drawn.subject == _i.subject).limit(1).scalar_subquery()


def listed(queue: Queue, reviewer: str, *, waiting: bool, limit: int, offset: int) -> Select[Any]:
    """A page of a queue's claims."""
    wanted = and_(*queue.members(reviewer), *(queue.waiting() if waiting else ()))
    return select(tables.items).where(wanted).order_by(*queue.order()).limit(limit).offset(offset)


def counted(connection: Connection, queue: Queue, reviewer: str) -> tuple[int, int]:
    """How many claims of a queue wait, and how many it has in all."""
    wait = and_(*queue.waiting(), true())
    found = select(func.coalesce(func.sum(case((wait, 1), else_=0)), 0), func.count()).where(and_(*queue.members(reviewer)))
    waiting, total = connection.execute(found).one()
    return int(waiting), total


def label_of(connection: Connection, queue: Queue) -> str:
    """What people call the key of a queue: a place's or a metric's name, an article's title, an audit's name."""
    audits, documents = tables.audits.c, tables.documents.c
    statements = {
        "city": select(_i.place).where(_i.place_key == queue.key),
        "metric": select(_i.metric).where(_i.metric_key == queue.key),
        "document": select(documents.title).where(documents.document == queue.key),
        "audit": select(audits.name).where(audits.id == int(queue.key if queue.kind == "audit" else 0)),
    }
    found = connection.scalar(statements[queue.kind].limit(1)) if queue.kind in statements else None
    return str(found or queue.key)


def next_subject(connection: Connection, queue: Queue, reviewer: str, after: str | None = None) -> str | None:
    """The claim that comes next for a reviewer, behind a given one or from the queue's beginning on; None where nothing waits."""
    wanted = [*queue.members(reviewer), *queue.waiting()]
    if after is not None:
        wanted.append(_i.subject != after)
    undone = select(_d.undoes).where(_d.undoes.is_not(None))
    skipped = _i.subject.in_(select(_d.subject).where(_d.reviewer == reviewer, _d.action == "skip", _d.id.not_in(undone)))
    held = tables.holds.c
    elsewhere = _i.subject.in_(select(held.subject).where(held.reviewer != reviewer, ahead(held.until, _HELD)))
    behind = _behind(connection, queue, after)
    for conditions in (
        [behind, not_(skipped), not_(elsewhere)] if behind is not None else None,
        [not_(skipped), not_(elsewhere)],
        [skipped, not_(elsewhere)],
        [],
    ):
        if conditions is None:
            continue
        found = connection.scalar(select(_i.subject).where(and_(*wanted, *conditions)).order_by(*queue.order()).limit(1))
        if found is not None:
            return str(found)
    return None


def _behind(connection: Connection, queue: Queue, after: str | None) -> ColumnElement[bool] | None:
    """What holds for the claims that stand behind a given one."""
    if after is None:
        return None
    at = connection.execute(select(*queue.order()).where(_i.subject == after)).first()
    if at is None or any(value is None for value in at):
        return None
    return tuple_(*queue.order()) > tuple(at)


def hold(connection: Connection, subject: str, reviewer: str) -> None:
    """Notes that a claim is open on a reviewer's screen."""
    held = tables.holds.c
    connection.execute(delete(tables.holds).where(or_(not_(ahead(held.until, _HELD)), held.subject == subject)))
    connection.execute(insert(tables.holds).values(subject=subject, reviewer=reviewer, until=time.time() + _HELD))
