"""Rules of a user's configuration: what their patterns may name, and what a match means.

A placeholder in braces stands for what would be tedious to write: ``{number}``, ``{low}`` and ``{high}`` for any numeral (12, 1.2万,
三百, 20多), ``{year}`` for the words of a year (2024年, 去年), ``{value}`` for the quantity that a metric rule speaks of.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import regex

from extract.data.configuration import OwnRule, RuleKind, current, per_configuration
from extract.errors import ZhExtractError
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_reading import Context, Reading, with_role
from extract.mentions.date_reading import Draft as DateDraft
from extract.mentions.date_years import YEAR, read_year
from extract.mentions.numeral_forms import NUMERAL
from extract.mentions.numerals import parse
from extract.mentions.quantity_site import Draft, ends_of, opened
from extract.model import Grounding, Span, ValueKind

VALUE = "\ue000"  # stands for the quantity in what a metric rule reads: a character that no text has
_NUMERAL = rf"(?<![0-9.])(?:{NUMERAL})"
PLACEHOLDERS: dict[RuleKind, dict[str, str]] = {
    "quantity": {name: rf"(?P<{name}>{_NUMERAL})" for name in ("number", "low", "high")},
    "date": {"year": f"(?P<year>{YEAR})"},
    "metric": {"value": VALUE},
    "attribution": {},
}
_SHAPES: dict[str, str] = {"amount": "measure", "rate": "percent", "growth": "percent", "rank": "rank", "ratio": "ratio"}
_LONGEST = 5.0  # seconds that a pattern may take over one text
_MONTH_DAY = 5  # characters of MM-DD


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule with its pattern ready."""

    rule: OwnRule
    pattern: regex.Pattern[str]

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.rule.id

    def matches(self, text: str, span: Span | None = None) -> Iterator[regex.Match[str]]:
        """The matches in a text or a part of it, from left to right.

        Raises:
            ZhExtractError: the pattern takes much too long over it.
        """
        start, end = span or (0, len(text))
        try:
            yield from self.pattern.finditer(text, start, end, timeout=_LONGEST)
        except TimeoutError as error:
            what = f"the pattern of the rule {self.id} took longer than {_LONGEST:g} seconds"
            raise ZhExtractError(what, code="slow-rule", mend="write it without repeats inside repeats, see docs/configuration.md") from error


def compiled(rule: OwnRule) -> Compiled:
    """A rule with its placeholders filled in.

    Raises:
        regex.error: the pattern is no regular expression.
    """
    pattern = rule.pattern
    for name, stands_for in PLACEHOLDERS[rule.kind].items():
        pattern = pattern.replace(f"{{{name}}}", stands_for)
    return Compiled(rule, regex.compile(pattern))


@per_configuration()
def own(kind: RuleKind) -> tuple[Compiled, ...]:
    """The rules of a kind that the configuration in force adds, in their order."""
    return tuple(compiled(rule) for rule in current().rules if rule.kind == kind)


@per_configuration()
def ids() -> frozenset[str]:
    """The ids of all rules that the configuration in force adds."""
    return frozenset(rule.id for rule in current().rules)


def quantities(text: str) -> list[tuple[Compiled, Draft]]:
    """Rule and draft of each quantity that rules of the user's read, from left to right; of those that overlap the first rule's."""
    found: list[tuple[Compiled, Draft]] = []
    for rule in own("quantity"):
        for m in rule.matches(text):
            draft = _quantity(rule.rule, m)
            if draft is not None and not any(draft.span[0] < d.span[1] and d.span[0] < draft.span[1] for _, d in found):
                found.append((rule, draft))
    return sorted(found, key=lambda f: f[1].span)


def _quantity(rule: OwnRule, m: regex.Match[str]) -> Draft | None:
    said = rule.says
    kind: ValueKind = said["value"]
    shape, unit, factor, signed = _SHAPES[kind], said["unit"], Decimal(said["factor"]), kind == "growth"
    groups = m.groupdict()
    if groups.get("low") and groups.get("high"):
        low, high = parse(groups["low"]), parse(groups["high"])
        ends = ends_of(groups["low"], low, groups["high"], high) if low and high else None
        return Draft(shape, m.span(), kind, None, ends[0] * factor, ends[1] * factor, unit, "range", signed) if ends else None
    if groups.get("number"):
        number = parse(groups["number"])
        return opened(shape, m.span(), kind, number, unit, factor=factor, signed=signed) if number else None
    value = Decimal(said["number"]) * factor
    return Draft(shape, m.span(), kind, value, value, value, unit, "exact", signed)


def dates(text: str) -> Iterator[tuple[Compiled, regex.Match[str], DateDraft]]:
    """Rule, match and draft of each date that rules of the user's read."""
    for rule in own("date"):
        for m in rule.matches(text):
            yield rule, m, with_role(m, lambda context, rule=rule, m=m: _read(rule.rule, m, context), names_year="year" in m.re.groupindex)  # type: ignore[misc]


def _read(rule: OwnRule, m: regex.Match[str], context: Context) -> Reading | None:
    """The days of a match; those of a month and day lie in the year that the words name, else the sentence, else the article's."""
    start, end, precision = rule.says["start"], rule.says["end"], rule.says["precision"]
    if len(start) > _MONTH_DAY:
        return Reading(Interval(dt.date.fromisoformat(start), dt.date.fromisoformat(end), precision), precision, "explicit")
    grounding: Grounding = "publication"
    year = context.now
    if "year" in m.re.groupindex:
        named = read_year(m)
        if not named.fits(context):
            return None
        year, grounding = named.resolve(context), "publication" if named.origin == "now" else "explicit"
    elif context.named is not None:
        year, grounding = context.named, "inherited"
    if year is None:
        return Reading(None, precision, grounding)
    first = cal.day(year, *map(int, start.split("-")))
    last = cal.day(year + (end < start), *map(int, end.split("-")))
    return Reading(Interval(first.start, last.end, precision) if first and last else None, precision, grounding)
