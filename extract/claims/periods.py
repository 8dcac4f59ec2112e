"""When a figure holds: every period that it could belong to, with features, and the choice among them.

Like ``subjects``: the choice runs from left to right, and "no date" and the day of publication are candidates too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from extract.claims import scoring
from extract.claims.facts import Facts
from extract.claims.frames import Frame
from extract.claims.outlook import Outlook
from extract.claims.timing import Key, Timing
from extract.mentions import calendar as cal
from extract.model import DateMention, Grounding, Precision, Sentence, Span

_WORDS = regex.compile(r"[\p{L}\p{N}]")
_OPENS_CLAUSE = regex.compile(r"[，,；;：:]\s?$")
_ITS_OWN = regex.compile(r"的[^，。]{0,12}")
_LISTED = regex.compile(r"\s?(?:、|和|与|及|，)\s?")
_FROM = regex.compile(r"[从由自]\s?$")
_FIRST_VALUE = regex.compile(r"(?:年?底|末)?的?[约近超不足到]{0,3}\s?")
_TO = regex.compile(r"[^。；]{0,20}(?:[到至为]了?[约近超]?)\s?$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A period that a quantity could hold for; ``key`` None is "the text gives none"."""

    key: Key
    precision: Precision
    row: scoring.Row
    mention: DateMention | None
    inherited: bool

    @property
    def features(self) -> dict[str, float]:
        """Names and values of the row, for the linear model ``period``."""
        return scoring.merged(self.row)


@dataclass(frozen=True, slots=True)
class Choice:
    """The period chosen for a quantity and how sure."""

    key: Key
    precision: Precision
    probability: float
    margin: float
    mention: DateMention | None
    grounding: Grounding
    candidates: tuple[tuple[str, float], ...] = field(default=())


@dataclass(slots=True)
class Memory:
    """The period chosen last, and where."""

    last: Key = None
    has: bool = False
    last_sentence: int = -1
    last_index: int = -1
    mention: DateMention | None = None
    precision: Precision = "year"
    grounding: str = "elsewhere"

    def remember(self, key: Key, precision: Precision, mention: DateMention | None, frame: Frame) -> None:
        """Keeps the period of a figure that is a claim's."""
        self.last, self.has, self.precision, self.mention = key, True, precision, mention
        self.last_sentence, self.last_index = frame.sentence, frame.index
        inside = mention is not None and frame.clause_span[0] <= mention.span[0] < frame.clause_span[1]
        self.grounding = "in its clause" if inside else "elsewhere"


def _shifted(key: Key, years: int) -> Key:
    return None if key is None else cal.shift_period(key, years)


