"""Readings of characters in pinyin (pypinyin's dictionary), as annotations write them: with tone marks or without."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SYLLABLE = r"[a-zɡü\u00e0-\u01dc\u1e3f\u0300-\u036f]{1,8}"
"""A regular expression for what may be a syllable."""


def _plain(syllable: str) -> str:
    """A syllable without its tone mark: guī → gui; ü stays apart from u."""
    decomposed = unicodedata.normalize("NFD", syllable.replace("ɡ", "g"))
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) or c == "\u0308")
    return unicodedata.normalize("NFC", kept).replace("v", "ü")


def _toned(char: str) -> list[str]:
    """The readings of a character with their tones. The library's dictionary is loaded with the first text that may hold readings."""
    from pypinyin import Style, pinyin

    found: list[str] = pinyin(char, style=Style.TONE, heteronym=True)[0]
    return found


@lru_cache(maxsize=4096)
def _readings(char: str) -> frozenset[str]:
    found = _toned(char)
    return frozenset(unicodedata.normalize("NFC", r) for r in found) | frozenset(_plain(r) for r in found)


@lru_cache(maxsize=4096)
def is_reading(char: str, syllable: str) -> bool:
    """Whether ``syllable`` (with or without tone mark) is a reading of ``char``."""
    if not char:
        return False
    written = unicodedata.normalize("NFC", syllable.replace("ɡ", "g"))
    return written in _readings(char) or _plain(written) in {_plain(r) for r in _readings(char)}


@lru_cache(maxsize=4096)
def has_several_readings(char: str) -> bool:
    """Whether a character has readings that are more than tones of one syllable (重 zhòng, chóng): what authors gloss."""
    return len({_plain(reading) for reading in _toned(char)}) > 1
