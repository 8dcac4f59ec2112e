"""Class labels that an article gives to places: 第一阵营, 引领型城市, 国家中心城市.

Four forms of the language: places are a label (北京、上海是第一阵营), a label lists its places (第一阵营：北京、上海),
a label has examples (活力型城市，如西安、长沙), a label is stood for by places (产业引领型城市，以深圳、苏州为代表).
Lists run over commas and semicolons until a clause without a place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import regex

from extract.claims.occurrences import Occurrence
from extract.model import Sentence, Span

_LABEL = (
    r"(?:第[一二三四五]|领跑|头部|新)(?:阵营|梯队|方阵|军团|集团|档)|[一二三四五]线城市|新一线城市|超一线城市"
    r"|[\p{Han}]{1,8}(?<!大)型(?:标杆)?城市|[\p{Han}]{2,8}标杆城市|国家中心城市|(?:国际|全球|区域)[\p{Han}]{0,6}中心城市|(?:I|II|Ⅰ|Ⅱ)?型?(?:超大|特大|大)城市|[万千百]亿(?:级)?(?:城市|之城|俱乐部)|千万级人口城市"
)
_IS = regex.compile(
    rf"(?P<gap>[^。；\n]{{0,12}}?)(?:是|为|属于|位于|位列|处于|跻身|进入|稳居|迈入|跃升|跃升为|入选|列入|组成|构成|成为|被[^，。]{{0,8}}列为|将是)(?:了)?(?:[^，。；]{{0,6}}?)(?P<label>{_LABEL})"
)
_LISTS = regex.compile(rf"(?P<label>{_LABEL})(?:的)?(?:城市)?(?P<joint>(?:是|为|有|包括|包含|：|:|，?如|，?例如|，?以|，?其中既有|——|,|，)+)")
_PREDICATE = regex.compile(r"(?:是|为|属于|位列|位于|处于|跻身|进入|入选|成为)[^，。；]{0,6}$")
_LEADING = regex.compile(r"^(?:一|二|三|四|五|六)?是|^(?:其中|属于|包括|作为|成为|为|数量更多的)+")


Form = Literal["is", "is, with others", "lists", "examples", "stood for"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A place with the label that the article gives it.

    Attributes:
        form: the form of the language that says so; ``is, with others`` where other places stand between this one and the label, or before.
        words: where the form stands: from the first of its places to the label, or the label with what joins its places to it.
    """

    place: Occurrence
    label: str
    label_span: Span
    sentence: int
    form: Form
    words: Span


def _clean(label: str) -> str:
    return str(_LEADING.sub("", label))


def _followers(text: str, row: Sequence[Occurrence], at: int, end: int) -> list[Occurrence]:
    """Places that a list names from a position on, until something else than places and links follows."""
    found: list[Occurrence] = []
    for o in row:
        if o.span is None or o.start < at or o.start >= end or o.members > 1:
            continue
        if not regex.fullmatch(r"[\p{Han}，,、“”:：\s]{0,12}?", text[at : o.start]) or regex.search(r"[。；;]", text[at : o.start]):
            break
        if len(text[at : o.start].strip("、，,和与及以如是为有包括等:： ")) > 6:
            break
        found.append(o)
        at = o.span[1]
    return found


def find(text: str, sentences: Sequence[Sentence], places: Sequence[Occurrence]) -> list[Labelled]:
    """All labels that the article gives to places, each place and label once."""
    by_sentence: dict[int, list[Occurrence]] = {}
    for o in places:
        if o.role in ("subject", "located", "compared", "target", "scope") and o.place.level not in ("country", "world", "foreign"):
            by_sentence.setdefault(o.sentence, []).append(o)
    found: dict[tuple[str, str], Labelled] = {}
    for i, sentence in enumerate(sentences):
        row = sorted((o for o in by_sentence.get(i, []) if o.span), key=lambda o: (o.start, o.members))
        if sentence.role == "boilerplate" or not row:
            continue
        singles = [o for o in row if o.members == 1]
        for m in _LISTS.finditer(text, *sentence.span):
            if m["joint"] in "，," and _PREDICATE.search(text, sentence.span[0], m.start()):
                continue  # 成都是第一阵营，西安…: the label ends what is said of the place before it
            label = _clean(m["label"])
            joint = m["joint"]
            form: Form = "examples" if "如" in joint else "stood for" if "以" in joint else "lists"
            for o in _followers(text, singles, m.end(), sentence.span[1]):
                found.setdefault((o.key, label), Labelled(o, label, m.span("label"), i, form, m.span()))
        for n, o in enumerate(singles):
            if o.span is None:
                continue
            m = _IS.match(text, o.span[1], sentence.span[1])
            if m is None:
                continue
            label = _clean(m["label"])
            group = [o]
            for before in reversed(singles[:n]):
                if before.span and regex.fullmatch(r"\s?(?:、|和|与|及|以及)\s?", text[before.span[1] : group[-1].start]):
                    group.append(before)
                else:
                    break
            words = (group[-1].start, m.end("label"))
            beside = len(group) > 1 or any(other.start < words[1] for other in singles[n + 1 : n + 2])
            for member in group:
                found.setdefault((member.key, label), Labelled(member, label, m.span("label"), i, "is, with others" if beside else "is", words))
    return sorted(found.values(), key=lambda x: (x.label_span, x.place.start))
