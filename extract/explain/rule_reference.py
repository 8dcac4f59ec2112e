"""The rule reference ``docs/rules.md``, made from the rules themselves.

``python -m extract.explain.rule_reference --write docs/rules.md`` writes it; ``--check`` ends with 1 where it is not what
the rules say.
"""

from __future__ import annotations

import argparse
import inspect
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from extract.mentions import date_alone_rules, date_part_list, date_rules, place_rules, quantity_rules
from extract.mentions.rules import Example
from extract.text.repairs import FIXERS, Fixer

_INTRODUCTION = """\
<!-- Made by `make docs` from the rules; do not edit. -->

# Rules

What each rule takes, and what it leaves to other rules or to nobody. Every example on this page runs as a test of its own.

A rule's id stands beside each mention in `zh-extract explain`; that of a quantity also opens `provenance.rule` of a claim. The name of a
repair stands in `repairs` of a document and in `provenance.repairs` of a claim.
All examples but those of the repairs are read after [normalization](normalization.md): simplified, half-width, mended."""

_DECIMALS = 6
_GIVEN = ("reference", "roc")  # fields of an example that are no part of its reading


class Described(Protocol):
    """A rule as this page shows it."""

    @property
    def id(self) -> str:
        """Its stable name."""

    @property
    def doc(self) -> str:
        """What it takes and why."""

    @property
    def yes(self) -> Sequence[Example]:
        """Examples that it must take."""

    @property
    def no(self) -> Sequence[str]:
        """Texts that it must leave alone."""


class Registry(Protocol):
    """Rules in their order."""

    @property
    def all(self) -> Sequence[Described]:
        """The rules."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One registry of rules with the words that open its chapter."""

    title: str
    words: str
    rules: Registry


CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "Quantities",
        "In the order in which they are tried at each numeral; the first that reads it holds. The fields of an example are those of the whole"
        " reading: words beside the number can change its bound, kind and sign.",
        quantity_rules.RULES,
    ),
    Chapter(
        "Dates",
        "In the order in which they are tried; of matches that overlap the one that starts first wins, then the longer one, then the earlier"
        " rule. `reference` is the article's own date, where the example has one; with `roc` the article counts years of the Republic of China.",
        date_rules.RULES,
    ),
    Chapter(
        "Parts of a year",
        "What may follow a year (the rules `date.year-part` and `date.years`) or stand alone (`date.part`), in the order in which they are tried.",
        date_part_list.PARTS,
    ),
    Chapter(
        "Dates that are a whole text",
        "Tried where a date is the whole of a text, as in a query; in an article the same words are no dates of theirs.",
        date_alone_rules.ALONE,
    ),
    Chapter(
        "Places",
        "Names come from the tables in `extract/data/places/`. Of names that overlap the one that starts first wins, then the longer; a veto"
        " makes room for the next. `name` is that of claims: a district has its city's before it.",
        place_rules.RULES,
    ),
)


def shown(text: str) -> str:
    """A text as code in Markdown: line ends and characters that show nothing as signs that can be seen."""
    visible = "".join("⏎" if c == "\n" else f"\\u{ord(c):04x}" if unicodedata.category(c)[0] == "C" else c for c in text)
    fence = "``" if "`" in visible else "`"
    return f"{fence}{visible}{fence}".replace("|", "\\|")


def _field(value: object) -> str:
    if value is None:
        return "none"
    if not isinstance(value, Decimal):
        return str(value)
    whole, point, decimals = f"{value:f}".partition(".")
    return f"{whole}.{decimals[:_DECIMALS]}…" if len(decimals) > _DECIMALS else f"{whole}{point}{decimals}"


def _fields(fields: Mapping[str, object]) -> str:
    """What an example reads, then what it is given."""
    read = [f"{name} {_field(value)}" for name, value in fields.items() if name not in _GIVEN]
    given = [f"{name} {_field(value)}" for name, value in fields.items() if name in _GIVEN]
    return ", ".join(read) + (f"; given {', '.join(given)}" if given else "")


def _leaves_alone(texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield ""
        yield f"Leaves alone: {'; '.join(map(shown, texts))}"


def rule_lines(rule: Described) -> Iterator[str]:
    """The section of one rule."""
    yield from (f"### {rule.id}", "", rule.doc)
    if rule.yes:
        yield from ("", "| in | takes | reads |", "| --- | --- | --- |")
    for example in rule.yes:
        yield f"| {shown(example.text)} | {shown(example.words)} | {_fields(example.fields)} |"
    yield from _leaves_alone(rule.no)


def fixer_lines(fixer: Fixer) -> Iterator[str]:
    """The section of one fixer."""
    yield from (f"### {fixer.KIND}", "", inspect.cleandoc(fixer.__doc__ or ""))
    if not fixer.DAMAGE:
        yield from ("", "A written form, no damage: it is not on record as a repair.")
    yield from ("", "| from | to |", "| --- | --- |")
    for before, after in fixer.YES:
        yield f"| {shown(before)} | {shown(after)} |"
    yield from _leaves_alone(fixer.NO)


def reference(chapters: Sequence[Chapter] = CHAPTERS, fixers: Sequence[Fixer] = FIXERS) -> str:
    """The whole page."""
    parts = [_INTRODUCTION]
    for chapter in chapters:
        parts.append(f"## {chapter.title}\n\n{chapter.words}")
        parts += ["\n".join(rule_lines(rule)) for rule in chapter.rules.all]
    parts.append("## Repairs\n\nIn the order in which an article passes them.")
    parts += ["\n".join(fixer_lines(fixer)) for fixer in fixers]
    return "\n\n".join(parts) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes the page, or checks it."""
    parser = argparse.ArgumentParser(prog="python -m extract.explain.rule_reference", description="The rule reference, made from the rules.")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--write", type=Path, metavar="FILE", help="write the page")
    action.add_argument("--check", type=Path, metavar="FILE", help="end with 1 if the page is not up to date")
    given = parser.parse_args(arguments)
    if given.write:
        given.write.write_text(reference(), encoding="utf-8", newline="\n")
    elif not given.check.is_file() or given.check.read_text(encoding="utf-8") != reference():
        sys.exit(f"{given.check} is not what the rules say; run: make docs")


if __name__ == "__main__":
    main()