class Periods:
    """Candidates for the quantities of one article."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], frames: Sequence[Frame], mentions: Sequence[DateMention], facts: Facts, outlook: Outlook
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._facts = facts
        self._now = facts.now
        self._starts = [f.quantity.core[0] for f in frames]
        self._by_sentence: dict[int, list[DateMention]] = {}
        i = 0
        for m in mentions:
            while i < len(sentences) and sentences[i].span[1] <= m.span[0]:
                i += 1
            if i < len(sentences) and sentences[i].span[0] <= m.span[0] and sentences[i].role != "boilerplate":
                self._by_sentence.setdefault(i, []).append(m)
        self._paragraph_start: dict[int, int] = {}
        for n, s in enumerate(sentences):
            self._paragraph_start.setdefault(s.paragraph, n)
        self._title_dates = [m for n, s in enumerate(sentences) if s.role == "title" for m in self._by_sentence.get(n, [])]
        self._stances: dict[Span, str] = {}  # by the span of a date
        self._of_sentence: tuple[int, list[tuple[DateMention, list[str]]]] = (-1, [])  # the sentence, and the dates before it
        self._timing = Timing(text, sentences, facts, outlook)

    def candidates(self, frame: Frame, memory: Memory, metric: str | None = None) -> list[Candidate]:
        """All candidates of a quantity; the name of its metric tells figures of a period from those of a day."""
        features: dict[Key, dict[str, float]] = {}
        precision: dict[Key, Precision] = {}
        nearest: dict[Key, DateMention] = {}
        sentence = self._sentences[frame.sentence]
        at = frame.quantity.core[0]

        def put(key: Key, grain: Precision, mention: DateMention | None, names: Iterable[str]) -> None:
            row = features.setdefault(key, {})
            for name in names:
                row[name] = 1.0
            precision.setdefault(key, grain)
            if mention is not None and (key not in nearest or abs(mention.span[0] - at) < abs(nearest[key].span[0] - at)):
                nearest[key] = mention
                precision[key] = grain

        row = self._by_sentence.get(frame.sentence, [])
        before = [m for m in row if m.span[1] <= at]
        periods = [m for m in before if m.role != "base"]
        for m in before:
            clause = next(n for n, (a, b) in enumerate(sentence.clauses) if a <= m.span[0] < b)
            distance = frame.clause - clause
            where = "clause" if distance == 0 else "clause-1" if distance == 1 else "clause-2+"
            later = sum(1 for p in periods if p.span[0] >= m.span[1])
            role = m.role
            if role == "base" and _ITS_OWN.fullmatch(self._text, m.span[1], frame.quantity.span[0]):
                role = "base's own"  # type: ignore[assignment]
            if self._is_start_of_change(m, frame):
                role = "base"
            key = self._key(m, memory)
            between = self._text[m.span[1] : at]
            part = "earlier part" if "；" in between or ";" in between else "same part"
            names = [
                f"{role} in {where}", f"{role} with {min(later, 2)} later", f"{m.rule} before", f"{role} of precision {m.precision}",
                f"{role} in {part} of sentence", f"{self._stance(m, sentence)}, {where}",
            ]  # fmt: skip
            if m.start is None and key is None:
                names.append("unresolved")
            if distance == 0 and at - m.span[1] <= 2:
                names.append(f"{role} directly before")
            put(key, m.precision, m, names)
        for m in row:
            if m.span[0] >= at:
                inside = m.span[0] < frame.clause_span[1]
                put(self._key(m, memory), m.precision, m, [f"{m.role} after in {'clause' if inside else 'sentence'}"])
        told = self._distributed(frame, before)
        if told is not None:
            put(self._key(told, memory), told.precision, told, ["distributed"])
        for m, names in self._earlier(frame.sentence):
            put(self._key(m, memory), m.precision, m, names)
        for m in self._title_dates:
            put(self._key(m, memory), m.precision, m, ["in title"])
        if memory.has:
            put(memory.last, memory.precision, memory.mention, self._previous(frame, memory))
        reference = self._facts.reference
        if reference is not None:
            put((reference, reference), "day", None, ["publication day"])
        if self._now is not None:
            for offset, name in ((0, "publication year"), (-1, "year before publication")):
                found = cal.year(self._now + offset)
                if found:
                    put((found.start, found.end), "year", None, [name])
        put(None, "day", None, ["none"])
        passage = self._timing.passage(frame, bool(before), metric)
        for key, values in features.items():
            self._timing.finish(key, values, passage, nearest.get(key))
        return [
            Candidate(k, precision[k], scoring.alone(f), nearest.get(k), k not in nearest)
            for k, f in sorted(features.items(), key=lambda item: (item[0] is None, item[0] or (dt.date.min, dt.date.min)))
        ]

    def _previous(self, frame: Frame, memory: Memory) -> list[str]:
        """Features of the period that the figure before was given to."""
        names = []
        where = "elsewhere"
        if memory.last_sentence == frame.sentence:
            where = "same sentence"
            if frame.previous is not None and memory.last_index == frame.previous:
                names.append("previous quantity")
        elif memory.last_sentence >= 0 and self._sentences[memory.last_sentence].paragraph == self._sentences[frame.sentence].paragraph:
            where = "same paragraph"
        told = "told nowhere" if memory.mention is None else memory.mention.role
        return [
            *names, f"previous {where}", f"previous {where}, {memory.precision}, {told}", f"previous {where}, its date {memory.grounding}",
        ]  # fmt: skip

    def _key(self, mention: DateMention, memory: Memory) -> Key:
        """The interval of a mention; 同期 is the period spoken of, 去年同期 the same a year earlier."""
        if mention.rule == "date.same-period" and memory.last is not None:
            text = mention.text
            if text.startswith(("去年", "上年")):
                return _shifted(memory.last, -1) if memory.last[1].year == (self._facts.year or memory.last[1].year) else memory.last
            if text == "同期":
                return memory.last
            if mention.start is not None:
                return _shifted(memory.last, mention.start.year - memory.last[1].year)
        return (mention.start, mention.end) if mention.start and mention.end else None

    def _is_start_of_change(self, m: DateMention, frame: Frame) -> bool:
        """Whether a date is that of the figure from which a quantity changed: 从2020年的2900家增加到3500家."""
        if frame.previous is None or not _FROM.search(self._text, max(0, m.span[0] - 2), m.span[0]):
            return False
        first = self._starts[frame.previous]
        return bool(
            m.span[1] <= first and _FIRST_VALUE.fullmatch(self._text, m.span[1], first) and _TO.search(self._text, first, frame.quantity.span[0])
        )

    def _stance(self, m: DateMention, sentence: Sentence) -> str:
        """How a date stands in its sentence: one that opens it sets the time of what follows, one inside a phrase does not."""
        if m.span not in self._stances:
            before = self._text[sentence.span[0] : m.span[0]]
            self._stances[m.span] = (
                "opens the sentence" if not _WORDS.search(before) else "opens a clause" if _OPENS_CLAUSE.search(before) else "inside a clause"
            )
        return self._stances[m.span]

    def _distributed(self, frame: Frame, before: Sequence[DateMention]) -> DateMention | None:
        """The date of a list that belongs to a figure of a list of as many, told with 分别."""
        run = frame.run
        listed = before[-run.size :]
        if run.size < 2 or len(listed) < run.size:
            return None
        together = all(_LISTED.fullmatch(self._text[a.span[1] : b.span[0]]) for a, b in pairwise(listed))
        if together and "分别" in self._text[listed[-1].span[1] : self._starts[run.first]]:
            return listed[frame.index - run.first]
        return None

    def _earlier(self, sentence: int) -> list[tuple[DateMention, list[str]]]:
        """The dates of the sentences before one, with features."""
        if self._of_sentence[0] != sentence:
            self._of_sentence = sentence, list(self._found_earlier(sentence))
        return self._of_sentence[1]

    def _found_earlier(self, sentence: int) -> Iterator[tuple[DateMention, list[str]]]:
        paragraph_from = self._paragraph_start[self._sentences[sentence].paragraph]
        seen = 0
        framed = False
        for i in range(sentence - 1, max(-1, sentence - 30), -1):
            row = [m for m in self._by_sentence.get(i, []) if m.role != "base"]
            if not row:
                continue
            where = "paragraph" if i >= paragraph_from else "earlier"
            for m in row:
                stance = self._stance(m, self._sentences[i])
                names = [f"in {where}", f"in {where}, precision {m.precision}", f"{stance}, in {where}", f"{m.role}, in {where}"]
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
                if m.rule in ("date.near", "date.day"):
                    names.append("an event's day")
                if stance == "opens the sentence" and not framed:
                    names.append(f"latest that opens a sentence, in {where}")
                    framed = True
                yield m, names
            seen += 1
            if seen >= 6:
                break

    def choose(self, frame: Frame, found: Sequence[Candidate]) -> Choice:
        """The best of the candidates by the model ``period``; "no date" is always one of them."""
        order, shares, margin = scoring.ranked("period", [c.row for c in found])
        best = found[order[0]]
        share = shares[order[0]] * (self._facts.year_share if self._takes_year(best) else 1.0)
        return Choice(
            best.key, best.precision, share, margin, best.mention, self._grounding(best, frame),
            tuple((_shown(found[i].key), round(shares[i], 3)) for i in order[:4]),
        )  # fmt: skip

    @staticmethod
    def _takes_year(candidate: Candidate) -> bool:
        """Whether a period rests on the article's own year: 今年, 一季度."""
        return candidate.key is not None and (candidate.mention is None or candidate.mention.grounding == "publication")

    def _grounding(self, candidate: Candidate, frame: Frame) -> Grounding:
        m = candidate.mention
        if m is None:
            return "publication" if candidate.features.get("publication day") else "inherited"
        if m.grounding in ("publication", "coreference") and frame.clause_span[0] <= m.span[0] < frame.clause_span[1]:
            return m.grounding
        if frame.clause_span[0] <= m.span[0] < frame.clause_span[1]:
            return "explicit"
        return m.grounding if m.grounding in ("publication", "coreference") else "inherited"


def _shown(key: Key) -> str:
    return "none" if key is None else f"{key[0]}..{key[1]}"
