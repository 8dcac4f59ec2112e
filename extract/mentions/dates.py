"""Dates and periods: found as written, resolved to inclusive days.

The rules (``extract.mentions.date_rules``) read dates from left to right. A part of the year without its year takes it
from the last year that the sentence names, else from the reference date; with neither it stays null. The clock is
never read.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import regex

from extract.data import load_patterns
from extract.mentions import calendar as cal
from extract.mentions import own_rules
from extract.mentions.calendar import Interval
from extract.mentions.date_alone_rules import ALONE
from extract.mentions.date_open import TO, is_over, stays_open, stretch_to
from extract.mentions.date_reading import Context, Draft, group
from extract.mentions.date_roles import role_of
from extract.mentions.date_rules import RULES
from extract.mentions.date_turns import Spoken, lately, set_against
from extract.mentions.rule_index import Index
from extract.model import DateMention, Precision, Span

_SENTENCE_END = regex.compile(r"[。！？!?\n]")
_NOTE = regex.compile(r"\s?(?:[（(]|[、和及与](?=\s?$))\s?")  # 较去年及前年同期: both are compared with
_NEXT_DAY = regex.compile(r"\s?[、和及与]\s?")
_EACH = regex.compile(r"[^。！？\n]{0,40}?(?:分别|依次|各)")
_AND = regex.compile(r"\s?[和与]\s?")
_BETWEEN = regex.compile(r"之?间")
# Dates of these rules are no end of a range: they are distances and stretches, or have no day of their own.
_HOLIDAY = regex.compile(r"假|黄金周|春运|期间")
_OPEN_RULES = frozenset({"date.year-part", "date.numeric", "date.part", "date.near"})
# 距离年底还有十天: how long it is until then, and no figure's period.
_COUNTS_DOWN = regex.compile(r"(?:距离?|(?<![逃脱远背偏分])离)\s?$")
_REMAINS = regex.compile(
    r"\p{Han}{0,4}?(?:还|仅|只|尚|不)(?:有|差|剩下?)?(?:不?[到足])?\s?[\d一二两三四五六七八九十几百]{1,4}\s?[多余]?(?:天|日|个?月|年|个?星期|周|个?小时)"
)
_NO_RANGE_END = frozenset({"date.same-period", "date.same-part", "date.span", "date.span.short", "date.ago", "date.pair", "date.event", "date.range"})
# Words around a date that leave it the whole of a text (从…, …左右).
_BEFORE_ALL = regex.compile(r"[\s“\"「『（(《]*+[从自在于]?\s*+")
_AFTER_ALL = regex.compile(r"\s*(?:左右|前后|的时候|的)?[\s”\"」』）)》。？?！!]*")
_LONGEST_ALONE = 40  # characters of a text that may be a date and nothing else
_LONGEST_TYPED = 16  # of one that rules of their own read so


@cache
def _index() -> Index[Draft]:
    return Index(RULES.all)


class _Found(NamedTuple):
    """A match of a rule: its span, its rule, the span without 至 or 截至 before it, and its draft."""

    span: Span
    rule: str
    core: int
    draft: Draft


# Every date that holds a numeral has one of these: a numeral beside a unit of time, two numerals that name a plan or a festival, a sign between
# numbers, a numeral in brackets, the name of a survey, a term of office (马英九任内). A quick look: half the texts with figures have none
# (a point before 亿, % or a currency is that of a decimal). The rules' examples all do (a test).
_NUMERAL = "0-9一二两三四五六七八九十百〇零○廿卅元正腊冬初半"
_UNIT = "年月日号天周季旬期节代纪世夕夜晚度财学榨末底礼星时"
OF_NUMERALS = re.compile(
    rf"[{_NUMERAL}][)）”]?[ 个多几来余份]{{0,2}}[{_UNIT}]|[年月日周期拜天后]的?[ （(]{{0,2}}第?[{_NUMERAL}]|[一二两三四五六七八九十][一二五八]"
    r"|(?<![0-9])(?:[0-9]{1,2}|[0-9]{3}(?![ ]?[-/·][ ]?[0-9]{3})|(?:19|20)[0-9]{2})[ ]?[-/·]"
    r"|[0-9][ ]?\.(?![0-9]{1,8} ?(?:[万亿兆%％倍元吨]|[美欧港日澳]元))"
    r"|20[0-9]{2} ?全年|(?:19|20)[0-9]{2} ?[–—至] ?(?:19|20)[0-9]{2}"
    r"|[QHYqh][1-4]|[1-4]Q|双[1十]|618|普查|[一二三四五六七八九十][普调]|任期?内|[执主当]政|(?:19|20)[0-9]{2}届|[今昨明去前][（(]|[上下前后大]半|头两|年大?三十|冬至|[上下这]一个"
    rf"|[（(][0-9]{{1,4}}[)）]|[（(][一二三四五六日][)）]|[至到\-~—～][{_NUMERAL}]{{1,3}}[{_UNIT}]"
)


def with_numerals(text: str) -> list[Span]:
    """The spans of the dates that can hold numerals: what no quantity may touch."""
    return [d.span for d in find(text, query=False)] if OF_NUMERALS.search(text) else []


def _drafts(text: str) -> list[_Found]:
    """All matches outside blocked words: the earlier first, then the longer, then by rule."""
    own = list(own_rules.dates(text))
    matches = list(_index().matches(text))
    if not matches and not own:
        return []
    blocked = [m.span() for m in load_patterns("not_dates").finditer(text)]
    ends = [end for _, end in blocked]
    found: list[tuple[int, int, int, _Found]] = []
    for order, rule, m in matches:
        start, end = m.span()
        at = bisect_right(ends, start)
        if at < len(blocked) and blocked[at][0] < end:
            continue
        draft = rule.build(m)
        if draft is not None:
            found.append((start, -end, order, _Found((start, end), rule.id, start + len(group(m, "until")), draft)))
    found.extend((m.start(), -m.end(), -1, _Found(m.span(), rule.id, m.start(), draft)) for rule, m, draft in own)
    found.sort(key=lambda f: f[:3])
    return [f[3] for f in found]


def _alone(text: str) -> _Found | None:
    """The match of a rule for a text that is a date and nothing else."""
    if len(text) > _LONGEST_TYPED:
        return None
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    for rule in ALONE.all:
        m = rule.pattern.fullmatch(text, start, end)
        draft = rule.build(m) if m else None
        if draft is not None:
            return _Found((start, end), rule.id, start, draft)
    return None


def find(
    text: str, reference: dt.date | None = None, *, year: int | None = None, account: int | None = None, roc: bool = False, query: bool = True
) -> list[DateMention]:
    """All dates of a normalized text, in order, one reading each.

    Args:
        reference: the article's own date; relative dates without it have null ``start`` and ``end``.
        year: the year that 今年 and 全年 mean; the reference's by default (a communiqué of March 2015 on 2014 means 2014).
        account: the year that an article of the new year accounts for: 全年 and 三季度 are of it, 今年 is not.
        roc: the article counts years of the Republic of China (113年 is 2024).
        query: a text that is a date and nothing else is read as one who types it means it (20天后, 2019); if false, as in an article.
    """
    now = year or (reference.year if reference else None)
    mentions: list[DateMention] = []
    end = seen_to = 0
    named: int | None = None
    named_at: int | None = None
    of_unknown = False
    written: int | None = None
    last: Interval | None = None
    then: Interval | None = None
    told: Interval | None = None
    counted: Interval | None = None
    holiday: Interval | None = None
    day: dt.date | None = None
    stretch: Interval | None = None
    closed: dt.date | None = None
    spoken = Spoken()
    whole = _alone(text) if query else None
    for found in [whole] if whole else _drafts(text):
        span, draft = found.span, found.draft
        if span[0] < end:
            continue
        between = text[seen_to : span[0]]
        if _SENTENCE_END.search(between):
            named = named_at = day = None
        if "\n" in between:
            last = then = counted = stretch = closed = None
            of_unknown = False
        spoken.goes_on(between)
        if _COUNTS_DOWN.search(text, max(0, span[0] - 3), span[0]) and _REMAINS.match(text, span[1]):
            continue
        reading = draft.read(
            Context(
                reference,
                now,
                account,
                named if named is not None or now is not None or found.rule != "date.part" else spoken.year,
                roc,
                last,
                query and found.core == span[0] and _is_all(text, span),
                told,
                day,
                written,
                then,
                counted,
                holiday,
                stretch,
            )
        )
        if reading is None:
            continue
        interval, seen_to = reading.interval, span[0]
        if (
            interval
            and interval.precision == "year"
            and found.rule == "date.part"
            and reading.grounding == "publication"
            and interval.end.year == now
        ):
            interval = spoken.whole(text, *span, interval, reference)
        if interval and named_at is not None and reference is not None and reading.grounding == "inherited":
            interval = lately(text[named_at : span[0]], interval, reference)
        role = draft.role if draft.role == "since" else role_of(text, span, found.rule, draft)
        if mentions and mentions[-1].role == "base" and _NOTE.fullmatch(text, mentions[-1].span[1], span[0]):
            role = "base"  # 是“十一五”（2006—2010年）的3倍
        if mentions and mentions[-1].role == "base" and TO.fullmatch(text, mentions[-1].span[1], found.core):
            role = "base"  # 较去年12月至今年2月回落: both ends of what it is set against
        if role == "base" and interval and reading.grounding != "explicit":
            interval = set_against(interval, last)
        then = interval or then
        if interval and interval.precision == "day" and interval.start != interval.end and role != "base" and _HOLIDAY.search(text, *span):
            holiday = interval
        if interval and interval.precision == "day":
            stretch = stretch_to(last, interval, until=found.core > span[0] and draft.role == "period") or stretch
            closed = interval.end if is_over(text, span[1]) else closed
        if role != "base" and (interval or reading.precision == "year"):
            of_unknown = interval is None  # 去年…，不到1990年的三分之一。同一年: 去年, whichever that is
        if interval and not (
            role == "base" and (last is not None or of_unknown or reading.grounding == "publication")
        ):  # 2020年…，比2019年下降10%。同年: 2020
            last = told = interval
            if role != "base" and reading.grounding != "coreference":
                spoken.take(text, *span, interval)
            counted = counted if draft.counts else interval
            day = interval.end if interval.precision == "day" and draft.role != "until" else day
            if draft.names_year:
                named, named_at = interval.end.year, span[0]
                written = named if reading.grounding == "explicit" else written
        explicit = reading.grounding == "explicit" and draft.names_year
        stays = stays_open(text, span, named=explicit) if role == "period" and interval and found.rule in _OPEN_RULES else None
        if stays is not None:
            role = "since"
        if role == "since" and interval and reference is not None and reference > interval.start:
            of_event = stays is not None and interval.precision == "day"  # 今年以来 goes on when a feast is over
            until = closed if closed is not None and of_event and interval.start < closed <= reference else reference
            interval = Interval(interval.start, until, "years" if until.year > interval.start.year else "month")
        mention = DateMention(
            span, text[slice(*span)], interval.start if interval else None, interval.end if interval else None,
            interval.precision if interval else reading.precision, reading.grounding, role, found.rule,
        )  # fmt: skip
        joined = _joined(text, mentions[-1], mention, found.core) if mentions else None
        if joined:
            mentions[-1] = joined
        else:
            mentions.append(mention)
        end = stays or span[1]
    return _until_now(mentions, now) if reference is None and now is not None else mentions


def _until_now(mentions: list[DateMention], year: int) -> list[DateMention]:
    """The same where no day of publication is known: 年初以来 of a report on a first quarter lasts until the end of that quarter."""
    first = dt.date(year, 1, 1)
    last_day = dt.date(year, 12, 31)
    told = [m.end for m in mentions if m.role == "until" or (m.role == "period" and m.start == first)]
    last = max((end for end in told if end is not None and first < end < last_day), default=None)
    if last is None:
        return mentions
    return [replace(m, end=last) if m.role == "since" and m.start == first and m.end and m.end.year == year else m for m in mentions]


def _is_all(text: str, span: Span) -> bool:
    """Whether a date is the whole of a text but for words like 从 and 左右."""
    return len(text) <= _LONGEST_ALONE and bool(_BEFORE_ALL.fullmatch(text, 0, span[0]) and _AFTER_ALL.fullmatch(text, span[1]))


def _joined(text: str, first: DateMention, last: DateMention, core: int) -> DateMention | None:
    """One range of two dates (2018年4月至2019年2月), or None where the second does not continue the first."""
    between = text[first.span[1] : core]
    next_day = _is_next_day(text, first, last, between)
    if (
        (first.rule in _NO_RANGE_END and not next_day)
        or last.rule in _NO_RANGE_END
        or (first.role == "base" and last.role != "base")
        or first.start is None
        or last.end is None
    ):
        return None
    seasons = not between and first.rule == last.rule and first.rule in ("date.season", "date.decade")  # 今冬明春, 80年代末90年代初
    linked = seasons or next_day or TO.fullmatch(between) or (_AND.fullmatch(between) and _BETWEEN.match(text, last.span[1]))
    if not linked or (first.span[1] - first.span[0] < 3 and not seasons and text[first.span[0] - 1 : first.span[0]] not in ("从", "自", "由")):
        return None
    end = last.end
    if end < first.start and last.rule in ("date.part", "date.numeric.month-day") and last.grounding == "publication":
        end = cal.shift_period((end, end), 1)[1]  # of the same turn of the year: 四月…到十月一日
    if end < first.start:
        return None
    span = (first.span[0], last.span[1])
    precision: Precision = first.precision if first.precision == last.precision and first.precision != "year" else "years"
    return replace(first, span=span, text=text[slice(*span)], end=end, precision=precision, rule="date.range")


def _is_next_day(text: str, first: DateMention, last: DateMention, between: str) -> bool:
    """Whether a day or a month is listed right behind the one before it (8月22日、8月23日, 10月11月) and both are told of together."""
    if not (first.precision == last.precision in ("day", "month") and first.end and last.start and last.end):
        return False
    if (last.precision == "day" and last.start != last.end) or not (_NEXT_DAY.fullmatch(between) or (not between and last.precision == "month")):
        return False
    return (last.start - first.end).days == 1 and not _EACH.match(text, last.span[1])
