"""The manifest of a run: what made the outputs, and how much they hold."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from extract.batch.options import BatchOptions
from extract.batch.summary import Summary
from extract.formats.writers import AtomicFile
from extract.version import __version__

_LIBRARIES = (
    "jieba", "lxml", "opencc", "pyahocorasick", "pyarrow", "pydantic", "pypinyin", "regex", "spacy", "trafilatura", "zstandard",
)  # fmt: skip


def manifest(inputs: Sequence[str], options: BatchOptions, summary: Summary, files: Iterable[AtomicFile]) -> dict[str, Any]:
    """The record of a run. All of it but ``timings`` is a function of the inputs, the settings and the versions."""
    kinds: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for (kind, status), n in summary.claims.items():
        kinds[kind] += n
        states[status] += n
    return {
        "program": "zh-extract",
        "version": __version__,
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "settings": {
            "inputs": list(inputs),
            "texts": options.texts,
            "min_confidence": options.min_confidence,
            "max_bytes": options.max_bytes,
            "ner": options.ner,
        },
        "documents": {"total": summary.documents.total(), "by_status": _sorted(summary.documents)},
        "rejects": {"total": summary.rejects.total(), "by_code": _sorted(summary.rejects)},
        "claims": {"total": summary.claims.total(), "by_kind": _sorted(kinds), "by_status": _sorted(states)},
        "candidates": {"total": summary.candidates},
        "skipped_files": _sorted(summary.skipped),
        "outputs": {file.path.name: {"lines": file.lines, "sha256": file.sha256} for file in files},
        "timings": {
            "seconds": round(summary.seconds, 3),
            "documents_per_second": round(summary.done / summary.seconds, 2) if summary.seconds else None,
            "workers": summary.workers,
        },
    }


def _version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))
