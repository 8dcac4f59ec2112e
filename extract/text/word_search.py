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
        self._automaton: Any = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        signs: set[str] = set()
        for word in words:
            self._automaton.add_word(word)
            signs.add(max(word, key=char_cost))
        self._automaton.make_automaton()
        self._signs = re.compile(f"[{re.escape(''.join(sorted(signs)))}]" if signs else "(?!)")  # the rarest of each word: most texts have none

    def stand_in(self, text: str) -> bool:
        """Whether one of the words stands in a text."""
        return self._signs.search(text) is not None and next(self._automaton.iter(text), None) is not None
