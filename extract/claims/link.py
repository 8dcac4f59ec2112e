"""Linking: every quantity with its subject, metric and period, scored; what is sure enough becomes a claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from extract.claims import (
    catalogue,
    confidence,
    contradictions,
    figures,
    frames,
    like_others,
    like_periods,
    occurrences,
    of_firms,
    of_one,
    own_metrics,
    period_memory,
    periods,
    places_of_article,
    retold,
    scoring,
    shared_status,
    spoken_of,
    status,
    subjects,
    timing,
    wording,
    worth,
)  # fmt: skip
from extract.claims import metric as metric_module
from extract.claims.affairs import Affairs
from extract.claims.categories import Labelled
from extract.claims.facts import Facts
from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.claims.outlook import Outlook
from extract.claims.period_candidates import Candidate as PeriodCandidate
from extract.claims.period_candidates import Choice as PeriodChoice
from extract.claims.record import Decision, Linked
from extract.claims.sources_of_places import source_of
from extract.claims.subject_candidates import Candidate as SubjectCandidate
from extract.claims.subject_candidates import Choice as SubjectChoice
from extract.claims.tables import Tables, subjects_of
from extract.claims.words import Words
from extract.mentions import attributions
from extract.mentions.quantity_described import DESCRIBE
from extract.model import Attribution, DateMention, Mentions, Metric, Name, Quantity, Sentence

_TIMES = ("年", "个月", "月", "天", "周", "季度", "届", "次")  # what counts times: no name told elsewhere goes on through 连续3年
_REMEMBERED = 0.2  # figures that are likelier no claim than this leave no trace for those that follow
_WORTH = 0.15  # a number that is less likely a figure of a place is no candidate either
_IN_TABLE = 0.9  # how surely a figure is a place's where a table says whose it is and of what


@dataclass(frozen=True, slots=True)
class Step:
    """All readings of one quantity and what was chosen: what the models see, and what they are trained on."""

    frame: Frame
    subjects: tuple[SubjectCandidate, ...]
    metrics: tuple[wording.Candidate, ...]
    periods: tuple[PeriodCandidate, ...]
    subject: SubjectChoice | None
    metric: Metric | None
    trust: float
    period: PeriodChoice
    row: scoring.Row
    worth: float

    @property
    def features(self) -> dict[str, float]:
        """Names and values of the row, for the model ``worth``."""
        return scoring.merged(self.row)


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
        self._names, self._today = mentions.names, facts.reference
        self._teacher = teacher
        self.frames = frames.build(text, sentences, mentions.quantities)
        self.places = places_of_article.gather(text, sentences, mentions.places, mentions.names, facts)
        self._places_of: dict[int, list[Occurrence]] = {}
        for o in self.places:
            self._places_of.setdefault(o.sentence, []).append(o)
        self.outlook = Outlook(text, sentences, title, facts.now)
        self.kinds = scoring.kinds_of(report=self.outlook.report, mainland=facts.usage.locale == "mainland")
        unresolved = places_of_article.unresolved(mentions.places, self.places)
        self._subjects = subjects.Subjects(text, sentences, self.frames, self.places, facts, kinds=self.kinds, unresolved=unresolved)
        self.tables = Tables(text, sentences, self.places, mentions.dates)
        self._words = words = Words(text, sentences, self.frames, self.places, mentions.dates)
        self._periods = periods.Periods(text, sentences, self.frames, mentions.dates, facts, self.outlook, self.kinds)
        self._metrics = metric_module.Metrics(words, mentions.names, self.kinds)
        self._last_subject, self._last_period = spoken_of.Memory(), period_memory.Memory()
        self._affairs = Affairs(text, sentences)
        self._nobodys: set[int] = set()  # figures of a firm or person, by index: what they measure is no metric of the article
        self._told: dict[int, float] = {}  # how sure each frame is a place's figure, by index

    def beside(self, frame: Frame) -> Sequence[Occurrence]:
        """The places of a frame's sentence."""
        return self._places_of.get(frame.sentence, ())

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
        self._last_period = self._periods.memory(frame, self._last_period)
        spans = tuple(self._periods.candidates(frame, self._last_period, metric.name if metric else None, subject.key if subject else None))
        spans = like_periods.kept(self._words, frame, metric, spans, self._metrics.decided, self._last_period.given, self._today)
        if cell is not None and cell.period is not None:
            spans = (PeriodCandidate(cell.period.key, cell.period.precision, (), cell.period.mention, inherited=False),)
        period = self._periods.choose(frame, spans)
        standing = self._subjects.standing(subject.key) if subject is not None else "none"
        row = worth.row(self._text, self._sentences, self.frames, frame, subject, metric, self._names, self._told, self._affairs, standing)
        p = scoring.logistic(scoring.scores("worth", [row], self.kinds)[0])
        p = like_others.worth(self._words, frame, p, self._told)
        if cell is not None and cell.sure:
            p = max(p, _IN_TABLE)
        if frame.describes or frame.quantity.rule in DESCRIBE or worth.defines(self._text, frame, self.beside(frame)):
            p = 0.0
        if of_firms.is_one(self._text, self._sentences, frame, self._names, self._places_of) or of_one.is_one(
            self._text, self._sentences[frame.sentence], frame, self._names, self._places_of
        ):
            p = 0.0
            self._nobodys.add(frame.index)
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
        only_a_time = metric is not None and metric.rule != "metric.before" and not kept and step.frame.quantity.unit in _TIMES
        if metric is not None and step.frame.index not in self._nobodys and not (only_a_time and self._teacher is None):
            self._metrics.remember(step.frame.index, metric, step.trust if self._teacher is None else 1.0)
        if kept and key is not None:
            self._last_subject.remember(key, step.frame)
        if when is not None:
            self._last_period.given[step.frame.index] = when[0]
        m = step.period.mention
        told_as_base = (len(step.periods) == 1 and m is not None and m.role == "base") or (step.frame.sets_out and not step.frame.revised)
        told_as_base = told_as_base or period_memory.is_only_its_own(self._text, m, step.frame)
        inferred = m is None or m.rule == "date.span" or m.span[0] < self._sentences[step.frame.sentence].span[0]
        told_as_base = told_as_base or (inferred and timing.is_yearly_mean(self._text, step.frame))  # 五年年均增长10%；占比提高到40%
        if kept and when is not None and not told_as_base:  # 与2022年底的747万人比较，增加3万人: the growth is not of 2022
            self._last_period.remember(when[0], step.period.precision, when[1], step.frame, key, metric.name if metric else None)


