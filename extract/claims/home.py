"""The place that an article as a whole is about: what 我省, 我市 and 全县 mean in it.

As a rule the place that the article names most. Where it says 我省 and names none of that level, the whole text is asked: tag lines, the
bodies of credits (主办：安徽省商务厅), and last the paper, which is of one province or city.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import regex

from extract.data import alternatives, read_table
from extract.data.configuration import per_configuration
from extract.data.late import late_regex
from extract.mentions import gazetteer, places
from extract.model import PlaceMention, Sentence

_COMPARING = late_regex(r"[占比居列较于在超][据了全]?$")
_RANKED = late_regex(r"(?:的?平均|第[一二三四五六七八九十\d]|前[一二三四五六七八九十列\d]|首位|各|的?[一二三四五六七八九]成|率先|领先)")
_SETS_TASKS = late_regex(r"市?(?:委|政府|市委|市政府)?(?:下达|考核|分解|分配|确定|核定)")
_DEPTH = {"province": 1, "city": 2, "county": 3, "township": 4}
_MUNICIPALITIES = ("110000", "120000", "310000", "500000")
_LEVELS = ("province", "city", "county")
_CLEAR = 1.2  # times as often as the next a place is named that an article is about
_LABEL_LINE = 60  # characters of a line that may be a credit
_AROUND = 14  # lines at the head and at the foot that may be one
_ANY_NATION = ("全国", "国内", "本国")  # what an article about another country says of that
_AT_HOME = ""  # stands for all places of the home country
_ABROAD = 1.5  # times as often as all places at home, and as any other country, a country is named that an article is about
_OPENING = 24  # characters at whose beginning a paper names itself


def of(weight: Mapping[str, float]) -> dict[str, str]:
    """The place of each level that an article names clearly more than any other of that level; ``weight`` tells how often it names each."""
    home: dict[str, str] = {}
    for level in _LEVELS:
        ranked = sorted(((w, k) for k, w in weight.items() if level_of(k) == level), reverse=True)
        if ranked and (len(ranked) == 1 or ranked[0][0] >= _CLEAR * ranked[1][0]):
            home[level] = ranked[0][1]
    return home


def abroad(text: str, found: Sequence[PlaceMention], about: str) -> str | None:
    """The foreign country that an article is about, far more than about its home or any other country.

    Its title or first line names it, and no place at home; where they name no place at all it is the first one named.
    ``about`` is the title that came with the article.
    """
    told: Counter[str] = Counter()
    opening = {key for m in places.find(about) if (key := _country(m)) is not None}
    head = text.find("\n", len(text) - len(text.lstrip()))
    for m in found:
        key = _country(m)
        if key is not None:
            opening |= {key} if m.span[0] < head or not (told or opening) else set()
            told[key] += 1
    (only,) = opening if len(opening) == 1 else (_AT_HOME,)
    others = max((n for key, n in told.items() if key not in (only, _AT_HOME)), default=0)
    return only if only != _AT_HOME and told[only] >= max(2, _ABROAD * told[_AT_HOME], _ABROAD * others) else None


def _country(mention: PlaceMention) -> str | None:
    """The key of the foreign country that a place lies in, the sign of all places at home, or None for 全国, blocs and continents."""
    if mention.name is None or mention.text in _ANY_NATION:
        return None
    try:
        entry = gazetteer.entry(f"world:{mention.name}")
    except KeyError:
        return _AT_HOME
    if entry.level == "country":
        return _AT_HOME
    country = [entry, *gazetteer.ancestors(entry)][-1]
    return country.key if country.level == "foreign" else None


def own(text: str, found: Sequence[PlaceMention], home: Mapping[str, str], weight: Mapping[str, float]) -> str | None:
    """The home place of the level that the article's own pointing words have most often, the lower of two."""
    levels = said(text, found)
    for level in sorted(levels, key=lambda x: (-levels[x], -_DEPTH.get(x, 0))):
        county = home.get("county")
        if level == "city" and county and gazetteer.entry(county).own.endswith("市"):
            city = home.get("city", county)
            if weight[county] >= 0.5 * weight[city] or _only_above(text, found, city):
                return county
        if level == "city" and "city" not in home and home.get("province") in _MUNICIPALITIES:
            return home["province"]
        if level in home:
            return home[level]
    return None


