"""Decisions added to the log, one transaction each: acknowledged means on the disk.

A decision names the version of the claim that its reviewer saw. If somebody else judged it in between, nothing is written and the reviewer is
told (``Met``). A token that the browser made up names each decision, so that one that is sent twice is kept once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, and_, insert, select, update

from extract.errors import ZhExtractError
from extract.review.store import tables
from extract.review.store.clock import now
from extract.review.store.item_rows import row_of, told_by, words_of
from extract.review.store.opinions import JUDGEMENTS, standing_after
from extract.review.store.subjects import Record, subject_of

Action = Literal["accept", "reject", "correct", "add", "skip", "comment", "undo"]
REASONS = ("place", "metric", "value", "date", "status", "no_claim", "repeated", "other")
_NO_EFFECT = ("skip", "comment")


@dataclass(frozen=True, slots=True)
class Given:
    """A decision as it comes in.

    Attributes:
        token: made by the sender, another one for each decision.
        version: of the claim, as the reviewer saw it.
        lead: whether the reviewer may settle what others dispute.
        result: the record as corrected, for ``correct``.
        seen: the record that was on the screen; None for the claim as it stands.
        seconds: how long the claim was looked at.
    """

    token: str
    reviewer: str
    action: Action
    version: int
    lead: bool = False
    reason: str | None = None
    comment: str | None = None
    result: Record | None = None
    seen: Record | None = None
    queue: str | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """The acknowledgement of a decision: its number, and the claim's state and version after it."""

    id: int
    subject: str
    state: str
    version: int


class Missing(ZhExtractError):
    """The claim or decision is not, or no more, under review."""

    code = "missing"


class Met(ZhExtractError):
    """Two reviewers met: the claim was judged since it was seen.

    Attributes:
        item: the claim's row as it stands now.
        others: the decisions made in between, oldest first.
    """

    code = "met"

    def __init__(self, item: Mapping[str, Any], others: list[dict[str, Any]]) -> None:
        super().__init__(f"{others[-1]['reviewer']} decided on this claim in the meantime")
        self.item = item
        self.others = others


def decide(connection: Connection, subject: str, given: Given) -> Kept:
    """Adds a decision on a claim.

    Raises:
        Missing: there is no such claim under review.
        Met: somebody else judged it since the version that was seen.
    """
    known = _known(connection, given.token)
    if known is not None:
        return known
    item = _item(connection, subject)
    if given.action not in _NO_EFFECT:
        others = _since(connection, subject, given)
        if others:
            raise Met(item, others)
    version = item["version"] + (given.action not in _NO_EFFECT)
    settles = given.lead and given.action in JUDGEMENTS and item["state"] == "disputed"
    id = _add(connection, item, given, version, settles=settles)
    return Kept(id, subject, _stand(connection, item, version), version)


def add_claim(connection: Connection, run: int, record: Record, given: Given) -> Kept:
    """Adds a claim that the extractor missed, as its reviewer found it. One that is there already is accepted instead.

    Raises:
        Met: somebody else judged the claim that is there already.
    """
    known = _known(connection, given.token)
    if known is not None:
        return known
    subject = subject_of(record)
    row = connection.execute(select(tables.items).where(tables.items.c.subject == subject).with_for_update()).mappings().first()
    if row is None:
        connection.execute(insert(tables.items).values(row_of(record, subject, "added", run)))
        connection.execute(insert(tables.item_words).values(subject=subject, search=words_of(record)))
    elif row["state"] != "withdrawn":
        return decide(connection, subject, Given(**{**_fields(given), "action": "accept", "version": row["version"]}))
    item = _item(connection, subject)
    version = item["version"] + 1
    id = _add(connection, item, given, version, result=record)
    return Kept(id, subject, _stand(connection, item, version), version)


