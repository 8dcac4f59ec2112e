"""Sentences, clauses, paragraphs and sections of a normalized text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extract.model import Role, Sentence, Span
from extract.text.lines import Line, LineKind, ends_sentence, lines_of

# A sentence ends at 。！？ or a semicolon-free line end; closing quotes and brackets belong to it. A point that
# an English-style page uses for 。 ends one too when Chinese, a per cent or a closing mark stands before it and a space or nothing behind.
_END = regex.compile(r"(?:[。！？!?]|…+|(?<=[\p{Han}%％）」])\.(?=\s|$))[”’』」）)》】\"]*")
# Clauses end at commas, semicolons and colons; not at the comma or colon inside a number or time (60,000; 1:10).
_CLAUSE = regex.compile(r"[，；：\n]|[,;:](?!\d)|(?<!\d)[,;:]")
# Words that open a sentence where a transcript has no marks.
_OPENING = regex.compile(
    r"\d{4}年|\d{1,2}月|[今去前明]年|[上下]半年|截至|截止|据|根据|另据|此外|另外|同时|不过|但是?|然而|而(?!且)|目前|当前|如今|对此|因此|所以|于是|如果|虽然|尽管|随着|为了|近年|其他|总之|[这那][次些个]"
)
# A line that only tells the source or the time of what the next one says.
_ONLY_OPENS = regex.compile(
    r"(?:^|\n)[^\S\n]*(?:(?:根?据|按照?)[^\n，]{2,20}(?:统计|数据|报道|报告|消息|测算|调查|估算|计算)|[^\n，]{2,20}(?:显示|指出|表示|宣布|透露|公布)|到?了?(?:19|20)\d\d年[底末初]?|从?(?:19|20)\d\d年[到至](?:19|20)\d\d年|到?(?:目前|现在)|[今去前]年)[^\S\n]*$"
)
_SPOKEN = 90  # characters of a sentence of a transcript, after which the next line opens another
_LONGEST = 2000  # characters of a sentence; the longest of 5,000 in articles, a list of cities with their figures, has 1,327
_ROLES: dict[LineKind, Role] = {"heading": "heading", "boilerplate": "boilerplate", "byline": "boilerplate", "furniture": "boilerplate"}
_WHOLE = ("title", "heading", "boilerplate")  # lines that are one sentence each
# A heading that runs into its text: a number or a bracketed word, a few words without a mark, a blank, and a sentence behind it.
_RUN_IN = regex.compile(
    r"\s*(?:#{1,6}\s+)?(?P<head>(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]\d{1,2}[)）]|\d{1,2}[、.．]|第[一二三四五六七八九十]{1,3}[章节部分])"
    r"\s?[\p{Han}“”A-Za-z、与和及]{2,24}|[【\[][^】\]\n]{2,16}[】\]])[ \u3000]++(?=[^。！？\n]{8,}[。！？])"
)


def clauses_of(text: str, span: Span) -> tuple[Span, ...]:
    """Spans of the clauses of a sentence; they tile it, each with the mark that ends it."""
    cuts = [span[0], *(m.end() for m in _CLAUSE.finditer(text, *span) if m.end() < span[1]), span[1]]
    return tuple(pairwise(cuts))


def _cuts(text: str, span: Span) -> list[Span]:
    """Where sentences end; a stop inside of brackets or《…》 ends nothing, unless they are never closed."""
    found, start = [], span[0]
    works = brackets = 0  # how many are open since the start
    at = start
    for m in _END.finditer(text, *span):
        end = m.end()
        works += text.count("《", at, end) - text.count("》", at, end)
        brackets += text.count("（", at, end) + text.count("(", at, end) - text.count("）", at, end) - text.count(")", at, end)
        at = end
        if (works <= 0 and brackets <= 0) or end - start > _LONGEST:
            found.append((start, end))
            start = end
            works = brackets = 0
    if text[start : span[1]].strip():
        found.append((start, span[1]))
    return [piece for whole in found for piece in _shortened(text, whole)]


def _shortened(text: str, span: Span) -> list[Span]:
    """A sentence in pieces of bearable length: a page without stops is no sentence, and linking compares all that stands in one."""
    pieces, (start, end) = [], span
    while end - start > _LONGEST:
        limit = start + _LONGEST
        near = limit - _LONGEST // 4
        cut = max((m.end() for m in _CLAUSE.finditer(text, near, limit)), default=text.rfind("、", near, limit) + 1 or limit)
        pieces.append((start, cut))
        start = cut
    return [p for p in (*pieces, (start, end)) if text[slice(*p)].strip()]


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _joined(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, with those of a transcript that make up a sentence as one."""
    held: Line | None = None
    for line in lines:
        if held is not None:
            words = text[slice(*held.span)]
            opened = _ONLY_OPENS.search(words) is not None
            near = opened or (line.span[0] - held.span[0] < _SPOKEN and not _OPENING.match(text, _trimmed(text, line.span)[0]))
            if near and _spoken_on(text, held, line) and not ends_sentence(words):
                held = Line((held.span[0], line.span[1]), "subtitle")
                continue
            yield held
            held = None
        if line.kind == "subtitle":
            held = line
        else:
            yield line
    if held is not None:
        yield held


def _spoken_on(text: str, before: Line, line: Line) -> bool:
    """Whether a line of a transcript stands right behind another, with no blank line between."""
    return before.kind == line.kind == "subtitle" and text.count("\n", before.span[1], line.span[0]) < 2


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of a normalized text, in order.

    The first line that is no boilerplate, where it is a heading, has the role ``title``. A heading opens a section. Boilerplate stays in
    the list, so that nothing is lost, with its role. Lines of a transcript that follow each other are one
    paragraph, their ends ends of clauses.
    """
    sentences: list[Sentence] = []
    section, paragraph = 0, -1
    titled, last = False, Line((0, 0), "blank")
    for line in _joined(text, lines_of(text)):
        if line.kind == "image":
            continue
        paragraph += not _spoken_on(text, last, line)
        last = line
        role: Role = _ROLES.get(line.kind, "body")
        if role == "heading":
            section += 1
            if not titled:
                role = "title"
        titled = titled or role != "boilerplate"
        run_in = _RUN_IN.match(text, *line.span) if line.kind in ("body", "item") else None
        if run_in is not None:
            section += 1
            head = run_in.span("head")
            sentences.append(Sentence(head, (head,), paragraph, section, "heading"))
            paragraph += 1
        body = (run_in.end(), line.span[1]) if run_in is not None else line.span
        pieces = [body] if role in _WHOLE or line.kind == "table" else _cuts(text, body)
        for piece in pieces:
            span = _trimmed(text, piece)
            sentences.append(Sentence(span, clauses_of(text, span), paragraph, section, role))
    return tuple(sentences)
