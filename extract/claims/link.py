"""Linking: every quantity with its subject, metric and period, scored; what is sure enough becomes a claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import regex

from extract.claims import (
    catalogue,
    confidence,
    contradictions,
    frames,
    occurrences,
    own_metrics,
    periods,
    scoring,
    status,
    subjects,
    timing,
    wording,
    worth,
)  # fmt: skip
from extract.claims import metric as metric_module
from extract.claims.categories import Labelled
from extract.claims.facts import Facts
from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.claims.outlook import Outlook
from extract.claims.periods import Choice as PeriodChoice
from extract.claims.record import Linked
from extract.claims.subjects import Choice as SubjectChoice
from extract.claims.tables import Tables, subjects_of
from extract.claims.words import Words
from extract.data import alternatives, read_words
from extract.mentions import attributions, quantities
from extract.model import Attribution, DateMention, Mentions, Metric, Name, Quantity, Sentence

_REMEMBERED = 0.2  # figures that are likelier no claim than this leave no trace for those that follow
_WORTH = 0.15  # a number that is less likely a figure of a place is no candidate either
_IN_TABLE = 0.9  # how surely a figure is a place's where a table says whose it is and of what
_YUAN = regex.compile("人民币|￥|¥|RMB")
_GREAT = regex.compile("[万亿兆]")
_NOT_MONEY = regex.compile("占|比重|数量|人数|户数|家数")
_SHARE = regex.compile("占|比重|比例|率")
_SHARES = regex.compile(r"占|完成|执行|兑现|实现|达到?[^，]{1,9}的|任务|计划|进度|目标|比重|比例|份额|超过?[^，]{0,6}的|[%％]的")
_OF_SOMETHING = regex.compile(r"(?:[仅只]有?|是|为|达到?|相当于?|恢复[到至])[^，。；]{1,10}的(?:约|近|超过?|将近|大约)?\s?$")  # 只有香港的六成
_MONEY_METRIC = regex.compile(alternatives(read_words("money_metrics")))


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one quantity, for the trace.

    ``outcome``: claim, candidate, or dropped with the reason. ``row`` holds the features of its confidence.
    """

    frame: Frame
    subject: SubjectChoice | None
    metric: Metric | None
    period: PeriodChoice | None
    worth: float
    outcome: str
    reason: str
    linked: Linked | None
    row: Mapping[str, float] = field(default_factory=dict)


def _in_claim(q: Quantity, frame_metric: Metric, facts: Facts, stated: str | None, growth: bool) -> Quantity:
    """A quantity as a claim has it: the article's currency, a share as per cent, money that only its metric shows.

    ``stated`` is the unit that a caption or the head of a column gives to bare numbers, ``growth`` whether it is one of growths.
    """
    if q.kind == "number" and stated is not None:
        with_unit = quantities.find(q.text + stated)
        if len(with_unit) == 1 and with_unit[0].span == (0, len(q.text + stated)):
            found = with_unit[0]
            q = replace(q, number=found.number, low=found.low, high=found.high, unit=found.unit, kind=found.kind)
    if growth and q.kind in ("rate", "amount"):
        q = replace(q, kind="growth")
    unit, kind = q.unit, q.kind
    number, low, high = q.number, q.low, q.high
    if unit is not None and unit.startswith("CNY") and facts.locale != "mainland" and not _YUAN.search(q.text):
        unit = facts.currency + unit[3:]
    if kind == "number":
        kind = "amount"
        if _GREAT.search(q.text) and _MONEY_METRIC.search(frame_metric.name) and not _NOT_MONEY.search(frame_metric.name):
            unit = facts.currency
    if q.rule == "quantity.fraction" and kind == "ratio" and _SHARE.search(frame_metric.name):
        kind, unit = "rate", "%"
        number, low, high = (None if v is None else v * Decimal(100) for v in (number, low, high))
    if q.rule == "quantity.rank.last" and number is not None:
        number = abs(number)
        low, high = number, number
    return replace(q, unit=unit, kind=kind, number=number, low=low, high=high)


def _only_growth(text: str, frame: Frame, metric: Metric, before: Quantity | None) -> bool:
    """Whether a per cent can only be a growth: the one before it is (GDP增长7.9%，南京为5.8%), its metric has no rate, no word says a share."""
    q = frame.quantity
    if before is None or before.kind != "growth" or before.unit != "%":
        return False
    entry = catalogue.match(metric.name) if q.kind == "rate" and q.unit == "%" else None
    if entry is None or not entry.only_grows or _OF_SOMETHING.search(text, frame.clause_span[0], q.span[0]):
        return False
    return not _SHARES.search(text, frame.clause_span[0], q.span[1] + 1)


