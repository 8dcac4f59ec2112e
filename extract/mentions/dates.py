"""Dates and periods: found as written, resolved to inclusive days.

The rules (``extract.mentions.date_rules``) read dates from left to right. A part of the year without its year takes it
from the last year that the sentence names, else from the reference date; with neither it stays null. The clock is
never read.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import replace

import regex

from extract.data import load_patterns
from extract.mentions.calendar import Interval
from extract.mentions.date_reading import Context, Draft, Role
from extract.mentions.date_rules import RULES
from extract.model import DateMention, Precision, Span

_SENTENCE_END = regex.compile(r"[。！？!?\n]")
_BASE_BEFORE = regex.compile(r"(?:较|比|相比|相较于?|对比|高于|低于|超过|不及|优于)\s?$")
_BASE_WITH = regex.compile(r"(?:与|同|跟|和)\s?$")
_SET_THEN = regex.compile(r"(?:所)?(?:确定|下达|制定|提出|预定|设定|核定|下发)的")
_BASE_AFTER = regex.compile(r"[\p{Han}\d“”]{0,14}?(?:相比|相较|持平|相当|相若|相近|相仿|比较)")
_BEFORE_SAME_PERIOD = regex.compile(r"(?:较|比|与|同|和|上)$")
_RANGE_ENDS = ("date.year-part", "date.part")
_DASH = regex.compile(r"\s?[-－–—−~～]{1,2}\s?")
_AND = regex.compile(r"\s?[和与]\s?")
_BETWEEN = regex.compile(r"之?间")


def _drafts(text: str) -> list[tuple[Span, str, str, Draft]]:
    """Span, rule, leading word (至, 截至) and draft of all matches outside blocked words: the earlier first, then the longer, then by rule."""
    blocked = [m.span() for m in load_patterns("not_dates").finditer(text)]
    ends = [end for _, end in blocked]
    found: list[tuple[int, int, int, str, str, Draft]] = []
    for order, rule in enumerate(RULES.all):
        for m in rule.pattern.finditer(text):
            start, end = m.span()
            at = bisect_right(ends, start)
            if at < len(blocked) and blocked[at][0] < end:
                continue
            draft = rule.build(m)
            if draft is not None:
                found.append((start, -end, order, rule.id, m.groupdict().get("until") or "", draft))
    found.sort(key=lambda f: f[:3])
    return [((start, -negative_end), rule, lead, draft) for start, negative_end, _, rule, lead, draft in found]


def find(text: str, reference: dt.date | None = None, *, year: int | None = None, account: int | None = None, roc: bool = False) -> list[DateMention]:
    """All dates of a normalized text, in order, one reading each.

    Args:
        reference: the article's own date; relative dates without it have null ``start`` and ``end``.
        year: the year that 今年 and 全年 mean; the reference's by default (a communiqué of March 2015 on 2014 means 2014).
        account: the year that an article of the new year accounts for: 全年 and 三季度 are of it, 今年 is not.
        roc: the article counts years of the Republic of China (113年 is 2024).
    """
    now = year or (reference.year if reference else None)
    mentions: list[DateMention] = []
    end = seen_to = 0
    named: int | None = None
    for span, rule, lead, draft in _drafts(text):
        if span[0] < end:
            continue
        if _SENTENCE_END.search(text, seen_to, span[0]):
            named = None
        reading = draft.read(Context(reference, now, account, named, roc))
        if reading is None:
            continue
        interval, seen_to = reading.interval, span[0]
        if draft.names_year and interval:
            named = interval.end.year
        role = draft.role if draft.role == "since" else _role(text, span, rule, draft)
        if role == "since" and interval and reference is not None and reference > interval.start:
            interval = Interval(interval.start, reference, "years" if reference.year > interval.start.year else "month")
        mention = DateMention(
            span, text[slice(*span)], interval.start if interval else None, interval.end if interval else None,
            interval.precision if interval else reading.precision, reading.grounding, role, rule,
        )  # fmt: skip
        joined = _joined(text, mentions[-1], mention, lead) if mentions else None
        if joined:
            mentions[-1] = joined
        else:
            mentions.append(mention)
        end = span[1]
    return mentions


def _joined(text: str, first: DateMention, last: DateMention, lead: str) -> DateMention | None:
    """One range of two dates (2018年4月至2019年2月), or None where the second does not continue the first."""
    if first.rule not in _RANGE_ENDS or last.rule not in _RANGE_ENDS or first.role == "base" or first.start is None or last.end is None:
        return None
    between = text[first.span[1] : last.span[0]]
    linked = (lead in ("至", "到") and not between.strip()) or _DASH.fullmatch(between)
    linked = linked or (_AND.fullmatch(between) and _BETWEEN.match(text, last.span[1]))
    if not linked or first.span[1] - first.span[0] < 3 or last.end < first.start:
        return None
    span = (first.span[0], last.span[1])
    precision: Precision = first.precision if first.precision == last.precision and first.precision != "year" else "years"
    return replace(first, span=span, text=text[slice(*span)], end=last.end, precision=precision, rule="date.range")


def _role(text: str, span: Span, rule: str, draft: Draft) -> Role:
    """What a date is there for: a figure's period, the base of a comparison, or an end (截至)."""
    before = text[max(0, span[0] - 6) : span[0]]
    after = text[span[1] : span[1] + 20]
    if _SET_THEN.match(after):  # 年初确定的目标: when it was set, not when it holds
        return "base"
    if _BASE_BEFORE.search(before) or (_BASE_WITH.search(before) and _BASE_AFTER.match(after)):
        return "base"
    if rule == "date.same-period" and _BEFORE_SAME_PERIOD.search(before):
        return "base"
    return draft.role
