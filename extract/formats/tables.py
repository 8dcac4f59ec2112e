"""The records of a run as tables: one typed description, read off the contract's models, for every format that has columns."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from extract import contract

Scalar = Literal["text", "integer", "number", "truth"]


class Reject(BaseModel):
    """A line of rejects.jsonl."""

    source: str
    id: str | None
    code: str
    reason: str


class Duplicate(BaseModel):
    """A line of duplicates.jsonl."""

    id: str
    of: str
    similarity: float


_EXACT = 2**53  # whole numbers below this are the same as doubles

TABLES: dict[str, type[BaseModel]] = {
    "claims": contract.Claim, "candidates": contract.Claim, "documents": contract.Document, "rejects": Reject, "duplicates": Duplicate,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """The type of a field: a scalar, a list of something, or an object with fields; ``counts`` are objects whose fields are open.

    ``optional`` fields can be null.
    """

    scalar: Scalar | None = None
    item: Kind | None = None
    fields: tuple[tuple[str, Kind], ...] = ()
    open: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a flat table: its name, where its value lies in a record, and its type.

    ``city.span`` becomes ``city_span_start`` and ``city_span_end``; lists and open objects become JSON.
    """

    name: str
    path: tuple[str | int, ...]
    scalar: Scalar

    def of(self, record: Mapping[str, Any]) -> str | int | float | None:
        """The value of a record."""
        value: Any = record
        for step in self.path:
            if value is None:
                return None
            value = value[step]
        if isinstance(value, list | dict):
            return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else None
        return value  # type: ignore[no-any-return]


@cache
def kind(table: str) -> Kind:
    """The type of a table's records."""
    return _kind(TABLES[table])


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a flat table."""
    return tuple(_flat(kind(table), (), ()))


def nested(table: str, row: Sequence[Any]) -> dict[str, Any]:
    """The record that a row of the flat table was made from: the way back of ``columns``.

    Args:
        row: the values of the columns in their order; numbers may be given as text, and empty text stands for null.

    Raises:
        ValueError: the row is none of this table.
    """
    made = _nested(kind(table), iter(row), empty=False)
    if not isinstance(made, dict):
        raise ValueError(f"no row of {table}")
    return made


def plain(table: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """A record as JSON lines have it, out of what typed tables hold: whole numbers as integers, open objects as objects.

    Fields that the table lacks, since an earlier version wrote it, are null or empty.
    """
    made = _plain(record, kind(table))
    assert isinstance(made, dict)
    return made


def _plain(value: Any, kind: Kind) -> Any:
    if kind.open:
        return dict(value or ())
    if value is None:
        return [] if kind.item is not None and not kind.optional else None
    if kind.fields:
        return {name: _plain(value.get(name), field) for name, field in kind.fields}
    if kind.item is not None:
        return [_plain(item, kind.item) for item in value]
    return _number(value) if kind.scalar == "number" else value


def _nested(kind: Kind, row: Iterator[Any], *, empty: bool) -> Any:
    """A value out of the columns that are next; with ``empty``, null where all of them are."""
    if kind.fields:
        made = {name: _span(row) if name == "span" else _nested(field, row, empty=field.optional) for name, field in kind.fields}
        return None if empty and all(value in (None, []) for value in made.values()) else made
    value = next(row)
    if value is None or value == "":
        return [] if kind.item is not None else {} if kind.open else None
    if kind.item is not None or kind.open:
        return json.loads(value)
    if kind.scalar == "number":
        return _number(value)
    return int(value) if kind.scalar == "integer" else value


def _number(value: Any) -> int | float:
    number = value if isinstance(value, int) else float(value)
    return int(number) if isinstance(number, float) and number.is_integer() and abs(number) < _EXACT else number


def _span(row: Iterator[Any]) -> list[int] | None:
    start, end = next(row), next(row)
    return None if start in (None, "") else [int(start), int(end)]


def _kind(annotation: Any) -> Kind:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _kind(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return replace(_kind(next(a for a in get_args(annotation) if a is not type(None))), optional=True)
    if origin is Literal:
        return Kind("text")
    if origin is list:
        return Kind(item=_kind(get_args(annotation)[0]))
    if origin is tuple:
        return Kind(item=Kind("integer"))
    if origin is dict:
        return Kind(open=True)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Kind(fields=tuple((name, _kind(field.annotation)) for name, field in annotation.model_fields.items()))
    scalars: dict[Any, Scalar] = {str: "text", int: "integer", float: "number", bool: "truth"}
    return Kind(scalars[annotation])


def _flat(kind: Kind, path: tuple[str | int, ...], names: tuple[str, ...]) -> Iterator[Column]:
    for name, field in kind.fields:
        here, called = (*path, name), (*names, name)
        if name == "span":
            yield Column("_".join((*called, "start")), (*here, 0), "integer")
            yield Column("_".join((*called, "end")), (*here, 1), "integer")
        elif field.fields:
            yield from _flat(field, here, called)
        else:
            yield Column("_".join(called), here, field.scalar or "text")
