"""What a period as such tells of whether a figure holds in it: its length, its distance from the article's day, the outlook of the passage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import regex

from extract.claims.catalogue import match as catalogued
from extract.claims.facts import Facts
from extract.claims.frames import Frame
from extract.claims.outlook import Outlook
from extract.model import DateMention, Sentence

Key = tuple[dt.date, dt.date] | None

_NOW_CUE = regex.compile(r"目前|截至|迄今|现有|已有|已经|已|现在|当前|如今|累计|共有|拥有|达到")
_FUTURE_CUE = regex.compile(r"力争|争取|目标|计划|预计|有望|将|拟|到时|确保|预期|规划|要(?=达|实现|完成|建|增|突破|超)|达到?以上")
_SPAN_CUE = regex.compile(r"年均|平均每年|累计|五年|这五年|十年|期间|以来|过去|增量|净增|新增")


_STEPS = (
    (-1, "ahead"), (0, "the same day"), (7, "a week before"), (31, "a month before"), (100, "a quarter before"), (400, "a year before"),
    (800, "two years before"),
)  # fmt: skip


def _section_kind(heading: str) -> str:
    """Whether a heading opens a review or a plan, or neither ("")."""
    if regex.search(r"回顾|过去|总结|取得|成就|工作情况|完成情况|[“”]?十[三四]五", heading):
        return "review"
    return "plan" if regex.search(r"今年|目标|安排|部署|计划|重点工作|任务|打算|展望|规划|下一步|[“”]?十五五", heading) else ""


class Timing:
    """Features of the periods that the figures of one article could hold for."""

    def __init__(self, text: str, sentences: Sequence[Sentence], facts: Facts, outlook: Outlook) -> None:
        self._text = text
        self._sentences = sentences
        self._facts = facts
        self._now = facts.now
        self._outlook = outlook
        self._section_kind = {s.section: _section_kind(text[slice(*s.span)]) for s in sentences if s.role in ("title", "heading")}

    def finished(
        self, key: Key, row: dict[str, float], frame: Frame, dated: bool, metric: str | None, mention: DateMention | None
    ) -> dict[str, float]:
        """The features of a candidate with those of the period as such; ``mention`` is the nearest date that names it."""
        sentence = self._sentences[frame.sentence]
        clause = self._text[frame.clause_span[0] : frame.quantity.span[1]]
        whole = self._text[slice(*sentence.span)]
        reference = self._facts.reference
        kind = frame.quantity.kind
        future_clause = bool(_FUTURE_CUE.search(clause))
        future = future_clause or bool(_FUTURE_CUE.search(whole))
        if self._outlook.report:
            plan = round(self._outlook.plan[frame.sentence], 2)
            for name in ("none", "publication day", "publication year", "year before publication"):
                if row.get(name):
                    row[f"{name}, plan of a report"] = plan
                    row[f"{name}, review of a report"] = 1.0 - plan
        if key is None:
            row[f"none, sentence {'dated' if dated else 'undated'}"] = 1.0
            row[f"none, {kind}"] = 1.0
            if self._outlook.report:
                row["none, work report"] = 1.0
            return row
        if reference is not None or self._now is not None:
            tense = self._tense(key)
            row[f"{tense}, {'cue of future in clause' if future_clause else 'cue of future' if future else 'no cue of future'}"] = 1.0
            row[f"{self._distance(key)}, {'named here' if mention and self._in(mention, sentence) else 'from elsewhere'}"] = 1.0
        if row.get("publication day"):
            row[f"publication day, {'cue of now' if _NOW_CUE.search(clause) else 'no cue of now'}"] = 1.0
            row[f"publication day, {kind}"] = 1.0
            row[f"publication day, sentence {'dated' if dated else 'undated'}"] = 1.0
            if self._outlook.report:
                row["publication day, work report"] = 1.0
        if self._outlook.report and row.get("year before publication"):
            row[f"year before publication, work report, {'cue of future' if future else 'no cue of future'}"] = 1.0
        if self._outlook.report and row.get("publication year"):
            row[f"publication year, work report, {'cue of future' if future else 'no cue of future'}"] = 1.0
        days = (key[1] - key[0]).days
        grain = "day" if days == 0 else "month" if days < 32 else "part of year" if days < 364 else "year" if days < 367 else "years"
        row[f"{grain}, {kind}"] = 1.0
        if _SPAN_CUE.search(clause):
            row[f"{grain}, cue of span"] = 1.0
        entry = catalogued(metric) if metric else None
        if entry is not None:
            row[f"{grain}, {entry.flow} metric"] = 1.0
        section = self._section_kind.get(sentence.section, "")
        if section and self._now is not None:
            first, last = key[0].year - self._now, key[1].year - self._now
            years = "later" if first > 0 else "this year" if last >= 0 else "last year" if last == -1 else "before"
            row[f"{years}, section of {section}"] = 1.0
        return row

    @staticmethod
    def _in(mention: DateMention, sentence: Sentence) -> bool:
        return sentence.span[0] <= mention.span[0] < sentence.span[1]

    def _distance(self, key: tuple[dt.date, dt.date]) -> str:
        """How long before the article's day a period ended, in steps that grow."""
        if self._facts.reference is None:
            years = (self._now or key[1].year) - key[1].year
            return "ahead" if years < 0 else f"{min(years, 3)} years before"
        days = (self._facts.reference - key[1]).days
        return next((name for most, name in _STEPS if days <= most), "long before")

    def _tense(self, key: tuple[dt.date, dt.date]) -> str:
        """Whether a period lies before, around or behind the article's day, or its year where only that is known."""
        day, year = self._facts.reference, self._now or key[1].year
        first, last = (day, day) if day else (dt.date(year, 1, 1), dt.date(year, 12, 31))
        return "future" if key[0] > last else "past" if key[1] < first else "running"
