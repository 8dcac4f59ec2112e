"""Output files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

# Characters that end a line for str.splitlines but not for JSON lines.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def json_line(record: Mapping[str, Any]) -> str:
    """A record as one line of JSON, Chinese as it is, without the line feed."""
    return as_line(json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def as_line(text: str) -> str:
    """JSON text made safe for one line: what some readers take for line ends is escaped."""
    return text.translate(_LINE_ENDS) if any(chr(c) in text for c in _LINE_ENDS) else text


class AtomicFile:
    """A UTF-8 text file that takes its name only once it is complete.

    Used as a context: on leaving it the content lies under ``path``, or, after an exception, nothing has changed. It is
    written beside ``path`` under a hidden name.

    Attributes:
        lines: how many lines were written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines = 0
        self._temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        self._file = self._temporary.open("w", encoding="utf-8", newline="\n")
        self._hash = hashlib.sha256()
        self._committed = False

    def write_line(self, line: str) -> None:
        """Adds a line; ``line`` holds no line feed of its own, or is whole lines as one."""
        text = line + "\n"
        self._file.write(text)
        self._hash.update(text.encode())
        self.lines += 1

    def write(self, record: Mapping[str, Any]) -> None:
        """Adds a record as a line of JSON."""
        self.write_line(json_line(record))

    @property
    def sha256(self) -> str:
        """Digest of what was written so far."""
        return self._hash.hexdigest()

    def finish(self) -> None:
        """Puts the content on disk; it does not have its name yet."""
        if not self._file.closed:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()

    def commit(self) -> None:
        """Finishes, and gives the file its name. Does nothing the second time."""
        self.finish()
        if not self._committed:
            self._temporary.replace(self.path)
            self._committed = True

    def discard(self) -> None:
        """Drops what was written, unless it has its name already."""
        with contextlib.suppress(OSError):  # what the disk has no room for is not wanted any more
            self._file.close()
        self._temporary.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        """The file itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Commits, or after an exception discards."""
        if kind is None:
            self.commit()
        else:
            self.discard()
