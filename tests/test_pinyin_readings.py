"""Readings of characters are those of pypinyin."""

from __future__ import annotations

from pypinyin import Style, pinyin

from extract.text import pinyin_readings


def test_the_dictionary_alone_says_what_the_library_says() -> None:
    characters = [*map(chr, range(0x3007, 0xA000)), "\U00020000", "\U0003ffff", "A"]
    theirs = [pinyin(c, style=Style.TONE, heteronym=True)[0] for c in characters]
    assert [pinyin_readings._toned(c) for c in characters] == theirs
    assert sum(len(readings) > 1 for readings in theirs) > 1000
