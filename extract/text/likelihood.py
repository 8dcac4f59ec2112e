"""How likely a text is as Chinese: by its characters, and by its pairs of characters.

The cost of a text is its negative log-probability in nats; lower is likelier. Characters alone tell decodings of a whole file
apart. Short runs need pairs: ``pair_cost`` is that of a character behind another (a bigram model with a back-off to the lone
character; Katz 1987 in its simplest form), from counts over both scripts folded into simplified characters.
"""

from __future__ import annotations

import math
import unicodedata
from functools import cache, lru_cache

import regex

from extract.data import read_lines

_ASCII = 4.5
_PUNCTUATION = 4.0
_WIDE = 7.0
_RARE_HANZI = 13.0
_RARER_HANZI = 16.0
_SYMBOL = 11.0
_KANA = 11.0
_FOREIGN = 15.0
_HANZI_SHARE = 0.8
IMPOSSIBLE = 20.0
_BAD = 25.0
_BACK_OFF = 1.0  # what a pair that was never seen costs more than its second character alone
_GROUP = regex.compile(r"(\d)(\D+)")


@cache
def _known() -> dict[str, float]:
    """Cost of each common character: hanzi by Zipf's law over their rank, Chinese punctuation, ASCII."""
    hanzi = "".join(read_lines("text/common_characters.txt")).replace("\n", "")
    mass = sum(1 / (rank + 20) for rank in range(len(hanzi)))
    costs = {c: -math.log(_HANZI_SHARE / (rank + 20) / mass) for rank, c in enumerate(hanzi)}
    costs.update(dict.fromkeys("，。、：；“”（）《》？！「」『』·—…　％〇～", _PUNCTUATION))
    costs.update(dict.fromkeys(map(chr, range(0x20, 0x7F)), _ASCII))
    costs.update(dict.fromkeys("\t\n\r", _ASCII))
    return costs


@cache
def char_cost(char: str) -> float:
    """Cost of a character by itself: about 4 for the commonest, 9 for a common hanzi, 13 and more for what text seldom holds."""
    known = _known().get(char)
    if known is not None:
        return known
    code = ord(char)
    if char == "�":
        return _BAD
    if 0x4E00 <= code <= 0x9FFF:
        return _RARE_HANZI
    if 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF:
        return _RARER_HANZI
    if 0xFF01 <= code <= 0xFF5E:
        return _WIDE
    if 0x3000 <= code <= 0x30FF:
        return _KANA
    category = unicodedata.category(char)
    if category in ("Cc", "Cn", "Co", "Cs"):
        return IMPOSSIBLE
    return _SYMBOL if category[0] in "NPSZ" else _FOREIGN


@cache
def is_common(char: str) -> bool:
    """Whether the character is a common hanzi of either script, Chinese punctuation, or ASCII."""
    return char in _known()


@cache
def _fold(char: str) -> str:
    """The character as the table of pairs knows it: simplified, digits and letters as classes."""
    if "0" <= char <= "9" or "０" <= char <= "９":
        return "N"
    if char.isascii() and char.isalpha():
        return "L"
    if char in "\n\r":
        return "^"
    if "\u4e00" <= char <= "\u9fff":
        return _simplified(char)
    return {"「": "“", "」": "”", "『": "“", "』": "”", ",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}.get(char, char)


@cache
def _converter():  # type: ignore[no-untyped-def]  # opencc has no types
    from opencc import OpenCC

    return OpenCC("t2s")


def _simplified(char: str) -> str:
    made = _converter().convert(char)
    return made if len(made) == 1 else char


def folded(text: str) -> str:
    """The text in the classes of the table of pairs, character for character."""
    return "".join(map(_fold, text))


@cache
def _rows() -> dict[str, str]:
    """The rows of the table of pairs by their first character; few of them are asked for."""
    return dict(line.split("\t", 1) for line in read_lines("text/character_pairs.txt"))


@cache
def _behind(first: str) -> dict[str, float]:
    """The cost of each character behind another one, where the pair was seen."""
    costs: dict[str, float] = {}
    for m in _GROUP.finditer(_rows().get(first, "")):
        costs.update(dict.fromkeys(m.group(2), float(m.group(1))))
    return costs


@lru_cache(maxsize=131072)
def pair_cost(before: str, char: str) -> float:
    """Cost of ``char`` behind ``before`` (an empty string: at the edge of a text)."""
    known = _behind(_fold(before) if before else "^").get(_fold(char))
    alone = char_cost(char)
    return alone + _BACK_OFF if known is None else min(known + 0.3, alone + _BACK_OFF)


def chain_cost(text: str, before: str = "") -> float:
    """Cost of a text character by character, each behind the one before it; ``before`` stands in front of it."""
    total = 0.0
    for char in text:
        total += pair_cost(before, char)
        before = char
    return total


def lossy_cost(text: str, before: str, lost: float) -> float:
    """The cost of a text in which U+FFFD stands for lost characters, each at the cost ``lost``."""
    total = 0.0
    for char in text:
        total += lost if char == "\ufffd" else pair_cost("" if before == "\ufffd" else before, char)
        before = char
    return total
