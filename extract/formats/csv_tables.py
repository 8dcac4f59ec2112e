"""CSV and TSV tables with a column ``text``."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from extract.errors import ReadError
from extract.formats.encodings import decode
from extract.formats.lines import lines, text_of
from extract.formats.options import ReadOptions
from extract.formats.rows import Where, article, wanted
from extract.formats.streams import Stream, too_large
from extract.model import RawArticle, Reject

_DELIMITERS = ",\t;|"
_HEAD = 1 << 20


def read(stream: Stream, where: Where, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """The articles of the rows; messages name the line that a row ends at.

    Raises:
        ReadError: ``empty``, ``no-text`` and ``no-column`` (no such column), ``binary``, ``encoding``, ``broken-csv``, ``too-large``.
    """
    head = _head(stream)
    if not head.strip():
        raise ReadError("the file is empty", code="empty")
    encoding, codec = _encoding(head)
    csv.field_size_limit(max(csv.field_size_limit(), options.max_bytes))
    table = _lines(chain([head], stream.chunks()), codec, options.max_bytes)
    first = next(table, "")
    delimiter, columns = _header(first, options)
    options = _lowered(options)
    used = set(wanted(columns, options))
    reader = csv.reader(table, delimiter=delimiter)
    rows = 0
    try:
        for cells in reader:
            if not any(cells):
                continue
            rows += 1
            here = Where(where.file_id, f"{where.source}:{reader.line_num + 1}", encoding)
            if any(cells[len(columns) :]):
                reason = f"the row has {len(cells)} cells under {len(columns)} columns; put cells that hold the separator in double quotes"
                yield Reject(here.source, None, "broken-csv", reason)
                continue
            yield article({c: v for c, v in zip(columns, cells, strict=False) if c in used}, here, options)
    except csv.Error as error:
        place = f"in the row before line {reader.line_num + 1}"
        if "field larger" in str(error):
            raise ReadError(
                f"a cell {place} is over the limit of bytes", code="too-large", mend="look for a double quote that is not closed"
            ) from error
        raise ReadError(f"it is no table ({error}, {place})", code="broken-csv", mend="save it as CSV anew") from error
    if not rows:
        raise ReadError("the table has no rows", code="empty")


def _head(stream: Stream) -> bytes:
    parts: list[bytes] = []
    for chunk in stream.chunks():
        parts.append(chunk)
        if sum(map(len, parts)) >= _HEAD:
            break
    return b"".join(parts)


def _encoding(head: bytes) -> tuple[str, str]:
    """Name of the encoding, and the codec of the lines: those of UTF-16 come as UTF-8."""
    found = decode(head)
    if found.encoding != "utf-16":
        return found.encoding, found.codec
    if not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ReadError("it is in UTF-16 without a byte-order mark", code="encoding", mend="convert it to UTF-8")
    return found.encoding, "utf-8"


def _lines(chunks: Iterator[bytes], codec: str, limit: int) -> Iterator[str]:
    for _, line in lines(chunks, limit):
        if line is None:
            raise too_large(limit)
        yield text_of(line, codec) + "\n"


def _lowered(options: ReadOptions) -> ReadOptions:
    """The options with names as the head of a table is read: capitals make no difference."""
    return replace(options, columns={field: name.strip().lower() for field, name in options.columns.items()})


def _header(line: str, options: ReadOptions) -> tuple[str, list[str]]:
    """The separator under which the first line names the column of the text, and the names of the columns."""
    wanted = options.column("text").strip().lower()
    for delimiter in sorted(_DELIMITERS, key=lambda d: -line.count(d)):
        columns = [c.strip().lower() for c in next(csv.reader([line], delimiter=delimiter), [])]
        if wanted in columns:
            return delimiter, columns
    shown = line.strip()[:80]
    raise ReadError(
        f"its first line names no column {options.column('text')} but: {shown}", code="no-text", mend="name the column of the text with --text-column"
    )
