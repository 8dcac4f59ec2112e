"""Words as they are searched: one script for both, one case, so that 臺灣 finds 台湾 and the other way round."""

from __future__ import annotations

from functools import cache, lru_cache

from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A text in simplified characters and lower case, its blanks single, without what databases refuse in text."""
    kept = "".join(" " if c < " " else c for c in text if not "\ud800" <= c <= "\udfff")
    return " ".join(_converter().convert(kept).casefold().split())


def pattern(query: str) -> str:
    """The words of a query as a pattern of LIKE, with ``\\`` before what LIKE would read as a sign."""
    escaped = plain(query).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped.replace(' ', '%')}%"
