"""Blanks between the characters of words: 统 计 局 发 布, 统 计局.

Left by PDF whose lines were stretched to the margin, and by programs that part every two characters. Where nearly every character of a line
stands alone, all single blanks of it go. Elsewhere a blank goes that tears a word of running text apart. Chinese parts columns of tables,
names and headings with blanks, too; these do not tear words.
"""

from __future__ import annotations

import regex

from extract.model import Edit
from extract.text.likelihood import chain_cost
from extract.text.torn_words import is_torn

KIND = "stray-blank"
DAMAGE = True

_CHEAP = regex.compile(r"\p{Han} \p{Han}")
_LINE = regex.compile(r"[^\n]+")
_BLANK = regex.compile(r"(?<=\S) (?=\S)")
_TORN = regex.compile(r"(?<=\p{Han}) (?=\p{Han})")
_MARK = regex.compile(r"[，。；]")
_LATIN = regex.compile(r"[A-Za-z]{2,}")
_SPREAD = 0.8  # share of single characters among what blanks part
_FEWEST = 10  # characters of a line that shows the habit
_LIKELY = 8.0  # nats a character; Chinese has 4 to 7
_LONG = 20  # characters of running text


def _spread(line: str) -> bool:
    """Whether nearly all characters of a line stand alone."""
    parts = line.split(" ")
    alone = sum(len(p) == 1 for p in parts)
    if alone < _FEWEST or alone < _SPREAD * len([p for p in parts if p]):
        return False
    hanzi = "".join(c for c in line if "\u4e00" <= c <= "\u9fff" or c in "，。、；")
    return len(hanzi) >= _FEWEST // 2 and chain_cost(hanzi) < _LIKELY * len(hanzi)


def find(text: str) -> list[Edit]:
    """Deletes the blanks."""
    if not _CHEAP.search(text):
        return []
    edits: list[Edit] = []
    for m in _LINE.finditer(text):
        line, start = m.group(), m.start()
        if not _CHEAP.search(line):
            continue
        if _spread(line):
            found = [b.start() for b in _BLANK.finditer(line) if not (_LATIN.search(line[max(0, b.start() - 2) : b.start() + 3]))]
        elif len(line) >= _LONG and _MARK.search(line):
            found = [b.start() for b in _TORN.finditer(line) if is_torn(line[: b.start()], line[b.end() :])]
        else:
            continue
        edits += [Edit((start + at, start + at + 1), "") for at in found]
    return edits


YES = [
    ("全 市 经 济 稳 中 有 进 ， 增 长 5 . 3 % 。", "全市经济稳中有进，增长5.3%。"),
    ("全市统 计局发布的数据显示，今年以来工业增 长较快。", "全市统计局发布的数据显示，今年以来工业增长较快。"),
]
NO = [
    "合 计 300 200",
    "记者 王小二 南京报道，全市经济稳中有进，工业加快。",
    "北京 上海 深圳 广州",
    "加强组织领导 落实各方责任，确保完成全年目标任务。",
    "原材料价格差距大 致使质量参差不齐，市场秩序混乱。",
]
