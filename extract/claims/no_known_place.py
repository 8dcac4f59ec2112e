"""Figures of places that no list knows: 巴里萨尔 in 达卡的增长率最高，为1.7%，而巴里萨尔最低，为0.8%."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.claims.place_signs import unknown_slot
from extract.data import read_lines
from extract.model import Sentence
from extract.text.tokens import flag_of

_THINGS = ("n", "nz")  # 巧克力 is written so too
_OPENS = r"(?:^|(?<=[，,；;。、]))(?P<opens>而|但|其次是|其次为|其中|最[高低多少]的?则?[是为])?(?:在)?"
_ITS_FIGURE = (
    r"(?:[省市州区县]|地区)?(?:则|也|仅|只|的)?(?P<first>最[高低多少大小快慢]|居首|垫底|次之|第[一二三四五])?"
    r"(?:[，,]?(?:仅|只|则)?[为是有达])?(?:约|近|超过?|仅|只)?\s?"
)


@cache
def _name() -> regex.Pattern[str]:
    """A name written with the characters of transliteration, from the start of a clause to a figure."""
    characters = "".join(read_lines("names/transliteration_characters.txt"))
    return regex.compile(rf"{_OPENS}(?P<name>[{characters}]{{3,7}}){_ITS_FIGURE}")


def told(text: str, sentence: Sentence, found: Sequence[Occurrence], frame: Frame) -> bool:
    """Whether a figure is of a place that no list knows, told beside one that is known."""
    if unknown_slot(text, sentence, found, frame):
        return True
    at = frame.quantity.span[0]
    m = next((m for m in _name().finditer(text, max(sentence.span[0], at - 24), at) if m.end() == at), None)
    if m is None or not (m["opens"] or m["first"]) or flag_of(m["name"]) in _THINGS:
        return False
    if any(o.span and o.end > m.start() and o.start < at for o in found):
        return False
    return any(o.span and o.end <= m.start() and o.key.startswith("world:") and o.role == "subject" for o in found)
