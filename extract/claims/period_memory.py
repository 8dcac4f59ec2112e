"""Which period the figures before were given to."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.claims import announced_plans
from extract.claims.frames import Frame
from extract.claims.timing import Key
from extract.model import DateMention, Precision

_SAME_PERIOD = "date.same-period"


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


def is_only_its_own(text: str, mention: DateMention | None, frame: Frame) -> bool:
    """Whether the period of a figure is no other's: what it is set against, what once was, when a goal that is far is to be reached."""
    return only_set_against(mention) or once(text, mention, frame) or announced_plans.is_distant(text, frame)


def once(text: str, mention: DateMention | None, frame: Frame) -> bool:
    """Whether a figure is told as what once was (2020年曾下跌66%)."""
    return mention is not None and frame.clause_span[0] <= mention.span[0] and "曾" in text[mention.span[1] : frame.quantity.span[0]]
