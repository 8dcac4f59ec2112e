"""Extraction over Arrow record batches: a batch of articles in, a batch with a row for each of them out. Needs pyarrow.

``extract_batch`` is the function; ``ArrowBatches`` is the same with its settings, for what calls it from other processes (Spark's
``mapInArrow``, Ray Data's ``map_batches``). Nothing depends on the rows beside an article or on the order of batches.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extract.batch.arrow_batches import ArrowBatches
from extract.batch.work import DEFAULT_MAX_SECONDS, Settings
from extract.formats.options import DEFAULT_MAX_BYTES, ReadOptions
from extract.mentions.names import OURS
from extract.model import THRESHOLD

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ArrowBatches", "extract_batch", "results_schema"]


def extract_batch(
    batch: pa.RecordBatch, *, threshold: float = THRESHOLD, ner: str = OURS, texts: bool = True, columns: Mapping[str, str] | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES, max_seconds: float | None = DEFAULT_MAX_SECONDS,
) -> pa.RecordBatch:  # fmt: skip
    """The claims of a batch of articles, a row for each article, in their order.

    Args:
        batch: has a column ``text`` and, where known, ``id title publisher author url published``. An article without an id goes by a
            digest of its text.
        threshold: claims of lower confidence are in ``candidates``.
        ner: which model finds names, as ``extract.Extractor`` has it.
        texts: whether ``document`` holds the raw text that spans point into.
        columns: the names that the batch has for ``text``, ``id`` ... where they differ.
        max_bytes: the most that one text may take.
        max_seconds: the longest that one article may take; None sets no limit. Outside of the main thread it is noticed late while a
            regular expression searches.

    Returns:
        The columns ``id``, ``source``, ``claims`` and ``candidates`` (lists of the contract's claims), ``document``, and ``reject``: the
        reason why an article gave nothing. Of the last two one is null.

    Raises:
        MissingExtraError: pyarrow is not installed.
        UsageError: the batch has no column with the text.
    """
    settings = Settings(min_confidence=threshold, texts=texts, ner=ner, max_seconds=max_seconds)
    return ArrowBatches(settings, ReadOptions(max_bytes=max_bytes, columns=dict(columns or {})))(batch)


def results_schema() -> pa.Schema:
    """The Arrow schema of what ``extract_batch`` gives.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    return ArrowBatches().schema
