"""Finds the matches of many rules in one pass: at each place only those rules are tried that can begin there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic

import regex

from extract.mentions.rules import Draft, Rule

# Numbers that stand for all of their length when it is asked which rules can begin with one.
_NUMBERS = {
    1: ("1", "3", "9"),
    2: ("01", "10", "12", "20", "24", "30", "38", "60", "98"),
    3: ("113", "103", "365", "618"),
    4: ("2024", "1985", "1990", "2020"),
}
_LONGEST_CACHE = 50_000  # pairs of characters whose rules are remembered


class Index(Generic[Draft]):
    """Rules by the two characters, or by the number and the character behind it, that their matches can begin with.

    Which these are is asked of each pattern itself: it must be able to go on from them (a partial match). No rule
    begins inside a number.
    """

    def __init__(self, rules: Sequence[Rule[Draft]]) -> None:
        self._rules = tuple(enumerate(rules))
        letters = {c for rule in rules for c in rule.pattern.pattern if not c.isdigit()}
        first = [c for c in letters if any(rule.pattern.match(c, partial=True) for rule in rules)]
        self._sites = regex.compile(rf"(?<![\d.])\d+|[{regex.escape(''.join(sorted(first)))}]")
        self._cache: dict[str | tuple[int, str], tuple[tuple[int, Rule[Draft]], ...]] = {}

    def _begin(self, key: str | tuple[int, str]) -> tuple[tuple[int, Rule[Draft]], ...]:
        """The rules that can begin with a key, chosen from those that can begin with the first part of it."""
        known = self._cache.get(key)
        if known is not None:
            return known
        shorter: str | tuple[int, str]
        if isinstance(key, str):
            heads, shorter = [key], key[:-1]
        else:
            heads, shorter = [number + key[1] for number in _NUMBERS.get(key[0], ())], (key[0], "") if key[1] else ""
        rules = self._begin(shorter) if shorter else self._rules
        found = tuple((order, rule) for order, rule in rules if any(rule.pattern.match(head, partial=True) for head in heads))
        if len(self._cache) < _LONGEST_CACHE:
            self._cache[key] = found
        return found

    def matches(self, text: str) -> Iterator[tuple[int, Rule[Draft], regex.Match[str]]]:
        """Each rule's place in the list, the rule, and its matches, which do not overlap each other; by their start."""
        ends: dict[int, int] = {}
        for site in self._sites.finditer(text):
            at, end = site.span()
            key: str | tuple[int, str] = (end - at, text[end : end + 1]) if text[at].isdigit() else text[at : at + 2]
            for order, rule in self._begin(key):
                if at >= ends.get(order, 0) and (m := rule.pattern.match(text, at)):
                    ends[order] = m.end()
                    yield order, rule, m
