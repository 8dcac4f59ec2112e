"""Organizations, persons and other names before a number: whose it may be instead of a place's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import regex

from extract.claims.frames import Frame
from extract.model import Name, Sentence, Span

_SPEAKING = regex.compile(r"(?:发布|公布|统计|表示|介绍|指出|说|称|显示|数据|报告|预计|预测|提出|通报|获悉|消息|的?数据|的?报告|调查)")
_KINDS = ("company", "bank", "university", "media", "government", "institute")  # of organizations
_NEAR = 80  # characters that a name of the sentence before stands away at most


def _called(text: str, n: Name) -> str:
    """A name's label for a feature: organizations with their kind, and whether it speaks."""
    label = f"{n.label} {n.kind}" if n.label == "ORG" and n.kind in _KINDS else n.label
    return f"{label} speaking" if _SPEAKING.match(text[n.span[1] : n.span[1] + 4]) else label


def named(text: str, sentence: Sentence, frame: Frame, names: Sequence[Name], place: Span | None) -> dict[str, None]:
    """Organizations, persons and other names before the quantity: in the clause or sentence, and nearer to it than its place.

    ``place`` is where the place stands that the figure would be given to, in this sentence.
    """
    row: dict[str, None] = {}
    last: Name | None = None
    for i in range(bisect_left(names, sentence.span[0], key=lambda n: n.span[0]), len(names)):
        n = names[i]
        if n.span[0] >= frame.quantity.core[0]:
            break
        label = _called(text, n)
        row[f"{label} before in {'clause' if n.span[0] >= frame.clause_span[0] else 'sentence'}"] = None
        if n.span[0] == sentence.span[0]:
            row[f"{label} opens the sentence"] = None
        last = n
    if last is None:
        return row if place is not None else _carried(text, sentence, names)
    if place is None or place[1] <= last.span[0]:
        row[f"{_called(text, last)} nearer than the place"] = None
    return row


def _carried(text: str, sentence: Sentence, names: Sequence[Name]) -> dict[str, None]:
    """The last name of the text just before a sentence that names nothing: 该公司 goes on without being named."""
    i = bisect_left(names, sentence.span[0], key=lambda n: n.span[0]) - 1
    if i < 0 or sentence.span[0] - names[i].span[1] > _NEAR or "\n" in text[names[i].span[1] : sentence.span[0]]:
        return {}
    return {f"{_called(text, names[i])} in the sentence before": None}
