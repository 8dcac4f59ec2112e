"""One sentence in two paragraphs: page breaks, pictures and blank lines in the middle of a sentence.

A body line that stops without the end of a sentence is joined to the next body line when nothing but blank
lines, pictures and page numbers lie between and the next line does not open something new (a heading, a list item).
"""

from __future__ import annotations

import regex

from extract.model import Edit
from extract.text.lines import Line, ends_sentence, is_numbered, lines_of

KIND = "broken-paragraph"
DAMAGE = True

# A line that ends in one of these can't be the end of a sentence, however short it is.
_OPEN_END = regex.compile(
    r"(?:[，、,（(“‘《]|(?<![目标])的|和|与|及|以及|或|在|对|将|为|是|于|从|由|向|把|被|让|使|并|而|但|达|超过|约|近|共|累计|同比|其中)$"
)
_NEW_START = regex.compile(r"\s*(?:[-*•·●■◆▪○#|>【]|——|https?://|[\p{Lu}][\p{L}]+:|\p{Han}{2,10}[:：])")
_MARK = regex.compile(r"[，。；,;]")
_LONG = 30
_TAIL = 8  # characters at the end of a line that tell whether it is open


def _continues(before: str, after: str) -> bool:
    if _NEW_START.match(after) or is_numbered(after):
        return False
    stripped = before.rstrip()
    if _OPEN_END.search(stripped[-_TAIL:]):
        return True
    if stripped[-1:] in "：:”’』」）)》】〉":
        return False
    return len(stripped) >= _LONG and _MARK.search(stripped) is not None


def _remembered(joined: str) -> str:
    """What of a long line still counts: a mark in it, if it has one, and its end."""
    joined = joined.rstrip()
    if len(joined) <= 4 * _LONG:
        return joined
    mark = _MARK.search(joined)
    return (mark.group() if mark else "") + joined[-2 * _LONG :]


def find(text: str) -> list[Edit]:
    """Deletes what stands between the two halves of each broken sentence."""
    edits: list[Edit] = []
    last: Line | None = None
    joined = ""  # what the line before has become by earlier joins: a second pass must find nothing more to do
    for line in lines_of(text):
        if line.kind in ("image", "furniture"):
            continue
        if (
            last is not None
            and last.kind == "body"
            and line.kind in ("body", "heading")
            and not ends_sentence(text[slice(*last.span)])
            and _continues(joined, text[slice(*line.span)])
        ):
            before, after = text[slice(*last.span)], text[slice(*line.span)]
            start = last.span[0] + len(before.rstrip())
            end = line.span[0] + len(after) - len(after.lstrip())
            glue = " " if text[start - 1].isascii() and text[start - 1].isalnum() and text[end].isascii() and text[end].isalpha() else ""
            edits.append(Edit((start, end), glue))
            joined = _remembered(joined.rstrip() + glue + after.lstrip())
            last = Line(line.span, "body")
        else:
            last, joined = line, text[slice(*line.span)]
    return edits


YES = [
    (
        "标题\n目前,成都已建成40多个和智能制造有关的创新平台,还将继续推进这项工作,2024年\n\n产业规模超过1000亿元。",
        "标题\n目前,成都已建成40多个和智能制造有关的创新平台,还将继续推进这项工作,2024年产业规模超过1000亿元。",
    ),
    (
        "标题\n全市规模以上工业企业去年完成营业收入，\n![]()\n比上年增长8.2%。",
        "标题\n全市规模以上工业企业去年完成营业收入，比上年增长8.2%。",
    ),
    ("标题\n全年完成营业收入，\n— 2 —\n（下转第3版）\n比上年增长8.2%。", "标题\n全年完成营业收入，比上年增长8.2%。"),
]
NO = [
    "标题\n重构区域经济版图\n\n以人工智能为代表的新兴产业。",
    "全市经济稳中有进。\n\n工业生产加快。",
    "一、工业\n二、农业",
    "各县区情况如下：\n东城区：12家\n西城区：15家",
]
