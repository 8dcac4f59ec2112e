"""What kind of line a line is: shared knowledge of the menders of structure and of the splitter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import regex

from extract.data import load_patterns
from extract.model import Span
from extract.text import rows

LineKind = Literal["blank", "image", "furniture", "heading", "boilerplate", "byline", "caption", "table", "item", "subtitle", "body"]

_IMAGE = regex.compile(r"\s*(?:!\[[^\]\n]*\]\([^)\n]*\)\s*)+$")
_MARKDOWN_HEADING = regex.compile(r"\s*#{1,6}\s+\S")
_NUMBERED = regex.compile(
    r"\s*(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]\d{1,2}[)）]|\d{1,2}[、.．)](?!\d)|[①-⑳]|第[一二三四五六七八九十]{1,3}[,，、:：])"
)
_ITEM = regex.compile(r"\s*(?:[-*•·●■◆▪○]\s|——)")
_LINK_ONLY = regex.compile(r"\s*(?:https?://\S+|\[[^\]\n]*\]\(https?://[^)\n]*\))\s*$")
_LABELLED = regex.compile(r"\p{Han}[:：]\s*\S")
_RUNNING = regex.compile(r"[。；]|[，,].*[，,]")
_LINKS_BELOW = regex.compile(
    r"[【\[]?(?:相关|延伸|推荐|热门|更多|精彩|往期|编辑|猜你|猜您|为您|为你|大家都在)(?:阅读|新闻|文章|推荐|链接|报道|资讯|内容|专题|回顾|精选|喜欢|看)[】\]]?\s?[:：]?\s*$"
)
_TAG_LEFT = regex.compile(r"\s*(?:</?[a-zA-Z][^<>\n]{0,40}>?){1,50}$")  # what is left of HTML where it was taken out badly
_TERMINAL = "。！？!?；;…"
_CLOSING = '”’』」）)》】〉"'
_HEADING_LENGTH = 40
_CELLS = ("heading", "item", "body")
_FEWEST_LINES = 6  # of a table whose cells stand on lines of their own
_FEWEST_SUBTITLES = 8  # lines in a row that are spoken text, and no headings of nothing
_SUBTITLE = regex.compile(r"(?!\s*#)[^。；：:|]{8,45}")
_SHORT_SUBTITLE = 4  # characters
_LONGEST_SPOKEN = 90  # of a line among them that ends as sentences do
_POINT = regex.compile(r"#|\d{1,2}[、.．]")
_OF_A_PLACE = regex.compile(r"[\p{Han}、\d]{2,14}(?:省|市|区|县|州|盟|城市|地区|片区)[:：]")  # 湖北省： alone on a line, what follows is its own
_LONGEST_NOTE = 200  # a longer line is no caption, byline or advertisement


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text: its span without the line end, and what it is; for a row of a table, its cells."""

    span: Span
    kind: LineKind
    cells: tuple[Span, ...] = ()


def ends_sentence(line: str) -> bool:
    """Whether a line ends as sentences end (closing quotes, brackets and leftovers of HTML looked through)."""
    bare = _TAG_LEFT.sub("", line.rstrip()).rstrip(_CLOSING)
    return bare.endswith(tuple(_TERMINAL)) or (bare.endswith(".") and not bare[-2:-1].isdigit())


def is_numbered(line: str) -> bool:
    """Whether a line begins with a list or section number (一、 （二） 3. ①)."""
    return _NUMBERED.match(line) is not None


def _noted(stripped: str) -> LineKind | None:
    """What a line beside the article proper is: page furniture, byline, caption, notice or advertisement; None for others."""
    if len(stripped) <= _LONGEST_NOTE and load_patterns("bylines").fullmatch(stripped):
        return "byline"
    if load_patterns("boilerplate").match(stripped):
        return "boilerplate"
    if len(stripped) > _LONGEST_NOTE:
        return None
    if load_patterns("page_furniture").fullmatch(stripped):
        return "furniture"
    if load_patterns("ads").match(stripped):
        return "boilerplate"
    return "caption" if load_patterns("captions").match(stripped) else None


def kind_of(line: str, *, first: bool) -> LineKind:
    """What a line is, from itself alone; ``first`` says that it is the first line with text."""
    stripped = line.strip()
    if not stripped:
        return "blank"
    if _IMAGE.match(line):
        return "image"
    if _LINK_ONLY.match(line):
        return "boilerplate"
    noted = _noted(stripped)
    if noted is not None:
        return noted
    if rows.is_row(line):
        return "table"
    if _MARKDOWN_HEADING.match(line):
        return "heading"
    if _OF_A_PLACE.fullmatch(stripped):
        return "heading"
    if ends_sentence(line) or stripped.endswith(("：", ":", "，", "、", ",")):
        return "item" if _ITEM.match(line) else "body"
    if first and len(stripped) <= 2 * _HEADING_LENGTH and "。" not in stripped:
        return "heading"
    if _ITEM.match(line) or _LABELLED.search(stripped):
        return "item"
    if len(stripped) <= _HEADING_LENGTH and not _RUNNING.search(stripped):
        return "heading"
    return "body"


