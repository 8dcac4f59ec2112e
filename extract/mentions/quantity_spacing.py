"""Numerals with gaps inside are read as if they had none.

Spaces between the characters (一百 五 十, 百 分 之 五, 六 点 五 成), or a line or page break where the numeral is plainly not at its
end: in a group of thousands, behind a decimal point, before 万, 亿 or a sign of per cent.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extract.data.late import late_re
from extract.mentions.numeral_forms import HAN_DIGIT, NUMERAL, SCALE
from extract.mentions.numerals import parse
from extract.model import Span

_PART = rf"{HAN_DIGIT}{SCALE}廿卅几多余点又负"
_SPACED = late_re(
    rf"(?<![{_PART}0-9.])[{_PART}0-9.]{{0,24}}(?:[{_PART}分之个成折][ ]+|[0-9][ ]+(?=[0-9{_PART}分][ ]*[分成折之]|[万亿][ ]*[0-9]))"
    rf"[{_PART}0-9.分之个百成折 ]{{0,48}}[{_PART}0-9分之个百成折点](?:(?:(?<=[万亿] [0-9])|(?<=[万亿][0-9])),[0-9]{{3}}(?![0-9,]))?"
)
_MAYBE = late_re(rf"(?=[{_PART}分之个成折0-9])(?:[{_PART}分之个成折] +[{_PART}分之个百成折0-9]|[0-9] +[0-9{_PART}分] *[{_PART}分成折之0-9])")
_CLOSED = late_re(rf"负?(?P<a>{NUMERAL})(?:又(?P<b>{NUMERAL}))?(?:分之负?(?P<c>{NUMERAL}))?(?:个?百分点|成[{HAN_DIGIT}]?|折)?")
# The end of a line, perhaps with the number of the page (- 12 -) below it.
_BREAK = r"[ \t\u3000]*(?:\n\s*[-—–]\s*[0-9]{1,4}\s*[-—–]\s*)?\n\s*"
_BROKEN = late_re(
    rf"(?:(?<=[0-9],[0-9]){_BREAK}(?=[0-9]{{2}}(?![0-9]))|(?<=[0-9],[0-9]{{2}}){_BREAK}(?=[0-9](?![0-9]))|(?<=[0-9],){_BREAK}(?=[0-9]{{3}}(?![0-9]))"
    rf"|(?<=[0-9]\.){_BREAK}(?=[0-9]{{1,2}}[万亿%])"
    rf"|(?<=[0-9]){_BREAK}(?=[万亿]{{1,2}}(?:[元美港欧日英人户吨亩个家千平立斤辆台套件次]|左右|以上|[，。；、])|%|个?百分点))"
)
_WORDS_BEFORE = late_re(r"[\u4e00-\u9fff][^\n]{0,24}$")  # a number alone in its line is a cell of a table
_SPACES = late_re(" +")


def possible(text: str) -> bool:
    """Whether a numeral with a gap may stand in a text: a quick look."""
    return (" " in text and _MAYBE.search(text) is not None) or ("\n" in text and _BROKEN.search(text) is not None)


def closed_up(text: str, masks: Sequence[Span]) -> tuple[str, list[int]] | None:
    """The text without the gaps inside numerals, and where each of its characters stood; None if there are no such gaps."""
    drop = [m.span() for m in _BROKEN.finditer(text) if _WORDS_BEFORE.search(text, max(0, m.start() - 40), m.start())] if "\n" in text else []
    for m in _SPACED.finditer(text) if " " in text and _MAYBE.search(text) else ():
        words = m.group()
        joined = words.replace(" ", "")
        whole = _CLOSED.fullmatch(joined)
        if whole is None or not all(parse(whole[g]) for g in "abc" if whole[g]) or any(s < m.end() and m.start() < e for s, e in masks):
            continue
        if joined == whole["a"] and not re.search(f"[{SCALE}点]", joined):
            continue  # 一 二 三 are three numbers
        drop.extend((m.start() + s.start(), m.start() + s.end()) for s in _SPACES.finditer(words))
    if not drop:
        return None
    drop.sort()
    kept: list[int] = []
    at = 0
    for start, end in drop:
        kept.extend(range(at, start))
        at = end
    kept.extend(range(at, len(text)))
    return "".join(text[i] for i in kept), kept


def moved(masks: Sequence[Span], kept: Sequence[int]) -> list[Span]:
    """Spans of the original text as spans of the closed one."""
    return [(bisect_left(kept, start), bisect_left(kept, end)) for start, end in masks]
