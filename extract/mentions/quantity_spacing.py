"""Numerals with spaces between their characters (一百 五 十, 百 分 之 五, 六 点 五 成) are read as if they had none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extract.mentions.numerals import HAN_DIGIT, NUMERAL, SCALE, parse
from extract.model import Span

_PART = rf"{HAN_DIGIT}{SCALE}廿卅几多余点又负"
_SPACED = re.compile(
    rf"(?<![{_PART}0-9.])[{_PART}0-9.]{{0,24}}(?:[{_PART}分之个成折][ ]+|[0-9][ ]+(?=[0-9{_PART}分][ ]*[分成折之]))"
    rf"[{_PART}0-9.分之个百成折 ]{{0,48}}[{_PART}0-9分之个百成折点]"
)
_MAYBE = re.compile(rf"(?=[{_PART}分之个成折0-9])(?:[{_PART}分之个成折] +[{_PART}分之个百成折0-9]|[0-9] +[0-9{_PART}分] *[{_PART}分成折之])")
_CLOSED = re.compile(rf"负?(?P<a>{NUMERAL})(?:又(?P<b>{NUMERAL}))?(?:分之负?(?P<c>{NUMERAL}))?(?:个?百分点|成[{HAN_DIGIT}]?|折)?")
_SPACES = re.compile(" +")


def closed_up(text: str, masks: Sequence[Span]) -> tuple[str, list[int]] | None:
    """The text without the spaces inside numerals, and where each of its characters stood; None if there are no such spaces."""
    if not _MAYBE.search(text):
        return None
    drop: list[Span] = []
    for m in _SPACED.finditer(text):
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
