"""What a figure measures: every reading of the words around it, with features, and the choice among them.

A reading is a stretch of words before the quantity (人工智能核心产业规模接近3500亿元) or behind it (60余个与人工智能
相关的创新平台), one item of a list told with 分别, a share (占全国比重), or a metric spoken of before that a bare
growth, share or rank belongs to. What a bare head (规模, 占比) leaves out is taken from the context.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from extract.claims import scoring
from extract.claims.catalogue import match as catalogued
from extract.claims.frames import Frame
from extract.claims.listed import items
from extract.claims.tables import Cell
from extract.claims.wording import GROWTH_NOUN, SHARE_NAME, flag, head_of, of_added, renamed, unit_class, usual, whole_of, with_head
from extract.claims.words import ONE_BY_ONE, Words, without_opening
from extract.data import read_words
from extract.mentions import metrics
from extract.model import Metric, Name, Span, Token

_LONGEST = 14  # tokens of a metric's name


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading: the metric, and features for the linear model ``metric``."""

    metric: Metric
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """The metric chosen and how sure."""

    metric: Metric
    probability: float


@cache
def _reach() -> frozenset[str]:
    return frozenset(read_words("reach_verbs"))


_HAN_OR_LETTER = regex.compile(r"[\p{Han}A-Za-z]")
_MOST_HEADED = 4
_STOP = regex.compile(r"[。；\n]")
_CHANGE = regex.compile(r"同比|环比|比上年|较上年|增长|下降|上升|减少|增加")
_REACHED = regex.compile(r"累计|总|增至|增加到|达到?|共有?|扩大到")
_WHOLE_OPENING = regex.compile(r"^(?:到|了)")


