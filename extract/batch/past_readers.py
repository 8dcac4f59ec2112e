"""The files of a run's tables, read again: one function a format, each from a path and a table's name to records as JSON lines have them."""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from extract.batch.outputs.parts import unguarded
from extract.errors import UsageError
from extract.formats.forms import complete, conformed
from extract.formats.tables import columns, nested, plain

_AT_ONCE = 500  # rows of typed tables in memory
_BUSY_OR_CLOSED = frozenset((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR))
_PARTS = frozenset(("city", "metric", "value", "source", "provenance"))  # of a claim: what lacks one of them never was one
_NEVER_EMPTY = {"documents": "id", "claims": "document_id", "candidates": "document_id", "rejects": "source", "duplicates": "of"}


def json_lines(path: Path, table: str) -> Iterator[dict[str, Any]]:
    """The records of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        try:
            for number, line in enumerate(file, 1):
                where = f"{path}:{number}"
                try:
                    record = json.loads(line)
                except ValueError as error:
                    raise no_record(table, where) from error
                yield _checked(record, table, where, conformed)
        except UnicodeDecodeError as error:
            raise no_record(table, str(path)) from error


def parquet(path: Path, table: str) -> Iterator[dict[str, Any]]:
    """The records of a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_AT_ONCE):
                yield from _typed(batch.to_pylist(), table, str(path))
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise no_record(table, str(path)) from error


def duckdb(path: Path, table: str) -> Iterator[dict[str, Any]]:
    """The records of a table of a DuckDB file."""
    import duckdb as library

    try:
        with library.connect(str(path), read_only=True) as database:
            found = database.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in found.description]
            while rows := found.fetchmany(_AT_ONCE):
                yield from _typed((dict(zip(names, row, strict=True)) for row in rows), table, str(path))
    except library.Error as error:
        if "Could not set lock" in str(error):  # another program writes to it
            raise unreadable(path, str(error)) from error
        raise no_record(table, str(path)) from error


def _typed(records: Iterable[dict[str, Any]], table: str, where: str) -> Iterator[dict[str, Any]]:
    for record in records:
        try:
            made = plain(table, record)
        except (AttributeError, TypeError, ValueError) as error:
            raise no_record(table, where) from error
        yield _checked(made, table, where)


def sqlite(path: Path, table: str) -> Iterator[dict[str, Any]]:
    """The records of a table of an SQLite file."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            rows = database.execute(f"SELECT * FROM {table} ORDER BY rowid")
            names = [column[0] for column in rows.description]
            for row in rows:
                yield _flat(dict(zip(names, row, strict=True)), table, str(path))
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY_OR_CLOSED:
            raise unreadable(path, str(error)) from error
        raise no_record(table, str(path)) from error


def csv_rows(path: Path, table: str) -> Iterator[dict[str, Any]]:
    """The records of a CSV file. CSV knows no difference between empty text and none: it is taken for none."""
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            for row in csv.DictReader(file, strict=True):
                yield _flat({name: unguarded(cell) if cell else None for name, cell in row.items()}, table, str(path))
        except (csv.Error, UnicodeDecodeError, AttributeError, TypeError) as error:
            raise no_record(table, str(path)) from error


def _flat(row: dict[str, Any], table: str, where: str) -> dict[str, Any]:
    """The record of a row; columns that it lacks, since an earlier version wrote it, are null."""
    try:
        return _checked(nested(table, [row.get(column.name) for column in columns(table)]), table, where)
    except (ValueError, TypeError) as error:
        raise no_record(table, where) from error


def _checked(record: Any, table: str, where: str, form: Callable[[str, dict[str, Any]], dict[str, Any]] = complete) -> dict[str, Any]:
    """The record in the form of this version, if it is one.

    Raises:
        UsageError: it is none, or lacks what it must have.
    """
    if not isinstance(record, dict) or not isinstance(record.get(_NEVER_EMPTY[table]), str):
        raise no_record(table, where)
    try:
        return form(table, record)
    except KeyError as error:
        if table in ("claims", "candidates") and error.args[0] in _PARTS:
            raise no_record(table, where) from error
        raise UsageError(f"a {table.removesuffix('s')} lacks {error.args[0]}: a version of zh-extract wrote it whose records this one does not know",
                         code="other-version", where=where, mend="make the run again with this version") from error  # fmt: skip
    except (AttributeError, TypeError, ValueError) as error:
        raise no_record(table, where) from error


def no_record(table: str, where: str) -> UsageError:
    """The error that something is no record of a table."""
    one = table.removesuffix("s")
    return UsageError(f"it holds something that is no {one}", where=where, mend=f"give the {table} of a run as zh-extract wrote them")


def unreadable(path: Path, why: str) -> UsageError:
    """The error that a file is there and cannot be read now."""
    return UsageError(f"it cannot be read ({why})", where=str(path), mend="see that it is there and may be read, and that nobody writes to it")
