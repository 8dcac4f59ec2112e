"""How a period stands to what has been told: kept by the figure before, passed over by it, or named since; and 全年 of a passage that plans ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from extract.claims.facts import Facts
from extract.claims.frames import sentence_of
from extract.claims.outlook import Outlook
from extract.claims.period_memory import Memory
from extract.claims.scoring import Part, holding
from extract.claims.timing import Key, looks_ahead
from extract.data.late import late_regex
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.model import DateMention, Sentence

_YEAR_THAT_ENDED = late_regex(r"(?:这|过去|近)?一年[以间]?来?")
_WEEK = late_regex(r"(?:(?P<before>上)|[本这])(?:一?个?周|一?个?星期)")
_KEPT = 1024  # parts of rows that are remembered
_JANUARY = 1
_PLAN, _FIRST = 5, 1  # five-year plans begin in 2001, 2006, …


@lru_cache(maxsize=_KEPT)
def _part(status: str, where: str, role: str) -> Part:
    return holding(status, f"{status}, {where}", f"{status}, {role}")


def since(m: DateMention, behind: int, sentence: Sentence, *, kept: bool) -> Part:
    """Whether the figure before took a period (``kept``), passed it over, or stands before its last date ``m``.

    Args:
        m: the last date of the period before the figure in question.
        behind: where the figure before stands.
        sentence: that of the figure in question.
    """
    status = "named since the figure before" if m.span[0] > behind else "kept by the figure before" if kept else "passed over by the figure before"
    return _part(status, "in its sentence" if m.span[0] >= sentence.span[0] else "before its sentence", m.role)


def of_plans(facts: Facts, *, report: bool, mean: bool, base: bool) -> list[tuple[Key, str]]:
    """The five-year plans that a report of a plan's first year looks back on and ahead to, which it need not name.

    Args:
        report: the article is a work report.
        mean: the figure is a mean of years.
        base: a change goes from the figure to the next one: it is of the year before the plan that ended.
    """
    now = facts.now
    if not report or now is None or now % _PLAN != _FIRST:
        return []
    found: list[tuple[Interval | None, str]] = []
    if mean:
        found = [(cal.years(now - _PLAN, now - 1), "the plan that ended"), (cal.years(now, now + _PLAN - 1), "the plan that begins")]
    if base:
        found.append((cal.year(now - _PLAN - 1), "year before the plan that ended"))
    return [((i.start, i.end), name) for i, name in found if i is not None]


def told_before(m: DateMention, last: Key, week: Key) -> Key:
    """What 一年来, 上周 and 本周 mean in an article without a date of its own, or None.

    Args:
        m: the date.
        last: the period that the figure before was given to: 一年来 is its year.
        week: the first seven days that the article names by their dates (1月22日至1月28日): its 本周.
    """
    if last is not None and _YEAR_THAT_ENDED.fullmatch(m.text) and (year := cal.year(last[1].year)) is not None:
        return year.start, year.end
    told = _WEEK.fullmatch(m.text)
    if told is None or week is None:
        return None
    days = dt.timedelta(days=-7 if told["before"] else 0)
    return week[0] + days, week[1] + days


def years_back(m: DateMention, memory: Memory, now: int | None) -> int | None:
    """By how many years 较一年前的14.1% goes back from a part of a year that is spoken of (9月为9.8%); None where it is no such date."""
    last = memory.last
    if m.rule != "date.ago" or m.role != "base" or m.precision != "year" or m.start is None or last is None:
        return None
    return m.start.year - (now or last[1].year) if memory.precision in ("month", "quarter", "half") else None


def of_their_passages(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[DateMention], facts: Facts, outlook: Outlook
) -> Sequence[DateMention]:
    """The dates, 全年 and its like without a year read anew by where they stand.

    In a work report that accounts for a year they are that year's, but the coming one's where it plans; in an article of January the old
    year's unless the sentence looks ahead.
    """
    reference = facts.reference
    if facts.account is None and (reference is None or reference.month > _JANUARY or facts.year != reference.year):
        return mentions
    return [_read_anew(text, sentences, m, facts, outlook) for m in mentions]


def _read_anew(text: str, sentences: Sequence[Sentence], m: DateMention, facts: Facts, outlook: Outlook) -> DateMention:
    if m.rule != "date.part" or m.grounding != "publication" or m.start is None or m.end is None or m.role == "base":
        return m
    at = sentence_of(sentences, m.span[0])
    if at is None:
        return m
    years = 0
    if outlook.report and facts.account is not None and m.start.year == facts.account and outlook.of(at) == "plan":
        years = 1
    elif not outlook.report and m.precision == "year" and facts.reference is not None and m.start.year == facts.reference.year:
        years = 0 if facts.account is not None or looks_ahead(text, sentences[at]) else -1
    if not years:
        return m
    start, end = cal.shift_period((m.start, m.end), years)
    return replace(m, start=start, end=end)
