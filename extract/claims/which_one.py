"""Places that are pointed at by what they are (这座浙东小城), by which of two they are (前者, 后者) or by how many they are (三城)."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.claims import home
from extract.claims.latest import Latest
from extract.claims.occurrences import ASIDE, Occurrence, that
from extract.mentions import gazetteer
from extract.mentions.numerals import parse
from extract.mentions.places import deictics
from extract.model import PlaceMention

_SIGNS = (("省", "province"), ("市", "city"))
_DIVISIONS = {"province", "city", "county", "township"}
_COUNT = regex.compile(r"[一两二三四五六七八九十\d]+")
_NO_PLACES = regex.compile(r"\p{Han}[和与跟及]\p{Han}")  # 房价与租金: what the two are, where that is said behind the places
_TOWNS = ("city", "county", "township")


def either(spoken: Latest[Occurrence], sentence: int, word: str) -> str | None:
    """The place that 前者 or 后者 means: the one or the other of the only two that its sentence tells of, or it and the one before it."""
    named = [
        o for o in spoken.all if o.sentence >= sentence - 1 and not o.pointing and o.members == 1 and o.role in ("subject", "located", "measured")
    ]
    for since in (sentence, sentence - 1):
        told = list(dict.fromkeys(o.key for o in named if o.sentence >= since))
        if len(told) == len(("前者", "后者")):
            return told[word == "后者"]
    return None


def one_of_pair(spoken: Latest[Occurrence], sentence: int, word: str, text: str, at: int) -> str | None:
    """The place that 前者 or 后者 opens a clause with at a place in a text: of the two that are named last, as a pair and with no others.

    No pair of other things may stand between (京沪两市房价与租金走势相反。前者…).
    """
    for since in (sentence, sentence - 1, sentence - 2):
        near = [o for o in spoken.all if since <= o.sentence <= sentence and not o.pointing]
        pairs = {o.key for o in near if o.members > 1}
        singles = {o.key for o in near if o.members == 1}
        if len(pairs) == 1:
            members = next(iter(pairs)).split("+")
            if _NO_PLACES.search(text, max(o.end for o in near), at):
                return None
            return members[word == "后者"] if len(members) == len(("前者", "后者")) and singles <= set(members) else None
        if near:
            return None
    return None


def this(o: Occurrence, level: str) -> str | None:
    """The place that 这座…的县级市 or, of the level "group", 这座浙东小城 means: a town of any rank, never one of its townships."""
    if level != "group":
        return that(o, level)
    return that(o, "county" if home.level_of(o.key) == "township" else "") if home.level_of(o.key) in _TOWNS else None


def several(mention: PlaceMention, spoken: Latest[Occurrence], paragraph_from: int) -> str | None:
    """The places that 两地, 这三座城市 … mean: so many cities that the paragraph told of, the last list of so many, else the last so many places."""
    table = deictics().get(mention.text)
    numbers = [parse(m.group()) for m in _COUNT.finditer(mention.text)]  # 三省一市: four places
    count = int(table.level) if table and table.level.isdigit() else sum(int(n.value) for n in numbers if n)
    if count < 2:
        return None
    told = _just_told(spoken.all, mention.text)
    if len(told) == count:  # 广东…；江苏…。两省的差距
        return "+".join(told)
    cities = _cities_told(spoken.all, paragraph_from)
    if len(cities) == count and any(sign in mention.text for sign in "市城"):  # 金华118亿件…广州、深圳分列二、三位。三城合计
        return "+".join(cities)
    if "大" in mention.text:  # 三大城市群: of the lists no one of cities
        regions = (o.key for o in reversed(spoken.all) if o.members == count and not {home.level_of(k) for k in o.key.split("+")} & _DIVISIONS)
        return next(regions, None)
    listed = spoken.answer(count, lambda o: o.key if count in (o.members, gazetteer.parts(o.key)) else None)
    if listed:
        return listed
    if mention.text[0].isdigit():
        return None  # 6省: those of a list, if any
    recent: list[str] = []
    for o in reversed(spoken.all):
        if o.members == 1 and o.key not in recent and o.role in ("subject", "located", "scope", "dateline") and not o.key.startswith("world:"):
            recent.insert(0, o.key)
        if len(recent) == count:
            return "+".join(recent)
    return None


def _just_told(found: Sequence[Occurrence], word: str) -> list[str]:
    """The provinces or cities, as the word says, that the last sentence with places tells of each by itself; none where it names others too."""
    level = next((name for sign, name in _SIGNS if sign in word), None)
    told: dict[str, None] = {}
    for o in reversed(found):
        if o.sentence != found[-1].sentence:
            break
        if o.pointing or o.members > 1 or o.listed or o.role not in ("subject", "located") or (home.level_of(o.key) or "zone") != level:
            return []
        told[o.key] = None
    return list(told)[::-1]


def _cities_told(found: Sequence[Occurrence], since: int) -> list[str]:
    """The cities of which a paragraph told since its first sentence, by themselves or in a list, in order; none where a list has other places."""
    told: dict[str, None] = {}
    for o in found:
        if o.sentence < since or o.pointing:
            continue
        if o.members > 1 and any(home.level_of(key) != "city" for key in o.key.split("+")):
            return []
        if o.members == 1 and home.level_of(o.key) == "city" and o.role not in ASIDE:
            told[o.key] = None
    return list(told)
