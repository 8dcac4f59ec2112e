"""Origins and destinations: places that visitors come from or goods go to, and whose figures are the host's.

A list of them goes on without its word: 来自日本71万人次，其次为港澳29万、美国26万; 泰国籍7万人，越南籍4万人.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.claims.occurrences import Occurrence
from extract.data.late import late_regex

_FIGURE = late_regex(r"\s?(?:则|也|亦|各)?(?:为|有|占|达|约|以|的)?\s?\d")
_GOES_ON = late_regex(  # from one place of the list to the next: its figure, and a word that goes on
    r"[^。；;]{0,6}?\d[^。；;]{0,40}?(?:[、，,及和与]|其次|次之|居次|再次|第[二三四五]|以)(?:其次|再其次|再次|第[二三四五])?(?:则?[为是以])?\s?"
)
_CHANGED = late_regex(r"则?\p{Han}{0,24}?(?:增加|减少|增长|下降|上升|成长|衰退|增|减|升|跌)了?\s?[\d.]+\s?[%％]")
_PARTNER = late_regex(  # 外销2万吨，其中日本1万吨; 接单地区中，美国102亿美元
    r"(?:外销量?|出口额?|进口额?|接单|订单|客源|旅客|访客)[^。；;]{0,50}?(?:其中|(?:地区|市场|国家|来源地?|客源)[中为是]|[仍]?以)[，,：:]?\s?$"
)
_ROUTE = late_regex(r"等?(?:海运|空运|航线|专线|班列)")
_OF_PEOPLE = late_regex(r"(?:\s?[\d.,]+\s?[万千]?\s?人?次?\s?(?:、|[，,]?(?:以?及|和|与)))?")
_REACH = 70  # characters before a place in which the trade that it is a partner of is told
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
            or (o.role == "subject" and _outside(o.key) and _FIGURE.match(text, o.end) is not None)
        )
        goes_on = goes_on or _partner(text, o)
        result.append(replace(o, role="visitors") if goes_on else o)
        if result[-1].role == "visitors":
            before = result[-1]
    return _without_their_word(text, result)


def _without_their_word(text: str, found: list[Occurrence]) -> list[Occurrence]:
    """The places with those as origins too whose word only the last of a list has (香港60万人次及台湾旅客4万人次; 大湾区九市旅客)."""
    for n in range(len(found) - 2, -1, -1):
        o, after = found[n], found[n + 1]
        same = after.role == "visitors" and o.role == "subject" and o.sentence == after.sentence and o.span is not None
        if same and o.end <= after.start and _OF_PEOPLE.fullmatch(text, o.end, after.start):
            found[n] = replace(o, role="visitors")
    return found


def _outside(key: str) -> bool:
    """Whether a place is abroad, or Hong Kong or Macao: a partner of trade and travel."""
    return all(k in ("810000", "820000") or (k.startswith("world:") and k not in ("world:中国", "world:全球")) for k in key.split("+"))


def _partner(text: str, o: Occurrence) -> bool:
    """Whether a place is named as what goes to it or comes from it, of a trade told just before."""
    if o.role != "subject" or o.span is None or not _outside(o.key):
        return False
    if _ROUTE.match(text, o.end):
        return True
    return _FIGURE.match(text, o.end) is not None and _PARTNER.search(text, max(0, o.start - _REACH), o.start) is not None


def _goes_on(text: str, before: Occurrence, o: Occurrence) -> bool:
    return _GOES_ON.fullmatch(text, before.end, o.start) is not None and (
        _FIGURE.match(text, o.end) is not None or _CHANGED.match(text, o.end) is not None
    )
