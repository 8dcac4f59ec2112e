"""Which stored claims are wanted, in which order: as conditions of SQL, and as cursors between pages."""

from __future__ import annotations

import base64
import calendar
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from extract.conflicts.selection import metric_of, names_of_place
from extract.errors import UsageError

Sort = Literal[
    "order", "-order", "confidence", "-confidence", "value", "-value", "date", "-date", "published", "-published", "place", "-place",
    "metric", "-metric",
]  # fmt: skip
Flag = Literal["negated", "hypothetical", "repaired", "repeated", "contradicted"]
SORTS: tuple[str, ...] = get_args(Sort)
_COLUMNS = {
    "order": "n", "confidence": "confidence", "value": "number", "date": "start", "published": "published", "place": "place", "metric": "name",
}  # fmt: skip
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_ADCODE = re.compile(r"\d{6}")


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """What is asked for. Of a field with several values any may hold, of several fields all must.

    Attributes:
        places: names or GB/T 2260 codes; groups with such a member are meant too.
        within: places that lie in the given ones are meant too (needs a code: 浙江 with its cities and districts).
        metrics: ids or names of the catalogue, else parts of the wording.
        kinds, units, statuses: as in the contract.
        flags: claims that have one of these. ``without``: claims that have none of these.
        since, until: the claim's period overlaps the days from the beginning of ``since`` to the end of ``until``; each YYYY, YYYY-MM or
            YYYY-MM-DD. Claims without a period are left out once either is given.
        min_confidence, max_confidence: from 0 to 1, inclusive.
        min_value, max_value: of the number in base units, for a range of its lower end.
        documents: their ids.
        text: words that stand in the evidence as they are.
        candidates: doubtful claims too.
    """

    places: tuple[str, ...] = ()
    within: bool = False
    metrics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    min_confidence: float | None = None
    max_confidence: float | None = None
    min_value: float | None = None
    max_value: float | None = None
    documents: tuple[str, ...] = ()
    text: str | None = None
    candidates: bool = False

    def where(self) -> tuple[str, list[Any]]:
        """The condition in SQL, and its parameters.

        Raises:
            UsageError: a period is none.
        """
        made = _Conditions()
        if not self.candidates:
            made.add("NOT doubtful")
        if self.places:
            made.any([_of_place(place, self.within) for place in self.places])
        if self.metrics:
            made.any([_of_metric(metric) for metric in self.metrics])
        for column, values in (("kind", self.kinds), ("unit", self.units), ("status", self.statuses), ("document", self.documents)):
            if values:
                made.add(f"{column} IN ({_marks(values)})", *values)
        if self.flags:
            made.any([("instr(flags, ?) > 0", [f'"{flag}"']) for flag in self.flags])
        for flag in self.without:
            made.add("instr(flags, ?) = 0", f'"{flag}"')
        for condition, bound in (
            ("end >= ?", day(self.since, last=False)), ("start <= ?", day(self.until, last=True)), ("confidence >= ?", self.min_confidence),
            ("confidence <= ?", self.max_confidence), ("number >= ?", self.min_value), ("number <= ?", self.max_value),
            ("n IN (SELECT n FROM sentences WHERE instr(text, ?) > 0)", self.text or None),
        ):  # fmt: skip
            if bound is not None:
                made.add(condition, bound)
        return made.sql, made.parameters


