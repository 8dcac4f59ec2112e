"""Origins and destinations: places that visitors come from or goods go to, and whose figures are the host's.

A list of them goes on without its word: 来自日本71万人次，其次为港澳29万、美国26万; 泰国籍7万人，越南籍4万人.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.claims.occurrences import Occurrence
from extract.data.late import late_regex

_FIGURE = late_regex(r"\s?(?:则|也|亦|各)?(?:为|有|占|达|约)?\s?\d")
_GOES_ON = late_regex(  # from one place of the list to the next: its figure, and a word that goes on
    r"[^。；;]{0,6}?\d[^。；;]{0,40}?(?:[、，,及和与]|其次|次之|居次|再次|第[二三四五]|以)(?:其次|再其次|再次|第[二三四五])?(?:则?[为是以])?\s?"
)
_CHANGED = late_regex(r"则?\p{Han}{0,24}?(?:增加|减少|增长|下降|上升|成长|衰退|增|减|升|跌)了?\s?[\d.]+\s?[%％]")
_FARTHEST = 60  # characters from one place of a list to the next


def continued(text: str, found: Sequence[Occurrence]) -> list[Occurrence]:
    """The places of an article with the role of the list of origins or destinations that each goes on with."""
    result: list[Occurrence] = []
    before: Occurrence | None = None
    for o in found:
        if before is not None and (before.sentence != o.sentence or o.span is None):
            before = None
        goes_on = before is not None and (
            o.start == before.start
            or (o.start < before.end and o.role in ("subject", before.role))  # the group of a list behind its members
            or (o.role == "subject" and o.start - before.end <= _FARTHEST and _goes_on(text, before, o))
        )
        result.append(replace(o, role="visitors") if goes_on else o)
        if result[-1].role == "visitors":
            before = result[-1]
    return result


def _goes_on(text: str, before: Occurrence, o: Occurrence) -> bool:
    return _GOES_ON.fullmatch(text, before.end, o.start) is not None and (
        _FIGURE.match(text, o.end) is not None or _CHANGED.match(text, o.end) is not None
    )
