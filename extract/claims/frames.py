"""Frames: each quantity in its sentence and clause, with what stands beside it and the list that it belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

import regex

from extract.mentions import units
from extract.model import DateMention, Mentions, PlaceMention, Quantity, Sentence, Span

_OF_OTHERS = regex.compile(
    r"(?:以上|左右|多)?的(?!基线|平均|均值|标准|上限|下限|门槛|警戒|水平|比例|比重|增速|增幅|涨幅|降幅|速度|目标|幅度)\p{Han}{2}"
)  # 识字率52%，八成的农户: no list
_LIST = regex.compile(
    r"\s?(?:左右|以上|多|强)?(?:、|[，,]?(?:和|及|与|以及)|、?和|，|,)\s?(?:增加|减少|增长|下降|上升|提高|回落|上涨|下跌|净增|净减|[增减升降涨跌])?(?:了)?(?:约|近|超过?|逾)?"
)
# 超过4000亿的有湖南、湖北: behind the figure stand the places that it holds for.
THOSE_ARE = regex.compile(
    r"\s?(?:区?间|之间|以上|以下|左右)?的(?:\p{Han}{0,3}(?:省份?|城市|地区|国家|地方|[县市]))?[，,]?(?:则|还|只|主要|依次|分别|就|仅){0,2}(?:有|是|包括|为|剩下?)\s?"
)
_ENDS = regex.compile("[；;。]")
_FROM = regex.compile(r"(?:由|从)[^，,。；;]{0,24}$")
_TO = regex.compile(
    r"[^，,。；;]{0,3}(?:提高|提升|增加|上升|增|扩大|升|下降|降低|降|减少|跌|回落|回升|反弹|激增|猛增|骤降|掉|回|压缩|压减|压|缩短|缩小|上调|下调|调整|变为|改为)?(?:到|至|为)"
)
# Between a count and the size of what it counts; behind the size stands the thing.
_SIZE_OF = regex.compile(
    r"\s?(?:总|计划|实际|单体)?(?:投资|产值|收入|营收|主营业务收入|销售|规模|面积|装机|容量|年产|产能|价值|库容)?(?:总额|额|总|规模|面积|容量)?(?:达|达到|在|为)?(?:超过?|过|近|约|逾|突破)?\s?"
)
_THING = regex.compile(r"(?:级|以[上下]|及以[上下]|左右)?的?(?![的在已均都共也还就是为有和与及])\p{Han}")
_DEALT = regex.compile(r"分别\p{Han}{0,4}$")
_NEAR = 8  # characters from 分别 to the first figure
_REVISED = regex.compile(r"\s?(?:大幅|小幅|再|又|向[上下])*(?:上修|下修|修正|修订|调升|调降)(?:到|至|为)")


@dataclass(frozen=True, slots=True)
class Run:
    """Quantities of one kind in a row (5.3%、6.1%和7%): indices of the first and one past the last."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """How many."""
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Frame:
    """One quantity where it stands.

    Attributes:
        index: its place among the article's quantities.
        sentence, clause: indices of its sentence in the article and of its clause in the sentence.
        clause_span: the clause.
        left: from the last barrier (start of the clause, end of the quantity before) to the quantity.
        right: from the quantity to the next one, or the end of the clause.
        previous: index of the quantity before it in the same sentence, or None.
        run: the list it stands in; a list of one if it stands alone.
        sets_out: a change goes from it to the next quantity of the sentence (由3%降至1%).
        describes: it only says of what size the things are that the quantity right before it counts (12个30亿元以上项目).
        revised: the next quantity takes its place for the same time (预估由3%上修至4%).
    """

    index: int
    quantity: Quantity
    sentence: int
    clause: int
    clause_span: Span
    left: Span
    right: Span
    previous: int | None
    run: Run
    sets_out: bool = False
    describes: bool = False
    revised: bool = False


def sentence_of(sentences: Sequence[Sentence], at: int) -> int | None:
    """Index of the sentence that holds a position, or None between sentences."""
    i = bisect_right(sentences, at, key=lambda s: s.span[0]) - 1
    return i if i >= 0 and at < sentences[i].span[1] else None


def clause_at(sentence: Sentence, at: int) -> int:
    """Index of the clause of a sentence that holds a position."""
    return bisect_right(sentence.clauses, at, key=itemgetter(0)) - 1


def build(text: str, sentences: Sequence[Sentence], quantities: Sequence[Quantity]) -> list[Frame]:
    """Frames of all quantities that stand in a sentence; the list has the quantities' order."""
    starts = [s.span[0] for s in sentences]
    placed: list[tuple[Quantity, int]] = []
    for q in quantities:
        i = bisect_right(starts, q.core[0]) - 1
        if i >= 0 and q.core[0] < sentences[i].span[1]:
            placed.append((q, i))
    runs = _runs(text, placed)
    frames: list[Frame] = []
    for index, (q, i) in enumerate(placed):
        sentence = sentences[i]
        clause = clause_at(sentence, q.core[0])
        span = sentence.clauses[clause]
        before = placed[index - 1] if index and placed[index - 1][1] == i else None
        after = placed[index + 1] if index + 1 < len(placed) and placed[index + 1][1] == i else None
        left = max(span[0], before[0].span[1] if before else span[0])
        right_end = max(q.span[1], span[1])
        described = after is not None and _describes(text, q, after[0])
        if described:  # 12个30亿元以上项目: what is counted goes on behind the size
            after = placed[index + 2] if index + 2 < len(placed) and placed[index + 2][1] == i else None
        if after is not None and after[0].span[0] < right_end:
            right_end = max(q.span[1], after[0].span[0])
        frames.append(
            Frame(
                index,
                q,
                i,
                clause,
                span,
                (min(left, q.span[0]), q.span[0]),
                (q.span[1], right_end),
                index - 1 if before else None,
                runs[index],
                after is not None and not described and is_from_to(text, q, after[0]),
                before is not None and _describes(text, before[0], q),
                after is not None and _REVISED.match(text, q.span[1], after[0].span[0]) is not None,
            )
        )
    return frames


