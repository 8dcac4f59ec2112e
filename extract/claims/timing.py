"""What a period as such tells of whether a figure holds in it: its length, its distance from the article's day, the outlook of the passage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from extract.claims.catalogue import match as catalogued
from extract.claims.facts import Facts
from extract.claims.frames import Frame
from extract.claims.outlook import Outlook
from extract.claims.scoring import Part
from extract.model import DateMention, Sentence

_KEPT = 8192  # parts of rows that are remembered
Key = tuple[dt.date, dt.date] | None

_NOW_CUE = regex.compile(r"目前|截至|迄今|现有|已有|已经|已|现在|当前|如今|累计|共有|拥有|达到")
_FUTURE_CUE = regex.compile(r"力争|争取|目标|计划|预计|有望|将|拟|到时|确保|预期(?!寿命)|规划|要(?=达|实现|完成|建|增|突破|超)|达到?以上")
_SPAN_CUE = regex.compile(r"年均|平均每年|累计|五年|这五年|十年|期间|以来|过去|增量|净增|新增")
_MEAN_BEFORE = regex.compile(
    r"(?:年均|(?<![一二两三四五六七八九十\d])年平均|平均每年|年复合|复合)[^，。；、\d]{0,12}(?:\d[\d.]*[%％][、和及与]\s?){0,3}$"
)
_REACHED = regex.compile(r"已(?:经)?(?:达到?|高达|突破|超过?|接近|[增升降跌占]至?到?|有|为)了?(?:约|近|超过?)?\s?$")
_LONG_PAST = 10  # years
_TWO_YEARS = 700  # days
_YEARLY = regex.compile(r"年均|年平均|平均每年|复合增长")
_REVIEW = regex.compile(r"回顾|过去|总结|取得|成就|工作情况|完成情况|[“”]?十[三四]五")
_PLAN = regex.compile(r"今年|目标|安排|部署|计划|重点工作|任务|打算|展望|规划|下一步|[“”]?十五五")
_STEPS = (
    (-1, "ahead"), (0, "the same day"), (7, "a week before"), (31, "a month before"), (100, "a quarter before"), (400, "a year before"),
    (800, "two years before"),
)  # fmt: skip


def is_yearly_mean(text: str, frame: Frame) -> bool:
    """Whether a figure is the mean change of years, told right before it: 年均增长5%."""
    return frame.quantity.kind == "growth" and tells_yearly_mean(text, frame)


def tells_yearly_mean(text: str, frame: Frame) -> bool:
    """Whether the words right before a figure tell a mean of years, of a change or of a level: 年均减贫100万人."""
    return _MEAN_BEFORE.search(text, frame.clause_span[0], frame.quantity.span[0]) is not None


def reached(text: str, frame: Frame, dates: Sequence[DateMention], keys: list[Key], today: dt.date | None) -> list[Key]:
    """Periods without those ahead for what its clause says to be so already (到2050年将突破40%，而农村已达23%), ``dates``: those of the sentence."""
    (start, end), at = frame.clause_span, frame.quantity.span[0]
    if today is None or not _REACHED.search(text, max(start, at - 10), at) or any(start <= m.span[0] < end for m in dates):
        return keys
    return [key for key in keys if key is None or key[0] <= today]


def left(
    text: str, frame: Frame, dates: Sequence[DateMention], keys: Collection[Key], here: Collection[Key], latest: Mapping[Key, DateMention],
    facts: Facts,
) -> list[Key]:  # fmt: skip
    """Periods without those ahead for what is so already, and without those long before the one named last that the sentence does not name.

    ``here``: the periods that the sentence names; ``latest``: where each was named last.
    """
    now = facts.now or dt.MAXYEAR
    years = [(m.span[0], key[0].year) for key, m in latest.items() if key is not None and key[0].year <= now]
    year = max(years)[1] if years else None
    found = [key for key in keys if key is None or year is None or key in here or key[1].year == now - 1 or year - key[1].year < _LONG_PAST]
    return reached(text, frame, dates, found, facts.reference)


def may_have_mean(key: Key) -> bool:
    """Whether a period is long enough to have a mean of years; no period may be any."""
    return key is None or (key[1] - key[0]).days > _TWO_YEARS


def looks_ahead(text: str, sentence: Sentence) -> bool:
    """Whether a sentence has a cue of the future."""
    return _FUTURE_CUE.search(text, *sentence.span) is not None


def _section_kind(heading: str) -> str:
    """Whether a heading opens a review or a plan, or neither ("")."""
    if _REVIEW.search(heading):
        return "review"
    return "plan" if _PLAN.search(heading) else ""


class Passage(NamedTuple):
    """A figure's kind, and the cues of time around it.

    Attributes:
        report: whether the article is a work report.
        dated: whether a date stands before the figure in its sentence, as a word.
        plan: how likely a report plans ahead there.
        future_clause, future: a cue of the future in the clause, and in the clause or sentence.
        now, span, yearly: cues in the clause that the figure holds now, over a span of time, on an average of years.
        flow: of its metric in the catalogue.
        section: review, plan or "": what the heading above opens.
        sets_out: a change goes from the figure to the next one.
    """

    report: bool
    kind: str
    dated: str
    plan: float
    future_clause: bool
    future: bool
    now: bool
    span: bool
    yearly: bool
    flow: str | None
    section: str
    sets_out: bool


class Period(NamedTuple):
    """What a period is to an article.

    Attributes:
        always: its features that all figures of the article share.
        none: it is "the text gives none".
        tense: whether it lies before, around or behind the article's day; "" where that is not known, as for ``distance``.
        distance: how long before the article's day it ended.
        grain: how long it is.
        years: how it lies to the article's year; "" where that is not known.
    """

    always: tuple[str, ...]
    none: bool = False
    tense: str = ""
    distance: str = ""
    grain: str = ""
    years: str = ""


class Timing:
    """Features of the periods that the figures of one article could hold for."""

    def __init__(self, text: str, sentences: Sequence[Sentence], facts: Facts, outlook: Outlook) -> None:
        self._text = text
        self._sentences = sentences
        self._facts = facts
        self._now = facts.now
        self._outlook = outlook
        self._periods: dict[Key, Period] = {}
        self._section_kind = {s.section: _section_kind(text[slice(*s.span)]) for s in sentences if s.role in ("title", "heading")}
        self._looks_ahead: dict[int, bool] = {}  # whether a sentence has a cue of the future, by index

    def passage(self, frame: Frame, dated: bool, metric: str | None) -> Passage:
        """What the words around a figure tell of when it holds; ``dated``: a date stands before it in its sentence."""
        sentence = self._sentences[frame.sentence]
        if frame.sentence not in self._looks_ahead:
            self._looks_ahead[frame.sentence] = looks_ahead(self._text, sentence)
        clause = self._text[frame.clause_span[0] : frame.quantity.span[1]]
        entry = catalogued(metric) if metric else None
        in_clause = _FUTURE_CUE.search(clause) is not None
        return Passage(
            self._outlook.report, frame.quantity.kind, "dated" if dated else "undated", round(self._outlook.plan[frame.sentence], 2),
            in_clause, in_clause or self._looks_ahead[frame.sentence], _NOW_CUE.search(clause) is not None,
            _SPAN_CUE.search(clause) is not None, _YEARLY.search(clause) is not None,
            entry.flow if entry is not None else None, self._section_kind.get(sentence.section, ""), frame.sets_out and not frame.revised,
        )  # fmt: skip

    def part(self, key: Key, always: tuple[str, ...], passage: Passage, here: bool) -> Part:
        """What a period as such tells; ``always`` are its features that all figures of the article share, ``here``: its sentence names it."""
        period = self._periods.get(key)
        if period is None:
            period = self._periods[key] = self._period(key, always)
        return _part(period, passage, here)

    def _period(self, key: Key, always: tuple[str, ...]) -> Period:
        if key is None:
            return Period(always, none=True)
        days = (key[1] - key[0]).days
        grain = "day" if days == 0 else "month" if days < 32 else "part of year" if days < 364 else "year" if days < 367 else "years"
        tense = distance = years = ""
        if self._facts.reference is not None or self._now is not None:
            tense, distance = self._tense(key), self._distance(key)
        if self._now is not None:
            first, last = key[0].year - self._now, key[1].year - self._now
            years = "later" if first > 0 else "this year" if last >= 0 else "last year" if last == -1 else "before"
        return Period(always, tense=tense, distance=distance, grain=grain, years=years)

    def _distance(self, key: tuple[dt.date, dt.date]) -> str:
        """How long before the article's day a period ended, in steps that grow."""
        if self._facts.reference is None:
            years = (self._now or key[1].year) - key[1].year
            return "ahead" if years < 0 else f"{min(years, 3)} years before"
        days = (self._facts.reference - key[1]).days
        return next((name for most, name in _STEPS if days <= most), "long before")

    def is_ahead(self, key: tuple[dt.date, dt.date]) -> bool:
        """Whether a period begins behind the article's day, where that is known."""
        return self._facts.reference is not None and key[0] > self._facts.reference

    def is_past(self, key: tuple[dt.date, dt.date]) -> bool:
        """Whether a period ended in a year before the article's, where that is known."""
        return self._now is not None and key[1].year < self._now

    def _tense(self, key: tuple[dt.date, dt.date]) -> str:
        """Whether a period lies before, around or behind the article's day, or its year where only that is known."""
        day, year = self._facts.reference, self._now or key[1].year
        first, last = (day, day) if day else (dt.date(year, 1, 1), dt.date(year, 12, 31))
        return "future" if key[0] > last else "past" if key[1] < first else "running"


