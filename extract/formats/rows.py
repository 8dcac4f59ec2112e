"""A row of data (a JSON object, a line of a table) to an article."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from extract.errors import ReadError
from extract.formats.options import ReadOptions
from extract.formats.streams import too_large
from extract.model import Metadata, RawArticle, Reject

FIELDS = ("text", "id", "title", "publisher", "author", "url", "published")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BYTES_PER_CHARACTER = 4
_STAMPS = (8, 14)  # digits of 20240503 and 20240503093000
_FIRST_YEAR = 1900  # databases write 0001-01-01 for nothing


@dataclass(frozen=True, slots=True)
class Where:
    """Where a row stands: the file's id and encoding, and the row's own place for messages (``news.jsonl:12``)."""

    file_id: str
    source: str
    encoding: str | None = None


def scalar(text: str) -> str:
    """The text with each lone surrogate, which no file can hold, replaced by U+FFFD; the length stays."""
    return _SURROGATE.sub("�", text)


def words(value: Any) -> str | None:
    """A cell as a string: None where it is null, NaN, blank or no plain value; the plain items of a list are joined by 、."""
    if isinstance(value, str):
        return scalar(value) if value.strip() else None
    if value is None or isinstance(value, bool) or _is_nan(value):
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return "、".join(filter(None, (words(item) for item in value if not isinstance(item, list | tuple)))) or None
    return None


def day(value: Any) -> dt.date | None:
    """The day that a value names: a date, an ISO date or time, or a Chinese one; None where it names none."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    written = words(value)
    if written is None:
        return None
    written = written.strip()
    if written.isdigit() and len(written) not in _STAMPS:
        return None  # seconds since 1970, of a time zone that nobody tells
    for iso in (written[:8],) if written.isdigit() else (written, written[:10]):
        try:
            found = dt.datetime.fromisoformat(iso).date()
        except ValueError:
            continue
        return found if found.year >= _FIRST_YEAR else None
    return _named_day(written)


def _named_day(written: str) -> dt.date | None:
    from extract.mentions import dates
    from extract.text.normalize import normalize_text

    for mention in dates.find(normalize_text(written[:200]).text):
        if mention.precision == "day" and mention.start is not None and mention.start == mention.end:
            return mention.start
    return None


def metadata(row: Mapping[str, Any]) -> Metadata:
    """Title, publisher, author, url and day of publication of a row, as far as it has them."""
    return Metadata(
        title=words(row.get("title")), publisher=words(row.get("publisher")), author=words(row.get("author")), url=words(row.get("url")),
        published=day(row.get("published")),
    )  # fmt: skip


def merged(first: Metadata, second: Metadata) -> Metadata:
    """``first``, and what it lacks from ``second``."""
    return Metadata(*(getattr(first, f) if getattr(first, f) is not None else getattr(second, f) for f in Metadata.__dataclass_fields__))


def article(row: Mapping[str, Any], where: Where, options: ReadOptions, *, whole_file: bool = False) -> RawArticle | Reject:
    """The article of a row, or why there is none.

    Args:
        whole_file: the row is all that the file holds, so that without an ``id`` it goes by the file's.
    """
    known = {field: cell(row, options.column(field)) for field in FIELDS}
    given = words(known["id"])
    text = known["text"]
    if isinstance(text, str):
        text = scalar(text)
    else:
        name = options.column("text")
        state = f"the field {name} is {_described(text)}, not a string"
        if text is None and name not in row:
            state = f"the field {name} is missing"
        return Reject(where.source, given, "no-text", f"{state}; give each article its text in this field, or name another with --text-column")
    if not text.strip():
        return Reject(where.source, given, "empty", "the text is empty")
    if len(text) * _BYTES_PER_CHARACTER > options.max_bytes and (size := len(text.encode())) > options.max_bytes:
        error = too_large(options.max_bytes, size)
        return Reject(where.source, given, error.code, str(error))
    id = given or (where.file_id if whole_file else f"{where.file_id}#{hashlib.sha256(text.encode()).hexdigest()[:12]}")
    return RawArticle(id, text, metadata(known), encoding=where.encoding, source=where.source)


def cell(row: Mapping[str, Any], name: str) -> Any:
    """The value of a name, which may lead into objects (``meta.url``); None where there is none."""
    if name in row:
        return row[name]
    value: Any = row
    for step in name.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value


def wanted(names: Iterable[str], options: ReadOptions) -> list[str]:
    """Which columns of a table hold fields of an article.

    Raises:
        ReadError: ``no-text`` or ``no-column``: one that must be there is missing.
    """
    there = list(names)
    found = []
    for field in FIELDS:
        name = options.column(field)
        outer = name if name in there else name.split(".")[0]
        if outer in there:
            found.append(outer)
        elif field == "text" or field in options.columns:
            code = "no-text" if field == "text" else "no-column"
            raise ReadError(f"it has no column {name} but: {', '.join(there)[:80]}", code=code, mend=f"name the right one with --{field}-column")
    return list(dict.fromkeys(found))


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _described(value: Any) -> str:
    if value is None or _is_nan(value):
        return "null"
    names = {bool: "a truth value", int: "a number", float: "a number", list: "a list", dict: "an object", bytes: "bytes"}
    return names.get(type(value), f"of the type {type(value).__name__}")
