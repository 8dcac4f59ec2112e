"""A place where it stands, and what words that point at places (全省, 该市, 两地) mean there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extract.claims.facts import Facts
from extract.claims.latest import Latest
from extract.data.configuration import per_configuration
from extract.mentions import gazetteer
from extract.mentions.places import deictics
from extract.model import Place, Span

_KEPT = 8192  # places and groups that are remembered
ASIDE = frozenset(("compared", "measured", "target", "inside", "another's", "whole", "visitors", "beside"))  # roles of places that are not spoken of
_ABROAD = {"province": "foreign_region", "city": "foreign_city"}  # what 该省 and 该市 mean in another country
_SIDES = frozenset(
    ("东部", "西部", "中部", "东北", "西南", "西北", "东部地区", "西部地区", "中部地区", "东北地区")
)  # of the country that is spoken of


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place, or a group of places, where it stands.

    Attributes:
        key: gazetteer keys joined by ``+``, in the order of the text.
        place: as it goes into a claim.
        span: in the normalized text, or None for a place that the text does not name (title, implied).
        sentence, clause: where it stands.
        role: subject, examples (辽宁等14省), compared, measured (超过上海的4.5万亿元), another's (广东小伙),
            whole (占全国…), scope (全国第五), government (杭州市统计局), target (对欧盟),
            located (在…), inside (of a longer name), dateline, anonymous, aside (（含香港）), visitors (大陆旅客),
            beside (受欧洲需求影响, 除屏东外; where an agency sits).
        pointing: the word that points (全省, 当地), or "".
        members: number of places.
        listed: the occurrence is one member of a list.
        start, end: of the span, −1 for a place that the text does not name.
    """

    key: str
    place: Place
    span: Span | None
    sentence: int
    clause: int
    role: str
    pointing: str = ""
    members: int = 1
    listed: bool = False
    start: int = field(init=False, repr=False, compare=False)  # asked a hundred times a figure
    end: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Works out where it begins and ends."""
        for name, at in zip(("start", "end"), self.span or (-1, -1), strict=True):
            object.__setattr__(self, name, at)


@per_configuration(_KEPT)
def place_of(key: str) -> Place:
    """The place, or group of places, of a key."""
    if "+" in key:
        members = tuple(place_of(k) for k in key.split("+"))
        return Place("、".join(m.name for m in members), None, "group", members)
    try:
        return gazetteer.entry(key).place()
    except KeyError:
        if key == "world:中国":
            return Place("中国", None, "country")
        if key == "world:全球":
            return Place("全球", None, "world")
        return Place(key.removeprefix("world:"), None, "foreign" if key.startswith("world:") else "zone")


def above(key: str) -> set[str]:
    """Keys of the divisions that a place lies in."""
    try:
        return {e.key for e in gazetteer.ancestors(gazetteer.entry(key))}
    except KeyError:
        return set()


def _level_of(key: str) -> str:
    try:
        return gazetteer.entry(key).level
    except KeyError:
        return "zone"


def _at_level(key: str, level: str, word: str = "") -> str | None:
    """The place itself or the division above it that has a level; a municipality counts as a city too, a county-level city unless for a 州."""
    try:
        entry = gazetteer.entry(key)
    except KeyError:
        return key if level == "zone" else None
    if level == "city" and entry.level == "county" and entry.own.endswith("市") and "州" not in word:
        return entry.key  # 我市 in an article about a county-level city
    chain = [entry, *gazetteer.ancestors(entry)]
    for e in chain:
        if e.level == level or (level == "city" and e.key in ("110000", "120000", "310000", "500000", "810000", "820000")):
            return e.key
    return None


def abroad(found: Sequence[Occurrence], paragraph_from: int) -> str | None:
    """The foreign country that a paragraph speaks of, where it is the last one named and no part of the home country was since."""
    for o in reversed(found):
        if o.key in _SIDES and o.sentence >= paragraph_from:
            continue
        if o.sentence < paragraph_from or o.key == "world:中国" or not o.key.startswith("world:") or o.place.level != "foreign":
            return None
        if o.role in ("subject", "government", "located", "inside", "dateline"):
            return _country(o.key)
    return None


def abroad_so_far(found: Sequence[Occurrence], facts: Facts) -> str | None:
    """The foreign country in an article's title that is the only one of which it has told till here: 全国 in it is that country."""
    told = {
        _country(o.key) if o.key.startswith("world:") else o.key
        for o in found
        if o.role in ("subject", "government", "located") and o.members == 1 and o.place.level != "world"
    }
    only = next(iter(told)) if len(told) == 1 else None
    abroad = only is not None and only.startswith("world:") and place_of(only).level == "foreign"
    return only if abroad and any(_country(key) == only for key in facts.title_places) else None


def nation_of(found: Sequence[Occurrence], paragraph_from: int, facts: Facts) -> str:
    """The country that 全国 means: a foreign one that the paragraph, or all so far, speaks of; else the article's, unless it speaks of home."""
    told = abroad(found, paragraph_from) or abroad_so_far(found, facts)
    if told is not None or facts.abroad is None:
        return told or facts.nation
    last = next((o for o in reversed(found) if o.role not in ASIDE and o.place.level not in ("world", "region", "zone")), None)
    at_home = last is not None and last.sentence >= paragraph_from and (last.key == facts.usage.nation or not last.key.startswith("world:"))
    return facts.usage.nation if at_home else facts.abroad


