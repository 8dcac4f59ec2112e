"""Places: names of the gazetteer, chains of them (广东省深圳市光明区), and words that point (全省, 我市, 当地, 两地).

A short name counts only where word boundaries agree (完成都市圈 names no 成都), and a name that several
counties share only where the places around it tell which is meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import regex

from extract.data import load_patterns, read_lines
from extract.mentions import gazetteer
from extract.mentions.gazetteer import Entry
from extract.mentions.numerals import parse
from extract.mentions.place_latin import with_latin
from extract.mentions.place_lists import with_listed
from extract.mentions.place_pointing import abbreviated, deictics, enumerated, pointing
from extract.mentions.place_scan import Hit, surviving
from extract.mentions.place_support import Article, survey
from extract.mentions.place_townships import with_townships
from extract.model import Place, PlaceMention, Span
from extract.text.spans import Spans
from extract.text.tokens import word_across

__all__ = ["apart", "appositions", "as_place", "deictics", "find", "official"]

_ORDER = {"country": 0, "world": 0, "province": 1, "region": 2, "group": 2, "foreign": 2, "city": 3, "zone": 4, "county": 5, "township": 6}
_RULES = {"chained": "place.official", "generic": "place.official"}
_WORDS_TOO = "于和向从同任过时万全平通达连由经国江湖海山原单段党方成上下东西南北大"  # surnames that stand before places as words
_COMMON_SURNAMES = 120
_LIST = tuple("、和与及")
_UNIT = "城市|省区市|省市|省份|省区|市州|盟市|地州|地市|地区|省|市|区|州|地|城"
_BESIDE = regex.compile(r"(?:隔壁|近邻|[相邻]邻|邻近|毗邻|邻县|邻市)的?$")  # 隔壁台江: of the same prefecture
_SO_MANY = regex.compile(
    rf"(?P<a>[0-9]{{1,2}}|[两二三四五六七八九十]{{1,3}})[个座大]?(?:{_UNIT})(?:(?P<b>[一二三四五])(?:[市区州地]))?(?![级长委]|都市|协同|一体)"
)


def _choose(text: str, hit: Hit, before: Entry | None, article: Article) -> tuple[Entry | None, bool]:
    """Which place a name means, and whether it is a name at all there.

    What lies in the place just before it comes first, then what lies in places that the article knows, then the highest
    level; a county that several share is left open rather than guessed, unless one bearer is far better known.
    """
    if before is not None:
        landmark = load_patterns("place_after_bare").match(text, hit.span[1])
        districts = tuple(
            e for e in hit.names.bare
            if e.level == "foreign" or (not landmark and (e.parent == before.key or e.level == "township" or (_of_a_nation(e) and not hit.entries)))
        )  # fmt: skip
        inside = _today([e for e in (*hit.entries, *districts) if gazetteer.lies_in(e, before)])
        if len(inside) == 1:
            return inside[0], True
        if before.level in ("province", "city", "county") and _short_county(hit) and not inside:
            return None, False  # 江苏泰州凤城 is no 凤城 of Liaoning
        if before.level == "county" and hit.form == "short" and all(e.level == "city" and _province(e) != _province(before) for e in hit.entries):
            return None, False  # 巴南云林天乡 is no 云林 of Taiwan
    siblings = article.siblings.get(article.sentence(hit.span[0]), ())
    bare = [
        e for e in hit.names.bare
        if e.key in article.official or (e.parent in siblings and (e.level != "city" or _listed(text, hit.span)))
        or (e.level == "township" and article.near(e) > 0)
        or (e.level == "county" and article.near(e) > 0 and _BESIDE.search(text, max(0, hit.span[0] - 4), hit.span[0]))
        or (e.level == "foreign" and (any(above.key in siblings for above in gazetteer.ancestors(e)) or _posted(text, hit.span)))
    ]  # fmt: skip
    if len(bare) == 1 and (not hit.entries or hit.entries[0].level == "foreign" or _abroad(bare[0], hit, article)):
        return bare[0], True
    if not hit.entries or (before is None and _by_chance(text, hit, article)):
        return None, False
    if hit.form in ("chained", "generic"):
        supported = [e for e in hit.entries if article.near(e) > 0] if hit.form == "chained" else []
        at_head = hit.form == "chained" and hit.entries[0].level != "township" and text.startswith(hit.entries[0].own, hit.span[0])
        if not supported and not (at_head and not text[: hit.span[0]].strip() and not article.known):
            return None, False
        return _ranked(text[slice(*hit.span)], hit.span[0], supported or hit.entries, article), True
    return _ranked(text[slice(*hit.span)], hit.span[0], hit.entries, article), True


def _of_a_nation(entry: Entry) -> bool:
    """Whether a county is an autonomous one: the bare names of these (广西都安) stand right behind their province too."""
    return entry.own.endswith("自治县")


def _posted(text: str, span: Span) -> bool:
    """Whether a consulate is there: 驻泗水总领事馆."""
    return text[max(0, span[0] - 1) : span[0]] == "驻" and text.startswith(("总领", "领事", "领馆"), span[1])


def _listed(text: str, span: Span) -> bool:
    """Whether a name stands in a list: the bare name of a city is too much of a word elsewhere (白银)."""
    return text[max(0, span[0] - 1) : span[0]] in _LIST or text[span[1] : span[1] + 1] in _LIST


def _abroad(place: Entry, hit: Hit, article: Article) -> bool:
    """Whether a name that a division has too means a place abroad or a part of Hong Kong: nothing else speaks of that division."""
    own = hit.entries[0]
    return place.level in ("foreign", "township") and own.key not in article.official and article.near(own) <= article.known[own.key]


def _province(entry: Entry) -> str:
    return next((e.key for e in reversed([entry, *gazetteer.ancestors(entry)])), "")


def _by_chance(text: str, hit: Hit, article: Article) -> bool:
    """Whether a district that an article names once, and nothing else of its province, begins inside a word (升旗山区)."""
    lone = all(e.level == "county" and article.known[e.key] <= 1 and article.near(e) <= 1 for e in hit.entries)
    return hit.form == "official" and lone and hit.span[0] > 0 and word_across(text, hit.span[0])


def _short_county(hit: Hit) -> bool:
    return hit.form in ("short", "bare") and (not hit.entries or hit.entries[0].level == "county")


def _today(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The divisions of a name that still exist, where any does."""
    return [e for e in entries if not e.gone] or entries


