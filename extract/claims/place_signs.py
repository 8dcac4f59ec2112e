"""Signs of whose figure it is that no single place carries: what is counted, who reports it, and places singled out from a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from extract.claims import ranked_in
from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence, above, place_of
from extract.claims.roles import COMPARED, RATE_COMPARED
from extract.claims.spoken_of import Memory
from extract.data import load_patterns
from extract.data.late import late_regex
from extract.model import Sentence, Span

_KINDS = {
    "provinces": "省区市|省市区|省市自治区|省市|省区|省份|省",
    "cities": "地级市|城市|地市|市州|州市|市",
    "counties": "县市区|县市|县区|区县|乡镇|街道|县|区|镇|乡|旗",
    "countries": "国家和地区|国家或地区|国家|地区|经济体|成员国|国",
    "places": "地方|统筹区|统筹地区",
}
_COUNTED = late_regex("|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items()))
_COUNTED_BEFORE = late_regex(
    r"(?:(?P<provinces>省份)|(?P<cities>城市)|(?P<counties>县市|区县)|(?P<countries>国家))(?:数量|总数|阵营|俱乐部)?(?:已经?)?"
    r"(?:扩容|扩大|增加|增长|上升|减少|下降|增|升|扩|减|降)?(?:到|至|为|有|达到?|共有?|仅|只|还){0,2}\s?$"
)
_THINGS = late_regex(r"\s?\p{Han}")
_LEVEL = late_regex(r"(?:\d{4}年|今年|去年|同期|上年)?(?:\p{Han}{0,6}平均(?:水平|值|数)?)?的?(?:约|近)?\s?")
_SAID_A_LEVEL = late_regex(r"的(?:平均)?水平")  # 低于全国平均60%的水平 is no gap, however far it is
_AS_LOW, _AS_HIGH = Decimal("0.6"), Decimal("1.7")  # a level is within these of the one it is set against; a gap is smaller
_LEVELS = ("rate", "ratio")
_UNITS = frozenset("省市县区镇乡旗国")
_NO_COUNT = late_regex(r"[级长委政民]|重点|重大|科技|实验室|属")
_REACHED = late_regex(r"覆盖|[销运发走]|出口|涉及|遍布|辐射|分布|来自|通[达往]|[与和向到至在跨为从]|合作|对接|帮扶|支援|供应|服务|输送|惠及")
_IN_PROVINCES = ("province", "city", "county", "township", "zone")
_OF_WHICH = late_regex(r"(?:其中|当中|尤其是|特别是)(?:又)?(?:[，,、:：]|以|是|有|则|单)*\s?$")  # 其中，花莲县
_OPENS_WITH_PART = late_regex(r"(?:^|[。！？!\n])\s?(?:其中|当中)[，,、:：]?(?:\d{4}年[，,]?)?\s?$")
_FOREMOST = late_regex(r"最[\p{Han}]{1,4}的(?:省份?|县市|城市|地区|国家|市|县|区)?(?:是|为|有|则为|则是|依次为|依次是)\s?$")  # 受灾最重的是湖南省
_AMONG = late_regex(r"(?:其中|包括|包含|分别[为是有])[^。；]{0,60}?\d[^。；]{0,12}[、，,；;]\s?$")  # 11人，包括东区4人、西区4人、南区2人
_OWN_FIGURE = late_regex(r"(?:有|为|则|占|达|约|各){0,2}\s?[\d一二三四五六七八九十两]")
_WENT_ON = late_regex(r"[。！!]\s?[^。！!，,]{0,8}它(?!们)")  # 变化最大的是合肥。2000年它325亿
_FOREMOST_BEFORE = late_regex(r"以\s?$")
_FOREMOST_AFTER = late_regex(r"[^，,。；;]{0,30}?(?:最[\p{Han}]{1,3}|居冠|居首|为首|为主|占多数|较多|较[大高重])")  # 以花莲县损失最多


_SLOT = late_regex(  # 第4是某某（Latin，52万人）
    r"(?:第\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:名|位|大|高|低|多|少)?的?|其次|再次)(?:则)?[是为]\s?"
    r"(?P<name>[\p{Han}·]{2,8}?(?=[（(，,\d])|[\p{Han}·]{2,8})(?P<aside>\s?[（(]\s?[A-Za-z])?"
)

_OF_THEM = late_regex(r"(?:其中|有|另|当中|剩下|其余|[，,、；;])(?:有|的|又)?\s?$")
_THERE = late_regex(r"(?:[\p{Han}]{0,4}?)(?:都|均|则|就|全)?(?:位于|集中在|分布在|落在|在)(?:省会|首府|市区)?")
_ENDS = late_regex(r"(?:境内|市区|地区)?(?:[，,。；;、）)]|$|\p{Han}{0,4}集中)")
_RIGHT_BEFORE = late_regex(
    r"(?:(?:家庭|居民|企业|人口?|农村|城镇|城市)?的?这一?个?(?:比例|比率|比重|数字|数据|指标|占比)|的(?:数字|数据|数值))?"
    r"(?:的|则|也|还|却|只|仅|就|已|达到?|有|为|是|占|约|近|超过?|逾|高达|了){0,5}\s?"
)
_WHOLE = late_regex(r"全[国球台省市]|世界|全世界|国内")
_PUBLISHED = late_regex(r"公布|发布|统计|显示|数据|报告|通报|设定")
_FIRST_END = late_regex(r"[由从自][^，,。；;]{0,14}$")
_TO_THE_SECOND = late_regex(r"(?:[（(][^（()）]{0,8}[）)])?[^，,。；;、和\d]{0,6}?[到至为成][^，,。；;、]{0,8}")
_PARTS = late_regex(r"\p{Han}{0,8}(?:[，,]\s?(?:其中|包括|包含|分别[为是有]|即)|[（(：:]\s?(?:其中|包括|包含)?)(?:有|为|是)?")
_MEASURES = ("compared", "measured", "whole", "scope")
_TURNED = (  # 再看日本。 and no 看好日本。
    r"(?:再|先|来|回头|我们|不妨|也|接着|最后|下面|那么){0,3}(?:看|说|讲|谈|聊|回到|转到|轮到|说到)(?:[看说讲谈聊回]|一下|一看|一说)?\s?"
)
_SIGN = r"[●•■◆▪○※◎◇★▲△►▶]\s?"  # ※ 越南 on a line of its own
_LABEL = late_regex(
    rf"\s{{0,4}}+{_TURNED}|\s{{0,4}}+(?:[①-⑳]|{_SIGN}|[（(\[〔【]?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[）)\]〕】]?[、.．:：]?\s?)?[“「『【]?"
)
_NUMBERED = late_regex(rf"\s{{0,4}}+(?:{_TURNED}|[①-⑳]|{_SIGN}|[（(\[〔【]?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[）)\]〕】]?[、.．:：])")
_LABEL_ENDS = late_regex(r"[”」』】]?(?:市|省|地区|篇)?[。：:！]?\s{0,4}+")
PORT = late_regex(r"(?:铁路|公路|陆路|水运)?口岸(?![^，,。]{0,4}[、和])")  # 满洲里口岸: of what it is a part of the next sentence tells


def unknown_slot(text: str, sentence: Sentence, found: Sequence[Occurrence], frame: Frame) -> bool:
    """Whether a figure is of a place that no list knows: its name stands where others of the sentence have one (第4是某某（Latin，52万人）)."""
    known, last = False, ""
    for m in _SLOT.finditer(text, *sentence.span):
        named = any(o.span and m.start("name") <= o.start < m.end("name") for o in found)
        known = known or named
        if m.start() <= frame.quantity.core[0] or m.start() < frame.quantity.span[1]:
            last = "known" if named else "unknown"
    return known and last == "unknown"


def counted(text: str, frame: Frame) -> str | None:
    """What kind of places a figure counts (15省, 9个省份, 36个城市): provinces, cities, counties, countries; None where it counts no places."""
    q = frame.quantity
    if q.kind not in ("amount", "growth"):
        return None
    if (before := _counted_before(text, frame)) is not None:  # 万亿城市扩容到26个
        return before
    at = q.span[1]
    if q.unit in ("个", "座", "大"):
        m = _COUNTED.match(text, at)
    elif q.unit in _UNITS:
        at = max(q.span[0], q.span[1] - 4)
        m = _COUNTED.search(text, at, q.span[1])
    else:
        return None
    return m.lastgroup if m is not None and not _NO_COUNT.match(text, m.end()) else None


def _counted_before(text: str, frame: Frame) -> str | None:
    if frame.quantity.unit not in ("个", "座"):
        return None
    m = _COUNTED_BEFORE.search(text, max(frame.clause_span[0], frame.quantity.span[0] - 14), frame.quantity.span[0])
    return m.lastgroup if m is not None and not _THINGS.match(text, frame.quantity.span[1]) else None


def own_level(text: str, found: Sequence[Occurrence], frame: Frame, memory: Memory) -> str | None:
    """The place that a rate or multiple is the level of, though another is set against it: one as high as one just before (36%，低于全国38%)."""
    q = frame.quantity
    compared = [o for o in found if o.span and o.end <= q.core[0]][-1:]
    if q.kind not in _LEVELS or not compared or compared[0].role != "compared" or compared[0].clause != frame.clause:
        return None
    set_off = RATE_COMPARED.search(text, max(0, compared[0].start - 6), compared[0].start) is not None
    near, since = (memory.recent[-3:], frame.sentence - 1) if set_off else (memory.recent[-1:], frame.sentence)
    recent = [b for _, b, sentence in near if sentence >= since and b.kind == q.kind and b.unit == q.unit and b.number]
    if not recent or not q.number or (q.kind == "ratio" and not set_off):
        return None
    alike = _SAID_A_LEVEL.match(text, q.span[1]) is not None or any(_AS_LOW <= abs(q.number / b.number) <= _AS_HIGH for b in recent if b.number)
    told = _LEVEL.fullmatch(text, compared[0].end, q.span[0]) and COMPARED.search(text, max(0, compared[0].start - 6), compared[0].start)
    return compared[0].key if alike and told else None


def none_of(text: str, frame: Frame, keys: Sequence[str]) -> list[str]:
    """The places that a count of provinces or cities can be of: no single province or what lies in one, unless it reaches there (销往24个省).

    Nor is it of a few of those counted (唐山、温州加入后，万亿城市增至27个).
    """
    number = frame.quantity.number or 0
    if counted(text, frame) == "cities":
        keys = [k for k in keys if "+" not in k or k.count("+") + 1 >= number] or keys
    if _counted_before(text, frame) == "cities":
        keys = [k for k in keys if "+" in k or place_of(k).level not in ("city", "county", "township")] or keys
    if counted(text, frame) != "provinces" or _REACHED.search(text, max(frame.left[0], frame.quantity.span[0] - 8), frame.quantity.span[0]):
        return list(keys)
    return [k for k in keys if (k.count("+") + 1 >= number if "+" in k else place_of(k).level not in _IN_PROVINCES)] or list(keys)


def not_frames(text: str, found: Sequence[Occurrence], frame: Frame, keys: Sequence[str]) -> list[str]:
    """The keys without places that the sentence names only as the frame of a ranking (台中市5千件，为全台最多，比去年增加): who is ranked goes on."""
    drop = ranked_in.frames(text, found, frame)
    before = [o for o in found if o.span and o.end <= frame.quantity.core[0]]
    if any(o.role == "subject" for o in before) and frame.quantity.kind != "rank":
        drop |= {o.key for o in before if o.role == "scope"} - {o.key for o in found if o.role != "scope"}
    return [k for k in keys if k not in drop] or list(keys)


def singled_out(text: str, o: Occurrence) -> str | None:
    """How a place is one of a whole that what follows goes back to: of which (其中湖南省), foremost (以花莲县最多); None where it is none."""
    if o.span is None:
        return None
    if _FOREMOST.search(text, max(0, o.start - 16), o.start) or (
        _FOREMOST_BEFORE.search(text, max(0, o.start - 2), o.start) and _FOREMOST_AFTER.match(text, o.end)
    ):
        return None if _WENT_ON.match(text, o.end) else "foremost"
    if _OF_WHICH.search(text, max(0, o.start - 10), o.start):
        return "of which"
    if _OWN_FIGURE.match(text, o.end) and _AMONG.search(text, max(0, o.start - 80), o.start):
        return "of which"
    return None


def of_which_before(text: str, key: str, found: Sequence[Occurrence], at: int) -> bool:
    """Whether a sentence names a place only as one of which, and has gone on from that (全区50万头，其中甲市20万头；产奶70万吨)."""
    named = [o for o in found if o.key == key and o.span and o.end <= at]
    if not named or any(singled_out(text, o) != "of which" or _OPENS_WITH_PART.search(text, max(0, o.start - 12), o.start) for o in named):
        return False  # 。其中，甲省出口2万亿元；进口1万亿元 goes on about it
    return any(c in text[named[-1].end : at] for c in "；;")


def found_there(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place right behind a figure that says where those are (其中44例在黑河市，); None where none does."""
    end = frame.quantity.span[1]
    behind = [o for o in found if o.start >= end and o.role == "located" and not o.pointing][:1]
    there = [o for o in behind if place_of(o.key).level in _IN_PROVINCES and _THERE.fullmatch(text, end, o.start) and _ENDS.match(text, o.end)]
    if there and there[0].listed:  # 其余26场散在甲县、乙市
        there = [max((o for o in found if o.start == there[0].start), key=lambda o: o.members)]
    return there[0].key if there and _OF_THEM.search(text, max(0, frame.quantity.span[0] - 8), frame.quantity.span[0]) else None


