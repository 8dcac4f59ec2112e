"""What sets a figure's metric apart from one told before it, where the words stand in the text but outside the name that was read.

A part (其中高铁200公里 behind 铁路营业里程), a level of school (毕业生 behind 高中在校生), the item of a line (香蕉：损失2亿元), a relative
clause (在外省居住的人口), whom trade is with (对欧盟出口), that a change is told and no stock (减少贫困人口5万人), that a share or the rank of
a growth is told (占比52%, 增速居第二位). Without them two claims of one name contradict each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import regex

from extract.claims import catalogue, modified_by
from extract.claims.frames import Frame
from extract.claims.names_told import doer, other_way
from extract.claims.wording import in_place_of, measure_of, of_added, renamed, unit_class, usual
from extract.claims.words import Words
from extract.data import alternatives, read_words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric, Span
from extract.text.tokens import tokenize

_LEADS = (
    r"(?:则|也|已|还|仅|只|就|均|又|再|约|近|超过?|逾|突破|不足|不到|接近|高达|可达|达到?|有|共有?|计|是|为|占|升至|降至|提高到|完成"
    r"|增加了?|新增|减少了?|净增)"
)
_SHARE = late_regex(rf"[，,、；;\s]*其?(?:占比|所占比重|比重|份额)(?:提高|提升|上升|下降|降低|稳定|保持)?(?:在|到|至|{_LEADS}){{0,3}}\s*")
_HAS_SHARE = late_regex(rf"(?:人数|数量)?(?:则|也|约|仅|只|就)?占(?:比)?(?:了|到|{_LEADS})*\s*")
_OF_SHARE = late_regex(r"的?(?P<head>占比|比重|比例|份额)(?!大|高|较|最|关系)")
_SHARE_NAME = late_regex(r"(?:占比|比重|比例|份额|[率度])$")
_RANKED_GROWTH = late_regex(
    r"[，,、；;\s]*其?(?:同比)?(?:名义|实际)?(?P<word>增长速度|增长幅度|成长幅度|增长率|增速|增幅|涨幅|降幅|增量)(?:也|均|都|继续|连续\S{1,4}|分别|并列)*"
    r"(?:稳居|高居|位居|位列|排名|名列|跃居|升至|保持|居|列|排|为|是|在)[^，,。；;]{0,12}"
)
_GROWTH_NAME = late_regex(r"增长速度|增长幅度|成长幅度|增长率|增速|增幅|涨幅|降幅|增量|排名|排位|位次$")
_CHANGED = late_regex(r"(?<![年期月])(?P<verb>压减|削减|淘汰|化解|压缩|核减|增加|减少)$")  # no 同比增加: what follows names it there
_VERB_OF_CHANGE = late_regex(r"(?<=\p{Han}{3})(?:上涨|下跌|下降|回落|上升)$")
_PARTNER = late_regex(r"(?P<to>对|向|自|从)(?P<whom>[\p{Han}\d“”]{2,12}?)(?:累计|合计|共)?$")
_TRADE = late_regex(r"(?:国家(?:和地区)?)?(?:出口|进口|进出口|外贸|贸易|投资|外派|援助)")
_OF_WHICH = late_regex(
    r"[，,、；;：:\s]*+(?:其中|此外|另有|另|以及|和|与|及|以|则|而)*+[，,：:\s]*+(?P<part>[\p{Han}A-Za-z“”]{2,8}?)" + _LEADS + r"{0,3}[：:]?\s*"
)
_ITEM = late_regex(r"[，,、；;\s]*(?:其中[，,：:]?)?[\p{Han}A-Za-z“”]{2,8}\s*[：:]\s*")
_ITEM_BEFORE = late_regex(r"(?<=[，,、；;：:。\n]\s?)\p{Han}{2,8}\s?[：:]$")
_LEAD_OF_PEOPLE = late_regex(r"[，,；;、\s]*(?:其中|另有)?(?P<lead>\p{Han}{0,4})")
_FURTHEST = 5  # figures back among which the whole of a part is told
_GROUP = late_regex(r"[，,、；;：:\s]*(?:其中[，,：:]?)?(?P<part>\p{Han}{2,8}类)(?:价格)?(?:同比|环比)?(?:[上下]?[涨跌升降]|持平|增长|回落)?")
_LINE = late_regex(r"[\s\-•·●◆■*（(]*(?:\d{1,2}[.、）)]\s*)?(?P<item>[\p{Han}A-Za-z]{1,10})\s*[：:]\s*")
_OUTPUT = late_regex(r"(?:增加值|总产值|产值|营收|营业收入|利润|投资|出口|进口)额?$")
_BRANCH = late_regex(r"业(?:增加值|总产值|产值|营收|营业收入|利润|投资|出口|进口)额?$")
_SCHOOLS = late_regex(r"(?:高校|院校|学校|中学|小学|国小|国中|大学|幼儿园|幼儿院|高中|初中|高职|职校|中职|技校)$")
_TOLD_BEFORE = ("metric.previous", "metric.topic", "metric.headed")
_STOCK = late_regex(r"^(?:全[省市区县州]|现有|共有|拥有|设有|开办|有)+")
_EACH = late_regex(r"[日月年]产|[日月年户人亩]均")
_RELATIVE_FROM = 24  # characters before the head
_TOWARDS = late_regex(r"(?:其中)?[在向自从到来赴]")
_OPENS = late_regex(
    r"(?:其中|然而|但是|不过|而且|因此|所以|同时|此外|如今|现在|仍|还|其|全[国省市区州县]|[我本该][国省市区县]|目前|现有|现|拥有|已|共|有|达|是|为"
    r"|而|但|并|，|,|\s)++"
)


@cache
def _people() -> tuple[str, ...]:
    return tuple(sorted(read_words("people_of_schools"), key=len, reverse=True))


@cache
def _wide_heads() -> frozenset[str]:
    return frozenset(read_words("wide_heads"))


@cache
def _tellers() -> regex.Pattern[str]:
    """Verbs of telling: 公布的人口 is no kind of people."""
    return regex.compile(alternatives(sorted({*read_words("report_verbs"), *read_words("say_verbs"), "统计", "公布", "调查", "上述", "所说"})))


class Qualifier:
    """Completes the names that were chosen for one article's figures, in the order of the text."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._wholes: dict[int, str] = {}  # what the figure of a frame, by its index, is a part of

    def qualified(self, frame: Frame, metric: Metric, decided: Mapping[int, Metric]) -> Metric:
        """The metric with what sets it apart, by what stands between it and its figure, or before it.

        ``decided`` are the metrics of earlier figures, by index.
        """
        before = decided.get(frame.previous) if frame.previous is not None else None
        metric = _added(self._words.text, frame, metric)
        q, name = frame.quantity, metric.name
        start = _item_from(self._words.text, frame)
        left = self._words.text[start : q.span[0]]
        told_before = metric.rule in _TOLD_BEFORE
        if told_before and q.kind == "rate" and _SHARE.fullmatch(left) and not _SHARE_NAME.search(name):
            return renamed(metric, f"{name}占比", metric.rule)
        if q.kind == "rank":
            ranked = _RANKED_GROWTH.fullmatch(left) if told_before else None
            return renamed(metric, name + ranked["word"], metric.rule) if ranked and not _GROWTH_NAME.search(name) else metric
        if q.kind == "growth" and metric.rule == "metric.before" and metric.id is None and (bare := _VERB_OF_CHANGE.sub("", name)) != name:
            return renamed(metric, str(bare), metric.rule)
        part = self._of_whole(frame, metric, start, decided)
        if part is not None:
            return renamed(metric, part, metric.rule)
        if metric.rule == "metric.before" and metric.span is not None and self._words.text[slice(*metric.span)] == name:
            if q.kind == "growth" and (of := _OF_SHARE.match(self._words.text, metric.span[1], q.span[0])):
                return renamed(metric, name + of["head"], metric.rule)  # 老年人口的比重上升2个百分点
            return _opened(self._words, frame, metric, metric.span, before, decided)
        return metric

    def whole_of(self, index: int) -> str | None:
        """What the figure of a frame, by its index, is a part of; None where it is a part of nothing told."""
        return self._wholes.get(index)

    def _like_before(self, frame: Frame) -> int | None:
        """The last figure of the same unit before, here or in the sentence before, if only changes and shares were told since."""
        for index in range(frame.index - 1, max(-1, frame.index - _FURTHEST), -1):
            other = self._words.frames[index]
            if not self._words.goes_on(other.sentence, frame.sentence):
                return None
            if other.quantity.unit == frame.quantity.unit:
                return index
            if other.quantity.kind not in ("growth", "rate"):
                return None
        return None

    def _of_whole(self, frame: Frame, metric: Metric, start: int, decided: Mapping[int, Metric]) -> str | None:
        """The name of a part of what was told before; what it is a part of is remembered for the next one."""
        q, left = frame.quantity, self._words.text[start : frame.quantity.span[0]]
        at = self._like_before(frame)
        told = decided.get(at) if at is not None else None
        if metric.rule in ("metric.topic", "metric.headed") and _ITEM.fullmatch(left):
            at, whole, other = frame.previous, metric.name, q
        elif at is not None and told is not None:
            whole, other = self._wholes.get(at, told.name), self._words.frames[at].quantity
        else:
            return None
        part = None
        opened = self._words.text[self._words.sentences[frame.sentence].span[0] :][:2] == "其中"
        if at is not None and self._words.frames[at].sentence != frame.sentence and not opened:  # 居民…元。城镇居民…元: only of its like
            return in_place_of(metric.name, whole) if metric.rule == "metric.before" and q.kind == other.kind == "amount" else None
        if q.unit == other.unit and other.kind == "amount" and q.kind in ("amount", "growth"):
            part = _part(self._words, frame, metric, whole, start, at in self._wholes)
        elif q.kind == other.kind == "growth" and (group := _GROUP.fullmatch(left)) and "价格" in whole and metric.rule != "metric.behind":
            part = group["part"] + whole
        elif q.kind == other.kind == "growth" and q.unit == other.unit == "%" and _OUTPUT.search(whole):
            part = _part(self._words, frame, metric, whole, start, at in self._wholes)
            part = part if part is not None and _BRANCH.search(part) else None
        if part is not None:
            self._wholes[frame.index] = whole
        return part