def _ranked(name: str, at: int, entries: Sequence[Entry], article: Article) -> Entry | None:
    entries = _today(entries)  # 吉安市 is the city, not the county-level city that it once was
    entries = [e for e in entries if not any(gazetteer.lies_in(e, other) for other in entries)]  # 思茅市 was both a city and, in it, its seat
    closest = {e.key: article.closeness(e, at) if e.level == "county" else (0, 0, 0) for e in entries}
    ranked = sorted(entries, key=lambda e: (*(-n for n in closest[e.key]), _ORDER[e.level]))
    best = next((e for e in ranked if article.known[e.key]), ranked[0]) if ranked[0].level == "city" else ranked[0]  # 江城 in a text on 吉林市
    if best.level != "county" or len(entries) == 1:
        return best
    first, second = closest[best.key], closest[ranked[1].key]
    if first > second:
        return best
    if first[2]:
        return None
    preferred = gazetteer.preferred().get(name)
    current = [e for e in entries if not e.gone]
    return current[0] if len(current) == 1 else next((e for e in current if e.key == preferred), None)


def _mention(text: str, span: Span, entry: Entry, rule: str) -> PlaceMention:
    place = entry.place()
    return PlaceMention(span, text[span[0] : span[1]], place.name, place.adcode, place.level, rule, place.members)


