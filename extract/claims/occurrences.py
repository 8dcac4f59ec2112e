"""Places where they stand: pointing words resolved, lists gathered into groups, and the part each plays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import regex

from extract.claims.facts import Facts, key_of
from extract.claims.frames import clause_at
from extract.claims.latest import Latest
from extract.mentions import gazetteer
from extract.mentions.numerals import parse
from extract.mentions.places import deictics
from extract.model import Name, Place, PlaceMention, Sentence, Span
from extract.text.spans import Spans

_COORDINATE = regex.compile(r"\s?(?:、|和|与|及|以及|、?和)\s?")
_COMPARED_BEFORE = regex.compile(
    r"(?:比|较|高于|低于|超过|超|不及|优于|快于|慢于|领先|落后于?|赶超|反超|力压|仅次于|相当于|不如|少于|多于|大于|小于|超越|逊于|胜过|与|同|和|跟)(?:了|整个)?\s?$"
)
_COMPARED_AFTER = regex.compile(
    r"(?:的|省|市)?(?:相比|相当|持平|还|平均(?:水平)?[\d两一二三四五六七八九十]|(?:同期)?(?:的)?(?:增速|水平|平均)|高|低|多|少|快|慢|总和|之和)"
)
_RATIO_AFTER = regex.compile(r"的?[^，。；]{0,8}?[\d一二两三四五六七八九十./]+(?:倍|分之)|的(?:一半|\d+/\d+)")
_WHOLE_BEFORE = regex.compile(r"占(?:了|到|据)?\s?$")
_SCOPE_AFTER = regex.compile(
    r"(?:的|各[省市县区]|所有|同类|范围内?|省份|城市|主要|经济|前列|最|排名|综合|省会|地级市)?(?:[\p{Han}]{0,6})?(?:第[一二三四五六七八九十\d]|前[一二三四五六七八九十\d百]|首位|首个|首批|榜首|第一|倒数|百强|[\d一二三四五六七八九十]+强|之首|领先|位次|名列)"
)
_ASIDE_BEFORE = regex.compile(r"[（(](?:不?含|包括|不?包含|不?计|除|原|即|又称|如|以下简称)?\s?$")
_VISITOR_AFTER = regex.compile(r"籍|[\p{Han}]{0,2}?(?:旅客|游客|观光客|访客|客源|客人|配偶|新娘|移工|外劳|留学生|学生来|来客)")
_TARGET_BEFORE = regex.compile(r"(?:对|向|往|赴|至|到|从|自|由|来自|运往|发往|出口到?|进口自|直达|通往|连接|面向|支援|援助|投资|落户|进驻)\s?$")
_LOCATED_BEFORE = regex.compile(r"(?:在|于|位于|坐落于|落户|设在|走进)\s?$")
_EVENT_AFTER = regex.compile(r"(?:举行|召开|举办|开幕|会见|出席|考察|调研|发布|讯|电|报道|专电|消息|开庭|开幕|签署|揭牌)")
_DATELINE_AFTER = regex.compile(r"\s?(?:\d{1,2}月)?\d{1,2}日?(?:电|讯|报道)|报道|讯")
_ANONYMOUS = regex.compile(r"某[\p{Han}]{0,4}$")
_ASIDE_AFTER = regex.compile(r"[^（(]{0,8}[）)]")
_WHOLE_LIST_BEFORE = regex.compile(r"占[^，。；]{2,24}[、和及]\s?$")
_WITH_BEFORE = regex.compile(r"(?:与|同|和|跟)\s?$")
_COMPARED_WITH_AFTER = regex.compile(r"[\p{Han}]{0,4}(?:相比|相当|持平|差距|之间|相差)")
_RATIO_BEFORE = regex.compile(r"(?:是|为|达|相当)\s?$")
_SCOPE_BEFORE = regex.compile(r"(?:居|列|占|为|是|排|达|在|进入|跻身|名列|位居|位列|，|,|、|数|量|、)\s?$|^$")
_COUNT = regex.compile(r"[两二三四五六七八九十\d]+")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place, or a group of places, where it stands.

    Attributes:
        key: gazetteer keys joined by ``+``, in the order of the text.
        place: as it goes into a claim.
        span: in the normalized text, or None for a place that the text does not name (title, implied).
        sentence, clause: where it stands.
        role: subject, compared, whole (占全国…), scope (全国第五), government (杭州市统计局), target (对欧盟), located (在…), inside (of a longer
            name), dateline, anonymous, aside (（含香港）),
            visitors (大陆旅客).
        pointing: the word that points (全省, 当地), or "".
        members: number of places.
        listed: the occurrence is one member of a list.
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

    @property
    def start(self) -> int:
        """Where it begins, −1 for one that the text does not name."""
        return self.span[0] if self.span else -1


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
        return Place(key.removeprefix("world:"), None, "zone")


def _role(text: str, span: Span, names: Spans[Name]) -> str:
    before = text[max(0, span[0] - 6) : span[0]]
    after = text[span[1] : span[1] + 14]
    holders = [n for n in names.touching(span) if n.span[0] <= span[0] and span[1] <= n.span[1]]
    around = [n for n in holders if span[1] < n.span[1]]
    if around:
        return "government" if around[0].kind == "government" and around[0].span[0] == span[0] else "inside"
    if any(n.label == "WORK" for n in holders):
        return "inside"
    if _ANONYMOUS.search(before):
        return "anonymous"
    if _DATELINE_AFTER.match(after):
        return "dateline"
    if _ASIDE_BEFORE.search(before) and _ASIDE_AFTER.match(after):
        return "aside"
    if _VISITOR_AFTER.match(after):
        return "visitors"
    if _WHOLE_BEFORE.search(before) or _WHOLE_LIST_BEFORE.search(text[max(0, span[0] - 28) : span[0]]):
        return "whole"
    if _COMPARED_BEFORE.search(before):
        if _WITH_BEFORE.search(before) and not _COMPARED_WITH_AFTER.match(after):
            return "subject"
        return "compared"
    if _RATIO_BEFORE.search(before) and _RATIO_AFTER.match(after):
        return "compared"
    if _SCOPE_AFTER.match(after) and _SCOPE_BEFORE.search(before):
        return "scope"
    if _TARGET_BEFORE.search(before):
        return "target"
    if _LOCATED_BEFORE.search(before):
        return "located"
    return "subject"


def _level_of(key: str) -> str:
    try:
        return gazetteer.entry(key).level
    except KeyError:
        return "zone"


def _at_level(key: str, level: str) -> str | None:
    """The place itself or the division above it that has a level; a municipality counts as a city too."""
    try:
        entry = gazetteer.entry(key)
    except KeyError:
        return key if level == "zone" else None
    if level == "city" and entry.level == "county" and entry.own.endswith("市"):
        return entry.key  # 我市 in an article about a county-level city
    chain = [entry, *gazetteer.ancestors(entry)]
    for e in chain:
        if e.level == level or (level == "city" and e.key in ("110000", "120000", "310000", "500000", "810000", "820000")):
            return e.key
    return None


_AUTONOMOUS = ("150000", "450000", "540000", "640000", "650000")


def _own(level: str, word: str, facts: Facts, spoken: Latest[Occurrence], paragraph_from: int) -> str | None:
    """The place that 全省, 我市, 全区 … mean: in this paragraph the place last spoken of, else the article's own."""
    table = deictics().get(word)
    if table is not None and table.adcode:
        return table.adcode
    if word == "全岛":
        level = "province"
    if word.startswith(("我", "本")) and facts.own and (home := _at_level(facts.own, level)):
        return home
    for o in reversed(spoken.all):
        if o.sentence < paragraph_from:
            break
        if o.pointing or o.role in ("compared", "target", "inside", "whole") or o.members > 1:
            continue
        found = _at_level(o.key, level)
        if found:
            return found
        if level == "county" and word in ("全区", "我区", "区内", "本区") and _at_level(o.key, "province") in _AUTONOMOUS:
            return _at_level(o.key, "province")
        if level == "county" and _level_of(o.key) == "zone" and word.endswith("区"):
            return o.key
    if level == "county" and word in ("全区", "我区", "区内", "本区") and "county" not in facts.home and facts.home.get("province") in _AUTONOMOUS:
        return facts.home["province"]
    county = facts.home.get("county")
    if level == "city" and county and facts.is_focus(county) and _at_level(county, "city") == county:
        return county
    home = facts.home.get(level)
    if home:
        return home
    if level == "city" and _at_level(facts.home.get("province", ""), "city"):
        return facts.home["province"]
    for key in facts.title_places:
        found = _at_level(key, level)
        if found:
            return found
    return spoken.answer(level, lambda o: _at_level(o.key, level))