def _country(key: str) -> str:
    """The country of a place abroad: 全国 behind 开罗1月5日电 is Egypt."""
    try:
        return [key, *(e.key for e in gazetteer.ancestors(gazetteer.entry(key)))][-1]
    except KeyError:
        return key


_PARKS = (
    "高新区",
    "经开区",
    "开发区",
    "产业区",
    "科学城",
    "产业园",
    "工业园",
    "科技园",
    "软件园",
    "产业城",
    "新城",
)  # what their own papers call 园区
_OF_DISTRICTS = ("全区", "我区", "区内", "本区")
_AUTONOMOUS = ("150000", "450000", "540000", "640000", "650000")


def own(
    level: str, word: str, facts: Facts, spoken: Latest[Occurrence], paragraph_from: int, hidden: Callable[[Occurrence], bool] | None = None
) -> str | None:
    """The place that 全省, 我市, 全区 … mean: in this paragraph the place last spoken of, else the article's own.

    ``hidden`` tells which places stand in asides.
    """
    table = deictics().get(word)
    if level == "county" and "县" in word and facts.base == "710000":
        found = own(
            "city", word[:1] if word.startswith(("我", "本")) else "", facts, spoken, paragraph_from, hidden
        )  # the counties of Taiwan stand where cities do
        return found if found and place_of(found).name.endswith("县") else None
    if word == "全澳" and facts.abroad == "world:澳大利亚":
        return facts.abroad
    if table is not None and table.adcode:
        return table.adcode
    if word == "全岛":
        level = "province"
    if word.startswith(("我", "本")) and facts.own and (home := _at_level(facts.own, level)):
        return home
    opened = next((o.key for o in spoken.all if o.sentence >= paragraph_from and o.role not in ASIDE), None) if level == "city" else None
    for o in reversed(spoken.all):
        if o.sentence < paragraph_from:
            break
        if opened is not None and _level_of(o.key) == "county" and opened in above(o.key) and not facts.is_focus(o.key):
            continue  # 甲市…，其中乙市、丙市分别…。全市: of 甲市, though 乙市 is a city too
        if opened is not None and o.role in ("located", "scope") and o.key in above(opened):
            continue  # 乙市在甲市排第三。全市: of 乙市
        if o.pointing == "自治区" and word in _OF_DISTRICTS:
            return o.key
        if o.pointing or o.role in ASIDE or o.members > 1 or (hidden is not None and hidden(o)):
            continue
        found = _at_level(o.key, level, word)
        if level == "city" and _level_of(o.key) == "township":
            found = _county_level_city(o.key, spoken, facts) or found
        if found and level == "county" and "县" in word and place_of(found).name.endswith("区"):
            continue  # 全县 is no district
        if found and level == "county" and word in _OF_DISTRICTS and not place_of(found).name.endswith("区"):
            found = None  # nor is 全区 a county
        if level == "county" and "县" in word and place_of(o.key).level == "city" and place_of(o.key).name.endswith("县"):
            return o.key  # those of Taiwan stand where cities do
        if found:
            return found
        if level == "county" and word in _OF_DISTRICTS and _at_level(o.key, "province") in _AUTONOMOUS:
            return _at_level(o.key, "province")
        if level == "county" and _level_of(o.key) == "zone" and "区" in word:
            return o.key
    county = facts.home.get("county")
    if level == "county" and word in _OF_DISTRICTS and not (county and place_of(county).name.endswith("区")):
        return facts.home["province"] if facts.home.get("province") in _AUTONOMOUS else None
    if level == "city" and county and facts.is_focus(county) and _at_level(county, "city", word) == county:
        return county
    home = facts.home.get(level)
    if home:
        return home
    if level == "city" and _at_level(facts.home.get("province", ""), "city"):
        return facts.home["province"]
    for key in facts.title_places:
        found = _at_level(key, level, word)
        if found:
            return found
    return spoken.answer((level, word), lambda o: _at_level(o.key, level, word))


def _county_level_city(township: str, spoken: Latest[Occurrence], facts: Facts) -> str | None:
    """The county-level city that 全市 means behind one of its townships, where nothing names the city above (嵊州市三江街道…，全市…)."""
    county, city = _at_level(township, "county"), _at_level(township, "city")
    if county is None or not place_of(county).name.endswith("市"):
        return None
    named = city in facts.title_places or any(o.key == city and not o.pointing for o in spoken.all)
    return None if named else county


def zone(o: Occurrence, word: str, text: str, opens: bool) -> str | None:
    """The zone that 新区, 开发区 … mean where this is the last one spoken of, by a name of that ending; 园区 that ``opens`` its clause any park."""
    if o.place.level != "zone" or (opens and o.role in ASIDE):
        return None  # 比张江科学城少2000亿元，园区企业5万家: no part of 张江
    called = o.key.endswith(word) or (not o.pointing and text.endswith(word, max(0, o.start), max(0, o.end)))
    return o.key if called or (opens and word == "园区" and o.key.endswith(_PARKS)) else None


def that(o: Occurrence, level: str) -> str | None:
    """The place that 该市, 该国, 当地 … mean where this is the last one spoken of."""
    if o.members > 1 or o.role in ASIDE - {"whole"}:
        return None
    if o.key.startswith("world:"):
        return _that_abroad(o, level)
    return _at_level(o.key, level) if level else o.key


def _that_abroad(o: Occurrence, level: str) -> str | None:
    if o.place.level != "foreign":
        return None
    if level == "foreign":
        return _country(o.key)
    return o.key if not level or _level_of(o.key) == _ABROAD.get(level) else None
