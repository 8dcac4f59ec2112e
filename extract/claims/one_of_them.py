"""Places that only tell of which whole another is one: 江苏 in 苏州是江苏13个地级市之一, where the figures that follow are those of 苏州."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.data.late import late_regex
from extract.model import Span

_IS = late_regex(
    r"(?:全?[市县区州省]|城|地区)?(?:[（(][^（()）]{1,20}[）)])?(?:既|也|又|还|更|便|就|正|曾|曾经|仍|仍然|依然|一直|历来|同样|目前|如今|现|已|已经|同时){0,3}(?:是|为|系|属于?|成为|成了)"
)
_IT_IS = late_regex(r"(?:它|这里|这座(?:城市|小城|古城|县城)|当地)(?:也|又|还|曾|仍){0,2}(?:是|为)$|(?:^|[。！？!?\n])\s?(?:也|又|还|既|更|同时)?是$")
_APPOSED = late_regex(r"(?:全?[市县区州省])?[，,](?:作为)?|作为")
_ONE_OF = late_regex(r"(?:市|省)?[^，,。；;：:\n、之]{1,40}之一(?=[，,。；;：:）)\n]|$)")
_ONE_OF_APPOSED = late_regex(r"(?![^，,。]{0,40}(?:[是为被有]|成为|作为))" + _ONE_OF.pattern)  # 苏州，江苏13个地级市之一，
_LONGEST = 44  # characters from a place to the end of what another is one of
_PRONOUN = 10  # characters before it in which what points at the other stands


def end_of(text: str, span: Span, before: Occurrence | None) -> int | None:
    """Where the predicate ends in which the place of ``span`` is the one of which another is a part (是江苏13个地级市之一); None where it is in none.

    ``before`` is the place named last before it.
    """
    between = (before.end, span[0]) if before is not None and before.span is not None else (span[0], span[0])
    is_one = _IS.fullmatch(text, *between) or _IT_IS.search(text, max(0, span[0] - _PRONOUN), span[0])
    m = _ONE_OF.match(text, span[1], span[1] + _LONGEST) if is_one else None
    if m is None and between[0] < between[1] and _APPOSED.fullmatch(text, *between):
        m = _ONE_OF_APPOSED.match(text, span[1], span[1] + _LONGEST)
    return m.end() if m else None


def whole(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place that has as many as are told in a predicate that names it (江苏 has the 13 of 苏州是江苏13个地级市之一); None elsewhere."""
    at = frame.quantity.core[0]
    for before, o in zip([None, *found], found, strict=False):
        if o.span is not None and o.end <= at and (end := end_of(text, o.span, before)) is not None and frame.quantity.span[1] <= end:
            return o.key
    return None