def _catalogued(metric: Metric) -> Metric:
    entry = catalogue.match(metric.name)
    return metric if entry is None else metric._replace(id=entry.id, canonical=entry.canonical)


def link(
    text: str, sentences: Sequence[Sentence], mentions: Mentions, facts: Facts, title: str, threshold: float
) -> tuple[list[Decision], list[Occurrence]]:
    """Decisions on all quantities of an article, in order, and the places where they stand.

    ``threshold`` is the confidence below which a linked quantity stays a candidate.
    """
    walk = Walk(text, sentences, mentions, facts, title)
    decisions: list[Decision] = []
    for step in walk:
        decisions.append(_decision(text, sentences[step.frame.sentence], step, mentions, walk, facts, threshold, decisions))
    decisions = _set_out_before(decisions)
    again = retold.periods([d.linked for d in decisions])
    decisions = [
        d if p is None or d.linked is None else replace(d, period=p, linked=replace(d.linked, period=p))
        for d, p in zip(decisions, again, strict=True)
    ]
    doubts = contradictions.doubted(text, [d.linked if d.outcome == "claim" else None for d in decisions], [d.frame.sets_out for d in decisions])
    decisions = [d if x is None or x is d.linked else _doubted(d, x, threshold) for d, x in zip(decisions, doubts, strict=True)]
    done = {d.frame.index for d in decisions}
    decisions += [Decision(f, None, None, None, 0.0, "dropped", "boilerplate", None) for f in walk.frames if f.index not in done]
    decisions.sort(key=lambda d: d.frame.index)
    return decisions, walk.places


