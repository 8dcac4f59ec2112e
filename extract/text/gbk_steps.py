"""GBK in step again: characters of two bytes, and pairs whose inner bytes are lost."""

from __future__ import annotations

from functools import lru_cache

from extract.text.byte_readings import LOST, gbk_bytes
from extract.text.likelihood import char_cost, pair_cost
from extract.text.tokens import word_cost

LEADS = range(0x81, 0xFF)
MARKS = "，。、；：！？（）“”《》"
NUMERALS = "〇零一二三四五六七八九十百千万萬亿億兆两兩半"
_CLEARLY = 3.0
_CLEARLY_A_WORD = 2.0
_DOUBTFUL = 12.0  # a character that fits both sides better than this is no gap
_DOUBTFUL_AT_END = 7.0
_NO_WORD = 21.0  # a character that fits neither side this badly is none of the text
_PRIVATE = (*range(0xAA, 0xB0), *range(0xF8, 0xFF))  # first bytes of the private area


def two_bytes(char: str) -> bytes:
    """The two bytes of a character in GBK (with its private area), or nothing."""
    code = gbk_bytes(char)
    return code if len(code) == 2 else b""


@lru_cache(maxsize=65536)
def character(lead: int, trail: int) -> str:
    """The character of two bytes of GBK, or nothing where the standard has none."""
    try:
        return bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return ""


def is_text(char: str) -> bool:
    """Whether it may be guessed: a common hanzi or a mark. A figure is never guessed."""
    return bool(char) and (char in MARKS or ("\u4e00" <= char <= "\u9fff" and char_cost(char) < 13))


@lru_cache(maxsize=4096)
def _parted(lead: int, trail: int) -> tuple[list[str], list[str]]:
    """Characters that may have stood before and behind a gap: of each the outer byte is known."""
    return [c for t in _PRIVATE if is_text(c := character(lead, t))], [c for x in LEADS[0x20:] if is_text(c := character(x, trail))]


def _gap(lead: int, trail: int, before: str, after: str) -> tuple[float, str]:
    """The least cost of two characters whose inner bytes are lost, and these two; U+FFFD where no word is clearly the likeliest.

    The inner bytes made a character of GBK's private area, which no font shows and many programs drop. With half of each
    known, only a common word is evidence (基于 of BB…DA).
    """
    firsts, seconds = _parted(lead, trail)
    words = [(cost, a + b) for a in firsts for b in seconds if (cost := word_cost(a + b)) is not None]
    pairs = sorted((cost + _fit(before, w[0]) + _fit(w[1], after), w) for cost, w in words)
    if not pairs:
        return _NO_WORD, LOST + LOST
    margin = pairs[1][0] - pairs[0][0] if len(pairs) > 1 else _CLEARLY
    sure = margin >= _CLEARLY_A_WORD and not set(pairs[0][1]) & set(NUMERALS)
    return min(_NO_WORD, pairs[0][0] + (char_cost(after) if after else 0.0)), pairs[0][1] if sure else LOST + LOST


def _fit(before: str, char: str) -> float:
    """How much less likely a character becomes behind another; negative where they go together."""
    return pair_cost(before, char) - char_cost(char) if char else 0.0


def read_in_step(data: bytes, first: str, behind: str, gaps: bool) -> list[str]:
    """The characters of a run from its second byte on, each or two with a gap between them; ``first`` and ``behind`` stand around them."""
    chars = [character(data[i], data[i + 1]) or LOST for i in range(1, len(data) - 1, 2)]
    found, last = [], first
    for i, single in enumerate(chars):
        char = single
        after = chars[i + 1] if i + 1 < len(chars) else behind
        here = (
            2 * _NO_WORD if "\uff10" <= char <= "\uff5a" and char not in MARKS else pair_cost(last, char) + (pair_cost(char, after) if after else 0)
        )
        if gaps and char != LOST and here > (_DOUBTFUL if after else _DOUBTFUL_AT_END):
            cost, pair = _gap(data[2 * i + 1], data[2 * i + 2], last, after)
            if here - cost > 0:
                char = pair
        found.append(char)
        last = char[-1].replace(LOST, "")
    return found
