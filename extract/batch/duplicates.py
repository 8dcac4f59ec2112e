"""Near-duplicates among the documents of a run: reposts and light rewritings of one article.

Signatures are cut into bands, and documents that agree in one whole band are compared (locality-sensitive hashing, Leskovec,
Rajaraman and Ullman, Mining of Massive Datasets, ch. 3). Each group is told by its first document, and only first documents are
looked up, so that a thousand reposts cost a thousand comparisons. All is kept in a temporary database, not in memory.
"""

from __future__ import annotations

import hashlib
import sqlite3

from extract.batch import signature

# Of 126 numbers in bands of 6; how many pairs agree in a band is measured in docs/batch.md and tests/test_batch_outputs.py.
_BAND = 6
_CACHE_KIB = 32_768


class Duplicates:
    """Finds the earlier document that a document repeats.

    Args:
        threshold: the similarity from which it counts, 0 to 1.
    """

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for command in (
            f"PRAGMA cache_size = -{_CACHE_KIB}", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF",
            "CREATE TABLE firsts (number INTEGER PRIMARY KEY, id TEXT, signature TEXT)",
            "CREATE TABLE bands (band INTEGER, number INTEGER, PRIMARY KEY (band, number)) WITHOUT ROWID", "BEGIN",
        ):  # fmt: skip
            self._database.execute(command)

    def first_of(self, id: str, signed: str) -> tuple[str, float] | None:
        """The id of the document that this one repeats, with their similarity; None for the first of its kind.

        Args:
            id: of the document.
            signed: its signature; a document without one repeats nothing.
        """
        if not signed:
            return None
        own = signature.numbers(signed)
        bands = [_band(n, own[n : n + _BAND].tobytes()) for n in range(0, len(own), _BAND)]
        marks = ", ".join("?" * len(bands))
        found = self._database.execute(
            f"SELECT id, signature FROM firsts WHERE number IN (SELECT number FROM bands WHERE band IN ({marks})) ORDER BY number", bands
        )
        near = [(signature.similarity(own, signature.numbers(other)), first) for first, other in found]
        best = max(near, key=lambda pair: pair[0], default=(0.0, ""))
        if best[0] >= self._threshold:
            return best[1], best[0]
        number = self._database.execute("INSERT INTO firsts (id, signature) VALUES (?, ?)", (id, signed)).lastrowid
        self._database.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, number) for band in bands])
        return None


def _band(place: int, content: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=8, salt=place.to_bytes(2, "big")).digest(), "big", signed=True)
