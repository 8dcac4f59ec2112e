"""Quantities of a text: sites and rules, then the words beside each number, then what several numbers say together."""

from __future__ import annotations

from collections.abc import Sequence

from extract.mentions import own_rules, quantity_context
from extract.mentions.quantity_groups import paired, shared_units
from extract.mentions.quantity_scan import scan, site_pattern
from extract.mentions.quantity_spacing import closed_up, moved
from extract.model import Quantity, Span


def possible(text: str) -> bool:
    """Whether a text holds anything that a quantity could be in: a quick look before slower ones."""
    return site_pattern().search(text) is not None or bool(own_rules.own("quantity"))


def find(text: str, masks: Sequence[Span] = ()) -> list[Quantity]:
    """All quantities of a normalized text, in order, one reading each.

    ``masks`` are spans that are something else (dates, names of models): no quantity touches them.
    """
    closed = closed_up(text, masks)
    if closed is None:
        return _found(text, masks)
    words, kept = closed
    back = [(q, (kept[q.span[0]], kept[q.span[1] - 1] + 1), (kept[q.core[0]], kept[q.core[1] - 1] + 1)) for q in _found(words, moved(masks, kept))]
    return [q._replace(span=span, core=core, text=text[slice(*span)]) for q, span, core in back]


def between(text: str, masks: Sequence[Span], part: Span) -> list[Quantity]:
    """The quantities of our rules that begin in a part of a text that has no gaps inside numerals."""
    return _found(text, masks, part)


def _found(text: str, masks: Sequence[Span], part: Span | None = None) -> list[Quantity]:
    quantities: list[Quantity] = []
    before: quantity_context.Stated | None = None
    for rule, draft in shared_units(text, scan(text, masks, part)):
        quantity, before = quantity_context.read(text, rule, draft, before)
        quantities.append(quantity)
    return paired(text, quantities)
