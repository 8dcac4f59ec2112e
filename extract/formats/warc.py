"""WARC files of a crawl: its pages, and the texts of WET files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from extract.errors import MissingExtraError, ReadError
from extract.formats.html import Page
from extract.formats.options import ReadOptions
from extract.formats.plain import decoded
from extract.formats.rows import Where, scalar
from extract.formats.streams import Stream, too_large
from extract.model import Metadata, RawArticle, Reject

_PAGES = ("text/html", "application/xhtml+xml")
_TEXT = "text/plain"
_READ = 200  # the only HTTP status whose content is an article
_HEADERS = 100_000  # bytes that a record's headers may take beyond its content


def require() -> None:
    """Makes sure that WARC files can be read.

    Raises:
        MissingExtraError: FastWARC is not installed.
    """
    try:
        import fastwarc.warc  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("fastwarc", "warc", "reading .warc and .wet files") from error


def read(stream: Stream, where: Where, options: ReadOptions) -> Iterator[RawArticle | Page | Reject]:
    """The pages and texts of the records: responses with status 200, resources, and conversions (WET); others are passed over.

    An article's id is its record's without ``urn:uuid:``, its url the record's target. The day of the crawl is not the day of
    publication, and is left out.

    Raises:
        MissingExtraError: FastWARC is not installed.
        ReadError: ``damaged``, ``empty`` (no article in it).
    """
    require()
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    found = False
    try:
        for record in ArchiveIterator(_Readable(stream), record_types=wanted, auto_decode="all", stream_detect=False):
            item = _item(record, where, options)
            if item is not None:
                found = True
                yield item
    except BaseException as error:
        # The library is in Rust, and a panic there is no Exception.
        if not isinstance(error, OSError | ValueError) and type(error).__name__ != "PanicException":
            raise
        raise ReadError(f"it is no readable WARC file ({str(error)[:120]})", code="damaged", mend="fetch the file anew") from error
    if not found:
        raise ReadError("it holds no page and no text", code="empty")


def _item(record: Any, where: Where, options: ReadOptions) -> RawArticle | Page | Reject | None:
    headers = record.headers
    kind = (record.http_content_type if record.is_http else headers.get("Content-Type", "").split(";")[0]) or ""
    kind = kind.strip().lower()
    if kind not in (*_PAGES, _TEXT) or (record.is_http and record.http_headers.status_code != _READ):
        return None
    id = scalar(record.record_id.strip("<>").removeprefix("urn:uuid:")) if record.record_id else f"{where.file_id}#{record.stream_pos}"
    url = headers.get("WARC-Target-URI")
    source = f"{where.source}, record {id}"
    if record.content_length > options.max_bytes + _HEADERS:
        return _too_large(source, id, options)
    data = record.reader.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        return _too_large(source, id, options)
    if not data:
        return Reject(source, id, "empty", "the record is empty")
    metadata = Metadata(url=scalar(url.strip("<>")) if url else None)
    if kind in _PAGES:
        return Page(id, data, source, record.http_charset if record.is_http else None, metadata)
    try:
        text = decoded(data)
    except ReadError as error:
        return Reject(source, id, error.code, str(error))
    return RawArticle(id, text.text, metadata, text.encoding, source=source, truncated=text.truncated)


def _too_large(source: str, id: str, options: ReadOptions) -> Reject:
    error = too_large(options.max_bytes)
    return Reject(source, id, error.code, str(error))


class _Readable(io.RawIOBase):
    """A stream as the library reads it, which asks for the position once and otherwise goes forward only."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._position = 0

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        ahead = offset if whence == io.SEEK_CUR else offset - self._position
        if whence == io.SEEK_END or ahead < 0:
            raise io.UnsupportedOperation("seek")
        while ahead > 0 and (skipped := len(self.read(min(ahead, 1 << 16)))):
            ahead -= skipped
        return self._position

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size if size >= 0 else 1 << 16)
        self._position += len(data)
        return data

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
