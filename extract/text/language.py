"""Is it Chinese running text at all? What is not gets no claims.

Told by shares of scripts, by how likely the hanzi are behind each other (the table of pairs of ``likelihood``), and by what running text
cannot do without. These three tell Chinese from what Chinese pages hold besides it more surely than general language identifiers, which
know neither code nor menus nor text that is broken beyond repair, and which take Japanese headlines for Chinese.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

import regex

from extract.text.likelihood import chain_cost

_CODE = regex.compile(
    r"\s*(?:#include\b|import\s+[\w.{*]|from\s+\S+\s+import\b|def\s+\w+\(|class\s+\w+[:({]|function\b|(?:var|let|const)\s+\w+\s*="
    r"|return\b|</?[a-zA-Z][\w-]*[\s>]|[\w.\[\]]+\s*[+*-]?=\s*\S|//|\{|\})|.*[{};]\s*$"
)
_CODE_SIGNS = "{};=<"
_MARKS = "。！？；，、：,;:"
_SHARE, _SOME, _LEAST_SHARE = 0.3, 200, 0.05  # hanzi among letters; so many hanzi are Chinese at a lower share
_UNLIKELY = 8.6  # nats a character: articles lie between 4.4 and 6.3, classical verse below 8, hanzi at random above 9
_ENOUGH, _SAMPLE = 60, 240  # hanzi that tell, and that are looked at
_LISTED = 120  # so many hanzi without a mark or a figure are a list of words


@cache
def _sort(char: str) -> str:
    """The script of a letter: han, kana, hangul or letter; digit, mark, or nothing."""
    if regex.match(r"\p{Han}", char):
        return "han"
    if regex.match(r"[\p{Hiragana}\p{Katakana}]", char):
        return "kana"
    if regex.match(r"\p{Hangul}", char):
        return "hangul"
    if char.isdigit():
        return "digit"
    return "letter" if unicodedata.category(char)[0] == "L" else "mark" if char in _MARKS else ""


def language_of(text: str) -> str:
    """``zh`` for Chinese, ``ja``, ``ko``, ``other``, or ``none`` for what is no running text.

    Japanese writes at least one kana for ten kanji; an English page may quote a few Chinese words. No running text are texts of
    hardly a letter, source code, menus and lists of search terms, and hanzi in no likely order.
    """
    signs = Counter(text)
    sorts: Counter[str] = Counter()
    for char, count in signs.items():
        sorts[_sort(char)] += count
    han, kana, hangul = sorts["han"], sorts["kana"], sorts["hangul"]
    letters = han + kana + hangul + sorts["letter"]
    if letters < 5:
        return "none"
    if kana >= 5 and kana * 10 > han:
        return "ja"
    if hangul > han:
        return "ko"
    if han < _SHARE * letters and not (han >= _SOME and han >= _LEAST_SHARE * letters):
        return "other"
    if han >= _LISTED and sorts["mark"] * 100 < han and sorts["digit"] * 20 < han:
        return "none"
    return "none" if _is_code(text, signs) or _is_garble(text, han) else "zh"


def _is_code(text: str, signs: Counter[str]) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    if sum(signs[sign] for sign in _CODE_SIGNS) < len(lines) / 4:
        return False
    return sum(bool(_CODE.match(line)) for line in lines) > 0.5 * len(lines)


def _is_garble(text: str, han: int) -> bool:
    """Whether hanzi follow each other as they do in no text."""
    if han < _ENOUGH:
        return False
    sample = [c for c in text[: 4 * _SAMPLE] if _sort(c) == "han" or c in "，。、；："][:_SAMPLE]
    return len(sample) >= _ENOUGH and chain_cost("".join(sample)) > _UNLIKELY * len(sample)
