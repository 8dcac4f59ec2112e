"""The metric catalogue: canonical metrics by all their names, from data/metrics/catalogue.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from extract.data import read_table
from extract.data.configuration import per_configuration


@dataclass(frozen=True, slots=True)
class Entry:
    """A canonical metric: id, official name, usual units, whether it is of a period (flow), a day (stock) or a level (rate), what is said of it.

    ``english`` is its usual English name.
    """

    id: str
    canonical: str
    units: tuple[str, ...]
    flow: str
    kinds: tuple[str, ...] = ()
    english: str = ""

    @property
    def only_grows(self) -> bool:
        """Whether a per cent of it can only be its growth: it has amounts and no rate."""
        return "growth" in self.kinds and "rate" not in self.kinds


_MARKS = regex.compile(r"[\s\p{P}]")
_SHARE = regex.compile(r"^(?=.*(?:比重|比例|份额)$)(?P<part>.*)占(?P<whole>.+?)的?(?:比重|比例|份额)$")
_OUTPUT = regex.compile(r"^(?:地区|国内)?生产总值$")


def key(name: str) -> str:
    """What wordings of one name have in common: no marks and blanks, and one form of a share (占生产总值的比例, 占GDP比重)."""
    bare = (name if name.isalnum() else str(_MARKS.sub("", name))).casefold()
    m = _SHARE.match(bare) if "占" in bare else None
    return f"{m['part']}占{_OUTPUT.sub('gdp', m['whole'])}比重" if m else bare


@per_configuration()
def _names() -> dict[str, Entry]:
    table: dict[str, Entry] = {}
    for row in read_table("metrics/catalogue.tsv"):
        entry = Entry(
            row["id"], row["canonical"], tuple(row["units"].split(";")), row.get("flow", ""), tuple(row["kinds"].split(";")), row["english"]
        )
        for name in (row["canonical"], *row["synonyms"].split(";")):
            if name:
                table.setdefault(key(name), entry)
    return table


def named(name: str) -> Entry | None:
    """The canonical metric with exactly this name or synonym, blanks, marks and case aside."""
    return _names().get(key(name))


_PREFIXES = ("全国", "全省", "全市", "全区", "全县", "地方", "我省", "我市", "实现", "完成", "累计")
_SUFFIXES = ("数量", "总数", "总量", "总额", "情况", "同比增长", "增速", "增长", "增幅")
_AFFIX = regex.compile(rf"^(?:{'|'.join(_PREFIXES)})+|(?:{'|'.join(_SUFFIXES)})$")


@per_configuration(16384)
def match(name: str) -> Entry | None:
    """The canonical metric that a name means, with or without a bare affix (数量, 增速), or None."""
    table = _names()
    found = table.get(key(name))
    if found is not None or not (name.startswith(_PREFIXES) or name.endswith(_SUFFIXES)):
        return found
    stripped = _AFFIX.sub("", name)
    return table.get(key(stripped)) if stripped and stripped != name else None


def entry(id: str) -> Entry | None:
    """The canonical metric of an id, or None where the catalogue has none (one of a later version)."""
    return _entries().get(id)


@per_configuration()
def _entries() -> dict[str, Entry]:
    return {found.id: found for found in _names().values()}


@per_configuration(16384)
def english(name: str) -> Entry | None:
    """The canonical metric with an English name (``Gross domestic product``), a remark in brackets left out or not, or None."""
    return _english().get(key(name))


@per_configuration()
def _english() -> dict[str, Entry]:
    table: dict[str, Entry] = {}
    for found in _entries().values():
        table.setdefault(key(found.english), found)
    for found in _entries().values():
        table.setdefault(key(found.english.split(" (")[0]), found)
    table.pop("", None)
    return table


_EMPTY = regex.compile(r"的|(?:数量|总数|总量|总额|总?规模|情况)$")


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """What two wordings of an open metric have in common: the name without scope, change words, 的 and a bare head that says only "how much"."""
    bare = _AFFIX.sub("", name)
    return key(_EMPTY.sub("", bare) or bare)
