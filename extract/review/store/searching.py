"""Words as they are searched: one script for both, one case, so that 臺灣 finds 台湾 and the other way round."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from opencc import OpenCC
from sqlalchemy import ColumnElement, Integer, and_, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A text in simplified characters and lower case, its blanks single, without what databases refuse in text."""
    kept = "".join(" " if c < " " else c for c in text if not "\ud800" <= c <= "\udfff")
    return " ".join(_converter().convert(kept).casefold().split())


class place_in(FunctionElement[int]):
    """Where a word stands in a text, from 1; 0 if it does not. SQLite and PostgreSQL call it by different names."""

    type = Integer()
    inherit_cache = True
    name = "place_in"


@compiles(place_in)
def _instr(element: Any, compiler: Any, **kw: Any) -> str:
    return f"instr({compiler.process(element.clauses, **kw)})"


@compiles(place_in, "postgresql")
def _strpos(element: Any, compiler: Any, **kw: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **kw)})"


def holds(column: ColumnElement[str], query: str) -> ColumnElement[bool]:
    """Whether a column of plain text holds all words of a query, in any order."""
    return and_(true(), *(place_in(column, word) > 0 for word in plain(query).split()))
