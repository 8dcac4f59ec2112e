"""What the writers of all formats have in common."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

TABLES = ("claims", "candidates", "documents", "rejects", "duplicates")


class Writer(ABC):
    """The tables of a run in one format, written beside their names and given those in the end.

    Args:
        folder: the output folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def write(self, table: str, line: str) -> None:
        """Adds a record, given as a line of JSON, to a table."""

    def cut(self) -> None:  # noqa: B027
        """Begins a new part where a run's tables are written in parts."""

    @abstractmethod
    def finish(self) -> None:
        """Puts all on the disk; nothing has its name yet."""

    @abstractmethod
    def commit(self) -> None:
        """Gives everything its name."""

    @abstractmethod
    def discard(self) -> None:
        """Drops what has no name yet."""

    @abstractmethod
    def about(self) -> dict[str, dict[str, Any]]:
        """For the manifest: the files, each with the number of its records and what identifies its content."""


def hidden(path: Path) -> Path:
    """The name of a file while it is written."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def sync(path: Path) -> None:
    """Puts a file on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def put(temporary: Path, path: Path) -> None:
    """Gives a file or a folder its name; what had the name before is gone."""
    if path.is_dir() and not path.is_symlink():
        old = hidden(path.with_name(path.name + ".old"))
        path.replace(old)
        temporary.replace(path)
        shutil.rmtree(old, ignore_errors=True)
        return
    if temporary.is_dir():
        path.unlink(missing_ok=True)
    temporary.replace(path)


def drop(path: Path) -> None:
    """Removes a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
