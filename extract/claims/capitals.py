"""Capitals that a text calls by nothing but that: 省会自然不用比，1.87万亿 is of the capital of the province spoken of."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from extract.data.late import late_regex
from extract.mentions import gazetteer
from extract.model import PlaceMention
from extract.text.spans import Spans

_CAPITAL = late_regex(  # at the start of a clause, and no 省会城市, 省会以外, 省会杭州
    r"(?:(?<![\p{Han}、“”])|(?<=(?<!\p{Han})(?:而|但|可|连|就连|至于|跟|和|比)))(?P<word>省会|首府|省城)"
    r"(?=(?:自己|自然|当然|倒|则|也|就|还|却|呢|嘛|那边|这边|去年|今年|如今|现在|才|只|都|更|又|一家|一座|常住|户籍|人口|GDP|地区生产总值|总量|[，,]|\s?\d))"
)
_LEVELS = ("province", "city", "county")
_FURTHEST = 30  # places back
_AUTONOMOUS = ("15", "45", "54", "64", "65")
_CENTRAL = ("11", "12", "31", "50", "71", "81", "82")  # have none


def found(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Where a capital is called so: that of the province in which the place named last before it lies."""
    if not any(word in text for word in ("省会", "首府", "省城")):
        return []
    taken = Spans(mentions, lambda m: m.span)
    result, near, at = [], deque[str](maxlen=_FURTHEST), 0
    in_order = sorted((p for p in mentions if p.adcode and p.level in _LEVELS), key=lambda p: p.span[1])
    for m in _CAPITAL.finditer(text):
        if taken.touching(m.span("word")):
            continue
        of_region = m["word"] == "首府"
        while at < len(in_order) and in_order[at].span[1] <= m.start("word"):
            near.append(in_order[at].adcode or "")
            at += 1
        code = next((c for c in reversed(near) if c[:2] not in _CENTRAL and (c[:2] in _AUTONOMOUS) == of_region), None)
        if code is None:
            continue
        try:
            place = gazetteer.entry(f"{code[:2]}0100").place()
        except KeyError:
            continue
        result.append(PlaceMention(m.span("word"), m["word"], place.name, place.adcode, place.level, "place.capital"))
    return result
