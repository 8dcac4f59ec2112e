"""Runs taken into the desk: documents and claims of the newest one, with the decisions that still hold.

A decision holds where a claim of the new run has the same subject. Where the claim's id is known and its words or values are not, it is asked
again. Claims that reviewers added stay where their words still stand in the article and the run does not make them by itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, groupby, islice
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from extract.batch.past_claims import claims_of
from extract.batch.past_tables import files_of, records_of
from extract.conflicts import find
from extract.contract import Claim
from extract.errors import UnavailableError, UsageError
from extract.formats.manifests import MANIFEST
from extract.review.store import tables
from extract.review.store.clock import now
from extract.review.store.database import Database
from extract.review.store.item_rows import row_of, told_by, words_of
from extract.review.store.opinions import JUDGEMENTS, standing_after
from extract.review.store.searching import plain
from extract.review.store.subjects import Record, moved, subject_of

_AT_ONCE = 1000
_T = TypeVar("_T")
Watch = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of taking in a run.

    Attributes:
        kept: claims whose decisions hold on.
        again: claims that are asked again, since they say something else now.
        gone: subjects that were decided on and that the run does not have.
    """

    documents: int
    claims: int
    candidates: int
    kept: int
    again: int
    gone: int


def _made(run: Path) -> str:
    """What tells one run from another: its manifest without the timings."""
    manifest = json.loads((run / MANIFEST).read_text(encoding="utf-8"))
    manifest.pop("timings", None)
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def is_newest(database: Database, run: Path) -> bool:
    """Whether a run is the one under review.

    Raises:
        UsageError: it is no run.
    """
    files_of(run, "claims")
    with database.read() as connection:
        return connection.scalar(select(tables.runs.c.made).order_by(tables.runs.c.id.desc()).limit(1)) == _made(run)


def import_run(database: Database, run: Path, watch: Watch = lambda *_: None) -> Imported:
    """Puts a run under review in place of the one before; all of it or, after an error, nothing.

    Args:
        watch: called with what is being read and how many, now and then.

    Raises:
        UsageError: it is no run, or it was made without texts.
        UnavailableError: the database went away.
    """
    for table in ("claims", "candidates", "documents"):
        files_of(run, table)
    version = json.loads((run / MANIFEST).read_text(encoding="utf-8")).get("version")
    with database.write() as connection:
        made = {"name": run.resolve().name, "version": version, "made": _made(run), "imported": now(), "documents": 0, "claims": 0}
        number = connection.execute(insert(tables.runs).values(made).returning(tables.runs.c.id)).scalar_one()
        for emptied in (tables.items, tables.item_words, tables.documents, tables.document_words, tables.holds):
            connection.execute(delete(emptied))
        documents = _documents(connection, run, watch)
        subjects: set[str] = set()
        claims = _items(connection, claims_of(run), "claim", number, subjects, watch)
        candidates = _items(connection, claims_of(run, "candidates"), "candidate", number, subjects, watch)
        _relations(connection, run, watch)
        kept, gone = _decided(connection, number, subjects)
        again = _ask_again(connection)
        connection.execute(update(tables.runs).where(tables.runs.c.id == number).values(documents=documents, claims=claims))
    with suppress(UnavailableError):  # the run is in; what is missing then only plans queries
        database.analyze()
    return Imported(documents, claims, candidates, kept, again, gone)


def _batches(rows: Iterable[_T]) -> Iterator[list[_T]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _AT_ONCE)):
        yield batch


def _documents(connection: Connection, run: Path, watch: Watch) -> int:
    count = 0
    for batch in _batches(records_of(run, "documents")):
        connection.execute(insert(tables.documents), [_document(record, run) for record in batch])
        connection.execute(insert(tables.document_words), [{"document": record["id"], "search": _words(record)} for record in batch])
        count += len(batch)
        watch("documents", count)
    return count


def _document(record: Record, run: Path) -> dict[str, Any]:
    if record["text"] is None:
        raise UsageError("its documents are without texts, and reviewers read them", where=str(run), mend="make the run again without --no-texts")
    about = {name: value for name, value in record.items() if name not in ("text", "sha256")}
    title = record["title"] and "".join(c for c in record["title"] if c != "\0" and not "\ud800" <= c <= "\udfff")
    return {"document": record["id"], "sha256": record["sha256"], "title": title, "about": about, "text": record["text"]}


