"""The whole that a place is ranked in: 储蓄25万元，居全国第9 says nothing of the nation."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.data.late import late_regex

_ALL = late_regex(r"全[国球台省岛世]界?|世界|国内|六都")


def frames(text: str, found: Sequence[Occurrence], frame: Frame) -> set[str]:
    """The wholes that have no rank of their own in themselves, nor what the clause before the rank tells of who has it."""
    q = frame.quantity
    scopes = [o for o in found if o.role == "scope" and _ALL.fullmatch(text, o.start, o.end)]
    others = {o.key for o in found if o.role != "scope"}
    drop = {o.key for o in scopes if o.start >= q.core[0] and o.clause - frame.clause <= 2} - others
    if q.kind == "rank":
        drop |= {o.key for o in scopes if o.end == q.span[0]}  # 居全国第9，达全国平均的80%
        drop |= {o.key for o in scopes if o.clause == frame.clause} - others
    return drop
