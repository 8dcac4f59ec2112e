"""What the commands share for writing to a terminal."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

# Control characters can move the cursor or recolour the terminal; bidirectional ones reorder what is shown.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def printable(text: str) -> str:
    """The text on one line, without what a terminal would obey instead of showing."""
    return _UNPRINTABLE.sub(" ", text)


def stdout() -> Console:
    """A console for results."""
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, emoji=False, markup=False)


def stderr() -> Console:
    """A console for progress and errors."""
    from rich.console import Console

    return Console(file=sys.stderr, highlight=False, emoji=False, markup=False)


def table(title: str, *columns: str, numbers: int = 1) -> Table:
    """A plain table; its last ``numbers`` columns are aligned as numbers."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    made = Table(title=Text(title, style="bold"), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for index, column in enumerate(columns):
        made.add_column(Text(column), justify="right" if index >= len(columns) - numbers else "left", overflow="fold")
    return made


def amount(n: float) -> str:
    """A number with its digits in groups of three."""
    return f"{n:,.0f}"


def plural(n: int, word: str) -> str:
    """A count with its noun: ``1 document``, ``2,000 documents``."""
    return f"{amount(n)} {word}" + ("" if n == 1 else "s")
