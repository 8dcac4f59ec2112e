"""A quick look that spares the fixers: texts in which none but the change of script can find anything.

Most sentences consist of common characters and everyday marks alone, and none of the words that some fixers look for stands in them. Each
fixer would look through them in vain.
"""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from extract.data import read_lines
from extract.data.configuration import per_configuration
from extract.text.likelihood import char_cost
from extract.text.repairs import (
    Fixer,
    byte_escapes,
    code_pages,
    emphasis,
    escapes,
    injected_text,
    misaligned_gbk,
    mojibake,
    pinyin_annotation,
    script,
    spun_wording,
    stray_blanks,
    width,
    wrong_conversion,
)
from extract.text.script_forms import standard_of
from extract.text.word_search import AnyOf

# Everyday signs that no fixer changes or looks for by themselves. A line end is none: how lines go on is what some fixers look at.
_LATIN = "·×°±²"  # signs of Latin-1, as which misread bytes show
_SHOWN = "‘’“”—…◆●■▲○□△☆★①②③④⑤⑥⑦⑧⑨⑩"  # signs that bytes misread otherwise show as
_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SIGNS = f"，。、；：！（）《》〈〉「」『』【】？℃%~,.:;!?'\"()[]+-=/$|* \u3000{_LATIN}{_SHOWN}{_LETTERS}"
_IN_PHRASES = "覆藉瞭沈衹乾昇徵著"  # their own simplified form but for some phrases (反覆, 沈默), or kept in names (乾)
_OF_DAMAGE = frozenset("锟嚙烫屯")  # 锟斤拷
# Everyday signs that together may be a reading in brackets, an escape, emphasis, misread or lost bytes, a torn word, a half-width mark
# beside Chinese: whose fixers look then.
_TOGETHER = re.compile(
    rf"(?=[(（【\[%=;*?\] ,:!{_SHOWN}{_LATIN}])(?:(?P<reading>[(（【\[]\s?[A-Za-z]{{1,8}}[1-5]?\s?[)）】\]])"
    rf"|(?P<escape>[%=][0-9A-Fa-f]{{2}}[%=]|%u[0-9A-Fa-f]|(?<=[A-Za-z]);)|(?P<emphasis>\*\*|\]\()|(?P<lost>\?)|(?P<mark>[,:;!])"
    rf"|(?P<misread>[{_SHOWN}{_LATIN}]{{5}}|[{_LATIN}][{_SHOWN}{_LATIN}]|[{_SHOWN}][{_LATIN}])|(?<=[\u3400-\u9fff])(?P<blank> )[\u3400-\u9fff])"
)
_TOGETHER_BY = frozenset(f"(（【[%=;*? ,:!{_SHOWN}{_LATIN}").difference("‘“")  # one of which each of them has
_LOOKING = cast(
    "dict[str, tuple[Fixer, ...]]",
    {
        "reading": (pinyin_annotation,), "escape": (escapes, byte_escapes, width), "emphasis": (emphasis,), "lost": (misaligned_gbk, mojibake, width),
        "misread": (mojibake, code_pages), "blank": (stray_blanks,), "mark": (width,),
    },
)  # fmt: skip


@cache
def _characters() -> tuple[frozenset[str], frozenset[str]]:
    """Signs and characters that simplified text is written in, and those of traditional text as well."""
    forms = _forms()
    same = {c for c, usual in forms.items() if usual == c}.difference(_IN_PHRASES)
    return frozenset(same).union(_SIGNS), frozenset(forms).union(_SIGNS)


@cache
def _looks() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What finds a sign that simplified text or its everyday marks by themselves are not written in; one of traditional text; a rarer one."""
    simplified, common = _characters()
    return any_but(simplified - _TOGETHER_BY), any_but(simplified), any_but(common)


def any_but(signs: frozenset[str]) -> re.Pattern[str]:
    """What finds a sign that is none of these."""
    return re.compile(f"[^{re.escape(''.join(sorted(signs)))}]")


@cache
def _forms() -> dict[str, str]:
    """Common characters of both scripts, and how simplified text writes them."""
    common = sorted({c for line in read_lines("text/common_characters.txt") for c in line if _is_han(c)}.difference(_OF_DAMAGE))
    return dict(zip(common, (script.usual("\n".join(common)) or "").split("\n"), strict=True))


def leading_to(needed: frozenset[str]) -> re.Pattern[str]:
    """What finds one of the signs of raw text of which one must stand in it where the normalized text has one of those that are needed."""
    found = {*needed, *(max(word, key=char_cost) for word, made in _replacements() if not needed.isdisjoint(made))}
    found.update(c for c, usual in _forms().items() if usual in found)
    return re.compile(f"[{re.escape(''.join(sorted(found)))}]")


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


def normalized(raw: str, needed: re.Pattern[str] | None = None) -> str | None:
    """The normalized text of one that needs no more than the change of script, of the same length.

    None where any other fixer might find something: then all of them have to look. Where raw text has nothing that is ``needed``
    (``leading_to``), an empty text stands for it.
    """
    unusual, traditional, rare = _looks()
    lacks = needed is not None and needed.search(raw) is None
    text = raw
    if unusual.search(raw) is not None:
        if traditional.search(raw) is not None:
            odd = rare.findall(raw)
            if odd and (not all(map(_is_han, odd)) or not _OF_DAMAGE.isdisjoint(odd) or (len(odd) > 1 and mojibake.find(raw))):
                return None  # one rare character alone is no damage
            lacks = lacks and not odd
            usual = raw if lacks else script.usual(raw)
            if usual is None:
                return None
            text = usual
        kinds = {m.lastgroup or "" for m in _TOGETHER.finditer(text)}
        if any(fixer.find(text if kind == "blank" else raw) for kind in kinds for fixer in _LOOKING[kind]):
            return None
    if lacks:
        return ""
    if _words().stand_in(text):
        usual = script.usual(raw)
        if usual is None or wrong_conversion.find(usual) or spun_wording.find(usual):
            return None
        text = usual
    return None if injected_text.stands_in(text) else text
