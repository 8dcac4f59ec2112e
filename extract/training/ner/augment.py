"""More sentences from those at hand: names changed for others of their kind, so that a model learns what stands around a name.

Persons are made of surnames and given names; places come from the gazetteer; organizations from the lists, from other
sentences, or from a place or a coined word and an ending of their kind.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from extract.data import read_lines, read_table
from extract.mentions.ner.labels import KINDS
from extract.text.dictionary import flagged
from extract.training.ner.corpus import Entity, Labelled, labelled

_LITTERED = 0.15  # of the changed sentences
_LISTED = 0.2  # of made organizations: names of the list, so that a model trusts what it says
_COMMON = 60  # surnames that most people have
_KIND = {"court": "government", "association": "institute"}  # kinds of endings that are others here
_SECTORS = (
    "科技", "电子", "化工", "医药", "能源", "材料", "汽车", "食品", "建材", "机械",
    "生物", "置业", "物流", "水务", "环保", "矿业", "纺织", "航空", "电力", "传媒",
)  # fmt: skip
_SCHOOLS = ["师范", "理工", "科技", "医科", "农业", "财经", "交通", "外国语", "工业", "职业技术", "第一", "实验"]


@cache
def _surnames() -> list[str]:
    return list(read_lines("names/surnames.txt"))


@cache
def _given() -> list[str]:
    known = set(_surnames())
    return [w[1:] for w in flagged("nr") if len(w) == 3 and w[0] in known]


@cache
def _foreign() -> list[str]:
    return [w for w in flagged("nrt") if 2 <= len(w) <= 6]


def _transliterated() -> str:
    """A foreign name as Chinese writes it, known or with the beginning of one and the end of another."""
    name, other = random.choice(_foreign()), random.choice(_foreign())
    return name if random.random() < 0.4 else name[: (len(name) + 1) // 2] + other[len(other) // 2 :]


@cache
def _japanese() -> list[str]:
    return list(read_lines("names/japanese_surnames.txt"))


@cache
def _coined() -> list[str]:
    return [w for w in flagged("nz") if len(w) == 2]


@cache
def _places() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in read_table("places/divisions.tsv"):
        found[row["level"]] += [row["name"], *(s for s in row["short"].split(";") if s)]
    for row in read_table("places/world.tsv"):
        if row["level"] in ("country", "foreign"):
            found["world"].append(row["name"])
    return found


@cache
def _endings() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in read_table("names/org_suffixes.tsv"):
        kind = _KIND.get(row["kind"], row["kind"])
        if len(row["suffix"]) > 1 and kind in KINDS:
            found[kind].append(row["suffix"])
    return found


@cache
def _listed() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in (r for r in read_table("names/organizations.tsv") if not r["use"]):
        found[_KIND.get(row["kind"], row["kind"])].append(row["name"])
    return found


def kind_of(name: str) -> str:
    """The kind that an organization's ending tells, else company."""
    table = {ending: kind for kind, endings in _endings().items() for ending in endings}
    return next((table[name[i:]] for i in range(len(name)) if name[i:] in table), "company")


def person() -> str:
    """A person's name."""
    kind = random.random()
    if kind < 0.3:
        return f"{_transliterated()}·{_transliterated()}" if random.random() < 0.4 else _transliterated()
    if kind < 0.4:
        return random.choice(_japanese()) + random.choice(_given())
    surname = random.choice(_surnames()[:_COMMON] if random.random() < 0.7 else _surnames())
    given = random.choice(_given())
    return surname + (given[-1] if random.random() < 0.2 else given)


def place() -> str:
    """A place with a government."""
    level = random.choices(("province", "city", "county", "world"), (3, 4, 3, 2))[0]
    name = random.choice(_places()[level])
    if level == "county" and random.random() < 0.25:
        return random.choice(_places()["city"]) + name
    return name


@cache
def _areas() -> list[str]:
    rows = [r for r in read_table("places/regions.tsv") if r["level"] in ("region", "group")]
    names = [n for r in rows for n in (r["name"], *(a for a in r["aliases"].split(";") if a))]
    world = [r["name"] for r in read_table("places/world.tsv") if r["level"] in ("continent", "area")]
    return [n for n in (*names, *world) if not n.endswith(("省", "市", "国"))]


# What stands in articles beside words: letters and marks that are no names.
_JUNK = (
    '<font color="indigo">', "</font>", "&ndash;", "&hellip;", "&nbsp;", "https://tv.cctv.com/2023/01/02/VIDE230102.shtml", "#7716", "GDP", "FDI",
    "5G", "A股", "APP", "LED", "3D", "Top10", "PM2.5", "CPI", "PPI", "AI", "IPO", "ERP", "06-2991111", "【", "】", "■", "/",
)  # fmt: skip


