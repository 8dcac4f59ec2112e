"""Pinyin in brackets after a character: 規(guī)劃, 30萬(wàn)個(gè).

Some converters between scripts print the reading of each character that they were unsure of. The reading is
checked against the readings of the character (pypinyin's dictionary), and an article must show the habit: a
lone reading after a character may be a gloss that the author wrote (行长（háng zhǎng）, 重（chóng）新).
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

import regex
from opencc import OpenCC
from pypinyin import Style, pinyin

from extract.model import Edit

KIND = "pinyin-annotation"
DAMAGE = True

_ANNOTATION = regex.compile(r"(\p{Han})[(（]([a-zɡü\u00e0-\u01dc\u1e3f\u0300-\u036f]{1,8})[)）]")
_HABIT = 3  # so many annotated characters in one article are no author's glosses


@cache
def _converters() -> tuple[OpenCC, OpenCC]:
    return OpenCC("t2s"), OpenCC("s2t")


@lru_cache(maxsize=4096)
def _converts(char: str) -> bool:
    """Whether the two scripts write the character differently: a converter's doubt is about those."""
    return any(converter.convert(char) != char for converter in _converters())


def _plain(syllable: str) -> str:
    """A syllable without its tone mark: guī → gui; ü stays apart from u."""
    decomposed = unicodedata.normalize("NFD", syllable.replace("ɡ", "g"))
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) or c == "\u0308")
    return unicodedata.normalize("NFC", kept).replace("v", "ü")


@lru_cache(maxsize=4096)
def _readings(char: str) -> frozenset[str]:
    found = pinyin(char, style=Style.TONE, heteronym=True)[0]
    return frozenset(unicodedata.normalize("NFC", r) for r in found) | frozenset(_plain(r) for r in found)


@lru_cache(maxsize=4096)
def is_reading(char: str, syllable: str) -> bool:
    """Whether ``syllable`` (with or without tone mark) is a reading of ``char``."""
    written = unicodedata.normalize("NFC", syllable.replace("ɡ", "g"))
    return written in _readings(char) or _plain(written) in {_plain(r) for r in _readings(char)}


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
