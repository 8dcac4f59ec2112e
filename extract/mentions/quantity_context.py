"""The words beside a number: what bounds it, whether it is a change and in which direction, whether it is a share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extract.data import alternatives, read_table, read_words
from extract.data.late import late_re
from extract.mentions.quantity_bounds import bounds
from extract.mentions.quantity_series import better_when_more, goes_on, moved_by, of_another, says_it_again, told_far
from extract.mentions.quantity_site import Draft
from extract.model import Bound, Quantity, ValueKind


@dataclass(frozen=True, slots=True)
class _Change:
    """What the words beside a number say of change: a level reached, a change with its sign, or nothing."""

    kind: str  # "change", "level", "share", ""
    sign: int = 1


_NONE = _Change("")
_SHARES = ("points", "percent", "tenths", "multiple", "fraction")  # shapes that a word of change further off can reach
_PARTS = ("percent", "tenths", "multiple", "fraction")  # shapes that are so much of something
_UP_TO_STOP = late_re(r"(?s:.*)(?:[，。；：！？!?;\n（(“]|,(?!\d))")  # the last one before a position
_GAP_OF_SIZE = late_re(r"[高长重短]$")
_COMPARES = late_re("[比较]")
_SHARE = late_re(r"占|比重|比例|率")
_SHARE_BEFORE = late_re(r"占|比重|比例|份额|率")
_FALLS = late_re("[降跌减负滑缩退落]")
_CHANGE_BEFORE = late_re(r"(?:同比|环比|年均)\s?$")
_BOUND_SHARE = late_re(r"(?:约|近|超过?|不足|逾|不到|将近|接近|差不多|几乎)占[\u4e00-\u9fff]{0,12} ?$")
_BOUND_OF_SHARE = late_re(r"(?P<word>将近|接近|超过|不足|不到|差不多|几乎|约|近|超|逾)占")
_BOUND_OF_OTHER = late_re(
    r"(?P<word>将近|接近|超过|不足|不到|不及|几乎(?=是|为|相当)|约|(?<![最附])近|超|逾)(?![0-9])[\u4e00-\u9fffA-Za-z0-9%.]{1,12}的 ?$"
)
_EXTREMES = late_re(r"最高[^，。；]{0,12}[，、,]?最低|最低[^，。；]{0,12}[，、,]?最高")
_NOT_EVEN = late_re(r"[都也](?:没有?|没到|不到|没达到|不足|不够|未到)(?=[，。；！？、,;!?\s]|$)")
_EVEN = late_re(r"连(?!续|锁|年|日|夜|接|片|带)[\u4e00-\u9fff]{0,4}$")
_TOLD_OF_ALL = late_re(r"(?:分别|均|都|各)\s?[\u4e00-\u9fff]{1,3}$")
_NEXT_OF_LIST = late_re(r"\s?[和、及与]\s?")
_LONGEST_BOUND = 16  # characters before a number among which its bound stands
_LONGEST_CLAUSE = 60
_LOST = late_re(r"[多少]了(?:约|近|整整|将近|差不多)? ?$")  # 人口少了646万
_SPACE = late_re(" ")
_A_SCALE = late_re("[一两二三四五六七八九][十百千万亿]{1,2}(?![一二三四五六七八九0-9])")  # 小一万人 are nearly so many; 小3万 is something small
_THAN = late_re(r" ?(?:还|要|更)*(?:(?P<less>[低少小矮短轻])|[高多大长重])(?![于过出])")
_RENEWED = late_re("(?:巩固|改造|整治|优化|翻新)提升$")  # 巩固提升80万亩基地: works on them, adds none
_LED_TO = late_re("[^，。；]{0,6}[到至为]")
# Between a noun of change and its figure.
_BEHIND_NOUN = (
    "分别", "均", "都", "约", "达到", "达", "为", "是", "超过", "超", "高达", "仅", "则", "也", "已", "近", "逾", "在", "只有", "平均", "突破",
    "接近",
)  # fmt: skip
_TIMES = ("年", "个月", "月", "周", "天", "日", "季度", "个季度", "期")
_SAME_LIST = late_re(r"\s?(?:左右|以上|多|、|和|及|与|以及|，|,|（[^（）]{0,12}）|\([^()]{0,12}\))+\s?")


@cache
def change_verbs() -> str:
    """The words of change that a figure measures (增长, 下降), as alternatives of a pattern."""
    return alternatives([row["word"] for row in read_table("lexicons/change.tsv") if row["class"] == "verb"])


@cache
def _changes() -> tuple[dict[str, tuple[int, str]], re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """The words of change; patterns for one directly before a number, anywhere before, behind; and for their first characters.

    Last the characters that can stand right before a number that one of them is directly before.
    """
    words = {r["word"]: (1 if r["direction"] == "+" else -1, r["class"]) for r in read_table("lexicons/change.tsv")}
    verbs = alternatives([w for w, (_, c) in words.items() if c in ("verb", "push", "quality")])
    nouns = alternatives([w for w, (_, c) in words.items() if c == "noun"])
    gaps = alternatives([w for w, (_, c) in words.items() if c == "gap"])
    filler = rf"(?:{alternatives(read_words('change_fillers'))})*"
    begins = f"[{''.join(sorted({w[0] for w in words}))}]"  # looked for first: there are hundreds of words to try
    direct = re.compile(
        rf"(?={begins})(?:(?<![最至不更许很太较短])(?P<gap>{gaps})(?!达)|(?P<noun>{nouns})(?:{'|'.join(_BEHIND_NOUN)}){{0,8}}[（(]?|(?!(?<=[公毫])升|(?<=[花烧吃卖用喝倒扔丢关拆裁输赔发])掉)(?P<verb>{verbs})(?P<level>(?:到|至|为|成)?))"
        rf"{filler}\s?$"
    )
    anywhere = re.compile(
        rf"(?={begins})(?:(?P<gap>(?<![最至不更许很太较新])(?:{gaps}))|(?P<noun>{nouns})|(?P<verb>{verbs})(?!值|加值|收|持)(?P<level>(?:到|至)?))"
    )
    right = re.compile(
        r"\s?(?:左右|以上|多)?(?:(?:[、和及与]\s?[\d.]{1,6}\s?[%％]){0,3}的(?:年均|平均|较快|高|经济|速度|同比|复合|年|以上|左右|惊人|强劲|显著|明显|大幅|小幅|轻微|微幅|急剧|可观|平稳|稳定|快速|温和|实际|实质|正|按年|按季)*(?P<word>增长率|增长|增速|增幅|涨幅|升幅|成长率|成长|降幅|跌幅|减幅|速度增长|负增长|(?:下滑|下降|下跌|萎缩|衰退|收缩|回落|减少)(?!空间|区间|通道|趋势|压力|的))|(?:的)?(?:速度|年均)(?P<word2>增长|递增|下降)|(?:(?<=[左以][右上])(?P<word4>增长|增速)(?!极|点)|(?P<word5>增长|成长)(?=[，。；、,;\s）)]|$))|(?P<word3>增幅|涨幅|升幅|降幅|跌幅|减幅))"
    )
    ends = {w[-1] for w in (*words, *read_words("change_fillers"), *_BEHIND_NOUN)}.union("到至为成（( \u3000\n\t\r\xa0")
    return words, direct, anywhere, right, re.compile(begins), frozenset(ends)


def _clause_start(text: str, at: int) -> int:
    furthest = max(0, at - _LONGEST_CLAUSE)
    m = _UP_TO_STOP.match(text, furthest, at)
    return m.end() if m else furthest


def _change(text: str, item: Draft, left_from: int) -> _Change:
    """Reads the words of change around a number."""
    words, direct, anywhere, right, begins, ends = _changes()
    start, shape = item.span[0], item.shape
    if shape == "measure" and item.number is not None and item.number < 0 and _CHANGE_BEFORE.search(text, left_from, start):
        return _Change("change")  # 同比-35家
    begun = begins.search(text, left_from, start)
    if begun is None and shape not in _SHARES:
        return _NONE
    left = text[left_from:start]
    m = direct.search(left) if begun is not None and left[-1] in ends else None
    if (
        m is not None and not (item.unit in _TIMES and left[: m.start()].endswith(("连", "连续"))) and not _RENEWED.search(left)
    ):  # 连升3个月: how long, not how much
        word = m["gap"] or m["noun"] or m["verb"]
        sign, kind = words[word]
        if m["verb"] and m["level"] and (word, m["level"]) != ("增长", "为"):  # 增长为31.6% is by as much
            return _rate_moved(text[_clause_start(text, start) : start]) if shape in ("percent", "tenths") else _Change("level", sign)
        if kind == "push" and shape != "points":
            return _NONE
        if kind == "quality":
            return _Change("change", sign * better_when_more(text, start)) if shape in _SHARES or "/" in (item.unit or "") else _NONE
        of_figure = word.endswith(("于", "及")) or (word.endswith("出") and not _COMPARES.search(left))
        if kind == "gap" and of_figure and shape in ("percent", "tenths", "measure"):
            return _NONE  # 低于30% bounds the figure; a difference names what it is measured against (低于全国2个百分点)
        if kind == "gap" and shape == "measure" and _GAP_OF_SIZE.search(word) and not _COMPARES.search(left):
            return _NONE  # 高1.2米, 长229米: a height or a length, no difference
        return _Change("change", sign)
    if shape in _SHARES:
        last_verb = last_noun = None
        for m in anywhere.finditer(left) if begun is not None else ():
            if m["noun"]:
                last_noun = m
            else:
                last_verb = m
        if shape == "points":
            chosen = last_verb or last_noun
            if chosen is None:
                return _NONE  # up, or as the one before it in a list: 分别下跌0.1和0.2个百分点
            sign, kind = words[chosen["gap"] or chosen["verb"] or chosen["noun"]]
            return _Change("change", sign * better_when_more(text, start) if kind == "quality" else sign)
        if last_noun is not None and not _SHARE.search(left[last_noun.end() :]):
            return _Change("change", words[last_noun["noun"]][0])
        m = right.match(text, item.span[1])
        if m is not None and shape in ("percent", "tenths", "multiple"):
            return _Change("change", -1 if _FALLS.search(m["word"] or m["word2"] or m["word3"] or m["word4"] or m["word5"]) else 1)
        if shape == "percent" and _CHANGE_BEFORE.search(left):
            return _Change("change", 1)
        if shape == "percent" and (sign := moved_by(left, text[item.span[1] : item.span[1] + 1])):
            return _Change("change", sign)
        if shape == "fraction" and _SHARE_BEFORE.search(left):
            return _Change("share")
    return _NONE


def moves(text: str, left_from: int, start: int) -> int:
    """The direction of a word of change right before a number (减少21.91万): 1 or -1; 0 where none stands there, or a level (减少到)."""
    words, direct, _, _, _, _ = _changes()
    m = direct.search(text[left_from:start])
    if m is None or (m["gap"] and not _LOST.search(text, m.start() + left_from, start)) or (m["verb"] and m["level"]):
        return 0
    sign, kind = words[m["gap"] or m["noun"] or m["verb"]]
    return 0 if kind == "push" else sign


def _rate_moved(clause: str) -> _Change:
    """What a level reached is (收窄至2.3%): one of change itself where a rate of change is what moved (降幅由5.1%收窄至2.3%)."""
    noun = None
    for m in _changes()[2].finditer(clause):
        noun = m if m["noun"] else noun
    if noun is None or _SHARE.search(clause, noun.end()):
        return _Change("level")
    return _Change("change", _changes()[0][noun["noun"]][0])


def _settle(d: Draft, change: _Change) -> tuple[ValueKind, Decimal | None, Decimal | None, Decimal | None, str | None]:
    """Kind and values of a draft in its context."""
    number, low, high, unit, kind = d.number, d.low, d.high, d.unit, d.kind
    if d.shape in ("rank", "ratio", "number") or (d.signed and d.shape != "doubling"):
        return kind, number, low, high, unit
    if change.kind == "change":
        if d.shape == "multiple" and change.sign < 0:
            unit = "倍"  # a ratio itself fell: 由6.66倍下降0.89倍
        elif d.shape == "multiple":
            factor = Decimal(100)
            number, low, high = (None if v is None else v * factor for v in (number, low, high))
            unit = "%"
        elif d.shape == "fraction":
            number, low, high = (None if v is None else v * 100 for v in (number, low, high))
            unit = "%"
        kind = "growth"
        if change.sign < 0 and d.shape != "doubling" and not (number is not None and number < 0):
            number, low, high = _negated(number), _negated(high), _negated(low)
    elif d.shape == "points":
        kind = "growth"
    elif d.shape == "fraction" and change.kind == "share":
        kind, unit = "rate", "%"
        number, low, high = (None if v is None else v * 100 for v in (number, low, high))
    return kind, number, low, high, unit


def _negated(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value


def _with_bound(bound: Bound, number: Decimal | None, low: Decimal | None, high: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """low and high for a bound, as the output contract has them."""
    if bound in ("more_than", "at_least"):
        return number, None
    if bound in ("less_than", "at_most"):
        return None, number
    if bound == "approx":
        return (low, high) if number is None else (None, None)
    return low, high


@dataclass(slots=True)
class Stated:
    """A draft and what was said of change beside it: context for the next one of a list."""

    draft: Draft
    change: _Change
    shared: Bound | None = None  # what bounds it bounds the next of the list too (分别超98.5%和99%)


def read(text: str, rule: str, item: Draft, before: Stated | None) -> tuple[Quantity, Stated]:
    """The quantity of a draft with the words beside it; ``before`` is the quantity before it in the text."""
    start = item.span[0]
    left_from = max(_clause_start(text, start), before.draft.span[1] if before else 0)
    change = _change(text, item, left_from)
    if (
        before is not None
        and not change.kind
        and before.change.kind == "change"
        and (
            (before.draft.unit == item.unit and _SAME_LIST.fullmatch(text, before.draft.span[1], start))
            or (before.draft.unit == item.unit and goes_on(text, before.draft.span[1], start, item.shape))
            or (item.shape == "percent" and says_it_again(text, before.draft.span[1], item.span))
        )
    ):
        change = before.change
    if not change.kind and (sign := told_far(text, left_from, start, item.span[1], item.shape)):
        change = _Change("change", sign)
    if before is not None and item.shape == "fraction" and before.change.kind == "share" and _LED_TO.fullmatch(text, before.draft.span[1], start):
        change = before.change  # 占比从三分之一提高到五分之二
    kind, number, low, high, unit = _settle(item, change)
    bound, span = (item.bound, item.span) if item.shape == "rank" else _bounded(text, item, left_from)
    if before is not None and item.shape == "percent" and before.draft.unit == "%" and of_another(text, before.draft.span[1], start):
        bound, span = item.bound, item.span  # 91.3%，超过邻国的79.7%: the neighbour's own
    if bound == "exact" and before is not None and before.shared and before.draft.unit == item.unit:
        bound = before.shared if _NEXT_OF_LIST.fullmatch(text, before.draft.span[1], start) else bound
    if bound != "range":
        low, high = _with_bound(bound, number, low, high)
    if number is not None and number < 0 and kind == "growth" and bound in ("more_than", "at_least", "less_than", "at_most"):
        low, high = high, low  # 下降超过3%: the value lies below −3
    found = Quantity(span, item.span, text[span[0] : span[1]], kind, number, low, high, unit, bound, rule)
    shared = bound if bound not in ("exact", "range") and _TOLD_OF_ALL.search(text, max(0, start - 8), start) else None
    return found, Stated(item, change, shared)


def _bounded(text: str, item: Draft, left_from: int) -> tuple[Bound, tuple[int, int]]:
    """The bound of a number by its own words and those beside it, and its span with them."""
    first, second, before_words, after_words, first_ends, second_starts = bounds()
    start, end = item.span
    bound, span_start, span_end = item.bound, start, end
    m = None
    if start > left_from and text[start - 1] in first_ends:
        m = first.search(text, max(left_from, start - _LONGEST_BOUND), start)
    if m is not None and not (m["word"] == "小" and not _A_SCALE.match(text, start)):
        word = before_words[_SPACE.sub("", m["word"])]
        if bound in ("exact", "more_than") or word == "approx":
            bound = word if bound != "range" else bound
            span_start = m.start("word")
        if m["word"] in ("最高", "最低") and _EXTREMES.search(text, max(0, span_start - 20), end + 20):
            bound = item.bound  # 最高2427元，最低2415元 are prices, no bounds
    if bound == "exact" and _NOT_EVEN.match(text, end) and _EVEN.search(text, left_from, start):
        bound = "less_than"  # 连两成都没到
    than = bound == "exact" and item.unit is None and text[max(0, start - 2) : start].rstrip(" ").endswith("比")
    m = second.match(text, end) if text[end : end + 1] in second_starts and not than else None
    if m is not None and m["word"] == "强" and item.shape not in _PARTS:
        span_end = m.end()  # 世界500强
        m = None
    if m is not None and not (m["word"] in before_words and text[m.end() : m.end() + 1].isdigit()):  # 14省不到1000亿
        if bound == "exact":
            bound = after_words[m["word"]]
        elif text.startswith("控制在", span_start):
            span_start = start  # 控制在2%以内: the word behind says it
            bound = "approx" if after_words[m["word"]] == "approx" else bound
        span_end = m.end()
    elif than and (m := _THAN.match(text, end)) is not None:
        bound, span_start, span_end = "less_than" if m["less"] else "more_than", text.rindex("比", 0, start), m.end()
    elif bound == "exact" and item.shape in _PARTS and (m := _BOUND_OF_OTHER.search(text, _clause_start(text, start), start)) is not None:
        bound = before_words[m["word"]]
    elif bound == "exact" and text.find("占", left_from, start) >= 0 and _BOUND_SHARE.search(text, left_from, start):
        m = _BOUND_OF_SHARE.search(text, left_from, start)
        bound = before_words[m["word"]] if m else bound
    return bound, (span_start, span_end)