def undo(connection: Connection, given: Given, decision: int | None = None) -> Kept:
    """Takes a decision back by adding one that says so: the reviewer's last, or a given one of the reviewer's own (a lead: of anybody's).

    Raises:
        Missing: there is no such decision to take back.
    """
    known = _known(connection, given.token)
    if known is not None:
        return known
    d = tables.decisions.c
    undone = select(d.undoes).where(d.undoes.is_not(None))
    wanted: list[ColumnElement[bool]] = [d.action.not_in(("undo", "comment")), d.id.not_in(undone)]
    if decision is not None:
        wanted.append(d.id == decision)
    if decision is None or not given.lead:
        wanted.append(d.reviewer == given.reviewer)
    row = connection.execute(select(tables.decisions).where(and_(*wanted)).order_by(d.id.desc()).limit(1)).mappings().first()
    if row is None:
        raise Missing("there is no decision of yours to take back")
    item = _item(connection, row["subject"])
    version = item["version"] + (row["action"] not in _NO_EFFECT)
    id = _add(connection, item, given, version, undoes=row["id"])
    return Kept(id, row["subject"], _stand(connection, item, version), version)


def _fields(given: Given) -> dict[str, Any]:
    return {name: getattr(given, name) for name in Given.__dataclass_fields__}


def _known(connection: Connection, token: str) -> Kept | None:
    d = tables.decisions.c
    row = connection.execute(select(d.id, d.subject, d.version).where(d.token == token)).first()
    if row is None:
        return None
    state = connection.scalar(select(tables.items.c.state).where(tables.items.c.subject == row.subject))
    return Kept(row.id, row.subject, state or "open", row.version)


def _item(connection: Connection, subject: str) -> dict[str, Any]:
    row = connection.execute(select(tables.items).where(tables.items.c.subject == subject).with_for_update()).mappings().first()
    if row is None:
        raise Missing("this claim is not under review any more: a new run has taken its place")
    return dict(row)


def _since(connection: Connection, subject: str, given: Given) -> list[dict[str, Any]]:
    """What others decided on a claim after the version that was seen."""
    d = tables.decisions.c
    wanted = and_(d.subject == subject, d.version > given.version, d.reviewer != given.reviewer, d.action.not_in(_NO_EFFECT))
    return [dict(row) for row in connection.execute(select(tables.decisions).where(wanted).order_by(d.id)).mappings()]


def _add(
    connection: Connection, item: Mapping[str, Any], given: Given, version: int, *, settles: bool = False, undoes: int | None = None,
    result: Record | None = None,
) -> int:  # fmt: skip
    row = {
        "token": given.token, "subject": item["subject"], "claim": item["claim"], "document": item["document"], "run": item["run"],
        "reviewer": given.reviewer, "at": now(), "action": given.action, "reason": given.reason, "comment": given.comment,
        "seen": given.seen or item["effective"] or item["record"], "result": result or given.result, "undoes": undoes, "settles": settles,
        "version": version, "queue": given.queue, "seconds": given.seconds,
    }  # fmt: skip
    return int(connection.execute(insert(tables.decisions).values(row).returning(tables.decisions.c.id)).scalar_one())


def _stand(connection: Connection, item: Mapping[str, Any], version: int) -> str:
    """Writes what the decisions on a claim come to beside it; returns the state."""
    d = tables.decisions.c
    rows = [dict(row) for row in connection.execute(select(tables.decisions).where(d.subject == item["subject"]).order_by(d.id)).mappings()]
    standing = standing_after(rows, added=item["origin"] == "added")
    values = {
        "state": standing.state, "effective": standing.effective, "opinions": standing.opinions, "decided_by": standing.by,
        "decided": standing.at, "version": version, **told_by(standing.effective or item["record"]),
    }  # fmt: skip
    words = words_of(standing.effective or item["record"])
    connection.execute(update(tables.item_words).where(tables.item_words.c.subject == item["subject"]).values(search=words))
    connection.execute(update(tables.items).where(tables.items.c.subject == item["subject"]).values(values))
    return standing.state
