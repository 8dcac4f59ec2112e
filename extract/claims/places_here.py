"""How the places of a sentence stand to a figure in it: features for the linear model ``subject``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extract.claims import scoring
from extract.claims.distribution import told
from extract.claims.frames import THOSE_ARE, Frame
from extract.claims.occurrences import Occurrence
from extract.claims.scoring import Part
from extract.data.late import late_regex
from extract.model import Sentence

_GROUP_CUE = late_regex(
    r"(?:合计|共计|总计|一共|共有|加起来|之和|合起来|两地|三地|[两三四五六七八九十]\s?(?:省|市|地|城|国|县|区)|均|都|各|等地|等省|等市|等\s?\d+\s?[个省市地县国]|分别)"
)
_BREAK = late_regex(r"[，；。：,;:（(\d]")
_COORDINATED = late_regex(r"[、和及与]")
_TOLD_BEFORE = late_regex(r"(?:有|是|为|包括|包含|即|如)\s?$")
_RANKED_IS = late_regex(
    r"\s?[名位]?\s?(?:的?(?:则|才|就)?[是为:：]\s?(?:(?:\d{4}年)?[^，,。；;、是为\d]{1,12}的)?|的(?:是|为)?)?"
    r"|大\p{Han}{0,4}(?:省份?|市|国|县|经济体|城市|港)"  # 第一大产粮省河南
    r"|城[，,]?(?:就|则|便|才|也)?是(?:[^，,。；;、是\d]{1,12}的)?"  # 人口第二城则是郑州
    r"|(?:[高多富强快]\p{Han}{0,2}|富有|富裕|发达)的"  # 第二富有的甲邦
)
_DIRECTLY = late_regex(
    r"(?:[两三四五六七八九十\d]{1,3}[个座]?(?:省市区|省区市|省市|省区|[省市县区州地国城]){1,2}){0,3}"  # 金华、衢州、丽水3市4个县6900人
    r"[，,]?\s?(?:则|也|还)?(?:均|都|各|皆)?(?:是|为|有|达到?|约|近|超过?|逾|仅|只有|高达|不到|不足|接近|将近){0,3}\s?"
)
_OF_THEM = late_regex(r"(?:以上|左右)?的?")
_PEOPLE_AFTER = late_regex(
    r"(?:民众|人民|国民|居民|市民|县民|乡亲|受访者|网友|选民|消费者|企业|公司|家庭)(?!数|总数)|的民众|(?<=[市县区])民(?=\p{Han})"
)
_ALL = late_regex(r"全[国球台]|世界|全世界")
_THENCE = late_regex(r"(?:的[\p{Han}]{1,8}|以上|多|左右)?(?:都|均|是)?(?:来自|出自|源自|产自|由)")
_ORDINALS = late_regex(r"(?P<one>第?[一二三四五六七八九十\d]{1,2}[名位]?[、和及]){1,5}$")  # 第二、第三名的北京、深圳
_ONLY_BEFORE = late_regex(r"(?:只有|仅有|唯有|仅|只)$")  # 只有北京、上海税收占比超过80%
_WORDS = late_regex(r"\p{Han}{0,10}")
_LAST_OF_ALL = late_regex(r"最\p{Han}(?:的)?(?:则|才|就|依次)?[是为]\s?$")  # 最低则为甲县与乙县，只有10%
_LISTED_THINGS = late_regex(r"[、及和与][^，,。；;\d]{0,40}?(?:(?P<etc>等)|(?P<sum>共|合计|共计))\s?$")  # 甲镇、乙镇和丙区公所等共9处
_PLACES = late_regex(r"[\p{Han}]{0,4}(?:国家|地区|省|市|县|区|州|城市)")
_WHOLE_ASIDE = late_regex(r"[\p{Han}A-Z]{0,8}[（(]\s?(?:约|为)?")
_ASIDE_END = late_regex(r"\s?[）)]的?(?:比重|比例|\d)")
_CLOSED_ASIDE = late_regex(r"[^（()）]{0,80}+[）)]")  # （无锡市4人，常州市5人），失踪6人: the place stands in brackets that are closed
_SCENE_BEFORE = late_regex(
    r"(?:而|但|再|又|先)?(?:在[^，,。；;、\d]{2,16}的|在|对|就|以|至于|关于|来看|看看|说到|说回|回到|聚焦|相比之下)?"
    r"(?:同为)?(?:\p{Han}{0,3}(?:[一二三四五]线|直辖市|计划单列市|省会|首府|沿海|边境|邻近|中心|旅游|工业)(?:城市)?"  # 在一线城市广州，
    r"|近邻|邻[省市居]|[\p{Han}]{1,2}大[省市县国])?"
)
_SCENE_AFTER = late_regex(r"(?:地区|方面|市场|本地)?(?:来说|而言|来讲|来看|为例|方面|看|这边|则|那边)?[，,：:]")
_MOST_BEFORE = late_regex(r"最\p{Han}{1,4}的$")  # 人口最多的明山区34万人
_FIGURE_BEFORE = late_regex(r"\d\s?[万亿]{0,2}[\p{Han}%％/]{0,5}[）)]?\s?(?:[、，,；;]|以?及|和|与|而)\s?$")  # 上海13家、北京
_LED_BEHIND = late_regex(r"\p{Han}{0,12}?(?:(?P<there>位于|在|集中于|分布于)|(?P<thence>来自|出自|源自|源于|由))$")
_OPENS_CLAUSE = late_regex(r"[\s“]*(?:而|但|但是|不过|反观|再看|同期|其中|至于|当年|去年|今年)?[，,]?")
_ITS = late_regex(r"的(?![^，,。；;]*的)(?:\p{Han}|GDP|[、“”]){2,12}")  # 武汉的面积
_OWN_FIGURE = late_regex(
    r"[省市]?(?:今年|去年|同期|上年|第?[一二三四]季度?|[上下]半年|[前首头][\d一二三四五六七八九十]{1,2}个?[月季]度?|[本上]个?[月季]|全年|平均值?|的|为|\d{1,4}年|\d{1,2}月份?|水平){0,6}(?:的[^，,。]{0,2}|平均(?:水平|值|增速)?|(?:增速|增幅|涨幅|均值)?(?=[（(]))\s?[（(]?"
)

_OWN_FIGURES = late_regex(r"的\s?\d[\d.,]*+[万亿]?\p{Han}{0,2}[%％]?\s?[、和与及]\s?")  # 低于全国的79%和68%: both are the nation's


@dataclass(slots=True)
class Standing:
    """How a place stands to a figure: names of features that hold, and of the words on both sides of the place, which recur less."""

    names: dict[str, None] = field(default_factory=dict)
    beside: dict[str, None] = field(default_factory=dict)

    def parts(self) -> list[Part]:
        """The features as parts of a row."""
        return [scoring.holding(*self.names), scoring.holding(*self.beside)] if self.beside else [scoring.holding(*self.names)]


def read(
    text: str, sentence: Sentence, found: Sequence[Occurrence], frame: Frame, first_figure: int
) -> tuple[dict[str, Standing], dict[str, Occurrence]]:
    """Features of each place, by key, and its occurrence nearest to the figure.

    ``found`` are the places of the sentence, ``first_figure`` is where the first figure of the frame's list begins.
    """
    rows: dict[str, Standing] = {}
    nearest: dict[str, Occurrence] = {}
    at = frame.quantity.core[0]
    before = [o for o in found if o.span and o.end <= at]
    after = [o for o in found if o.start >= at]
    subjects = [o for o in before if o.role in ("subject", "located", "government") and not (o.listed and o.members == 1)]
    first = next((o for o in found if o.role in ("subject", "located")), None)
    for o in before:
        if o.key not in rows:
            rows[o.key] = Standing()
        row = rows[o.key].names
        _put_before(row, o, text, sentence, frame, sum(1 for p in subjects if p.start >= o.end and p.key != o.key))
        rows[o.key].beside.update(_beside(text[max(0, o.start - 2) : o.start], text[o.end : o.end + 2]))
        if o.role == "subject" and o.start == sentence.clauses[o.clause][0]:
            row["opens its clause"] = None
        if o is first:
            row["first subject of sentence"] = None
    end = frame.quantity.span[1]
    for n, o in enumerate(after):
        led = _LED_BEHIND.fullmatch(text, end, o.start) if n == 0 and o.start < frame.right[1] else None
        if led is not None:  # 其中44例在黑河市, 六成位于江苏
            rows.setdefault(o.key, Standing()).names[f"place behind, {led.lastgroup}"] = None
        rows.setdefault(o.key, Standing()).names[f"{o.role} after in {'clause' if o.start < frame.clause_span[1] else 'sentence'}"] = None
    for item in told(text, found, frame, first_figure):
        rows.setdefault(item.member, Standing()).names[f"distributed, {item.word}"] = None
        nearest.setdefault(item.member, item.group)
        rows[item.group.key].names[f"list told one by one, {item.word}"] = None
    for o in (*before, *after):
        if o.key not in nearest or abs(o.start - at) < abs(nearest[o.key].start - at):
            nearest[o.key] = o
    return rows, nearest


def _put_before(row: dict[str, None], o: Occurrence, text: str, sentence: Sentence, frame: Frame, later: int) -> None:
    """Features of a place before the quantity in its sentence; ``later`` counts the other subjects between them."""
    end, at = o.end, frame.quantity.core[0]
    between = text[end:at]
    distance = frame.clause - o.clause
    where = "clause" if distance == 0 else "clause-1" if distance == 1 else "clause-2" if distance == 2 else "clause-3+"
    if _CLOSED_ASIDE.match(between):
        row["in brackets that are closed"] = None
        row[f"in brackets that are closed, {where}"] = None
    clause = sentence.clauses[o.clause]
    if _SCENE_AFTER.match(text, end) and _SCENE_BEFORE.fullmatch(text, clause[0], o.start):
        row[f"sets the scene, {min(later, 2)} later"] = None
        row[f"sets the scene, in {where}"] = None
    if distance == 0 and not later:
        if text[o.start - 1] == "的" and _MOST_BEFORE.search(text, max(clause[0], o.start - 7), o.start):
            row["the most of a whole"] = None
        directly = _DIRECTLY.fullmatch(text, end, at) is not None
        if directly and _FIGURE_BEFORE.search(text, max(sentence.span[0], o.start - 12), o.start):
            row["behind a figure, before its own"] = None
        elif directly:
            row["right before its own"] = None
    part = "earlier part" if "；" in between or ";" in between else "same part"
    row[f"{o.role} in {where}"] = None
    row[f"{o.role} with {min(later, 2)} later subjects"] = None
    row[f"{o.role} in {part} of sentence"] = None
    if part == "earlier part" and not later:
        row["last subject stands before a semicolon"] = None
    counted = _LISTED_THINGS.search(text, end, at) if distance == 0 else None
    if counted is not None:
        row[f"in a list that is counted, {counted.lastgroup}"] = None
    if o.role == "compared" and distance == 0 and not later:
        shape = "ratio" if frame.quantity.kind == "ratio" or frame.quantity.unit in ("pp", "倍") else frame.quantity.kind
        row[f"compared, {shape}, {'its own figure' if _OWN_FIGURE.fullmatch(between) else 'no figure of its own'}"] = None
    if o.role in ("scope", "whole") and distance == 0:
        row[f"{o.role}, quantity is {frame.quantity.kind}"] = None
    if distance == 0 and not later:
        row[f"{o.role} near {'0-3' if at - end <= 3 else '4-10' if at - end <= 10 else '11+'}"] = None
    if o.pointing:
        row["pointing word"] = None
        row[f"pointing word in {where}"] = None
    if o.listed and o.members == 1:
        row["one of a list"] = None
        if distance == 0:
            row["one of a list in clause"] = None
    if o.members > 1:
        row["list"] = None
        if distance == 0:
            row["list in clause"] = None
        if _GROUP_CUE.search(between):
            row["list with word of sum"] = None
        if distance == 0 and not later and not _BREAK.search(between):
            row["list, only words between"] = None
    if between.count("（") + between.count("(") > between.count("）") + between.count(")"):
        row["quantity in brackets behind"] = None


def shared(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The list of places that has one figure for all, told right behind it (高雄市及宜兰县23%); None where none does.

    Not a rank, for such a list is its scope; not a count of places; and not behind 有 and 是, where the list ends what was told before.
    """
    q, at = frame.quantity, frame.quantity.span[0]
    if frame.run.size > 1 or q.kind == "rank" or _PLACES.match(text, q.span[1]):
        return None
    for o in reversed(found):
        if o.span is None or o.end > at or o.members < 2:
            continue
        listed = o.role in ("subject", "located") and not o.pointing and _COORDINATED.search(text, o.start, o.end) is not None
        told_before = _TOLD_BEFORE.search(text, max(0, o.start - 3), o.start) and text[o.end : o.end + 1] in "，,"
        told_before = told_before and not _LAST_OF_ALL.search(text, max(0, o.start - 8), o.start)
        if not listed or q.number == o.members or told_before:
            return None
        only = _ONLY_BEFORE.search(text, max(0, o.start - 4), o.start) and _WORDS.fullmatch(text, o.end, at)
        return o.key if only or _DIRECTLY.fullmatch(text, o.end, at) else None
    return None