def _only_above(text: str, found: Sequence[PlaceMention], key: str) -> bool:
    """Whether an article names a city only as what a place in it is ranked in, compared with or set tasks by (居甲市各县首位, 甲市下达的目标)."""
    named = [m.span for m in found if m.adcode == key]
    return bool(named) and all(_COMPARING.search(text, max(0, a - 4), a) or _RANKED.match(text, b) or _SETS_TASKS.match(text, b) for a, b in named)


def said(text: str, found: Sequence[PlaceMention]) -> Counter[str]:
    """How often an article says 我市, 全省 and so on, by level.

    Words that only compare (居全省第三, 占全省四成) do not count: a city's report says them of its province.
    """
    levels: Counter[str] = Counter()
    for m in found:
        word = places.deictics().get(m.text) if m.rule == "place.deictic" else None
        if word is None or word.kind != "own":
            continue
        if not (_COMPARING.search(text, max(0, m.span[0] - 4), m.span[0]) or _RANKED.match(text, m.span[1])):
            levels[word.level] += 1
    return levels


def aside(text: str, found: Sequence[PlaceMention], weight: Mapping[str, float], beside: Mapping[str, float], paper: str | None) -> dict[str, float]:
    """Places of the levels of 我省 and 我市 that the article itself does not name, with how often the rest of the page names them.

    ``weight`` tells how often the article names each place, ``beside`` how often lines do that are no part of it, ``paper`` of which place
    its paper is.
    """
    levels = {level_of(key) for key in weight}
    if any(key in _MUNICIPALITIES for key in weight):
        levels.add("city")
    lacking = {level for level in said(text, found) if level in _LEVELS and level not in levels}
    told: Counter[str] = Counter()
    for level in lacking:
        for key, count in beside.items():
            if (at := _at_level(key, level)) is not None:
                told[at] += count  # type: ignore[assignment]
        if not any(level_of(key) == level for key in told) and paper is not None and (at := _at_level(paper, level)) is not None:
            told[at] += 1
    return dict(told)


def _at_level(key: str, level: str) -> str | None:
    try:
        place = gazetteer.entry(key)
    except KeyError:
        return None
    chain = [place, *gazetteer.ancestors(place)]
    return next((e.key for e in chain if e.level == level or (level == "city" and e.key in _MUNICIPALITIES)), None)


def level_of(key: str) -> str | None:
    """The level of a place by its key; None for one that the gazetteer lacks."""
    try:
        return gazetteer.entry(key).level
    except KeyError:
        return None


@per_configuration()
def _papers() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str], dict[str, str]]:
    """Patterns for papers and sites: those listed, those whose name begins with their place, and their endings; the places of those listed."""
    listed = {row["name"]: row["place"] for row in read_table("places/outlets.tsv")}
    endings = [row["suffix"] for row in read_table("names/org_suffixes.tsv") if row["kind"] == "media" and len(row["suffix"]) > 1]
    known = regex.compile(rf"(?:{alternatives(list(listed))})(?![告道名送到])")
    ends = alternatives([*endings, "在线"])
    return known, regex.compile(rf"(?P<place>\p{{Han}}{{2,8}}?)(?:{ends})"), regex.compile(ends), listed


def paper(text: str, sentences: Sequence[Sentence], publisher: str | None) -> str | None:
    """The key of the place that the paper of an article is of, or the code of its country.

    From the publisher that came with it, else from the credits around the text.
    """
    around = [*sentences[:_AROUND], *sentences[_AROUND:][-_AROUND:]]
    labels = [s for s in around if s.role == "boilerplate" or s.span[1] - s.span[0] <= _LABEL_LINE]
    lines = [text[slice(*s.span)] for s in labels] + [text[s.span[0] : s.span[0] + _OPENING] for s in sentences[:4]]
    known, named, ends, places_of = _papers()
    for line in (publisher or "", *lines):
        if (m := known.search(line)) is not None:
            return places_of[m.group()]
        for m in named.finditer(line) if ends.search(line) else ():
            starts = (m["place"][at:] for at in range(len(m["place"])))
            bearers = next((found for name in starts if (found := gazetteer.lookup(name) or gazetteer.lookup(name[:2]))), ())
            if bearers and bearers[0].adcode:
                return bearers[0].key
    return None
