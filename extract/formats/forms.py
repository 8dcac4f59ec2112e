"""Records that another version wrote, in the form of this one.

Within one number of the contract (``contract.VERSION``) fields are only added: what an earlier version did not write is null or empty, and
what a later one added is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from extract.formats.tables import Kind, kind, plain

_Check = Callable[[Any], bool]


def conformed(table: str, record: dict[str, Any]) -> dict[str, Any]:
    """The record with just the fields that records of a table have; the same object where it has them already.

    Raises:
        KeyError: it lacks one that is never null; the argument is the field's path.
        AttributeError, TypeError, ValueError: it is no record of the table.
    """
    return record if _has_form(table)(record) else complete(table, plain(table, record))


def complete(table: str, record: dict[str, Any]) -> dict[str, Any]:
    """The record, which has all fields, if none is null that may not be.

    Raises:
        KeyError: one is; the argument is its path.
    """
    if not _is_complete(table)(record):
        raise KeyError(_missing(record, kind(table)))
    return record


@cache
def _has_form(table: str) -> _Check:
    """Whether a record, and all objects in it, have just their fields."""

    def of(kind: Kind) -> _Check:
        names = frozenset(name for name, _ in kind.fields)
        return lambda value: isinstance(value, dict) and value.keys() == names

    found = _everywhere(kind(table), of)
    assert found is not None
    return found


@cache
def _is_complete(table: str) -> _Check:
    """Whether no field of a record, or of an object in it, is null that may not be."""

    def of(kind: Kind) -> _Check:
        never = tuple(name for name, field in kind.fields if not field.optional)
        return lambda value: None not in [value[name] for name in never]

    found = _everywhere(kind(table), of)
    assert found is not None
    return found


def _everywhere(kind: Kind, check_of: Callable[[Kind], _Check]) -> _Check | None:
    """What holds for a value if a check of its kind does, and those of all objects in it; None for what holds no object."""
    if kind.item is not None:
        item = _everywhere(kind.item, check_of)
        return None if item is None else lambda value: isinstance(value, list) and all(map(item, value))
    if not kind.fields:
        return None
    own, optional = check_of(kind), kind.optional
    parts = tuple((name, has) for name, field in kind.fields if (has := _everywhere(field, check_of)) is not None)

    def check(value: Any) -> bool:
        if value is None:
            return optional
        if not own(value):
            return False
        for name, has in parts:  # noqa: SIM110 - a generator takes longer, and this is done for every claim that is read
            if not has(value[name]):
                return False
        return True

    return check


def _missing(value: Any, kind: Kind, path: str = "") -> str | None:
    """The path of the first field that is null and may not be."""
    if value is None:
        return None if kind.optional else path
    if kind.item is not None:
        return next((found for item in value if (found := _missing(item, kind.item, path)) is not None), None)
    fields = ((value[name], field, f"{path}.{name}".lstrip(".")) for name, field in kind.fields)
    return next((found for part, field, here in fields if (found := _missing(part, field, here)) is not None), None)
