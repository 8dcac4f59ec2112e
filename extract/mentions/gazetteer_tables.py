"""The tables of data/places/ read to entries and the names that they go by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import regex

from extract.data import read_table, read_words
from extract.model import Level, Place
from extract.text.tokens import flag_of

FORMS = ("official", "short", "alias", "former")
_ONE_WORD = regex.compile(r"(?:自治县|自治旗|林区|特区|矿区|[区县市旗])$")
_ENDINGS_ABROAD = "市县城港州府都"  # of names behind which no 市 stands
_SELF_GOVERNED = "自治县"
_MERGED = ("710200", "710300", "710400", "711100", "711400")  # cities of Taiwan that took in the county around them, or were one
_ONE_SYLLABLE = 2  # 东区
_COMMON_FLAGS = ("a", "v", "d", "m", "t", "c", "b", "r", "i", "l")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    Attributes:
        key: the adcode, or the name where there is none; unique.
        name: as claims name it: districts with their city (杭州市西湖区), all others by their own name.
        own: its own official name (西湖区).
        parent: key of the division that it belongs to, or None.
        members: the places that an enumeration names (沪苏浙皖).
        parts: keys of the divisions that a region or city cluster consists of (长三角).
        gone: a division that was merged or divided (闸北区), with the code it had.
    """

    key: str
    name: str
    own: str
    adcode: str | None
    level: Level
    parent: str | None
    members: tuple[Place, ...] = ()
    parts: tuple[str, ...] = ()
    gone: bool = False

    def place(self) -> Place:
        """The entry as it stands in a claim."""
        return Place(self.name, self.adcode, self.level, self.members)


@dataclass(frozen=True, slots=True)
class Names:
    """What a written name may mean: its form and the entries by it, and the entries whose ``bare`` name it is."""

    form: str
    entries: tuple[Entry, ...]
    bare: tuple[Entry, ...] = ()


def _split(cell: str) -> list[str]:
    return [c.strip() for c in cell.split(";") if c.strip()]


def own_key(code: str, name: str, level: str) -> str:
    """The key of a place that a user adds, as mentions of its level lead to it: its code or its name."""
    if level in ("zone", "region"):
        return name
    return code or (f"world:{name}" if level in ("country", "world", "foreign") else name)


