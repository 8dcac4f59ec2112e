"""The database of stored claims: made of runs once, then read by any number of threads."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extract.batch.past_claims import claims_of
from extract.batch.past_tables import files_of, records_of
from extract.claims import catalogue
from extract.conflicts.selection import keys_of_place
from extract.errors import UsageError, WriteError, ZhExtractError

_TABLES = (
    """claims (
        n INTEGER PRIMARY KEY, id TEXT UNIQUE, document TEXT, doubtful INTEGER, place TEXT, code TEXT, name TEXT, metric TEXT, plain TEXT,
        kind TEXT, unit TEXT, status TEXT, flags TEXT, confidence REAL, number REAL, start TEXT, end TEXT, published TEXT
    )""",
    "sentences (n INTEGER PRIMARY KEY, text TEXT)",  # apart, so that questions read past no long texts
    "records (n INTEGER PRIMARY KEY, record TEXT)",
    "places (key TEXT, n INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID",
    "documents (id TEXT PRIMARY KEY, whole INTEGER, record TEXT)",
)
_WHOLE_RUNS = (".sqlite", ".duckdb")  # files that hold all tables
_INDEXES = ("document", "metric", "confidence", "number", "start")
_STEPS = 20_000  # of SQLite's machine between two looks at the clock
_CACHE_KIB = 16_384


class TooSlowError(ZhExtractError):
    """A question took longer than it may."""

    code = "time-limit"

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the answer took longer than {seconds:g} seconds", mend="ask for less: a place, a metric or a period")


class Database:
    """Claims, candidates and documents of runs in a temporary SQLite file, which goes with ``close``.

    Args:
        runs: output folders, or files of claims. What has an id that an earlier one has is left out.

    Raises:
        UsageError: one is no run, or holds what is no claim.
        WriteError: the folder for temporary files is full.
    """

    def __init__(self, runs: Sequence[Path]) -> None:
        for run in runs:
            files_of(run, "claims")  # a mistake in any shows before the work begins
        self._folder = tempfile.TemporaryDirectory(prefix="zh-extract-")
        self._path = Path(self._folder.name) / "claims.sqlite"
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        try:
            self._fill(runs)
        except sqlite3.OperationalError as error:
            self.close()
            raise WriteError(f"the database of claims cannot be made: {error}", where=tempfile.gettempdir(),
                             mend="make room there, or name another folder in TMPDIR") from error  # fmt: skip
        except BaseException:
            self.close()
            raise

    def _fill(self, runs: Sequence[Path]) -> None:
        made = sqlite3.connect(self._path, isolation_level=None)
        try:
            for command in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", *(f"CREATE TABLE {table}" for table in _TABLES), "BEGIN"):
                made.execute(command)
            for run in runs:
                self._add_claims(made, claims_of(run), doubtful=False)
                if run.is_dir() or run.suffix in _WHOLE_RUNS:
                    self._add_claims(made, claims_of(run, "candidates"), doubtful=True)
                    rows = ((record["id"], record["text"] is not None, _json(record)) for record in records_of(run, "documents"))
                    made.executemany("INSERT OR IGNORE INTO documents VALUES (?, ?, ?)", rows)
            for column in _INDEXES:
                made.execute(f"CREATE INDEX claims_by_{column} ON claims ({column})")
            made.execute("COMMIT")
        finally:
            made.close()

    def _add_claims(self, made: sqlite3.Connection, claims: Iterable[dict[str, Any]], *, doubtful: bool) -> None:
        for claim in claims:
            try:
                row = _row(claim, doubtful)
                keys = keys_of_place(claim["city"])
            except (KeyError, TypeError, AttributeError) as error:
                raise UsageError("it is no claim of the output contract", where=f"claim {claim['id']}",
                                 mend="give the claims of a run as zh-extract wrote them") from error  # fmt: skip
            added = made.execute(f"INSERT OR IGNORE INTO claims VALUES (NULL{', ?' * len(row)})", row)
            if added.rowcount:
                n = added.lastrowid
                made.execute("INSERT INTO sentences VALUES (?, ?)", (n, claim["source"]["evidence"]["text"]))
                made.execute("INSERT INTO records VALUES (?, ?)", (n, _json(claim)))
                made.executemany("INSERT OR IGNORE INTO places VALUES (?, ?)", [(key, n) for key in keys])

    @contextmanager
    def reading(self, seconds: float | None) -> Iterator[sqlite3.Connection]:
        """A connection of this thread; what is asked of it ends after some seconds.

        Raises:
            TooSlowError: it took longer.
        """
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(f"{self._path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            self._local.connection = connection
            with self._lock:
                self._opened.append(connection)
        end = None if seconds is None else time.monotonic() + seconds
        connection.set_progress_handler(None if end is None else lambda: time.monotonic() > end, _STEPS)
        try:
            yield connection
        except sqlite3.OperationalError as error:
            if seconds is not None and "interrupted" in str(error):
                raise TooSlowError(seconds) from error
            raise

    def close(self) -> None:
        """Removes the database."""
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
        self._folder.cleanup()


def _row(claim: Mapping[str, Any], doubtful: bool) -> tuple[Any, ...]:
    city, metric, value, date, source = claim["city"], claim["metric"], claim["value"], claim["date"], claim["source"]
    number = next((value[end] for end in ("number", "low", "high") if value[end] is not None), None)
    start, end = (date["start"], date["end"]) if date is not None else (None, None)
    return (
        claim["id"], claim["document_id"], doubtful, city["name"], city["adcode"], metric.get("canonical") or metric["name"], metric["id"],
        catalogue.plain(metric["name"]), value["kind"], value["unit"], claim["status"], _json(claim["flags"]), claim["confidence"],
        number, start, end, source["document"]["published"],
    )  # fmt: skip


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
