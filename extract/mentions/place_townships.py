"""Towns, street districts and villages (柳市镇, 容桂街道, 龙生里): what lies below the county.

Names of the mainland's towns are those of data/places/townships.tsv. One counts right behind a division that it lies in, where the
article names that division, or by itself where no other division has one of that name and jieba's words agree. Villages, and the 里
of Taiwan, are in no list: they count right behind their town or district.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache

import regex

from extract.data import load_patterns, read_table
from extract.mentions import gazetteer
from extract.mentions.gazetteer import Entry
from extract.model import PlaceMention
from extract.text.spans import Spans
from extract.text.tokens import flag_of, word_across

_ENDING = regex.compile(r"\p{Han}(?:镇|乡|街道|苏木)")
_SUFFIX = regex.compile("(?:镇|乡|街道|苏木)$")
_LONGEST, _LONGEST_UNLISTED, _SHORTEST_ALONE = 12, 5, 3
_VILLAGE = regex.compile(r"(?P<name>\p{Han}{1,5}?(?:村(?!民|庄|委|级|里)|社区(?!工|服务|卫生|医院|居民)))")
_DESCRIBED_BEFORE = regex.compile(r"(?<!\p{Han})(?P<name>\p{Han}{2,3})[，,]?(?:只|就|本)?(?:是|位于|地处|隶属于?|属于?|归)$")
_DESCRIBED_AFTER = regex.compile(
    r"(?:下辖|管辖|代管|所辖|下属|下面|辖下|境内|[东南西北]{1,2}部)?的?(?:一[个座])?(?:[\p{Han}]{2,4}的)?(?:\p{Han}{0,4}[大小重边古])?(?P<kind>[镇乡])(?![长里区级村])"
)
_LI = regex.compile(r"(?P<name>\p{Han}{2,3}?[里村])(?!程|面|边|头|外)")
_HAN = regex.compile(r"\p{Han}+")
_WORDS = ("n", "s", "v", "r", "a", "m", "l", "f")
_NAMES = ("ns", "nr", "nrt", "nz")


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """The keys of the divisions that have a town of a name."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_table("places/townships.tsv"):
        for name in row["names"].split(";"):
            found[name].append(row["adcode"])
            if name.endswith("镇镇"):
                found[name[:-1]].append(row["adcode"])  # 乌镇镇 is called 乌镇
    return {name: tuple(codes) for name, codes in found.items()}


def with_townships(text: str, found: list[PlaceMention], near: Callable[[Entry], int]) -> list[PlaceMention]:
    """The places of a text with the towns and villages among them; a place that stands right before its town becomes one mention with it.

    ``near`` tells how often an article names a division or what lies in it.
    """
    towns = _towns(text, found, near) if _ENDING.search(text) else []
    spans = [t.span for t in towns]
    kept = [p for p in found if not any(a < p.span[1] and p.span[0] < b for a, b in spans)] if spans else found
    kept = [p for p in kept if not _ends_longer(text, p)]
    towns += _bare(text, [*(t.name or "" for t in towns), *_described(text, kept)], Spans([*kept, *towns], lambda p: p.span))
    longer = [_with_village(text, p) for p in sorted([*kept, *towns], key=lambda p: p.span)]
    return [p for before, p in zip([None, *longer], longer, strict=False) if before is None or p.span[0] >= before.span[1]]


def _towns(text: str, found: Sequence[PlaceMention], near: Callable[[Entry], int]) -> list[PlaceMention]:
    ending_at = {p.span[1]: p for p in found}
    covered = Spans(found, lambda p: p.span)
    towns: list[PlaceMention] = []
    known: set[str] = set()
    waiting: list[tuple[int, int]] = []
    end = 0
    for m in _ENDING.finditer(text):
        over = covered.touching((m.end() - 1, m.end()))
        if (
            m.end() <= end
            or any(p.span[1] >= m.end() and not _ends_longer(text, p) for p in over)
            or load_patterns("not_townships").match(text, m.end())
        ):
            continue
        start = next((at for at in range(max(end, m.end() - _LONGEST), m.end() - 1) if text[at : m.end()] in _table()), None)
        town = _chained(text, start, m.end(), ending_at) if start is not None else None
        town = town or _unlisted(text, max(end, m.end() - _LONGEST_UNLISTED), m.end(), ending_at)
        if town is None:
            waiting.extend([(start, m.end())] if start is not None else [])
            continue
        towns.append(town)
        known.add(town.name or "")
        end = m.end()
    chained = Spans(towns, lambda p: p.span)
    towns += [t for span in waiting if not chained.touching(span) and (t := _alone(text, span, near, known)) is not None]
    return towns


def _ends_longer(text: str, place: PlaceMention) -> bool:
    """Whether a short name that ends in 镇 is only the end of a town's (锦丰镇 is no 丰镇)."""
    start, end = place.span
    if place.rule != "place.short" or text[end - 1] not in "镇乡":
        return False
    return any(text[at:end] in _table() for at in range(max(0, end - _LONGEST), start))


