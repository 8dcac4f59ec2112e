"""Which kind of file a name tells: by its suffix, with or without a compression's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "html", "jsonl", "json", "csv", "parquet", "warc", "tar", "zip"]
Compression = Literal["", "gz", "zst"]

KINDS: dict[str, Kind] = {
    ".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".warc": "warc", ".wet": "warc", ".tar": "tar", ".tgz": "tar", ".zip": "zip",
}  # fmt: skip
COMPRESSIONS: dict[str, Compression] = {".gz": "gz", ".zst": "zst"}
ARCHIVES: frozenset[Kind] = frozenset(("tar", "zip"))
READABLE = ", ".join(KINDS) + ", each also .gz or .zst"
_SIDECAR = re.compile(r"metadata(-.*)?\.jsonl", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """What a file's name tells: its kind, its compression, and the suffixes that say so (``.txt.gz``)."""

    kind: Kind
    compression: Compression
    suffix: str


def kind_of(name: str) -> Named | None:
    """The kind of the file called ``name``, or None where the suffix is unknown; case does not matter."""
    lower = name.lower()
    compression: Compression = ""
    packed = ""
    for suffix, method in COMPRESSIONS.items():
        if lower.endswith(suffix):
            compression, packed = method, suffix
    lower = lower.removesuffix(packed)
    for suffix, kind in KINDS.items():
        if lower.endswith(suffix) and len(lower) > len(suffix):
            return Named(kind, "gz" if suffix == ".tgz" else compression, name[len(lower) - len(suffix) :])
    return None


def is_sidecar(name: str) -> bool:
    """Whether the name is one of a file of metadata for other files: ``metadata.jsonl`` or ``metadata-*.jsonl``."""
    return _SIDECAR.fullmatch(name) is not None
