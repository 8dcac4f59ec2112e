"""The writers of the formats that a run is asked for, as one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, get_args

from extract.batch.outputs.base import TABLES, Writer, drop
from extract.batch.outputs.databases import DuckDb, Sqlite, require_duckdb
from extract.batch.outputs.parts import Csv, Files, JsonLines, Parquet, TableFile
from extract.errors import UsageError
from extract.formats import arrow
from extract.formats.manifests import MANIFEST, outputs_in
from extract.formats.writers import AtomicFile

Format = Literal["jsonl", "csv", "parquet", "sqlite", "duckdb"]
FORMATS: tuple[Format, ...] = get_args(Format)
_LEFTOVER = re.compile(rf"\.(?:{'|'.join(TABLES)}|results|manifest|duckdb)\..*\.tmp")
_FILES: dict[str, Callable[[Path, str], TableFile]] = {"jsonl": JsonLines, "csv": Csv, "parquet": Parquet}


def check(formats: Sequence[Format], part: int | None) -> None:
    """Sees that the formats can be written.

    Raises:
        UsageError: none is given, one is given twice, or parts are wanted of a database or of two formats at once.
        MissingExtraError: a library is missing.
    """
    if not formats or len(set(formats)) < len(formats):
        raise UsageError("each output format is given once", mend=f"choose from {', '.join(FORMATS)}")
    if part is not None and len(_FILES.keys() & set(formats)) > 1:
        raise UsageError("parts are written in one format", mend="choose jsonl, csv or parquet")
    require(formats)


def require(formats: Sequence[str]) -> None:
    """Makes sure that the libraries which formats need are there.

    Raises:
        MissingExtraError: one is missing.
    """
    if {"parquet", "duckdb"} & set(formats):
        arrow.require("writing Parquet or DuckDB files")
    if "duckdb" in formats:
        require_duckdb()


class Outputs:
    """All outputs of a run as a context: after an exception nothing has changed.

    Args:
        folder: the output folder.
        formats: what to write.
        part: the number of documents after which a new part begins; None writes one file a table.
    """

    def __init__(self, folder: Path, formats: Sequence[Format], part: int | None = None) -> None:
        self.folder = folder
        self._part = part
        self._documents = 0
        self._writers: list[Writer] = []
        self._manifest: AtomicFile | None = None
        try:
            for name in formats:
                self._writers.append(_writer(name, folder, part))
        except BaseException:
            self.discard()
            raise

    def next_document(self) -> None:
        """Notes that what follows is of another document."""
        if self._part is not None and self._documents and self._documents % self._part == 0:
            for writer in self._writers:
                writer.cut()
        self._documents += 1

    def write(self, table: str, line: str) -> None:
        """Adds a record, given as a line of JSON, to a table."""
        for writer in self._writers:
            writer.write(table, line)

    def finish(self) -> dict[str, dict[str, Any]]:
        """Puts all on the disk; returns what the manifest tells of the files."""
        about: dict[str, dict[str, Any]] = {}
        for writer in self._writers:
            writer.finish()
            about |= writer.about()
        return about

    def commit(self, manifest: dict[str, Any]) -> None:
        """Gives everything its name, the manifest last, and removes what the run before wrote and this one does not."""
        before = outputs_in(self.folder)
        self._manifest = AtomicFile(self.folder / MANIFEST)
        self._manifest.write_line(json.dumps(manifest, ensure_ascii=False, indent=2))
        self._manifest.finish()
        for writer in self._writers:
            writer.commit()
        self._manifest.commit()
        for name in {n.split("/")[0] for n in before - {MANIFEST}} - {n.split("/")[0] for n in manifest["outputs"]}:
            drop(self.folder / name)

    def discard(self) -> None:
        """Drops what has no name yet."""
        for writer in self._writers:
            writer.discard()
        if self._manifest is not None:
            self._manifest.discard()

    def __enter__(self) -> Self:
        """The outputs themselves."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """After an exception drops what has no name yet."""
        if kind is not None:
            self.discard()


def _writer(name: Format, folder: Path, part: int | None) -> Writer:
    if name == "sqlite":
        return Sqlite(folder)
    if name == "duckdb":
        return DuckDb(folder)
    return Files(folder, _FILES[name], f".{name}", parted=part is not None)


def remove_leftovers(folder: Path) -> None:
    """Removes what a run that was killed left under hidden names."""
    for leftover in folder.glob(".*.tmp"):
        if _LEFTOVER.fullmatch(leftover.name):
            drop(leftover)
