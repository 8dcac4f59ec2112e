"""What a figure measures: every reading of the words around it, with features, and the choice among them.

A reading is a stretch of words before the quantity (人工智能核心产业规模接近3500亿元) or behind it (60余个与人工智能
相关的创新平台), one item of a list told with 分别, a share (占全国比重), or a metric spoken of before that a bare
growth, share or rank belongs to. What a bare head (规模, 占比) leaves out is taken from the context.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from extract.claims import (
    across_dates,
    affixes,
    around,
    best_reading,
    counted_things,
    fitting,
    goods,
    income_of,
    partners,
    place_in_name,
    scoring,
    shares,
    sizes_in_brackets,
    sure_readings,
    told_before,
)
from extract.claims.frames import Frame
from extract.claims.naming import NamesOfFigure, Naming
from extract.claims.of_another import OfAnother
from extract.claims.one_by_one import OF_BEFORE, dealt_out, readings
from extract.claims.own_words import OwnWordsOf, alike
from extract.claims.phrases_before import IN_SECTION, PhrasesBefore
from extract.claims.qualified import Qualifier
from extract.claims.scoring import Part, Row, holding
from extract.claims.stretches import BARE, Stretches
from extract.claims.tables import Cell
from extract.claims.wording import (
    Candidate,
    closed,
    in_place_of,
    of_growth,
    of_part,
    renamed,
    whole_of,
    with_head,
    without_growth,
    without_realizing,
)  # fmt: skip
from extract.claims.words import Words
from extract.data import read_table
from extract.model import Metric, Name, Quantity


@dataclass(frozen=True, slots=True)
class Choice:
    """The metric chosen and how sure."""

    metric: Metric
    probability: float


_CHANGE = regex.compile(r"同比|环比|比上年|较上年|增长|下降|上升|减少|增加")
_REACHED = regex.compile(r"累计|总|增至|增加到|达到?|共有?|扩大到")
_PARALLEL = holding("completed", "completed as the one before")
_READ = ("metric.before", "metric.behind", "metric.topic", "metric.headed")
_TOLD_SAME, _TOLD_OTHER = holding("told of the same unit before"), holding("told of another unit before")
_PEOPLE = regex.compile(r"人口$")
_SAID = regex.compile(r"\p{L}")
# Words between a place and its figure that say nothing of what it is of.
_ONLY_LEADS = regex.compile(
    r"[\s，,、：:]*(?:其中|但是?|不过|而|所以|因此|则|也|还|虽然|只|仅|才|就|现在|如今|目前|不过|全[国省市县区州]){0,3}(?:[有为是约达近超以的][\s：:]*)?"
)
_CLOSED = regex.compile(r"(?:[^（()）]++|[（(][^（()）]*+[)）])*+[)）](?:[^（()）]++|[（(][^（()）]*+[)）])*+")


@cache
def _of_units() -> Mapping[str, tuple[str, int]]:
    return {r["unit"]: (r["metric"], int(r["least"])) for r in read_table("lexicons/unit_metrics.tsv")}


class Metrics:
    """Candidates and decisions for one article's quantities, in the order of the text."""

    def __init__(self, words: Words, names: Sequence[Name], kinds: scoring.Kinds) -> None:
        self._kinds = kinds
        self._bodies = {n.span[1]: n.span[0] for n in names if n.label in ("ORG", "PERSON", "WORK")}  # start by end
        self._words = words
        self._text = words.text
        self._sentences = words.sentences
        self._frames = words.frames
        self._naming = Naming(words.text)
        self._qualifier = Qualifier(words)
        self._own_words = OwnWordsOf(words)
        self._before = PhrasesBefore(words)
        self._of_another = OfAnother(words)
        self.decided: dict[int, Metric] = {}  # by index of the frame; what is told later refers to it
        self._trust: dict[int, float] = {}  # how sure each was
        self._counters: dict[str, set[str]] = {}  # what each metric was counted in, by its name

    def remember(self, index: int, metric: Metric, trust: float) -> None:
        """What was decided for a frame, by its index, and how surely."""
        self.decided[index] = metric
        self._trust[index] = trust
        q = self._frames[index].quantity
        if (counter := counted_things.counter(q, any_kind=True)) is not None:
            self._counters.setdefault(metric.name, set()).add(counter)

    def choose(self, frame: Frame, found: Sequence[Candidate]) -> Choice | None:
        """The best reading by the model ``metric``, or None where there is no reading."""
        if not found:
            return None
        scores = scoring.scores("metric", [c.row for c in found], self._kinds)
        first = scores.index(max(scores))
        best = best_reading.finished(self._text, frame, found, scores, first)
        metric = affixes.whole(self._words, frame.clause_span[0], frame.quantity.span[0], found[best].metric)
        metric = affixes.without_actor(self._text, metric, self._bodies)
        metric = across_dates.joined(self._words, frame, income_of.whole(self._frames, frame, metric, self.decided))
        metric = place_in_name.own(self._words, frame, metric)
        metric = goods.whole(self._words, frame, sizes_in_brackets.with_kind(self._words, frame, metric), self.decided)
        if frame.quantity.kind == "growth" and metric.rule == "metric.one-by-one":
            metric = renamed(metric, without_growth(metric.name), metric.rule)  # 生铁、粗钢同比分别增长
        metric = counted_things.alone(frame, of_part(metric))
        metric = without_realizing(closed(self._text, self._qualifier.qualified(frame, metric, self.decided)))
        if metric.span is not None and metric.name[0] in "（(":
            before = self._words.segments((frame.clause_span[0], metric.span[0]))
            metric = affixes.noted(self._text, before[0][0][0], metric) if before else metric
        metric = counted_things.without_count(self._words, frame, metric, self.decided)
        last = self.decided.get(frame.previous) if frame.previous is not None else None
        metric = partners.named(self._words, frame, shares.called(self._text, self._frames, frame, metric), last)
        return Choice(metric, max(self._share_of(found, scores, i) for i in {first, best}))

    @staticmethod
    def _share_of(found: Sequence[Candidate], scores: Sequence[float], best: int) -> float:
        """The probability of the chosen name: readings of nearly the same words count together."""
        name = found[best].metric.name
        shares = scoring.probabilities(scores)
        return sum(p for c, p in zip(found, shares, strict=True) if c.metric.name in name or name in c.metric.name)

    @staticmethod
    def of_column(cell: Cell) -> Iterator[Candidate]:
        """What the head of a table's column says; nothing in a column that orders the rows."""
        if cell.metric is not None:
            yield Candidate(Metric(cell.span, cell.metric if cell.span is not None else None, cell.metric, "metric.column"), [holding("column")])

    # --- readings --------------------------------------------------------------------------------

    def candidates(self, frame: Frame) -> Iterator[Candidate]:
        """All readings of a quantity."""
        q = frame.quantity
        if only := sure_readings.readings(self._words, frame, self.decided):
            yield from only
            return
        stretches = Stretches(self._words, self._bodies, frame)
        previous, told = self._previous(frame)
        topics = list(self._before.topics(frame, stretches))
        headed = list(self._before.headed(frame))
        if any(IN_SECTION in c.features for c in headed):  # another section goes on about another thing
            section = self._sentences[frame.sentence].section
            here = {m.name for i, m in self.decided.items() if self._sentences[self._frames[i].sentence].section == section}
            previous = [c for c in previous if c.metric.name in here]
        context: list[tuple[str, str]] | None = None
        found = [
            *stretches.before(),
            *stretches.behind(),
            *readings(self._words, frame, self.decided),
            *around.readings(self._words, frame),
            *shares.readings(self._words, self._frames, frame, previous, topics),
            *previous,
            *topics,
            *headed,
            *self._by_unit(frame),
        ]
        found = [c for c in found if around.OF_PEOPLE in c.row] or found
        found = shares.without_bare(frame, found)
        found = [c for c in found if OF_BEFORE in c.row] or found  # 分别增长1%和2% leaves no choice
        found = dealt_out(found, {m.name for i in range(frame.run.first, frame.index) if (m := self.decided.get(i)) is not None})
        found = [c for c in found if not self._of_another.is_of(frame, c.metric, found, self.decided)]
        found = fitting.of_rank(self._text, frame, fitting.of_age(frame, found))
        names = self._naming.of(q)
        unfit = fitting.Unfit(self._text, self._sentences[frame.sentence], frame)
        for candidate in found:
            metric, row = candidate.metric, candidate.row
            name = metric.name
            if name in told and metric.rule in _READ:
                row = [*row, told[name]]
            known = self._naming.known(name)
            if known.empty or unfit.is_unfit(metric):
                continue
            yield Candidate(metric, [*row, *names.parts(metric.rule, name, known)])
            if previous and metric.rule == "metric.before":
                parallel = in_place_of(name, previous[0].metric.name)
                if parallel is not None:  # 城镇居民人均可支配收入…；农村居民…元
                    yield self._completed(metric, parallel, [*row, _PARALLEL], names)
            if known.bare:
                context = self._context(frame, previous, topics) if context is None else context
                rest = [part for part in row if part not in BARE]
                for source, modifier in context:
                    if fitting.completes(name, modifier):
                        yield self._completed(metric, with_head(modifier, name), [*rest, told_before.completed_from(source)], names)

    def _completed(self, metric: Metric, name: str, row: Row, names: NamesOfFigure) -> Candidate:
        """The reading of a metric's words as another name."""
        rule = f"{metric.rule}.completed"
        return Candidate(renamed(metric, name, rule), [*row, *names.parts(rule, name, self._naming.known(name))])

    def _previous(self, frame: Frame) -> tuple[list[Candidate], dict[str, Part]]:
        """Metrics decided before: of the same sentence, of the last figure with the same unit; and what their names say for other readings."""
        found: list[Candidate] = []
        seen: set[str] = set()
        told: dict[str, Part] = {}
        rank = of_unit = 0
        own = self._own_words.of(frame)
        sentence = self._sentences[frame.sentence]
        left = self._text[frame.left[0] : frame.quantity.span[0]]
        between = "none" if not left.strip("，,、 ") else "few" if len(left) < 6 else "many"
        changes, reached = _CHANGE.search(left) is not None, _REACHED.search(left) is not None
        q = frame.quantity
        near = range(frame.index - 1, max(-1, frame.index - 8), -1)
        aside = [i for i in near if self._frames[i].sentence == frame.sentence and self._in_closed_brackets(self._frames[i], frame)]
        if not any(i in self.decided and i not in aside and self._frames[i].sentence == frame.sentence for i in near):
            aside = []
        for i in near:
            if i in aside:  # 人数由5万人（比率为1.3%）升至6万人: not the rate
                continue
            metric, other = self.decided.get(i), self._frames[i]
            if metric is not None and other.sentence != frame.sentence and (of := self._qualifier.whole_of(i)) is not None:
                metric = renamed(metric, of, metric.rule)  # 确诊50例，其中死亡2例。邻市累计已达90例: the whole is gone on with
            if metric is None or metric.name in seen:
                continue
            seen.add(metric.name)
            distance = frame.sentence - other.sentence
            if distance == 0:
                where = "sentence"
            elif self._sentences[other.sentence].paragraph != sentence.paragraph:
                where = "other paragraph"
            else:
                where = "sentence-1" if distance == 1 else "earlier"
            same = other.quantity.unit == q.unit
            beside = alike(own, self._own_words.of(other), q, other.quantity, of_unit, self._trust.get(i, 1.0))
            of_unit += same
            in_clause = distance == 0 and other.clause == frame.clause
            if self._counted_otherwise(metric.name, q):
                continue
            part = told_before.spoken_of(min(rank, 2), where, same, other.quantity.kind, q.kind, between, changes, in_clause)
            whole = whole_of(metric.name) if same and reached else None  # 新增A12家，达到90家: of A
            if q.kind == "amount" and q.unit == "人" and other.quantity.unit in ("%", "‰", None):
                whole = of_growth(metric.name) or whole  # 人口增加率2.1%，从1.3万人增为1.4万人: 人口
            found.append(Candidate(renamed(metric, whole or metric.name, "metric.previous"), [part, beside]))
            told[whole or metric.name] = _TOLD_SAME if same else _TOLD_OTHER
            rank += 1
        return found, told

    def _counted_otherwise(self, name: str, q: Quantity) -> bool:
        """Whether a metric was only counted in other things, and another in those of a quantity: of 民宿3家, 客房9间 5家 are of the first."""
        counter, known = counted_things.counter(q), self._counters.get(name)
        return counter is not None and known is not None and counter not in known and any(counter in of for of in self._counters.values())

    def _in_closed_brackets(self, other: Frame, frame: Frame) -> bool:
        """Whether a figure stands in brackets that end before another, which stands in none."""
        return ")" in (said := self._text[other.quantity.span[1] : frame.quantity.core[0]].replace("）", ")")) and _CLOSED.fullmatch(said) is not None

    def _by_unit(self, frame: Frame) -> Iterator[Candidate]:
        """What the unit alone tells of a figure whose clause holds nothing else but its place (2147万人)."""
        q = frame.quantity
        known = _of_units().get(q.unit or "")
        if known is None or q.kind != "amount" or q.number is None or q.number < known[1]:
            return
        if self._words.of_place_behind(q.span[1]):  # 900万人的城市: of which it is a size
            yield Candidate(Metric(None, None, known[0], "metric.unit"), [holding("told by its unit", "of the place behind")])
        if _PEOPLE.search(q.text):  # 不到30万人口
            yield Candidate(Metric((q.span[1] - 2, q.span[1]), "人口", "人口", "metric.unit"), [holding("told by its unit")])
            return
        if _SAID.search(self._text, q.span[1], frame.right[1]) and not fitting.surpasses(self._text, q.span[1]):
            return
        beside = self._words.segments((frame.left[0], q.span[0]))
        said = "".join(self._text[slice(*part)] for part, _ in beside)
        if sum(b - a for (a, b), _ in beside) < q.span[0] - frame.left[0] and _ONLY_LEADS.fullmatch(said):
            yield Candidate(Metric(None, None, known[0], "metric.unit"), [holding("told by its unit")])

    def _context(self, frame: Frame, previous: Sequence[Candidate], topics: Sequence[Candidate]) -> list[tuple[str, str]]:
        """Modifiers that a bare head may take: the subject of its clause, the topic, the metric before."""
        found: list[tuple[str, str]] = []
        for segment, _ in reversed(self._words.segments((frame.clause_span[0], frame.quantity.span[0]))):
            first = self._words.first_noun(self._words.between(frame, segment))
            if first is not None:
                if first.text[0] not in "较比":  # 较春节前增加: what it is set against is no modifier
                    found.append(("clause", first.text))
                break
        found += [("topic", c.metric.name) for c in topics[:1]]
        found += [("previous", shares.whose(c.metric.name)) for c in previous[:1]]
        found += [("sentence before", name) for name in self._before.sentence_before(frame)]
        return list({name: (source, name) for source, name in reversed(found)}.values())
