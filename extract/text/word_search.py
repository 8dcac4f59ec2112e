"""Whether any of many words stands in a text, in one pass over it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ahocorasick


class AnyOf:
    """Words to look for together: a quick look before slower ones that need each of them by itself."""

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton: Any = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for word in words:
            self._automaton.add_word(word)
        self._automaton.make_automaton()

    def stand_in(self, text: str) -> bool:
        """Whether one of the words stands in a text."""
        return next(self._automaton.iter(text), None) is not None
