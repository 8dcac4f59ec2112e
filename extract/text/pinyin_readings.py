"""Readings of characters in pinyin (pypinyin's dictionary), as annotations write them: with tone marks, with digits for tones, or bare."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from extract.text.modules import alone

SYLLABLE = r"[a-zɡü\u00e0-\u01dc\u1e3f\u0300-\u036f]{1,8}"
"""A regular expression for what may be a syllable in small letters, with its tone mark or bare."""

_VOWEL = r"aeiouvü\u00e0-\u01dc\u1e3f\u0300-\u036f"
ANY_SYLLABLE = rf"(?i:(?:[zcs]h?|[bpmfdtnlgɡkhjqxrwy])?[{_VOWEL}]{{1,6}}(?:n[gɡ]?|r)?[1-5]?|[mnhɡg]{{1,2}}[1-5]?)"
"""One for a syllable in letters of either case, which a digit for its tone may follow (ju4, Jù, JU)."""

_TONE_MARKS = "\u0304\u0301\u030c\u0300"  # first to fourth tone


def _plain(syllable: str) -> str:
    """A syllable without its tone mark: guī → gui; ü stays apart from u."""
    decomposed = unicodedata.normalize("NFD", syllable.replace("ɡ", "g"))
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) or c == "\u0308")
    return unicodedata.normalize("NFC", kept).replace("v", "ü")


def _numbered(syllable: str) -> str:
    """A syllable with a digit for its tone: jù → ju4; 5 is the neutral tone, which has no mark."""
    if syllable[-1:] in "12345":
        return _plain(syllable[:-1]) + syllable[-1]
    marks = [_TONE_MARKS.index(c) + 1 for c in unicodedata.normalize("NFD", syllable) if c in _TONE_MARKS]
    return _plain(syllable) + str(marks[0] if marks else 5)


def _toned(char: str) -> list[str]:
    """The readings of a character with their tones; a character that has none stands for itself."""
    readings: str = _dictionary().get(ord(char), char)
    return readings.split(",")


@cache
def _dictionary() -> Mapping[int, str]:
    """Readings by code point, parted by commas; loaded with the first text that may hold readings.

    Without the rest of the library, nine tenths of which are the readings of words.
    """
    found: Mapping[int, str] = alone("pypinyin", "pinyin_dict").pinyin_dict
    return found


@lru_cache(maxsize=4096)
def _readings(char: str) -> frozenset[str]:
    found = _toned(char)
    return frozenset(unicodedata.normalize("NFC", r) for r in found) | frozenset(_plain(r) for r in found)


@lru_cache(maxsize=4096)
def is_reading(char: str, syllable: str) -> bool:
    """Whether ``syllable`` (with a tone mark, with a digit for its tone, or bare) is a reading of ``char``."""
    if not char:
        return False
    written = unicodedata.normalize("NFC", syllable.replace("ɡ", "g").lower())
    if written[-1:] in "12345":
        return _numbered(written) in {_numbered(r) for r in _toned(char)}
    return written in _readings(char) or _plain(written) in {_plain(r) for r in _readings(char)}


@lru_cache(maxsize=4096)
def has_several_readings(char: str) -> bool:
    """Whether a character has readings that are more than tones of one syllable (重 zhòng, chóng): what authors gloss."""
    return len({_plain(reading) for reading in _toned(char)}) > 1
