"""Districts of Taiwan by bare names that are words too (花坛, 大村), where they stand in a list beside others of their county."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from extract.data.late import late_regex
from extract.mentions import gazetteer
from extract.mentions.gazetteer import Entry
from extract.model import PlaceMention, Span

_ASIDE = r"(?:\s?[（(][^（()）]{1,24}[）)])?"
_NEXT = late_regex(rf"(?:[乡镇市区])?{_ASIDE}\s?[、和与及]\s?(?P<name>\p{{Han}}{{2}})(?=[、和与及等，,。；;（(]|{_ASIDE}[、和])")
_BEFORE = late_regex(rf"(?<=[、和与及为是：:，,。；;\n\s])(?P<name>\p{{Han}}{{2}}){_ASIDE}\s?[、和与及]\s?$")
_REACH = 40  # characters that a name and its brackets take at most
_LISTED = ("county", "township")


@cache
def _bare() -> dict[str, dict[str, Entry]]:
    """Of each county of Taiwan its districts by their bare names of two characters."""
    found: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
    for e in gazetteer.counties("71"):
        if len(e.own) == len("花坛乡"):
            found[e.parent or ""][e.own[:-1]] = e
    return dict(found)


def with_listed(text: str, found: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places of a text with those that stand in a list beside a district of their county."""
    taken = {at for m in found for at in range(*m.span)}
    added: list[PlaceMention] = []
    waiting = [m for m in found if (m.adcode or "").startswith("71") and m.level in _LISTED]
    while waiting:
        m = waiting.pop()
        try:
            bare = _bare().get(gazetteer.entry(m.adcode or "").parent or "", {})
        except KeyError:
            continue
        for span in _beside(text, m.span):
            entry = bare.get(text[slice(*span)])
            if entry is not None and span[0] not in taken:
                place = entry.place()
                added.append(PlaceMention(span, text[slice(*span)], place.name, place.adcode, place.level, "place.bare"))
                taken.update(range(*span))
                waiting.append(added[-1])
    return sorted([*found, *added], key=lambda p: p.span) if added else list(found)


def _beside(text: str, span: Span) -> Iterator[Span]:
    """The names before and behind a name in its list."""
    if (m := _NEXT.match(text, span[1], span[1] + _REACH)) is not None:
        yield m.span("name")
    if (m := _BEFORE.search(text, max(0, span[0] - _REACH), span[0])) is not None:
        yield m.span("name")
