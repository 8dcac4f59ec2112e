"""Candidates of a figure that what was told before leaves out: one of which, and the nation where the world goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.claims import conditions, examples, place_signs, trade
from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence, place_of
from extract.claims.spoken_of import Memory
from extract.data import load_patterns
from extract.data.late import late_regex
from extract.model import Sentence

_WORLD = "world:全球"
_PLACES = (*conditions.PLACE_UNITS, "城")  # what counts the members themselves
_ALIKE = late_regex(r"同[在列属处]|并列|之列")
_GROUP = late_regex(r"在?(?:全部|这|上述)?\s?\d{1,3}\s?[座个][^，,。；;、\d]{0,12}城市(?:之中|当中|中|里)")
_OF_CITIES = ("city", "county", "township", "zone")
_FRAMES = ("scope", "whole", "compared", "measured", "inside")  # what a figure is only set against


def kept(
    text: str, keys: list[str], found: Sequence[Occurrence], frame: Frame,
    memory: Memory, nation: str, sentences: Sequence[Sentence], places: Mapping[int, Sequence[Occurrence]],
) -> list[str]:  # fmt: skip
    """The candidates that are left, all of them where none would be; ``places`` are those of each sentence, ``found`` those of the figure's."""
    at = frame.quantity.core[0]
    keys = examples.of_the_whole(text, found, frame, keys, nation)
    keys = [key for key in keys if not place_signs.of_which_before(text, key, found, at)] or keys if found else keys
    parts = place_signs.parts_behind(text, found, frame)
    keys = [key for key in keys if key not in parts] or keys if parts else keys
    keys = trade.without_partners(text, keys, found, frame, nation, places, sentences[frame.sentence].span[0])
    members = _told_together(text, found, frame, memory)
    keys = [key for key in keys if key not in members] or keys if members else keys
    if _among_cities(text, found, frame, sentences[frame.sentence]):
        keys = [key for key in keys if "+" in key or place_of(key).level not in _OF_CITIES] or keys
    if nation in keys and len(keys) > 1 and _not_the_nation(text, keys, frame, memory, nation, sentences, places):
        keys = [key for key in keys if key != nation]
    return keys


def _among_cities(text: str, found: Sequence[Occurrence], frame: Frame, sentence: Sentence) -> bool:
    """Whether a figure counts cities out of a group that the sentence names without a place (在25座万亿城市中，有16座的人均GDP下降)."""
    counted = frame.quantity.kind == "amount" and frame.quantity.unit in ("个", "座")
    if not counted or any(o.span and o.start < frame.quantity.span[0] and o.role not in _FRAMES for o in found):
        return False
    group = _GROUP.search(text, sentence.span[0], sentence.span[1])
    return group is not None and group.start() <= frame.quantity.core[0]


def _told_together(text: str, found: Sequence[Occurrence], frame: Frame, memory: Memory) -> set[str]:
    """The members of the list that the figure before is of, where the sentence names no place since (甲市和乙市支出3万元，结余4000元)."""
    if memory.last is None or "+" not in memory.last or (memory.last_sentence, memory.last_index) != (frame.sentence, frame.previous):
        return set()
    before = [o for o in found if o.span and o.end <= frame.quantity.core[0] and o.role not in _FRAMES]
    together = [o for o in before if o.key == memory.last]
    if not together or any(o.start >= together[-1].end for o in before) or frame.run.size > 1:
        return set()
    value = memory.recent[-1][1]
    if value.kind == "rank" or value.unit in _PLACES or _ALIKE.search(text, together[-1].end, value.core[0]):
        return set()  # 合肥与上海同在首批5城之列，投放585辆
    return {key for key in memory.last.split("+") if not memory.figures[key]}  # but of whom it tells all along


def _not_the_nation(
    text: str, keys: Sequence[str], frame: Frame, memory: Memory, nation: str, sentences: Sequence[Sentence],
    places: Mapping[int, Sequence[Occurrence]],
) -> bool:  # fmt: skip
    """Whether a text goes on about the world or a place that it ranks in the nation, told in this paragraph or the one above, and no other since."""
    at, last = frame.quantity.core[0], None
    for i in range(frame.sentence, -1, -1):
        if sentences[frame.sentence].paragraph - sentences[i].paragraph > 1:
            return False
        named = [o for o in places.get(i, ()) if o.span and o.start < at and o.key in keys]
        if any(o.key == nation and o.role not in _FRAMES for o in named):
            return False
        if told := [o for o in named if o.role not in _FRAMES]:
            last = told[-1]
            break
    if last is None or memory.figures[last.key] <= 0:
        return False
    if last.key == _WORLD:
        goes_on = last.role == "subject"
    else:
        ranked = any(o.key == nation and o.role in _FRAMES for i in range(last.sentence, frame.sentence + 1) for o in places.get(i, ()))
        goes_on = ranked and last.role in ("subject", "located") and last.place.level in ("province", "city", "county")
    return goes_on and load_patterns("national_bodies").search(text, last.end, at) is None
