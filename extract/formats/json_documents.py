"""JSON files: one article, a list of articles, or an object that holds such a list."""

from __future__ import annotations

import json
from collections.abc import Iterator

from extract.errors import ReadError
from extract.formats.options import ReadOptions
from extract.formats.plain import decoded
from extract.formats.rows import Where, article, cell
from extract.formats.streams import Stream
from extract.model import RawArticle, Reject

_LISTS = ("articles", "data")
_MAX_ARTICLES = 20  # a JSON file has to be read whole; this many times the size of one article is the most that it may take


def read(stream: Stream, where: Where, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """The articles of a JSON file; items of a list are numbered from 0 in messages, as ``news.json[0]``."""
    try:
        value = json.loads(decoded(stream.read_all(options.max_bytes * _MAX_ARTICLES)).text)
    except json.JSONDecodeError as error:
        raise ReadError(
            f"it is no valid JSON ({error.msg} at line {error.lineno}, column {error.colno})", code="broken-json",
            mend="mend it, or name it .jsonl if it holds one object a line",
        ) from error  # fmt: skip
    except (ValueError, RecursionError) as error:
        raise ReadError("it is JSON that is nested too deeply or holds a number too long", code="broken-json") from error
    if isinstance(value, dict) and (options.column("text") in value or cell(value, options.column("text")) is not None):
        yield article(value, where, options, whole_file=True)
        return
    items = value
    if isinstance(value, dict):
        items = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), None)
    if not isinstance(items, list):
        raise ReadError("it holds no articles", code="no-text", mend="give an object with the field text, or a list of such objects")
    if not items:
        raise ReadError("its list of articles is empty", code="empty")
    for index, item in enumerate(items):
        here = Where(where.file_id, f"{where.source}[{index}]")
        if isinstance(item, dict):
            yield article(item, here, options)
        else:
            yield Reject(here.source, None, "no-text", "the item is no object; write one object with the field text for each article")
