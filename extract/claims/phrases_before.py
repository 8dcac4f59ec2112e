"""What earlier clauses speak of: the noun phrases there that could say what a figure measures whose own clause does not.

A topic is the first or last noun phrase of an earlier clause of the sentence, a headed one ends with the head of a metric (收入, 覆盖率).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extract.claims import told_before
from extract.claims.frames import Frame
from extract.claims.stretches import Stretches
from extract.claims.wording import Candidate, renamed
from extract.claims.words import Words, without_opening
from extract.mentions import metrics
from extract.mentions.metrics import Phrase
from extract.model import Metric, Token

_MOST_HEADED = 4
IN_SECTION = "headed in section"
_MOST_OF_SECTION, _FURTHEST = 3, 8  # heads of a section, and sentences back
_LATELY = ("近年来", "近年", "近来", "目前", "去年", "今年")  # behind a name, where a clause goes on: 租屋比例近年来持续上升
_ANNOUNCED = regex.compile(r"(?<=\p{Han}{2})(?:方面|部分|项目|来看|来说|而言)$")
_LOOKED_AT = regex.compile(r"(?<=[积额数量率值价比])(?:分析|观察|计算|统计|排序|排名|区分)$")  # 以平均每栋交易面积分析，


def _of_phrase(phrase: Phrase, rule: str) -> Metric:
    return Metric(phrase.span, phrase.text, without_opening(phrase.text), rule)


def _topic(phrase: Phrase) -> Metric:
    """What a clause speaks of; 外籍配偶部分 and 满意度方面 announce what the figures behind them measure."""
    metric = _of_phrase(phrase, "metric.topic")
    name = str(_LOOKED_AT.sub("", _ANNOUNCED.sub("", metric.name)))
    return renamed(metric, name, metric.rule) if len(name) > 1 else metric


def _unit_of_its_own(unit: str | None) -> bool:
    """Whether a unit is of money or a per cent: a thing that is counted is told where it is counted."""
    return unit is not None and (unit in ("%", "pp") or (len(unit) == 3 and unit.isascii()))


class PhrasesBefore:
    """The noun phrases of one article's clauses, each read once."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._text = words.text
        self._sentences = words.sentences
        self._frames = words.frames
        self._phrases_of: dict[tuple[int, int], list[tuple[Metric, str]]] = {}  # by sentence and clause
        self._heads_of: dict[tuple[int, int], list[Metric]] = {}

    def topics(self, frame: Frame, stretches: Stretches) -> Iterator[Candidate]:
        """Noun phrases of earlier clauses of the sentence that hold no figure."""
        busy = {f.clause for f in self._frames[max(0, frame.index - 12) : frame.index + 1] if f.sentence == frame.sentence}
        for order, n in enumerate(range(frame.clause - 1, max(-1, frame.clause - 4), -1)):
            figures = "with" if n in busy else "without"
            for metric, kind in self._phrases(frame.sentence, n):
                if metric.span is not None and stretches.in_figure(metric.span):
                    continue
                yield Candidate(metric, (told_before.topic(min(order, 2), figures, kind, min(frame.clause - n, 3)),))

    def headed(self, frame: Frame) -> Iterator[Candidate]:
        """Noun phrases with the head of a metric (收入, 覆盖率, 密度) in earlier clauses and the sentence before."""
        sentence = self._sentences[frame.sentence]
        last = frame.sentence
        clauses = [(frame.clause - n, "sentence", last, n) for n in range(frame.clause - 1, max(-1, frame.clause - 5), -1)]
        if last and self._sentences[last - 1].paragraph == sentence.paragraph:
            number = len(self._sentences[last - 1].clauses)
            clauses += [(number - n, "sentence before", last - 1, n) for n in range(number - 1, max(-1, number - 5), -1)]
        seen: set[str | None] = set()
        for distance, where, n, clause in clauses:
            for metric in self._heads(n, clause):
                if metric.text in seen or len(seen) >= _MOST_HEADED:
                    continue
                seen.add(metric.text)
                yield Candidate(metric, (told_before.head(where, min(distance, 4), min(len(seen), 3)),))
        yield from self._of_section(frame, seen)

    def _of_section(self, frame: Frame, seen: set[str | None]) -> Iterator[Candidate]:
        """Heads in sentences and headings above the first figure of a section: what it goes on about (三、各省增长目标)."""
        found, section = 0, self._sentences[frame.sentence].section
        if not _unit_of_its_own(frame.quantity.unit):
            return
        for other in reversed(self._frames[: frame.index]):
            if self._sentences[other.sentence].section != section:
                break
            if other.quantity.unit == frame.quantity.unit:
                return  # what that one measures is nearer
        for n in range(frame.sentence - 1, max(-1, frame.sentence - _FURTHEST), -1):
            if self._sentences[n].section != section:
                return
            if n in self._words.of_sentence:
                continue
            for clause in range(len(self._sentences[n].clauses) - 1, -1, -1):
                for metric in self._heads(n, clause):
                    if metric.text in seen:
                        continue
                    seen.add(metric.text)
                    found += 1
                    yield Candidate(metric, (told_before.head("section", min(frame.sentence - n, 4), min(found, 3)),))
                    if found == _MOST_OF_SECTION:
                        return

    def sentence_before(self, frame: Frame) -> Iterator[str]:
        """What a sentence without figures right before speaks of: 经营主体持续壮大。总量达…"""
        n = frame.sentence - 1
        if frame.clause > 1 or n < 0 or n in self._words.of_sentence or self._sentences[n].paragraph != self._sentences[n + 1].paragraph:
            return
        for segment, _ in reversed(self._words.segments(self._sentences[n].clauses[-1])):
            first = self._words.first_noun(self._words.tokens(n, segment))
            if first is not None:
                yield first.text
                return

    def _phrases(self, sentence: int, clause: int) -> list[tuple[Metric, str]]:
        """The first and the last noun phrase of each stretch of words of a clause, and which of them it is."""
        if (sentence, clause) not in self._phrases_of:
            self._phrases_of[sentence, clause] = [
                (_topic(phrase), "announced" if _ANNOUNCED.search(phrase.text) else phrase.kind)
                for segment, _ in self._words.segments(self._sentences[sentence].clauses[clause])
                for tokens in [self._words.tokens(sentence, segment)]
                for phrase in (self._words.first_noun(tokens), self._words.last_noun(tokens))
                if phrase is not None and not self._only_place(phrase)
            ]
        return self._phrases_of[sentence, clause]

    def _only_place(self, phrase: Phrase) -> bool:
        """Whether a phrase is a place with words that open its clause: 总计六都."""
        rest = len(without_opening(phrase.text))
        return rest < len(phrase.text) and self._words.is_place((phrase.span[1] - rest, phrase.span[1]))

    def _goal(self, tokens: Sequence[Token], j: int) -> Phrase | None:
        """The name of a goal for growth (经济增长目标, 增速目标), or None: its words alone lead to a figure."""
        if not j or tokens[j].text != "目标" or not tokens[j - 1].text.startswith("增"):
            return None
        first = j - 1
        while first and metrics.is_nominal(tokens[first - 1]) and tokens[first - 1].flag[:1] in "nvj" and tokens[first - 1].flag != "ns":
            first -= 1
        span = tokens[first].span[0], tokens[j].span[1]
        return Phrase(span, self._text[slice(*span)], "headed")

    def _without_place(self, phrase: Phrase) -> Phrase:
        """A phrase without the place that opens it: 韩国的人均GDP."""
        place, of, rest = phrase.text.partition("的")
        start = phrase.span[0] + len(place) + len(of)
        if len(rest) < 2 or not self._words.is_place((phrase.span[0], phrase.span[0] + len(place))):
            return phrase
        return Phrase((start, phrase.span[1]), rest, phrase.kind)

    def _heads(self, sentence: int, clause: int) -> list[Metric]:
        """The noun phrases of a clause that end with the head of a metric, from the right to the left."""
        if (sentence, clause) not in self._heads_of:
            tokens = self._words.tokens(sentence, self._sentences[sentence].clauses[clause])
            ends = [
                j
                for j in range(len(tokens) - 1, -1, -1)
                if (metrics.is_head(tokens[j].text) or (j and tokens[j].text == "目标"))
                and not (j + 1 < len(tokens) and metrics.is_nominal(tokens[j + 1]) and tokens[j + 1].text not in _LATELY)
            ]
            found = [metrics.named(self._goal(tokens, j) or metrics.before(self._text, tokens[: j + 1]), "headed") for j in ends]
            self._heads_of[sentence, clause] = [_of_phrase(self._without_place(phrase), "metric.headed") for phrase in found if phrase is not None]
        return self._heads_of[sentence, clause]
