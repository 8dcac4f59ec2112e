"""The file of an SQLite database that is held open: whether it is still the one that its name stands for.

SQLite itself goes on writing to a file that was deleted or moved away, and what is written there is lost with it. And what lies in the
write-ahead log beside a file would be taken for the continuation of another file that is put in its place.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.review.store.faults import away, of_sqlite

_PATIENCE = 1000  # milliseconds
Identity = tuple[int, int]


class HeldFile:
    """A database file and a connection that holds it.

    Args:
        path: the file; it has to be there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._identity: Identity | None = None
        self._hold: sqlite3.Connection | None = None

    @property
    def address(self) -> str:
        """The URI that opens the file and never makes one."""
        return f"{self.path.as_uri()}?mode=rw"

    def now(self) -> Identity:
        """The file that the name stands for.

        Raises:
            UnavailableError: there is none.
        """
        try:
            found = os.stat(self.path)
        except OSError as error:
            raise away("its file is gone", "put it back, then the work goes on", str(self.path)) from error
        return found.st_dev, found.st_ino

    def is_same(self) -> bool:
        """Whether it is the one that is held.

        Raises:
            UnavailableError: it is gone.
        """
        return self.now() == self._identity

    def take(self) -> Identity:
        """Opens the file as it is there now, to be held after ``keep``.

        Raises:
            UnavailableError: it is gone, or cannot be opened.
        """
        found = self.now()
        with self._answering():
            self._hold = sqlite3.connect(self.address, uri=True, check_same_thread=False, isolation_level=None)
            self._hold.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        return found

    def keep(self, identity: Identity) -> None:
        """Holds what ``take`` opened, since it turned out to be a desk's database."""
        assert self._hold is not None
        with self._answering():
            self._hold.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()  # opens the write-ahead log, too
        self._identity = identity

    def let_go(self) -> None:
        """Closes the file that is held; all of its write-ahead log goes into it first, so that none is left for another file.

        Raises:
            UnavailableError: somebody still reads the file that was held.
        """
        if self._hold is None:
            return
        with self._answering():
            busy = self._identity is not None and self._hold.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise away("its file was replaced while it was read", "try again in a moment", str(self.path))
        self.close()

    @contextmanager
    def _answering(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise of_sqlite(error, str(self.path)) or error from error

    def close(self) -> None:
        """Closes the file."""
        if self._hold is not None:
            self._hold.close()
        self._hold = self._identity = None
