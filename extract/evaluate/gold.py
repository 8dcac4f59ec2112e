"""Gold: what a careful reader takes from an article, one hand-written file an article.

``NAME.gold`` belongs to the document ``NAME``. One line a claim, fields apart by `` | ``, alternatives inside a field
by ``;``, lines that start with ``#`` are remarks::

    @doc | published=2024-01-18 | publisher=… | title=…
    1120亿元 | 1 | 合肥市 | 人工智能产业规模;产业规模 | amount | 112000000000 | CNY | more_than | 2023-01-01..2023-12-31 | actual | - | -
    @category | 合肥市 | 第一阵营;领跑阵营 | 城市梯队 | optional

Fields of a claim: the words of the value as they stand in the raw text, which occurrence of them (from 1), place
(members of a group joined by ``+``), metric, kind, number in base units (``30~50`` for a range), unit (``-`` for none),
bound, period (``-`` none, ``?`` not to be judged), status, attribution (``-`` none, ``?`` not to be judged), and
``optional`` or ``-``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TypeVar, get_args

from extract import model
from extract.errors import UsageError
from extract.model import Span

SUFFIX = ".gold"
_COLUMNS = 12
_DAY = r"\d{4}-\d\d-\d\d"
_INTERVAL = re.compile(rf"({_DAY})\.\.({_DAY})")
_KINDS = frozenset(get_args(model.ValueKind))
_BOUNDS = frozenset(get_args(model.Bound))
_STATUSES = frozenset(get_args(model.Status))
_Parsed = TypeVar("_Parsed")


class GoldError(UsageError):
    """A line of a gold file that cannot be used; ``where`` is FILE:LINE."""

    code = "gold"


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim as a reader wrote it down; every field but the value's words holds the acceptable alternatives.

    Attributes:
        where: FILE:LINE of its line.
        value_text, occurrence: the words of the value in the raw text and which occurrence of them, from 1.
        places: alternatives, each the names of the members of a group or one name.
        numbers: alternatives in base units, each one number or the two ends of a range.
        dates: alternatives, each the first and last ISO day, or None for "the text gives none"; None as a whole where
            the date is not to be judged.
        attributions: alternatives; empty where nobody is to be named, None where it is not to be judged.
        optional: a reader may take it or leave it: neither missed nor wrong.
    """

    where: str
    value_text: str
    occurrence: int
    places: tuple[tuple[str, ...], ...]
    metrics: tuple[str, ...]
    kinds: tuple[str, ...]
    numbers: tuple[tuple[float, ...], ...]
    units: tuple[str, ...]
    bounds: tuple[str, ...]
    dates: tuple[tuple[str, str] | None, ...] | None
    statuses: tuple[str, ...]
    attributions: tuple[str, ...] | None
    optional: bool

    @property
    def of_group(self) -> bool:
        """Whether any alternative of the place is a group."""
        return any(len(names) > 1 for names in self.places)

    def span_in(self, text: str) -> Span | None:
        """Where the value stands in the raw text, or None if it does not."""
        at = -1
        for _ in range(self.occurrence):
            at = text.find(self.value_text, at + 1)
            if at < 0:
                return None
        return at, at + len(self.value_text)

    def brief(self) -> str:
        """The claim in one line, by the first alternative of each field."""
        number = "~".join(f"{x:.12g}" for x in self.numbers[0])
        date = "?" if self.dates is None else "-" if self.dates[0] is None else "..".join(self.dates[0])
        value = f"{self.value_text} | {self.kinds[0]} {number} {self.units[0]} {self.bounds[0]}"
        return f"{'+'.join(self.places[0])} | {self.metrics[0]} | {value} | {date} | {self.statuses[0]}"


@dataclass(frozen=True, slots=True)
class GoldLabel:
    """A class label that the article gives to a place (``@category``)."""

    where: str
    place: str
    labels: tuple[str, ...]
    metric: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """All gold of one article. ``facts`` holds what ``@doc`` says of it (published, publisher, title)."""

    id: str
    path: str
    facts: dict[str, str]
    claims: tuple[GoldClaim, ...]
    labels: tuple[GoldLabel, ...]


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


