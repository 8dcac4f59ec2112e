"""A rule: a stable id, what it takes and why, and the sentences that it must and must not match."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import regex

from extract.data.late import late_regex

Draft = TypeVar("Draft")


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence, the words that the rule must take in it, and the fields they must have."""

    text: str
    words: str
    fields: dict[str, Any]


def yes(text: str, words: str, **fields: Any) -> Example:
    """An example that a rule must match: in ``text`` the mention ``words`` with these fields."""
    return Example(text, words, fields)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Draft]):
    """A pattern and what it produces.

    Attributes:
        id: stable name, in ``rule`` of mentions and in the rule reference.
        doc: what the rule takes and why (the docstring of its function).
        pattern: where it looks; compiled when it is first used.
        build: makes the mention's draft from a match, or None to refuse it.
        yes, no: examples that run as tests.
    """

    id: str
    doc: str
    pattern: regex.Pattern[str]
    build: Callable[[regex.Match[str]], Draft | None]
    yes: tuple[Example, ...]
    no: tuple[str, ...]


class Rules(Generic[Draft]):
    """An ordered collection of rules for one kind of mention; earlier rules win where matches overlap."""

    def __init__(self) -> None:
        self.all: list[Rule[Draft]] = []

    def rule(
        self, id: str, pattern: str, *, yes: list[Example], no: list[str]
    ) -> Callable[[Callable[[regex.Match[str]], Draft | None]], Callable[[regex.Match[str]], Draft | None]]:
        """Registers the decorated function as the rule ``id``; its docstring is the rule's documentation."""

        def register(build: Callable[[regex.Match[str]], Draft | None]) -> Callable[[regex.Match[str]], Draft | None]:
            doc = " ".join((build.__doc__ or "").split())
            self.all.append(Rule(id, doc, late_regex(pattern), build, tuple(yes), tuple(no)))
            return build

        return register