def _added(text: str, frame: Frame, metric: Metric) -> Metric:
    """The metric with 新增 and the like, where they stand before or behind words of its clause that name it."""
    if metric.span is None or metric.rule not in ("metric.before", "metric.behind") or frame.quantity.kind not in ("amount", "number", "growth"):
        return metric
    (a, b), at = metric.span, frame.quantity.span
    return renamed(metric, of_added(metric.name, text[frame.clause_span[0] : min(a, at[0])], text[b : at[0]]), metric.rule)


def _item_from(text: str, frame: Frame) -> int:
    """Where the words beside a figure begin: with the item before a colon (丁香鱼：1.2亿元), which is a clause of its own."""
    start = frame.left[0]
    if text[start - 1 : start] in ("：", ":") and not text[start : frame.quantity.span[0]].strip():
        item = _ITEM_BEFORE.search(text, max(0, start - 12), start)
        return item.start() if item else start
    return start


def _opened(words: Words, frame: Frame, metric: Metric, span: Span, before: Metric | None, decided: Mapping[int, Metric]) -> Metric:
    """A metric read from the words before its figure, with those that stand before it and belong to it."""
    text, name, q = words.text, metric.name, frame.quantity
    start = frame.clause_span[0]
    if q.kind == "rate" and q.unit == "%" and not _SHARE_NAME.search(name) and _HAS_SHARE.fullmatch(text, span[1], max(span[1], q.span[0])):
        return renamed(metric, f"{name}占比", metric.rule)  # 过夜游客占10%
    if name in _people():
        lead = _LEAD_OF_PEOPLE.fullmatch(text, frame.left[0], span[0])
        if lead is not None and lead["lead"] and _is_thing(words, frame, lead.span("lead")):
            return _from(text, lead.start("lead"), metric)  # 技校专任教师 behind 中职专任教师
        if lead is not None and before is not None and (level := _level_of(name, before.name)):
            return renamed(metric, level + name, metric.rule)
    like = modified_by.of_other_place(words, frame, name, span, before)
    if like or (q.kind in ("amount", "growth") and (like := other_way(words, frame, name, decided))):
        return renamed(metric, like, metric.rule)
    if (whose := doer(words, frame, span)) is not None:
        return renamed(metric, whose + name, metric.rule)
    line = text.rfind("\n", 0, span[0]) + 1
    if metrics.is_head(name) and len(name) <= 4 and (item := _LINE.fullmatch(text, line, span[0])) and _is_thing(words, frame, item.span("item")):
        return renamed(metric, item["item"] + name, metric.rule)
    if q.kind == "amount" and (changed := _CHANGED.search(text, max(start, span[0] - 4), span[0])) and not name.startswith("值"):
        return _from(text, changed.start(), metric)
    if _TRADE.match(name) and (partner := _PARTNER.search(text, max(start, span[0] - 15), span[0])):
        return renamed(metric, f"{partner['to']}{partner['whom']}{name}", metric.rule)
    at = _relative(words, frame, span[0]) if text[span[0] - 1 : span[0]] == "的" and name in _wide_heads() else None
    at = modified_by.owner(words, frame, span) if at is None else at
    return metric if at is None else _from(text, at, metric)


