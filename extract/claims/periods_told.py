"""Periods that leave no choice since the text says so: the year of a goal, and what a list is of that a line announces (灾情如下：)."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims import date_bases
from extract.claims.dates_around import Dates
from extract.claims.frames import Frame
from extract.claims.period_memory import Memory
from extract.claims.timing import Key
from extract.data.late import late_regex
from extract.model import Sentence

_AS_FOLLOWS = late_regex(r"(?:灾情|情况|数据|结果|指标|成绩|战报|疫情)(?:具体|分别|统计|汇总)?(?:如下|以下)\s?[:：]\s*$|其中\s?[:：]\s*\n?$")
_FARTHEST = 30  # sentences of a list behind the line that announces it


def only(text: str, sentences: Sequence[Sentence], frame: Frame, memory: Memory, now: int | None, dates: Dates) -> Key:
    """The only period that a figure can have, or None where it has a choice."""
    goal = date_bases.goal_of_year(text, frame, memory.last, now)
    if goal is not None:
        return goal
    return memory.last if memory.last is not None and _in_list(text, sentences, frame, dates) else None


def _in_list(text: str, sentences: Sequence[Sentence], frame: Frame, dates: Dates) -> bool:
    """Whether a figure stands in a list behind a line that announces it, and no date stands between."""
    for i in range(frame.sentence, max(-1, frame.sentence - _FARTHEST), -1):
        if i < frame.sentence and _AS_FOLLOWS.search(text, max(sentences[i].span[0], sentences[i].span[1] - 12), sentences[i].span[1]):
            return True
        if any(m.role != "base" for m in dates.of(i)):
            return False
    return False
