"""Arrow schemas of the tables, and batches of records in them; needs pyarrow."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from extract.errors import MissingExtraError
from extract.formats.tables import Kind, kind


def require(purpose: str) -> None:
    """Makes sure that pyarrow is there.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("pyarrow", "parquet", purpose) from error


@cache
def schema(table: str) -> Any:
    """The schema of a table: nested as the JSON is, numbers as doubles, open objects as maps."""
    import pyarrow as pa

    return pa.schema([(name, _type(field)) for name, field in kind(table).fields])


def _type(found: Kind) -> Any:
    import pyarrow as pa

    if found.scalar is not None:
        return {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "truth": pa.bool_()}[found.scalar]
    if found.item is not None:
        return pa.list_(_type(found.item))
    if found.open:
        return pa.map_(pa.string(), pa.int64())
    return pa.struct([(name, _type(field)) for name, field in found.fields])


def batch(table: str, records: Sequence[dict[str, Any]]) -> Any:
    """Records of a table as a record batch."""
    import pyarrow as pa

    rows = [{**r, "counts": list(r["counts"].items())} for r in records] if table == "documents" else list(records)
    return pa.RecordBatch.from_pylist(rows, schema=schema(table))
