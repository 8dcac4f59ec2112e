"""What was spoken of last, in an article of any length."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Latest(Generic[Item]):
    """Items in the order of the text; a question asked again is put only to the items that came since.

    Attributes:
        all: the items so far; append to it, or put one in the place of another that answers alike.
    """

    def __init__(self) -> None:
        self.all: list[Item] = []
        self._asked: dict[Hashable, tuple[int, str | None]] = {}

    def answer(self, question: Hashable, ask: Callable[[Item], str | None]) -> str | None:
        """What the last item says that says anything. One ``question`` always comes with one ``ask``."""
        upto, known = self._asked.get(question, (0, None))
        newer = (self.all[n] for n in range(len(self.all) - 1, upto - 1, -1))
        found = next((a for item in newer if (a := ask(item))), known)
        self._asked[question] = len(self.all), found
        return found