def _set_out_before(decisions: list[Decision]) -> list[Decision]:
    """Decisions in which no change sets out from the period that it leads to: where the text names no other, the first end has none (由3%降至1%)."""
    found = list(decisions)
    at = {d.frame.index: n for n, d in enumerate(decisions)}
    for n, decision in enumerate(decisions):
        one, end = decision.linked, at.get(decision.frame.index + 1)
        other = decisions[end].linked if end is not None else None
        if one is None or other is None or one.period.key is None or one.period.key != other.period.key:
            continue
        if one.subject.key == other.subject.key and decision.frame.sets_out and not decision.frame.revised:
            none = PeriodChoice(None, "day", one.period.probability, one.period.margin, None, "inherited")
            found[n] = replace(decision, period=none, linked=replace(one, period=none))
    return found


def _doubted(decision: Decision, linked: Linked, threshold: float) -> Decision:
    low = linked.confidence < threshold
    reason = "another value of this metric in the sentence is surer" if low else ""
    return replace(decision, linked=linked, outcome="candidate" if low else "claim", reason=reason)


def _decision(
    text: str, sentence: Sentence, step: Step, mentions: Mentions, walk: Walk, facts: Facts, threshold: float, decisions: Sequence[Decision]
) -> Decision:  # fmt: skip
    """What becomes of a figure; ``decisions`` are those on the figures before."""
    last = decisions[-1] if decisions else None
    frame, subject, metric, p = step.frame, step.subject, step.metric, step.worth
    period = like_periods.of_flow(frame, metric, step.period)
    if frame.describes or frame.quantity.rule in DESCRIBE:
        return Decision(frame, subject, metric, period, p, "dropped", "it tells for how long, of what size or how old, and not how much", None)
    if subject is None:
        return Decision(frame, subject, metric, period, p, "dropped", "no place to give it to", None)
    if metric is None:
        return Decision(frame, subject, metric, period, p, "dropped", "the text does not say what it measures", None)
    cell = walk.tables.cell(frame)
    before = _before(frame, metric, sentence, last)
    stated = walk.tables.unit(frame) if frame.quantity.kind == "number" else None
    named = subject.occurrence.span if subject.occurrence is not None else None
    currency = facts.currency_of(subject.key, text[slice(*named)] if named is not None else "")
    q = figures.in_claim(text, frame, metric, currency, stated=stated, cell=cell, before=before, places=walk.beside(frame))
    metric = figures.without_wrong_id(metric, q)
    row = confidence.features(p, subject, metric, step.trust, period, q, undated=facts.reference is None)
    sure = confidence.of(row)
    fact_or_plan = status.status_of(
        text, sentence, frame, period.key or (None, None), facts.reference, walk.outlook.of(frame.sentence), facts.now,
    )  # fmt: skip
    fact_or_plan = shared_status.of(text, frame, fact_or_plan, decisions, period.key or (None, None), facts.reference)
    linked = Linked(
        quantity=q, sentence=sentence, subject=subject, place=occurrences.place_of(subject.key), metric=metric, period=period,
        status=fact_or_plan,
        comparison=status.basis_of(cell.change) if cell and cell.growth else status.comparison_of(text, frame, q, mentions.dates, walk.beside(frame)),
        attribution=source_of(mentions, sentence, frame, subject.key),
        flags=tuple(status.flags_of(text, sentence, frame)), confidence=sure,
    )  # fmt: skip
    outcome, reason = "claim", ""
    if p < _WORTH:
        outcome, reason = "dropped", f"a place's figure with probability {p:.2f} only"
    elif sure < threshold:
        outcome, reason = "candidate", f"confidence {sure:.2f} is below {threshold:.2f}"
    return Decision(frame, subject, metric, period, p, outcome, reason, linked, row)


def _before(frame: Frame, metric: Metric, sentence: Sentence, last: Decision | None) -> Quantity | None:
    """The quantity before a figure, as its claim has it: of the same sentence, or of the one before where the metric goes on from there."""
    if last is None or last.frame.index != frame.index - 1:
        return None
    q = last.linked.quantity if last.linked is not None else last.frame.quantity
    if frame.previous is not None:
        return q
    goes_on = metric.rule == "metric.previous" and last.linked is not None and last.linked.sentence.paragraph == sentence.paragraph
    return q if goes_on and last.frame.sentence == frame.sentence - 1 else None


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
