"""The database of stored claims: made of runs once, then read by any number of threads."""

from __future__ import annotations

import logging
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from extract.batch.past_tables import files_of
from extract.errors import UnavailableError, WriteError, ZhExtractError
from extract.stored.filling import fill

_LOG = logging.getLogger("extract.stored")
_STEPS = 20_000  # of SQLite's machine between two looks at the clock
_CACHE_KIB = 16_384
# Primary result codes of SQLite that say that the file is no more what it was: it is made again.
_LOST = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR))


class TooSlowError(ZhExtractError):
    """A question took longer than it may."""

    code = "time-limit"

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the answer took longer than {seconds:g} seconds", mend="ask for less: a place, a metric or a period")


class Database:
    """Claims, candidates and documents of runs in a temporary SQLite file, which goes with ``close``.

    Where the file is gone before (folders for temporary files are swept) or damaged, it is made again of the runs as they are then.

    Args:
        runs: output folders, or files of claims. What has an id that an earlier one has is left out.

    Attributes:
        generation: how often the file was made again.

    Raises:
        UsageError: one is no run, or holds what is no claim.
        WriteError: the folder for temporary files is full.
    """

    def __init__(self, runs: Sequence[Path]) -> None:
        self._runs = tuple(runs)
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._making = threading.Lock()
        self._lost = False
        self.generation = 0
        self._folder, self._path = self._made()

    def _made(self) -> tuple[tempfile.TemporaryDirectory[str], Path]:
        """The folder and the file."""
        for run in self._runs:
            files_of(run, "claims")  # a mistake in any shows before the work begins
        folder = tempfile.TemporaryDirectory(prefix="zh-extract-", ignore_cleanup_errors=True)
        path = Path(folder.name) / "claims.sqlite"
        try:
            fill(path, self._runs)
        except sqlite3.OperationalError as error:
            folder.cleanup()
            raise WriteError(f"the database of claims cannot be made: {error}", where=tempfile.gettempdir(),
                             mend="make room there, or name another folder in TMPDIR") from error  # fmt: skip
        except BaseException:
            folder.cleanup()
            raise
        return folder, path

    def _make_again(self) -> None:
        """Makes the file anew.

        Raises:
            UnavailableError: another thread is about it, or it cannot be done now.
        """
        if not self._making.acquire(blocking=False):
            raise UnavailableError("the claims are being read again", mend="try again in a moment")
        try:
            if self._lost or not self._path.exists():
                _LOG.warning("%s: it is gone or damaged; the runs are read again", self._path)
                before = self._folder
                self._folder, self._path = self._made()
                self._lost = False
                self.generation += 1
                before.cleanup()
        except (ZhExtractError, OSError) as error:
            _LOG.error("%s", error)
            raise UnavailableError("the claims are gone from the folder for temporary files, and cannot be read again now",
                                   mend="see that the runs are there, and try again") from error  # fmt: skip
        finally:
            self._making.release()

    @contextmanager
    def reading(self, seconds: float | None) -> Iterator[sqlite3.Connection]:
        """A connection of this thread; what is asked of it ends after some seconds.

        Raises:
            TooSlowError: it took longer.
            UnavailableError: the file is gone or damaged, and is made again when something else is asked.
        """
        end = None if seconds is None else time.monotonic() + seconds
        try:
            connection = self._connection()
            connection.set_progress_handler(None if end is None else lambda: time.monotonic() > end, _STEPS)
            yield connection
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if seconds is not None and code == sqlite3.SQLITE_INTERRUPT:
                raise TooSlowError(seconds) from error
            if code in _LOST:
                self._lost = True
                raise UnavailableError(f"the claims cannot be read ({error})", mend="try again: they are read from the runs again") from error
            if code == sqlite3.SQLITE_FULL:
                raise UnavailableError("the folder for temporary files is full", mend="make room there, or ask for less") from error
            raise

    def _connection(self) -> sqlite3.Connection:
        """The connection of this thread.

        Raises:
            UnavailableError: the file is gone, and cannot be made again now.
        """
        if self._lost or not self._path.exists():
            self._make_again()
        known: tuple[int, sqlite3.Connection] | None = getattr(self._local, "connection", None)
        if known is not None and known[0] == self.generation:
            return known[1]
        generation = self.generation
        connection = sqlite3.connect(f"{self._path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._local.connection = (generation, connection)
        with self._lock:
            if known is not None:
                self._opened.remove(known[1])
                known[1].close()
            self._opened.append(connection)
        return connection

    def close(self) -> None:
        """Removes the database."""
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
        self._folder.cleanup()
