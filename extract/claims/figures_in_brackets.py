"""Whose a figure in brackets is: of the name right before them (甲镇、乙镇、丙镇（8万人）), else of whom the figure right before them is."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.claims.spoken_of import Memory
from extract.data.late import late_regex

_OPENS = late_regex(r"\s?[（(]\s?(?:约|近|超过?|逾|仅)?\s?")
_CLOSES = late_regex(r"\s?(?:左右|以上|多)?\s?[）)]")
_BEHIND_A_FIGURE = late_regex(r"\s?(?:左右|以上|多)?(?:的?[\p{Han}A-Z]{0,10})?[（(][^（()）\d，,。；;]{0,8}")
_OWN = late_regex(r"(?:平均)?(?:水平|值)?(?:则)?[为是:：]?\s?(?:约)?\s?")
_OF_NONE = ("whole", "scope", "inside")


def place(text: str, found: Sequence[Occurrence], frame: Frame, *, memory: Memory) -> str | None:
    """The place of a figure that brackets hold by itself or first; None elsewhere."""
    q = frame.quantity
    before = [o for o in found if o.span and o.end <= q.span[0] and o.members == 1]
    last = before[-1] if before else None
    in_list = last is not None and (last.listed or any(o.members > 1 and o.end == last.end for o in found))
    if last is not None and in_list and last.role == "subject" and _OPENS.fullmatch(text, last.end, q.span[0]) and _CLOSES.match(text, q.span[1]):
        return last.key
    if last is not None and last.role == "subject" and text[last.start - 1] in "（(" and _OWN.fullmatch(text, last.end, q.span[0]):
        return last.key  # （全国5.2%）
    if memory.last is None or frame.previous is None or (memory.last_sentence, memory.last_index) != (frame.sentence, frame.previous):
        return None
    end = memory.recent[-1][1].span[1]
    others = [o for o in found if o.span and o.start >= end and o.end <= q.span[0] and o.role not in _OF_NONE]
    return memory.last if not others and _BEHIND_A_FIGURE.fullmatch(text, end, q.span[0]) else None