def of_another(found: Sequence[Occurrence], frame: Frame) -> bool:
    """Whether the sentence last spoke of a person or a sight of a place, whose figure this is, and of no place itself (广东小伙花4.6万元)."""
    before = [o for o in found if o.span and o.end <= frame.quantity.core[0] and o.role in ("subject", "located", "another's", "measured")]
    return bool(before) and before[-1].role == "another's"


def owner(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place that opens a figure's own clause and has what the figure measures (而甲市的面积不到1万平方公里); None where none does."""
    at = frame.quantity.span[0]
    before = [o for o in found if o.span and frame.clause_span[0] <= o.start < at]
    if frame.quantity.kind not in ("amount", "growth") or len(before) != 1 or before[0].role != "subject" or before[0].members > 1:
        return None
    o = before[0]
    opens = _OPENS_CLAUSE.fullmatch(text, frame.clause_span[0], o.start) is not None
    return o.key if opens and frame.left[0] <= o.start and _ITS.fullmatch(text, o.end, at) else None


def of_measured(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place whose own figure this is, told as what another is compared with (超过上海的4.5万亿元, 高于全国的5.2%); None where none is."""
    at = frame.quantity.core[0]
    for o in reversed(found):
        if o.span is None or o.end > at:
            continue
        between = text[o.end : at]
        if o.role == "whole" and _WHOLE_ASIDE.fullmatch(between) and _ASIDE_END.match(text, frame.quantity.span[1]):
            return o.key  # 占四川省GDP（6.5万亿元）的比重
        told = (
            not between
            or between in ("同期", "平均", "同期平均")
            or _OWN_FIGURE.fullmatch(between)
            or (frame.run.size > 1 and _OWN_FIGURES.fullmatch(between))
        )
        return o.key if o.role == "measured" and told else None
    return None


def scene(_: str, found: Sequence[Occurrence], frame: Frame, *, here: Mapping[str, Standing]) -> str | None:
    """The place or list that a clause of its own sets as the scene (在衢州，; 对一线城市广州来说，), with no other since; None where none does."""
    if frame.quantity.kind == "rank":
        return None
    at = frame.quantity.core[0]
    setting = [o for o in found if o.span and o.end <= at and "sets the scene, 0 later" in here[o.key].names]
    return max(setting, key=lambda o: (o.members, o.start)).key if setting else None


def people_behind(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place or list right behind a share whose people or firms it is a share of (70%的美国民众支持); None where none is."""
    last = frame.run.last - 1 == frame.index
    behind = [o for o in found if o.start >= frame.quantity.span[1]] if frame.quantity.kind == "rate" and last else []
    first = [o for o in behind if o.start == behind[0].start and _OF_THEM.fullmatch(text, frame.quantity.span[1], o.start)]
    whose = max(first, key=lambda o: o.members, default=None)
    return whose.key if whose is not None and _PEOPLE_AFTER.match(text, whose.end) else None


def brought_by(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place that a share of all is from (全国产值有四成来自广东, 全球99%由台湾厂商生产); None where none is."""
    end, at = frame.quantity.span[1], frame.quantity.core[0]
    before = [o for o in found if o.span and o.end <= at and o.clause == frame.clause]
    if frame.quantity.kind != "rate" or not before or not _ALL.fullmatch(text, before[-1].start, before[-1].end) or before[-1].role != "subject":
        return None
    behind = [o for o in found if end <= o.start < frame.right[1]][:1]
    return behind[0].key if behind and _THENCE.fullmatch(text, end, behind[0].start) else None


def told_behind(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place or list behind a figure that says which ones it holds for (超过4000亿的有湖南、湖北和河北; 第二是湖北); None where none does."""
    end = frame.quantity.span[1]
    behind = [o for o in found if o.start >= end and not o.pointing and o.role not in ("whole", "scope")]
    if frame.quantity.kind == "rank":  # 第二是湖北, 第三名为桃园市, 第二是增长乏力的海南, 第一名苏州
        first = [o for o in behind if _RANKED_IS.fullmatch(text, end, o.start) and (o.start > end or text[end - 1] == "名")]
        first = [o for o in first if o.start == first[0].start]
        group = max(first, key=lambda o: o.members, default=None)
        ordinals = _ORDINALS.search(text, max(0, frame.quantity.span[0] - 12), frame.quantity.span[0])
        if group is not None and ordinals is not None and len(ordinals.captures("one")) + 1 == group.members:
            return group.key.split("+")[-1]
    else:
        m = THOSE_ARE.match(text, end)
        first = [o for o in behind if m is not None and o.start == m.end()]
    return max(first, key=lambda o: o.members).key if first else None


@lru_cache(maxsize=8192)
def _beside(before: str, after: str) -> dict[str, None]:
    """The words on both sides of a place: what they make of it is learned."""
    return dict.fromkeys(
        (
            f"character before {scoring.shown(before[-1:])}", f"character after {scoring.shown(after[:1])}",
            f"characters before {scoring.shown(before)}", f"characters after {scoring.shown(after)}",
        )
    )  # fmt: skip