def organization(kind: str | None) -> str:
    """An organization of a kind."""
    endings = _endings().get(kind or "")
    if (listed := _listed().get(kind or "")) and random.random() < _LISTED:
        return random.choice(listed)
    if not endings:
        return f"{place()}{random.choice(_coined())}队"
    ending = random.choice(endings)
    if kind == "company":
        stem = random.choice(_coined()) if random.random() < 0.7 else "".join(random.choice(_given())[-1] for _ in range(2))
        head = place() if random.random() < 0.3 else ""
        return head + stem + (random.choice(_SECTORS) if random.random() < 0.5 else "") + (ending if random.random() < 0.7 else "")
    if kind == "university":
        return place() + (random.choice(_SCHOOLS) if random.random() < 0.7 else "") + ending
    if kind == "bank":
        bank = random.choice(("中国", "工商", "建设", "农业", "交通", "招商", "浦发", "兴业", "民生", place())) + "银行"
        return bank + (place() + random.choice(("分行", "支行")) if random.random() < 0.5 else "")
    return place() + (random.choice(_SECTORS) if kind == "institute" and random.random() < 0.5 else "") + ending


class Names:
    """The names of some sentences, to choose others from."""

    def __init__(self, sentences: Sequence[tuple[str, Sequence[Entity]]]) -> None:
        self._pool: dict[tuple[str, str | None], list[str]] = defaultdict(list)
        for text, entities in sentences:
            for a, b, label, kind in entities:
                self._pool[label, kind].append(text[a:b])

    def other(self, label: str, kind: str | None) -> str:
        """Another name with a label and kind."""
        made = random.random()
        if label in ("PERSON", "PER") and made < 0.7:
            return person()
        if label == "GPE" and made < 0.8:
            return place()
        if label == "ORG" and kind is not None and made < 0.5:
            return organization(kind)
        if label == "LOC" and made < 0.5:
            return random.choice(_areas())
        known = self._pool.get((label, kind)) or self._pool.get((label, None))
        return random.choice(known) if known else organization(kind)


def changed(text: str, entities: Sequence[Entity], names: Names, share: float = 0.5) -> tuple[str, list[Entity]]:
    """A sentence with some of its names changed. One name changes to the same other wherever it stands."""
    chosen: dict[str, str] = {}
    parts: list[str] = []
    found: list[Entity] = []
    at = size = 0
    for a, b, label, kind in sorted(entities):
        parts.append(text[at:a])
        size += a - at
        word = text[a:b]
        if word not in chosen:
            chosen[word] = names.other(label, kind) if random.random() < share and len(word) > 1 else word
        parts.append(chosen[word])
        found.append((size, size + len(chosen[word]), label, kind))
        size += len(chosen[word])
        at = b
    parts.append(text[at:])
    return _littered("".join(parts), found) if random.random() < _LITTERED else ("".join(parts), found)


def _littered(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """A sentence with something that is no name put in between two characters of no name."""
    at = random.randrange(len(text) + 1)
    if any(a < at < b for a, b, *_ in entities):
        return text, entities
    junk = random.choice(_JUNK)
    moved = [(a + len(junk) * (a >= at), b + len(junk) * (a >= at), label, kind) for a, b, label, kind in entities]
    return text[:at] + junk + text[at:], moved


def entities_of(sentence: Labelled) -> list[Entity]:
    """The names of a sentence with their kinds."""
    kind_at = dict(zip((a for a, _ in sentence.spans), sentence.kinds, strict=True))
    found: list[Entity] = []
    for a, b, label in sorted(sentence.gold):
        kind = kind_at.get(a, -1)
        found.append((a, b, label, None if kind < 0 or KINDS[kind] == "other" else KINDS[kind]))
    return found


def variants(sentences: Sequence[Labelled], share: float) -> list[Labelled]:
    """The sentences, a part of them with other names; all of one style."""
    known = [(s.text, entities_of(s)) for s in sentences]
    names = Names(known)
    made = []
    for sentence, (text, entities) in zip(sentences, known, strict=True):
        if entities and random.random() < share:
            made.append(labelled(*changed(text, entities, names), sentence.style))
        else:
            made.append(sentence)
    return made


__all__ = ["Names", "changed", "entities_of", "organization", "person", "place", "variants"]
