"""The gazetteer: places by every name that they go by, from data/places/.

A name has a form that says how much it takes to count: an ``official``, ``short``, ``alias`` or ``former`` name stands
by itself; a ``chained`` one (海港区) is a common word and needs its parent before it or in the article, a ``generic`` one
(城区) right before it; a ``bare`` one (朝阳 for 朝阳区, 德州 for that of the United States) needs more (``extract.mentions.places``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from extract.data import read_table
from extract.data.configuration import per_configuration
from extract.mentions.gazetteer_tables import FORMS, Builder, Entry, Names, own_key

__all__ = [
    "Entry", "Names", "ancestors", "counties", "entry", "lies_in", "lookup", "names", "own_key", "parts", "preferred", "surface", "surfaces", "traps",
]  # fmt: skip
_TOWNSHIPS = ("镇", "乡", "街道", "苏木", "村", "社区", "里")


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    entries: Mapping[str, Entry]
    surfaces: Mapping[str, Names]
    traps: Mapping[str, str]


@per_configuration()
def _gazetteer() -> _Gazetteer:
    made = Builder()
    for table in (made.divisions, made.former, made.regions, made.localities, made.zones, made.world, made.aliases, made.own):
        table()
    words = {row["word"]: row["reason"] for row in read_table("places/traps.tsv")}
    forms = {word: form for word, reason in words.items() for form in ("chained", "generic", "bare") if reason.startswith(f"{form}:")}
    surfaces: dict[str, Names] = {}
    for text, hits in made.found.items():
        best = min(form for form, _ in hits)
        unique = tuple({e.key: e for form, e in sorted(hits, key=lambda h: h[0]) if form <= max(best, 1)}.values())
        abroad = tuple(e for form, e in hits if form > max(best, 1) and e.level in ("foreign", "township") and e.parent)
        if forms.get(text) == "bare":  # 雪梨 is a fruit
            surfaces[text] = Names("bare", (), unique)
            continue
        form = "chained" if unique[0].key in made.local or (text in made.local and best == FORMS.index("former")) else FORMS[best]
        surfaces[text] = Names(forms.get(text, form), unique, abroad)
    for text, entries in made.bare().items():
        known = surfaces.get(text)
        if known is None:
            surfaces[text] = Names("bare", (), tuple(entries))
        elif known.entries[0].level in ("county", "foreign"):
            surfaces[text] = Names(known.form, known.entries, (*known.bare, *(e for e in entries if e not in known.entries)))
    return _Gazetteer(made.entries, surfaces, {word: reason for word, reason in words.items() if word not in surfaces})


@cache
def preferred() -> dict[str, str]:
    """The key of the division that a name shared by several means where nothing around tells, from prominent.tsv."""
    return {row["name"]: row["adcode"] for row in read_table("places/prominent.tsv")}


def entry(key: str) -> Entry:
    """The entry with this key (adcode, or name where there is no code).

    Raises:
        KeyError: there is none.
    """
    return _gazetteer().entries.get(key) or _township(key)


def _township(key: str) -> Entry:
    """A town or village by its key: the name of the division that it lies in with its own behind (乐清市柳市镇)."""
    above = _by_name()
    for cut in range(len(key) - 2, 1, -1):
        if (wide := above.get(key[:cut])) is not None and key.endswith(_TOWNSHIPS):
            return Entry(key, key, key[cut:], None, "township", wide)
    raise KeyError(key)


@per_configuration()
def _by_name() -> dict[str, str]:
    """The keys of counties, and of cities, by the name that claims have."""
    return {e.name: e.key for e in reversed(list(_gazetteer().entries.values())) if e.level in ("city", "county") and e.adcode}


def parts(key: str) -> int:
    """The number of divisions that a region consists of; 0 where that is not known."""
    found = _gazetteer().entries.get(key)
    return len(found.parts) if found else 0


def lookup(name: str) -> tuple[Entry, ...]:
    """All places that a name may mean, the likeliest form first."""
    found = _gazetteer().surfaces.get(name)
    return found.entries if found else ()


def surface(name: str) -> Names | None:
    """What a written name may mean, the places by its bare form last; None where it names no place."""
    found = _gazetteer().surfaces.get(name)
    return found if found is None or found.entries else Names(found.form, found.bare, found.bare)


def ancestors(place: Entry) -> Iterator[Entry]:
    """The divisions that a place lies in, the nearest first."""
    at = place.parent
    while at:
        above = _gazetteer().entries.get(at)
        if above is None:
            return
        yield above
        at = above.parent


def lies_in(narrow: Entry, wide: Entry) -> bool:
    """Whether a place is a part of another, at any distance."""
    return any(above.key == wide.key for above in ancestors(narrow))


def surfaces() -> Mapping[str, Names]:
    """All written names."""
    return _gazetteer().surfaces


def traps() -> Mapping[str, str]:
    """Words that hold a place's name and are no mention of it (南京路, 上海证券报), and why."""
    return _gazetteer().traps


def counties(prefix: str) -> Iterator[Entry]:
    """The county-level divisions whose key begins so."""
    return (e for e in _gazetteer().entries.values() if e.level == "county" and e.key.startswith(prefix))


def names(minimum: int = 2) -> list[str]:
    """All surface forms of at least so many characters (for the tokenizer's dictionary), without localities, which are words elsewhere (上水)."""
    known = _gazetteer().surfaces.items()
    return [s for s, n in known if len(s) >= minimum and not (n.entries and n.entries[0].level == "township")]
