"""Whose figure it is: every place that a quantity could belong to, with features, and the choice among them.

The choice runs through the article from left to right: what was chosen before is a feature of what comes next.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

from extract.claims import (
    examples,
    figures_in_brackets,
    foremost,
    goes_on,
    left_again,
    narrowed,
    no_known_place,
    of_the_centre,
    one_of_them,
    place_signs,
    places_here,
    places_of_facts,
    scoring,
    side_places,
    told_around,
    turned_to,
)  # fmt: skip
from extract.claims.facts import Facts, several_topics
from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence, above, place_of
from extract.claims.scoring import Part
from extract.claims.spoken_of import Memory
from extract.claims.subject_candidates import Candidate, Choice
from extract.data import load_patterns
from extract.model import Grounding, Sentence, Span

_GOES_ON = 0.5  # the least share of a place that a figure goes on about
_EARLIER_LIMIT = 40  # sentences that a subject is looked for before the quantity
_KEPT_ROLES = ("examples", "compared", "measured", "inside", "another's", "whole", "target", "anonymous", "government", "aside", "visitors", "beside")
_SAME_ROLES = ("subject", "located", "scope", "dateline", "government")


@cache
def _so_far(share: float) -> Part:
    return Part({"share of figures so far": share})


class Subjects:
    """Candidates for the quantities of one article."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], frames: Sequence[Frame], occurrences: Sequence[Occurrence], facts: Facts, *,
        kinds: scoring.Kinds, unresolved: Sequence[Span],
    ) -> None:  # fmt: skip
        self._kinds = kinds
        self._unresolved = unresolved  # where it speaks of 全市 and does not tell of which
        self._starts = [f.quantity.core[0] for f in frames]
        self._text = text
        self._singled = place_signs.SingledOut(text)
        self._asides = side_places.PlacesAside(text, occurrences)
        self._sentences = sentences
        self._facts = facts
        self._by_sentence: dict[int, list[Occurrence]] = {}
        for o in occurrences:
            if not (sentences[o.sentence].role == "title" and several_topics(text[slice(*sentences[o.sentence].span)])):
                self._by_sentence.setdefault(o.sentence, []).append(o)
        self._goes_on = partial(goes_on.key_of, sentences=sentences, places=self._by_sentence, nation=facts.nation, report=scoring.in_report(kinds))
        self._left = left_again.LeftAgain(text, sentences, self._by_sentence)
        self._named: dict[str, list[Occurrence]] = {}
        for o in occurrences:
            self._named.setdefault(o.key, []).append(o)
        about = {*facts.title_places, facts.base or facts.nation, facts.own}
        self._origins = {key for key, where in self._named.items() if key not in about and all(o.role in ("visitors", "beside") for o in where)}
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
        self._of_article = places_of_facts.named_by_article(self._facts, self._top, unresolved=bool(self._unresolved))
        self._of_sentence: tuple[int, dict[str, tuple[Occurrence, Part]]] = (-1, {})  # the sentence, and what was said before it
        self._parts: dict[tuple[str, str, bool], Part] = {}
        self._only_first: dict[str, tuple[int, ...]] = {}  # the first sentence that names a place, and the first one that does so in another way

    def candidates(self, frame: Frame, memory: Memory) -> list[Candidate]:
        """All candidates of a quantity, the nearest first."""
        at = frame.quantity.core[0]
        found, memory = self._asides.seen(self._by_sentence.get(frame.sentence, []), at), self._asides.memory(memory, frame)
        here, nearest = places_here.read(self._text, self._sentences[frame.sentence], found, frame, self._starts[frame.run.first])
        if places_here.of_another(found, frame) or no_known_place.told(self._text, self._sentences[frame.sentence], found, frame):
            return []
        earlier = self._earlier(frame.sentence)
        keys = [key for key, row in here.items() if "distributed, 分别" in row.names or "distributed, in one clause" in row.names]
        added = memory.together(self._text, frame)
        if added is not None:  # 江苏9.26万亿，浙江5.62万亿，加起来14.88万亿
            keys = [added]
        elif not keys:
            ways = (
                places_here.told_behind,
                partial(goes_on.dealt, memory=memory),
                told_around.place,
                partial(figures_in_brackets.place, memory=memory),
                places_here.of_measured,
                one_of_them.whole,
                foremost.told,
                partial(place_signs.own_level, memory=memory),
                partial(place_signs.second_end, memory=memory),
                partial(of_the_centre.place, nation=self._facts.nation, sentence=self._sentences[frame.sentence]),
                partial(place_signs.reported, nation=self._facts.nation, sentences=self._sentences, places=self._by_sentence),
                partial(turned_to.place, sentences=self._sentences, places=self._by_sentence),
                places_here.shared,
                place_signs.found_there,
                places_here.people_behind,
                places_here.brought_by,
                place_signs.right_before,
                examples.share,
                places_here.owner,
                partial(places_here.scene, here=here),
            )
            only = next((key for way in ways if (key := way(self._text, found, frame)) is not None), None)
            keys = [only] if only is not None else []
        if not keys:
            keys = list({**here, **earlier, **self._of_article, **({} if memory.last is None else {memory.last: None})})
            keys = [key for key in keys if key in here or key in self._facts.title_places or not self._only_foremost(key, frame.sentence)] or keys
            keys = [key for key in keys if key not in self._origins and not self._only_behind(key, at)] or keys
            keys = self._left.kept(keys, [o.key for o in found if o.span and o.end <= at], frame)
            keys = narrowed.kept(self._text, keys, found, frame, memory, self._facts.nation, self._sentences, self._by_sentence)
        keys = place_signs.not_frames(self._text, found, frame, place_signs.none_of(self._text, frame, keys))
        figures = sum(memory.figures.values())
        kind = place_signs.counted(self._text, frame)
        reported = place_signs.national_body(self._text, self._sentences[frame.sentence], found, at)
        if any(self._sentences[frame.sentence].span[0] <= a < at for a, _ in self._unresolved):
            keys = [key for key in keys if key != self._facts.nation or (key in here and nearest[key].start < at)]
        heading = self._sentences[frame.sentence].role in ("title", "heading")
        result = []
        for key in keys:
            row = here[key].parts() if key in here else []
            place = nearest.get(key)
            if key in earlier:
                before, part = earlier[key]
                row.append(part)
                if place is None or at - before.start < abs(place.start - at):
                    place = before
            if key in self._of_article:
                row.append(self._of_article[key])
            if key == self._facts.nation:
                row += self._national_body(frame.sentence)
                if reported:
                    row.append(scoring.holding("a national body last before"))
            if key == memory.last:
                row.append(self._previous(key, frame, memory))
                if (since := place_signs.another_since(key, found, frame, memory)) is not None:
                    row.append(scoring.holding(since))
            if figures >= 3:
                row.append(_so_far(round(memory.figures[key] / figures, 2) if key in memory.figures else 0.0))
            if kind is not None:
                row.append(scoring.holding(f"{kind} counted, level {place_of(key).level}"))
            row.append(self._as_such(key, "nowhere" if place is None else "here" if place.sentence == frame.sentence else "elsewhere", heading))
            result.append(Candidate(key, row, place))
        if len(result) > 1:
            spoken_of = self._goes_on(self._text, found, frame, memory=memory)
            for candidate in result:
                candidate.goes_on = candidate.key == spoken_of
        result.sort(key=lambda c: (abs(c.nearest.start - at) if c.nearest else 10**9, c.key))
        return result

    def _earlier(self, sentence: int) -> dict[str, tuple[Occurrence, Part]]:
        """Of each place that sentences before this one name: where it stands last, and features."""
        if self._of_sentence[0] != sentence:
            self._of_sentence = sentence, self._found_earlier(sentence)
        return self._of_sentence[1]

    def _found_earlier(self, sentence: int) -> dict[str, tuple[Occurrence, Part]]:
        paragraph_from, start = self._paragraph_start[self._sentences[sentence].paragraph], self._sentences[sentence].span[0]
        section = self._sentences[sentence].section
        rows: dict[str, dict[str, None]] = {}
        last: dict[str, Occurrence] = {}
        seen = 0
        for i in range(sentence - 1, max(-1, sentence - _EARLIER_LIMIT), -1):
            found = [o for o in self._asides.seen(self._by_sentence.get(i, []), start) if not (o.listed and o.members == 1)]
            if not found:
                continue
            where = "paragraph" if i >= paragraph_from else "earlier"
            near = f" {min(sentence - i, 3)}{'+' if sentence - i > 2 else ''}" if where == "paragraph" else ""
            in_heading = self._sentences[i].role in ("heading", "title") and self._sentences[i].section == section
            apart = {o.start: how for o in found if (how := self._singled(o))}
            first = next((o for o in found if o.role in _SAME_ROLES and o.start not in apart and not place_signs.only_tells(o, found)), None)
            for o in found:
                role = apart.get(o.start, o.role if o.role in _KEPT_ROLES else "subject")
                row = rows.setdefault(o.key, {})
                row[f"{role} in {where}{near}"] = None
                if where == "earlier" and seen == 0 and role == "subject":
                    row["last earlier sentence with a subject"] = None
                if o is first:
                    row[f"first subject of a sentence in {where}"] = None
                    if where == "paragraph" and i == paragraph_from:
                        row["opens the paragraph"] = None
                if in_heading and role == "subject":
                    row["in the heading"] = None
                if o.members > 1:
                    row["list earlier"] = None
                if o.key not in last or o.start > last[o.key].start:
                    last[o.key] = o
            seen += 1
        return {key: (last[key], scoring.holding(*row)) for key, row in rows.items()}

    def standing(self, key: str) -> str:
        """What a place is to the article: named in its title, its own, the one most named, the nation, or another."""
        if key in self._facts.title_places:
            return "in the title"
        if key == self._facts.own or key in self._facts.home.values():
            return "at home"
        return "most named" if key == self._top else "nation" if key == self._facts.nation else "other"

    def _national_body(self, sentence: int) -> list[Part]:
        if sentence in self._national:
            return [scoring.holding("a national body in the sentence")]
        if sentence - 1 in self._national and self._sentences[sentence - 1].paragraph == self._sentences[sentence].paragraph:
            return [scoring.holding("a national body in the sentence before")]
        return []

    def _previous(self, key: str, frame: Frame, memory: Memory) -> Part:
        """Features of the place that the figure before was given to."""
        level = f"previous, level {place_of(key).level}"
        if memory.last_sentence != frame.sentence and (how := self._singled_out(key, memory.last_sentence)) is not None:
            level = f"previous, {how}"
        if memory.last_sentence == frame.sentence:
            if frame.previous is not None and memory.last_index == frame.previous:
                return scoring.holding(level, "previous same sentence", "previous quantity")
            return scoring.holding(level, "previous same sentence")
        same = memory.last_sentence >= 0 and self._sentences[memory.last_sentence].paragraph == self._sentences[frame.sentence].paragraph
        return scoring.holding(level, "previous same paragraph" if same else "previous elsewhere")

    def _only_foremost(self, key: str, sentence: int) -> bool:
        """Whether sentences before this one name a place only as the first of a whole (受灾最重的是湖南省), or for its port."""
        if key not in self._only_first:
            named = self._named.get(key, ())
            more = (o for o in named if self._singled(o) != "foremost" and o.role != "beside" and not place_signs.PORT.match(self._text, o.end))
            self._only_first[key] = tuple(min((o.sentence for o in of), default=len(self._sentences)) for of in (named, more))
        first, more_than_first = self._only_first[key]
        return first < sentence <= more_than_first

    def _only_behind(self, key: str, at: int) -> bool:
        """Whether an article names a place abroad once, and behind a figure: it is not what the article is about, though it names none more often."""
        named = self._named.get(key, ())
        return len(named) == 1 and named[0].start > at and key.startswith("world:") and key not in (self._facts.nation, *self._facts.title_places)

    def _singled_out(self, key: str, sentence: int) -> str | None:
        how = [self._singled(o) for o in self._by_sentence.get(sentence, []) if o.key == key]
        return how[0] if how and all(how) else None

    def _as_such(self, key: str, named: str, heading: bool) -> Part:
        """Features of the place as such; ``named`` tells where: here, elsewhere or nowhere."""
        if (key, named, heading) not in self._parts:
            self._parts[key, named, heading] = Part(self._features_of(key, named, heading))
        return self._parts[key, named, heading]

    def _features_of(self, key: str, named: str, heading: bool) -> dict[str, float]:
        level = place_of(key).level
        row = {"share of mentions": round(self._share.get(key, 0.0), 3), f"level {level}": 1.0}
        if named == "nowhere":
            row["not in text"] = 1.0
        elif named == "elsewhere":
            row[f"level {level} from elsewhere"] = 1.0
        if heading:
            row["in heading: " + ("named" if named == "here" else "not named")] = 1.0
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
        order, shares, margin = scoring.ranked("subject", [c.row for c in found], self._kinds)
        first = next((i for i, c in enumerate(found) if c.goes_on), order[0])
        best, share = found[first], shares[first] if first == order[0] else max(shares[first], _GOES_ON)
        return Choice(
            best.key, share, margin, best.nearest, self._grounding(best, frame),
            tuple((found[i].key, shares[i]) for i in order[:4]),
        )  # fmt: skip

    def _grounding(self, candidate: Candidate, frame: Frame) -> Grounding:
        o = candidate.nearest
        if o is None:
            return "implied" if candidate.key == self._facts.nation and candidate.key not in self._facts.title_places else "inherited"
        if o.pointing:
            return "coreference"
        return "explicit" if o.sentence == frame.sentence and o.clause == frame.clause else "inherited"