def _words(record: Record) -> str:
    return plain(" ".join(part for part in (record["title"], record["publisher"], record["text"]) if part))


def _items(connection: Connection, records: Iterable[Record], origin: str, run: int, subjects: set[str], watch: Watch) -> int:
    def rows() -> Iterator[dict[str, Any]]:
        for record in records:
            _check(record)
            subject = subject_of(record)
            if subject not in subjects:
                subjects.add(subject)
                yield row_of(record, subject, origin, run)

    count = 0
    for batch in _batches(rows()):
        connection.execute(insert(tables.items), batch)
        connection.execute(insert(tables.item_words), [{"subject": row["subject"], "search": words_of(row["record"])} for row in batch])
        count += len(batch)
        watch(f"{origin}s", count)
    return count


def _check(record: Record) -> None:
    try:
        Claim.model_validate(record)
    except ValidationError as error:
        where = f"claim {record.get('id')}"
        raise UsageError("it is no claim of the output contract", where=where, mend="give a run as zh-extract wrote it") from error


def _relations(connection: Connection, run: Path, watch: Watch) -> None:
    """Marks the claims that other claims contradict or confirm."""
    items = tables.items.c
    found = ({"key": group.id, "told": group.relation} for group in find(claims_of(run)))
    statement = update(tables.items).where(items.same == bindparam("key"), items.origin == "claim").values(relation=bindparam("told"))
    count = 0
    for batch in _batches(found):
        connection.execute(statement, batch)
        count += len(batch)
        watch("groups", count)


def _decided(connection: Connection, run: int, subjects: set[str]) -> tuple[int, int]:
    """Gives the new claims the decisions that hold for them; the numbers of those that have one, and of subjects that are gone."""
    kept = gone = 0
    d = tables.decisions.c
    rows = connection.execute(select(tables.decisions).order_by(d.subject, d.id)).mappings().all()
    for subject, group in groupby(rows, key=lambda row: row["subject"]):
        decisions = [dict(row) for row in group]
        added = next((row for row in decisions if row["action"] == "add"), None)
        standing = standing_after(decisions, added=added is not None)
        if subject not in subjects and not (added is not None and _added_again(connection, added["result"], subject, run)):
            gone += standing.opinions > 0
            continue
        result = standing.effective and _in_article(connection, standing.effective)
        if standing.effective is not None and result is None:
            gone += 1
            continue
        values = {
            "state": standing.state, "effective": result, "opinions": standing.opinions, "decided_by": standing.by, "decided": standing.at,
            "version": max(row["version"] for row in decisions),
        }  # fmt: skip
        told = told_by(result) if result is not None else {}
        connection.execute(update(tables.items).where(tables.items.c.subject == subject).values(**values, **told))
        if result is not None:
            connection.execute(update(tables.item_words).where(tables.item_words.c.subject == subject).values(search=words_of(result)))
        kept += standing.opinions > 0
    return kept, gone


def _in_article(connection: Connection, record: Record) -> Record | None:
    text = connection.scalar(select(tables.documents.c.text).where(tables.documents.c.document == record["document_id"]))
    return None if text is None else moved(record, text)


def _added_again(connection: Connection, record: Record, subject: str, run: int) -> bool:
    """Adds a reviewer's claim to the new run, if its words still stand there and no claim of the run says the same."""
    found = _in_article(connection, record)
    if found is None:
        return False
    row = row_of(found, subject, "added", run)
    items = tables.items.c
    said = connection.execute(
        select(items.record).where(items.document == row["document"], items.place_key == row["place_key"], items.metric_key == row["metric_key"])
    )
    if any(other["value"]["span"] == found["value"]["span"] for other in chain.from_iterable(said)):
        return False
    connection.execute(insert(tables.items).values(row))
    connection.execute(insert(tables.item_words).values(subject=subject, search=words_of(found)))
    return True


def _ask_again(connection: Connection) -> int:
    items, d = tables.items.c, tables.decisions.c
    decided = select(d.claim).where(d.action.in_(JUDGEMENTS))
    connection.execute(update(tables.items).where(items.state == "open", items.claim.in_(decided)).values(again=True))
    return connection.scalar(select(func.count()).select_from(tables.items).where(items.again)) or 0
