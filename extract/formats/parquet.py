"""Parquet tables with a column ``text``, read by batches."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Any

from extract.errors import ReadError
from extract.formats import arrow
from extract.formats.encodings import decode
from extract.formats.options import ReadOptions
from extract.formats.rows import Where, article, wanted
from extract.formats.streams import Stream
from extract.model import RawArticle, Reject

_BATCH = 256


def require() -> None:
    """Makes sure that Parquet can be read.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    arrow.require("reading .parquet files")


def read(stream: Stream, where: Where, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """The articles of the rows; messages number the rows from 1.

    Raises:
        MissingExtraError: pyarrow is not installed.
        ReadError: ``empty``, ``no-text`` and ``no-column`` (no such column), ``damaged``.
    """
    require()
    import pyarrow as pa
    import pyarrow.parquet as pq

    with tempfile.TemporaryFile() as unpacked:
        source: IO[bytes] = stream.raw
        if stream.size is None:  # a Parquet file is read from its end
            for chunk in stream.chunks():
                unpacked.write(chunk)
            source = unpacked
        try:
            table = pq.ParquetFile(source)
            columns = wanted(table.schema_arrow.names, options)
            if not table.metadata.num_rows:
                raise ReadError("the table has no rows", code="empty")
            row = 0
            for batch in table.iter_batches(_BATCH, columns=columns, use_threads=False):
                for index in range(batch.num_rows):
                    row += 1
                    cells = {name: _cell(batch.column(at)[index]) for at, name in enumerate(batch.schema.names)}
                    yield article(cells, Where(where.file_id, f"{where.source}, row {row}"), options)
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            what = str(error).split("\n", 1)[0][:120]
            raise ReadError(f"it is no readable Parquet file ({what})", code="damaged", mend="fetch or write the file anew") from error


def _cell(scalar: Any) -> Any:
    """A cell's value; bytes that are text are decoded, those of a column of texts too where they are not the UTF-8 that they should be."""
    try:
        value = scalar.as_py()
    except UnicodeDecodeError:
        if not hasattr(scalar, "as_buffer"):
            raise
        value = scalar.as_buffer().to_pybytes()
    if not isinstance(value, bytes):
        return value
    try:
        return decode(value).text
    except ReadError:
        return value
