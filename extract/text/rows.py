"""Rows of tables as text has them: cells between bars, between tabs or wide blanks, or each on a line of its own."""

from __future__ import annotations

from itertools import pairwise

import regex

from extract.model import Span

_BARS = regex.compile(r"\s*\|.*\|\s*$")
_BAR = regex.compile(r"\|")
_WIDE = regex.compile(r"\t+|[ \u3000]{3,}")
_GAP = regex.compile(r"\n[ \t\u3000\n]*|\t+|[ \u3000]{3,}")
_SENTENCE = regex.compile(r"[。！？；]|[，,]\D")
_FIGURE = regex.compile(r"\s*[-+−±]?\d[\d,.]*\s?(?:[%％‰]|(?![年月日号])\p{Han}{0,4})\s*$|\s*[-—–/]{1,2}\s*$")
_LONGEST_CELL = 16
_FEWEST_CELLS = 3
_MOST_COLUMNS = 9


def is_row(line: str) -> bool:
    """Whether a line is a row of a table: cells between bars, or at least three between tabs or wide blanks, no sentences."""
    if "|" in line and _BARS.match(line):
        return True
    if "\t" not in line and "   " not in line and "\u3000\u3000\u3000" not in line:
        return False
    cells = [c for c in _WIDE.split(line.strip()) if c]
    return len(cells) >= _FEWEST_CELLS and all(map(is_cell, cells))


def cells(text: str, span: Span) -> list[Span]:
    """Where the cells of a row stand; ``span`` is a line that is one, or the lines of one whose cells stand on lines of their own."""
    if _BARS.match(text, *span):
        bars = [m.start() for m in _BAR.finditer(text, *span)]
        return [(a + 1, b) for a, b in pairwise(bars)]
    found, at = [], span[0]
    for m in _GAP.finditer(text, *span):
        if m.start() > at:
            found.append((at, m.start()))
        at = m.end()
    return [*found, (at, span[1])] if at < span[1] else found


def is_flat_row(text: str, span: Span) -> bool:
    """Whether a span holds a row whose cells stand on lines of their own (a sentence never goes over a line end)."""
    return "\n" in text[slice(*span)]


def is_cell(line: str) -> bool:
    """Whether a line may be a cell: short, and no sentence."""
    return len(line.strip()) <= _LONGEST_CELL and not _SENTENCE.search(line)


def flattened(lines: list[str]) -> tuple[int, int] | None:
    """How a table lost its rows: the first line of its head, and how many cells a row has; None for lines that are no table.

    Under a head without figures all rows have figures in the same columns, and words in others.
    """
    figures = [bool(_FIGURE.match(line)) for line in lines]
    if not any(figures):
        return None
    first = figures.index(True)
    for columns in range(2, _MOST_COLUMNS + 1):
        for words in range(columns):  # cells before the first figure of a row
            start = first - words - columns
            body = figures[start + columns :]
            if start < 0 or len(body) < 2 * columns or len(body) % columns:
                continue
            table = {tuple(body[i : i + columns]) for i in range(0, len(body), columns)}
            if len(table) == 1 and not all(next(iter(table))):
                return start, columns
    return None
