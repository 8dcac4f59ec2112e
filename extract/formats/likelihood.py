"""How likely a string is as Chinese text, by a unigram model of characters: decides between decodings of one byte string."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from functools import cache

from extract.data import read_lines

# Costs in nats, so that the sums over a text compare decodings of the same bytes even where they differ in length.
_ASCII = 4.5
_PUNCTUATION = 4.0
_WIDE = 7.0
_RARE_HANZI = 13.0
_RARER_HANZI = 16.0
_SYMBOL = 11.0
_KANA = 11.0
_FOREIGN = 15.0
_IMPOSSIBLE = 20.0
_BAD = 25.0
_HANZI_SHARE = 0.8
_SAMPLE = 20_000


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
def _cost(char: str) -> float:
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
        return _IMPOSSIBLE
    return _SYMBOL if category[0] in "NPSZ" else _FOREIGN


def cost(text: str) -> float:
    """How unlikely ``text`` is as Chinese text, in nats over its first 20,000 characters; lower is likelier."""
    return math.fsum(n * _cost(c) for c, n in Counter(text[:_SAMPLE]).items())


def mean_cost(text: str) -> float:
    """The cost a character beyond ASCII; 0.0 where there are none. Chinese prose lies near 7, a wrong decoding above 10."""
    wide = [c for c in text[:_SAMPLE] if c > "\x7f"]
    return cost("".join(wide)) / len(wide) if wide else 0.0


def garbage(text: str) -> float:
    """Share of the characters that no text holds (controls, unassigned, private, U+FFFD), in the first 20,000 characters."""
    counts = Counter(text[:_SAMPLE])
    bad = sum(n for c, n in counts.items() if c not in "\f\v\x1a\x1b" and _cost(c) >= _IMPOSSIBLE)
    return bad / max(1, counts.total())