@dataclass(frozen=True, slots=True)
class Step:
    """All readings of one quantity and what was chosen: what the models see, and what they are trained on."""

    frame: Frame
    subjects: tuple[subjects.Candidate, ...]
    metrics: tuple[wording.Candidate, ...]
    periods: tuple[periods.Candidate, ...]
    subject: SubjectChoice | None
    metric: Metric | None
    trust: float
    period: PeriodChoice
    row: dict[str, float]
    worth: float


class Walk:
    """Goes through the quantities of an article from left to right; each choice is context for the next.

    ``teacher`` may correct what is remembered (in training); without it the walk remembers its own choices.
    """

    def __init__(
        self, text: str, sentences: Sequence[Sentence], mentions: Mentions, facts: Facts, title: str,
        teacher: Callable[[Step], tuple[str | None, tuple[timing.Key, DateMention | None] | None, Metric | None, bool]] | None = None,
    ) -> None:  # fmt: skip
        self._text = text
        self._sentences = sentences
        self._names = mentions.names
        self._teacher = teacher
        self.frames = frames.build(text, sentences, mentions.quantities)
        self.places = occurrences.gather(text, sentences, mentions.places, mentions.names, facts)
        self._subjects = subjects.Subjects(text, sentences, self.frames, self.places, facts)
        self.tables = Tables(text, sentences, self.places, mentions.dates)
        words = Words(text, sentences, self.frames, self.places, mentions.dates)
        self.outlook = Outlook(text, sentences, title, facts.now)
        self._periods = periods.Periods(text, sentences, self.frames, mentions.dates, facts, self.outlook)
        self._metrics = metric_module.Metrics(words, mentions.names)
        self._last_subject, self._last_period = subjects.Memory(), periods.Memory()
        self._told: dict[int, float] = {}  # how sure each frame is a place's figure, by index

    def __iter__(self) -> Iterator[Step]:
        for frame in self.frames:
            if self._sentences[frame.sentence].role != "boilerplate":
                yield self._step(frame)

    def _step(self, frame: Frame) -> Step:
        found = tuple(self._subjects.candidates(frame, self._last_subject))
        cell = self.tables.cell(frame)
        if cell is not None:
            found = subjects_of(cell, found)
        subject = self._subjects.choose(frame, found)
        readings = tuple(self._metrics.candidates(frame) if cell is None else self._metrics.of_column(cell))
        reading = own_metrics.read(self._text, self._sentences[frame.sentence], frame) or self._metrics.choose(frame, readings)
        metric = _catalogued(reading.metric) if reading else None
        spans = tuple(self._periods.candidates(frame, self._last_period, metric.name if metric else None))
        if cell is not None and cell.period is not None:
            spans = (periods.Candidate(cell.period.key, cell.period.precision, (), cell.period.mention, inherited=False),)
        period = self._periods.choose(frame, spans)
        row = worth.features(self._text, self._sentences, self.frames, frame, subject, metric, self._names, self._told)
        p = scoring.logistic(scoring.score("worth", row))
        if cell is not None and cell.sure:
            p = max(p, _IN_TABLE)
        step = Step(frame, found, readings, spans, subject, metric, reading.probability if reading else 0.0, period, row, p)
        self._remember(step)
        return step

    def _remember(self, step: Step) -> None:
        key = step.subject.key if step.subject else None
        when: tuple[timing.Key, DateMention | None] | None = (step.period.key, step.period.mention)
        metric, kept = step.metric, step.worth >= _REMEMBERED
        if self._teacher is not None:
            key, when, metric, kept = self._teacher(step)
        self._told[step.frame.index] = step.worth if self._teacher is None else float(kept)
        if metric is not None:
            self._metrics.decided[step.frame.index] = metric
        if kept and key is not None:
            self._last_subject.remember(key, step.frame)
        if kept and when is not None:
            self._last_period.remember(when[0], step.period.precision, when[1], step.frame)


def _catalogued(metric: Metric) -> Metric:
    entry = catalogue.match(metric.name)
    return metric if entry is None else replace(metric, id=entry.id, canonical=entry.canonical)


def _may_have(metric_id: str, q: Quantity) -> bool:
    entry = catalogue.entry(metric_id)
    return entry is None or wording.may_have(entry.units, q)


