"""Periods that leave no choice since the text says so: named since the figure before, reckoned out, the year of a goal, what a list is of that a
line announces (灾情如下：)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.claims import date_bases, dates_listed, reckoned
from extract.claims.dates_around import Dates
from extract.claims.frames import Frame, clause_at
from extract.claims.period_memory import Memory
from extract.claims.timing import Key
from extract.data.late import late_regex
from extract.model import DateMention, Sentence

CALENDAR = ("date.year-part", "date.part")
_AS_FOLLOWS = late_regex(r"(?:灾情|情况|数据|结果|指标|成绩|战报|疫情)(?:具体|分别|统计|汇总)?(?:如下|以下)\s?[:：]\s*$|其中\s?[:：]\s*\n?$")
_BREAKS_DOWN = late_regex(  # 分城市看，; 就国籍而言，; 以货品别来看，; 从产品看，
    r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[）)、.．]\s?)?(?:其中|而|若|如|再|我们)?(?:分|从|按照?|就|以|依|由|自)(?:不同)?[\p{Han}、]{1,12}?"
    r"(?:来?看|观察|而言|来说|来分|区分|分类|划分|统计|分)\s?[，,：:]"
)
_NOW = ("现在", "如今", "而今", "眼下", "目前", "当下", "当前")
_OF_LATE = late_regex(r"近[几两些]?年来?(?!\p{Han}{0,3}[新最]?[高低])")
_ONLY_JOINS = late_regex(r"[\s，,]*+(?:但是?|而且?|可是?|不过|只是|然而|所以|到)?[\s，,]*+")
_IS_A_BASE = late_regex(r"的?(?:约|近)?\s?[\d一二两三四五六七八九十.]+\s?[倍成%％]|的[一二两三四五六七八九十]{1,3}分之")  # 目前的1.2倍
_NEAR = 12  # figures before that tell which time an article is of
_FARTHEST = 30  # sentences of a list behind the line that announces it


@dataclass(frozen=True, slots=True)
class Around:
    """The dates around a figure.

    Attributes:
        before: those of its sentence before it.
        row: all of its sentence.
        key: what period a date tells there.
        report: whether the article is a work report.
        now: the article's year, where it is known.
    """

    before: Sequence[DateMention]
    row: Sequence[DateMention]
    key: Callable[[DateMention], Key]
    report: bool
    now: int | None


def only(
    text: str, sentences: Sequence[Sentence], frames: Sequence[Frame], frame: Frame, memory: Memory, dates: Dates, around: Around
) -> Key:  # fmt: skip
    """The only period that a figure can have, or None where it has a choice."""
    return (
        _named_since(frames, frame, dates, around)
        or _now(text, frame, sentences[frame.sentence], around)
        or dates_listed.dealt_again(text, frames, frame, memory, around.row)
        or dates_listed.of_first_of_row(text, frames, frame, around.before, memory)
        or (None if around.report else dates_listed.mean_of_change(text, frames, frame, memory))
        or reckoned.period(frames, frame, memory.given)
        or dates_listed.goes_on_changing(frames, frame, memory, around.row, sentences)
        or date_bases.goal_of_year(text, frame, memory.last, around.now)
        or date_bases.of_clause_before(text, sentences[frame.sentence].clauses, around.before, frame)
        or (memory.last if _breaks_down(text, sentences, frame, memory, around) else None)
        or (memory.last if _in_list(text, sentences, frame, dates) else None)
    )


def is_unknown_now(text: str, before: Sequence[DateMention], frame: Frame, sentence: Sentence) -> bool:
    """Whether the time told before a figure, in its clause, is none that anybody can tell: 今年 of an unknown year, 近年来 without a date."""
    if not before:
        return _OF_LATE.search(text, frame.clause_span[0], frame.quantity.span[0]) is not None
    m = before[-1]
    return m.start is None and m.role != "base" and m.text.startswith(("今年", "本年")) and clause_at(sentence, m.span[0]) == frame.clause


def _named_since(frames: Sequence[Frame], frame: Frame, dates: Dates, around: Around) -> Key:
    """The period that opens a clause between the figure before and this one in their sentence, where no other does."""
    if frame.previous is None:
        return None
    behind = frames[frame.previous].quantity.span[1]
    found = [m for m in around.before if m.span[0] >= behind and m.role != "base"]
    if len(found) != 1 or found[0].rule not in CALENDAR or dates.stance(found[0], frame.sentence) != "opens a clause":
        return None
    return around.key(found[0])


def _now(text: str, frame: Frame, sentence: Sentence, around: Around) -> Key:
    """The present, where a word for it opens a figure's own clause and no other date follows it there (现在销量只有顶峰的两成)."""
    m = around.before[-1] if around.before else None
    if m is None or m.text not in _NOW or frame.sets_out or clause_at(sentence, m.span[0]) != frame.clause:
        return None
    opens = _ONLY_JOINS.fullmatch(text, sentence.clauses[frame.clause][0], m.span[0]) and not _IS_A_BASE.match(text, m.span[1])
    return around.key(m) if opens else None


def _breaks_down(text: str, sentences: Sequence[Sentence], frame: Frame, memory: Memory, around: Around) -> bool:
    """Whether a figure's sentence says only that it parts what the sentence before tells, and names no time of its own.

    So where the figures before are of the time that the article is of: none of them is later, or of a longer time with the same end.
    """
    last = memory.last
    if around.before or last is None or memory.last_sentence != frame.sentence - 1 or (around.now and last[1].year > around.now):
        return False
    near = [key for index in range(frame.index - _NEAR, frame.index) if (key := memory.given.get(index)) is not None]
    if any(key[1] > last[1] or (key[1] == last[1] and key[0] < last[0]) for key in near if not around.now or key[1].year <= around.now):
        return False
    return _BREAKS_DOWN.match(text, sentences[frame.sentence].span[0]) is not None


def _in_list(text: str, sentences: Sequence[Sentence], frame: Frame, dates: Dates) -> bool:
    """Whether a figure stands in a list behind a line that announces it, and no date stands between."""
    for i in range(frame.sentence, max(-1, frame.sentence - _FARTHEST), -1):
        if i < frame.sentence and _AS_FOLLOWS.search(text, max(sentences[i].span[0], sentences[i].span[1] - 12), sentences[i].span[1]):
            return True
        if any(m.role != "base" for m in dates.of(i)):
            return False
    return False