class _Conditions:
    """Conditions that must all hold."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.parameters: list[Any] = []

    def add(self, condition: str, *parameters: Any) -> None:
        self._parts.append(f"({condition})")
        self.parameters += parameters

    def any(self, alternatives: Sequence[tuple[str, list[Any]]]) -> None:
        self.add(" OR ".join(sql for sql, _ in alternatives), *(value for _, values in alternatives for value in values))

    @property
    def sql(self) -> str:
        return " AND ".join(self._parts) or "TRUE"


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _of_place(named: str, within: bool) -> tuple[str, list[Any]]:
    wanted = sorted(names_of_place(named))
    sql, parameters = f"n IN (SELECT n FROM places WHERE key IN ({_marks(wanted)}))", list[Any](wanted)
    if within:
        for code in filter(_ADCODE.fullmatch, wanted):
            stem = code.removesuffix("00").removesuffix("00")
            sql += " OR n IN (SELECT n FROM places WHERE key BETWEEN ? AND ?)"
            parameters += [stem.ljust(6, "0"), stem.ljust(6, "9")]
    return sql, parameters


def _of_metric(named: str) -> tuple[str, list[Any]]:
    """As ``conflicts.selection.of_metric`` has it."""
    id, part = metric_of(named)
    return ("metric = ?", [id]) if id is not None else ("instr(plain, ?) > 0", [part])


def day(written: str | None, *, last: bool) -> str | None:
    """The first or last day of a year, a month or a day, as an ISO date; None for none.

    Raises:
        UsageError: it is none.
    """
    if written is None:
        return None
    m = _PERIOD.fullmatch(written.strip())
    year, month, found = (int(m[g]) if m and m[g] else None for g in ("year", "month", "day"))
    if year is None or not year >= 1 or (month is not None and not 1 <= month <= 12):
        raise _no_period(written)
    if month is None:
        return f"{year:04}-12-31" if last else f"{year:04}-01-01"
    days = calendar.monthrange(year, month)[1]
    if found is not None and not 1 <= found <= days:
        raise _no_period(written)
    return f"{year:04}-{month:02}-{found or (days if last else 1):02}"


def _no_period(written: str) -> UsageError:
    return UsageError(f"{written[:40]!r} is no year, month or day", code="period", mend="give it as YYYY, YYYY-MM or YYYY-MM-DD")


# --- order and cursors -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Order:
    """An order of claims: by a column, what has no value last; where values are the same, by the order of the runs."""

    column: str
    down: bool

    @classmethod
    def of(cls, sort: str) -> Order:
        """The order of a name, from the greatest down with ``-`` before it.

        Raises:
            UsageError: there is none of this name.
        """
        if sort not in SORTS:
            raise UsageError(f"{sort[:40]!r} is no order", code="sort", mend=f"choose from {', '.join(SORTS)}")
        return cls(_COLUMNS[sort.removeprefix("-")], sort.startswith("-"))

    @property
    def sql(self) -> str:
        """The clause of SQL."""
        return f"{self.column} IS NULL, {self.column} {'DESC' if self.down else 'ASC'}, n"

    def after(self, value: Any, n: int) -> tuple[str, list[Any]]:
        """The condition for what comes after a claim."""
        if value is None:
            return f"{self.column} IS NULL AND n > ?", [n]
        beyond = "<" if self.down else ">"
        return f"({self.column} IS NULL OR {self.column} {beyond} ? OR ({self.column} = ? AND n > ?))", [value, value, n]


def cursor(identity: str, *place: Any) -> str:
    """A cursor: where a page ends, of which question."""
    return base64.urlsafe_b64encode(json.dumps([identity, *place]).encode()).decode().rstrip("=")


def place_of(cursor: str, identity: str, parts: int) -> list[Any]:
    """Where the page before ended.

    Raises:
        UsageError: the cursor is damaged, or of another question.
    """
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        found = None
    whole = isinstance(found, list) and len(found) == parts + 1 and type(found[-1]) is int and abs(found[-1]) < 2**63
    if not whole or not all(value is None or isinstance(value, str | int | float) for value in found):
        raise UsageError("the cursor is damaged", code="cursor", mend="give the value of next as it came, or none for the first page")
    if found[0] != identity:
        raise UsageError("the cursor is of another question", code="cursor", mend="keep filters and order as they were, or give no cursor")
    return list(found[1:])


def identity(*question: Any) -> str:
    """What tells questions apart."""
    return hashlib.sha256(repr(question).encode()).hexdigest()[:12]
