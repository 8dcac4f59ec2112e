"""Places that are pointed at by what they are (这座浙东小城), or by which of two they are (前者, 后者)."""

from __future__ import annotations

from extract.claims import home
from extract.claims.latest import Latest
from extract.claims.occurrences import Occurrence, that

_TOWNS = ("city", "county", "township")


def either(spoken: Latest[Occurrence], sentence: int, word: str) -> str | None:
    """The place that 前者 or 后者 means: the one or the other of the only two that its sentence tells of, or it and the one before it."""
    named = [
        o for o in spoken.all if o.sentence >= sentence - 1 and not o.pointing and o.members == 1 and o.role in ("subject", "located", "measured")
    ]
    for since in (sentence, sentence - 1):
        told = list(dict.fromkeys(o.key for o in named if o.sentence >= since))
        if len(told) == len(("前者", "后者")):
            return told[word == "后者"]
    return None


def one_of_pair(spoken: Latest[Occurrence], sentence: int, word: str) -> str | None:
    """The place that 前者 or 后者 opens a clause with: of the two that this sentence, or the last that names any, names as a pair and no others."""
    for since in (sentence, sentence - 1, sentence - 2):
        near = [o for o in spoken.all if since <= o.sentence <= sentence and not o.pointing]
        pairs = {o.key for o in near if o.members > 1}
        singles = {o.key for o in near if o.members == 1}
        if len(pairs) == 1:
            members = next(iter(pairs)).split("+")
            return members[word == "后者"] if len(members) == len(("前者", "后者")) and singles <= set(members) else None
        if near:
            return None
    return None


def this(o: Occurrence, level: str) -> str | None:
    """The place that 这座…的县级市 or, of the level "group", 这座浙东小城 means: a town of any rank, never one of its townships."""
    if level != "group":
        return that(o, level)
    return that(o, "county" if home.level_of(o.key) == "township" else "") if home.level_of(o.key) in _TOWNS else None
