"""Whether a source speaks of a place: what a country's or a city's own body tells ends where an article turns to places elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.claims.facts import key_of
from extract.claims.frames import Frame
from extract.claims.occurrences import above
from extract.mentions import attributions
from extract.model import Attribution, Mentions, PlaceMention, Sentence

# Bodies of one place's government; the customs of a port and the branches of banks serve others too.
_OWN = regex.compile(r"[局厅委署处]|政府|部门|统计")
_SERVES_OTHERS = regex.compile(r"海关|铁路|流域|银行|交易所")
_HOME = "world:中国"
_WIDE = frozenset([_HOME, "world:全球"])


def speaks_of(attribution: Attribution, places: Sequence[PlaceMention], key: str) -> bool:
    """Whether a source can be the one of a figure of a place (韩国统计厅 is not that of 日本's told behind its own).

    ``places`` are those of the article; ``key`` is of the figure's place or group of places.
    """
    if attribution.kind not in ("body", "report") or not _OWN.search(attribution.text) or _SERVES_OTHERS.search(attribution.text):
        return True
    within = [m for m in places if attribution.span[0] <= m.span[0] and m.span[1] <= attribution.span[1]]
    whose = key_of(within[0]) if within else None
    if whose is None:
        return True
    if whose in _WIDE and not (whose == _HOME and all(k.startswith("world:") and k != _HOME for k in key.split("+"))):
        return True
    tree = {whose, *above(whose)}
    around = whose.removeprefix("world:") if whose.startswith("world:") else whose  # 多伦多地产局 tells of 大多伦多地区
    return any(k in tree or whose in above(k) or around in k for k in key.split("+"))


def source_of(mentions: Mentions, sentence: Sentence, frame: Frame, key: str) -> Attribution | None:
    """Who a figure of a place is from; in sentences behind the one that names a place's own body, nobody where the place is another."""
    found = attributions.covering(mentions.attributions, frame.quantity.core[0])
    told_before = found is not None and found.span[1] <= sentence.span[0]
    return found if found is None or not told_before or speaks_of(found, mentions.places, key) else None