class Builder:
    """Collects entries and their names from the tables."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.found: defaultdict[str, list[tuple[int, Entry]]] = defaultdict(list)
        self.short: set[str] = set()  # keys of divisions with a short name of their own
        self.own_nation: dict[str, str] = {}  # short names with 县 of autonomous counties
        self.local: set[str] = set()  # keys of localities, and names of towns that went, which count only with their district or city

    def name(self, text: str, form: str, entry: Entry) -> None:
        """Adds a written name of an entry."""
        self.found[text].append((FORMS.index(form), entry))

    def divisions(self) -> None:
        """Divisions by their official, short and former names."""
        rows = read_table("places/divisions.tsv")
        names = {r["adcode"]: r["name"] for r in rows if r["adcode"]}
        codes = {name: code for code, name in reversed(names.items())}
        levels = {r["adcode"]: r["level"] for r in rows if r["adcode"]}
        for row in rows:
            above = names.get(row["parent"], row["parent"])
            district = row["level"] == "county" and row["name"].endswith("区") and not row["name"].startswith(above)
            of_province = levels.get(row["parent"]) == "province" and above[-1:] in ("省", "区")  # of a special region too: 香港 has one 湾仔区
            full = f"{above}{row['name']}" if district and above and not of_province else row["name"]
            parent = row["parent"] if row["parent"] in names else codes.get(row["parent"], row["parent"])
            key = row["adcode"] or f"{above}{row['name']}"
            entry = Entry(key, full, row["name"], row["adcode"] or None, cast(Level, row["level"]), parent or None)
            self.entries[key] = entry
            self.name(row["name"], "official", entry)
            for short in _split(row["short"]):
                self.name(short, "short", entry)
                if row["name"].endswith(_SELF_GOVERNED) and short.endswith("县"):
                    self.own_nation[key] = short  # 都安县 for 都安瑶族自治县: its bare name needs support, as that of other counties does
                else:
                    self.short.add(key)
            for former in _split(row.get("former", "")):
                self.name(former, "former", entry)
            if district and row["parent"] in _MERGED and len(row["name"]) > _ONE_SYLLABLE:
                for kind in "乡镇市":  # 高雄县桃源乡 is 高雄市桃源区 now
                    self.name(row["name"][:-1] + kind, "former", entry)
                    self.local.add(row["name"][:-1] + kind)

    def former(self) -> None:
        """Divisions that went: as places of their own, or as names of what they are now."""
        for row in read_table("places/former.tsv"):
            successor = self.entries.get(_split(row["successor_adcode"])[0]) if row["successor_adcode"] else None
            if successor is None:
                continue
            gone = row["fate"] == "gone"
            entry = self._gone(row, successor) if gone else successor
            self.name(row["name"], "official" if gone else "former", entry)
            for short in _split(row["short"]):
                self.name(short, "former", entry)

    def _gone(self, row: Mapping[str, str], successor: Entry) -> Entry:
        code = row["adcode_then"]
        city = code.endswith("00")
        above = code[:2] + "0000" if city else code[:4] + "00"
        parent = above if above in self.entries else successor.parent if successor.level == "county" else successor.key
        full = f"{self.entries[parent].own}{row['name']}" if parent and not city and row["name"].endswith("区") else row["name"]
        key = code if code not in self.entries else f"{code}:{row['name']}"
        self.entries[key] = Entry(key, full, row["name"], code, "city" if city else "county", parent, gone=True)
        return self.entries[key]

    def regions(self) -> None:
        """Regions, city clusters and enumerations of divisions."""
        for row in read_table("places/regions.tsv"):
            parts = tuple(m for m in _split(row["members"]) if m in self.entries)
            group = row["level"] == "group"
            entry = Entry(
                row["name"], row["name"], row["name"], None, cast(Level, row["level"]), row.get("adcode") or None,
                tuple(self.entries[m].place() for m in parts) if group else (), () if group else parts,
            )  # fmt: skip
            self._listed(entry, row)

    def localities(self) -> None:
        """Parts of Hong Kong, Macao and Taiwan's cities."""
        for row in read_table("places/localities.tsv"):
            entry = Entry(row["name"], row["name"], row["name"], None, "township", row["parent"])
            self.local.add(entry.key)
            self._listed(entry, row)

    def zones(self) -> None:
        """Zones and new areas."""
        for row in read_table("places/zones.tsv"):
            division = self.entries.get(row["parent_adcode"])
            if division is not None and division.own in (row["name"], *_split(row["aliases"])):
                for alias in _split(row["aliases"]):  # 浦东新区 is a district itself
                    self.name(alias, "alias", division)
            elif row["name"] not in self.entries:
                self._listed(Entry(row["name"], row["name"], row["name"], None, "zone", row["parent_adcode"] or None), row)

    def world(self) -> None:
        """Countries, their states and provinces, and cities abroad, each within the next."""
        rows = [row for name in ("world", "world_divisions") for row in read_table(f"places/{name}.tsv") if row["level"] != "class"]
        keys = {row["code"]: f"world:{row['name']}" for row in reversed(rows) if row["level"] in ("foreign", "foreign_region")}
        for row in rows:
            key, code = f"world:{row['name']}", row["code"]
            level = row["level"] if row["level"] in ("country", "world") else "foreign"
            within = keys.get(code, keys.get(code[:2])) if row["level"] in ("foreign_region", "foreign_city") else None
            parent = within if within not in (None, key) else keys.get(code[:2]) if within else None
            entry = Entry(key, row["name"], row["name"], None, cast(Level, level), parent)
            self._listed(entry, row)
            if row["level"] == "foreign_city" and row["name"][-1] not in _ENDINGS_ABROAD:
                self.name(f"{row['name']}市", "alias", entry)

    def _listed(self, entry: Entry, row: Mapping[str, str]) -> None:
        self.entries[entry.key] = entry
        self.name(entry.own, "official", entry)
        for alias in _split(row["aliases"]):
            self.name(alias, "alias", entry)

    def aliases(self) -> None:
        """Further names of divisions."""
        for row in read_table("places/aliases.tsv"):
            target = self.entries.get(row["adcode"])
            if target is not None and row["kind"] != "abbr1":
                self.name(row["alias"], "alias", target)

    def own(self) -> None:
        """Places that a user adds: new ones, and further names of ours under their code."""
        for row in sorted(read_table("places/own.tsv"), key=lambda row: row["members"] != ""):
            key = own_key(row["code"], row["name"], row["level"])
            known = self.entries.get(key)
            members, group = tuple(_split(row["members"])), row["level"] == "group"
            self._listed(
                known or Entry(
                    key, row["name"], row["name"], row["code"] or None, cast(Level, row["level"]), row["parent"] or None,
                    tuple(self.entries[m].place() for m in members if m in self.entries) if group else (), () if group else members,
                ),
                row,
            )  # fmt: skip

    def bare(self) -> dict[str, list[Entry]]:
        """Cities and county-level divisions without a short name, by their name without 市, 区 or 县; landmarks and words are left out."""
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        landmarks, names = read_words("place_landmarks"), read_words("place_names_like_words")
        for e in self.entries.values():
            if e.level not in ("county", "city") or e.key in self.short or not e.adcode or e.adcode.startswith("7"):
                continue
            text = _ONE_WORD.sub("", self.own_nation.get(e.key, e.own))
            if len(text) > 1 and text not in landmarks and (text in names or not flag_of(text).startswith(_COMMON_FLAGS)):
                found[text].append(e)
        return found
