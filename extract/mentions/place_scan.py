"""Names of places as they stand in a text, and the vetoes of the words around them.

A name inside another word (完成都市圈, 和美国) or at the head of a longer one (南京路) is no mention. jieba's words
decide, but only where its dictionary has a word that could lie across the name's border at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any, NamedTuple

import ahocorasick

from extract.data import load_patterns, read_words
from extract.data.configuration import per_configuration
from extract.data.late import late_re
from extract.mentions import gazetteer
from extract.mentions.gazetteer import Entry, Names
from extract.mentions.units import money
from extract.model import Span, Token
from extract.text.tokens import flag_of, tokens_around, word_across

_TAIWAN_SHORT = {  # as its papers write them
    "桃县": "711400", "北县": "711100", "苗县": "711500",
    "南市": "710300", "北市": "710100", "中市": "710400", "高市": "710200", "桃市": "711400", "基市": "710700", "竹市": "710800", "竹县": "711300",
    "彰县": "711700", "投县": "710600", "嘉市": "710900", "嘉县": "711900", "屏县": "712400", "宜县": "711200", "花县": "712600", "连江": "712800",
}  # fmt: skip
_HEADS = ("ns", "nt", "nz", "n", "x", "m", "nr")  # flags of words that a short name may begin: 成都人, 上海话 are left to traps
_NO_HEADS = ("nz", "nr")
_YEAR_BEFORE = re.compile(r"(?<![0-9])(?:(?:19|20)[0-9]{2}|1[01][0-9])$")
_TWO, _THREE = 2, 3
_LINE = re.compile("[京津沪渝广深港澳珠汉昆杭甬蓉合武郑西成贵南福厦台太青银兰新乌]?(?:高铁|铁路|高速|城际(?!间)|客专|复线|二线|动车|普速)")
_NO_NAMES = ("trap", "brand")
_TRADES = tuple(read_words("trades"))  # behind a place a firm by its short name, but where figures of the trade are told the place
_OF_TRADE = late_re(r"业|(?:产业|工业|行业|保有量|(?:总|年)?产[量能]|出口|消费|用量)")
_ITS_OWN = ("机场", "国际机场", "水库")
_STORM_BEFORE = re.compile(r"(?:台风|飓风|气旋|风暴)(?:[“\"「『‘]|名为)$")
_WIDE = ("region", "group", "zone")
_BEFORE_A_SIDE = ("以北", "以南", "以东", "以西", "以中")  # 以北区4685例居冠: 以 and a name that goes on behind the word


class Hit(NamedTuple):
    """A name found in a text: where, and which places it may mean."""

    span: Span
    names: Names

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The places that the name stands for by itself."""
        return self.names.entries

    @property
    def form(self) -> str:
        """How the name is one: official, short, alias, former, chained, bare; or trap or brand."""
        return self.names.form


@per_configuration()
def _automaton(taiwan: bool) -> Any:
    """The matcher over all names; for an article from Taiwan with the bare names of its districts (善化, 永康) as well."""
    surfaces = dict(gazetteer.surfaces())
    if taiwan:
        for e in gazetteer.counties("71"):
            bare = e.own[:-1]
            known = surfaces.get(bare)
            if len(bare) == 2 and not _is_word(bare) and (known is None or known.entries[:1] == () or known.entries[0].level == "county"):
                surfaces[bare] = Names("short", (e, *(k for k in known.entries if k != e)) if known else (e,), known.bare if known else ())
        for short, key in _TAIWAN_SHORT.items():
            surfaces[short] = Names("short", (gazetteer.entry(key),))
    automaton = ahocorasick.Automaton()
    for text, names in surfaces.items():
        automaton.add_word(text, (len(text), names))
    trap, brand = Names("trap", ()), Names("brand", ())
    for word, reason in gazetteer.traps().items():
        automaton.add_word(word, (len(word), brand if reason.startswith("company") else trap))
    for word in money():
        if word not in surfaces and any(word[:n] in surfaces for n in range(2, len(word))):
            automaton.add_word(word, (len(word), brand))  # 澳门元, 印度卢比
    automaton.make_automaton()
    return automaton


def _is_word(bare: str) -> bool:
    """Whether a bare name is a common word (东区, 大社, 安定): it then names no place by itself."""
    if bare in read_words("taiwan_names_like_words"):
        return False
    flag = flag_of(bare)
    return (bare[0] in "东南西北中" and bare[1] in "区") or flag.startswith(("a", "v", "d", "m", "t", "c", "b")) or flag in ("n", "nz")


def scan(text: str, *, taiwan: bool = False) -> list[Hit]:
    """All names of places in a text, overlapping ones too, by their start and the longest first.

    A trap word (南京路, 上海证券报, 北京人) comes as a hit of the form ``trap`` without entries, a company or a currency as ``brand``.
    ``taiwan`` adds the short names that only articles from Taiwan use, before those of mainland places.
    """
    hits = [Hit((last + 1 - size, last + 1), names) for last, (size, names) in _automaton(taiwan).iter(text)]
    hits.sort(key=lambda h: (h.span[0], -h.span[1]))
    return hits


