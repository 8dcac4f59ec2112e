"""What figures in brackets behind a place measure: it is told for all of them before or behind the list (甲（44℃）、乙（43℃）等站最高气温)."""

from __future__ import annotations

from functools import cache

import regex

from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data import read_table
from extract.data.late import late_regex
from extract.model import Metric

_OPENS = late_regex(r"\p{Han}[（(]\s?(?:约|达)?$")
_CLOSES = late_regex(r"\s?[）)]")
_LIST_GOES_ON = late_regex(r"\s?[）)](?:[、，和及][^，。；（()）]{1,12}[（(][^（()）]{1,12}[）)]){0,12}(?:等)?")
_REACH = 40  # characters behind a list, and
_BACK = 160  # before it, in which what it measures is named


@cache
def _heads() -> dict[str, regex.Pattern[str]]:
    return {r["unit"]: regex.compile(r["metric"]) for r in read_table("lexicons/unit_heads.tsv")}


def reading(words: Words, frame: Frame) -> Metric | None:
    """What a figure alone in brackets measures by its unit, or None."""
    q, text = frame.quantity, words.text
    head = _heads().get(q.unit or "") if q.kind == "amount" else None
    if head is None or not _OPENS.search(text, max(0, q.span[0] - 4), q.span[0]) or not _CLOSES.match(text, q.span[1]):
        return None
    sentence = words.sentences[frame.sentence].span
    goes_on = _LIST_GOES_ON.match(text, q.span[1])
    end = goes_on.end() if goes_on else q.span[1]
    found = head.search(text, end, min(sentence[1], end + _REACH)) if text[end - 1 : end] == "等" else None
    if found is None:
        before = list(head.finditer(text, max(sentence[0], q.span[0] - _BACK), q.span[0]))
        found = before[-1] if before else None
    return Metric(found.span(), found.group(), found.group(), "metric.topic") if found is not None else None
