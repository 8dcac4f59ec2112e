"""Places: names of the gazetteer, chains of them (广东省深圳市光明区), and words that point (全省, 我市, 当地, 两地).

A short name counts only where word boundaries agree (完成都市圈 names no 成都), and a name that several
counties share only where the places around it tell which is meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from extract.data import alternatives, read_table
from extract.mentions import gazetteer
from extract.mentions.gazetteer import Entry, Hit
from extract.model import Level, Place, PlaceMention, Span, Token
from extract.text import tokens
from extract.text.spans import Spans

_SENTENCE_SIDE = 30  # tokens are asked for in a window around a short name
_ZONE = regex.compile(
    r"(?:国家)?(?:自创区|自主创新示范区|高新技术产业开发区|高新技术开发区|高新区|经济技术开发区|经济开发区|经开区|综合保税区|保税区|自由贸易试验区|自贸试验区|自贸区|自由贸易港|自贸港|工业园区|产业园区|科学城|科技园|科学园区|新区|新城|示范区|开发区|都市圈|城市群|科创走廊)"
)
_SUFFIX = regex.compile(r"(?:省|市|县|区|州|地区|盟|全省|全市|全区|全县|全州|境内|市区|城区|主城区|地区)")
_AFTER_BLOCK = regex.compile(
    r"(?:路|街|大道|桥|湖(?!北|南)|河(?!北|南|流)|江(?!苏|西|门|阴)|山(?!东|西)|海峡|话|菜|牌|味|籍|号(?!召)|式|造|人(?!口|民|均|才|工|员|数|社|形|大|次|力|士|士|物|群|类|居))"
)


@dataclass(frozen=True, slots=True)
class Deictic:
    """A pointing word: how it points (country, world, own, that, several) and at what level or how many, or which one place."""

    word: str
    kind: str
    level: str
    adcode: str


@cache
def deictics() -> dict[str, Deictic]:
    """All pointing words, from data/lexicons/deictic_places.tsv."""
    return {r["word"]: Deictic(r["word"], r["kind"], r["level"], r["adcode"]) for r in read_table("lexicons/deictic_places.tsv")}


@cache
def _deictic_pattern() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?P<word>{alternatives(list(deictics()))})(?!场|面(?!积)|值|块|间|际|界|史|产阶级|观|纪|杯|级|贸易|银行|经济论坛|卫生|遗产|大战|移动|联通|电信|石油|石化|银行|科学院|工程院|社会科学院)"
        r"|(?P<many>(?:这|上述|以上)(?P<count>[两二三四五六七八九十\d]{1,2})(?:个|座|大)?(?:城市|省市|省份|地区|市|省|地|县|区|州))"
        r"|(?P<sum>(?<![\d第前后])[两二三四五六七八九十](?:城市|省市|省份|市|省|县|区|州|城|国|家)(?=合计|共计|总计|合共|合占|加起来|加在一起|相加|总和|之和|占了))"
    )


def _aligned(hit: Hit, around: Sequence[Token], *, strict: bool) -> bool:
    """Whether no token crosses the start of a name; a short name must (``strict``) not be the head of a longer word either."""
    start, end = hit.span
    for token in around:
        a, b = token.span
        if a < start < b:
            return False
        if not strict:
            continue
        if a == start and b > end and token.flag not in ("ns", "nt", "nz", "n", "x", "m", "nr"):
            return False
        if a == start and b > end and len(token.text) - (end - start) >= 1 and token.flag in ("nz", "nr"):
            return False
    return True


def _window(text: str, span: Span) -> tuple[Token, ...]:
    start = max(0, span[0] - _SENTENCE_SIDE)
    end = min(len(text), span[1] + _SENTENCE_SIDE)
    cut = max((text.rfind(mark, start, span[0]) for mark in "，。；：、\n（“"), default=-1)
    start = cut + 1 if cut >= start else start
    return tokens.tokenize(text, (start, end))


def _is_inside(wide: Entry, narrow: Entry) -> bool:
    return any(above.key == wide.key for above in gazetteer.ancestors(narrow))


def _choose(hit: Hit, before: Entry | None, known: Counter[str]) -> Entry | None:
    """Which place a name means: what lies in the place just before, else in places that the article knows, else the highest level."""
    entries = hit.entries
    if len(entries) == 1:
        return entries[0]
    if before is not None:
        inside = [e for e in entries if _is_inside(before, e)]
        if len(inside) == 1:
            return inside[0]
        entries = tuple(inside) or entries
    order = {"country": 0, "world": 0, "province": 1, "region": 2, "group": 2, "city": 3, "zone": 4, "county": 5, "foreign": 2, "township": 6}
    ranked = sorted(
        entries, key=lambda e: (-max((known[a.key] for a in gazetteer.ancestors(e)), default=0) if e.level == "county" else 0, order[e.level])
    )
    best = ranked[0]
    if best.level != "county":
        return best
    score = [max((known[a.key] for a in gazetteer.ancestors(e)), default=0) for e in ranked]
    return best if score[0] > 0 and (len(score) == 1 or score[0] > score[1]) else None


def _mention(text: str, span: Span, entry: Entry, rule: str) -> PlaceMention:
    place = entry.place()
    return PlaceMention(span, text[span[0] : span[1]], place.name, place.adcode, place.level, rule, place.members)


def _hits(text: str) -> list[Hit]:
    """Names in a text, read again with Taiwan's short names where most of the places are there."""
    hits = _surviving(text, taiwan=False)
    divisions = [h.entries[0].key for h in hits if h.entries[0].adcode]
    here = sum(k.startswith("71") for k in divisions)
    return _surviving(text, taiwan=True) if here >= 2 and 2 * here >= len(divisions) else hits


