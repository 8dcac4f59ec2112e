"""What the name of a metric says by itself for a figure: its length, its ending, whether the catalogue has it, how often it comes."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from extract.claims.catalogue import Entry
from extract.claims.catalogue import match as catalogued
from extract.claims.scoring import Part, shown
from extract.claims.wording import head_of, is_growth, unit_class, usual
from extract.data.configuration import in_force
from extract.mentions import metrics
from extract.model import Quantity

_KEPT = 8192  # parts of rows that are remembered, of each kind
_LONGEST_HEAD = 4  # characters at the end of a name that tell its class
_IN_CATALOGUE = "in catalogue"
SO_MANY_PLACES = regex.compile(
    r"(?:这|上述|该)?[两二三四五六七八九十\d]{1,2}(?:个|大|座)?(?:省|市|地|县|区|城|国|州|府|邦|城市|省份)*(?:[一两]市)?(?:合计|加起来|加一起|加在一起|合起来)?"
)
_NO_NAME = regex.compile(
    r"\d{1,2}[时点](?:\d{1,2}分)?|(?:超过?|快于|高于|超出|低于|慢于|落后于?)?(?:时间|时序|序时)(?:进度)?"
    r"|(?:(?:\d{2,4}年)?(?:\d{1,2}月份?)?|[今去前明上本当]年|全年|[上下]半年|(?:今年|去年|年初|近年|近些年)以?来|第?[一二三四1-4]季度?|前[一二三\d]{1,2}(?:季度?|个月))+"
    rf"|{SO_MANY_PLACES.pattern}|(?:超额?|超出|完成|为|占|相当于|高于|低于)?(?:全年|年度|年初|原定|既定)(?:目标|任务|计划){{1,2}}|[（(][^（()）]*[）)]|[一二][〇○零九][〇○零一二三四五六七八九]{{2}}"
)  # 2023年 of 2023年GDP, 三省加起来, 全年目标任务, (62.6%)


@lru_cache(maxsize=_KEPT)
def _read_as(source: str, base: tuple[str, ...]) -> Part:
    return Part({f"{source}, {name}": 1.0 for name in base})


@lru_cache(maxsize=_KEPT)
def _ending(end: str, head: str, base: tuple[str, ...]) -> Part:
    """How a name ends and of what class its head is, beside what the figure's unit and kind are: people beside money."""
    row = {f"ends with {shown(characters)}, {name}": 1.0 for characters in (end[-1:], end) for name in base}
    return Part(row | {f"head of {head or 'no class'}, {name}": 1.0 for name in base})


@lru_cache(maxsize=_KEPT)
def _shape(length: int, said: int, known: str, usual_unit: bool) -> Part:
    row = {f"length {min(length, 16) // 2 * 2}": 1.0, f"said {said} times": 1.0}
    if known:
        row[known] = 1.0
    if known == _IN_CATALOGUE:
        row["unit of the catalogue" if usual_unit else "other unit than the catalogue's"] = 1.0
    if length == 1:
        row["one character"] = 1.0
    return Part(row)


@lru_cache(maxsize=_KEPT)
def _may_be_empty(first: str) -> bool:
    """Whether a name that begins with a character can be an empty one."""
    return _NO_NAME.fullmatch(first, partial=True) is not None


def _source(rule: str) -> str:
    """Which readings a rule's are counted with."""
    return rule.removeprefix("metric.").removesuffix(".completed")


class Known(NamedTuple):
    """What is known of a name in its article, whatever the figure.

    Attributes:
        entry: what the catalogue takes it for.
        empty: it says only when, or of how many places: nothing that could be measured.
        head: the class of its head.
        bare: it lacks the words that say of what it is (规模, 同比增速).
        shape: its length, and how often the article has these words: a name comes again, a stretch of words hardly.
        usual: the same for a figure whose unit is one that the catalogue has for it.
    """

    entry: Entry | None
    empty: bool
    head: str
    bare: bool
    shape: Part
    usual: Part


class Naming:
    """The names that one article could give to its figures: the same few again and again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, Known] = {}
        self._figures: dict[tuple[str | None, str], NamesOfFigure] = {}  # by unit and kind
        self._catalogued = in_force(catalogued)

    def known(self, name: str) -> Known:
        """What is known of a name."""
        found = self._known.get(name)
        if found is None:
            entry = self._catalogued(name)
            empty = _may_be_empty(name[:1]) and _NO_NAME.fullmatch(name) is not None
            bare = name in metrics.bare_heads() or is_growth(name)
            length, said = len(name), min(self._text.count(name), 3)
            class_ = _IN_CATALOGUE if entry is not None else "ends with a head" if head_of(name) else ""
            shape = _shape(length, said, class_, False)
            found = self._known[name] = Known(
                entry,
                empty,
                metrics.class_of_head(name[-_LONGEST_HEAD:]),
                bare,
                shape,
                shape if entry is None else _shape(length, said, class_, True),
            )
        return found

    def of(self, q: Quantity) -> NamesOfFigure:
        """The names for a quantity, and for all that have its unit and kind."""
        if (q.unit, q.kind) not in self._figures:
            self._figures[q.unit, q.kind] = NamesOfFigure(q)
        return self._figures[q.unit, q.kind]


class NamesOfFigure:
    """What names say for the figures of an article that have one unit and kind."""

    def __init__(self, q: Quantity) -> None:
        self._quantity = q
        self._base = tuple(dict.fromkeys((unit_class(q), q.kind)))
        self._read: dict[str, Part] = {}  # by rule
        self._usual: dict[str, bool] = {}  # whether the catalogue's entries have the unit, by id

    def parts(self, rule: str, name: str, known: Known) -> tuple[Part, Part, Part]:
        """What a name that a rule read says, as parts of a row."""
        usual = known.entry is not None and self._is_usual(known.entry)
        shape = known.usual if usual else known.shape
        read = self._read.get(rule)
        if read is None:
            read = self._read[rule] = _read_as(_source(rule), self._base)
        return read, _ending(name[-2:], known.head, self._base), shape

    def _is_usual(self, entry: Entry) -> bool:
        if entry.id not in self._usual:
            self._usual[entry.id] = usual(entry.units, self._quantity)
        return self._usual[entry.id]