class Metrics:
    """Candidates and decisions for one article's quantities, in the order of the text."""

    def __init__(self, words: Words, names: Sequence[Name]) -> None:
        self._bodies = {n.span[1]: n.span[0] for n in names if n.label in ("ORG", "PERSON", "WORK")}  # start by end
        self._words = words
        self._text = words.text
        self._sentences = words.sentences
        self._frames = words.frames
        self._counts: dict[str, int] = {}
        self._of_name: dict[tuple[str | None, ...], dict[str, float]] = {}
        self.decided: dict[int, Metric] = {}  # by index of the frame; what is told later refers to it

    def choose(self, frame: Frame, found: Sequence[Candidate]) -> Choice | None:
        """The best reading by the model ``metric``, or None where there is no reading."""
        if not found:
            return None
        scores = [scoring.score("metric", c.features) for c in found]
        best = max(range(len(found)), key=lambda i: (scores[i], -i))
        return Choice(self._whole_name(frame, found[best].metric), self._share_of(found, scores, best))

    def _whole_name(self, frame: Frame, metric: Metric) -> Metric:
        """The metric with 新增 and the like, where they stand before or behind words of its clause that name it."""
        if metric.span is None or metric.rule not in ("metric.before", "metric.behind") or frame.quantity.kind not in ("amount", "number", "growth"):
            return metric
        a, b = metric.span
        start, at = frame.clause_span[0], frame.quantity.span
        before = self._text[start : min(a, at[0])]
        return renamed(metric, of_added(metric.name, before, self._text[b : at[0]]), metric.rule)

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
            text = cell.metric if cell.span is not None else None
            yield Candidate(Metric(cell.span, text, cell.metric, "metric.column"), {"column": 1.0})

    # --- readings --------------------------------------------------------------------------------

    def candidates(self, frame: Frame) -> Iterator[Candidate]:
        """All readings of a quantity."""
        q = frame.quantity
        base = dict.fromkeys((unit_class(q), q.kind))
        previous, topics = list(self._previous(frame)), list(self._topics(frame))
        context = self._context(frame, previous, topics)
        found = [
            *self._before(frame),
            *self._behind(frame),
            *self._one_by_one(frame),
            *self._share(frame, previous, topics),
            *previous,
            *topics,
            *self._headed(frame),
        ]
        if q.kind == "growth" and any("one by one of the figures before" in c.features for c in found):
            found = [c for c in found if "one by one of the figures before" in c.features]  # 分别增长1%和2% leaves no choice
        for candidate in found:
            yield self._crossed(candidate, base, frame)
            name = candidate.metric.name
            if name in metrics.bare_heads() or GROWTH_NOUN.fullmatch(name):
                for source, modifier in context:
                    full = with_head(modifier, name)
                    metric = renamed(candidate.metric, full, f"{candidate.metric.rule}.completed")
                    row = {k: v for k, v in candidate.features.items() if not k.startswith("bare")}
                    yield self._crossed(Candidate(metric, {**row, "completed": 1.0, f"completed from {source}": 1.0}), base, frame)

    def _crossed(self, candidate: Candidate, base: Iterable[str], frame: Frame) -> Candidate:
        source = candidate.metric.rule.removeprefix("metric.").removesuffix(".completed")
        known = (source, candidate.metric.name, frame.quantity.unit, *base)
        if known not in self._of_name:
            self._of_name[known] = self._features_of(source, candidate.metric.name, base, frame)
        return Candidate(candidate.metric, {**candidate.features, **self._of_name[known]})

    def _features_of(self, source: str, text: str, base: Iterable[str], frame: Frame) -> dict[str, float]:
        """What a name by itself says for a quantity of such a unit and kind: an article has the same few again and again."""
        row = {f"{source}, {name}": 1.0 for name in base}
        row[f"length {min(len(text), 16) // 2 * 2}"] = 1.0
        entry = catalogued(text)
        if entry is not None:
            row["in catalogue"] = 1.0
            row["unit of the catalogue" if usual(entry.units, frame.quantity) else "other unit than the catalogue's"] = 1.0
        elif head_of(text):
            row["ends with a head"] = 1.0
        if len(text) == 1:
            row["one character"] = 1.0
        for name in base:
            row[f"ends with {text[-1:]}, {name}"] = 1.0
            row[f"ends with {text[-2:]}, {name}"] = 1.0
        row[f"said {min(self._times(text), 3)} times"] = 1.0
        return row

    def _times(self, words: str) -> int:
        """How often an article has these words: a name comes again, a stretch of words hardly."""
        if words not in self._counts:
            self._counts[words] = self._text.count(words)
        return self._counts[words]

    def _phrase(self, frame: Frame, tokens: Sequence[Token], i: int, j: int, rule: str, row: dict[str, float]) -> Candidate | None:
        span = metrics.trimmed(self._text, (tokens[i].span[0], tokens[j].span[1]))
        if span[0] >= span[1]:
            return None
        words = self._text[slice(*span)]
        if self._words.is_place(span) or self._in_figure(frame, span):
            return None
        if metrics.is_figure(words) or _STOP.search(words) or not _HAN_OR_LETTER.search(words):
            return None
        name = without_opening(words)
        span = (span[1] - len(name), span[1])  # 实现地区生产总值: the name is quoted without what opens it
        words = name
        if GROWTH_NOUN.search(name) and not GROWTH_NOUN.fullmatch(name) and frame.quantity.kind == "growth" and len(GROWTH_NOUN.sub("", name)) >= 2:
            name = GROWTH_NOUN.sub("", name)
        inside = tokens[i : j + 1]
        row = {
            **row, f"first {flag(tokens[i])}": 1.0, f"last {flag(tokens[j])}": 1.0,
            f"first word {tokens[i].text}": 1.0, f"last word {tokens[j].text}": 1.0,
            "verbs inside": float(sum(1 for t in inside if t.flag.startswith("v") and t.flag != "vn" and t.text not in metrics.nominal_verbs())),
            "light words inside": float(sum(1 for t in inside if t.text in metrics.light_words())),
            "的 inside": float(any(t.text == "的" for t in inside)), "、 inside": float(any(t.text == "、" for t in inside)),
            "comma inside": float(any(t.text in "，," for t in inside)), "preposition inside": float(any(t.flag == "p" for t in inside)),
            "adverb inside": float(any(t.flag == "d" for t in inside)),
        }  # fmt: skip
        if any(span[0] <= f.quantity.core[0] and f.quantity.core[1] <= span[1] for f in self._frames[max(0, frame.index - 4) : frame.index]):
            row["figure inside"] = 1.0
        if self._bodies.get(span[1], -1) >= span[0] - 1:
            row["names a body or person"] = 1.0
        if words in metrics.bare_heads():
            row["bare head"] = 1.0
        if GROWTH_NOUN.fullmatch(words):
            row["bare growth"] = 1.0
        if words.count("“") != words.count("”") or words.count("（") != words.count("）") or words.count("《") != words.count("》"):
            row["bracket open"] = 1.0
        return Candidate(Metric(span, words, name, rule), row)

    def _in_figure(self, frame: Frame, span: Span) -> bool:
        """Whether words lie in a quantity near by (23席)."""
        near = self._frames[max(0, frame.index - 8) : frame.index + 4]
        return any(f.quantity.span[0] <= span[0] and span[1] <= f.quantity.span[1] for f in near)

    def _before(self, frame: Frame) -> Iterator[Candidate]:
        """Stretches of words before the quantity in its clause."""
        seen = 0
        for nth, (segment, what) in enumerate(self._words.segments((self._words.start(frame), frame.quantity.span[0]))[:3]):
            tokens = self._words.between(frame, segment)
            ends = [
                j for j in range(len(tokens) - 1, -1, -1)
                if metrics.is_nominal(tokens[j])
                and (j + 1 == len(tokens) or not metrics.is_nominal(tokens[j + 1]) or tokens[j + 1].text in metrics.light_words())
            ][:3]  # fmt: skip
            if nth == 0 and tokens and tokens[-1].flag == "v" and tokens[-1].text not in metrics.light_words() and len(tokens) - 1 not in ends:
                ends.insert(0, len(tokens) - 1)  # 累计补浇补灌102.9万亩: only a verb says what was measured
            for order, j in enumerate(ends):
                gap = tokens[j + 1 :]
                slight = all(t.text in metrics.light_words() or t.flag in ("d", "ul", "x") for t in gap)
                row = {
                    f"end {min(order, 2)} of segment {min(nth, 1)}": 1.0,
                    f"gap {'none' if not gap else 'light' if slight else 'other'}": 1.0,
                    f"word behind {gap[0].text if gap else 'none'}": 1.0, f"phrases later {min(seen, 2)}": 1.0,
                }  # fmt: skip
                seen += 1
                for i in range(j, max(-1, j - _LONGEST), -1):
                    if tokens[i].text in "，；：。" and i < j:
                        break
                    outside = tokens[i - 1] if i else None
                    edge = {f"outside {flag(outside) if outside else what}": 1.0}
                    if outside is not None:
                        edge[f"outside word {outside.text}"] = 1.0
                    candidate = self._phrase(frame, tokens, i, j, "metric.before", {**row, **edge})
                    if candidate is not None:
                        yield candidate

    def _behind(self, frame: Frame) -> Iterator[Candidate]:
        """Stretches of words behind the quantity, as far as its clause."""
        tokens = self._words.between(frame, frame.right)
        start = 0
        particle = ""
        while start < len(tokens) and tokens[start].text in ("的", "以上", "左右", "多", "余"):
            particle = tokens[start].text
            start += 1
        lead = self._words.between(frame, (frame.clause_span[0], frame.quantity.span[0]))
        word = lead[-1] if lead else None
        row = {
            f"led by {flag(word) if word else 'edge'}": 1.0, f"behind particle {particle or 'none'}": 1.0,
            f"led by {'reach' if word and word.text in _reach() else 'no reach'}": 1.0,
        }  # fmt: skip
        if word is not None:
            row[f"led by word {word.text}"] = 1.0
        for j in range(start, min(len(tokens), start + _LONGEST)):
            if tokens[j].text in "，；：。,":
                break
            if not metrics.is_nominal(tokens[j]):
                continue
            after = tokens[j + 1] if j + 1 < len(tokens) else None
            edge = {f"followed by {flag(after) if after else 'edge'}": 1.0}
            if after is not None:
                edge[f"followed by word {after.text}"] = 1.0
            candidate = self._phrase(frame, tokens, start, j, "metric.behind", {**row, **edge})
            if candidate is not None:
                yield candidate

    def _previous(self, frame: Frame) -> Iterator[Candidate]:
        """Metrics decided before: of the same sentence, of the last figure with the same unit."""
        seen: set[str] = set()
        rank = 0
        sentence = self._sentences[frame.sentence]
        for i in range(frame.index - 1, max(-1, frame.index - 8), -1):
            other = self._frames[i]
            metric = self.decided.get(i)
            if metric is None or metric.name in seen:
                continue
            seen.add(metric.name)
            distance = frame.sentence - other.sentence
            where = "sentence" if distance == 0 else "sentence-1" if distance == 1 else "earlier"
            if self._sentences[other.sentence].paragraph != sentence.paragraph:
                where = "other paragraph"
            same = other.quantity.unit == frame.quantity.unit
            left = self._text[frame.left[0] : frame.quantity.span[0]]
            row = {
                f"previous {min(rank, 2)} in {where}": 1.0, f"previous {'same unit' if same else 'other unit'} in {where}": 1.0,
                f"previous is {other.quantity.kind}": 1.0, f"previous is {other.quantity.kind}, this {frame.quantity.kind}": 1.0,
                f"words between {'none' if not left.strip('，,、 ') else 'few' if len(left) < 6 else 'many'}": 1.0,
            }  # fmt: skip
            if _CHANGE.search(left):
                row["word of change between"] = 1.0
            if other.sentence == frame.sentence and other.clause == frame.clause:
                row["previous in clause"] = 1.0
            whole = whole_of(metric.name) if same and _REACHED.search(left) else None  # 新增A12家，达到90家: of A
            yield Candidate(renamed(metric, whole or metric.name, "metric.previous"), row)
            rank += 1

    def _topics(self, frame: Frame) -> Iterator[Candidate]:
        """Noun phrases of earlier clauses of the sentence that hold no figure."""
        sentence = self._sentences[frame.sentence]
        busy = {f.clause for f in self._frames[max(0, frame.index - 12) : frame.index + 1] if f.sentence == frame.sentence}
        for order, n in enumerate(range(frame.clause - 1, max(-1, frame.clause - 4), -1)):
            span = sentence.clauses[n]
            for segment, _ in self._words.segments(span):
                tokens = self._words.between(frame, segment)
                for phrase in (self._words.first_noun(tokens), self._words.last_noun(tokens)):
                    if phrase is not None and not self._in_figure(frame, phrase.span):
                        row = {
                            f"topic {min(order, 2)}": 1.0, f"topic {'with' if n in busy else 'without'} figures": 1.0, f"topic {phrase.kind}": 1.0,
                            f"topic clauses back {min(frame.clause - n, 3)}": 1.0,
                        }  # fmt: skip
                        yield Candidate(Metric(phrase.span, phrase.text, without_opening(phrase.text), "metric.topic"), row)

    def _headed(self, frame: Frame) -> Iterator[Candidate]:
        """Noun phrases with the head of a metric (收入, 覆盖率, 密度) in earlier clauses and the sentence before."""
        sentence = self._sentences[frame.sentence]
        spans = [(frame.clause - n, "sentence", sentence.clauses[n]) for n in range(frame.clause - 1, max(-1, frame.clause - 5), -1)]
        if frame.sentence and self._sentences[frame.sentence - 1].paragraph == sentence.paragraph:
            spans += [(n + 1, "sentence before", span) for n, span in enumerate(reversed(self._sentences[frame.sentence - 1].clauses[-4:]))]
        seen: set[str] = set()
        for distance, where, span in spans:
            tokens = self._words.tokens(frame.sentence if where == "sentence" else frame.sentence - 1, span)
            for j in range(len(tokens) - 1, -1, -1):
                if not metrics.is_head(tokens[j].text) or (j + 1 < len(tokens) and metrics.is_nominal(tokens[j + 1])):
                    continue
                phrase = metrics.named(metrics.before(self._text, tokens[: j + 1]), "headed")
                if phrase is None or phrase.text in seen or len(seen) >= _MOST_HEADED:
                    continue
                seen.add(phrase.text)
                row = {
                    f"headed in {where}": 1.0,
                    f"headed in {where}, {min(distance, 4)} clauses back": 1.0,
                    f"headed, order {min(len(seen), 3)}": 1.0,
                }
                yield Candidate(Metric(phrase.span, phrase.text, without_opening(phrase.text), "metric.headed"), row)

    def _context(self, frame: Frame, previous: Sequence[Candidate], topics: Sequence[Candidate]) -> list[tuple[str, str]]:
        """Modifiers that a bare head may take: the subject of its clause, the topic, the metric before."""
        found: list[tuple[str, str]] = []
        for segment, _ in reversed(self._words.segments((frame.clause_span[0], frame.quantity.span[0]))):
            first = self._words.first_noun(self._words.between(frame, segment))
            if first is not None:
                found.append(("clause", first.text))
                break
        found += [("topic", c.metric.name) for c in topics[:1]]
        found += [("previous", c.metric.name) for c in previous[:1]]
        return list({name: (source, name) for source, name in reversed(found)}.values())

    def _share(self, frame: Frame, previous: Sequence[Candidate], topics: Sequence[Candidate]) -> Iterator[Candidate]:
        """占…比重, with the noun phrase before it or the metric spoken of as what has the share."""
        q = frame.quantity
        if q.kind not in ("rate", "growth", "ratio") or q.unit not in ("%", "pp", None):
            return
        start = self._words.start(frame)
        found = metrics.share(self._text, (start, q.span[0]))
        if found is None:
            return
        span, whole = found
        whole = _WHOLE_OPENING.sub("", whole).rpartition("占")[2]
        bases: list[tuple[str, str]] = []
        for segment, _ in self._words.segments((start, span[0])):
            phrase = metrics.before(self._text, self._words.between(frame, segment))
            if phrase is not None:
                bases.append(("own", phrase.text))
                break
        bases += [("previous", c.metric.name) for c in previous[:2]]
        bases += [("topic", c.metric.name) for c in topics[:2]]
        for order, (source, base) in enumerate(bases):
            stem = SHARE_NAME.sub("", base) or base
            name = f"{without_opening(stem)}占{whole}比重" if whole else f"{stem}占比"
            yield Candidate(
                Metric(span, self._text[slice(*span)].strip(), name, "metric.share"), {f"share of {source}": 1.0, f"share order {min(order, 2)}": 1.0}
            )

    def _one_by_one(self, frame: Frame) -> Iterator[Candidate]:
        """Lists of metrics and of figures of one length: A、B和C分别增长1%、2%和3%."""
        run = frame.run
        if run.size < 2:
            return
        first = self._frames[run.first]
        start = first.left[0]
        position = frame.index - run.first
        word = "分别" if ONE_BY_ONE.search(self._text, start, first.quantity.span[0]) else "no word"
        listed = items(self._words, first, (start, first.quantity.span[0]), run.size)
        if listed is not None:
            item = listed[position]
            for how, name in item.names.items():
                yield Candidate(
                    Metric(item.span, self._text[slice(*item.span)], name, "metric.one-by-one"),
                    {f"one by one, {word}": 1.0, f"one by one, {how}": 1.0},
                )
            return
        for i in range(run.first - 1, -1, -1):  # told with an earlier list of figures of the same length
            other = self._frames[i]
            if other.sentence != frame.sentence:
                return
            if other.run.size == run.size and i in self.decided and self.decided[i].rule == "metric.one-by-one":
                base = self.decided.get(other.run.first + position)
                if base is not None:
                    found = metrics.share(self._text, (start, first.quantity.span[0])) if frame.quantity.unit == "%" else None
                    name = f"{base.name}占{found[1]}比重" if found else base.name
                    yield Candidate(Metric(base.span, base.text, name, "metric.one-by-one"), {f"one by one again, {word}": 1.0})
                return
        before = [self.decided.get(i) for i in range(run.first - run.size, run.first)]
        told = len({m.name for m in before if m is not None}) == run.size and self._frames[run.first - run.size].sentence == frame.sentence
        base = before[position] if word == "分别" and told else None
        if base is not None:  # 接待游客890万人次，实现收入72亿元，分别增长41%和39%
            yield Candidate(Metric(base.span, base.text, base.name, "metric.one-by-one"), {"one by one of the figures before": 1.0})
