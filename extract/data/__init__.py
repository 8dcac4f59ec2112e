"""Readers of the project's data files. Data is data: word lists and tables live beside this module as text files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import regex

from extract.data.configuration import current

_ROOT = files(__name__)


def path_of(name: str) -> Path:
    """The path of a data file that is no text (weights)."""
    return Path(str(_ROOT.joinpath(*name.split("/"))))


def read_text(name: str) -> str:
    """The content of a data file, by its path below this folder."""
    return _ROOT.joinpath(*name.split("/")).read_text(encoding="utf-8")


def read_lines(name: str) -> list[str]:
    """The lines of a data file without comments (``#`` at the line's start) and blank lines."""
    return [line for line in read_text(name).split("\n") if line and line[0] != "#" and not line.isspace()]


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of a tab-separated file whose first line that is no comment names the columns, then those that the user's configuration adds.

    Cells missing at the end of a row read as empty. What is made of a table that users can add to is cached ``per_configuration``.
    """
    head, *rows = read_lines(name)
    columns = head.split("\t")
    table = []
    for row in rows:
        cells = row.split("\t")
        table.append(dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=False)))
    table.extend({column: row.get(column, "") for column in columns} for row in current().rows.get(name, ()))
    return table


@cache
def read_words(name: str) -> tuple[str, ...]:
    """The words of a list, one a line (``lexicons/NAME.txt``); what follows a tab is a remark."""
    return tuple(dict.fromkeys(line.split("\t")[0].strip() for line in read_lines(f"lexicons/{name}.txt")))


@cache
def load_patterns(name: str) -> regex.Pattern[str]:
    """One pattern that matches where any line of ``lexicons/NAME.patterns`` does (regular expressions, verbose off)."""
    return regex.compile("|".join(f"(?:{line})" for line in read_lines(f"lexicons/{name}.patterns")))


def alternatives(words: tuple[str, ...] | list[str]) -> str:
    """A regular expression for any of the words, the longest first."""
    return "|".join(regex.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))
