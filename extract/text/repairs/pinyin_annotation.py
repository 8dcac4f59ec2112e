"""Pinyin in brackets after a character: 規(guī)劃, 30萬(wàn)個(gè).

Some converters between scripts print the reading of each character that they were unsure of. The reading is
checked against the readings of the character (pypinyin's dictionary), and an article must show the habit: a
lone reading after a character may be a gloss that the author wrote (行长（háng zhǎng）, 重（chóng）新).
"""

from __future__ import annotations

from functools import cache, lru_cache

import regex
from opencc import OpenCC

from extract.model import Edit
from extract.text.pinyin_readings import SYLLABLE, is_reading

KIND = "pinyin-annotation"
DAMAGE = True

_ANNOTATION = regex.compile(rf"(\p{{Han}})[(（]({SYLLABLE})[)）]")
_HABIT = 3  # so many annotated characters in one article are no author's glosses


@cache
def _converters() -> tuple[OpenCC, OpenCC]:
    return OpenCC("t2s"), OpenCC("s2t")


@lru_cache(maxsize=4096)
def _converts(char: str) -> bool:
    """Whether the two scripts write the character differently: a converter's doubt is about those."""
    return any(converter.convert(char) != char for converter in _converters())


def find(text: str) -> list[Edit]:
    """Replaces each annotated character and its bracket by the character alone."""
    if "(" not in text and "（" not in text:
        return []
    found = [m for m in _ANNOTATION.finditer(text) if is_reading(m.group(1), m.group(2))]
    converted = sum(_converts(m.group(1)) for m in found)
    if len(found) < _HABIT and converted < len(found):
        return []
    if len(found) < _HABIT and any(_is_gloss(text, m) for m in found):
        return []
    return [Edit(m.span(), m.group(1)) for m in found]


def _is_gloss(text: str, m: regex.Match[str]) -> bool:
    """In a gloss the bracket closes a word: it stands before punctuation or at the end of a line."""
    following = text[m.end() : m.end() + 1]
    return not following or not regex.match(r"[\p{Han}\p{L}\p{N}]", following)


YES = [
    ("“十五五”規(guī)劃為AI產(chǎn)業(yè)賽道", "“十五五”規劃為AI產業賽道"),
    ("30萬(wàn)個(gè)，全國(guó)", "30萬個，全國"),
    ("发(fa)展规(gui)划产(chan)业", "发展规划产业"),
    ("產（chǎn）業（yè）規（guī）模", "產業規模"),
    ("這(zhè)是", "這是"),
]
NO = [
    "行长(háng zhǎng)是多音词",
    "国际数据公司(IDC)与浪潮信息",
    "重（chóng）新开始",
    "规模(gdp)增长，产业(abc)，发展(xyz)",
    "这个字读乐（yuè）。",
]