def _from(text: str, start: int, metric: Metric) -> Metric:
    assert metric.span is not None
    words = text[start : metric.span[1]]
    return Metric((start, metric.span[1]), words, words, metric.rule)


def _is_thing(words: Words, frame: Frame, span: Span) -> bool:
    """Whether a span holds a noun phrase and nothing else: no place, no date, no figure."""
    if words.segments(span) != [(span, "edge")]:
        return False
    phrase = metrics.before(words.text, words.tokens(frame.sentence, span))
    return phrase is not None and phrase.span == span and phrase.text not in metrics.never_names()


def _relative(words: Words, frame: Frame, end: int) -> int | None:
    """Where the relative clause before a head begins, back to the clause's start, a place, a date or a figure."""
    text = words.text
    start = max(frame.clause_span[0], frame.left[0], end - _RELATIVE_FROM)
    said = text[start:end]
    if start == end - _RELATIVE_FROM or _tellers().search(said):
        return None
    segment = next(iter(words.segments((start, end))), ((start, end), ""))[0]
    if not _TOWARDS.match(text, start, end):  # 在外省居住的 tells where; another place or date before it is none of its words
        start = segment[0]
    opening = _OPENS.match(text, start, end)
    at = opening.end() if opening else start
    inside = [t for t in words.tokens(frame.sentence, (at, end)) if t.text != "的"]
    if inside and text[at - 1] == "有" and inside[0].flag != "v":  # 有进出口实绩的企业, but 有从事农业的人口
        at -= 1
    return at if len(inside) > 1 and any(t.flag.startswith("v") for t in inside) else None


