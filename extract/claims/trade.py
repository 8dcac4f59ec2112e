"""Whom a nation trades with: 对美国出口占三成。去年对日本出口8亿美元 is the exporter's, and no figure of the market that was spoken of last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.data.late import late_regex

_TRADED = late_regex(r"(?:的)?(?:\p{Han}{0,4}(?:出口|进口|外销|贸易|[顺逆]差))")
_MARKET = late_regex(r"市场|[^，,。；;\d]{0,12}(?:在|占)(?:我国|全国|总|台湾)\p{Han}{0,4}?(?:出口|进口|外销|贸易)")
_HOW = late_regex(  # what a clause says of trade with somebody, or of goods that leave
    r"(?:对|向|往|至|销往)\p{Han}{1,8}?的?(?:出口|外销|贸易|[顺逆]差)|自\p{Han}{1,8}?的?进口|(?:出口|进口|外销)(?:货品|产品|规模|[总金]?额|总?值)?(?:为|达|约|近|逾|仅|[:：])?\s?$"
)
_ASIDE = ("target", "beside", "inside", "another's", "compared", "measured", "whole", "scope")


def without_partners(
    text: str, keys: list[str], found: Sequence[Occurrence], frame: Frame, nation: str, places: Mapping[int, Sequence[Occurrence]], start: int
) -> list[str]:
    """The candidates of a figure of trade without partners named elsewhere, if none exports here; ``start``: of its sentence."""
    at = frame.quantity.core[0]
    abroad = [key for key in keys if key.startswith("world:") and key != nation]
    if nation not in keys or not abroad or not _HOW.search(text, start, at):
        return keys
    if any(o.span and o.end <= at and o.role not in _ASIDE for o in found):
        return keys
    partners = {o.key for row in places.values() for o in row if o.key in abroad and _is_partner(text, o)}
    if not partners:
        return keys
    spoken_of = {o.key for row in places.values() for o in row if o.role not in ("dateline", "beside")}
    partners |= {key for key in keys if key != nation and key not in spoken_of}  # 记者某某／台北报导
    own = {o.key for row in places.values() for o in row if o.span and text[o.end : o.end + 2] == "对外"}  # 越南对外出口
    return [key for key in keys if key not in partners - own] or keys


def _is_partner(text: str, o: Occurrence) -> bool:
    if o.span is None:
        return False
    return (o.role == "target" and _TRADED.match(text, o.end) is not None) or _MARKET.match(text, o.end) is not None