def _chained(text: str, start: int, end: int, ending_at: dict[int, PlaceMention]) -> PlaceMention | None:
    """The town at a span with the division right before it; a longer name of the division (昆山市) may have taken none of the town's."""
    for at in range(start, end - 1):
        before = ending_at.get(at)
        if before is None or not before.adcode or text[at:end] not in _table():
            continue
        wide = gazetteer.entry(before.adcode)
        inside = [e for e in map(gazetteer.entry, _table()[text[at:end]]) if e.key == wide.key or gazetteer.lies_in(e, wide)]
        if len(inside) == 1:
            return _mention(text, (before.span[0], end), inside[0], text[at:end], "place.chain")
    return None


def _unlisted(text: str, first: int, end: int, ending_at: dict[int, PlaceMention]) -> PlaceMention | None:
    """A town that the table lacks right behind the full name of its county; no word like 古镇 or 返乡."""
    for at in range(first, end - 1):
        before = ending_at.get(at)
        if before is not None and before.level == "county" and before.adcode and before.text[-1] in "市县区旗" and _is_name(text[at:end]):
            wide = gazetteer.entry(before.adcode)
            return _mention(text, (before.span[0], end), wide, text[at:end], "place.chain")
    return None


def _alone(text: str, span: tuple[int, int], near: Callable[[Entry], int], known: set[str]) -> PlaceMention | None:
    """A town without its division before it: of one that the article names, or the only one of its name."""
    start, end = span
    name = text[start:end]
    if len(name) < _SHORTEST_ALONE or word_across(text, start):
        return None
    bearers = [gazetteer.entry(key) for key in _table()[name]]
    supported = [e for e in bearers if f"{e.name}{name}" in known] or [e for e in bearers if near(e) > 0]
    chosen = supported if supported else bearers
    if len(chosen) != 1 or (not supported and flag_of(name) not in (*_NAMES, "x")):
        return None
    return _mention(text, span, chosen[0], name, "place.township")


def _described(text: str, found: Sequence[PlaceMention]) -> list[str]:
    """Names of the towns that a text tells by their bare names where they lie (厚街是广东东莞下辖的一个镇)."""
    names = []
    for p in found:
        kind = _DESCRIBED_AFTER.match(text, p.span[1]) if p.adcode and p.level in ("county", "city") else None
        told = _DESCRIBED_BEFORE.search(text, max(0, p.span[0] - 8), p.span[0]) if kind is not None else None
        if kind is not None and told is not None and p.adcode in _table().get(f"{told['name']}{kind['kind']}", ()):
            names.append(f"{p.name}{told['name']}{kind['kind']}")
    return names


def _bare(text: str, towns: Sequence[str], taken: Spans[PlaceMention]) -> list[PlaceMention]:
    """Towns that the article names in full elsewhere by their bare names (厚街 for 东莞市厚街镇), unless these are words or stand in one."""
    names: dict[str, str] = {}
    for town in towns:
        bare = _SUFFIX.sub("", gazetteer.entry(town).own)
        if len(bare) > 1 and flag_of(bare) in (*_NAMES, "x"):
            names[bare] = town
    found: list[PlaceMention] = []
    for m in re.finditer("|".join(map(re.escape, names)), text) if names else ():
        across = word_across(text, m.start()) or word_across(text, m.end())
        if not (across or taken.touching(m.span()) or load_patterns("place_after").match(text, m.end())):
            found.append(PlaceMention(m.span(), m.group(), names[m.group()], None, "township", "place.bare"))
    return found


def _mention(text: str, span: tuple[int, int], above: Entry, name: str, rule: str) -> PlaceMention:
    return PlaceMention(span, text[slice(*span)], f"{above.name}{name}", None, "township", rule)


def _with_village(text: str, place: PlaceMention) -> PlaceMention:
    """A town or a district of Taiwan with the village or 里 right behind it."""
    end, taiwan = place.span[1], place.level == "county" and (place.adcode or "").startswith("71")
    if not (taiwan or place.level == "township") or not place.name:
        return place
    m = (_LI if taiwan else _VILLAGE).match(text, end)
    if m is None or load_patterns("not_townships").match(text, m.end()) or not _is_name(m["name"]):
        return place
    span = (place.span[0], m.end())
    return PlaceMention(span, text[slice(*span)], f"{place.name}{m['name']}", None, "township", "place.chain")


def _is_name(words: str) -> bool:
    """Whether the words that end in 镇, 村 or 里 are a name and no common words (古镇, 农村, 邻里): none that jieba knows lies at their end."""
    if not _HAN.fullmatch(words) or load_patterns("not_villages").search(words):
        return False
    tails = [words[-n:] for n in (2, 3, 4) if n <= len(words)]
    return not any(flag_of(t)[:1] in _WORDS and flag_of(t) not in _NAMES for t in tails)
