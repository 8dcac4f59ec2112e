"""Units of quantities, from data/units.tsv: which unit stands at a position of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from extract.data import alternatives, read_lines, read_table
from extract.data.configuration import per_configuration


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written: its base unit, class (money, measure, counter, time) and factor to the base unit."""

    written: str
    base: str
    kind: str
    factor: Decimal


_SECOND = re.compile(r"次之(?=[，。；、,;）)\s]|$)")
_WEAK = ("分", "点", "P", "块", "毛", "角", "厘")  # units only in forms that rules of their own read


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


@per_configuration()
def table() -> dict[str, Unit]:
    """All units by their written form."""
    return {row["written"]: Unit(row["written"], row["base"], row["class"], Decimal(row["factor"] or 1)) for row in read_table("units.tsv")}


def money() -> tuple[str, ...]:
    """The written forms of all currencies' units."""
    return tuple(unit.written for unit in table().values() if unit.kind == "money")


@per_configuration()
def _bases() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for unit in table().values():
        found.setdefault(unit.kind, set()).add(unit.base)
    return {kind: frozenset(bases) for kind, bases in found.items()}


def bases(kind: str) -> frozenset[str]:
    """The base units of a class: money, measure, counter, time."""
    return _bases()[kind]


@per_configuration()
def _by_head() -> dict[str, tuple[Unit, ...]]:
    """Units by the two characters that they begin with, the longest first and then that of the first character alone; these by it, too."""
    found: dict[str, list[Unit]] = {}
    for unit in table().values():
        if unit.written not in _WEAK or unit.kind == "counter":
            found.setdefault(unit.written[:2], []).append(unit)
    return {
        head: (*sorted(units, key=lambda u: -len(u.written)), *(found.get(head[0], ()) if len(head) > 1 else ())) for head, units in found.items()
    }


@cache
def _denominators() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {row["written"]: row["base"] or row["written"] for row in read_table("lexicons/denominators.tsv")}
    han = alternatives([w for w in rows if not _latin(w[-1])])
    latin = alternatives([w for w in rows if _latin(w[-1])])
    return re.compile(rf"[ ]?[/每·][ ]?(?P<size>[0-9]{{1,4}}|(?:[十百万亿]|千(?![瓦米克]))+)?[ ]?(?P<per>{han}|(?:{latin})(?![A-Za-z]))"), rows


def denominators() -> tuple[str, ...]:
    """What a unit may be divided by, as written."""
    return tuple(_denominators()[1])


def denominator() -> str:
    """A regular expression for what makes a compound of the unit before it (/平方米), without groups of its own."""
    return re.sub(r"\(\?P<\w+>", "(?:", _denominators()[0].pattern)


@cache
def _traps() -> dict[str, re.Pattern[str]]:
    """Words that begin like a unit and are none, by their first character."""
    found: dict[str, list[str]] = {}
    for line in read_lines("lexicons/unit_traps.patterns"):
        found.setdefault(line[0], []).append(line)
    return {first: re.compile("|".join(lines)) for first, lines in found.items()}


def first_characters() -> str:
    """All characters that a unit can begin with."""
    return "".join(sorted({head[0] for head in _by_head()}))


@lru_cache(maxsize=4096)
def _compound(left: Unit, size: str, per: str) -> Unit:
    return Unit(f"{left.written}/{size}{per}", f"{left.base}/{size}{per}", left.kind, left.factor)


def unit_at(text: str, at: int) -> tuple[Unit, int] | None:
    """The longest unit that stands at ``at``, and where it ends; None where none does.

    A compound (元/平方米, 吨/日) keeps the base of its first part: 元/平方米 is ``CNY/平方米``.
    """
    by_head, head = _by_head(), text[at : at + 2]
    units = by_head.get(head) or by_head.get(head[:1])
    if units is None:
        return None
    trap = _traps().get(head[0])
    trapped = trap.match(text, at) if trap is not None else None
    for unit in units:
        if text.startswith(unit.written, at):
            end = at + len(unit.written)
            if trapped is not None and end <= trapped.end():
                return None  # a longer unit (标准箱) is no word that only begins like one (标准)
            last, behind = unit.written[-1], text[end : end + 1]
            if last <= "z" and _latin(last) and behind and _latin(behind):
                continue
            if last == "次" and _SECOND.match(text, end - 1):
                continue  # 台中市281万人次之: people, and the second place
            if behind in ("/", "每", " ") and not (behind == "每" and unit.base == "岁"):
                pattern, rows = _denominators()
                m = pattern.match(text, end)
                if m is not None and m.group().lstrip()[0] != "·":
                    found, end = _compound(unit, m["size"] or "", rows[m["per"]]), m.end()
                    again = pattern.match(text, end) if text[end : end + 1] in ("/", "·") else None
                    return (_compound(found, "", rows[again["per"]]), again.end()) if again and not again["size"] else (found, end)
            return unit, end
    return None
