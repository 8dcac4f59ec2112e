"""The dates of an article as they stand to its sentences: in them, before them, in the title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from extract.claims import date_clauses
from extract.claims.asides import Asides
from extract.claims.period_memory import only_set_against
from extract.claims.timing import may_have_mean
from extract.data.late import late_regex
from extract.model import DateMention, Sentence, Span

_WORDS = regex.compile(r"[\p{L}\p{N}]")
_OPENS_CLAUSE = regex.compile(r"[，,；;：:]\s?$")
_AS_FOLLOWS = late_regex(r"(?:如下|以下)[：:。]?\s*$")
_WEEK = 6  # days from the first to the last of seven
_RELATIVE = ("date.near", "date.span.short")
_KEPT = 8192  # sets of features that are remembered
_BACK, _SENTENCES = 30, 6  # sentences that are looked through for dates before one, and those with dates that are taken


@lru_cache(maxsize=_KEPT)
def before_figure(
    role: str, where: str, later: int, rule: str, precision: str, side: str, stance: str, clause: str, known: bool, directly: bool
) -> tuple[str, ...]:
    """Features of a date before a figure in its sentence; ``later``: so many dates stand between them, ``clause``: what its own tells of."""
    names = [
        f"{role} in {where}", f"{role} with {later} later", f"{rule} before", f"{role} of precision {precision}",
        f"{role} in {side} of sentence", f"{stance}, {where}", f"date of {clause}, {where}",
    ]  # fmt: skip
    if not known:
        names.append("unresolved")
    if directly:
        names.append(f"{role} directly before")
    return tuple(names)


class Dates:
    """The dates of one article.

    Attributes:
        in_title: those of its title.
        week: the first seven days that it names by their dates, or None.
    """

    def __init__(
        self, text: str, sentences: Sequence[Sentence], mentions: Sequence[DateMention], starts: Sequence[int], asides: Asides
    ) -> None:  # fmt: skip
        self._text = text
        self._asides = asides
        self._sentences = sentences
        self._by_sentence: dict[int, list[DateMention]] = {}
        i = 0
        for m in mentions:
            while i < len(sentences) and sentences[i].span[1] <= m.span[0]:
                i += 1
            if (
                i < len(sentences)
                and sentences[i].span[0] <= m.span[0]
                and sentences[i].role != "boilerplate"
                and not date_clauses.is_day_of_report(text, m)
                and not date_clauses.is_unknown_day_of_telling(text, m)
                and not date_clauses.is_of_cause(text, m, sentences[i].span[1], starts)
            ):
                self._by_sentence.setdefault(i, []).append(m)
        self._paragraph_start: dict[int, int] = {}
        for n, s in enumerate(sentences):
            self._paragraph_start.setdefault(s.paragraph, n)
        self.in_title = [m for n, s in enumerate(sentences) if s.role == "title" for m in self._by_sentence.get(n, [])]
        days = ((m.start, m.end) for m in mentions if m.start and m.end and (m.end - m.start).days == _WEEK and m.rule not in _RELATIVE)
        self.week = next(days, None)
        self._starts = starts
        self._stances: dict[Span, str] = {}  # by the span of a date
        self._clauses: dict[Span, date_clauses.ClauseKind] = {}
        self._of_sentence: tuple[int, list[tuple[DateMention, list[str]]]] = (-1, [])  # the sentence, and the dates before it

    def of(self, sentence: int) -> Sequence[DateMention]:
        """The dates of a sentence; none of boilerplate."""
        return self._by_sentence.get(sentence, ())

    def stance(self, m: DateMention, sentence: int) -> str:
        """How a date stands in its sentence: one that opens it sets the time of what follows, one inside a phrase does not."""
        if m.span not in self._stances:
            before = self._text[self._sentences[sentence].span[0] : m.span[0]]
            self._stances[m.span] = (
                "opens the sentence" if not _WORDS.search(before) else "opens a clause" if _OPENS_CLAUSE.search(before) else "inside a clause"
            )
        return self._stances[m.span]

    def clause(self, m: DateMention, sentence: int) -> date_clauses.ClauseKind:
        """What the clause of a date tells of."""
        if m.span not in self._clauses:
            self._clauses[m.span] = date_clauses.kind(self._text, m, self._sentences[sentence].span[1], self._starts)
        return self._clauses[m.span]

    def earlier(self, sentence: int) -> list[tuple[DateMention, list[str]]]:
        """The dates of the sentences before one, with features."""
        if self._of_sentence[0] != sentence:
            self._of_sentence = sentence, list(self._found_earlier(sentence))
        return self._of_sentence[1]

    def span_of_years(self, sentence: int) -> DateMention | None:
        """The last date before a sentence, or in it, that covers two years or more: what 年均 is the mean of."""
        for i in range(sentence, -1, -1):
            for m in reversed(self._by_sentence.get(i, [])):
                if m.role in ("period", "since") and m.start and m.end and may_have_mean((m.start, m.end)):
                    return m
        return None

    def _found_earlier(self, sentence: int) -> Iterator[tuple[DateMention, list[str]]]:
        paragraph_from = self._paragraph_start[self._sentences[sentence].paragraph]
        start = self._sentences[sentence].span[0]
        seen = 0
        framed = False
        for i in range(sentence - 1, max(-1, sentence - _BACK), -1):
            row = [m for m in self._by_sentence.get(i, []) if m.role != "base" and not only_set_against(m) and not self._asides.hides(m, start)]
            if not row:
                continue
            where = "paragraph" if i >= paragraph_from else "earlier"
            end = self._sentences[i].span[1]
            leads_on = _AS_FOLLOWS.search(self._text, max(0, end - 4), end) is not None
            told = [m for m in row if m.precision != "day" and self.clause(m, i) != "announced"]
            for m in row:
                if told and m.precision == "day" and self.clause(m, i) == "announced":
                    continue  # 4日公布房市统计，第1季负担率为44%。其中…: when it was told, and a period is told beside it
                stance = self.stance(m, i)
                names = [
                    f"in {where}", f"in {where}, precision {m.precision}", f"{stance}, in {where}", f"{m.role}, in {where}",
                    f"date of {self.clause(m, i)}, in {where}",
                ]  # fmt: skip
                if m is row[0]:
                    names.append(f"first of its sentence in {where}")
                    if i == paragraph_from and where == "paragraph":
                        names.append("opens the paragraph")
                if seen == 0:
                    names.append(f"nearest earlier sentence, {where}")
                if self._sentences[i].role == "heading" and self._sentences[i].section == self._sentences[sentence].section:
                    names.append("in the heading")
                if i <= 2:
                    names.append("at the article's start")
                if leads_on:
                    names.append("of a list that follows")
                if m.rule in ("date.near", "date.day"):
                    names.append("an event's day")
                if stance == "opens the sentence" and not framed:
                    names.append(f"latest that opens a sentence, in {where}")
                    framed = True
                yield m, names
            seen += 1
            if seen >= _SENTENCES:
                break
