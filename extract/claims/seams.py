"""Class labels of an article whose parts stand out of order, read in their order: a sentence may go on in another part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.claims import link
from extract.claims.occurrences import Occurrence
from extract.claims.record import Linked
from extract.mentions import attributions
from extract.model import Attribution, Sentence, Span
from extract.text.reading_order import ReadingOrder
from extract.text.sentences import clauses_of


def label(text: str, sentences: Sequence[Sentence], places: Sequence[Occurrence], found: Sequence[Attribution], order: ReadingOrder) -> list[Linked]:
    """Claims that give a place a class label, in positions of ``text``."""
    if order.as_it_stands:
        return link.label(text, sentences, places, found)
    joined = {head for _, head in order.seams}
    pieces: list[tuple[int, int, int]] = []  # where a sentence stands in what is read, which one, which sentence there
    read = ""
    whole: list[int] = []
    for i in order.sentences:
        if i in joined and whole:
            start = whole.pop()
        else:
            read += "\n" if read else ""
            start = len(read)
        pieces.append((len(read), i, len(whole)))
        read += text[slice(*sentences[i].span)]
        whole.append(start)
    ends = {n: at + len(text[slice(*sentences[i].span)]) for at, i, n in pieces}
    units = [
        Sentence((start, ends[n]), clauses_of(read, (start, ends[n])), n, n, sentences[next(i for _, i, m in pieces if m == n)].role)
        for n, start in enumerate(whole)
    ]
    where = {i: (at, n) for at, i, n in pieces}
    moved: list[Occurrence] = []
    back: dict[tuple[str, Span], Occurrence] = {}
    for o in places:
        if o.span is None or o.sentence not in where:
            continue
        at, n = where[o.sentence]
        shift = at - sentences[o.sentence].span[0]
        there = replace(o, span=(o.span[0] + shift, o.span[1] + shift), sentence=n)
        moved.append(there)
        if there.span is not None:
            back[(o.key, there.span)] = o
    result = []
    for item in link.label(read, units, moved, ()):
        start, end = item.quantity.span
        at, i, _ = max(p for p in pieces if p[0] <= start)
        shift = sentences[i].span[0] - at
        span = (start + shift, min(end + shift, sentences[i].span[1]))  # a label over a seam is quoted as far as its part goes
        occurrence = item.subject.occurrence
        original = back[(occurrence.key, occurrence.span)] if occurrence is not None and occurrence.span is not None else None
        quantity = replace(item.quantity, span=span, core=span, text=text[slice(*span)])
        result.append(
            replace(
                item, quantity=quantity, sentence=sentences[i], subject=replace(item.subject, occurrence=original),
                attribution=attributions.covering(found, span[0]),
            )
        )  # fmt: skip
    return result
