"""Is it Chinese running text at all? What is not gets no claims.

Told by shares of scripts, by how likely the hanzi are behind each other (the table of pairs of ``likelihood``), and by what running text
cannot do without. These three tell Chinese from what Chinese pages hold besides it more surely than general language identifiers, which
know neither code nor menus nor text that is broken beyond repair, and which take Japanese headlines for Chinese.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from itertools import islice

import regex

from extract.data import read_lines
from extract.text.likelihood import chain_cost

_STATEMENT = regex.compile(
    r"\s*(?:#include\b|import\s+[\w.{*]|from\s+\S+\s+import\b|def\s+\w+\(|class\s+\w+[:({]|function\b|(?:var|let|const)\s+\w+\s*=|return\b)"
)
_LIKE_CODE = regex.compile(r"\s*(?:</?[a-zA-Z][\w-]*[\s>]|[\w.\[\]]+\s*[+*-]?=\s*\S|//|\{|\})|.*[{};]\s*$")  # articles hold such lines too
_HAN_OF_CODE = 0.3  # share of hanzi among the signs of a line that only looks like code: lists of articles have more
_CODE_SIGNS = "{};=<"
_MARKS = "。！？；，、：,;:"
_SHARE, _SOME, _LEAST_SHARE = 0.3, 200, 0.05  # hanzi among letters; so many hanzi are Chinese at a lower share
_UNLIKELY = 8.6  # nats a character: articles lie between 4.4 and 6.3, classical verse below 8, hanzi at random above 9
_ENOUGH, _SAMPLE = 60, 240  # hanzi that tell, and that are looked at
_VERY_UNLIKELY, _FEWEST = 9.7, 16  # of fewer hanzi more is asked: single lines of verse reach 9.1
_CANTONESE = regex.compile(r"[冇嘢嘅佢哋喺嗰啲咗唔嚟噉]")  # characters that no news article holds
_PIECES = regex.compile(r"[\s|｜>＞»·/\\\[\]【】_-]+")
_FEWEST_PIECES, _USUAL_PIECE, _LONGEST_PIECE = 6, 4, 9  # words of a menu, and how long they are
_JAPANESE_SHARE = 0.04
_HARDLY_JAPANESE = "这们么吗呢很你她"
_LISTED = 120  # so many hanzi without a mark, a figure or what joins words in sentences are a list of words
_FUNCTION_WORDS = "的了在是和与为将从被对于及到达比"  # prose has them every 8 to 20 characters, also where its marks were lost


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

    Japanese writes at least one kana for ten kanji, or forms of characters that Chinese has not; an English page may quote some
    Chinese. No running text are texts of hardly a letter, source code, menus and lists of search terms, and hanzi in no likely order.
    """
    signs = Counter(text)
    sorts: Counter[str] = Counter()
    for char, count in signs.items():
        sorts[_sort(char)] += count
    han, kana, hangul = sorts["han"], sorts["kana"], sorts["hangul"]
    letters = han + kana + hangul + sorts["letter"]
    if letters < 5:
        return "none"
    if (kana >= 5 and kana * 10 > han) or (kana >= 2 and kana * 4 > han) or _has_japanese_forms(signs, han):
        return "ja"
    if hangul > han:
        return "ko"
    if han < _SHARE * letters and not (han >= _SOME and han >= _LEAST_SHARE * letters):
        return "other"
    if han >= _LISTED and sorts["mark"] * 100 < han and sorts["digit"] * 20 < han and sum(signs[c] for c in _FUNCTION_WORDS) * 40 < han:
        return "none"
    return "none" if _is_code(text, signs) or _is_menu(text, sorts) or _is_garble(text, han) else "zh"


@cache
def _japanese_forms() -> frozenset[str]:
    return frozenset("".join(read_lines("text/japanese_characters.txt")))


def _has_japanese_forms(signs: Counter[str], han: int) -> bool:
    """Whether hanzi that only Japanese writes are frequent, and the commonest words of Chinese are missing."""
    found = [n for sign, n in signs.items() if sign in _japanese_forms()]
    if len(found) < 2 or sum(found) < _JAPANESE_SHARE * han:
        return False
    return signs["的"] + signs["了"] <= max(1, 0.015 * han) and not any(signs[c] for c in _HARDLY_JAPANESE)


def _is_menu(text: str, sorts: Counter[str]) -> bool:
    """Whether a short text is only words set apart, as in a menu: no mark, hardly a figure, no lines of one length as verse has them."""
    if sorts["han"] >= _LISTED or sorts["mark"]:
        return False
    pieces = [piece for piece in _PIECES.split(text) if any(_sort(c) in ("han", "letter", "digit") for c in piece)]
    sizes = sorted(map(len, pieces))
    if len(pieces) < _FEWEST_PIECES or sizes[-1] > _LONGEST_PIECE or sizes[len(sizes) // 2] > _USUAL_PIECE:
        return False
    return sum(any(c.isdigit() for c in piece) for piece in pieces) * 8 <= len(pieces) and (sizes[0] < sizes[-1] or sizes[0] == 2)


def _is_code(text: str, signs: Counter[str]) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    if sum(signs[sign] for sign in _CODE_SIGNS) < len(lines) / 4:
        return False
    return sum(map(_is_code_line, lines)) > 0.5 * len(lines)


def _is_code_line(line: str) -> bool:
    """Whether a line is a statement of a programming language, or has a form of code and hardly a hanzi.

    In lists of Chinese articles lines end in half-width semicolons too, in tables of variables they hold signs of equality.
    """
    if _STATEMENT.match(line):
        return True
    signs = [c for c in line if not c.isspace()]
    return sum(_sort(c) == "han" for c in signs) < _HAN_OF_CODE * len(signs) and _LIKE_CODE.match(line) is not None


def _is_garble(text: str, han: int) -> bool:
    """Whether hanzi follow each other as they do in no text."""
    if han < _FEWEST:
        return False
    sample = list(islice((c for c in text[: 4 * _SAMPLE] if _sort(c) == "han" or c in "，。、；："), _SAMPLE))
    bound = _UNLIKELY if len(sample) >= _ENOUGH else _VERY_UNLIKELY
    return len(sample) >= _FEWEST and chain_cost("".join(sample)) > bound * len(sample) and len(_CANTONESE.findall(text)) < 2
