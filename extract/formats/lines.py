"""Lines of a stream that may be huge, in any encoding, without ever holding one over the limit."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from extract.errors import ReadError
from extract.formats.encodings import decode


def lines(chunks: Iterable[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1, without the line feed; None stands for one of more than ``limit`` bytes.

    A byte-order mark is dropped, and UTF-16 behind one is given as UTF-8. In GB18030 and Big5 as in UTF-8 the byte of a
    line feed is never part of a character, so that lines can be cut before they are decoded.
    """
    parts: list[bytes] = []
    size = 0
    count = 0
    for chunk in _recoded(chunks):
        start = 0
        while (end := chunk.find(b"\n", start)) >= 0:
            size += end - start
            parts.append(chunk[start:end])
            count += 1
            yield count, b"".join(parts) if size <= limit else None
            parts, size, start = [], 0, end + 1
        size += len(chunk) - start
        if size <= limit:
            parts.append(chunk[start:])
        else:
            parts = []
    if size:
        yield count + 1, b"".join(parts) if size <= limit else None


def _recoded(chunks: Iterable[bytes]) -> Iterator[bytes]:
    iterator = iter(chunks)
    head = b""
    for chunk in iterator:
        head += chunk
        if len(head) >= 3:
            break
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            decoder = codecs.getincrementaldecoder(codec)("replace")
            yield decoder.decode(head[len(mark) :]).encode("utf-8")
            for chunk in iterator:
                yield decoder.decode(chunk).encode("utf-8")
            return
    yield head.removeprefix(codecs.BOM_UTF8)
    yield from iterator


def text_of(line: bytes, codec: str = "utf-8") -> str:
    """The text of one line of a file that is in ``codec`` as a whole; a line in another encoding is read for itself."""
    try:
        return line.decode(codec)
    except UnicodeDecodeError:
        pass
    try:
        return decode(line).text
    except ReadError:
        return line.decode(codec, "replace")
