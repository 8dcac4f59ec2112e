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

    return pa.RecordBatch.from_pylist([_typed(r, kind(table)) for r in records], schema=schema(table))


def _typed(value: Any, kind: Kind) -> Any:
    """A record as Arrow takes it: open objects as pairs, and whole numbers as doubles, which hold not all beyond 2 to the 53rd."""
    if value is None:
        return None
    if kind.scalar == "number":
        return float(value)
    if kind.item is not None and kind.item.fields:
        return [_typed(item, kind.item) for item in value]
    if kind.open:
        return list(value.items())
    if kind.fields:
        return {name: _typed(value.get(name), field) for name, field in kind.fields}
    return value


def struct(table: str) -> Any:
    """The type of one record of a table, for a column of such."""
    import pyarrow as pa

    return pa.struct(list(schema(table)))


@cache
def results_schema() -> Any:
    """One row a document: its records of all tables, or its reject."""
    import pyarrow as pa

    return pa.schema([
        ("id", pa.string()), ("source", pa.string()), ("claims", pa.list_(struct("claims"))), ("candidates", pa.list_(struct("candidates"))),
        ("document", struct("documents")), ("reject", struct("rejects")),
    ])  # fmt: skip


def results_batch(results: Sequence[dict[str, Any]]) -> Any:
    """Results of documents as a record batch in ``results_schema``."""
    import pyarrow as pa

    tables = {"claims": "claims", "candidates": "candidates", "document": "documents"}
    kinds = {name: Kind(item=kind(table)) if name == table else kind(table) for name, table in tables.items()}
    rows = [{**r, **{name: _typed(r[name], found) for name, found in kinds.items()}} for r in results]
    return pa.RecordBatch.from_pylist(rows, schema=results_schema())
