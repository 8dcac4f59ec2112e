"""Lists of places told with a list of as many figures: 北京、上海分别有13家和11家."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import regex

from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence

_ONE_BY_ONE = regex.compile(r"分别|依次|各(?=[为有自占达约增减升降])")
_BREAK = regex.compile(r"[，；。：,;:]|(?<![平人户])均|[都共]|合计|总计|累计|之和|之间|双双|各自")  # or what gives the figures to all of them
_FARTHEST = 60  # characters between the places and the figures


@dataclass(frozen=True, slots=True)
class Told:
    """The key of the member of a list of places, or of a group (京沪), that a figure of a list belongs to, and whether the text says so (分别)."""

    group: Occurrence
    member: str
    word: Literal["分别", "in one clause", "no word"]


def told(text: str, places: Sequence[Occurrence], frame: Frame, first: int) -> list[Told]:
    """The readings of a figure as one of a list told place by place.

    ``places`` are those of its sentence, ``first`` is where the first figure of its list begins.
    """
    run = frame.run
    found: list[Told] = []
    for group in places if run.size > 1 else ():
        if group.members != run.size or group.role in ("target", "visitors") or group.span is None or group.span[1] > frame.quantity.core[0]:
            continue
        between = text[group.span[1] : first]
        if len(between) <= _FARTHEST:
            word: Literal["分别", "in one clause", "no word"] = "no word"
            if _ONE_BY_ONE.search(between):
                word = "分别"
            elif not _BREAK.search(between):
                word = "in one clause"
            found.append(Told(group, group.key.split("+")[frame.index - run.first], word))
    return found
