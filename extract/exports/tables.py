"""Tables: JSON lines, CSV and Parquet with one of them, SQLite and DuckDB with all, in the columns and types of a run's own outputs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from extract.batch.outputs.base import TABLES, Writer
from extract.batch.outputs.chosen import require
from extract.batch.outputs.databases import DuckDb, Sqlite
from extract.batch.outputs.parts import Csv, JsonLines, Parquet, TableFile
from extract.errors import UsageError, WriteError
from extract.exports.chosen_run import ChosenRun, Record
from extract.exports.files import not_written, replacing
from extract.formats.writers import json_line

FILES: dict[str, Callable[[Path, str], TableFile]] = {"jsonl": JsonLines, "csv": Csv, "parquet": Parquet}
DATABASES: dict[str, Callable[[Path, str], Writer]] = {"sqlite": Sqlite, "duckdb": DuckDb}


def write_file(path: Path, run: ChosenRun, format: str, table: str) -> None:
    """Writes one table to a file of JSON lines, CSV or Parquet.

    Raises:
        WriteError: the file cannot be written.
        MissingExtraError: a library is missing.
    """
    require([format])
    records: dict[str, Callable[[], Iterator[Record]]] = {"claims": run.claims, "documents": run.documents}
    with replacing(path) as temporary:
        file = FILES[format](temporary, table)
        try:
            for record in records[table]():
                file.write(json_line(record))
        finally:
            file.close()


def write_database(path: Path, run: ChosenRun, format: str) -> None:
    """Writes all tables to a database file.

    Raises:
        UsageError: it would replace the database that is read.
        WriteError: the file cannot be written.
        MissingExtraError: a library is missing.
    """
    require([format])
    if run.path.is_file():
        raise UsageError("a database is made of a whole run", where=str(run.path), mend="give the folder of the run")
    if not path.parent.is_dir():
        raise WriteError("cannot be written: there is no such folder", where=str(path.parent), mend="make it or choose another")
    try:
        writer = DATABASES[format](path.parent, path.name)
    except (OSError, sqlite3.OperationalError) as error:
        raise not_written(path, error) from error
    try:
        for table in TABLES:
            records = {"claims": run.claims, "documents": run.documents}.get(table)
            for record in records() if records is not None else run.table(table):
                writer.write(table, json_line(record))
        writer.finish()
        writer.commit()
    except OSError as error:
        writer.discard()
        raise not_written(path, error) from error
    except BaseException:
        writer.discard()
        raise
