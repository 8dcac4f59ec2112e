"""Stored claims as their users ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

from pydantic import BaseModel, ValidationError

from extract.contract import Claim, Document
from extract.errors import UsageError
from extract.stored.answers import ClaimPage, ConflictPage, Count, EvidenceInContext, Holdings
from extract.stored.contradictions import ConflictQuery, Contradictions
from extract.stored.database import Database
from extract.stored.evidence import in_context
from extract.stored.query import ClaimQuery, Order, cursor, identity, place_of

Counted = Literal["place", "metric", "kind", "unit", "status", "document", "year"]
_COUNTED = {
    "place": ("place", "code"), "metric": ("name", "metric"), "kind": ("kind", "NULL"), "unit": ("unit", "NULL"), "status": ("status", "NULL"),
    "document": ("document", "NULL"), "year": ("substr(end, 1, 4)", "NULL"),
}  # fmt: skip

_Record = TypeVar("_Record", bound=BaseModel)


class Stored:
    """The claims of runs, ready to be searched; threads can share it.

    What asks it raises ``UnavailableError`` while what was made of the runs is gone and not yet made again.

    Args:
        runs: output folders of ``zh-extract run`` in any format, or files of claims. They are read once, now; and again where the file
            made of them is gone from the folder for temporary files.
        max_seconds: the longest that one answer may take; None sets no limit.

    Raises:
        UsageError: one is no run.
        WriteError: the folder for temporary files is full.
    """

    def __init__(self, runs: Sequence[Path], *, max_seconds: float | None = None) -> None:
        self._names = [run.name or str(run) for run in runs]
        self._seconds = max_seconds
        self._database = Database(runs)
        self._contradictions = Contradictions(self._database)

    def holdings(self) -> Holdings:
        """What there is."""
        claims, candidates = self._one("SELECT SUM(NOT doubtful), SUM(doubtful) FROM claims", [])
        (documents, texts) = self._one("SELECT COUNT(*), SUM(whole) FROM documents", [])
        return Holdings(runs=self._names, claims=claims or 0, candidates=candidates or 0, documents=documents, texts=bool(texts))

    def search(self, query: ClaimQuery, *, sort: str = "order", limit: int = 50, after: str | None = None) -> ClaimPage:
        """A page of the claims that were asked for.

        Args:
            sort: one of ``extract.stored.query.SORTS``; claims without such a value come last, those of one value in the order of the runs.
            limit: how many at most; at least 1.
            after: the ``next`` of the page before.

        Raises:
            UsageError: a period, the order, the limit or the cursor is none.
            TooSlowError: it takes longer than it may.
        """
        if limit < 1:
            raise UsageError(f"the limit is {limit}", code="limit", mend="give 1 or more")
        order, question = Order.of(sort), identity(query, sort)
        where, parameters = query.where()
        begun, more = "TRUE", list[Any]()
        if after:
            begun, more = order.after(*place_of(after, question, 2))
        with self._database.reading(self._seconds) as reading:
            (total,) = reading.execute(f"SELECT COUNT(*) FROM claims WHERE {where}", parameters).fetchone()
            wanted = f"SELECT n, {order.column} FROM claims WHERE {where} AND {begun} ORDER BY {order.sql} LIMIT ?"
            found = reading.execute(wanted, [*parameters, *more, limit + 1]).fetchall()
            records = [reading.execute("SELECT record FROM records WHERE n = ?", [n]).fetchone()[0] for n, _ in found[:limit]]
        following = None
        if len(found) > limit:
            n, at = found[limit - 1]
            following = cursor(question, at, n)
        return ClaimPage(items=[_read(Claim, record) for record in records], total=total, next=following)

    def counts(self, of: Counted, query: ClaimQuery, *, limit: int = 50) -> list[Count]:
        """How many of the claims that were asked for have each place, metric ..., the most frequent first.

        Raises:
            UsageError: a period is none.
            TooSlowError: it takes longer than it may.
        """
        column, id = _COUNTED[of]
        where, parameters = query.where()
        sql = f"SELECT {column}, {id}, COUNT(*) FROM claims WHERE {where} GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT ?"
        with self._database.reading(self._seconds) as reading:
            return [Count(value=value, id=found, claims=n) for value, found, n in reading.execute(sql, [*parameters, limit])]

    def claim(self, id: str) -> Claim:
        """A claim or candidate.

        Raises:
            UsageError: there is none of this id (code ``not-found``).
        """
        return _read(Claim, self._record("claims JOIN records USING (n)", "claim", id))

    def document(self, id: str) -> Document:
        """The record of a document.

        Raises:
            UsageError: there is none of this id (code ``not-found``).
        """
        return _read(Document, self._record("documents", "document", id))

    def evidence(self, id: str, *, context: int = 100) -> EvidenceInContext:
        """The sentences that a claim or candidate rests on, with ``context`` characters before and after each.

        Raises:
            UsageError: there is none of this id (code ``not-found``).
        """
        claim = self.claim(id)
        row = self._one("SELECT record FROM documents WHERE id = ?", [claim.document_id])
        return in_context(claim, _read(Document, row[0]) if row else None, context)

    def contradictions(self, query: ConflictQuery, *, limit: int = 50, after: str | None = None) -> ConflictPage:
        """A page of the groups of claims about the same thing.

        Raises:
            UsageError: the cursor is none of this question.
            TooSlowError: it takes longer than it may.
        """
        return self._contradictions.page(query, limit, after, self._seconds)

    def close(self) -> None:
        """Removes what was kept on disk."""
        self._database.close()

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closes it."""
        self.close()

    def _record(self, tables: str, what: str, id: str) -> str:
        row = self._one(f"SELECT record FROM {tables} WHERE id = ?", [id])
        if row is None:
            raise UsageError(f"there is no {what} {id[:80]!r}", code="not-found", mend="take the id from a search")
        record: str = row[0]
        return record

    def _one(self, sql: str, parameters: Sequence[Any]) -> Any:
        with self._database.reading(self._seconds) as reading:
            return reading.execute(sql, parameters).fetchone()


def _read(model: type[_Record], record: str) -> _Record:
    try:
        return model.model_validate_json(record)
    except ValidationError as error:
        raise UsageError("a stored record has fields that this version does not know", code="other-version",
                         mend="read the run with the version of zh-extract that made it") from error  # fmt: skip
