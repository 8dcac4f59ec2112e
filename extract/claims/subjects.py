"""Whose figure it is: every place that a quantity could belong to, with features, and the choice among them.

The choice runs through the article from left to right: what was chosen before is a feature of what comes next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from extract.claims import scoring
from extract.claims.distribution import told
from extract.claims.facts import Facts
from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence, above, place_of
from extract.data import load_patterns
from extract.model import Grounding, Place, Sentence

_GROUP_CUE = regex.compile(
    r"(?:合计|共计|总计|一共|共有|加起来|之和|合起来|两地|三地|[两三四五六七八九十]\s?(?:省|市|地|城|国|县|区)|均|都|各|等地|等省|等市|等\s?\d+\s?[个省市地县国]|分别)"
)
_EARLIER_LIMIT = 40  # sentences that a subject is looked for before the quantity
_KEPT_ROLES = ("compared", "inside", "whole", "target", "anonymous", "government", "aside", "visitors")
_SAME_ROLES = ("subject", "located", "scope", "dateline", "government")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a quantity could belong to.

    Attributes:
        key: its gazetteer keys, joined by ``+`` for a group.
        features: names and values for the linear model ``subject``.
        nearest: the occurrence of the place that counts for grounding, or None where the text has none.
    """

    key: str
    features: dict[str, float]
    nearest: Occurrence | None

    @property
    def place(self) -> Place:
        """The place as it goes into a claim."""
        return place_of(self.key)


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen for a quantity, how sure, and the runners-up."""

    key: str
    probability: float
    margin: float
    occurrence: Occurrence | None
    grounding: Grounding
    candidates: tuple[tuple[str, float], ...] = field(default=())


@dataclass(slots=True)
class Memory:
    """What was chosen so far: the last subject, where, and the last subject of each paragraph."""

    last: str | None = None
    last_sentence: int = -1
    last_index: int = -1
    figures: Counter[str] = field(default_factory=Counter)

    def remember(self, key: str, frame: Frame) -> None:
        """Keeps the subject of a figure that is a claim's."""
        self.last, self.last_sentence, self.last_index = key, frame.sentence, frame.index
        self.figures[key] += 1


