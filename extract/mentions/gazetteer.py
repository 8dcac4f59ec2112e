"""The gazetteer: places by every name that they go by, from data/places/."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import ahocorasick

from extract.data import read_table
from extract.model import Level, Place, Span
from extract.text.tokens import flag_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    Attributes:
        name: as claims name it: districts with their city (杭州市西湖区), all others by their own name.
        own: its own official name (西湖区).
        parent: key of the division that it belongs to, or None.
        key: the adcode, or the name where there is none; unique.
    """

    key: str
    name: str
    own: str
    adcode: str | None
    level: Level
    parent: str | None
    members: tuple[str, ...] = ()

    def place(self) -> Place:
        """The entry as it stands in a claim."""
        return Place(self.name, self.adcode, self.level, tuple(entry(m).place() for m in self.members))


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a text: where, and which places it may mean. ``form``: official, short, former, alias or trap."""

    span: Span
    entries: tuple[Entry, ...]
    form: str


def _split(cell: str) -> list[str]:
    return [c.strip() for c in cell.split(";") if c.strip()]


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    entries: dict[str, Entry]
    surfaces: dict[str, tuple[str, tuple[Entry, ...]]]


# Names that were once a division's and are common nouns: they point at the zone or city spoken of.
_GENERIC = frozenset(
    [
        "新区",
        "郊区",
        "城区",
        "市区",
        "矿区",
        "城郊区",
        "开发区",
        "高新区",
        "经开区",
        "市中区",
        "中区",
        "近郊区",
        "工业区",
        "园区",
        "特区",
        "老区",
        "新城区",
        "县城",
    ]
)
_FORMS = ("official", "short", "alias", "former")


@cache
def _gazetteer() -> _Gazetteer:
    entries: dict[str, Entry] = {}
    found: dict[str, list[tuple[int, Entry]]] = defaultdict(list)

    def surface(text: str, form: str, entry: Entry) -> None:
        if text not in _GENERIC:
            found[text].append((_FORMS.index(form), entry))

    divisions = read_table("places/divisions.tsv")
    names = {r["adcode"]: r["name"] for r in divisions if r["adcode"]}
    levels = {r["adcode"]: r["level"] for r in divisions if r["adcode"]}
    for row in divisions:
        parent_name = names.get(row["parent"], row["parent"])
        district = row["level"] == "county" and row["name"].endswith("区") and not row["name"].startswith(parent_name)
        name = f"{parent_name}{row['name']}" if district and parent_name and not parent_name.endswith("特别行政区") else row["name"]
        if row["parent"] and levels.get(row["parent"]) == "province" and district and parent_name[-1] in "省区":
            name = row["name"]
        key = row["adcode"] or f"{parent_name}{row['name']}"
        parent = row["parent"] or None
        if parent and parent not in names:
            parent = next((k for k, n in names.items() if n == parent), parent)
        entry = Entry(key, name, row["name"], row["adcode"] or None, cast(Level, row["level"]), parent)
        entries[key] = entry
        surface(row["name"], "official", entry)
        for short in _split(row["short"]):
            surface(short, "short", entry)
        for former in _split(row.get("former", "")):
            surface(former, "former", entry)
    for row in read_table("places/former.tsv"):
        successor = entries.get(_split(row["successor_adcode"])[0]) if row["successor_adcode"] else None
        if successor is not None:
            surface(row["name"], "former", successor)
            for short in _split(row.get("short", "")):
                surface(short, "former", successor)
    for row in read_table("places/regions.tsv"):
        members = tuple(m for m in _split(row["members"]) if m in entries) if row["level"] == "group" else ()
        entry = Entry(row["name"], row["name"], row["name"], None, cast(Level, row["level"]), row.get("adcode") or None, members)
        entries[entry.key] = entry
        surface(row["name"], "official", entry)
        for alias in _split(row["aliases"]):
            surface(alias, "alias", entry)
    for row in read_table("places/zones.tsv"):
        entry = Entry(row["name"], row["name"], row["name"], None, "zone", row["parent_adcode"] or None)
        if entry.key in entries:
            continue
        entries[entry.key] = entry
        surface(row["name"], "official", entry)
        for alias in _split(row["aliases"]):
            surface(alias, "alias", entry)
    for row in read_table("places/world.tsv"):
        if row["level"] == "class":
            continue
        level = row["level"] if row["level"] in ("country", "world") else "foreign"
        entry = Entry(f"world:{row['name']}", row["name"], row["name"], None, cast(Level, level), None)
        entries[entry.key] = entry
        surface(row["name"], "official", entry)
        for alias in _split(row["aliases"]):
            surface(alias, "alias", entry)
    for row in read_table("places/aliases.tsv"):
        if row["kind"] == "abbr1":
            continue
        target = entries.get(row["adcode"])
        if target is not None:
            surface(row["alias"], "alias", target)

    surfaces: dict[str, tuple[str, tuple[Entry, ...]]] = {}
    for text, hits in found.items():
        best = min(form for form, _ in hits)
        unique = tuple({e.key: e for form, e in sorted(hits, key=lambda h: h[0]) if form <= max(best, 1)}.values())
        surfaces[text] = (_FORMS[best], unique)
    return _Gazetteer(entries, surfaces)


_TAIWAN_SHORT = {"南市": "710300", "北市": "710100", "中市": "710400", "高市": "710200"}


@cache
def _automaton(taiwan: bool) -> tuple[Any, dict[str, tuple[str, tuple[Entry, ...]]]]:
    """The matcher over all names; for an article from Taiwan with the bare names of its districts (善化, 永康) as well."""
    found = _gazetteer()
    surfaces = dict(found.surfaces)
    if taiwan:
        for e in found.entries.values():
            bare = e.own[:-1]
            if e.level == "county" and e.key.startswith("71") and len(bare) == 2 and not _is_word(bare):
                surfaces[bare] = ("short", (e,))
        for short, key in _TAIWAN_SHORT.items():
            if key in found.entries:
                surfaces[short] = ("short", (found.entries[key],))
    automaton = ahocorasick.Automaton()
    for text in surfaces:
        automaton.add_word(text, (len(text), text))
    for row in read_table("places/traps.tsv"):
        if row["word"] not in surfaces:
            automaton.add_word(row["word"], (len(row["word"]), ""))
    automaton.make_automaton()
    return automaton, surfaces


def _is_word(bare: str) -> bool:
    """Whether a bare name is a common word (东区, 大社, 安定): it then names no place by itself."""
    return (bare[0] in "东南西北中" and bare[1] in "区") or flag_of(bare).startswith(("a", "v", "d", "m", "t", "c", "b")) or flag_of(bare) == "n"


def entry(key: str) -> Entry:
    """The entry with this key (adcode, or name where there is no code).

    Raises:
        KeyError: there is none.
    """
    return _gazetteer().entries[key]


def lookup(name: str) -> tuple[Entry, ...]:
    """All places that a name may mean, the likeliest form first."""
    found = _gazetteer().surfaces.get(name)
    return found[1] if found else ()


def surface(name: str) -> tuple[str, tuple[Entry, ...]] | None:
    """The form of a name (official, short, alias, former) with the places that it may mean, or None where it names none."""
    return _gazetteer().surfaces.get(name)


def ancestors(place: Entry) -> Iterator[Entry]:
    """The divisions that a place lies in, the nearest first."""
    at = place.parent
    while at:
        above = _gazetteer().entries.get(at)
        if above is None:
            return
        yield above
        at = above.parent


def scan(text: str, *, taiwan: bool = False) -> list[Hit]:
    """All names of places in a text, overlapping ones too, by their start and the longest first.

    A trap word (南京路, 上海证券报, 北京人) comes as a hit of the form ``trap`` without entries: whether it stands
    as a word of its own (北京人, not 北京人工智能) is for the caller to see. ``taiwan`` adds the short names that only
    articles from Taiwan use, before those of mainland places.
    """
    automaton, surfaces = _automaton(taiwan)
    hits = []
    for last, (size, word) in automaton.iter(text):
        form, entries = surfaces[word] if word else ("trap", ())
        hits.append(Hit((last + 1 - size, last + 1), entries, form))
    hits.sort(key=lambda h: (h.span[0], -h.span[1]))
    return hits


def names(minimum: int = 2) -> list[str]:
    """All surface forms of at least so many characters (for the tokenizer's dictionary)."""
    return [s for s in _gazetteer().surfaces if len(s) >= minimum]
