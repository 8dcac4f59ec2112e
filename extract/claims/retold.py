"""A figure of a headline that the text tells again with its date: 全省进出口4123.6亿元 above is of the month that the text names for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extract.claims.period_candidates import Choice
from extract.claims.record import Linked
from extract.claims.timing import Key

_DIGITS = 3  # of a value that is hardly told of two things by chance
_LEAD = 4  # paragraphs: a headline comes again in a line of links, under a picture
_What = tuple[object, ...]


def periods(linked: Sequence[Linked | None]) -> list[Choice | None]:
    """For each figure of a title or heading that names no date the period that the text names where it tells it again; None for all others."""
    told: defaultdict[_What, dict[Key, Choice]] = defaultdict(dict)
    for item in linked:
        if item is not None and item.period.key is not None and item.period.mention is not None and not _is_headline(item):
            told[_what(item)].setdefault(item.period.key, item.period)
    found: list[Choice | None] = []
    for item in linked:
        others = told.get(_what(item), {}) if item is not None and _is_headline(item) else {}
        period = next(iter(others.values())) if len(others) == 1 else None
        found.append(period if item is not None and period is not None and period.key != item.period.key else None)
    return found


def _what(item: Linked) -> _What:
    q = item.quantity
    return item.subject.key, q.kind, q.unit, q.number, q.low, q.high


def _is_headline(item: Linked) -> bool:
    """Whether a headline without a date tells a value so exactly that the same one again is the same figure."""
    exact = sum(c.isdigit() for c in item.quantity.text) >= _DIGITS
    return exact and (item.sentence.role in ("title", "heading") or item.sentence.paragraph < _LEAD) and not _names_its_date(item)


def _names_its_date(item: Linked) -> bool:
    m, (start, end) = item.period.mention, item.sentence.span
    return m is not None and start <= m.span[0] < end
