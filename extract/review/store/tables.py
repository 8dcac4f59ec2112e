"""The tables of the desk, as SQLAlchemy Core describes them; ``migrations`` makes them.

``items`` holds the claims of the run that is under review, one row a claim. What is said of a claim belongs to its ``subject``
(``subjects.subject_of``), not to its row: a later run that makes the same claim again finds the decisions on it.
Columns that only repeat what the decisions say (``state``, ``version``, ``effective``) are written in the transaction that adds a decision.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text, TypeDecorator

metadata = MetaData()


class Json(TypeDecorator[Any]):
    """Any JSON value as text. Characters that databases refuse in text (U+0000, lone surrogates) are kept as escapes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:  # noqa: ARG002
        """The value as text."""
        if value is None:
            return None
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return text if text.isascii() or _storable(text) else json.dumps(value, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Any) -> Any:  # noqa: ARG002
        """The value again."""
        return None if value is None else json.loads(value)


def _storable(text: str) -> bool:
    """Whether text holds no half of a pair of surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


runs = Table(
    "runs", metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("version", Text),
    Column("made", String(64), nullable=False),
    Column("imported", String(32), nullable=False),
    Column("documents", Integer, nullable=False, default=0),
    Column("claims", Integer, nullable=False, default=0),
)  # fmt: skip

documents = Table(
    "documents", metadata,
    Column("id", Integer, primary_key=True),
    Column("document", Text, nullable=False, unique=True),
    Column("sha256", String(64), nullable=False),
    Column("title", Text),
    Column("about", Json, nullable=False),
    Column("text", Json),
)  # fmt: skip

items = Table(
    "items", metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", String(32), nullable=False, unique=True),
    Column("run", Integer, nullable=False),
    Column("claim", String(64), nullable=False),
    Column("document", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("origin", String(12), nullable=False),  # claim, candidate, added
    Column("confidence", Float, nullable=False),
    Column("place", Text, nullable=False),
    Column("place_key", Text, nullable=False),
    Column("metric", Text, nullable=False),
    Column("metric_key", Text, nullable=False),
    Column("status", String(12), nullable=False),
    Column("rule", Text, nullable=False),
    Column("same", String(16)),  # claims about the same thing share it
    Column("relation", String(16)),  # contradiction, agreement, or null where no other document speaks of it
    Column("record", Json, nullable=False),
    Column("effective", Json),  # the record as corrected; null where it stands as extracted
    Column("state", String(12), nullable=False, default="open"),
    Column("version", Integer, nullable=False, default=0),
    Column("opinions", Integer, nullable=False, default=0),
    Column("decided_by", Text),
    Column("decided", String(32)),
    Column("again", Boolean, nullable=False, default=False),  # decided before, when it said something else
    Index("items_by_state", "state", "confidence", "id"),
    Index("items_by_origin", "origin", "state", "confidence", "id"),
    Index("items_by_document", "document", "position", "id"),
    Index("items_by_place", "place_key", "state", "place"),
    Index("items_by_metric", "metric_key", "state", "metric"),
    Index("items_by_article_state", "document", "state"),
    Index("items_by_tally", "origin", "state", "relation", "again", "opinions"),
    Index("items_by_same", "same"),
    Index("items_by_relation", "relation", "state", "same", "id"),
    Index("items_by_claim", "claim"),
    Index("items_by_rule", "rule", "state"),
    Index("items_by_status", "status"),
)  # fmt: skip

# What is searched stands apart from the records, so that a search reads little.
item_words = Table(
    "item_words", metadata,
    Column("subject", String(32), primary_key=True),
    Column("search", Text, nullable=False),
)  # fmt: skip

document_words = Table(
    "document_words", metadata,
    Column("document", Text, primary_key=True),
    Column("search", Text, nullable=False),
)  # fmt: skip

decisions = Table(
    "decisions", metadata,
    Column("id", Integer, primary_key=True),
    Column("token", String(64), nullable=False, unique=True),
    Column("subject", String(32), nullable=False),
    Column("claim", String(64), nullable=False),
    Column("document", Text, nullable=False),
    Column("run", Integer, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("action", String(12), nullable=False),  # accept, reject, correct, add, skip, comment, undo
    Column("reason", String(24)),
    Column("comment", Text),
    Column("seen", Json, nullable=False),
    Column("result", Json),
    Column("undoes", Integer),
    Column("settles", Boolean, nullable=False, default=False),
    Column("version", Integer, nullable=False),  # of the item after it
    Column("queue", Text),
    Column("seconds", Float),
    Index("decisions_by_subject", "subject", "reviewer"),
    Index("decisions_by_claim", "claim"),
    Index("decisions_by_reviewer", "reviewer", "action"),
)  # fmt: skip

audits = Table(
    "audits", metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("seed", Integer, nullable=False),
    Column("population", Integer, nullable=False),
)  # fmt: skip

audit_items = Table(
    "audit_items", metadata,
    Column("audit", Integer, ForeignKey("audits.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("subject", String(32), nullable=False),
    Index("audit_items_by_subject", "subject"),
)  # fmt: skip

holds = Table(
    "holds", metadata,
    Column("subject", String(32), primary_key=True),
    Column("reviewer", Text, nullable=False),
    Column("until", Float, nullable=False),
)  # fmt: skip

people = Table(
    "people", metadata,
    Column("name", String(64), primary_key=True),
    Column("role", String(12), nullable=False),
    Column("password", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("epoch", Integer, nullable=False),  # sessions of an earlier one are over
    Column("since", String(32), nullable=False),
)  # fmt: skip

events = Table(
    "events", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("time", Float, nullable=False),
    Column("who", Text, nullable=False),
    Column("address", Text),
    Column("what", String(32), nullable=False),
    Column("detail", Text),
    Index("events_by_what", "what", "time"),
)  # fmt: skip

settings = Table(
    "settings", metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)  # fmt: skip