def _level(name: str) -> str:
    """The schools that a name tells of: 高中 of 高中在校生, 普通高校 itself."""
    people = next((p for p in _people() if name.endswith(p)), "")
    schools = str(_STOCK.sub("", name.removesuffix(people)))
    return schools if _SCHOOLS.search(schools) else ""


def _level_of(people: str, name: str) -> str:
    """The schools that a name tells of, where people may be of them: 在园幼儿 are of kindergartens."""
    level = _level(name)
    return level if not people.endswith("幼儿") or level.startswith("幼儿") else ""


def _part(words: Words, frame: Frame, metric: Metric, whole: str, start: int, chained: bool) -> str | None:
    """The name of a part told behind its whole by a noun alone, or None."""
    said = _OF_WHICH.fullmatch(words.text, start, frame.quantity.span[0])
    if said is None or metric.rule not in ("metric.previous", "metric.before", "metric.topic", "metric.headed"):
        return None
    part = str(said["part"])
    if part.startswith(("同比", "环比", "较")):  # 净融资150亿元，同比少32亿元
        return None
    at = said.start("part")
    if metric.rule == "metric.before" and metric.name != part:
        return None
    if part in _people():
        level = _level_of(part, whole)
        return level + part if level else None
    if part in metrics.light_words() or part in metrics.never_names():
        return None
    entry = catalogue.match(part)
    if entry is not None and usual(entry.units, frame.quantity):
        return part
    counted = metrics.counts(part) and unit_class(frame.quantity) in ("money", "measure")  # 贷款…，其中企业5000亿元: a part, no measure
    if (part in metrics.bare_heads() or metrics.head_in(part)) and not counted:
        return None
    if not _is_part(words, frame, (at, at + len(part))):
        return None
    like = in_place_of(part, whole)
    if like is not None:
        return like
    if whole[-2:] == part[-2:] or part in whole:
        return part if part not in whole else None
    if metrics.counts(whole) and not chained and "其中" not in said.group():  # 园区3个、产业强镇7个: things of their own
        return None
    measure = measure_of(whole)
    return part + measure if measure else None


def _is_part(words: Words, frame: Frame, span: Span) -> bool:
    """Whether a span holds words that can stand for a part: nouns, or a verb for people (其中独居2万人)."""
    if words.segments(span) != [(span, "edge")]:
        return False
    if words.text[max(0, span[0] - 2) : span[0]] != "其中":  # 其中国道 is no 中国, but 和美乡村 begins with 和
        own = words.tokens(frame.sentence, (max(0, span[0] - 8), frame.quantity.span[0]))
        if span[0] not in {t.span[0] for t in own} or span[1] not in {t.span[1] for t in own}:
            return False
    flags = "nbjlzxasfv" if unit_class(frame.quantity) == "people" else "nbjlzxasf"
    tokens = list(tokenize(words.text, span))
    verbs = all(t.text in metrics.nominal_verbs() for t in tokens)
    if not tokens or _EACH.fullmatch(tokens[-1].text) or (verbs and "v" not in flags):
        return False  # 亏损2亿元, 日产5000吨: what was measured, and no part
    return all((t.flag[0] in flags or t.flag == "vn" or t.text in metrics.nominal_verbs()) and t.flag != "ns" for t in tokens)
