"""The one way in: inputs as a user names them, articles and rejects out, in order."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import BinaryIO

from extract.errors import ReadError, ZhExtractError
from extract.formats import archives, csv_tables, failures, html, json_documents, json_lines, parquet, plain, warc
from extract.formats.ids import SeenIds
from extract.formats.kinds import ARCHIVES, Kind, Named
from extract.formats.options import ReadOptions
from extract.formats.paths import InputFile, Plan, plan
from extract.formats.rows import Where, merged
from extract.formats.streams import Stream
from extract.model import Metadata, RawArticle, Reject

Item = RawArticle | html.Page | Reject
Reader = Callable[[Stream, Where, ReadOptions], Iterator[Item]]

READERS: dict[Kind, Reader] = {
    "text": plain.read, "html": html.read, "jsonl": json_lines.read, "json": json_documents.read, "csv": csv_tables.read, "parquet": parquet.read,
    "warc": warc.read,
}  # fmt: skip


class Source(Iterator[RawArticle | Reject]):
    """Articles and rejects of all inputs, read as they are asked for.

    Attributes:
        items: the same with pages not taken apart yet; take either these or those.
        total: bytes on disk of all inputs, 0 where they are not known (standard input).
        skipped: the number of files in folders, and so far in archives, whose suffix is not known, by suffix.
    """

    def __init__(self, plan: Plan, options: ReadOptions) -> None:
        self.total = plan.size
        self.skipped = Counter(plan.skipped)
        self._done = 0
        self._open: BinaryIO | None = None
        self._options = options
        self.items: Iterator[Item] = _unique(self._read_all(plan))

    def __next__(self) -> RawArticle | Reject:
        """The next article or reject."""
        item = next(self.items)
        return html.article(item) if isinstance(item, html.Page) else item

    @property
    def position(self) -> int:
        """How many bytes of the inputs are read, of ``total``."""
        inside = 0
        if self._open is not None and not self._open.closed and self._open.seekable():
            inside = self._open.tell()
        return self._done + inside

    def _read_all(self, plan: Plan) -> Iterator[Item]:
        for entry in plan.entries:
            if isinstance(entry, Reject):
                yield entry
                continue
            yield from self._read(entry)
            self._done += entry.size

    def _read(self, file: InputFile) -> Iterator[Item]:
        where = Where(file.id, file.source)
        with self._rejecting(where) as told:
            if file.path is None or file.named is None:
                raw = self._options.stdin or sys.stdin.buffer
                yield from plain.read_stdin(Stream(raw, "", self._options.max_bytes), where, self._options)
                return
            with file.path.open("rb") as raw:
                self._open = raw
                for item in self._opened(raw, file.named, where):
                    known = None if isinstance(item, Reject) else file.metadata_of(item.id)
                    yield item if known is None or isinstance(item, Reject) else with_metadata(item, known)
        self._open = None
        yield from told

    def _opened(self, raw: BinaryIO, named: Named, where: Where) -> Iterator[Item]:
        """What an open file holds."""

        def from_start() -> Stream:
            raw.seek(0)
            return Stream(raw, named.compression, self._options.max_bytes)

        if named.kind not in ARCHIVES:
            yield from READERS[named.kind](Stream(raw, named.compression, self._options.max_bytes), where, self._options)
            return
        if named.kind == "tar":
            held = archives.read_tar(from_start, where, self._options, self._read_member)
        else:
            held = archives.read_zip(raw, where, self._options, self._read_member)
        for item in held:
            if isinstance(item, archives.Contents):
                self.skipped.update(item.skipped)
                yield from item.refused
            else:
                yield item

    def _read_member(self, raw: BinaryIO, member: archives.Member, where: Where, contents: archives.Contents) -> Iterator[Item]:
        with self._rejecting(where) as told:
            for item in self._opened(raw, member.named, where):
                known = None if isinstance(item, Reject) else contents.metadata_of(member, item.id)
                yield item if known is None or isinstance(item, Reject) else with_metadata(item, known)
        yield from told

    @contextmanager
    def _rejecting(self, where: Where) -> Iterator[list[Reject]]:
        """Turns what ends the reading of a file into a reject in the list that it gives."""
        told: list[Reject] = []
        try:
            yield told
        except ReadError as error:
            told.append(Reject(where.source, where.file_id, error.code, str(error)))
        except OSError as error:
            told.append(Reject(where.source, where.file_id, "unreadable", f"it cannot be read: {error.strerror or error}"))
        except ZhExtractError:
            raise
        except Exception as error:  # one odd file must not end a run over many
            told.append(Reject(where.source, where.file_id, "internal", failures.reason(error)))


def with_metadata(item: RawArticle | html.Page, better: Metadata) -> RawArticle | html.Page:
    """The article or page with ``better`` metadata where it says something."""
    return replace(item, metadata=merged(better, item.metadata))


def _unique(items: Iterator[Item]) -> Iterator[Item]:
    """The items, with a reject for each article whose id an earlier one has."""
    seen = SeenIds()
    for item in items:
        if isinstance(item, Reject):
            yield item
            continue
        content = item.data if isinstance(item, html.Page) else item.text.encode()
        digest = hashlib.blake2b(content, digest_size=16).digest()
        first = seen.first(item.id, digest)
        if first is None:
            yield item
            continue
        repeats = "and its text, which it repeats" if first == digest else "but another text"
        mend = "drop one of them" if first == digest else "give each its own id, or give the folder above both"
        yield Reject(item.source or "", item.id, "duplicate-id", f"an earlier document has the same id {repeats}; {mend}")


def read_inputs(inputs: Sequence[str], options: ReadOptions | None = None) -> Source:
    """Articles and rejects of ``inputs``: files, folders (and all below them), patterns, addresses of these, ``-`` for standard input.

    Raises:
        UsageError: an input does not exist or means nothing that can be read; raised here, before anything is read.
        MissingExtraError: a file needs a library that is not installed; raised here.
    """
    options = options or ReadOptions()
    return Source(plan(inputs, options), options)
