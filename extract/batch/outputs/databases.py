"""All tables in one database file: SQLite with flat tables, DuckDB with typed nested ones."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from extract.batch.outputs.base import TABLES, Writer, drop, hidden, put, sync
from extract.batch.outputs.parts import Parquet
from extract.errors import MissingExtraError
from extract.formats.tables import Scalar, columns

_SQL_TYPES: dict[Scalar, str] = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "truth": "INTEGER"}
_ROWS = 1000


class Sqlite(Writer):
    """An SQLite file: the columns of the CSV files, and an index by document."""

    name = "results.sqlite"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._path = hidden(folder / self.name)
        self._lines = dict.fromkeys(TABLES, 0)
        self._rows: dict[str, list[list[Any]]] = {table: [] for table in TABLES}
        self._database = sqlite3.connect(self._path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")  # the file has no name before it is complete
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("BEGIN")
        for table in TABLES:
            described = ", ".join(f'"{c.name}" {_SQL_TYPES[c.scalar]}' for c in columns(table))
            self._database.execute(f"CREATE TABLE {table} ({described})")

    def write(self, table: str, line: str) -> None:
        """Adds a record to a table."""
        record = json.loads(line)
        self._rows[table].append([c.of(record) for c in columns(table)])
        self._lines[table] += 1
        if len(self._rows[table]) >= _ROWS:
            self._flush(table)

    def _flush(self, table: str) -> None:
        marks = ", ".join("?" * len(columns(table)))
        self._database.executemany(f"INSERT INTO {table} VALUES ({marks})", self._rows[table])
        self._rows[table] = []

    def finish(self) -> None:
        """Writes what is left, and the indexes."""
        for table in TABLES:
            self._flush(table)
        self._database.execute("CREATE INDEX claims_by_document ON claims (document_id)")
        self._database.execute("CREATE INDEX documents_by_id ON documents (id)")
        self._database.execute("COMMIT")
        self._database.close()
        sync(self._path)

    def commit(self) -> None:
        """Gives the file its name."""
        put(self._path, self.folder / self.name)

    def discard(self) -> None:
        """Drops the file if it has no name yet."""
        self._database.close()
        drop(self._path)

    def about(self) -> dict[str, dict[str, Any]]:
        """The number of records in each table; the file's bytes depend on the library's version."""
        return {self.name: {"lines": dict(self._lines)}}


class DuckDb(Writer):
    """A DuckDB file: the contract's types, nested as in JSON. It is made of Parquet files at the end."""

    name = "results.duckdb"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        require_duckdb()
        self._path = hidden(folder / self.name)
        self._lines = dict.fromkeys(TABLES, 0)
        self._parts = tempfile.TemporaryDirectory(dir=folder, prefix=".duckdb.", suffix=".tmp")
        self._files = {table: Parquet(Path(self._parts.name) / f"{table}.parquet", table) for table in TABLES}

    def write(self, table: str, line: str) -> None:
        """Adds a record to a table."""
        self._files[table].write(line)
        self._lines[table] += 1

    def finish(self) -> None:
        """Makes the database."""
        import duckdb

        for file in self._files.values():
            file.close()
        with duckdb.connect(str(self._path)) as database:
            for table, file in self._files.items():
                database.execute(f"CREATE TABLE {table} AS SELECT * FROM read_parquet(?)", [str(file.path)])
        sync(self._path)
        self._parts.cleanup()

    def commit(self) -> None:
        """Gives the file its name."""
        put(self._path, self.folder / self.name)

    def discard(self) -> None:
        """Drops the file if it has no name yet."""
        self._parts.cleanup()
        drop(self._path)

    def about(self) -> dict[str, dict[str, Any]]:
        """The number of records in each table; the file's bytes depend on the library's version."""
        return {self.name: {"lines": dict(self._lines)}}


def require_duckdb(purpose: str = "writing a DuckDB file") -> None:
    """Makes sure that DuckDB is there.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import duckdb  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("duckdb", "duckdb", purpose) from error
