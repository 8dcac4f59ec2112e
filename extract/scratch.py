"""A database for one pass over more records than memory holds: on disk, private, gone when it is closed."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager

from extract.errors import WriteError

_CACHE_KIB = 65_536


@contextmanager
def database(table: str) -> Iterator[sqlite3.Connection]:
    """An empty database with one table, whose name and columns are given as SQL has them.

    Raises:
        WriteError: the folder for temporary files is full.
    """
    try:
        with closing(sqlite3.connect("", isolation_level=None)) as opened:
            for command in (
                f"PRAGMA cache_size = -{_CACHE_KIB}", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", f"CREATE TABLE {table}", "BEGIN",
            ):  # fmt: skip
                opened.execute(command)
            yield opened
    except sqlite3.OperationalError as error:
        raise WriteError(f"the temporary database cannot be kept: {error}", where=tempfile.gettempdir(),
                         mend="make room there, or name another folder in TMPDIR") from error  # fmt: skip
