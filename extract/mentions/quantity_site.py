"""A place where a quantity can stand: a numeral, or a word that holds a number (首位, 翻番, 过半)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import regex

from extract.mentions.numerals import Number, numeral_at, parse
from extract.mentions.quantity_signs import signed
from extract.mentions.rules import Example, Rule, Rules
from extract.mentions.units import Unit, first_characters, unit_at
from extract.model import Bound, ValueKind

SEPARATOR = r"[ ]?(?:至|到|[-–—―−~～]{1,2}|──)[ ]?"
SEPARATORS = "至到-–—―−~～─"
_SEPARATED = re.compile(SEPARATOR)
_MINUS = re.compile("[-−–]|负|零下")


@dataclass(slots=True)
class Draft:
    """What a rule reads from the words of a quantity alone.

    Attributes:
        shape: how context may change the kind: ``percent``, ``points``, ``tenths``, ``fraction``, ``multiple``,
            ``doubling``, ``rank``, ``ratio``, ``measure``, ``number``.
        span: the words taken.
        signed: its sign is said already (-3%, 翻番).
    """

    shape: str
    span: tuple[int, int]
    kind: ValueKind
    number: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    bound: Bound = "exact"
    signed: bool = False


# What a rule answers where it knows that a numeral is no quantity: no other rule is asked then.
NONE_HERE = Draft("none", (0, 0), "number", None, None, None, None)


class Site:
    """A numeral in a text (``number`` is its worth), or a word that holds one (``number`` is None).

    Attributes:
        start, end, words: where it stands and what stands there.
        before: the character before it, or nothing.
        after: where the words behind it begin: past one space.
        next: the character there, or nothing.
    """

    __slots__ = ("_unit", "after", "before", "end", "next", "number", "start", "text", "words")

    def __init__(self, text: str, start: int, end: int, number: Number | None) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.number = number
        self.words = text[start:end]
        self.before = text[start - 1] if start else ""
        self.next = text[end : end + 1]
        self.after = end
        if self.next == " ":
            self.after = end + 1
            self.next = text[end + 1 : end + 2]
        self._unit: tuple[Unit, int] | bool | None = False

    def left(self, length: int) -> str:
        """So many characters before the numeral."""
        return self.text[max(0, self.start - length) : self.start]

    @property
    def unit(self) -> tuple[Unit, int] | None:
        """The unit directly behind the numeral, and where it ends."""
        if self._unit is False:
            self._unit = unit_at(self.text, self.after)
        return self._unit  # type: ignore[return-value]

    def signed(self) -> tuple[int, int]:
        """Where the numeral starts with its sign, and the sign: -1 for 负3, -3 behind a word that a number follows."""
        return signed(self.text, self.start, self.end)


@dataclass(frozen=True, slots=True)
class SiteRule(Rule[Draft]):
    """A rule with what tells where to try it.

    Attributes:
        begins: characters of which one follows the numeral; empty for any, None for a rule that reads no numerals.
        units: whether a unit may follow it as well.
        ordinal: whether it reads numerals behind 第, which are no quantities to other rules.
        words: a regular expression (of the module ``re``) for words that it reads too.
    """

    begins: str | None = None
    units: bool = False
    ordinal: bool = False
    words: str = ""

    def begins_with(self) -> str:
        """All characters that may follow the numeral; nothing for any."""
        return (self.begins or "") + (first_characters() if self.units else "")


Reader = Callable[[Site], Draft | None]


class SiteRules(Rules[Draft]):
    """An ordered collection of rules for sites; of those that read a site, the first one holds."""

    def at(
        self, id: str, *, begins: str | None = None, units: bool = False, ordinal: bool = False, words: str = "",
        yes: list[Example], no: list[str],
    ) -> Callable[[Reader], Reader]:  # fmt: skip
        """Registers the decorated function as the rule ``id``; its docstring is the rule's documentation.

        The other arguments are those of ``SiteRule``.
        """

        def register(build: Reader) -> Reader:
            doc = " ".join((build.__doc__ or "").split())
            pattern = regex.compile(words or (f"[{regex.escape(begins)}]" if begins else ""))
            self.all.append(SiteRule(id, doc, pattern, build, tuple(yes), tuple(no), begins, units, ordinal, words))
            return build

        return register


def opened(
    shape: str, span: tuple[int, int], kind: ValueKind, number: Number, unit: str | None, *,
    factor: Decimal = Decimal(1), more: bool = False, signed: bool = False,
) -> Draft:  # fmt: skip
    """A draft for one number, with the bound that its own words give (20多万, 十几, 几十, 上千, 五六百)."""
    value = number.value * factor
    if number.top is not None:
        ends = sorted((value, number.top * factor))
        return Draft(shape, span, kind, None, ends[0], ends[1], unit, "range", signed)
    if more or number.open in ("more", "several", "teens"):
        return Draft(shape, span, kind, value, value, None, unit, "more_than", signed)
    if number.open == "near":
        return Draft(shape, span, kind, value, None, None, unit, "approx", signed)
    return Draft(shape, span, kind, value, value, value, unit, "exact", signed)


def second(text: str, at: int) -> tuple[str, Number, int] | None:
    """What follows a word between the ends of a range (至, -, ~): the numeral's words, its worth and where it ends.

    Behind 至 and 到 it may have a sign of its own (-10至-5).
    """
    m = _SEPARATED.match(text, at)
    if m is None:
        return None
    start, sign = m.end(), 1
    minus = _MINUS.match(text, start) if text[start - 1] in "至到 " else None
    if minus is not None:
        start, sign = minus.end(), -1
    found = numeral_at(text, start)
    if found is None or (sign < 0 and found[0].top is not None):
        return None
    return text[start : found[1]], Number(found[0].value * sign, found[0].open, found[0].top), found[1]


def range_from(site: Site, words: str, high: Number, *, shared: bool) -> tuple[int, Decimal, Decimal] | None:
    """Where a range starts, and its ends, smaller first; ``shared`` if a scale may stand at the last number only."""
    if site.number is None:
        return None
    start, sign = site.signed()
    low, top = site.number.value * sign, high.value
    if low >= 0 and top >= 0 and shared:
        ends = ends_of(site.words, site.number, words, high)
        return (start, *ends) if ends else None
    if low >= 0 and top >= 0:
        return (start, low, top) if low < top else None
    return (start, min(low, top), max(low, top)) if low != top else None


_WITH = re.compile(r"[ ]?[和与跟][ ]?")


def between(text: str, at: int) -> tuple[str, Number, int] | None:
    """As ``second``, for ends joined by 和 or 与: a range only with 之间 behind (介于3%和5%之间)."""
    m = _WITH.match(text, at)
    found = numeral_at(text, m.end()) if m else None
    if m is None or found is None or text.find("之间", found[1], found[1] + 8) < 0:
        return None
    return (text[m.end() : found[1]], *found)


_BIG_AT_END = re.compile(r"(?<![万亿兆])[万亿兆]+$")
_BIG = re.compile(r"[万亿兆]")
_SMALL = re.compile(r"[十百千拾佰仟]")
_SMALL_AT_END = re.compile(r"[百千佰仟kKMG]$")


def ends_of(low_words: str, low: Number, high_words: str, high: Number) -> tuple[Decimal, Decimal] | None:
    """The two ends of a range; a scale that only the second end names belongs to both (12~18万, 两到三千, 五到八千万).

    The scale is shared where the ends are then of comparable size, which 1元至5万元 and 5000至1万 are not.
    """
    a, b = low.value, high.value if high.top is None else high.top
    words = high_words.strip()
    big = _BIG_AT_END.search(words)
    rest = words[: big.start()] if big else words
    small = None if _SMALL.search(low_words) else _SMALL_AT_END.search(rest)
    if _BIG.search(low_words):
        return (a, b) if a < b else None
    for scale in ((small.group() if small else "") + (big.group() if big else ""), big.group() if big else ""):
        worth = parse(f"1{scale}") if scale and scale != words else None
        if worth is not None and a * worth.value < b <= a * worth.value * 100:
            a *= worth.value
            break
    return (a, b) if a < b else None
