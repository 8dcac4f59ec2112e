"""Is it Chinese running text at all? What is not gets no claims.

Told by shares of scripts, by how likely the hanzi are behind each other (the table of pairs of ``likelihood``), and by what running text
cannot do without. These three tell Chinese from what Chinese pages hold besides it more surely than general language identifiers, which
know neither code nor menus nor text that is broken beyond repair, and which take Japanese headlines for Chinese.
"""

from __future__ import annotations

import regex

from extract.text.likelihood import chain_cost

_HAN = regex.compile(r"\p{Han}")
_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_HANGUL = regex.compile(r"\p{Hangul}")
_LETTER = regex.compile(r"\p{L}")
_MARK = regex.compile(r"[。！？；，、：,;:]")
_DIGIT = regex.compile(r"\d")
_CHINESE = regex.compile(r"[\p{Han}，。、；：]")
_CODE = regex.compile(
    r"\s*(?:#include\b|import\s+[\w.{*]|from\s+\S+\s+import\b|def\s+\w+\(|class\s+\w+[:({]|function\b|(?:var|let|const)\s+\w+\s*=|return\b|</?[a-zA-Z][\w-]*[\s>]|[\w.\[\]]+\s*[+*-]?=\s*\S|//|\{|\})"
    r"|.*[{};]\s*$"
)
_SHARE, _SOME, _LEAST_SHARE = 0.3, 200, 0.05  # hanzi among letters; so many hanzi are Chinese at a lower share
_UNLIKELY = 8.6  # nats a character: articles lie between 4.4 and 6.3, classical verse below 8, hanzi at random above 9
_ENOUGH, _SAMPLE = 60, 1500  # hanzi that tell, and that are looked at
_LISTED = 120  # so many hanzi without a mark or a figure are a list of words


def language_of(text: str) -> str:
    """``zh`` for Chinese, ``ja``, ``ko``, ``other``, or ``none`` for what is no running text.

    Japanese writes at least one kana for ten kanji; an English page may quote a few Chinese words. No running text are texts of
    hardly a letter, source code, menus and lists of search terms, and hanzi in no likely order.
    """
    letters = len(_LETTER.findall(text))
    if letters < 5:
        return "none"
    han, kana, hangul = len(_HAN.findall(text)), len(_KANA.findall(text)), len(_HANGUL.findall(text))
    if kana >= 5 and kana * 10 > han:
        return "ja"
    if hangul > han:
        return "ko"
    if han < _SHARE * letters and not (han >= _SOME and han >= _LEAST_SHARE * letters):
        return "other"
    return "zh" if _runs(text, han) else "none"


def _runs(text: str, han: int) -> bool:
    """Whether a text in hanzi is running text."""
    if han >= _LISTED and len(_MARK.findall(text)) * 100 < han and len(_DIGIT.findall(text)) * 20 < han:
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    if sum(bool(_CODE.match(line)) for line in lines) > 0.5 * len(lines):
        return False
    sample = "".join(_CHINESE.findall(text[: 10 * _SAMPLE]))[:_SAMPLE]
    return han < _ENOUGH or chain_cost(sample) <= _UNLIKELY * len(sample)