def _without_people(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits without given names: a short name that the text has twice or more, each time behind the same surname (李四川)."""
    before: dict[str, set[str]] = {}
    for hit in hits:
        if hit.form == "short":
            before.setdefault(text[slice(*hit.span)], set()).add(text[hit.span[0] - 1 : hit.span[0]])
    counts = Counter(text[slice(*h.span)] for h in hits if h.form == "short")
    given = {name for name, left in before.items() if counts[name] > 1 and len(left) == 1 and left <= _surnames()}
    return [h for h in hits if not (h.form == "short" and text[slice(*h.span)] in given)] if given else list(hits)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(w for w in read_lines("names/surnames.txt")[:_COMMON_SURNAMES] if len(w) == 1) - set(_WORDS_TOO)


def _hits(text: str, hint: Sequence[str]) -> list[Hit]:
    """Names in a text, read again with Taiwan's short names where most of the places are there, those of ``hint`` with them."""
    hits = _without_people(text, surviving(text, taiwan=False))
    known = (gazetteer.lookup(name)[:1] for name in hint)
    divisions = [e[0].key for e in (*(h.entries[:1] for h in hits), *known) if e and e[0].adcode]
    here = sum(k.startswith("71") for k in divisions)
    return _without_people(text, surviving(text, taiwan=True)) if here >= 2 and 2 * here >= len(divisions) else hits


def find(text: str, *, hint: Sequence[str] = ()) -> list[PlaceMention]:
    """All places of a normalized text, in order, one reading each.

    Pointing words are returned unresolved (``name`` None, rule ``place.deictic``), except those that name
    their place by themselves (全国, 全球). ``hint`` holds names of places known from elsewhere (for a title those of its text).
    """
    hits = _hits(text, hint)
    article = survey(text, hits, hint)
    zones, cut = load_patterns("zone_endings"), load_patterns("place_surely_cut")
    found: list[PlaceMention] = []
    last: tuple[int, Entry] | None = None
    chain_start = -1
    for hit, following in zip(hits, [*hits[1:], None], strict=False):
        start, end = hit.span
        before = last[1] if last is not None and last[0] == start else None
        entry, named = _choose(text, hit, before, article)
        if entry is None:
            if named:
                found.append(PlaceMention(hit.span, text[start:end], None, None, hit.entries[0].level, "place.ambiguous"))
            last = None
            continue
        article.said[entry.key] = start
        rule = _RULES.get(hit.form, f"place.{hit.form}") if entry in hit.entries else "place.bare"
        if entry not in hit.entries and (entry.level == "foreign" or (before is not None and _of_a_nation(entry))):
            article.official.add(entry.key)  # 美国德州: what follows speaks of it too
        span = (start, end)
        touching = following is not None and following.span[0] == end
        if hit.form == "short" and entry.level == "city" and text.startswith("市", end) and entry.own.endswith("市"):
            span = (start, end + (not touching and cut.match(text, end) is None))
        if before is not None and gazetteer.lies_in(entry, before):
            found.pop()
            span = (chain_start, span[1])
            rule = "place.chain"
        else:
            chain_start = start
        if entry.level in ("region", "group") and not touching:
            span = (span[0], _counted_end(text, span[1], len(entry.parts or entry.members)))
        zone = zones.match(text, span[1])
        inner = following is not None and following.span[0] == span[1] and any(gazetteer.lies_in(e, entry) for e in following.entries)
        if zone and not inner and entry.level in ("province", "city", "county"):
            name = text[span[0] : zone.end()]
            found.append(PlaceMention((span[0], zone.end()), name, name, None, "zone", "place.zone"))
            last = None
            continue
        found.append(_mention(text, span, entry, rule))
        last = (span[1], entry)
    found = with_latin(text, with_townships(text, with_listed(text, found), lambda e: article.known[e.key]))
    taken = Spans(found, lambda p: p.span)
    found += [_mention(text, (at, at + 1), entry, "place.abbreviation") for at, entry in abbreviated(text, taken)]
    found += enumerated(text, taken)
    found += pointing(text, taken)
    found.sort(key=lambda p: p.span)
    return found


def _counted_end(text: str, end: int, size: int) -> int:
    """Where a region's name ends with the number of its members (苏中三市, 闽东北四市一区); that number is not another's (长三角三市)."""
    m = _SO_MANY.match(text, end)
    if m is None:
        return end
    numbers = [int(n) if n.isdigit() else parse(n) for n in (m["a"], m["b"]) if n]
    count = sum(n if isinstance(n, int) else int(n.value) if n else 0 for n in numbers)
    return m.end() if count == (size or count) else end


def as_place(mention: PlaceMention) -> Place | None:
    """The place a mention is resolved to."""
    return Place(mention.name, mention.adcode, mention.level, mention.members) if mention.name else None


def official(mention: PlaceMention) -> PlaceMention:
    """A mention with the division's own name (西湖区), the names of the divisions above it, and the members of a region.

    A name that several divisions share keeps it, with no code.
    """
    if mention.rule == "place.ambiguous":
        bearers = gazetteer.lookup(mention.text)
        return replace(mention, name=bearers[0].own) if bearers else mention
    try:
        entry = gazetteer.entry(mention.adcode or mention.name or "")
    except KeyError:
        return mention
    above = tuple(e.own for e in gazetteer.ancestors(entry))[::-1]
    members = mention.members or tuple(gazetteer.entry(key).place() for key in entry.parts)
    return replace(mention, name=entry.own, path=above, members=members)


def apart(text: str, mention: PlaceMention) -> list[PlaceMention]:
    """A town with its county before it as two mentions, for the county has a code of its own; any other place as it is."""
    if mention.level != "township" or mention.rule != "place.chain" or not mention.name:
        return [mention]
    start, end = mention.span
    cut = end - len(gazetteer.entry(mention.name).own)
    above = next(gazetteer.ancestors(gazetteer.entry(mention.name)))
    if text.endswith(above.own, start, cut):
        before = [_mention(text, (start, cut), above, "place.official" if cut - start == len(above.own) else "place.chain")]
    else:
        before = [replace(p, span=(p.span[0] + start, p.span[1] + start)) for p in find(text[start:cut])]
    return [*before, replace(mention, span=(cut, end), text=text[cut:end], rule="place.township")]


_TOGETHER = regex.compile(
    r"\s?(?P<more>等)?(?P<n>[两二三四五六七八九十\d]{1,2})(?:个|大|座)?(?:城市|省市|省份|省区|市|省|地|区|县|国|州|城)(?![\p{Han}]?(?:级|长|委|政府))"
)


def _counted(text: str, place: PlaceMention, m: regex.Match[str]) -> bool:
    """Whether a number of places behind a place sums up no list: a list that goes on with 等, or what lies in the place."""
    if m["more"]:
        return "大" not in m.group()  # 长三角、珠三角等两大区域
    return (
        m["n"].isdigit()
        and place.level in ("province", "city", "country", "foreign")
        and text[max(0, place.span[0] - 1) : place.span[0]] not in _LIST
    )


def appositions(text: str, found: Sequence[PlaceMention]) -> list[Span]:
    """Spans of words that count the places listed before them (长沙、株洲两市) or that a region has (苏中三市): numbers that measure nothing.

    What a province has or a list only begins (河北省87个县, 甲市、乙市等14个县市) is counted.
    """
    together = [m.span() for p in found if p.level != "world" and (m := _TOGETHER.match(text, p.span[1])) and not _counted(text, p, m)]
    return sorted({*together, *(p.span for p in found if p.level in ("group", "region"))})
