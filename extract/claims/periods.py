"""When a figure holds: every period that it could belong to, with features, and the choice among them.

Like ``subjects``: the choice runs from left to right, and "no date" and the day of publication are candidates too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.claims import date_bases, date_clauses, dates_listed, period_history, periods_told, scoring, timing
from extract.claims.asides import Asides
from extract.claims.dates_around import Dates, before_figure
from extract.claims.facts import Facts
from extract.claims.frames import Frame, clause_at, sentence_of
from extract.claims.outlook import Outlook
from extract.claims.period_candidates import Candidate, Choice, always
from extract.claims.period_memory import Memory, of_what
from extract.claims.scoring import Part
from extract.claims.timing import Key, Timing
from extract.mentions import calendar as cal
from extract.model import DateMention, Grounding, Precision, Sentence

_SAME_PERIOD = "date.same-period"
_LOOKS_BACK = 0.5  # probability of a plan up to which a passage of a report looks back
_NAMED = frozenset({"in title", "distributed", "span of years before"})


def _shifted(key: Key, years: int) -> Key:
    return None if key is None else cal.shift_period(key, years)


class Periods:
    """Candidates for the quantities of one article."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], frames: Sequence[Frame], mentions: Sequence[DateMention], facts: Facts, outlook: Outlook,
        kinds: scoring.Kinds,
    ) -> None:  # fmt: skip
        self._kinds = kinds
        self._text = text
        self._sentences = sentences
        self._facts = facts
        self._frames, self._starts = frames, [f.quantity.core[0] for f in frames]
        self._asides = Asides(text, mentions, self._starts)
        self._dates = Dates(text, sentences, period_history.of_their_passages(text, sentences, mentions, facts, outlook), self._starts, self._asides)
        self._always = always(facts)
        self._of_sentence: tuple[tuple[int, Key], dict[Key, tuple[DateMention, Part]]] = ((-1, None), {})
        self._timing = Timing(text, sentences, facts, outlook)

    def memory(self, frame: Frame, memory: Memory) -> Memory:
        """What is remembered at a figure, of ``memory`` behind the one before: what an aside dates is forgotten behind it."""
        at = frame.quantity.core[0]
        if memory.outside is None:
            return replace(memory, outside=memory) if self._asides.dated(at) or self._asides.in_turn(at) else memory
        if self._asides.around(at) is not None or self._asides.in_turn(at):
            return memory
        return replace(memory.outside, last_index=memory.last_index)

    def candidates(self, frame: Frame, memory: Memory, metric: str | None = None, place: str | None = None) -> list[Candidate]:
        """All candidates of a quantity; the name of its metric tells figures of a period from those of a day.

        ``place``: the key of the place that the quantity is of.
        """
        rows: dict[Key, list[Part]] = {}
        here: dict[Key, tuple[str, ...]] = {}  # the features of each key, in the order of the text
        precision: dict[Key, Precision] = {}
        nearest: dict[Key, DateMention] = {}
        sentence = self._sentences[frame.sentence]
        at = frame.quantity.core[0]

        def seen(key: Key, grain: Precision, mention: DateMention | None) -> None:
            precision.setdefault(key, grain)
            if mention is not None and (key not in nearest or abs(mention.span[0] - at) < abs(nearest[key].span[0] - at)):
                nearest[key] = mention
                precision[key] = grain

        def put(m: DateMention, *names: str) -> None:
            key = self._key(m, memory)
            seen(key, m.precision, m)
            here[key] = (*here[key], *names) if key in here else names

        own: Key = None
        compared: set[Key] = set()  # the periods of comparisons before the figure, and those named for what holds in them
        named: set[Key] = set()
        anothers: set[Key] = set()  # those that surely are of another figure
        latest: dict[Key, DateMention] = {}  # the last date of each period before the figure
        row = [m for m in self._dates.of(frame.sentence) if not self._asides.hides(m, at)]
        before = [m for m in row if m.span[1] <= at]
        periods = [m for m in before if m.role != "base"]
        passage = self._timing.passage(frame, bool(before), metric)
        for m in before:
            distance = frame.clause - clause_at(sentence, m.span[0])
            where = "clause" if distance == 0 else "clause-1" if distance == 1 else "clause-2+"
            later = sum(1 for p in periods if p.span[0] >= m.span[1])
            role, of_its_own = m.role, date_bases.own_value(self._text, m, frame)
            if of_its_own and of_its_own != "against":
                role = "base's own" if role == "base" else role  # type: ignore[assignment]
                own = self._key(m, memory) if of_its_own == "alone" else own  # 比2010年的13.4亿人, 比去年同期705亿美元: no other period
            key = self._key(m, memory)
            changes = dates_listed.starts_change(self._text, self._frames, frame, m)
            stance, clause = self._dates.stance(m, frame.sentence), self._dates.clause(m, frame.sentence)
            over = key is not None and self._timing.is_past(key) and date_clauses.is_over(self._text, m, at, clause)
            another = of_its_own == "against" or changes == "before" or over
            if another and not over:
                role = "base"
            own = key if changes == "here" else own
            own = dates_listed.end_of_range(self._frames, frame, m) or own
            between = self._text[m.span[1] : at]
            side = "earlier part" if "；" in between or ";" in between else "same part"
            latest[key] = m
            if role == "base" and distance and frame.sets_out and not frame.revised and m is before[-1] and key is not None:
                own = key  # 较2019年减少3%，比重由24%降至19%: 24% is of 2019, too
            kept = memory.last_sentence == frame.sentence and memory.last == key
            open_start = key is not None and m is before[-1] and not self._timing.is_ahead(key)
            point = date_bases.set_anew(self._text, m, frame) if open_start and m.role == "since" else None
            if point is not None or (open_start and date_clauses.holds_since(self._text, m, at, frame.clause_span[0], kept=kept)):
                own = point or date_bases.since(m, key, frame)  # 2021年以来新增学位18万个
            spoken = memory.last is not None and (memory.precision != "day" or memory.last[0] < memory.last[1])  # of a month, of a holiday
            only_told = clause == "announced" and m.precision == "day" and spoken
            if only_told or another or (role == "base" and distance == 0 and frame.quantity.kind in ("growth", "ratio")):
                anothers.add(key)
                named -= {key} if of_its_own == "against" else set()
            elif role != "base" or distance <= 1:
                (compared if role == "base" and distance <= 1 else named).add(key)
            known, near = key is not None, distance == 0 and at - m.span[1] <= 2
            put(m, *before_figure(role, where, min(later, 2), m.rule, m.precision, side, stance, clause, known, near))
            if m.precision == "years":
                put(m, f"years before, {'cue of now' if passage.now else 'no cue of now'}, {frame.quantity.kind}")
        for m in row:
            if m.span[0] >= at:
                inside = m.span[0] < frame.clause_span[1]
                own = self._key(m, memory) if date_bases.in_brackets_behind(self._text, m, frame) else own
                put(m, f"{m.role} after in {'clause' if inside else 'sentence'}")
        first = date_bases.origin(before, self._dates.of(frame.sentence - 1), memory.last, frame) or date_bases.begun(self._text, before, frame)
        own = date_bases.since(first, self._key(first, memory), frame) if first is not None else own
        told = dates_listed.distributed(self._text, self._frames, frame, before)
        if told is not None:
            put(told, "distributed")
            own = self._key(told, memory)
        elif (each := dates_listed.each_year(self._text, self._frames, frame, periods, memory.given)) is not None:
            own, each_of = each
            seen(own, "year", each_of)
        elif (each := dates_listed.each_part(self._text, frame, self._frames, periods)) is not None:
            own, each_of = each
            seen(own, "month", each_of)
        mean = timing.is_yearly_mean(self._text, frame)
        if own is None:
            here_and_before = periods_told.Around(before, row, lambda m: self._key(m, memory), passage.report, self._facts.now)
            if (only := periods_told.only(self._text, self._sentences, self._frames, frame, memory, self._dates, here_and_before)) is not None:
                seen(own := only, "years" if only[0].year < only[1].year else "year", None)
        for key, (m, part) in self._earlier(frame.sentence, memory).items():
            seen(key, m.precision, m)
            rows[key] = [part]
            latest.setdefault(key, m)
        for m in self._dates.in_title:
            put(m, "in title")
        for start, end, grain in self._facts.title_dates:
            seen((start, end), grain, None)
            here[start, end] = (*here.get((start, end), ()), "in title")
        if memory.has:
            seen(memory.last, memory.precision, memory.mention)
            rows.setdefault(memory.last, []).append(self._previous(frame, memory, place))
        for key, (grain, _) in self._always.items():
            seen(key, grain, None)
        for key, name in period_history.of_plans(self._facts, report=passage.report, mean=mean, base=passage.sets_out):
            seen(key, "years" if key and key[0].year < key[1].year else "year", None)
            here[key] = (*here.get(key, ()), name)
            if passage.sets_out and not mean and not before and passage.plan < _LOOKS_BACK:
                own = key
        told_of = memory.told.get(of_what(place, metric, frame), {}) if metric is not None else {}
        if not frame.sets_out:  # 较去年上升6名，居第8: neither is of 去年
            for key in compared:
                if key is not None and (next_year := _shifted(key, 1)) in precision:
                    here[next_year] = (*here.get(next_year, ()), "the year after what is compared with")
            compared -= {*named, *rows, *(key for key, names in here.items() if any(name in _NAMED for name in names))}
            compared |= anothers - named
            precision = {key: grain for key, grain in precision.items() if key is None or key not in compared}
        keys: list[Key] = [own] if own is not None else timing.left(self._text, frame, row, precision, here, latest, self._facts)
        if own is None and mean and (since_then := date_bases.mean_since(before, memory.last)) is not None:
            seen(since_then, "years", None)
            keys = [since_then]
        elif own is None and mean:
            span = self._dates.span_of_years(frame.sentence)
            if span is not None and self._key(span, memory) not in precision:
                put(span, "span of years before")
                keys.append(self._key(span, memory))
            # 年均增长5% is of no single year, but a goal of the year in which it is to be reached.
            keys = [key for key in keys if timing.may_have_mean(key) or (key and self._facts.now and key[0].year > self._facts.now)]
        if own is None and periods_told.is_unknown_now(self._text, before, frame, sentence):
            keys = [None]
        told = memory.mention if own is None and not before else None
        stands = told is not None and told.role == "since" and date_clauses.stands_now(self._text, frame.clause_span[0], at)
        if told is not None and not stands and self._goes_on(frame, memory):
            since = told.span[0]
            passed = {key for key, m in latest.items() if m.span[0] < since} | {key for key, names in here.items() if names == ("in title",)}
            keys = [key for key in keys if key is None or key == memory.last or key not in passed]
        if stands:
            keys = [key for key in keys if key != memory.last]  # 3月8日开园以来接待游客8万人次。全县现有公园12个
        keys, found = keys or [None], []  # where each date is ruled out, none is told
        for key in (*sorted(key for key in keys if key is not None), *(key for key in keys if key is None)):
            date = nearest.get(key)
            is_here = date is not None and sentence.span[0] <= date.span[0] < sentence.span[1]
            row_of = [*rows.get(key, ()), self._timing.part(key, self._always.get(key, ("day", ()))[1], passage, is_here)]
            if key in here:
                row_of.append(scoring.holding(*here[key]))
            if key is not None and memory.has and key in latest:
                row_of.append(period_history.since(latest[key], memory.last_at, sentence, kept=key == memory.last))
            if told_of:  # one place has one value of a metric in a period
                of = "others" if key not in told_of else "it here" if told_of[key] == frame.sentence else "it before"
                row_of.append(scoring.holding(f"another value told of {of}"))
            found.append(Candidate(key, precision.get(key, "year"), row_of, date, date is None))
        return found

    def _goes_on(self, frame: Frame, memory: Memory) -> bool:
        """Whether the sentence goes on in the period that opened the one before."""
        m = memory.mention
        if m is None or memory.precision == "day" or m.role == "base" or memory.last_sentence not in (frame.sentence, frame.sentence - 1):
            return False
        at = sentence_of(self._sentences, m.span[0])
        if at is None or self._sentences[at].paragraph != self._sentences[frame.sentence].paragraph:
            return False
        stance = self._dates.stance(m, at)
        return stance == "opens the sentence" or (stance == "opens a clause" and m is self._dates.of(at)[0] and m.rule in periods_told.CALENDAR)

    def _earlier(self, sentence: int, memory: Memory) -> dict[Key, tuple[DateMention, Part]]:
        """Of each period that the sentences before name: its last date there, and features."""
        found = self._dates.earlier(sentence)
        asked = sentence, memory.last if any(m.rule == _SAME_PERIOD for m, _ in found) else None
        if self._of_sentence[0] != asked:
            rows: dict[Key, dict[str, None]] = {}
            last: dict[Key, DateMention] = {}
            for m, names in found:
                key = self._key(m, memory)
                rows.setdefault(key, {}).update(dict.fromkeys(names))
                if key not in last or m.span[0] > last[key].span[0]:
                    last[key] = m
            self._of_sentence = asked, {key: (last[key], scoring.holding(*row)) for key, row in rows.items()}
        return self._of_sentence[1]

    def _previous(self, frame: Frame, memory: Memory, place: str | None) -> Part:
        """Features of the period that the figure before was given to."""
        names = []
        where = "elsewhere"
        if memory.last_sentence == frame.sentence:
            where = "same sentence"
            if frame.previous is not None and memory.last_index == frame.previous:
                names.append("previous quantity")
        elif memory.last_sentence >= 0 and self._sentences[memory.last_sentence].paragraph == self._sentences[frame.sentence].paragraph:
            where = "same paragraph"
        of = "the same place" if place == memory.place else "another place"
        ahead = "ahead" if memory.last is not None and self._facts.now is not None and memory.last[1].year > self._facts.now else "not ahead"
        told = "told nowhere" if memory.mention is None else memory.mention.role
        return scoring.holding(
            *names, f"previous {where}", f"previous {where}, {memory.precision}, {told}", f"previous {where}, its date {memory.grounding}",
            f"previous {where}, of {of}, {ahead}",
        )  # fmt: skip

    def _key(self, mention: DateMention, memory: Memory) -> Key:
        """The interval of a mention; 同期 is the period spoken of, 去年同期 the same a year earlier; 上周 may be told by a week's days."""
        if mention.rule == _SAME_PERIOD and memory.last is not None:
            text = mention.text
            if text.startswith(("去年", "上年")):
                told = text.startswith("去年") and memory.last[1].year != (self._facts.year or memory.last[1].year)
                return memory.last if told else _shifted(memory.last, -1)
            if text.startswith("同"):
                return memory.last
            if mention.start is not None:
                return _shifted(memory.last, mention.start.year - memory.last[1].year)
        if (back := period_history.years_back(mention, memory, self._facts.now)) is not None:
            return _shifted(memory.last, back)
        if self._facts.reference is None and (key := period_history.told_before(mention, memory.last, self._dates.week)) is not None:
            return key
        return (mention.start, mention.end) if mention.start and mention.end else None

    def choose(self, frame: Frame, found: Sequence[Candidate]) -> Choice:
        """The best of the candidates by the model ``period``; "no date" is always one of them."""
        order, shares, margin = scoring.ranked("period", [c.row for c in found], self._kinds)
        best = found[order[0]]
        share = shares[order[0]] * (self._facts.year_share if self._takes_year(best) else 1.0)
        return Choice(
            best.key, best.precision, share, margin, best.mention, self._grounding(best, frame),
            tuple((found[i].key, shares[i]) for i in order[:4]),
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