def surviving(text: str, *, taiwan: bool) -> list[Hit]:
    """Names that survive the vetoes of the words around them; of two that overlap the first, then the longer."""
    kept: list[Hit] = []
    taken = -1
    names = (
        "place_after", "place_bodies", "place_cut", "place_surely_cut", "place_goes_on", "place_pointing_stops", "place_products", "place_directions",
        "place_chance",
    )  # fmt: skip
    after, bodies, cut, surely_cut, goes_on, stops, products, directions, chance = map(load_patterns, names)
    hits = scan(text, taiwan=taiwan)
    starting: defaultdict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.names.entries or hit.names.bare:
            starting[hit.span[0]].append(hit)
    for hit in hits:
        start, end = hit.span
        if start < taken:
            continue
        short = hit.form != "official" and (not hit.entries or hit.entries[0].level not in _WIDE)
        if start and text[start - 1].isdecimal() and _goes_with_number(text, hit):
            continue
        if not hit.entries and hit.form in _NO_NAMES:
            if hit.form == "brand" and _OF_TRADE.match(text, end, end + 6) and (text[end] == "业" or text.endswith(_TRADES, start, end)):
                continue  # 苏州银行业, 上海汽车产量
            if hit.form == "brand" or not (word_across(text, end) and _cut_at_end(text, hit.span)):
                taken = end
            continue
        if taiwan and hit.form != "official" and hit.entries and all(_of_mainland(e) for e in hit.entries):
            continue
        if text[end - 1] == "市" and any(_holds(hit, h) for h in starting.get(end - 1, ())):
            continue  # 济南市中区: 济南 and its 市中区
        if (kept and kept[-1].span[1] == start and _holds(kept[-1], hit)) or any(_holds(hit, h) for h in starting.get(end, ())):
            kept.append(hit)  # a chain (信阳新县) is surer than the words across it (阳新县)
            taken = end
            continue
        if _of_line(text, hit) or chance.match(text, start):
            continue
        wide = bool(hit.entries) and hit.entries[0].level in _WIDE
        if (wide and directions.match(text, end)) or _STORM_BEFORE.search(text, max(0, start - 6), start):
            continue  # 西南气流, 飓风“佛罗伦萨”
        if (hit.form != "official" or wide) and bodies.match(text, end) and not goes_on.match(text, end):
            continue
        if short and not any(h.entries or _holds(hit, h) for h in starting.get(end, ())) and after.match(text, end) and not goes_on.match(text, end):
            continue
        if short and (products.match(text, end) or (text.startswith(_ITS_OWN, end) and hit.entries and hit.entries[0].level == "county")):
            continue  # 兰州拉面, 苏州评弹; 浦东机场, 密云水库
        if hit.entries and hit.entries[0].level == "country" and stops.match(text, end):
            continue  # 中国银行
        if text[end - 1] in "市区州县省" and (
            surely_cut.match(text, end - 1) or (cut.match(text, end - 1) and (_is_abroad(hit) or _cut_at_end(text, hit.span)))
        ):
            continue
        chain = kept[-1].span[0] if kept and kept[-1].span[1] == start else start
        over_region = bool(hit.entries) and hit.entries[0].level == "province" and any(_is_region(h) for h in starting.get(end - 1, ()))
        if _aligned(text, hit.span, chain, strict=short and not over_region):  # 山东三省 is no 东三省
            kept.append(hit)
            taken = end
    return kept


def _goes_with_number(text: str, hit: Hit) -> bool:
    """Whether a name right behind a digit begins with what the number counts (1日本市, 10万宁); behind a year it is a name (2024杭州)."""
    start = hit.span[0]
    if hit.form in _NO_NAMES or _YEAR_BEFORE.search(text, max(0, start - 5), start):
        return False
    return hit.form != "official" or text[start] in "年月日"


def _of_line(text: str, hit: Hit) -> bool:
    """Whether a name of two or three abbreviations is a part of a railway's or a road's (京沪高铁, 甬台温高速)."""
    start, end = hit.span
    several = end - start == _TWO or (end - start == _THREE and hit.entries[:1] != () and hit.entries[0].level == "group")
    return _is_region(hit) and several and _LINE.match(text, end) is not None


def _is_abroad(hit: Hit) -> bool:
    return bool(hit.entries) and hit.entries[0].level == "foreign"


def _is_region(hit: Hit) -> bool:
    return bool(hit.entries) and hit.entries[0].level in ("group", "region")


def _holds(wide: Hit, narrow: Hit) -> bool:
    """Whether a place by one name lies in one by another."""
    return any(gazetteer.lies_in(n, w) for w in wide.entries for n in (*narrow.entries, *narrow.names.bare))


def _cut_at_end(text: str, span: Span) -> bool:
    """Whether a token lies across the end of a span and begins inside it (北京人 in 北京人工智能)."""
    start, end = span
    return any(start < t.span[0] < end < t.span[1] for t in tokens_around(text, end - 1))


def _aligned(text: str, span: Span, chain: int, *, strict: bool) -> bool:
    """Whether no token crosses the start of a name; nor (``strict``) its end, unless the name heads a longer name.

    ``chain`` is where the name just before it starts: a token of both together (上海市浦东新区) is no crossing.
    """
    start, end = span
    at_start = start > 0 and word_across(text, start)
    at_end = strict and end < len(text) and word_across(text, end)
    if not (at_start or at_end):
        return True
    return not any(_crosses(token, span, chain, strict=strict) for token in tokens_around(text, start))


def _crosses(token: Token, span: Span, chain: int, *, strict: bool) -> bool:
    start, end = span
    a, b = token.span
    if a < start < b:
        return (a != chain or b < end) and not (token.text in _BEFORE_A_SIDE and b < end)
    if not strict or b <= end or a >= end:
        return False
    if a > start:
        return len(token.text) > 2 or token.text in gazetteer.surfaces()  # 和美国 is no 和美, 连平均主义 no 连平
    return token.flag not in _HEADS or token.flag in _NO_HEADS


def _of_mainland(entry: Entry) -> bool:
    """A county or lesser-known city of the mainland: in an article about Taiwan its short name is something else (黄石, 永康)."""
    return (entry.level in ("county", "zone") and entry.adcode is not None and not entry.adcode.startswith("7")) or (
        entry.level == "city" and entry.key[:2] not in ("71", "81", "82") and entry.key[2:4] != "01"
    )
