"""The records of a run as tables: one typed description, read off the contract's models, for every format that has columns."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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


TABLES: dict[str, type[BaseModel]] = {
    "claims": contract.Claim, "candidates": contract.Claim, "documents": contract.Document, "rejects": Reject, "duplicates": Duplicate,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """The type of a field: a scalar, a list of something, or an object with fields; ``counts`` are objects whose fields are open."""

    scalar: Scalar | None = None
    item: Kind | None = None
    fields: tuple[tuple[str, Kind], ...] = ()
    open: bool = False


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


def _kind(annotation: Any) -> Kind:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _kind(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return _kind(next(a for a in get_args(annotation) if a is not type(None)))
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
