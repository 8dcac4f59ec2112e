"""The order in which the parts of an article are to be read, where it is not the order in which they stand.

Pages that load in pieces, and programs that save them, put parts out of order: the text stops in mid-sentence at its end, and near its
beginning a paragraph starts in mid-sentence. Both must be so, and the two halves must go together, for the last section to be read
before that paragraph. The text itself stays as it is: this is an order over sentences, no edit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extract.model import Sentence
from extract.text.likelihood import pair_cost
from extract.text.lines import ends_sentence, is_numbered
from extract.text.torn_words import is_torn

_INSIDE = regex.compile(
    r"[，、。；：,;:）》”’%]|\p{Han}[，、；]|(?:的|了|等|及其|以上|以下|左右|亿元|万元|个百分点|万人|万吨)(?![\p{Han}]{0,2}[:：])"
)
_OPEN = regex.compile(r"[\p{Han}\p{L}\p{N}，、“《（(]$")
_GOES_ON = 2.0  # nats by which the paragraph is likelier behind the end than at the beginning of a line
_BEST = 1.0  # nats between the paragraph that goes on best and the next one
_SHORTEST = 12  # characters of a last sentence: a shorter one is a caption or a name


@dataclass(frozen=True, slots=True)
class ReadingOrder:
    """Sentences in the order in which they are to be read.

    Attributes:
        sentences: indexes of all sentences.
        seams: pairs of sentences that are one: the first stops where the second goes on.
    """

    sentences: tuple[int, ...] = ()
    seams: tuple[tuple[int, int], ...] = ()

    @property
    def as_it_stands(self) -> bool:
        """Whether the article is read as it stands."""
        return not self.seams


def _tail(text: str, sentences: Sequence[Sentence]) -> int | None:
    """The last sentence of the article proper, if it stops in the middle."""
    for i in range(len(sentences) - 1, -1, -1):
        sentence = sentences[i]
        if sentence.role == "boilerplate":
            continue
        words = text[slice(*sentence.span)].rstrip()
        stops = len(words) >= _SHORTEST and not ends_sentence(words) and _OPEN.search(words) is not None
        return i if stops and sentence.role == "body" else None
    return None


def _opens_paragraph(sentences: Sequence[Sentence], i: int) -> bool:
    return i > 0 and sentences[i].role == "body" and sentences[i - 1].paragraph != sentences[i].paragraph


def reading_order(text: str, sentences: Sequence[Sentence]) -> ReadingOrder:
    """The order of the sentences of an article."""
    plain = ReadingOrder(tuple(range(len(sentences))))
    tail = _tail(text, sentences)
    if tail is None:
        return plain
    end = text[slice(*sentences[tail].span)].rstrip()[-1]
    found: list[tuple[float, int]] = []
    for i in range(1, tail):
        words = text[slice(*sentences[i].span)]
        torn = is_torn(text[slice(*sentences[tail].span)].rstrip(), words)
        if not _opens_paragraph(sentences, i) or not (_INSIDE.match(words) or torn) or is_numbered(words):
            continue
        if sentences[i - 1].role == "body" and not ends_sentence(text[slice(*sentences[i - 1].span)]):
            continue  # it goes on from the paragraph before it
        gain = pair_cost("", words[0]) - pair_cost(end, words[0])
        if gain >= _GOES_ON:
            found.append((gain, i))
    found.sort(reverse=True)
    if not found or (len(found) > 1 and found[0][0] - found[1][0] < _BEST):
        return plain
    head = found[0][1]
    start = next((i for i in range(tail, head, -1) if sentences[i].role == "heading"), None)
    if start is None:
        start = next(i for i in range(head, tail + 1) if sentences[i].paragraph == sentences[tail].paragraph)
    rest = range(tail + 1, len(sentences))
    return ReadingOrder((*range(head), *range(start, tail + 1), *range(head, start), *rest), ((tail, head),))
