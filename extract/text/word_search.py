"""Whether any of many words stands in a text, in one pass over it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import ahocorasick

from extract.text.likelihood import char_cost


class AnyOf:
    """Words to look for together: a quick look before slower ones that need each of them by itself."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        self._automaton: Any = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for number, word in enumerate(self._words):
            self._automaton.add_word(word, number)
        self._automaton.make_automaton()
        signs = "".join(sorted({max(word, key=char_cost) for word in self._words}))
        self._signs = re.compile(f"[{re.escape(signs)}]" if signs else "(?!)")  # the rarest of each word

    def stand_in(self, text: str) -> bool:
        """Whether one of the words stands in a text."""
        return self._signs.search(text) is not None and next(self._automaton.iter(text), None) is not None

    def standing_in(self, text: str) -> set[str]:
        """Those of the words that stand in a text."""
        return {self._words[number] for _, number in self._automaton.iter(text)} if self._signs.search(text) is not None else set()