def reported(
    text: str, found: Sequence[Occurrence], frame: Frame, *, nation: str, sentences: Sequence[Sentence], places: Mapping[int, Sequence[Occurrence]]
) -> str | None:
    """The nation, where its body publishes what is told and no other place is named since (主计总处公布失业率3.9%，台南市3.8%); None elsewhere.

    The body stands in the clause of the figure, before it in the sentence, or in the sentence before. A place that heads the passage comes first.
    """
    if (headed := labelled(text, found, frame, sentences=sentences, places=places)) is not None:
        return headed
    at, here = frame.quantity.core[0], sentences[frame.sentence]
    before = sentences[frame.sentence - 1] if frame.sentence else here
    starts = [frame.clause_span[0], here.span[0], *([before.span[0]] if before.paragraph == here.paragraph else [])]
    named = (o for i in (frame.sentence - 1, frame.sentence) for o in places.get(i, found if i == frame.sentence else ()))
    other = max((o.start for o in named if o.key != nation and o.start < at), default=-1)
    first = min((start for start in starts if start > other), default=at)
    bodies = list(load_patterns("national_bodies").finditer(text, first, at))
    return nation if bodies and _PUBLISHED.search(text, bodies[-1].end(), at) else None


def right_before(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place whose name stands right before a figure (其中大陆有100人; 台中38%), with a word between or before a rate or rank; None elsewhere."""
    q = frame.quantity
    before = [o for o in found if o.span and o.end <= q.span[0] and o.clause == frame.clause]
    last = max(before, key=lambda o: (o.end, o.members), default=None)
    if last is None or last.role != "subject" or last.pointing or last.place.level in ("zone", "region"):
        return None
    if _WHOLE.fullmatch(text, last.start, last.end):
        return None
    words = _RIGHT_BEFORE.fullmatch(text, last.end, q.span[0])
    return last.key if words and (words.group() or q.kind in ("rate", "rank")) else None


def second_end(text: str, _: Sequence[Occurrence], frame: Frame, *, memory: Memory) -> str | None:
    """The place of the figure that a change begins with, for the one that it ends with (从49%转为150%, 由880亿增至930亿); None elsewhere."""
    if memory.last is None or frame.previous is None or (memory.last_sentence, memory.last_index) != (frame.sentence, frame.previous):
        return None
    first, q = memory.recent[-1][1], frame.quantity
    if (first.kind, first.unit) != (q.kind, q.unit) or not _FIRST_END.search(text, max(0, first.span[0] - 16), first.span[0]):
        return None
    return memory.last if _TO_THE_SECOND.fullmatch(text, first.span[1], q.core[0]) else None


def another_since(key: str, found: Sequence[Occurrence], frame: Frame, memory: Memory) -> str | None:
    """Whether the sentence names another place since the figure before, whose place is ``key``: a feature of that place."""
    same = memory.last_sentence == frame.sentence
    before = memory.recent[-1][1].span[1] if same and memory.recent else 0
    others = (o for o in found if o.span and before <= o.start and o.end <= frame.quantity.core[0] and o.key != key)
    if any(o.role in ("subject", "located", "government") for o in others):
        return "previous, another since" if same else "previous, another in this sentence"
    return None


def labelled(
    text: str, found: Sequence[Occurrence], frame: Frame, *, sentences: Sequence[Sentence], places: Mapping[int, Sequence[Occurrence]]
) -> str | None:
    """The place that heads an item by itself (②杭州。), of which all is told until another is named; None where none does."""
    if any(o.role not in _MEASURES for o in found):
        return None
    for i in range(frame.sentence - 1, -1, -1):
        away = sentences[frame.sentence].paragraph - sentences[i].paragraph
        if away > 1 or (away and i + 1 < frame.sentence and sentences[i].paragraph != sentences[i + 1].paragraph - 1):
            break
        named = [o for o in places.get(i, ()) if o.role not in _MEASURES]
        if named:
            head = sentences[i].role == "heading" or _NUMBERED.match(text, sentences[i].span[0]) is not None  # 2、北京 on a line of its own
            numbered = not away or head
            label = numbered and len(named) == 1 and named[0].span and _LABEL.fullmatch(text, sentences[i].span[0], named[0].start)
            return named[0].key if label and _LABEL_ENDS.fullmatch(text, named[0].end, sentences[i].span[1]) else None
    return None


def parts_behind(text: str, found: Sequence[Occurrence], frame: Frame) -> set[str]:
    """The places whose parts of a figure are told right behind it (失踪27人，包括甲区13人、乙区14人): it is of none of them."""
    end = frame.quantity.span[1]
    behind = [o for o in found if o.start >= end and o.members == 1 and _OWN_FIGURE.match(text, o.end)]
    if len(behind) < 2 or not _PARTS.fullmatch(text, end, behind[0].start):
        return set()
    return {o.key for o in behind}


class SingledOut:
    """How each place of an article is singled out, worked out once: every figure behind it asks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[Span | None, str | None] = {}

    def __call__(self, o: Occurrence) -> str | None:
        """What ``singled_out`` says."""
        if o.span not in self._known:
            self._known[o.span] = singled_out(self._text, o)
        return self._known[o.span]


def only_tells(o: Occurrence, found: Sequence[Occurrence]) -> bool:
    """Whether a body of a place only tells of another one that lies in it (甲省统计局数据显示，乙市…): the sentence is of that."""
    return o.role == "government" and any(p.start > o.start and p.role == "subject" and not p.pointing and o.key in above(p.key) for p in found)


def national_body(text: str, sentence: Sentence, found: Sequence[Occurrence], at: int) -> bool:
    """Whether the nation's body is who a sentence names last before a figure: no place stands between them."""
    last = None
    for m in load_patterns("national_bodies").finditer(text, sentence.span[0], at):
        last = m.end()
    return last is not None and not any(o.span and last <= o.start < at and o.role not in ("whole", "scope", "inside") for o in found)
