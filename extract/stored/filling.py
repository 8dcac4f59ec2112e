"""The tables of stored claims, filled from runs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from extract.batch.past_claims import claims_of
from extract.batch.past_tables import records_of
from extract.claims import catalogue
from extract.conflicts.selection import keys_of_place
from extract.errors import UsageError

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


def fill(path: Path, runs: Sequence[Path]) -> None:
    """Makes the database of the claims, candidates and documents of runs. What has an id that an earlier one has is left out.

    Raises:
        UsageError: a run holds what is no claim.
        sqlite3.OperationalError: there is no room.
    """
    made = sqlite3.connect(path, isolation_level=None)
    try:
        for command in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", *(f"CREATE TABLE {table}" for table in _TABLES), "BEGIN"):
            made.execute(command)
        for run in runs:
            _add_claims(made, claims_of(run), doubtful=False)
            if run.is_dir() or run.suffix in _WHOLE_RUNS:
                _add_claims(made, claims_of(run, "candidates"), doubtful=True)
                rows = ((record["id"], record["text"] is not None, _json(record)) for record in records_of(run, "documents"))
                made.executemany("INSERT OR IGNORE INTO documents VALUES (?, ?, ?)", rows)
        for column in _INDEXES:
            made.execute(f"CREATE INDEX claims_by_{column} ON claims ({column})")
        made.execute("COMMIT")
    finally:
        made.close()


def _add_claims(made: sqlite3.Connection, claims: Iterable[dict[str, Any]], *, doubtful: bool) -> None:
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
