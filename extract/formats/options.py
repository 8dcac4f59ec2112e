"""What a caller can set about reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

DEFAULT_MAX_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Settings of reading.

    Attributes:
        max_bytes: the most that one article may take, in bytes; longer ones are rejected unread. Files that hold many
            articles may be larger; JSON arrays, which have to be read whole, up to 20 times.
        stdin: where ``-`` reads from; the process's standard input by default.
    """

    max_bytes: int = DEFAULT_MAX_BYTES
    stdin: BinaryIO | None = None
