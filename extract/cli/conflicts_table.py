"""How a group of claims about the same thing looks in the table of ``zh-extract conflicts``."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from extract.analysis.periods import days
from extract.analysis.scales import scale_of
from extract.cli.console import printable
from extract.contract import Conflict, Difference, StatedValue

_BASES = {"yoy": "on the year", "mom": "on the month", "average_annual": "yearly average"}
_STYLES = {"contradiction": "red", "agreement": "green"}
_MOST_ARTICLES = 5


def rows(group: Conflict) -> Iterator[tuple[str | Text, ...]]:
    """A row for each value; the first also says what the group is about and how its values stand to each other."""
    about: tuple[str | Text, ...] = (printable(group.place.name), printable(_metric(group)), days(group.period.start, group.period.end))
    relation = Text(_relation(group), style=_STYLES[group.relation])
    for value in group.values:
        yield (*about, printable(_words(value)), printable(_articles(value)), relation)
        about, relation = ("", "", ""), Text("")


def _metric(group: Conflict) -> str:
    facts: list[str] = [] if group.kind == "amount" else [group.kind]
    if group.comparison is not None:
        other = group.comparison.place or group.comparison.period or ""
        facts.append(_BASES.get(group.comparison.basis) or f"against {other or group.comparison.basis}")
    if group.among:
        facts.append(f"among {group.among}")
    if group.status != "actual":
        facts.append(group.status)
    if group.known_until:
        facts.append(f"so far on {group.known_until}")
    return group.metric.name + (f" ({', '.join(facts)})" if facts else "")


def _words(value: StatedValue) -> str:
    return " / ".join(dict.fromkeys(claim.value.text or "" for claim in value.claims))


def _articles(value: StatedValue) -> str:
    names = list(dict.fromkeys(claim.document_id for claim in value.claims))
    more = f" and {len(names) - _MOST_ARTICLES} more" if len(names) > _MOST_ARTICLES else ""
    return ", ".join(names[:_MOST_ARTICLES]) + more


def _relation(group: Conflict) -> str:
    said = group.relation if group.by in (None, "equal") else f"{group.relation} ({group.by})"
    if group.difference is not None:
        said += f", {_difference(group.difference, group.unit or '')}"
    if group.within:
        said += ", within one article" if not group.across else ", also within one article"
    return said


def _difference(found: Difference, unit: str) -> str:
    """How far apart two values are: 500亿 CNY apart, 14.3%."""
    power, word = scale_of(found.absolute)
    unit = "pp" if unit == "%" else printable(unit)
    blank = " " if unit.isascii() and unit else ""
    return f"{found.absolute / power:.4g}{word}{blank}{unit} apart, {found.relative:.1%}"
