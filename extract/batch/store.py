"""The results that a folder already has: what makes a run go on where it was killed, and take only what is new.

A result is found by its document's content, never by its place in the input, so that the outputs can be made of the input as
it is now. Results are gathered for a few seconds and written as a segment, a file that is on the disk whole before the journal,
a small SQLite database, tells of it in one transaction. A kill between the two leaves a segment that nobody knows of, which the next
run removes; a kill before costs those few seconds.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from extract.batch.segments import Result, Segments, packed
from extract.batch.work import PASSING
from extract.model import Reject

FOLDER = ".zh-extract"
_JOURNAL = "journal.sqlite"
_FORMAT = 1
_TABLE = (
    "CREATE TABLE results (key BLOB PRIMARY KEY, program TEXT NOT NULL, segment INTEGER NOT NULL, start INTEGER NOT NULL, "
    "length INTEGER NOT NULL, passing INTEGER NOT NULL) WITHOUT ROWID"
)
_SECONDS = 2.0  # of work that a kill may cost
_BYTES = 8_000_000
_WORTH_KEEPING = 0.5  # share of a segment that must be in use, else what is in use moves to a new one


class Store:
    """The results of a folder, as a context; on leaving it, what was added is on the disk.

    Args:
        folder: the output folder.
        program: the digest of this program; results of other programs do not count.
        any_program: they do count (``--changed-only``).
        forget: start with none (``--force``).
    """

    def __init__(self, folder: Path, program: str, *, any_program: bool = False, forget: bool = False) -> None:
        self.folder = folder / FOLDER
        self._program = program
        self._any_program = any_program
        if forget:
            shutil.rmtree(self.folder, ignore_errors=True)
        self._new: list[tuple[bytes, bytes, bool]] = []
        self._new_bytes = 0
        self._flushed = time.monotonic()
        self._segments, self._journal = self._opened()
        self._next = 1 + max([0, *self._segments.sizes()])

    def get(self, key: bytes, source: str | None) -> Result | None:
        """The result for a document, None if there is none; marks it as in use.

        Args:
            source: where the document stands now, for a reject.
        """
        self._journal.execute("INSERT OR IGNORE INTO temp.used VALUES (?)", (key,))
        row = self._journal.execute("SELECT program, segment, start, length FROM results WHERE key = ?", (key,)).fetchone()
        if row is None or (row[0] != self._program and not self._any_program):
            return None
        result = self._segments.unpacked(self._segments.read(*row[1:]))
        return Reject(source or "", result.id, result.code, result.reason) if isinstance(result, Reject) else result

    def add(self, key: bytes, result: Result) -> None:
        """Adds the result for a document; it is on the disk within about two seconds of work."""
        frame = packed(result)
        self._new.append((key, frame, isinstance(result, Reject) and result.code in PASSING))
        self._new_bytes += len(frame)
        if self._new_bytes >= _BYTES or time.monotonic() - self._flushed >= _SECONDS:
            self.flush()

    def flush(self) -> None:
        """Puts what was added on the disk: a segment first, then the journal's record of it."""
        if self._new:
            self._write([(key, self._program, frame, passing) for key, frame, passing in self._new])
            self._new, self._new_bytes = [], 0
        self._flushed = time.monotonic()

    def tidy(self) -> None:
        """Drops what this run did not use or what a later run should try again, at the end of a run that is complete."""
        self.flush()
        with self._journal:
            self._journal.execute("DELETE FROM results WHERE passing OR key NOT IN (SELECT key FROM temp.used)")
        in_use = dict(self._journal.execute("SELECT segment, SUM(length) FROM results GROUP BY segment").fetchall())
        for number, size in self._segments.sizes().items():
            if number not in in_use:
                self._segments.remove(number)
            elif in_use[number] < _WORTH_KEEPING * size:
                self._move(number)

    def close(self) -> None:
        """Puts what was added on the disk and closes the files."""
        self.flush()
        self._segments.close()
        self._journal.close()

    def _write(self, rows: list[tuple[bytes, str, bytes, bool]]) -> None:
        number, self._next = self._next, self._next + 1
        self._segments.write(number, [frame for _, _, frame, _ in rows])
        records = []
        start = 0
        for key, program, frame, passing in rows:
            records.append((key, program, number, start, len(frame), passing))
            start += len(frame)
        with self._journal:
            self._journal.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?)", records)

    def _move(self, number: int) -> None:
        """Writes what is in use of a segment anew."""
        found = self._journal.execute("SELECT key, program, start, length FROM results WHERE segment = ? ORDER BY start", (number,)).fetchall()
        self._write([(key, program, self._segments.read(number, start, length), False) for key, program, start, length in found])
        self._segments.remove(number)

    def _opened(self) -> tuple[Segments, sqlite3.Connection]:
        """Segments and journal; a journal that is damaged or of another format is dropped with its segments."""
        try:
            return self._connected()
        except sqlite3.DatabaseError:
            shutil.rmtree(self.folder, ignore_errors=True)
            return self._connected()

    def _connected(self) -> tuple[Segments, sqlite3.Connection]:
        segments = Segments(self.folder)
        journal = sqlite3.connect(self.folder / _JOURNAL)
        try:
            journal.execute("PRAGMA synchronous = FULL")
            if journal.execute("PRAGMA user_version").fetchone()[0] != _FORMAT:
                if journal.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]:
                    raise sqlite3.DatabaseError("another format")
                journal.execute(_TABLE)
                journal.execute(f"PRAGMA user_version = {_FORMAT}")
            journal.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY) WITHOUT ROWID")
            journal.commit()
            known = {number for (number,) in journal.execute("SELECT DISTINCT segment FROM results")}
            there = set(segments.sizes())
            with journal:
                journal.executemany("DELETE FROM results WHERE segment = ?", [(number,) for number in known - there])
        except BaseException:
            journal.close()
            raise
        for number in there - known:
            segments.remove(number)
        return segments, journal

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closes, also after an exception: finished work is kept."""
        self.close()
