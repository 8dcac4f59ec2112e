"""What a caller can set about reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

DEFAULT_MAX_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Settings of reading.

    Attributes:
        max_bytes: the most that one article may take, in bytes; longer ones are rejected unread. Files that hold many
            articles may be larger; JSON arrays, which have to be read whole, up to 20 times.
        columns: the names that rows have for ``text``, ``id``, ``title`` ... where they differ; ``a.b`` is b in the object a.
        stdin: where ``-`` reads from; the process's standard input by default.
    """

    max_bytes: int = DEFAULT_MAX_BYTES
    columns: Mapping[str, str] = field(default_factory=dict)
    stdin: BinaryIO | None = None

    def column(self, field: str) -> str:
        """The name that rows have for a field of an article."""
        return self.columns.get(field, field)
