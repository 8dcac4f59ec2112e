"""What a caller can set about a run."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from extract.batch.outputs.chosen import Format
from extract.batch.work import DEFAULT_MAX_SECONDS
from extract.data.configuration import NONE, Configuration
from extract.formats.options import DEFAULT_MAX_BYTES
from extract.mentions.names import OURS
from extract.model import THRESHOLD


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """Settings of a run; none but those in the manifest's ``settings`` has a say in the outputs.

    Attributes:
        workers: processes to use; None takes one a processor. A handful of documents is done in this one.
        texts: write the raw text of each document in documents.jsonl.
        min_confidence: claims of lower confidence go to candidates.jsonl.
        max_bytes: the most that one article may take, in bytes.
        ner: the choice of the NER stage, as ``extract.Extractor`` has it.
        configuration: what the user adds to our data (``extract.load_config``).
        max_seconds: the longest that one document may take; None sets no limit.
        columns: the names that the input has for ``text``, ``id``, ``title`` ... where they differ.
        formats: what to write.
        part: documents after which a new part of the outputs begins; None writes one file a table.
        duplicates: the similarity (0 to 1) from which a document counts as a near-duplicate of an earlier one; None looks for none.
        force: do all documents anew.
        changed_only: keep the results for documents that have not changed even where another version made them.
        stdin: where the input ``-`` reads from; the process's standard input by default.
    """

    workers: int | None = None
    texts: bool = True
    min_confidence: float = THRESHOLD
    max_bytes: int = DEFAULT_MAX_BYTES
    ner: str = OURS
    configuration: Configuration = NONE
    max_seconds: float | None = DEFAULT_MAX_SECONDS
    columns: Mapping[str, str] = field(default_factory=dict)
    formats: Sequence[Format] = ("jsonl",)
    part: int | None = None
    duplicates: float | None = 0.8
    force: bool = False
    changed_only: bool = False
    stdin: BinaryIO | None = None


def processors() -> int:
    """The number of processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux tells
        return os.cpu_count() or 1
