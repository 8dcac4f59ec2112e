"""Lists of places each of which has a figure in brackets: 甲市（3.1个）和乙市（2.6个）分列第3和第8位 tells of both one by one."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.occurrences import Occurrence, place_of
from extract.data.late import late_regex

_BETWEEN = late_regex(r"\s?[（(][^（()）\n]{1,20}[）)]\s?(?:、|以?及|和|与)\s?")
_BEHIND = late_regex(r"\s?[（(][^（()）\n]{1,20}[）)]")


def with_groups(text: str, found: Sequence[Occurrence]) -> list[Occurrence]:
    """The places of an article, with a group behind the members of each such list."""
    result: list[Occurrence] = []
    row: list[Occurrence] = []
    for o in found:
        joined = (
            bool(row) and row[-1].span is not None and o.sentence == row[-1].sentence and _BETWEEN.fullmatch(text, row[-1].end, o.start) is not None
        )
        if not joined:
            result += _group(text, row)
            row.clear()
        if o.members == 1 and o.role == "subject" and not o.pointing and not o.listed:
            row.append(o)
        else:
            row.clear()
        result.append(o)
    return result + _group(text, row)


def _group(text: str, row: Sequence[Occurrence]) -> list[Occurrence]:
    """The group of a row of places; none for a single one, or where the last has no brackets."""
    keys = list(dict.fromkeys(o.key for o in row))
    if len(keys) < 2 or len(keys) < len(row) or _BEHIND.match(text, row[-1].end) is None:
        return []
    key, first, last = "+".join(keys), row[0], row[-1]
    return [Occurrence(key, place_of(key), (first.start, last.end), first.sentence, first.clause, first.role, "", len(keys))]
