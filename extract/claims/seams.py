"""Class labels of an article whose parts stand out of order, read in their order: a sentence may go on in another part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.claims import categories
from extract.claims.categories import Labelled
from extract.claims.occurrences import Occurrence
from extract.model import Sentence, Span
from extract.text.reading_order import ReadingOrder
from extract.text.sentences import clauses_of


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence of the article where it stands in what is read: its start there, its index, the index of what it is part of there."""

    start: int
    sentence: int
    unit: int


def _read(text: str, sentences: Sequence[Sentence], order: ReadingOrder) -> tuple[str, list[_Piece], list[Sentence]]:
    """The sentences in the order of reading, one a line; those that a seam parts are one."""
    goes_on = {head for _, head in order.seams}
    read = ""
    pieces: list[_Piece] = []
    starts: list[int] = []
    for i in order.sentences:
        if i not in goes_on or not starts:
            read += "\n" if read else ""
            starts.append(len(read))
        pieces.append(_Piece(len(read), i, len(starts) - 1))
        read += text[slice(*sentences[i].span)]
    units = []
    for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
        if following is None or following.unit != piece.unit:
            span = (starts[piece.unit], piece.start + len(text[slice(*sentences[piece.sentence].span)]))
            units.append(Sentence(span, clauses_of(read, span), piece.unit, piece.unit, sentences[piece.sentence].role))
    return read, pieces, units


def find(text: str, sentences: Sequence[Sentence], places: Sequence[Occurrence], order: ReadingOrder) -> list[Labelled]:
    """All labels that the article gives to places, in positions of ``text``; one over a seam is quoted as far as its first part goes."""
    if order.as_it_stands:
        return categories.find(text, sentences, places)
    read, pieces, units = _read(text, sentences, order)
    piece_of = {piece.sentence: piece for piece in pieces}
    moved: list[Occurrence] = []
    origin: dict[tuple[str, Span], Occurrence] = {}
    for o in places:
        if o.span is None or o.sentence not in piece_of:
            continue
        piece = piece_of[o.sentence]
        shift = piece.start - sentences[o.sentence].span[0]
        span = (o.span[0] + shift, o.span[1] + shift)
        moved.append(replace(o, span=span, sentence=piece.unit))
        origin[o.key, span] = o

    def back(span: Span) -> tuple[Span, int]:
        piece = max((p for p in pieces if p.start <= span[0]), key=lambda p: p.start)
        start, end = sentences[piece.sentence].span
        shift = start - piece.start
        return (span[0] + shift, min(span[1] + shift, end)), piece.sentence

    found = []
    for item in categories.find(read, units, moved):
        if item.place.span is not None:
            label_span, sentence = back(item.label_span)
            place = origin[item.place.key, item.place.span]
            found.append(replace(item, place=place, label_span=label_span, sentence=sentence, words=back(item.words)[0]))
    return sorted(found, key=lambda x: (x.label_span, x.place.start))
