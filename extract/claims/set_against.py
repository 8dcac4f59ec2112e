"""Levels of several places that one is set against, each with its own rate: 比日本的3.5%、越南的3.6%略低, 高于丹麦的1.2%、芬兰的1.8%."""

from __future__ import annotations

import regex

from extract.data import alternatives, read_table
from extract.data.configuration import per_configuration
from extract.data.late import late_regex
from extract.model import Span

_RATE = r"(?:同期)?的(?:约|近|超过?|逾)?\s?-?[\d.]{1,9}\s?[%％](?!的|到|至|[-—~～])"
_ITEM = rf"[^，,。；;、\d和与及]{{2,10}}{_RATE}(?:以及|[、，,和与及])\s?"
_LOWER = r"(?:[，,])?(?:都|均|皆|要|还|来得|明显|略微?|稍微?|相对|为|更){0,3}[高低快慢]"
_OWN = late_regex(_RATE)
_THAN_BEFORE = late_regex(rf"(?:比|较|相较)\s?(?:{_ITEM}){{0,9}}$")
_THAN_AFTER = late_regex(rf"{_RATE}(?:(?:以及|[、，,和与及])\s?[^，,。；;、\d和与及]{{2,10}}{_RATE}){{0,9}}{_LOWER}")
_REACH = 130  # characters before a place in which the list begins


@per_configuration()
def _verbs() -> regex.Pattern[str]:
    rates = alternatives([r["verb"] for r in read_table("lexicons/compare_verbs.tsv") if r["rates"] == "yes"])
    return regex.compile(rf"(?:{rates})(?:了|整个)?\s?(?:{_ITEM}){{1,9}}$")


def with_its_rate(text: str, span: Span) -> bool:
    """Whether the place of ``span`` has the rate right behind it, and another place is set against that."""
    if _OWN.match(text, span[1], span[1] + 20) is None:
        return False
    start = max(0, span[0] - _REACH)
    if _verbs().search(text, start, span[0]):
        return True
    return _THAN_AFTER.match(text, span[1], span[1] + _REACH) is not None and _THAN_BEFORE.search(text, start, span[0]) is not None
