"""Stretches of words before and behind a figure that could be the name of what it measures, with features."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

import regex

from extract.claims import no_names
from extract.claims.frames import THOSE_ARE, Frame
from extract.claims.relative import relative_end
from extract.claims.scoring import Part, Row, shown
from extract.claims.wording import Candidate, flag, is_growth, unit_class, without_growth
from extract.claims.words import Words, without_opening
from extract.data import read_words
from extract.mentions import metrics
from extract.model import Metric, Span, Token

_LONGEST = 14  # tokens of a metric's name
_NEAR_BEFORE, _NEAR_BEHIND = 8, 4  # figures that a stretch is compared with
_KEPT = 8192  # parts of rows that are remembered, of each kind
_SHARE_OPENS = regex.compile("占(?:了|到|据)?$")
_SHARE_HEADS = ("比重", "比例", "比率", "份额")
_BARE_HEAD, _BARE_GROWTH = BARE = (Part({"bare head": 1.0}), Part({"bare growth": 1.0}))
_BODY_INSIDE, _DIGITS_INSIDE = Part({"a body or person inside": 1.0}), Part({"digits inside": 1.0})
_DIGITS = regex.compile(r"\d")
CLAUSE_INSIDE = Part({"a clause inside": 1.0})  # 40万亩玉米进入采收期: 玉米 and what becomes of it
_BODY, _BRACKET, _FIGURE = Part({"names a body or person": 1.0}), Part({"bracket open": 1.0}), Part({"figure inside": 1.0})
# What a stretch holds that a name hardly does; a letter stands for each in what ``_marks`` gives.
_INSIDE = {
    "v": "verbs inside", "l": "light words inside", "的": "的 inside", "、": "、 inside", "，": "comma inside", "p": "preposition inside",
    "d": "adverb inside", "有": "有 inside",
}  # fmt: skip
_COUNTED = "vl"
_BETWEEN = ("的", "以上", "左右", "多", "余", "为", "是", "属于", "系")  # between a figure and what it is of: 其中9%为超额储蓄
_MARKS = "，；：。,;、（）()“”"
_CHANGES = ("减少", "下降", "外流", "净流出", "净流入", "净迁出", "净迁入")  # 录得2万人的自然减少


@cache
def _reach() -> frozenset[str]:
    return frozenset(read_words("reach_verbs"))


@lru_cache(maxsize=_KEPT)
def _marks(word: str, pos: str) -> str:
    """The letters of ``_INSIDE`` for one token."""
    return "".join([
        "v" if pos.startswith("v") and pos != "vn" and word not in metrics.nominal_verbs() else "",
        "l" if word in metrics.light_words() else "",
        word if word in ("的", "、", "有") else "，" if word in "，," else "",
        pos if pos in ("p", "d") else "",
    ])  # fmt: skip


@lru_cache(maxsize=_KEPT)
def _inside(marks: str) -> Part:
    return Part({name: float(marks.count(letter) if letter in _COUNTED else 1) for letter, name in _INSIDE.items() if letter in marks})


@lru_cache(maxsize=_KEPT)
def _token(where: str, word: str, pos: str) -> Part:
    """A token at an edge of the stretch, inside or outside."""
    return Part({f"{where} {flag(word, pos)}": 1.0, f"{where} word {shown(word)}": 1.0})


@lru_cache(maxsize=_KEPT)
def _edge(where: str, what: str) -> Part:
    """No token, but the edge of a clause, a place or a date."""
    return Part({f"{where} {what}": 1.0})


@lru_cache(maxsize=_KEPT)
def _end(order: int, segment: int, gap: str, behind: str, later: int) -> Part:
    return Part({f"end {order} of segment {segment}": 1.0, f"gap {gap}": 1.0, f"word behind {behind}": 1.0, f"phrases later {later}": 1.0})


@lru_cache(maxsize=_KEPT)
def _led(reaches: bool, particle: str) -> Part:
    return Part({f"behind particle {particle or 'none'}": 1.0, f"led by {'reach' if reaches else 'no reach'}": 1.0})


class Stretches:
    """The readings of one figure: ``before`` it in its clause, and ``behind`` it."""

    def __init__(self, words: Words, bodies: Mapping[int, int], frame: Frame) -> None:
        """``bodies`` tells where a name of an organization, a person or a work begins, by where it ends."""
        self._words = words
        self._text = words.text
        first, last = words.sentences[frame.sentence].span
        self._bodies = {end: start for end, start in bodies.items() if first <= end <= last}
        self._frame = frame
        own = words.of_sentence[frame.sentence]
        self._near = range(max(own.start, frame.index - _NEAR_BEFORE), min(own.stop, frame.index + _NEAR_BEHIND))
        self._figures = words.figures[self._near.start : self._near.stop]
        self._counts_no_places = frame.quantity.unit not in no_names.COUNTERS_OF_PLACES
        self._things_end = {  # 新增1个集群、加工企业20家: the first thing is the first figure's
            f.quantity.span[1]
            for f in words.frames[max(0, frame.index - 2) : frame.index]
            if f.quantity.kind in ("amount", "growth") and unit_class(f.quantity) in ("things", "people")
        }
        self._figures_before = [f.quantity.core for f in words.frames[max(0, frame.index - 4) : frame.index]]

    def in_figure(self, span: Span) -> bool:
        """Whether words lie in a quantity near by (23席), end inside one (总值626), or with money or a per cent (出口14亿元)."""
        start, end = span
        for a, b in self._figures:
            if a < end <= b or (a <= start and end <= b):
                return True
        value = self._words.values.get(end)
        return value is not None and value in self._near and start <= self._words.figures[value][0]

    def _only_figures(self, start: int, end: int) -> bool:
        """Whether quantities cover all words from one place to another (402万人居首)."""
        for a, b in self._figures:
            if a <= start < b:
                start = b
        return start >= end

    def _of_scope(self, words: str, end: int) -> bool:
        """Whether words end with a kind of places or a time that the figure does not count."""
        return no_names.is_scope(words) and self._counts_no_places and "最" not in words and not self._of_rank(end)

    def _of_rank(self, end: int) -> bool:
        """Whether a rank hangs on the words that end here with 的: 十大安全国家的第二名."""
        q = self._frame.quantity
        return q.kind == "rank" and self._text[end : q.core[0]].strip() == "的"

    def _candidate(self, span: Span, marks: str, rule: str, row: Row) -> Candidate | None:
        """The reading of the tokens of a span, with what they are as words."""
        start, end = metrics.trimmed(self._text, span)
        if start >= end or self._only_figures(start, end) or self._words.is_place((start, end)) or self.in_figure((start, end)):
            return None
        words = self._text[start:end]
        if start in self._things_end and words.find("、") > 2 and rule == "metric.before" and "v" not in marks:  # not 6个省、自治区
            return None
        if no_names.names_nothing(words):
            return None
        if words.endswith(_SHARE_HEADS) and _SHARE_OPENS.search(self._text, max(0, start - 2), start):
            return None  # 占规上工业比重: no name without its 占
        if rule == "metric.before" and (no_names.ends_with_time(words) or self._of_scope(words, end)):
            return None
        if rule == "metric.behind" and (self._words.date_ends(end) or self._words.ends_with_place((start, end))):
            return None  # 29省公布了去年的增速; 第二是增长乏力的甲省
        whole = no_names.shortened(words)
        end -= len(words) - len(whole)
        words = without_opening(whole)
        if not words:
            return None
        plain = words.isalnum()
        start = end - len(words)  # 实现地区生产总值: the name is quoted without what opens it
        if self._words.is_place((start, end)):  # 总计六都
            return None
        parts = [*row, _inside(marks)]
        for a, b in self._figures_before:
            if start <= a and b <= end:
                parts.append(_FIGURE)
                break
        if self._bodies.get(end, -1) >= start - 1:
            parts.append(_BODY)
        elif any(start <= a and b < end for b, a in self._bodies.items()):
            parts.append(_BODY_INSIDE)
        if not words.isalpha() and _DIGITS.search(words):
            parts.append(_DIGITS_INSIDE)
        if words in metrics.bare_heads():
            parts.append(_BARE_HEAD)
        if is_growth(words):
            parts.append(_BARE_GROWTH)
        if not plain and any(words.count(left) != words.count(right) for left, right in ("“”", "‘’", "（）", "()", "《》")):
            parts.append(_BRACKET)
        name = without_growth(words) if self._frame.quantity.kind == "growth" else words
        return Candidate(Metric((start, end), words, name, rule), parts)

    def before(self) -> Iterator[Candidate]:
        """Stretches of words before the quantity in its clause."""
        frame = self._frame
        seen = 0
        for nth, (segment, what) in enumerate(self._words.segments((self._words.start(frame), frame.quantity.span[0]))[:3]):
            tokens = self._words.between(frame, segment)
            marks = [_marks(t.text, t.flag) for t in tokens]
            edges = [_edge("outside", what), *(_token("outside", t.text, t.flag) for t in tokens)]  # what stands before each token
            firsts = [_token("first", t.text, t.flag) for t in tokens]
            for order, j in enumerate(_ends(tokens, nth == 0)):
                gap = tokens[j + 1 :]
                slight = all(t.text in metrics.light_words() or t.flag in ("d", "ul", "x") for t in gap)
                end = _end(
                    min(order, 2), min(nth, 1),
                    "none" if not gap else "bracket" if slight and gap[0].text in "（(" else "light" if slight else "other",
                    gap[0].text if gap else "none", min(seen, 2),
                )  # fmt: skip
                last = _token("last", tokens[j].text, tokens[j].flag)
                seen += 1
                inside = ""
                for i in range(j, max(-1, j - _LONGEST), -1):
                    if tokens[i].text in "，；：。" and i < j:
                        break
                    inside = marks[i] + inside
                    span = (tokens[i].span[0], tokens[j].span[1])
                    candidate = self._candidate(span, inside, "metric.before", (end, last, firsts[i], edges[i]))
                    if candidate is not None:
                        yield candidate

    def behind(self) -> Iterator[Candidate]:
        """Stretches of words behind the quantity, as far as its clause."""
        frame = self._frame
        tokens = self._words.between(frame, frame.right)
        start = 0
        particle = ""
        while start < len(tokens) and tokens[start].text in _BETWEEN:
            particle = tokens[start].text
            start += 1
        if start == len(tokens) or tokens[start].text in "（(）)" or THOSE_ARE.match(self._text, frame.quantity.span[1]):
            return
        lead = self._words.between(frame, (frame.clause_span[0], frame.quantity.span[0]))
        word = lead[-1] if lead else None
        led = _led(word is not None and word.text in _reach(), particle)
        leading = _token("led by", word.text, word.flag) if word is not None else _edge("led by", "edge")
        first = _token("first", tokens[start].text, tokens[start].flag)
        marks = ""
        noun = clause = False
        for j in range(start, min(len(tokens), start + _LONGEST)):
            if tokens[j].text in "，；：。,":
                break
            mark = _marks(tokens[j].text, tokens[j].flag)
            marks += mark
            clause = (clause or (noun and mark == "v")) and mark != "的"
            noun = noun or (not mark and tokens[j].flag[:1] in "nj")
            if not metrics.is_nominal(tokens[j]) and not (particle == "的" and _is_change(tokens, j)):
                continue
            after = tokens[j + 1] if j + 1 < len(tokens) else None
            followed = _token("followed by", after.text, after.flag) if after is not None else _edge("followed by", "edge")
            row: Row = (led, leading, first, _token("last", tokens[j].text, tokens[j].flag), followed)
            if clause:
                row = (*row, CLAUSE_INSIDE)
            candidate = self._candidate((tokens[start].span[0], tokens[j].span[1]), marks, "metric.behind", row)
            if candidate is not None:
                yield candidate
        at = relative_end(tokens, start) if unit_class(frame.quantity) in ("things", "people") else None
        if at is not None:  # 30个专门服务老人的社区站点: the thing alone
            last = at + 1
            while last + 1 < len(tokens) and metrics.is_nominal(tokens[last + 1]) and tokens[last + 1].text not in _MARKS:
                last += 1
            after = tokens[last + 1] if last + 1 < len(tokens) else None
            followed = _token("followed by", after.text, after.flag) if after is not None else _edge("followed by", "edge")
            own = _token("first", tokens[at + 1].text, tokens[at + 1].flag)
            row = (led, leading, own, _token("last", tokens[last].text, tokens[last].flag), followed)
            candidate = self._candidate((tokens[at + 1].span[0], tokens[last].span[1]), "", "metric.behind", row)
            if candidate is not None:
                yield candidate


def _is_change(tokens: Sequence[Token], j: int) -> bool:
    """Whether a word behind a figure and 的 is a change that the clause ends with: 录得2万人的自然减少."""
    return j > 0 and tokens[j].text in _CHANGES and (j + 1 == len(tokens) or tokens[j + 1].flag == "x")


def _ends(tokens: Sequence[Token], nearest: bool) -> list[int]:
    """Where a name before a figure may end, from the right to the left; in the segment ``nearest`` to it also at a verb."""
    ends = []
    for j in range(len(tokens) - 1, -1, -1):
        if metrics.is_nominal(tokens[j]) and (
            j + 1 == len(tokens) or not metrics.is_nominal(tokens[j + 1]) or tokens[j + 1].text in metrics.light_words()
        ):
            ends.append(j)
            if len(ends) == 3:
                break
    if nearest and tokens and tokens[-1].flag == "v" and tokens[-1].text not in metrics.light_words() and len(tokens) - 1 not in ends:
        ends.insert(0, len(tokens) - 1)  # 累计补浇补灌102.9万亩: only a verb says what was measured
    return ends
