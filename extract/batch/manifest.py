"""The manifest of a run: what made the outputs, and how much they hold."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from extract import contract
from extract.batch.identity import LIBRARIES, library
from extract.batch.options import BatchOptions
from extract.batch.summary import Summary
from extract.formats.manifests import PROGRAM
from extract.version import __version__


def manifest(inputs: Sequence[str], options: BatchOptions, summary: Summary, outputs: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The record of a run. All of it but ``timings`` is a function of the inputs, the settings and the versions."""
    kinds: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for (kind, status), n in summary.claims.items():
        kinds[kind] += n
        states[status] += n
    return {
        "program": PROGRAM,
        "version": __version__,
        "contract": contract.VERSION,
        "python": platform.python_version(),
        "libraries": {name: library(name) for name in LIBRARIES},
        "settings": {
            "inputs": list(inputs),
            "columns": dict(options.columns),
            "texts": options.texts,
            "min_confidence": options.min_confidence,
            "max_bytes": options.max_bytes,
            "max_seconds": options.max_seconds,
            "duplicates": options.duplicates,
            "formats": list(options.formats),
            "part": options.part,
            "ner": options.ner,
            **({"configuration": f"sha256:{options.configuration.digest}"} if options.configuration else {}),
        },
        "documents": {"total": summary.documents.total(), "by_status": _sorted(summary.documents)},
        "rejects": {"total": summary.rejects.total(), "by_code": _sorted(summary.rejects)},
        "claims": {"total": summary.claims.total(), "by_kind": _sorted(kinds), "by_status": _sorted(states)},
        "candidates": {"total": summary.candidates},
        "skipped_files": _sorted(summary.skipped),
        "duplicates": {"total": summary.duplicates},
        "outputs": outputs,
        "timings": {
            "seconds": round(summary.seconds, 3),
            "documents_per_second": round(summary.fresh / summary.seconds, 2) if summary.seconds else None,
            "reused": summary.reused,
            "workers": summary.workers,
        },
    }


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))
