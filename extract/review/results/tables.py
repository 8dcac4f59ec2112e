"""Reviewed claims in every format of a run: accepted, corrected and added claims, their articles, and all decisions."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from extract import contract
from extract.batch.outputs import chosen
from extract.batch.outputs.chosen import Outputs
from extract.errors import WriteError
from extract.formats.manifests import PROGRAM
from extract.formats.writers import AtomicFile, json_line
from extract.review.results.gold import write_gold
from extract.review.store import tables
from extract.review.store.database import Database
from extract.version import __version__

DECISIONS = "decisions.jsonl"
REVIEWED = ("accepted", "corrected")
_AT_ONCE = 500


def _stream(connection: Connection, statement: Any) -> Iterator[dict[str, Any]]:
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(statement).mappings()
    for row in rows:
        yield dict(row)


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    """A decision as a line: without what only the database needs."""
    return {name: value for name, value in row.items() if name not in ("token",)}


def _document(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row["about"], "text": row["text"], "sha256": row["sha256"]}


def write_tables(database: Database, folder: Path, formats: tuple[str, ...] = ("jsonl",)) -> dict[str, int]:
    """Writes reviewed claims and their articles in the form of a run, and every decision as a line of JSON.

    ``zh-extract conflicts``, ``diff`` and all that reads a run reads the folder.

    Returns:
        How many claims, documents and decisions there are.

    Raises:
        UsageError, MissingExtraError: a format cannot be written.
        WriteError: the folder cannot be written to.
    """
    chosen.check(formats, None)  # type: ignore[arg-type]
    i, d = tables.items.c, tables.documents.c
    claims = select(i.effective, i.record).where(i.state.in_(REVIEWED)).order_by(i.document, i.position, i.id)
    documents = select(tables.documents).where(d.document.in_(select(i.document).where(i.state.in_(REVIEWED)))).order_by(d.id)
    counts = {"claims": 0, "documents": 0, "decisions": 0}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with database.read() as connection, Outputs(folder, formats) as outputs, AtomicFile(folder / DECISIONS) as log:  # type: ignore[arg-type]
            for row in _stream(connection, documents):
                outputs.next_document()
                outputs.write("documents", json_line(_document(row)))
                counts["documents"] += 1
            for row in _stream(connection, claims):
                outputs.write("claims", json_line(row["effective"] or row["record"]))
                counts["claims"] += 1
            for row in _stream(connection, select(tables.decisions).order_by(tables.decisions.c.id)):
                log.write(_told(row))
                counts["decisions"] += 1
            about = outputs.finish()
            outputs.commit({"program": PROGRAM, "version": __version__, "contract": contract.VERSION, "reviewed": counts, "outputs": about})
    except OSError as error:
        raise WriteError(f"writing failed ({error.strerror})", where=str(folder), mend="choose a folder that can be written to") from error
    return counts


def packed(database: Database, format: str) -> bytes:
    """The files of one format (``gold``: gold files) as a zip archive."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if format == "gold":
            write_gold(database, folder)
        else:
            write_tables(database, folder, (format,))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(folder))
        return packed.getvalue()