@lru_cache(maxsize=4)  # several stages ask for the same text
def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank, in order, with their kinds.

    Titles listed under 相关阅读 and the like are boilerplate with it, but for one that a text follows. A row of a table is one line, whose
    cells are known, also where the table was flattened to one cell a line.
    """
    found: list[Line] = []
    at, seen_text = 0, False
    links: list[int] | None = None  # titles listed since a line that announces links
    for piece in text.splitlines(keepends=True):
        bare = piece.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        kind = kind_of(bare, first=not seen_text)
        if links is not None and kind in ("heading", "item"):
            links.append(len(found))
        elif kind == "body":
            found = _with_links(found, links[:-1] if links else ())  # the last title is that of the text
            links = None
        if kind == "boilerplate" and _LINKS_BELOW.match(bare.strip()):
            links = links or []
        seen_text = seen_text or kind not in ("blank", "image", "furniture", "byline", "boilerplate")
        found.append(Line((at, at + len(bare)), kind))
        at += len(piece)
    found = _with_running_heads(text, _with_links(found, links or ()))
    return tuple(_with_flat_tables(text, _with_subtitles(text, _with_tables(text, found))))


def _with_subtitles(text: str, lines: list[Line]) -> list[Line]:
    """The lines with those of a transcript as kind ``subtitle``: many short lines without marks at their ends are what is said, no headings.

    Most of them are long enough to be clauses; a number before a line and the first line of the text are none of it. What a blank line
    parts is told apart, and begins with a line that could be a clause; a line between them that ends as sentences do is spoken too.
    """
    made, run = list(lines), list[int]()

    def close() -> None:
        words = [text[slice(*lines[i].span)].strip() for i in run]
        bare = sum(1 for w in words if not ends_sentence(w))
        if bare >= _FEWEST_SUBTITLES and 2 * sum(1 for w in words if _SUBTITLE.fullmatch(w)) > len(run):
            for i in run:
                made[i] = Line(lines[i].span, "subtitle")
        run.clear()

    for i, line in enumerate(lines):
        words = text[slice(*line.span)].strip()
        may = i and line.kind in ("heading", "body") and not is_numbered(words) and not _POINT.match(words)
        longest = _LONGEST_SPOKEN if run and ends_sentence(words) else _HEADING_LENGTH + 5
        if i and lines[i - 1].kind == "blank":
            close()
            may = may and _SUBTITLE.fullmatch(words)
        if may and _SHORT_SUBTITLE <= len(words) <= longest:
            run.append(i)
        else:
            close()
    close()
    return made


def _with_running_heads(text: str, lines: list[Line]) -> list[Line]:
    """The lines with the title that printed pages repeat beside their number as page furniture."""
    shown = [i for i, line in enumerate(lines) if line.kind != "blank"]
    pages = {i for i in shown if lines[i].kind == "furniture"}
    heads: dict[str, int] = {}
    for n, i in enumerate(shown):
        if lines[i].kind not in ("heading", "body") or not pages:
            continue
        words = text[slice(*lines[i].span)].strip()
        beside = pages.intersection(shown[max(0, n - 1) : n + 2])
        if words in heads and len(words) <= _HEADING_LENGTH and beside:
            lines[i] = Line(lines[i].span, "furniture")
        heads.setdefault(words, i)
    return lines


def _with_links(lines: list[Line], links: Sequence[int]) -> list[Line]:
    """The lines with those that are titles of other articles as boilerplate."""
    return [Line(line.span, "boilerplate") if i in links else line for i, line in enumerate(lines)] if links else lines


def _with_tables(text: str, lines: list[Line]) -> list[Line]:
    """The lines with those that are rows of tables as lines of kind ``table``, with their cells."""
    made: list[Line] = []
    run: list[Line] = []
    for line in lines:
        words = text[slice(*line.span)]
        bars = line.kind == "table" and words.strip().startswith("|")
        if line.kind in (*_CELLS, "table") and not bars and rows.is_parted(words):
            run.append(line)
            continue
        made += _parted(text, run)
        run = []
        made.append(Line(line.span, "table", rows.cells(text, line.span)) if bars else line)
    return made + _parted(text, run)


def _parted(text: str, run: list[Line]) -> list[Line]:
    if not run:
        return []
    found = rows.parted(text, [line.span for line in run])
    alone = [rows.cells(text, line.span) if line.kind == "table" else () for line in run]
    return [Line(line.span, "table", found[n]) if n in found else Line(line.span, line.kind, alone[n]) for n, line in enumerate(run)]


def _with_flat_tables(text: str, lines: list[Line]) -> list[Line]:
    """The lines with each row of a table that was flattened to one cell a line as one line of kind ``table``."""
    made: list[Line] = []
    run: list[Line] = []
    for line in lines:
        if line.kind in _CELLS and rows.is_cell(text[slice(*line.span)]):
            run.append(line)
        elif line.kind != "blank":
            made += _rows(text, run)
            made.append(line)
            run = []
    return made + _rows(text, run)


def _rows(text: str, run: list[Line]) -> list[Line]:
    table = rows.flattened([text[slice(*line.span)] for line in run]) if len(run) >= _FEWEST_LINES else None
    if table is None:
        return run
    start, columns = table
    whole = [run[i : i + columns] for i in range(start, len(run), columns)]
    return run[:start] + [Line((row[0].span[0], row[-1].span[1]), "table", tuple(cell.span for cell in row)) for row in whole]
