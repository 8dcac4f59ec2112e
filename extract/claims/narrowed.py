"""Candidates of a figure that what was told before leaves out: places in closed brackets, one of which, and the nation where the world goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.claims import examples, place_signs
from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.claims.spoken_of import Memory
from extract.data import load_patterns
from extract.data.late import late_regex
from extract.model import Sentence

_WORLD = "world:全球"
_BRACKETS = late_regex(r"[（(](?=[^（()）\n]{0,200}\d)[^（()）\n]{4,200}[）)]")


class Bracketed:
    """Places that an article names only in brackets with figures (全市居第8（花莲县居第17）): what is told behind is of none of them."""

    def __init__(self, text: str, named: Mapping[str, Sequence[Occurrence]]) -> None:
        """Finds them; ``named`` are the places that may be such, by key."""
        spans = [m.span() for m in _BRACKETS.finditer(text)] if named else []
        self._spans = {
            key: inside
            for key, where in named.items()
            if len(inside := [span for o in where for span in spans if o.span and span[0] < o.start < span[1]]) == len(where)
        }

    def hides(self, key: str, at: int) -> bool:
        """Whether a place stands only in brackets and a figure at ``at`` in none of them."""
        return key in self._spans and not any(a < at < b for a, b in self._spans[key])


def kept(
    text: str, keys: list[str], found: Sequence[Occurrence], frame: Frame,
    memory: Memory, nation: str, sentences: Sequence[Sentence], places: Mapping[int, Sequence[Occurrence]],
) -> list[str]:  # fmt: skip
    """The candidates that are left, all of them where none would be; ``places`` are those of each sentence, ``found`` those of the figure's."""
    at = frame.quantity.core[0]
    keys = examples.of_the_whole(text, found, frame, keys, nation)
    keys = [key for key in keys if not place_signs.of_which_before(text, key, found, at)] or keys
    keys = [key for key in keys if key not in place_signs.parts_behind(text, found, frame)] or keys
    keys = [key for key in keys if not place_signs.told_in_brackets(text, key, found, at)] or keys
    if nation in keys and _WORLD in keys and _of_the_world(text, frame, memory, sentences, places):
        keys = [key for key in keys if key != nation]
    return keys


def _of_the_world(text: str, frame: Frame, memory: Memory, sentences: Sequence[Sentence], places: Mapping[int, Sequence[Occurrence]]) -> bool:
    """Whether a text goes on about the whole world: the figure before is of it, in this paragraph or the one above, and no place is named since."""
    last = memory.last_sentence
    if memory.last != _WORLD or last < 0 or sentences[frame.sentence].paragraph - sentences[last].paragraph > 1:
        return False
    since = [o for i in range(last, frame.sentence + 1) for o in places.get(i, ()) if o.span and o.start >= memory.recent[-1][1].span[1]]
    if any(o.key != _WORLD for o in since):
        return False
    return not load_patterns("national_bodies").search(text, memory.recent[-1][1].span[1], frame.quantity.core[0])
