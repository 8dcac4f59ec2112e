"""Lines that were broken at a fixed width, as mail programs, PDF and old terminals do: the breaks inside of paragraphs go.

The lines of such a text are as long as each other, give or take the mark that may not begin a line, and stop in mid-sentence. Both must hold
for most lines of a block. A paragraph ends where a line is short, the next one is indented, or a blank line follows. Verse has short lines,
lists have lines of any length; neither is touched.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

import regex

from extract.model import Edit, Span
from extract.text.lines import ends_sentence, is_numbered

KIND = "hard-wrap"
DAMAGE = True

_NARROWEST, _WIDEST = 36, 160  # columns; a hanzi takes two
_RAGGED = 6  # columns that a line may lack: a mark, a number or a word that was not to be cut
_HANGING = 4  # columns of a mark at the end that may not begin a line
_FEWEST = 3  # full lines in mid-sentence that show the habit
_SHARE = 0.6
_MARK = regex.compile(r"[，。、；：！？,;]")
_LINE = regex.compile(r"[^\n\r]+")
_INDENT = regex.compile(r"[\u3000 \t]{2,}|\u3000|[-*•·●■◆▪○|>#]")


def _width(line: str) -> int:
    return len(line) + sum(unicodedata.east_asian_width(c) in "WFA" for c in line)


def _blocks(text: str) -> list[list[Span]]:
    """Stretches of lines without a blank one between them."""
    blocks: list[list[Span]] = []
    last = -1
    for m in _LINE.finditer(text):
        if not m.group().strip():
            continue
        between = text[last : m.start()] if blocks else ""
        if not blocks or between.replace("\r", "").count("\n") > 1:
            blocks.append([])
        blocks[-1].append(m.span())
        last = m.end()
    return blocks


def _limit(widths: list[int]) -> int:
    """The width that the lines were broken at: the one that most lines come up to, give or take."""
    counts = Counter(widths)
    return max(counts, key=lambda w: (sum(counts[n] for n in range(w - _RAGGED, w + 1)), w))


def _is_paragraph(lines: list[str]) -> bool:
    """Whether the first line alone is indented and the last one ends as sentences do: then few marks are enough."""
    return lines[0][:1] in ("\u3000", " ", "\t") and not any(map(_INDENT.match, lines[1:])) and ends_sentence(lines[-1])


def _joins(text: str, lines: list[Span]) -> list[Edit]:
    texts = [text[slice(*span)].rstrip() for span in lines]
    ends = [ends_sentence(t) for t in texts]
    if len(ends) - sum(ends) < _FEWEST:
        return []
    widths = [_width(t) if len(t) <= _WIDEST else 2 * _WIDEST for t in texts]
    limit = _limit(widths)
    if not _NARROWEST <= limit <= _WIDEST:
        return []
    full = [limit - _RAGGED <= w <= limit + _HANGING for w in widths]
    wrapped = [t for t, is_full in zip(texts, full, strict=True) if is_full]
    cut = sum(is_full and not end for is_full, end in zip(full, ends, strict=True))
    short = sum(w < limit - _RAGGED and not end for w, end in zip(widths, ends, strict=True))
    if cut < _FEWEST or cut < _SHARE * len(wrapped) or short > max(2, len(wrapped) // 4):
        return []
    marks = sum(len(_MARK.findall(t)) for t in wrapped)
    few = marks < len(wrapped) or sum(bool(_MARK.search(t[:-1])) for t in wrapped) < _SHARE * len(wrapped)
    if few and not (marks and _is_paragraph(texts)):
        return []
    indented = any(_INDENT.match(t) for t in texts)
    edits = []
    for i, is_full in enumerate(full[:-1]):
        following = texts[i + 1]
        if not is_full or widths[i + 1] > limit + _HANGING or _INDENT.match(following) or is_numbered(following) or (ends[i] and not indented):
            continue
        start, end = lines[i][0] + len(texts[i]), lines[i + 1][0]
        edits.append(Edit((start, end), _glue(text[start - 1], text[end])))
    return edits


def _glue(before: str, after: str) -> str:
    """A blank between two words of Latin letters, nothing between Chinese."""
    return " " if before.isascii() and before.isalnum() and after.isascii() and after.isalpha() else ""


def find(text: str) -> list[Edit]:
    """Deletes the line breaks inside of paragraphs, block by block."""
    if text.count("\n") < _FEWEST:
        return []
    return [edit for block in _blocks(text) if len(block) > _FEWEST for edit in _joins(text, block)]


YES = [
    (
        "　　今年以来，全市上下坚持稳中求进的\n工作总基调，着力扩大有效投资，经济运\n行延续回升的态势，一季度地区生产总值\n"
        "同比增长5.8%，其中第二产业增加值增长\n6.3%，好于预期。\n　　下一步将继续推进各项工作。",
        "　　今年以来，全市上下坚持稳中求进的工作总基调，着力扩大有效投资，经济运行延续回升的态势，一季度地区生产总值"
        "同比增长5.8%，其中第二产业增加值增长6.3%，好于预期。\n　　下一步将继续推进各项工作。",
    ),
]
NO = [
    "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
    "昔人已乘黄鹤去 此地空余黄鹤楼\n黄鹤一去不复返 白云千载空悠悠\n晴川历历汉阳树 芳草萋萋鹦鹉洲\n日暮乡关何处是 烟波江上使人愁",
    "关于进一步优化营商环境的若干意见文件\n关于加快发展先进制造业的实施意见文本\n关于促进民营经济健康发展的措施与办法\n关于推动文化旅游融合发展的行动计划书",
    "全市经济稳中有进，工业生产加快。\n农业生产形势稳定，粮食增产丰收。\n服务业持续恢复，消费市场活跃。\n投资结构优化，民生保障有力。",
]
