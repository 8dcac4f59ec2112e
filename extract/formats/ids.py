"""Which ids a run has met, in memory that does not grow with the run."""

from __future__ import annotations

import hashlib
import sqlite3

_CACHE_KIB = 16_384


class SeenIds:
    """Ids with the digest of what they stand for, in a temporary database that the system deletes with the process.

    A few million ids fit its cache and never touch the disk.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("CREATE TABLE ids (id BLOB PRIMARY KEY, digest BLOB) WITHOUT ROWID")
        self._database.execute("BEGIN")

    def first(self, id: str, digest: bytes) -> bytes | None:
        """None if the id is new, which it then is no longer; else the digest that came with it the first time."""
        key = hashlib.blake2b(id.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        added = self._database.execute("INSERT OR IGNORE INTO ids VALUES (?, ?)", (key, digest))
        if added.rowcount:
            return None
        found: bytes = self._database.execute("SELECT digest FROM ids WHERE id = ?", (key,)).fetchone()[0]
        return found