def _describes(text: str, counted: Quantity, size: Quantity) -> bool:
    """Whether a size stands between a count of several things and their name: 3座35万千瓦电站, 58个投资总额1000万元以上项目."""
    counters = units.bases("counter")
    if counted.kind != "amount" or counted.unit not in counters or counted.number is None or counted.number < 2:
        return False
    if size.kind not in ("amount", "number") or size.unit in counters or (size.unit != "岁" and size.unit in units.bases("time")):
        return False
    return _SIZE_OF.fullmatch(text, counted.span[1], size.span[0]) is not None and _THING.match(text, size.span[1]) is not None


def _runs(text: str, placed: Sequence[tuple[Quantity, int]]) -> list[Run]:
    result: list[Run] = []
    first = 0
    for i in range(1, len(placed) + 1):
        if i < len(placed) and placed[i][1] == placed[i - 1][1]:
            a, b = placed[i - 1][0], placed[i][0]
            between = text[a.span[1] : b.span[0]]
            unit = a.unit == b.unit or (a.unit and b.unit and b.unit.startswith(f"{a.unit}/"))  # 分别为90元和69元/吨
            dealt = a.kind == b.kind == "amount" and _DEALT.search(text, max(0, a.span[0] - _NEAR), a.span[0]) is not None  # 分别增至31对和12家
            same = (unit or dealt) and (a.kind == b.kind or {a.kind, b.kind} <= {"rate", "growth"})
            apart = between.strip() in ("，", ",") and b.unit == "%" and _OF_OTHERS.match(text, b.span[1]) is not None
            if same and not apart and _LIST.fullmatch(between) and not (between.strip() in ("，", ",") and a.kind != b.kind):
                continue
        result.extend([Run(first, i)] * (i - first))
        first = i
    return result


def is_from_to(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether two quantities are the ends of one change: 由3%降至0.1%."""
    if second.unit == "%" and second.kind == "growth" and first.kind == "amount":
        return False  # 从92万人降到69万人，年均增长率为-2.85%
    between = text[first.span[1] : second.span[0]]
    return (
        _FROM.search(text[max(0, first.span[0] - 26) : first.span[0]]) is not None and not _ENDS.search(between) and _TO.search(between) is not None
    )


def mentions_in(found: Sequence[DateMention] | Sequence[PlaceMention], span: Span) -> list[DateMention | PlaceMention]:
    """Mentions that start inside a span, in order."""
    return [m for m in found if span[0] <= m.span[0] < span[1]]


__all__ = ["THOSE_ARE", "Frame", "Mentions", "Run", "build", "clause_at", "is_from_to", "mentions_in", "sentence_of"]
