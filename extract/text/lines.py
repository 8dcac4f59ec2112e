"""What kind of line a line is: shared knowledge of the mender of paragraphs and of the splitter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import regex

from extract.data import load_patterns
from extract.model import Span

LineKind = Literal["blank", "image", "heading", "boilerplate", "table", "item", "body"]

_IMAGE = regex.compile(r"\s*(?:!\[[^\]\n]*\]\([^)\n]*\)\s*)+$")
_MARKDOWN_HEADING = regex.compile(r"\s*#{1,6}\s+\S")
_NUMBERED = regex.compile(
    r"\s*(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]\d{1,2}[)）]|\d{1,2}[、.．)](?!\d)|[①-⑳]|第[一二三四五六七八九十]{1,3}[,，、:：])"
)
_ITEM = regex.compile(r"\s*(?:[-*•·●■◆▪○]\s|——)")
_TABLE = regex.compile(r"\s*\|.*\|\s*$")
_LINK_ONLY = regex.compile(r"\s*(?:https?://\S+|\[[^\]\n]*\]\(https?://[^)\n]*\))\s*$")
_LABELLED = regex.compile(r"\p{Han}[:：]\s*\S")
_RUNNING = regex.compile(r"[。；]|[，,].*[，,]")
_TERMINAL = "。！？!?；;…"
_CLOSING = '”’』」）)》】〉"'
_HEADING_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text: its span without the line end, and what it is."""

    span: Span
    kind: LineKind


def ends_sentence(line: str) -> bool:
    """Whether a line ends as sentences end (closing quotes and brackets looked through)."""
    return line.rstrip().rstrip(_CLOSING).endswith(tuple(_TERMINAL))


def is_numbered(line: str) -> bool:
    """Whether a line begins with a list or section number (一、 （二） 3. ①)."""
    return _NUMBERED.match(line) is not None


def kind_of(line: str, *, first: bool) -> LineKind:
    """What a line is, from itself alone; ``first`` says that it is the first line with text."""
    if not line.strip():
        return "blank"
    if _IMAGE.match(line):
        return "image"
    if _LINK_ONLY.match(line) or load_patterns("boilerplate").match(line.strip()):
        return "boilerplate"
    if _TABLE.match(line):
        return "table"
    if _MARKDOWN_HEADING.match(line):
        return "heading"
    stripped = line.strip()
    if ends_sentence(line) or stripped.endswith(("：", ":", "，", "、", ",")):
        return "item" if _ITEM.match(line) else "body"
    if first and len(stripped) <= 2 * _HEADING_LENGTH and "。" not in stripped:
        return "heading"
    if _ITEM.match(line) or _LABELLED.search(stripped):
        return "item"
    if len(stripped) <= _HEADING_LENGTH and not _RUNNING.search(stripped):
        return "heading"
    return "body"


def lines_of(text: str) -> list[Line]:
    """All lines of a text, in order, with their kinds."""
    found: list[Line] = []
    at, seen_text = 0, False
    for piece in text.splitlines(keepends=True):
        bare = piece.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        kind = kind_of(bare, first=not seen_text)
        seen_text = seen_text or kind not in ("blank", "image")
        found.append(Line((at, at + len(bare)), kind))
        at += len(piece)
    return found
