"""All parts of a year in the order in which they are tried, as one pattern that follows a year or stands alone."""

from __future__ import annotations

import regex

from extract.mentions.date_part_feasts import FEASTS
from extract.mentions.date_part_spans import SPANS, words
from extract.mentions.date_parts import PARTS as MONTHS
from extract.mentions.date_parts import Part
from extract.mentions.date_reading import group
from extract.mentions.rules import Rules

# Days of the lunar calendar come first: 八月 of 八月十五 is no month of ours. So do the longer words: 5月第一周 is no 5月.
PARTS: Rules[Part] = Rules()
PARTS.all.extend([*FEASTS.all, *(rule for rule in SPANS.all if rule.id == "date.part.week"), *MONTHS.all])
PARTS.all.extend(rule for rule in SPANS.all if rule.id != "date.part.week")

_NAMES = [(n, f"part{n}") for n in range(len(PARTS.all))]
PART = "(?:" + "|".join(f"(?P<part{n}>{rule.pattern.pattern})" for n, rule in enumerate(PARTS.all)) + ")"


def read_part(m: regex.Match[str]) -> Part | None:
    """The part of a year that a match of ``PART`` (or of ``EDGE``: 2023年末) names; None where it names none."""
    edge = group(m, "edge")
    if edge:
        return words()[f"年{edge}"]
    at = _which(m)
    return None if at is None else PARTS.all[at].build(m)


def has_part(m: regex.Match[str]) -> bool:
    """Whether a match holds words for a part of a year."""
    return bool(group(m, "edge")) or _which(m) is not None


def _which(m: regex.Match[str]) -> int | None:
    index = m.re.groupindex
    first = index.get("part0")
    return None if first is None else next((n for n, name in _NAMES if m.start(index[name]) >= 0), None)
