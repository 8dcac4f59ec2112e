"""Plain text, from files and from standard input."""

from __future__ import annotations

import json
from collections.abc import Iterator

from extract.errors import ReadError
from extract.formats import json_lines
from extract.formats.encodings import Decoded, decode
from extract.formats.lines import lines
from extract.formats.options import ReadOptions
from extract.formats.rows import Where
from extract.formats.streams import Stream, too_large
from extract.model import RawArticle, Reject


def decoded(data: bytes) -> Decoded:
    """The text of a file's bytes.

    Raises:
        ReadError: ``empty``, ``binary`` or ``encoding``.
    """
    if not data:
        raise ReadError("the file is empty", code="empty")
    text = decode(data)
    if not text.text.strip():
        raise ReadError("the file holds no text, only blanks", code="empty")
    return text


def read(stream: Stream, where: Where, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """The one article that a text file is."""
    text = decoded(stream.read_all(options.max_bytes))
    yield RawArticle(where.file_id, text.text, encoding=text.encoding, source=where.source, truncated=text.truncated)


def read_stdin(stream: Stream, where: Where, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """Standard input: JSON lines where its first line is a JSON object with ``text``, else one text."""
    head: list[bytes] = []
    limit = options.max_bytes * json_lines.LINE_FACTOR

    def remembered() -> Iterator[bytes]:
        left = limit
        for chunk in stream.chunks():
            left -= len(chunk)
            if left < 0:
                raise too_large(options.max_bytes)
            head.append(chunk)
            yield chunk

    first = next((line for _, line in lines(remembered(), limit) if line is None or line.strip()), None)
    replayed = _Replayed(stream, b"".join(head))
    if first is not None and _is_record(first, options):
        yield from json_lines.read(replayed, where, options)
    else:
        yield from read(replayed, where, options)


class _Replayed(Stream):
    """A stream whose beginning was read already."""

    def __init__(self, stream: Stream, head: bytes) -> None:
        self._stream = stream
        self._head = head
        self.size = None

    def read(self, n: int) -> bytes:
        if not self._head:
            return self._stream.read(n)
        part, self._head = self._head[:n], self._head[n:]
        return part


def _is_record(line: bytes, options: ReadOptions) -> bool:
    if not line.lstrip().startswith(b"{"):
        return False
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and options.column("text").split(".")[0] in row
