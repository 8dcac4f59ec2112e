"""All parts of a year in the order in which they are tried, as one pattern that follows a year or stands alone."""

from __future__ import annotations

import regex

from extract.mentions.date_part_feasts import FEASTS
from extract.mentions.date_part_spans import SPANS, words
from extract.mentions.date_parts import PARTS as MONTHS
from extract.mentions.date_parts import Part
from extract.mentions.rules import Rules

# Days of the lunar calendar come first: 八月 of 八月十五 is no month of ours. So do the longer words: 5月第一周 is no 5月.
PARTS: Rules[Part] = Rules()
PARTS.all.extend([*FEASTS.all, *(rule for rule in SPANS.all if rule.id == "date.part.week"), *MONTHS.all])
PARTS.all.extend(rule for rule in SPANS.all if rule.id != "date.part.week")

PART = "(?:" + "|".join(f"(?P<part{n}>{rule.pattern.pattern})" for n, rule in enumerate(PARTS.all)) + ")"


def read_part(m: regex.Match[str]) -> Part | None:
    """The part of a year that a match of ``PART`` (or of ``EDGE``: 2023年末) names; None where it names none."""
    groups = m.groupdict()
    if groups.get("edge"):
        return words()[f"年{groups['edge']}"]
    return next((rule.build(m) for n, rule in enumerate(PARTS.all) if groups.get(f"part{n}") is not None), None)


def has_part(m: regex.Match[str]) -> bool:
    """Whether a match holds words for a part of a year."""
    return any(value is not None for name, value in m.groupdict().items() if name == "edge" or name.startswith("part"))