class Subjects:
    """Candidates for the quantities of one article."""

    def __init__(self, text: str, sentences: Sequence[Sentence], frames: Sequence[Frame], occurrences: Sequence[Occurrence], facts: Facts) -> None:
        self._starts = [f.quantity.core[0] for f in frames]
        self._text = text
        self._sentences = sentences
        self._facts = facts
        self._by_sentence: dict[int, list[Occurrence]] = {}
        for o in occurrences:
            self._by_sentence.setdefault(o.sentence, []).append(o)
        self._paragraph_start: dict[int, int] = {}
        self._section_start: dict[int, int] = {}
        for i, s in enumerate(sentences):
            self._paragraph_start.setdefault(s.paragraph, i)
            self._section_start.setdefault(s.section, i)
        total = sum(facts.weight.values()) or 1.0
        self._share = {k: w / total for k, w in facts.weight.items()}
        nationwide = load_patterns("national_bodies")
        self._national = {i for i, s in enumerate(sentences) if nationwide.search(text, *s.span)}
        self._top = max(facts.weight, key=lambda k: (facts.weight[k], k), default=None)

    def candidates(self, frame: Frame, memory: Memory) -> list[Candidate]:
        """All candidates of a quantity, the nearest first."""
        sentence = self._sentences[frame.sentence]
        features: dict[str, dict[str, float]] = {}
        nearest: dict[str, Occurrence] = {}
        at = frame.quantity.core[0]

        def put(o: Occurrence, **values: float) -> None:
            row = features.setdefault(o.key, {})
            for name, value in values.items():
                row[name] = max(row.get(name, 0.0), value)
            if o.key not in nearest or abs(o.start - at) < abs(nearest[o.key].start - at):
                nearest[o.key] = o

        self._same_sentence(frame, put)
        self._distributed(frame, put)
        self._earlier(frame, sentence, put)
        self._article(features, frame.sentence)
        if memory.last is not None:
            row = features.setdefault(memory.last, {})
            row[f"previous, level {place_of(memory.last).level}"] = 1.0
            if memory.last_sentence == frame.sentence:
                row["previous same sentence"] = 1.0
                if frame.previous is not None and memory.last_index == frame.previous:
                    row["previous quantity"] = 1.0
            elif memory.last_sentence >= 0 and self._sentences[memory.last_sentence].paragraph == sentence.paragraph:
                row["previous same paragraph"] = 1.0
            else:
                row["previous elsewhere"] = 1.0
        told = sum(memory.figures.values())
        for key, row in features.items():
            if told >= 3:
                row["share of figures so far"] = round(memory.figures[key] / told, 2)
        told_apart = [k for k, row in features.items() if row.get("distributed, 分别")]
        if told_apart:  # 甲、乙分别为1和2 leaves no choice
            features = {k: features[k] for k in told_apart}
        result = [Candidate(k, self._finished(k, f, frame, nearest.get(k)), nearest.get(k)) for k, f in features.items()]
        result.sort(key=lambda c: (abs(c.nearest.start - at) if c.nearest else 10**9, c.key))
        return result

    def _same_sentence(self, frame: Frame, put) -> None:  # type: ignore[no-untyped-def]
        at = frame.quantity.core[0]
        row = self._by_sentence.get(frame.sentence, [])
        before = [o for o in row if o.span and o.span[1] <= at]
        subjects = [o for o in before if o.role in ("subject", "located", "government") and not (o.listed and o.members == 1)]
        for o in before:
            end = o.span[1] if o.span else 0
            distance = frame.clause - o.clause
            later = sum(1 for p in subjects if p.start >= end and p.key != o.key)
            where = "clause" if distance == 0 else "clause-1" if distance == 1 else "clause-2" if distance == 2 else "clause-3+"
            part = "same part" if not any(c in self._text[end:at] for c in "；;") else "earlier part"
            values = {
                f"{o.role} in {where}": 1.0, f"{o.role} with {min(later, 2)} later subjects": 1.0, f"{o.role} in {part} of sentence": 1.0,
            }  # fmt: skip
            if part == "earlier part" and not later:
                values["last subject stands before a semicolon"] = 1.0
            values.update(self._beside(o))
            if o.role == "compared" and distance == 0 and not later:
                shape = "ratio" if frame.quantity.kind == "ratio" or frame.quantity.unit in ("pp", "倍") else frame.quantity.kind
                own = regex.fullmatch(
                    r"[省市]?(?:今年|去年|同期|上年|第?[一二三四]季度|上半年|全年|平均|的|为|[\d]+年|水平)*(?:的[^，。]{0,2}|平均(?:水平|值|增速)?)\s?[（(]?",
                    self._text[end:at],
                )
                values[f"compared, {shape}, {'its own figure' if own else 'no figure of its own'}"] = 1.0
            if o.role in ("scope", "whole") and distance == 0:
                values[f"{o.role}, quantity is {frame.quantity.kind}"] = 1.0
            if distance == 0 and not later:
                values[f"{o.role} near {'0-3' if at - end <= 3 else '4-10' if at - end <= 10 else '11+'}"] = 1.0
            if o.role == "subject" and o.start == self._sentences[frame.sentence].clauses[o.clause][0]:
                values["opens its clause"] = 1.0
            if o.role in ("subject", "located") and o is next((p for p in row if p.role in ("subject", "located")), None):
                values["first subject of sentence"] = 1.0
            if o.pointing:
                values["pointing word"] = 1.0
                values[f"pointing word in {where}"] = 1.0
            if o.listed and o.members == 1:
                values["one of a list"] = 1.0
                if distance == 0:
                    values["one of a list in clause"] = 1.0
            if o.members > 1:
                values["list"] = 1.0
                if distance == 0:
                    values["list in clause"] = 1.0
                if _GROUP_CUE.search(self._text, end, at):
                    values["list with word of sum"] = 1.0
            if self._enclosed(end, at):
                values["quantity in brackets behind"] = 1.0
            put(o, **values)
        clause_end = frame.clause_span[1]
        for o in row:
            if o.span and o.start >= at:
                inside = o.start < clause_end
                put(o, **{f"{o.role} after in {'clause' if inside else 'sentence'}": 1.0})

    def _beside(self, o: Occurrence) -> dict[str, float]:
        """The words on both sides of a place: what they make of it is learned."""
        if o.span is None:
            return {}
        before, after = self._text[max(0, o.span[0] - 2) : o.span[0]], self._text[o.span[1] : o.span[1] + 2]
        return {
            f"character before {scoring.shown(before[-1:])}": 1.0, f"character after {scoring.shown(after[:1])}": 1.0,
            f"characters before {scoring.shown(before)}": 1.0, f"characters after {scoring.shown(after)}": 1.0,
        }  # fmt: skip

    def _distributed(self, frame: Frame, put) -> None:  # type: ignore[no-untyped-def]
        for item in told(self._text, self._by_sentence.get(frame.sentence, []), frame, self._starts[frame.run.first]):
            put(item.member, **{f"distributed, {item.word}": 1.0})
            put(item.group, **{f"list told one by one, {item.word}": 1.0})

    def _enclosed(self, start: int, end: int) -> bool:
        between = self._text[start:end]
        return between.count("（") + between.count("(") > between.count("）") + between.count(")")

    def _earlier(self, frame: Frame, sentence: Sentence, put) -> None:  # type: ignore[no-untyped-def]
        paragraph_from = self._paragraph_start[sentence.paragraph]
        seen = 0
        for i in range(frame.sentence - 1, max(-1, frame.sentence - _EARLIER_LIMIT), -1):
            row = [o for o in self._by_sentence.get(i, []) if not (o.listed and o.members == 1)]
            if not row:
                continue
            where = "paragraph" if i >= paragraph_from else "earlier"
            first = next((o for o in row if o.role in _SAME_ROLES), None)
            for o in row:
                distance = frame.sentence - i
                near = "1" if distance == 1 else "2" if distance == 2 else "3+"
                role = o.role if o.role in _KEPT_ROLES else "subject"
                values = {f"{role} in {where} {near if where == 'paragraph' else ''}".rstrip(): 1.0}
                if where == "earlier" and seen == 0 and role == "subject":
                    values["last earlier sentence with a subject"] = 1.0
                if o is first:
                    values[f"first subject of a sentence in {where}"] = 1.0
                if where == "paragraph" and i == paragraph_from and o is first:
                    values["opens the paragraph"] = 1.0
                if self._sentences[i].role in ("heading", "title") and self._sentences[i].section == sentence.section and role == "subject":
                    values["in the heading"] = 1.0
                if o.members > 1:
                    values["list earlier"] = 1.0
                put(o, **values)
            seen += 1

    def _article(self, features: dict[str, dict[str, float]], sentence: int) -> None:
        facts = self._facts
        for key in facts.title_places:
            features.setdefault(key, {})["in title"] = 1.0
        if facts.title_places:
            features[facts.title_places[0]]["first in title"] = 1.0
        if len(facts.title_places) == 1:
            features[facts.title_places[0]]["only place in title"] = 1.0
        for level, key in facts.home.items():
            features.setdefault(key, {})[f"home {level}"] = 1.0
        if self._top is not None:
            features.setdefault(self._top, {})["most named"] = 1.0
        if facts.own is not None:
            features.setdefault(facts.own, {})["the article's own place"] = 1.0
        features.setdefault(facts.nation, {})["nation"] = 1.0
        if sentence in self._national:
            features[facts.nation]["a national body in the sentence"] = 1.0
        elif sentence - 1 in self._national and self._sentences[sentence - 1].paragraph == self._sentences[sentence].paragraph:
            features[facts.nation]["a national body in the sentence before"] = 1.0
        if facts.base is not None:
            features.setdefault(facts.base, {})["base of the locale"] = 1.0

    def _finished(self, key: str, row: dict[str, float], frame: Frame, nearest: Occurrence | None) -> dict[str, float]:
        """Features of the place as such."""
        share = self._share.get(key, 0.0)
        row["share of mentions"] = round(share, 3)
        level = place_of(key).level
        row[f"level {level}"] = 1.0
        if nearest is None:
            row["not in text"] = 1.0
        elif nearest.sentence != frame.sentence:
            row[f"level {level} from elsewhere"] = 1.0
        if self._sentences[frame.sentence].role in ("title", "heading"):
            row["in heading: " + ("named" if nearest and nearest.sentence == frame.sentence else "not named")] = 1.0
        if "+" not in key:
            ancestors = above(key)
            if any(a in self._facts.title_places for a in ancestors):
                row["lies in a title place"] = 1.0
            elif self._facts.home.get("province") in ancestors:
                row["lies in the home province"] = 1.0
            elif level in ("city", "county", "province") and self._facts.title_places and key not in self._facts.title_places:
                row["outside the title's places"] = 1.0
        return row

    def choose(self, frame: Frame, found: Sequence[Candidate]) -> Choice | None:
        """The best of the candidates by the model ``subject``, or None where there are none."""
        if not found:
            return None
        order, shares, margin = scoring.ranked("subject", [c.features for c in found])
        best = found[order[0]]
        return Choice(
            best.key, shares[order[0]], margin, best.nearest, self._grounding(best, frame),
            tuple((found[i].key, round(shares[i], 3)) for i in order[:4]),
        )  # fmt: skip

    def _grounding(self, candidate: Candidate, frame: Frame) -> Grounding:
        o = candidate.nearest
        if o is None:
            return "implied" if candidate.key == self._facts.nation and candidate.key not in self._facts.title_places else "inherited"
        if o.pointing:
            return "coreference"
        return "explicit" if o.sentence == frame.sentence and o.clause == frame.clause else "inherited"