def _several(mention: PlaceMention, spoken: Latest[Occurrence]) -> str | None:
    """The places that 两地, 这三座城市 … mean: the last list of so many, else the last so many places."""
    table = deictics().get(mention.text)
    numbers = [parse(m.group()) for m in _COUNT.finditer(mention.text)]  # 三省一市: four places
    count = int(table.level) if table and table.level.isdigit() else sum(int(n.value) for n in numbers if n)
    if count < 2:
        return None
    listed = spoken.answer(count, lambda o: o.key if count in (o.members, gazetteer.parts(o.key)) else None)
    if listed:
        return listed
    recent: list[str] = []
    for o in reversed(spoken.all):
        if o.members == 1 and o.key not in recent and o.role in ("subject", "located", "scope", "dateline") and not o.key.startswith("world:"):
            recent.insert(0, o.key)
        if len(recent) == count:
            return "+".join(recent)
    return None


def _zone(o: Occurrence, word: str) -> str | None:
    return o.key if o.place.level == "zone" and o.key.endswith(word) else None


def _that(o: Occurrence, level: str) -> str | None:
    """The place that 该市, 当地 … mean where this is the last one spoken of."""
    if o.members > 1 or o.key.startswith("world:") or o.role in ("compared", "target", "inside"):
        return None
    return _at_level(o.key, level) if level else o.key


