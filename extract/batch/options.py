"""What a caller can set about a run."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import BinaryIO

from extract.formats.options import DEFAULT_MAX_BYTES
from extract.mentions.names import OURS
from extract.model import THRESHOLD


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """Settings of a run; none but those in the manifest's ``settings`` has a say in the outputs.

    Attributes:
        workers: processes to use; 1 works in this one; None takes one a processor, or none for a handful of documents.
        texts: write the raw text of each document in documents.jsonl.
        min_confidence: claims of lower confidence go to candidates.jsonl.
        max_bytes: the most that one article may take, in bytes.
        ner: the choice of the NER stage, as ``extract.Extractor`` has it.
        stdin: where the input ``-`` reads from; the process's standard input by default.
    """

    workers: int | None = None
    texts: bool = True
    min_confidence: float = THRESHOLD
    max_bytes: int = DEFAULT_MAX_BYTES
    ner: str = OURS
    stdin: BinaryIO | None = None


def processors() -> int:
    """The number of processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux tells
        return os.cpu_count() or 1
