"""A count on the terminal while something runs over many records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from extract.cli.console import amount, stderr

_EVERY = 5000  # records between two signs of life


@contextmanager
def counted(what: str, *, quiet: bool = False) -> Iterator[Callable[[int], None] | None]:
    """A function to call with the number of records that are done; None where there is no terminal to show it on.

    Args:
        what: behind the number, as ``claims read``.
    """
    console = stderr()
    if quiet or not console.is_terminal:
        yield None
        return
    with console.status(what) as status:

        def watch(number: int) -> None:
            if number % _EVERY == 0:
                status.update(f"{amount(number)} {what}")

        yield watch