def _surviving(text: str, *, taiwan: bool) -> list[Hit]:
    """Names that survive the vetoes of words around them; of two that overlap the first, then the longer."""
    kept: list[Hit] = []
    taken = -1
    for hit in gazetteer.scan(text, taiwan=taiwan):
        start, end = hit.span
        if start < taken or (start and text[start].isalpha() and text[start - 1].isdigit() and hit.form != "official"):
            continue
        if taiwan and hit.form != "official" and hit.entries and _of_mainland(hit.entries[0]):
            continue
        around = _window(text, hit.span)
        if hit.form == "trap":
            if not any(t.span[0] < end < t.span[1] and t.span[0] > start for t in around):
                taken = end
            continue
        short = hit.form != "official" and hit.entries[0].level not in ("region", "group", "zone")
        if short and _AFTER_BLOCK.match(text, end) and not _SUFFIX.match(text, end):
            continue
        if _aligned(hit, around, strict=short):
            kept.append(hit)
            taken = end
    return kept


def _of_mainland(entry: Entry) -> bool:
    """A county or lesser-known city of the mainland: in an article about Taiwan its short name is something else (黄石, 永康)."""
    return (entry.level in ("county", "zone") and entry.adcode is not None and not entry.adcode.startswith("7")) or (
        entry.level == "city" and entry.key[:2] not in ("71", "81", "82") and entry.key[2:4] != "01"
    )


def _zone(text: str, end: int) -> int:
    m = _ZONE.match(text, end)
    return m.end() if m else end


def find(text: str, *, hint: Iterable[str] = ()) -> list[PlaceMention]:
    """All places of a normalized text, in order, one reading each.

    Pointing words are returned unresolved (``name`` None, rule ``place.deictic``), except those that name
    their place by themselves (全国, 全球). ``hint`` holds names of places known from elsewhere (a title).
    """
    hits = _hits(text)
    known: Counter[str] = Counter()
    for hit in hits:
        if len(hit.entries) == 1 or hit.entries[0].level in ("province", "city"):
            known[hit.entries[0].key] += 1
            for above in gazetteer.ancestors(hit.entries[0]):
                known[above.key] += 1
    for name in hint:
        for e in gazetteer.lookup(name)[:1]:
            known[e.key] += 3
    found: list[PlaceMention] = []
    last: tuple[int, Entry] | None = None
    chain_start = -1
    for hit in hits:
        start, end = hit.span
        adjacent = last is not None and last[0] == start
        entry = _choose(hit, last[1] if adjacent and last else None, known)
        if entry is None:
            found.append(PlaceMention(hit.span, text[start:end], None, None, hit.entries[0].level, "place.ambiguous"))
            last = None
            continue
        rule = f"place.{hit.form}"
        span = (start, end)
        if hit.form == "short" and entry.level == "city" and text.startswith("市", end) and entry.own.endswith("市"):
            span = (start, end + 1)
        if adjacent and last is not None and _is_inside(last[1], entry):
            found.pop()
            span = (chain_start, span[1])
            rule = "place.chain"
        else:
            chain_start = start
        zone_end = _zone(text, span[1])
        if zone_end > span[1] and entry.level in ("province", "city", "county"):
            name = text[span[0] : zone_end]
            found.append(PlaceMention((span[0], zone_end), name, name, None, "zone", "place.zone"))
            last = None
            continue
        found.append(_mention(text, span, entry, rule))
        last = (span[1], entry)
    return _with_deictics(text, found)


