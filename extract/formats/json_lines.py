"""JSON lines: one article a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from extract.formats.lines import lines, text_of
from extract.formats.options import ReadOptions
from extract.formats.rows import Where, article
from extract.formats.streams import Stream, too_large
from extract.model import RawArticle, Reject

# A character of text takes up to six bytes in JSON (\uXXXX) where it takes two to four outside; the rest is for other fields.
LINE_FACTOR = 4


def read(stream: Stream, where: Where, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """The articles of the lines; a line that is no JSON object is rejected by its number, and reading goes on."""
    empty = True
    for number, line in lines(stream.chunks(), options.max_bytes * LINE_FACTOR):
        here = Where(where.file_id, f"{where.source}:{number}")
        if line is None:
            error = too_large(options.max_bytes)
            empty = False
            yield Reject(here.source, None, error.code, str(error))
        elif line.strip():
            empty = False
            row = parse(line, here.source)
            yield row if isinstance(row, Reject) else article(row, here, options)
    if empty:
        yield Reject(where.source, where.file_id, "empty", "the file is empty")


def parse(line: bytes, source: str) -> dict[str, Any] | Reject:
    """The object of one line."""
    try:
        row = json.loads(text_of(line))
    except json.JSONDecodeError as error:
        return Reject(source, None, "broken-json", f"the line is no valid JSON ({error.msg} at column {error.colno}); mend or drop it")
    except (ValueError, RecursionError):
        return Reject(source, None, "broken-json", "the line is JSON that is nested too deeply or holds a number too long; mend or drop it")
    if not isinstance(row, dict):
        return Reject(source, None, "broken-json", f"the line is no JSON object but {_name(row)}; write one object with the field text a line")
    return row


def _name(value: object) -> str:
    return {list: "a list", str: "a string", bool: "a truth value", type(None): "null"}.get(type(value), "a number")
