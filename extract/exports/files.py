"""Files of exports: there whole or not at all, and JSON that is written piece by piece."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extract.batch.outputs.base import drop, hidden, put, sync
from extract.errors import WriteError
from extract.formats.writers import AtomicFile, as_line


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A hidden name to write a file to, which takes its place at the end; after an exception nothing has changed.

    Raises:
        WriteError: it cannot be written there.
    """
    temporary = hidden(path)
    try:
        yield temporary
        sync(temporary)
        put(temporary, path)
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        drop(temporary)


@contextmanager
def text_file(path: Path) -> Iterator[AtomicFile]:
    """A UTF-8 text file that takes its name at the end; after an exception nothing has changed.

    Raises:
        WriteError: it cannot be written there.
    """
    try:
        with AtomicFile(path) as file:
            yield file
    except OSError as error:
        raise not_written(path, error) from error


def not_written(path: Path, error: Exception) -> WriteError:
    """The error of a file that cannot be written."""
    return WriteError(f"cannot be written: {getattr(error, 'strerror', None) or error}", where=str(path), mend="choose another file")


class JsonArray:
    """A JSON array in a file, an item a line, written one by one.

    Args:
        before: the JSON text before the first item, the opening bracket included.
    """

    def __init__(self, file: AtomicFile, before: str = "[") -> None:
        self._file = file
        self._open = before
        self.items = 0

    def add(self, item: Mapping[str, Any]) -> None:
        """Adds an item."""
        text = as_line(json.dumps(item, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
        self._file.write_line(f"{self._open}\n{text}" if self._open != "," else f",{text}")
        self._open = ","
        self.items += 1

    def close(self, after: str = "", **told: Any) -> None:
        """Ends the array.

        Args:
            after: the JSON text that closes what is open around it.
            told: further members of the outermost object.
        """
        if self._open != ",":
            self._file.write_line(self._open)
        more = "".join(f",{json.dumps(name)}:{json.dumps(value)}" for name, value in told.items())
        self._file.write_line(f"]{after[:-1]}{more}{after[-1:]}")
