"""The tables that an earlier run wrote, read again record by record, whatever files it wrote them to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from extract.batch import past_readers
from extract.batch.outputs.databases import DuckDb, Sqlite, require_duckdb
from extract.errors import UsageError
from extract.formats import arrow
from extract.formats.manifests import MANIFEST, outputs_in, require_known

Reader = Callable[[Path, str], Iterator[dict[str, Any]]]

# The first that a run has is read: those that keep most, and need least, stand first.
_READERS: dict[str, Reader] = {
    ".jsonl": past_readers.json_lines,
    ".parquet": past_readers.parquet,
    ".duckdb": past_readers.duckdb,
    ".sqlite": past_readers.sqlite,
    ".csv": past_readers.csv_rows,
}
_DATABASES = {".duckdb": DuckDb.name, ".sqlite": Sqlite.name}


def files_of(run: Path, table: str) -> list[Path]:
    """The files with a table of a run, in the order of the run.

    Args:
        run: its output folder, or one file: a database of it, or the table itself.

    Raises:
        UsageError: it is no output of a run, a file that it should hold is gone, or a version made it whose records this one does not know.
        MissingExtraError: reading it takes a library that is not installed.
    """
    if not run.exists():
        raise UsageError("there is no such folder or file", where=str(run), mend="give the OUTDIR of an earlier zh-extract run")
    if run.is_file():
        found = [run] if run.suffix in _READERS else []
        if not found:
            raise UsageError(f"it is no file of {table}", where=str(run), mend=f"give the folder of a run, its {table}.jsonl or its {table}.parquet")
        if run.name in outputs_in(run.parent):
            require_known(run.parent)
    else:
        found = _in_folder(run, table)
    if found[0].suffix == ".parquet":
        arrow.require(f"reading {found[0]}")
    if found[0].suffix == ".duckdb":
        require_duckdb(f"reading {found[0]}")
    return found


def _in_folder(folder: Path, table: str) -> list[Path]:
    names = sorted(outputs_in(folder))
    if not names:
        raise UsageError(f"it has no {MANIFEST} of zh-extract", where=str(folder), mend="give the OUTDIR of a run that came to its end")
    require_known(folder)
    for suffix in _READERS:
        wanted = _DATABASES.get(suffix, f"{table}{suffix}")
        named = [folder / name for name in names if name == wanted or (name.startswith(f"{table}/") and name.endswith(suffix))]
        missing = next((path for path in named if not path.is_file()), None)
        if missing is not None:
            raise UsageError("it is in the manifest and not there", where=str(missing), mend="give the same command to zh-extract run again")
        if named:
            return named
    raise UsageError(f"its manifest names no {table}", where=str(folder), mend="give the same command to zh-extract run again")


def require_whole(run: Path) -> None:
    """Sees that a run is there with all its tables.

    Raises:
        UsageError: it is one table in a file, or as ``files_of``.
    """
    if run.is_file() and run.suffix not in _DATABASES:
        raise UsageError("one file has not all tables of a run", where=str(run), mend="give the folder of the run")
    for table in ("claims", "documents"):
        files_of(run, table)


def records_of(run: Path, table: str) -> Iterator[dict[str, Any]]:
    """The records of a table of a run, as JSON lines have them, in the order of the run.

    Raises:
        UsageError: as ``files_of``; or a file holds something else.
        MissingExtraError: as ``files_of``.
    """
    for path in files_of(run, table):
        try:
            yield from _READERS[path.suffix](path, table)
        except OSError as error:
            raise past_readers.unreadable(path, error.strerror or str(error)) from error