# One-character names that running text uses after such verbs; others (新, 青, 贵, 云 …) are first of all words.
_SPOKEN = frozenset("京津冀晋蒙辽沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕陇港澳台深穗杭甬蓉")


@cache
def _abbreviations() -> tuple[regex.Pattern[str], dict[str, Entry]]:
    """One-character names of provinces and cities where a verb of being or moving stands before them (在粤, 来台, 赴港)."""
    table = {r["alias"]: gazetteer.entry(r["adcode"]) for r in read_table("places/aliases.tsv") if r["kind"] == "abbr1" and r["alias"] in _SPOKEN}
    return regex.compile(rf"(?:在|来|赴|入|离|驻|访|留|返|抵|援|游)(?P<abbr>[{''.join(table)}])(?=\p{{Han}})"), table


def _abbreviated(text: str, taken: Spans[PlaceMention]) -> list[PlaceMention]:
    pattern, table = _abbreviations()
    found = []
    for m in pattern.finditer(text):
        span = m.span("abbr")
        if taken.touching(span):
            continue
        if any((t.span[0] == span[0] and t.span[1] > span[1]) or t.span[0] < m.start() < t.span[1] for t in _window(text, span)):
            continue
        found.append(_mention(text, span, table[m["abbr"]], "place.abbreviation"))
    return found


def _with_deictics(text: str, named: list[PlaceMention]) -> list[PlaceMention]:
    taken = Spans(named, lambda p: p.span)
    result = [*named, *_abbreviated(text, taken)]
    table = deictics()
    for m in _deictic_pattern().finditer(text):
        if taken.touching(m.span()):
            continue
        word = m["word"]
        if word is None:
            result.append(PlaceMention(m.span(), m.group(), None, None, "group", "place.deictic"))
            continue
        deictic = table[word]
        if deictic.kind == "country":
            result.append(PlaceMention(m.span(), word, "中国", None, "country", "place.country"))
        elif deictic.kind == "world":
            result.append(PlaceMention(m.span(), word, "全球", None, "world", "place.world"))
        else:
            level: Level = deictic.level if deictic.kind != "several" and deictic.level else "group"  # type: ignore[assignment]
            result.append(PlaceMention(m.span(), word, None, None, level, "place.deictic"))
    result.sort(key=lambda p: p.span)
    return result


def as_place(mention: PlaceMention) -> Place | None:
    """The place a mention is resolved to."""
    return Place(mention.name, mention.adcode, mention.level, mention.members) if mention.name else None


_TOGETHER = regex.compile(
    r"\s?(?:等)?[两二三四五六七八九十\d]{1,2}(?:个|大|座)?(?:城市|省市|省份|省区|市|省|地|区|县|国|州|城)(?![\p{Han}]?(?:级|长|委|政府))"
)


def appositions(text: str, found: Sequence[PlaceMention]) -> list[Span]:
    """Spans of words that count the places listed before them (长沙、株洲两市): numbers that measure nothing."""
    together = [m.span() for p in found if p.level != "world" and (m := _TOGETHER.match(text, p.span[1]))]
    return sorted({*together, *(p.span for p in found if p.rule == "place.deictic" and p.level == "group")})
