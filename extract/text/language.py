"""Is it Chinese at all? From the shares of scripts; what is no Chinese running text gets no claims."""

from __future__ import annotations

import regex

_HAN = regex.compile(r"\p{Han}")
_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_HANGUL = regex.compile(r"\p{Hangul}")
_LETTER = regex.compile(r"\p{L}")


def language_of(text: str) -> str:
    """``zh`` for Chinese, ``ja``, ``ko``, ``other``, or ``none`` where there are no letters to speak of.

    Japanese writes at least one kana for ten kanji; an English page may quote a few Chinese words.
    """
    letters = len(_LETTER.findall(text))
    if letters < 5:
        return "none"
    han, kana, hangul = len(_HAN.findall(text)), len(_KANA.findall(text)), len(_HANGUL.findall(text))
    if kana >= 5 and kana * 10 > han:
        return "ja"
    if hangul > han:
        return "ko"
    return "zh" if han >= 0.3 * letters or han >= 200 else "other"
