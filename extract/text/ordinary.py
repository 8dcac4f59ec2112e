"""A quick look that spares the fixers: texts in which none but the change of script can find anything.

Most sentences consist of common characters and everyday marks alone, and none of the words that some fixers look for stands in them. Each
fixer would look through them in vain.
"""

from __future__ import annotations

from functools import cache

import regex

from extract.data import read_lines
from extract.data.configuration import per_configuration
from extract.text.likelihood import char_cost
from extract.text.repairs import (
    byte_escapes,
    code_pages,
    escapes,
    injected_text,
    pinyin_annotation,
    script,
    spun_wording,
    stray_blanks,
    wrong_conversion,
)
from extract.text.script_forms import standard_of
from extract.text.word_search import AnyOf

# Everyday signs that no fixer changes or looks for by themselves. A line end is none: how lines go on is what some fixers look at.
_SIGNS = "，。、；：！“”‘’（）《》〈〉「」『』【】？—…◆●■▲○□△☆★℃%~,.:!'\"()+-/$| 0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\u3000"
_IN_PHRASES = "覆藉瞭沈衹乾昇徵著"  # their own simplified form but for some phrases (反覆, 沈默), or kept in names (乾)
_OF_DAMAGE = "锟嚙烫屯"  # 锟斤拷
# Everyday signs that together may be a reading in brackets, an escape, misread bytes, a torn word.
_TOGETHER = regex.compile(
    r"[(（【]\s?[A-Za-z]{1,8}[1-5]?\s?[)）】]|[%=][0-9A-Fa-f]{2}[%=]|%u[0-9A-Fa-f]|[‘’“”—…◆●■▲○□△☆★]{5}|\p{Han} \p{Han}"
)  # fmt: skip
_TOGETHER_BY = frozenset("(（【% …—’”◆●■▲○□△☆★")  # one of which each of them has
_OF_SIGNS = (escapes, byte_escapes, code_pages, pinyin_annotation)


@cache
def _characters() -> tuple[frozenset[str], frozenset[str]]:
    """Signs and characters that simplified text is written in, and those of traditional text as well."""
    forms = _forms()
    same = {c for c, usual in forms.items() if usual == c}.difference(_IN_PHRASES)
    return frozenset(same).union(_SIGNS), frozenset(forms).union(_SIGNS)


@cache
def _forms() -> dict[str, str]:
    """Common characters of both scripts, and how simplified text writes them."""
    common = sorted({c for line in read_lines("text/common_characters.txt") for c in line if _is_han(c)}.difference(_OF_DAMAGE))
    return dict(zip(common, (script.usual("\n".join(common)) or "").split("\n"), strict=True))


@per_configuration(8)
def _leading_to(needed: frozenset[str]) -> frozenset[str]:
    """The signs of raw text of which one must stand in it where the normalized text has one of those that are needed."""
    found = {*needed, *(max(word, key=char_cost) for word, made in _replacements() if not needed.isdisjoint(made))}
    return frozenset(found.union(c for c, usual in _forms().items() if usual in found))


def _replacements() -> list[tuple[str, str]]:
    """What the fixers of words look for, and what they make of it."""
    spun = [(spun, row.original) for spun, rows in spun_wording.swaps().items() for row in rows]
    return [*spun, *standard_of("form").items(), *standard_of("wrong").items()]


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


@per_configuration()
def _words() -> AnyOf:
    """What the fixers of words look for."""
    return AnyOf([*standard_of("form"), *standard_of("wrong"), *spun_wording.certain_words()])


def normalized(raw: str, needed: frozenset[str] | None = None) -> str | None:
    """The normalized text of one that needs no more than the change of script, of the same length.

    None where any other fixer might find something: then all of them have to look. With ``needed`` signs an empty text stands for one that
    plainly has none of them.
    """
    simplified, common = _characters()
    signs = set(raw)
    lacks = needed is not None and signs.isdisjoint(_leading_to(needed))
    text: str | None = raw
    if not simplified.issuperset(signs):
        odd = signs - common
        if odd and not (len(odd) == 1 and _is_han(char := next(iter(odd))) and char not in _OF_DAMAGE and raw.count(char) == 1):
            return None  # one rare character alone is no damage
        lacks = lacks and not odd
        text = raw if lacks else script.usual(raw)
    if text is None:
        return None
    if not _TOGETHER_BY.isdisjoint(signs) and _TOGETHER.search(text) is not None and (any(f.find(raw) for f in _OF_SIGNS) or stray_blanks.find(text)):
        return None
    if lacks:
        return ""
    if _words().stand_in(text):
        text = script.usual(raw)
        if text is None or wrong_conversion.find(text) or spun_wording.find(text):
            return None
    return None if injected_text.stands_in(text) else text