class _Line:
    """One line of a gold file, with readers for its cells that name the line when they fail."""

    def __init__(self, where: str, text: str) -> None:
        self.where = where
        self.cells = [cell.strip(" \r") for cell in text.split(" | ")]

    def fail(self, what: str, mend: str) -> NoReturn:
        raise GoldError(what, where=self.where, mend=mend)

    def each(self, index: int, name: str, read: Callable[[str], _Parsed]) -> tuple[_Parsed, ...]:
        """All alternatives of a cell, read one by one; at least one."""
        found = tuple(read(part) for part in _alternatives(self.cells[index]))
        if not found:
            self.fail(f"the field {name} is empty", "write - where there is nothing to say")
        return found

    def word(self, index: int, name: str, allowed: frozenset[str]) -> tuple[str, ...]:
        """Alternatives that come from a fixed vocabulary."""

        def read(part: str) -> str:
            if part not in allowed:
                self.fail(f"{part!r} is no {name}", f"use one of {', '.join(sorted(allowed))}")
            return part

        return self.each(index, name, read)

    def number(self, part: str) -> tuple[float, ...]:
        """One number, or the two ends of a range."""
        try:
            ends = tuple(float(x) for x in part.split("~"))
        except ValueError:
            ends = ()
        if len(ends) not in (1, 2):
            self.fail(f"{part!r} is no number", "write digits in base units (350000000), or LOW~HIGH for a range")
        return ends

    def date(self, part: str) -> tuple[str, str] | None:
        """An interval of ISO days, or None for ``-``."""
        if part == "-":
            return None
        found = _INTERVAL.fullmatch(part)
        if found is None:
            self.fail(f"{part!r} is no period", "write FIRST..LAST as YYYY-MM-DD..YYYY-MM-DD, - for none, ? if it cannot be judged")
        return found[1], found[2]


def _claim(line: _Line) -> GoldClaim:
    if len(line.cells) != _COLUMNS:
        line.fail(f"{len(line.cells)} fields instead of {_COLUMNS}", "separate the fields by ' | ', with - for an empty one")
    value_text, occurrence = line.cells[0], line.cells[1]
    if not value_text:
        line.fail("no words for the value", "quote them from the article")
    if not occurrence.isascii() or not occurrence.isdigit() or int(occurrence) < 1:
        line.fail(f"{occurrence!r} is no count of occurrences", "write 1 for the first")
    attributions = line.each(10, "attribution", str)
    dates = _alternatives(line.cells[8])
    return GoldClaim(
        where=line.where,
        value_text=value_text,
        occurrence=int(occurrence),
        places=line.each(2, "city", lambda part: tuple(part.split("+"))),
        metrics=line.each(3, "metric", str),
        kinds=line.word(4, "kind", _KINDS),
        numbers=line.each(5, "number", line.number),
        units=line.each(6, "unit", str),
        bounds=line.word(7, "bound", _BOUNDS),
        dates=None if "?" in dates else line.each(8, "date", line.date),
        statuses=line.word(9, "status", _STATUSES),
        attributions=None if "?" in attributions else () if attributions == ("-",) else attributions,
        optional="optional" in line.cells[11],
    )


def _label(line: _Line) -> GoldLabel:
    if len(line.cells) < 3:
        line.fail("a @category line needs a place and a label", "write @category | place | label | metric")
    metric = line.cells[3] if len(line.cells) > 3 else ""
    return GoldLabel(line.where, line.cells[1], line.each(2, "label", str), metric, "optional" in line.cells[4:])


def read_gold(path: Path) -> GoldDocument:
    """Reads one gold file.

    Raises:
        GoldError: a line is not in the form of gold; the message names file and line.
    """
    facts: dict[str, str] = {}
    claims: list[GoldClaim] = []
    labels: list[GoldLabel] = []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError("cannot be read as UTF-8 text", where=str(path)) from error
    for number, raw in enumerate(text.split("\n"), 1):
        if not raw.strip() or raw.startswith("#"):
            continue
        line = _Line(f"{path}:{number}", raw)
        if line.cells[0] == "@doc":
            for cell in line.cells[1:]:
                name, _, value = cell.partition("=")
                facts[name.strip()] = value
        elif line.cells[0] == "@category":
            labels.append(_label(line))
        else:
            claims.append(_claim(line))
    return GoldDocument(path.name.removesuffix(SUFFIX), str(path), facts, tuple(claims), tuple(labels))


def read_folder(folder: Path) -> dict[str, GoldDocument]:
    """All gold files of a folder, by the id of their document, in the order of their names.

    Raises:
        UsageError: there is no such folder, or no gold file in it.
        GoldError: a file cannot be used.
    """
    if not folder.is_dir():
        raise UsageError("no such folder", where=str(folder), mend="give --gold a folder of NAME.gold files")
    found = {}
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        document = read_gold(path)
        found[document.id] = document
    if not found:
        raise UsageError("no .gold file in this folder", where=str(folder), mend="give --gold a folder of NAME.gold files")
    return found


def misquotes(document: GoldDocument, text: str) -> list[GoldError]:
    """One error for each claim whose value does not stand in the raw text of its article."""
    found = []
    for claim in document.claims:
        if claim.span_in(text) is None:
            times = "once" if claim.occurrence == 1 else f"{claim.occurrence} times"
            what = f"{claim.value_text!r} does not stand {times} in the article {document.id}"
            found.append(GoldError(what, where=claim.where, mend="quote the raw text as it is"))
    return found
