"""Sentences, clauses, paragraphs and sections of a normalized text."""

from __future__ import annotations

from itertools import pairwise

import regex

from extract.model import Role, Sentence, Span
from extract.text.lines import LineKind, lines_of

# A sentence ends at 。！？ or a semicolon-free line end; closing quotes and brackets belong to it. A point that
# an English-style page uses for 。 ends one too when Chinese stands before it and a space or nothing behind.
_END = regex.compile(r"(?:[。！？!?]|…+|(?<=\p{Han})\.(?=\s|$))[”’』」）)》】\"]*")
# Clauses end at commas, semicolons and colons; not at the comma or colon inside a number or time (60,000; 1:10).
_CLAUSE = regex.compile(r"[，；：]|[,;:](?!\d)|(?<!\d)[,;:]")
_ROLES: dict[LineKind, Role] = {"heading": "heading", "boilerplate": "boilerplate"}


def clauses_of(text: str, span: Span) -> tuple[Span, ...]:
    """Spans of the clauses of a sentence; they tile it, each with the mark that ends it."""
    cuts = [span[0], *(m.end() for m in _CLAUSE.finditer(text, *span) if m.end() < span[1]), span[1]]
    return tuple(pairwise(cuts))


def _balanced_end(text: str, start: int, end: int) -> bool:
    """Whether no bracket or book-title mark is open in ``text[start:end]``: a stop inside《…》 ends nothing."""
    piece = text[start:end]
    return piece.count("《") <= piece.count("》") and piece.count("（") + piece.count("(") <= piece.count("）") + piece.count(")")


def _cuts(text: str, span: Span) -> list[Span]:
    found, start = [], span[0]
    for m in _END.finditer(text, *span):
        if _balanced_end(text, start, m.end()):
            found.append((start, m.end()))
            start = m.end()
    if text[start : span[1]].strip():
        found.append((start, span[1]))
    return found


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of a normalized text, in order.

    The first line, where it is a heading, has the role ``title``. A heading opens a section. Boilerplate stays in
    the list, so that nothing is lost, with its role.
    """
    sentences: list[Sentence] = []
    section = paragraph = 0
    titled = False
    for line in lines_of(text):
        if line.kind in ("blank", "image"):
            continue
        role: Role = _ROLES.get(line.kind, "body")
        if role == "heading":
            section += 1
            if not titled and not sentences:
                role = "title"
        titled = titled or role != "boilerplate"
        pieces = [line.span] if role in ("title", "heading", "boilerplate") else _cuts(text, line.span)
        for piece in pieces:
            span = _trimmed(text, piece)
            sentences.append(Sentence(span, clauses_of(text, span), paragraph, section, role))
        paragraph += 1
    return tuple(sentences)