def link(
    text: str, sentences: Sequence[Sentence], mentions: Mentions, facts: Facts, title: str, threshold: float
) -> tuple[list[Decision], list[Occurrence]]:
    """Decisions on all quantities of an article, in order, and the places where they stand.

    ``threshold`` is the confidence below which a linked quantity stays a candidate.
    """
    walk = Walk(text, sentences, mentions, facts, title)
    decisions = [_decision(text, sentences[s.frame.sentence], s, mentions, walk, facts, threshold) for s in walk]
    doubts = contradictions.doubted([d.linked if d.outcome == "claim" else None for d in decisions])
    decisions = [d if x is None or x is d.linked else _doubted(d, x, threshold) for d, x in zip(decisions, doubts, strict=True)]
    done = {d.frame.index for d in decisions}
    decisions += [Decision(f, None, None, None, 0.0, "dropped", "boilerplate", None) for f in walk.frames if f.index not in done]
    decisions.sort(key=lambda d: d.frame.index)
    return decisions, walk.places


def _doubted(decision: Decision, linked: Linked, threshold: float) -> Decision:
    low = linked.confidence < threshold
    reason = "another value of this metric in the sentence is surer" if low else ""
    return replace(decision, linked=linked, outcome="candidate" if low else "claim", reason=reason)


def _decision(text: str, sentence: Sentence, step: Step, mentions: Mentions, walk: Walk, facts: Facts, threshold: float) -> Decision:
    frame, subject, metric, period, p = step.frame, step.subject, step.metric, step.period, step.worth
    if subject is None:
        return Decision(frame, subject, metric, period, p, "dropped", "no place to give it to", None)
    if metric is None:
        return Decision(frame, subject, metric, period, p, "dropped", "the text does not say what it measures", None)
    cell = walk.tables.cell(frame)
    growth = (
        cell.growth
        if cell is not None
        else _only_growth(text, frame, metric, walk.frames[frame.previous].quantity if frame.previous is not None else None)
    )
    q = _in_claim(frame.quantity, metric, facts, walk.tables.unit(frame), growth)
    if metric.id is not None and not _may_have(metric.id, q):  # 外商投资企业1.1万亿元: no number of enterprises
        metric = replace(metric, id=None, canonical=None)
    row = confidence.features(p, subject, metric, step.trust, period, q)
    sure = confidence.of(row)
    linked = Linked(
        quantity=q, sentence=sentence, subject=subject, place=occurrences.place_of(subject.key), metric=metric, period=period,
        status=status.status_of(
            text, sentence, frame, period.key or (None, None), facts.reference, walk.outlook.of(frame.sentence),
            frames.sets_out(text, walk.frames, frame.index),
        ),
        comparison=status.basis_of(cell.change) if cell and cell.growth else status.comparison_of(text, frame, mentions.dates, walk.places),
        attribution=attributions.covering(mentions.attributions, frame.quantity.core[0]),
        flags=tuple(status.flags_of(text, sentence, frame)), confidence=sure,
    )  # fmt: skip
    outcome, reason = "claim", ""
    if p < _WORTH:
        outcome, reason = "dropped", f"a place's figure with probability {p:.2f} only"
    elif sure < threshold:
        outcome, reason = "candidate", f"confidence {sure:.2f} is below {threshold:.2f}"
    return Decision(frame, subject, metric, period, p, outcome, reason, linked, row)


def label(text: str, sentences: Sequence[Sentence], labelled: Sequence[Labelled], found: Sequence[Attribution]) -> list[Linked]:
    """Claims that give a place a class label."""
    result = []
    for item in labelled:
        q = Quantity(item.label_span, item.label_span, text[slice(*item.label_span)], "category", None, None, None, None, "exact", "category.label")
        choice = SubjectChoice(item.place.key, 0.9, 1.0, item.place, "explicit")
        none = PeriodChoice(None, "day", 0.9, 1.0, None, "inherited")
        metric = Metric(None, None, _category_metric(item.label), "metric.category")
        result.append(
            Linked(q, sentences[item.sentence], choice, item.place.place, metric, none, "actual", None,
                   attributions.covering(found, item.label_span[0]), (), 0.8, item.label)
        )  # fmt: skip
    return result


def _category_metric(name: str) -> str:
    return "城市梯队" if regex.search("阵营|梯队|方阵|军团|集团", name) else "城市类型"


__all__ = ["Decision", "Name", "label", "link"]
