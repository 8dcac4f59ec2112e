"""Sums of the centre, which are the nation's: what its government borrows or grants, and its budget in a sentence that names no place before."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.data.late import late_regex
from extract.model import Sentence

_CENTRE = late_regex(r"中央(?:政府)?(?:将|拟|须|共|已)?(?:举债|编列|开列|规划\p{Han}{0,8})(?:约|近|超过?)?\s?$")
_CENTRAL_SUM = late_regex(
    r"(?<![争取获得来自申请到上级市省县等])中央(?:财政|政府)?(?:对地方|本级|一般)?(?![^，。；]{0,8}(?:打算|决定|给|支持|要求|领导|部署|下达))[^，。；、\d]{0,12}?(?:转移支付|预算(?!内)|国债|赤字|财政(?:收入|支出))"
)


def place(text: str, found: Sequence[Occurrence], frame: Frame, *, nation: str, sentence: Sentence) -> str | None:
    """The nation, where its government is who borrows, budgets or grants a sum right before it (中央举债2900亿元); None elsewhere.

    And where a sentence that names no place before tells of its sums (今年，中央转移支付预算数达到10万亿).
    """
    at = frame.quantity.core[0]
    if _CENTRE.search(text, max(frame.left[0], frame.quantity.span[0] - 18), frame.quantity.span[0]):
        return nation
    if any(o.span and o.start < at and o.role not in ("compared", "whole") and o.key != nation for o in found):
        return None
    return nation if _CENTRAL_SUM.search(text, sentence.span[0], at) else None
