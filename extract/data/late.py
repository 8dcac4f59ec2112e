"""Regular expressions that are compiled when they are first used: many of ours are long, and most articles ask few of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

import regex

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Late:
    """Stands for a pattern until the first use; from then on its methods are the pattern's own."""

    def __init__(self, compile: Callable[[str], Any], pattern: str) -> None:
        self._compile = compile
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = self._compile(self.pattern)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late_re(pattern: str) -> re.Pattern[str]:
    """A pattern of the module ``re``; a mistake in it shows only when it is used."""
    return cast(re.Pattern[str], _Late(re.compile, pattern))


def late_regex(pattern: str) -> regex.Pattern[str]:
    """A pattern of the module ``regex``, in the same way."""
    return _Late(regex.compile, pattern)