def gather(text: str, sentences: Sequence[Sentence], mentions: Sequence[PlaceMention], names: Sequence[Name], facts: Facts) -> list[Occurrence]:
    """All places of an article where they stand, in order; lists come as their members and, after them, as a group."""
    starts = [s.span[0] for s in sentences]
    paragraph_start: dict[int, int] = {}
    for i, s in enumerate(sentences):
        paragraph_start.setdefault(s.paragraph, i)
    around = Spans((n for n in names if n.label in ("ORG", "WORK")), lambda n: n.span)
    spoken = Latest[Occurrence]()
    found = spoken.all
    pending: list[Occurrence] = []

    def close() -> None:
        keys = list(dict.fromkeys(o.key for o in pending))
        if len(keys) > 1:
            first, last = pending[0], pending[-1]
            span = (first.start, last.span[1] if last.span else first.start)
            found.append(Occurrence("+".join(keys), place_of("+".join(keys)), span, first.sentence, first.clause, first.role, "", len(keys)))
        pending.clear()

    for mention in mentions:
        i = bisect_right(starts, mention.span[0]) - 1
        if i < 0 or mention.span[0] >= sentences[i].span[1] or sentences[i].role == "boilerplate":
            continue
        clause = clause_at(sentences[i], mention.span[0])
        key: str | None
        pointing = ""
        role = _role(text, mention.span, around)
        if mention.rule == "place.deictic":
            close()
            pointing = mention.text
            table = deictics().get(mention.text)
            if table is None or table.kind == "several":
                key = _several(mention, spoken)
            elif table.kind == "own":
                key = _own(table.level, mention.text, facts, spoken, paragraph_start[sentences[i].paragraph])
            elif table.level == "zone":
                key = spoken.answer(("zone", mention.text), partial(_zone, word=mention.text))
            else:
                key = spoken.answer(("that", table.level), partial(_that, level=table.level))
        elif mention.rule == "place.country":
            key = facts.nation if mention.text not in ("中国大陆", "大陆", "内地", "中国内地", "中国", "全中国") else "world:中国"
        elif mention.rule == "place.world":
            key = "world:全球"
        else:
            key = key_of(mention)
            if mention.members:
                key = "+".join(k for k in (m.adcode or m.name for m in mention.members))
        if key is None:
            close()
            continue
        members = key.count("+") + 1
        occurrence = Occurrence(key, place_of(key), mention.span, i, clause, role, pointing, members)
        joined = (
            pending
            and pending[-1].span is not None
            and members == 1
            and not pointing
            and _COORDINATE.fullmatch(text[pending[-1].span[1] : mention.span[0]])
        )
        if not joined:
            close()
        if members == 1 and not pointing:
            pending.append(occurrence)
            if joined:
                occurrence = Occurrence(key, occurrence.place, mention.span, i, clause, pending[0].role, "", 1, True)
                pending[-1] = occurrence
                if len(pending) == 2:
                    first = pending[0]
                    for n in range(len(found) - 1, -1, -1):
                        if found[n].span == first.span:
                            found[n] = Occurrence(first.key, first.place, first.span, first.sentence, first.clause, first.role, "", 1, True)
                            break
        found.append(occurrence)
    close()
    return found
