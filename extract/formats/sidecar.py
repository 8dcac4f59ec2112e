"""Files of metadata that lie beside the articles: ``metadata.jsonl`` and ``metadata-*.jsonl``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from extract.errors import ReadError
from extract.formats import json_lines
from extract.formats.lines import lines
from extract.formats.options import ReadOptions
from extract.formats.remote import RemotePath
from extract.formats.rows import merged, metadata, scalar, words
from extract.formats.streams import Stream
from extract.model import Metadata, Reject


def load(path: Path | RemotePath, prefix: str, known: dict[str, Metadata], options: ReadOptions) -> list[Reject]:
    """Adds what a sidecar says to ``known``, by document id; returns its lines that cannot be read.

    Args:
        path: the sidecar.
        prefix: where its folder lies below the given one (``2024/``); its ids may leave this out.
        known: what other sidecars say; where two contradict each other, the later one holds.
    """
    source = scalar(str(path))
    try:
        with path.open("rb") as raw:
            return read(raw, source, prefix, known, options)
    except OSError as error:
        return [_unreadable(source, error)]


def read(raw: BinaryIO, source: str, prefix: str, known: dict[str, Metadata], options: ReadOptions) -> list[Reject]:
    """The same as ``load`` for a sidecar that is open."""
    rejects: list[Reject] = []
    try:
        for number, line in lines(Stream(raw, "", options.max_bytes).chunks(), options.max_bytes):
            if line is not None and not line.strip():
                continue
            here = f"{source}:{number}"
            row = json_lines.parse(line, here) if line is not None else Reject(here, None, "too-large", "the line is over the limit of bytes")
            if isinstance(row, Reject):
                rejects.append(row)
            elif (id := words(row.get("id"))) is None:
                rejects.append(Reject(here, None, "no-id", "the metadata has no id; name the article that it is of"))
            else:
                _add(known, {id, prefix + id}, metadata(row))
    except (OSError, ReadError) as error:
        rejects.append(_unreadable(source, error))
    return rejects


def _unreadable(source: str, error: OSError | ReadError) -> Reject:
    return Reject(source, None, "unreadable", f"the metadata cannot be read: {getattr(error, 'strerror', None) or error}")


def _add(known: dict[str, Metadata], ids: Iterable[str], found: Metadata) -> None:
    for id in ids:
        known[id] = merged(found, known.get(id, Metadata()))