@lru_cache(maxsize=_KEPT)
def _part(period: Period, passage: Passage, here: bool) -> Part:
    return Part(_features(period, passage, here))


def _features(period: Period, passage: Passage, here: bool) -> dict[str, float]:
    row = dict.fromkeys(period.always, 1.0)
    kind = passage.kind
    if passage.report:
        for name in ("none", "publication day", "publication year", "year before publication"):
            if name in row:
                row[f"{name}, plan of a report"] = passage.plan
                row[f"{name}, review of a report"] = 1.0 - passage.plan
    if period.none:
        row[f"none, sentence {passage.dated}"] = 1.0
        row[f"none, {kind}"] = 1.0
        if passage.sets_out:
            row["none, sets out"] = 1.0
        if passage.report:
            row["none, work report"] = 1.0
        return row
    cue = "cue of future" if passage.future else "no cue of future"
    if period.tense:
        row[f"{period.tense}, {'cue of future in clause' if passage.future_clause else cue}"] = 1.0
        row[f"{period.distance}, {'named here' if here else 'from elsewhere'}"] = 1.0
    if "publication day" in row:
        row[f"publication day, {'cue of now' if passage.now else 'no cue of now'}"] = 1.0
        row[f"publication day, {kind}"] = 1.0
        row[f"publication day, sentence {passage.dated}"] = 1.0
        if passage.report:
            row["publication day, work report"] = 1.0
    if passage.report and period.tense:
        row[f"{period.tense}, plan of a report"] = passage.plan
        row[f"{period.tense}, review of a report"] = 1.0 - passage.plan
    if passage.report:
        for name in ("publication year", "year before publication"):
            if name in row:
                row[f"{name}, work report, {cue}"] = 1.0
    row[f"{period.grain}, {kind}"] = 1.0
    if passage.sets_out:
        row[f"{period.grain}, sets out"] = row[f"{'named here' if here else 'from elsewhere'}, sets out"] = 1.0
        if period.years:
            row[f"{period.years}, sets out"] = 1.0
    if passage.span:
        row[f"{period.grain}, cue of span"] = 1.0
    if passage.yearly:
        row[f"{period.grain}, mean of years"] = 1.0
    if passage.flow is not None:
        row[f"{period.grain}, {passage.flow} metric"] = 1.0
    if passage.section and period.years:
        row[f"{period.years}, section of {passage.section}"] = 1.0
    return row
