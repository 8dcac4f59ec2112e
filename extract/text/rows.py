"""Rows of tables as text has them: cells between bars, tabs or blanks, or each on a line of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import regex

from extract.model import Span

_BARS = regex.compile(r"\s*\|.*\|\s*$")
_BAR = regex.compile(r"\|")
_WIDE = regex.compile(r"\t+|[ \u3000]{3,}")
_SEPARATORS = tuple(map(regex.compile, (r"\s*\|\s*", r"\t", r"\t+", r"[ \u3000]{2,}", r"[ \u3000]+")))
# Blanks inside of a cell: 合 计 (a word spread out), GDP (亿元), 其中： 出口.
_SPREAD = regex.compile(r"(?<![^\s|])\p{Han}[ \u3000]+\p{Han}(?![^\s|])|(?<![ \u3000])[ \u3000]+[（(]|[：:、][ \u3000]+")
_SENTENCE = regex.compile(r"[。！？；]|[，,]\D")
# 2018修订前 heads a column of figures.
_OF_A_YEAR = r"(?!\s*(?:19|20)\d\d(?:修[订正]|调整|核[算实]|初步|最终|[预决]算|执行|快报|实际|完成|目标|计划|预[计期测])\p{Han}{0,2}\s*$)"
_FIGURE = regex.compile(_OF_A_YEAR + r"\s*[-+−±]?\d[\d,.]*\s?(?:[%％‰]|(?![年月日号]|岁?及?以[上下])\p{Han}{0,4})\s*$|\s*[-—–/…]{1,3}\s*$")
_YEAR = regex.compile(r"\s*(?:19|20)\d\d\s*$")
_LONGEST_CELL = 16
_LONGEST_ROW = 160
_FEWEST_CELLS = 3
_FEWEST_ROWS = 2  # under a head
_MOST_COLUMNS = 9
_MOST_PARTED = 16  # columns of a table whose rows are lines


def is_row(line: str) -> bool:
    """Whether a line is a row of a table: cells between bars, or at least three between tabs or wide blanks, no sentences."""
    if "|" in line and _BARS.match(line):
        return True
    if "\t" not in line and "   " not in line and "\u3000\u3000\u3000" not in line:
        return False
    cells = [c for c in _WIDE.split(line.strip()) if c]
    return len(cells) >= _FEWEST_CELLS and all(map(is_cell, cells))


def is_cell(line: str) -> bool:
    """Whether a line may be a cell: short, and no sentence."""
    return len(line.strip()) <= _LONGEST_CELL and not _SENTENCE.search(line)


def is_figure(cell: str) -> bool | None:
    """Whether a cell holds a figure or the dash that stands for one; None for a number that may be a year."""
    return None if _YEAR.match(cell) else _FIGURE.match(cell) is not None


def is_parted(line: str) -> bool:
    """Whether a line may be a row between others: short enough, and parted by a bar, tab or blank."""
    stripped = line.strip()
    return len(stripped) <= _LONGEST_ROW and regex.search(r"[|\t \u3000]", stripped) is not None


def _split(text: str, span: Span, separator: regex.Pattern[str]) -> tuple[Span, ...]:
    """The cells of a line that a separator parts."""
    kept = [m.span() for m in _SPREAD.finditer(text, *span)] if " " in separator.pattern else []
    found, at = [], span[0]
    for m in separator.finditer(text, *span):
        if not any(a <= m.start() and m.end() <= b for a, b in kept):
            found.append((at, m.start()))
            at = m.end()
    return (*found, (at, span[1]))


def cells(text: str, span: Span) -> tuple[Span, ...]:
    """Where the cells of a row between bars, tabs or wide blanks stand."""
    if _BARS.match(text, *span):
        bars = [m.start() for m in _BAR.finditer(text, *span)]
        return tuple((a + 1, b) for a, b in pairwise(bars))
    return tuple(c for c in _split(text, span, _WIDE) if c[0] < c[1])


def _trimmed(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    return span[0] + len(words) - len(words.lstrip(" \u3000")), span[0] + len(words.rstrip())


def _columns(rows: Sequence[Sequence[bool | None]]) -> bool:
    """Whether cells of rows agree: figures stand under figures, words under words, and there are both."""
    sides = [{cell for cell in column if cell is not None} for column in zip(*rows, strict=True)]
    return all(len(side) <= 1 for side in sides) and any(True in side for side in sides) and any(True not in side for side in sides)


def parted(text: str, lines: Sequence[Span]) -> dict[int, tuple[Span, ...]]:
    """The rows among lines that bars, tabs or blanks part into cells, by index of the line.

    A head without figures opens a table, rows with as many cells follow, and their figures stand under each other. A line with a single
    cell between them names a part of the table.
    """
    trimmed = [_trimmed(text, span) for span in lines]
    found: dict[int, tuple[Span, ...]] = {}
    for separator in _SEPARATORS:
        pieces = [_split(text, span, separator) for span in trimmed]
        figures = [[is_figure(text[slice(*c)]) if c[0] < c[1] else None for c in row] for row in pieces]
        i = 0
        while i < len(lines):
            end = i if i in found else _table_from(i, figures, lambda n, p=pieces: _is_row(text, p[n]))  # type: ignore[misc]
            if end > i:
                found.update({n: pieces[n] for n in range(i, end) if n not in found})
            i = max(end, i + 1)
    return found


def _is_row(text: str, row: Sequence[Span]) -> bool:
    return len(row) <= _MOST_PARTED and all(is_cell(text[slice(*c)]) for c in row)


def _table_from(i: int, figures: Sequence[Sequence[bool | None]], is_row_at: Callable[[int], bool]) -> int:
    """One past the last row of the table whose head is line ``i``, or ``i`` where there is none."""
    width = len(figures[i])
    if width < 2 or any(figures[i]) or not is_row_at(i):
        return i
    body: list[Sequence[bool | None]] = []
    end = i + 1
    for n in range(i + 1, len(figures)):
        if not is_row_at(n) or len(figures[n]) not in (1, width) or (len(figures[n]) == width and not _columns([*body, figures[n]])):
            break
        if len(figures[n]) == width:
            body.append(figures[n])
            end = n + 1
    return end if len(body) >= _FEWEST_ROWS else i


def flattened(lines: list[str]) -> tuple[int, int] | None:
    """How a table lost its rows: the first line of its head, and how many cells a row has; None for lines that are no table.

    Under a head without figures all rows have figures in the same columns, and words in others.
    """
    figures = [is_figure(line) for line in lines]
    if True not in figures:
        return None
    first = figures.index(True)
    for columns in range(2, _MOST_COLUMNS + 1):
        for words in range(columns):  # cells before the first figure of a row
            start = first - words - columns
            body = figures[start + columns :]
            if start < 0 or len(body) < _FEWEST_ROWS * columns or len(body) % columns:
                continue
            if _columns([body[i : i + columns] for i in range(0, len(body), columns)]):
                return start, columns
    return None
