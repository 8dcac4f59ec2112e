"""Regular expressions that are compiled when they are first used: many of ours are long, and most articles ask few of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

import regex

_OWN = ("match", "search", "fullmatch", "finditer", "findall", "sub", "subn", "split", "flags", "groups", "groupindex")


class _Used:
    """Stands for a pattern that is compiled: what it holds are the pattern's own methods."""


class _Late(_Used):
    """Stands for a pattern until the first use."""

    def __init__(self, compile: Callable[[str, int], Any], pattern: str, flags: int) -> None:
        self._compile = compile
        self._flags = flags
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = self._compile(self.pattern, self._flags)
        for own in _OWN:
            setattr(self, own, getattr(compiled, own))
        self.__class__ = _Used  # type: ignore[assignment]  # looking up what a class without __getattr__ holds takes half as long
        return getattr(compiled, name)


def late_re(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern of the module ``re``; a mistake in it shows only when it is used."""
    return cast(re.Pattern[str], _Late(re.compile, pattern, flags))


def late_regex(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """A pattern of the module ``regex``, in the same way."""
    return _Late(regex.compile, pattern, flags)
