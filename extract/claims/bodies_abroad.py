"""Bodies abroad whose names do not tell their nation (聯儲局, 英倫銀行): they speak of it as 美國勞工部 does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from extract.data import alternatives, read_table
from extract.model import PlaceMention
from extract.text.spans import Spans

RULE = "place.body_abroad"


@cache
def _nations() -> dict[str, str]:
    return {name: row["place"] for row in read_table("lexicons/bodies_abroad.tsv") for name in row["names"].split(";")}


@cache
def _named() -> regex.Pattern[str]:
    return regex.compile(alternatives(list(_nations())))


def found(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Where a text names such a body, as mentions of its nation; none where the nation stands right before it or in it."""
    taken = Spans(mentions, lambda m: (m.span[0], m.span[1] + 1))
    return [
        PlaceMention(m.span(), m.group(), _nations()[m.group()], None, "foreign", RULE)
        for m in _named().finditer(text)
        if not taken.touching(m.span())
    ]
