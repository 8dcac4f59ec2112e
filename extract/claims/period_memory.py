"""Which period the figures before were given to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.claims.frames import Frame
from extract.claims.timing import Key
from extract.data.late import late_regex
from extract.model import DateMention, Precision, Sentence

_SAME_PERIOD = "date.same-period"
_FROM_THE_START = late_regex(r"[首前]\S{1,3}?(?:个月|季度?)|\d{1,2}月?份?\s?[至到\-–—~～]\s?\d{1,2}月")
_OPENS = late_regex(r"(?:^|[，,；;：:。\n])\s{0,2}$")


@dataclass(slots=True)
class Memory:
    """The period chosen last, and where; in an aside also ``outside``, the memory that goes on behind it.

    ``given``: that of each figure so far, by index.
    """

    last: Key = None
    has: bool = False
    last_sentence: int = -1
    last_index: int = -1
    last_at: int = -1
    mention: DateMention | None = None
    precision: Precision = "year"
    grounding: str = "elsewhere"
    place: str | None = None
    told: dict[tuple[str | None, str, str, str | None], dict[Key, int]] = field(default_factory=dict)
    given: dict[int, Key] = field(default_factory=dict)
    outside: Memory | None = None

    def remember(
        self, key: Key, precision: Precision, mention: DateMention | None, frame: Frame, place: str | None, metric: str | None
    ) -> None:  # fmt: skip
        """Keeps the period of a figure that is a claim's, and the place and the metric that it was told of."""
        self.place = place
        if metric is not None:
            self.told.setdefault(of_what(place, metric, frame), {})[key] = frame.sentence
        self.last, self.has, self.precision, self.mention = key, True, precision, mention
        self.last_sentence, self.last_index, self.last_at = frame.sentence, frame.index, frame.quantity.core[0]
        inside = mention is not None and frame.clause_span[0] <= mention.span[0] < frame.clause_span[1]
        self.grounding = "in its clause" if inside else "elsewhere"


def of_what(place: str | None, metric: str, frame: Frame) -> tuple[str | None, str, str, str | None]:
    """What a figure tells: of which place, of what, as which kind of value, in what unit."""
    return place, metric, frame.quantity.kind, frame.quantity.unit


def only_set_against(mention: DateMention | None) -> bool:
    """Whether a date is the same part of an earlier year, which only the figure beside it is of (而去年同期为5%)."""
    return mention is not None and mention.rule == _SAME_PERIOD and mention.text.startswith(("去年", "上年", "前年", "上一年"))


def once(text: str, mention: DateMention | None, frame: Frame) -> bool:
    """Whether a figure is told as what once was (2020年曾下跌66%)."""
    return mention is not None and frame.clause_span[0] <= mention.span[0] and "曾" in text[mention.span[1] : frame.quantity.span[0]]


def counted_on(text: str, memory: Memory, sentences: Sequence[Sentence], frame: Frame, dated: bool) -> bool:
    """Whether a stretch from the year's start that opened the sentence before holds in one without a date (今年首十个月…。其中旅客…).

    ``dated``: the figure's sentence has a date of its own before it.
    """
    m = memory.mention
    if dated or m is None or memory.last is None or not _FROM_THE_START.search(m.text) or not 0 <= frame.sentence - memory.last_sentence <= 1:
        return False
    paragraph = sentences[frame.sentence].paragraph
    of = bisect_right(sentences, m.span[0], key=lambda s: s.span[0]) - 1
    return sentences[memory.last_sentence].paragraph == sentences[of].paragraph == paragraph and _opens(text, m, sentences[of])


def _opens(text: str, m: DateMention, sentence: Sentence) -> bool:
    """Whether a date opens its sentence or a clause of it."""
    return m.span[0] == sentence.span[0] or _OPENS.search(text, sentence.span[0], m.span[0]) is not None
