"""The places and choices before a figure as if what brackets, and acts of bodies abroad, tell of other places were not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.claims import bodies_abroad
from extract.claims.brackets import Brackets
from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.claims.spoken_of import Memory


class PlacesAside:
    """The brackets of one article that tell of places with figures of theirs, and the clauses of what bodies abroad do."""

    def __init__(self, text: str, places: Sequence[Occurrence]) -> None:
        self._brackets = Brackets(text)
        self._told = {self._brackets.around(o.start) for o in places if self._brackets.hide(o.span)}
        within = ((o.start, bodies_abroad.only_within(text, o.span)) for o in places if o.span is not None and o.role == "government")
        self._acts = {start: end for start, end in within if end is not None}

    def seen(self, found: Sequence[Occurrence], at: int) -> list[Occurrence]:
        """The places that can have a figure at a position: those behind it and those before it that no aside hides."""
        seen = [o for o in found if self._acts.get(o.start, at) >= at]
        return [o for o in seen if not (self._brackets.hide(o.span, at) or self._brackets.sets_aside(o.span, at))]

    def memory(self, memory: Memory, frame: Frame) -> Memory:
        """What was chosen before a figure outside of the asides."""
        at = frame.quantity.core[0]
        kept = [one for one in memory.recent if not self._closed(one[1].core[0], at)]
        if len(kept) == len(memory.recent):
            return memory
        if not kept:
            return replace(memory, last=None, last_sentence=-1, last_index=-1, recent=[]) if self._acts else memory
        index = frame.previous if kept[-1] is not memory.recent[-1] else memory.last_index
        return replace(memory, last=kept[-1][0], last_sentence=kept[-1][2], last_index=-1 if index is None else index, recent=kept)

    def _closed(self, figure: int, at: int) -> bool:
        if any(start < figure < end <= at for start, end in self._acts.items()):
            return True
        span = self._brackets.around(figure)
        return span is not None and span in self._told and span[1] <= at
