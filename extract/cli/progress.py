"""A count on the terminal while something runs over many records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from extract.cli.console import amount, stderr

_EVERY = 5000  # records between two signs of life

T = TypeVar("T")


def watched(what: str, *, quiet: bool = False) -> Callable[[Iterable[T]], Iterator[T]]:
    """A function that passes records on and counts them on the terminal, if there is one, for as long as they come.

    Args:
        what: behind the number, as ``claims read``.
    """

    def passed(records: Iterable[T]) -> Iterator[T]:
        console = stderr()
        if quiet or not console.is_terminal:
            yield from records
            return
        with console.status(what) as status:
            for number, record in enumerate(records, 1):
                if number % _EVERY == 0:
                    status.update(f"{amount(number)} {what}")
                yield record

    return passed
