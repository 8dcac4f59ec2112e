"""Tables as files: one file a table, or a folder of parts."""

from __future__ import annotations

import contextlib
import csv
import json
import re
from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from extract.batch.outputs.base import TABLES, Writer, digest, drop, hidden, put, sync
from extract.formats import arrow
from extract.formats.tables import Column, columns

_ROWS = 2000  # of a group of rows in Parquet: what is held in memory
_ROW_BYTES = 16_000_000
# A cell that begins like this is a formula to spreadsheets; signed numbers and shares are none. What has marks before it that look
# like ours gets one more, so that they can be taken away again.
_FORMULA = re.compile(r"'*(?:[=@\t\r]|[+-](?!\d[\d.,]*[%％]?$))")


class TableFile:
    """A file of one table that is being written."""

    def __init__(self, path: Path, table: str) -> None:
        self.path = path
        self.table = table

    @abstractmethod
    def write(self, line: str) -> None:
        """Adds a record."""

    @abstractmethod
    def close(self) -> None:
        """Writes what is left and closes."""


class JsonLines(TableFile):
    """JSON lines."""

    def __init__(self, path: Path, table: str) -> None:
        super().__init__(path, table)
        self._file = path.open("w", encoding="utf-8", newline="\n")

    def write(self, line: str) -> None:
        """Adds a record."""
        self._file.write(line + "\n")

    def close(self) -> None:
        """Closes the file."""
        self._file.close()


class Csv(TableFile):
    """CSV as spreadsheets open it: a byte-order mark, so that they see UTF-8, and no cell that they take for a formula."""

    def __init__(self, path: Path, table: str) -> None:
        super().__init__(path, table)
        self._columns = columns(table)
        self._file: IO[str] = path.open("w", encoding="utf-8-sig", newline="")
        self._csv = csv.writer(self._file)
        self._csv.writerow([c.name for c in self._columns])

    def write(self, line: str) -> None:
        """Adds a record."""
        record = json.loads(line)
        self._csv.writerow([_cell(c, record) for c in self._columns])

    def close(self) -> None:
        """Closes the file."""
        self._file.close()


def _cell(column: Column, record: dict[str, Any]) -> str | int | float | None:
    return guarded(column.of(record))


def guarded(value: str | int | float | None) -> str | int | float | None:
    """A value of a cell so that no spreadsheet takes it for a formula."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def unguarded(cell: str) -> str:
    """The text that was guarded."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


class Parquet(TableFile):
    """Parquet with the contract's types, nested as in JSON."""

    def __init__(self, path: Path, table: str) -> None:
        import pyarrow.parquet as pq

        super().__init__(path, table)
        self._file = pq.ParquetWriter(path, arrow.schema(table), compression="zstd")
        self._rows: list[dict[str, Any]] = []
        self._bytes = 0

    def write(self, line: str) -> None:
        """Adds a record."""
        self._rows.append(json.loads(line))
        self._bytes += len(line)
        if len(self._rows) >= _ROWS or self._bytes >= _ROW_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._file.write_batch(arrow.batch(self.table, self._rows))
            self._rows, self._bytes = [], 0

    def close(self) -> None:
        """Writes the last group of rows and the footer."""
        self._flush()
        self._file.close()


class Files(Writer):
    """All tables in files of one kind.

    Args:
        kind: makes a file.
        suffix: of the files.
        parted: a table is a folder of parts, which ``cut`` ends, instead of one file.
        hashed: the manifest tells each file's digest.
    """

    def __init__(self, folder: Path, kind: Callable[[Path, str], TableFile], suffix: str, *, parted: bool = False) -> None:
        super().__init__(folder)
        self._kind = kind
        self._suffix = suffix
        self._parted = parted
        self._part = 0
        self._open: dict[str, TableFile] = {}
        self._lines: dict[str, int] = {}  # by file, named below the output folder
        self._about: dict[str, dict[str, Any]] = {}
        for table in TABLES:
            if parted:
                hidden(self._target(table)).mkdir()
            self._begin(table)

    def write(self, table: str, line: str) -> None:
        """Adds a record to a table."""
        self._open[table].write(line)
        self._lines[self._named(table)] += 1

    def cut(self) -> None:
        """Ends the parts that are open and begins the next."""
        if self._parted:
            self._close()
            self._part += 1
            for table in TABLES:
                self._begin(table)

    def finish(self) -> None:
        """Puts all files on the disk and notes their digests."""
        self._close()

    def commit(self) -> None:
        """Gives all tables their names."""
        for table in TABLES:
            target = self._target(table)
            put(hidden(target), target)

    def discard(self) -> None:
        """Drops what has no name yet."""
        for file in self._open.values():
            with contextlib.suppress(OSError):  # what the disk has no room for is not wanted any more
                file.close()
        for table in TABLES:
            drop(hidden(self._target(table)))

    def about(self) -> dict[str, dict[str, Any]]:
        """Lines and digest of each file."""
        return dict(sorted(self._about.items()))

    def _target(self, table: str) -> Path:
        return self.folder / (table if self._parted else f"{table}{self._suffix}")

    def _named(self, table: str) -> str:
        return f"{table}/part-{self._part:05}{self._suffix}" if self._parted else f"{table}{self._suffix}"

    def _begin(self, table: str) -> None:
        target = hidden(self._target(table))
        path = target / Path(self._named(table)).name if self._parted else target
        self._open[table] = self._kind(path, table)
        self._lines[self._named(table)] = 0

    def _close(self) -> None:
        for table, file in self._open.items():
            file.close()
            sync(file.path)
            self._about[self._named(table)] = {"lines": self._lines[self._named(table)], "sha256": digest(file.path)}
        self._open = {}
