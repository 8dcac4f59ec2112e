"""Whose figures a sentence tells that opens with 其: of the place that the sentence before is about (晋江是泉州的标杆。其GDP达到3207亿元)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.data.late import late_regex
from extract.model import Sentence

_OPENS = late_regex(r"\s{0,4}+(?:\d{4}\s?年[，,]?\s?)?(?:而|但)?其(?![中他它余次实间后一二三四五六七八九十\d])")
_ITS_SUBJECT = late_regex(r"\s{0,4}+(?:\d{4}\s?年[，,]?\s?)?(?:而|但|目前|如今)?[，,]?")
_SUBJECT_GOES_ON = late_regex(r"(?:市|省|县)?(?:[，,]|[是为有也的]|\p{Han}{1,6}(?:[是为]|[，,]))")


def place(
    text: str, found: Sequence[Occurrence], frame: Frame, *, sentences: Sequence[Sentence], places: Mapping[int, Sequence[Occurrence]]
) -> str | None:
    """The place that opens the sentence before one that opens with 其 and names none before the figure; None elsewhere."""
    here, n = sentences[frame.sentence].span, frame.sentence
    if n == 0 or _OPENS.match(text, *here) is None or any(o.span and o.end <= frame.quantity.core[0] for o in found):
        return None
    before = sentences[n - 1]
    if sentences[n].paragraph - before.paragraph > 1:
        return None
    first = next((o for o in places.get(n - 1, ()) if o.span), None)
    if first is None or first.role != "subject" or first.members > 1 or first.listed:
        return None
    opens = _ITS_SUBJECT.fullmatch(text, before.span[0], first.start) and _SUBJECT_GOES_ON.match(text, first.end)
    return first.key if opens else None
